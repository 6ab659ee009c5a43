"""Hours of one day that contradict the order in which its acts were recorded are refused, with the way to mend it."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from calendars import Calendar
from calendars.errors import RefusedError
from definitions import read_definition
from workflow import Cycle, Entry, Participant, Wish, admit, members_of

MONDAY, TUESDAY = date(2019, 3, 18), date(2019, 3, 19)


@pytest.fixture(scope="module")
def sheets(calendar: Calendar) -> Cycle:
    plan = Path(__file__).parent / "data" / "sheets.yaml"
    definition = read_definition(plan.read_bytes(), plan.name).definition
    assert definition is not None
    members = (Participant("Чемал", "муниципалитет"), Participant("Минэкономразвития", "министерство"))
    return Cycle("sheets", definition, calendar, (*members_of(definition), *members), date(2019, 2, 1))


def recorded(cycle: Cycle, *wishes: tuple[str, str, int | None], on: date = MONDAY) -> list[Entry]:
    """Admit acts at hours of a day, each (None: of no entry) correcting an entry."""
    entries: list[Entry] = []
    for trigger, at, corrects in wishes:
        hour = time.fromisoformat(at) if at else None
        said = {"комментарий": "—"} if trigger == "вернуть" else {}
        wish = Wish("7", trigger, "Чемал", on, hour, agency="минтруд", data=said, corrects=corrects)
        now = datetime(2019, 3, 29, 12, tzinfo=cycle.zone)
        entries.append(admit(cycle, entries, wish, len(entries) + 1, now))
    return entries


HANDED_IN = ("внести", "11:00", None)


@pytest.mark.parametrize("at", ["11:00", "11:01", ""])
def test_hours_that_go_on_and_those_not_known_are_taken(sheets: Cycle, at: str):
    assert len(recorded(sheets, HANDED_IN, ("вернуть", at, None))) == 2


def test_an_earlier_hour_than_that_of_what_stands_before_it_is_refused(sheets: Cycle):
    with pytest.raises(RefusedError, match=r"10:00 comes after entry 1 .*11:00.*--corrects 1"):
        recorded(sheets, HANDED_IN, ("вернуть", "10:00", None))


def test_an_hour_not_known_in_between_hides_nothing(sheets: Cycle):
    with pytest.raises(RefusedError, match="comes after entry 1 "):
        recorded(sheets, HANDED_IN, ("вернуть", "", None), ("внести", "10:30", None))


def test_once_the_earlier_entry_has_its_right_hour_it_is_taken(sheets: Cycle):
    assert recorded(sheets, HANDED_IN, ("внести", "09:00", 1), ("вернуть", "10:00", None))


@pytest.mark.parametrize(
    ("correction", "told"),
    [
        (("внести", "12:30", 1), "12:30 comes before entry 2 .*12:00.*--corrects 2"),
        (("вернуть", "10:59", 2), "10:59 comes after entry 1 "),
    ],
)
def test_a_correction_of_an_hour_is_looked_at_on_both_sides(
    sheets: Cycle, correction: tuple[str, str, int], told: str
):
    with pytest.raises(RefusedError, match=told):
        recorded(sheets, HANDED_IN, ("вернуть", "12:00", None), correction)
    assert recorded(sheets, HANDED_IN, ("вернуть", "12:00", None), ("внести", "12:00", 1))


def test_hours_of_different_days_are_not_compared(sheets: Cycle):
    first = recorded(sheets, HANDED_IN)
    wish = Wish("7", "вернуть", "Чемал", TUESDAY, time(9), agency="минтруд", data={"комментарий": "—"})
    assert admit(sheets, first, wish, 2, datetime(2019, 3, 29, 12, tzinfo=sheets.zone)).at == time(9)
