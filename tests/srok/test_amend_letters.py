"""What an amendment moves is told once to whoever took another day; what it makes overdue opens no storm of letters."""

import email
from collections.abc import Callable
from pathlib import Path

import pytest

CYCLE = "small-2016"
ADOPT = ("--apply", "--basis", "приказ № 7")


@pytest.fixture
def amended(cli, data: Path, tmp_path: Path, store) -> Callable[..., None]:
    """Amend the small cycle at a moment: pieces of its text replaced."""

    def amend(now: str, *pairs: tuple[str, str]) -> None:
        text = (data / "small.yaml").read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "new.yaml").write_text(text, encoding="utf-8")
        told = cli("amend", CYCLE, tmp_path / "new.yaml", "--now", now, *ADOPT)
        assert told.status == 0, told.err

    return amend


@pytest.fixture
def letters(tick, relay) -> Callable[[str], dict[str, str]]:
    """Tick at a moment: the letters that leave, as text, by recipient."""

    def leave(moment: str) -> dict[str, str]:
        relay.letters.clear()
        tick(moment)
        found = {}
        for recipient, message in relay.letters:
            body = email.message_from_bytes(message, policy=email.policy.default).get_body(("plain",))
            found[recipient.partition("@")[0]] = body.get_content()
        return found

    return leave


def test_a_move_is_told_once(amended, letters):
    """Ачинск was reminded of the 15th on 1 September; on the 2nd the term becomes the 30th."""
    assert "15.09.2016" in letters("2016-09-01T10:00")["achinsk"]
    amended("2016-09-02T09:30", ("до 15 сентября", "до 30 сентября"))
    assert "30.09.2016" in letters("2016-09-02T10:00")["achinsk"]
    assert "achinsk" not in letters("2016-09-05T10:00")
    assert "achinsk" not in letters("2016-09-15T10:00")
    # 10 working days before 30 September is the 16th.
    assert "30.09.2016" in letters("2016-09-16T10:00")["achinsk"]


def test_who_was_told_nothing_yet_hears_of_the_new_term_alone(amended, letters):
    amended("2016-08-26T09:30", ("до 15 сентября", "до 30 сентября"))
    assert "achinsk" not in letters("2016-09-01T10:00")
    assert "30.09.2016" in letters("2016-09-16T10:00")["achinsk"]


def test_items_that_are_new_and_past_are_told_once_a_week_and_not_all_at_once(amended, letters):
    """Three more items, all due in August: one letter says so; the next comes with the weekly reminder."""
    row = next(line for line in _lines() if '№: "10"' in line)
    past = row.replace("до 15 сентября", "до 22 августа")
    more = "\n".join(past.replace('№: "10"', f'№: "{number}"') for number in ("31", "32", "33"))
    amended("2016-09-01T09:30", (row, f"{row}\n{more}"))
    found = letters("2016-09-01T10:00")
    assert set(found) <= {"achinsk", "viluy", "bor", "plan"}
    quiet = [letters(f"2016-09-{day:02}T10:00") for day in (2, 5, 6, 7)]
    assert [len(found.get("achinsk", "")) for found in quiet].count(0) >= 3


def _lines() -> list[str]:
    return (Path(__file__).parent / "data" / "small.yaml").read_text(encoding="utf-8").splitlines()


def test_who_left_gets_no_letter_any_more(cli, letters, tmp_path, data, store):
    people = (data / "participants.csv").read_text(encoding="utf-8")
    (tmp_path / "new.csv").write_text(
        people.replace("Ачинск;ОМСУ;;achinsk@example.org", "Новый;ОМСУ;;new@example.org")
    )
    told = cli("participants", CYCLE, tmp_path / "new.csv", "--now", "2016-08-31T10:00", *ADOPT)
    assert told.status == 0, told.err
    found = letters("2016-09-01T10:00")
    assert "achinsk" not in found
    assert "15.09.2016" in found["new"]
