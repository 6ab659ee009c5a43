"""The wording of 13 December 2017 comes into force while the cycle of 2017 runs.

What order 337 said before that day is not known. The earlier wording here is MADE UP for this test, and says so in the
place where a definition names its wording: 40 working days instead of 43, 1 March instead of 15 March.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CYCLE = "altai-337"
MADE_UP = (
    (
        'редакция: "от 13.12.2017 № 329"',
        'редакция: "ВЫДУМАННАЯ для проверки, прежней редакции пункта 7 в деле нет"',
    ),
    ("  действует: {с: 13.12.2017, по: 12.03.2018}", "  действует: {по: 12.12.2017}"),
    (
        '"не позднее 43 рабочих дней, следующих за отчетным периодом"',
        '"не позднее 40 рабочих дней, следующих за отчетным периодом"',
    ),
    ('"к 15 марта года, следующего за отчетным"', '"к 1 марта года, следующего за отчетным"'),
)
TOWN, AGENCY = "Горно-Алтайск", "Минфин РА"
SHEET = ("7", "--participant", TOWN, "--agency", AGENCY, "--period", "9 месяцев")
ROW = {
    "план на год": "1",
    "текущий год": "1",
    "прошлый год": "1",
    "обоснование": "нет",
    "от МО": "Иванова А.А.",
}
YEAR = ("--set", "отчётный год=2017")
NOW = (*YEAR, "--now", "2017-12-13T10:00")


@pytest.fixture
def earlier(file: Callable[[str], Path], tmp_path: Path) -> Path:
    """The definition in a wording that is made up."""
    text = file("yaml").read_text(encoding="utf-8")
    for new, old in MADE_UP:
        assert text.count(new) == 1
        text = text.replace(new, old)
    text = text[: text.index("отчёты:")]  # with its examples, which are those of the real wording
    (tmp_path / "earlier.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "earlier.yaml"


@pytest.fixture
def running(srok: Callable[..., Any], file: Callable[[str], Path], earlier: Path) -> Callable[..., Any]:
    """The cycle of 2017 on 13 December: one sheet of nine months was handed in on 28 November, the others were not."""
    members = "--participants", file("participants.csv")
    assert srok("start", earlier, *members, *YEAR, "--now", "2017-09-01T09:00").status == 0
    given = [part for name, value in ROW.items() for part in ("--data", f"{name}={value}")]
    on = ("--on", "2017-11-28", "--now", "2017-11-28T15:00")
    assert srok("record", CYCLE, *SHEET, "--row", "1.1", "внести", *given, *on).status == 0
    assert srok("record", CYCLE, *SHEET, "внести", *on).status == 0
    return srok


def due(srok: Callable[..., Any], town: str = TOWN) -> dict[str, tuple[str, str, int]]:
    log = srok("deviations", CYCLE, "--event", "7", "--participant", town, "--format", "json").json
    return {
        row["period"]: (row["due"], row["status"], row["delay_days"])
        for row in log
        if row["step"] is None and row["agency"] == AGENCY
    }


def test_the_made_up_wording_says_that_it_is(srok, earlier: Path):
    told = srok("check", earlier)
    assert told.status == 0
    assert "ВЫДУМАННАЯ для проверки" in told.err


def test_before_the_change_all_is_judged_by_the_earlier_wording(running):
    """40 working days after 30 September 2017: 22 in October, 18 in November (the 6th is off), the last on the 27th."""
    assert due(running) == {
        "2017-6M": (
            "2017-08-25",
            "overdue",
            95,
        ),  # 6 days of August, then 30, 31 and 28: the clock stands at 28 November
        "2017-9M": ("2017-11-27", "late", 1),
        "2017": ("2018-03-01", "not_due", 0),
    }


def test_the_change_shows_what_it_moves_and_keeps_what_was_done(running, file):
    """43 days end on 30 August and 30 November; what came on 28 November stays judged by the day that held then."""
    told = running("amend", CYCLE, file("yaml"), *NOW, "--json")
    assert told.status == 0, told.err
    shown = told.json
    moved = [
        row for row in shown["rows"] if row["event"] == "7" and row["before"]["due"] != row["after"]["due"]
    ]
    days = Counter((row["before"]["due"], row["after"]["due"]) for row in moved)
    assert days == {
        ("2017-08-25", "2017-08-30"): 77,
        ("2017-11-27", "2017-11-30"): 76,
        ("2018-03-01", "2018-03-15"): 77,
    }
    basis = "--apply", "--basis", "постановление Правительства Республики Алтай от 13.12.2017 № 329"
    assert running("amend", CYCLE, file("yaml"), *NOW, *basis).status == 0
    assert due(running) == {
        "2017-6M": ("2017-08-30", "overdue", 105),
        "2017-9M": ("2017-11-27", "late", 1),
        "2017": ("2018-03-15", "not_due", 0),
    }
    assert due(running, "Чойский район")["2017-9M"] == ("2017-11-30", "overdue", 13)
