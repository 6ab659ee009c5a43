"""Points 7, 13 and 17: what sums up a period comes after its end, and a slip of the period is told of at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CYCLE = "altai-337"
TOWN = "--participant", "Чойский район"
WHOSE = (*TOWN, "--agency", "Минфин РА", "--period", "9 месяцев")
REPORT = ("13", "направить", *TOWN)
SPEECH = ("17", "исполнить")
#: Point 17 asks for the numbers of both letters.
TO_BOTH = ("Главе Республики Алтай", "Председателю Правительства Республики Алтай")


@pytest.fixture
def record(srok: Callable[..., Any], file: Callable[[str], Path]) -> Callable[..., Any]:
    """Record an act in the course of 2018, at 14:00 of a day."""
    members = "--participants", file("participants.csv")
    assert srok("start", file("yaml"), *members, "--now", "2018-06-01T09:00").status == 0
    return lambda day, *act: srok("record", CYCLE, *act, "--now", f"{day}T14:00")


@pytest.mark.parametrize(
    ("act", "day", "last"),
    [
        ((*REPORT, "--period", "год"), "2018-09-06", "31.12.2018"),  # meant: 6 months, to 30 June
        ((*REPORT, "--period", "год"), "2018-12-31", "31.12.2018"),  # the year is not over that day
        ((*REPORT, "--period", "год"), "2019-01-09", ""),
        ((*REPORT, "--period", "6 месяцев"), "2018-09-06", ""),
        ((*REPORT, "--period", "9 месяцев"), "2018-09-06", "30.09.2018"),
    ],
)
def test_what_sums_up_a_period_before_its_end_is_kept_with_a_word(
    record: Callable[..., Any], act: tuple[str, ...], day: str, last: str
):
    done = record(day, *act)
    assert done.status == 0
    assert f"{last})" in done.err if last else done.err == ""


@pytest.mark.parametrize(("day", "told"), [("2018-09-06", True), ("2018-12-31", True), ("2019-05-20", False)])
def test_the_yearly_speech_is_of_the_year_before_that_of_its_term(
    record: Callable[..., Any], day: str, told: bool
):
    """«до 1 июня года, следующего за отчетным»: it has no row for each period, and sums up 2018."""
    year, month, date = day.split("-")
    numbers = [word for name in TO_BOTH for word in ("--data", f"{name}=№ 1 от {date}.{month}.{year}")]
    done = record(day, *SPEECH, *numbers)
    assert done.status == 0
    assert ("31.12.2018)" in done.err) == told


def test_a_sheet_is_handed_in_when_its_period_is_over(record: Callable[..., Any]):
    """Its rows may be got ready in advance; only the sheet sums the period up. A refusal names its own agency."""
    given = ("план на год=1", "текущий год=1", "прошлый год=1", "обоснование=рост", "от МО=Иванова А.А.")
    data = [word for one in given for word in ("--data", one)]
    assert record("2018-09-20", "7", "внести", *WHOSE, "--row", "1.1", *data).err == ""
    early = record("2018-09-28", "7", "внести", *WHOSE)
    assert (early.status, "30.09.2018)" in early.err) == (0, True)
    number = early.out.split()[-1]
    assert record("2018-10-10", "7", "внести", *WHOSE, "--on", "2018-10-10", "--corrects", number).err == ""
    # «Минтруд РА» is an agency too, of other sheets.
    refused = record("2018-10-11", "7", "согласовать", *WHOSE, "--actor", "Минтруд РА")
    assert (refused.status, "ведомство (Минфин РА)" in refused.err) == (1, True)
