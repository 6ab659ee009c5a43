"""Where a new wording changes nothing, what is impossible is still told; what was adopted may be asked for again."""

import pytest

CYCLE = "small-2016"
NOW = ("--now", "2016-09-01T10:00")


@pytest.mark.parametrize("asked", [(), ("--apply", "--basis", "№ 7")])
@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--state", "направленно=возвращено", "unknown state “направленно”; did you mean “направлено”?"),
        ("--state", "направлено=возврат", "unknown state “возврат”"),
        ("--on", "1900-01-01", "01.01.1900 is before the cycle started (25.08.2016)"),
    ],
)
def test_a_slip_is_told_though_nothing_is_different(started, data, asked, option, value, says):
    told = started("amend", CYCLE, data / "small.yaml", option, value, *NOW, *asked)
    assert (told.status, told.out) == (1, "")
    assert says in told.err


def test_an_adoption_may_be_asked_for_again(started, data, tmp_path):
    """The second time its old state is in no wording that is in force."""
    text = (data / "small.yaml").read_text(encoding="utf-8")
    (tmp_path / "new.yaml").write_text(text.replace("возвращено", "на доработке"), encoding="utf-8")
    command = (
        "amend",
        CYCLE,
        tmp_path / "new.yaml",
        "--state",
        "возвращено=на доработке",
        "--apply",
        "--basis",
        "№ 7",
    )
    assert "Recorded as entry 7" in started(*command, *NOW).out
    again = started(*command, *NOW)
    assert (again.status, again.out) == (0, "Nothing is different: there is nothing to record\n")
