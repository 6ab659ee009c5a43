"""Point 15: the ministry estimates «на основе материалов мониторинга»; who never hands in a sheet does not stop it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parent / "data"
CYCLE = "altai-337"
NOW = "--now", "2018-10-01T12:00"
SHEET = (
    "7",
    "направить",
    "--participant",
    "Майминский район",
    "--agency",
    "Минфин РА",
    "--period",
    "6 месяцев",
)
ESTIMATE = "15", "исполнить", "--period", "6 месяцев"


@pytest.fixture
def begun(srok: Callable[..., Any], file: Callable[[str], Path]) -> Callable[..., Any]:
    """Four sheets of six months were handed in, and two agreed; none has come to the ministry."""
    members = "--participants", file("participants.csv")
    assert srok("start", file("yaml"), *members, "--now", "2017-11-20T09:00").status == 0
    taken = srok("record", CYCLE, "--from", DATA / "rating.acts.csv", "--now", "2018-08-30T18:00")
    assert taken.status == 0, taken.err
    return srok


@pytest.fixture
def rating(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "рейтинг.xlsx").write_bytes(b"")
    return "--data", "рейтинг=рейтинг.xlsx"


def test_with_no_sheet_there_is_nothing_to_estimate(begun: Callable[..., Any], rating: tuple[str, ...]):
    assert begun("record", CYCLE, *ESTIMATE, *rating, *NOW).status == 1
    assert begun("case", CYCLE, "15", "--period", "6 месяцев", "--json").json["blocked_by"] == "7"


def test_it_goes_on_without_the_sheets_that_are_missing_and_names_them(
    begun: Callable[..., Any], rating: tuple[str, ...]
):
    sent = begun("record", CYCLE, *SHEET, "--data", "исходящий=№ 1 от 03.09.2018", "--on", "2018-09-03", *NOW)
    assert sent.status == 0, sent.err
    case = "case", CYCLE, "15", "--period", "6 месяцев", "--json"
    # 11 municipalities by 7 agencies are 77 sheets
    before = begun(*case).json
    assert (before["blocked_by"], before["hands"]["holder"], len(before["without"])) == (
        None,
        "министерство",
        76,
    )
    done = begun("record", CYCLE, *ESTIMATE, *rating, *NOW)
    assert done.status == 0, done.err
    # ten are named, 66 counted
    assert "7 / Горно-Алтайск / Минфин РА / 6 месяцев 2018 г." in done.err
    assert "66" in done.err
    after = begun(*case).json
    assert (after["actual"], len(after["without"])) == ("2018-10-01", 76)
