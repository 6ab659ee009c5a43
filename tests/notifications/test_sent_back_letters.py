"""What was handed in and sent back is told to whoever has it again, once and then weekly, and to nobody else."""

from datetime import date, datetime
from pathlib import Path

import pytest

from calendars import load_calendar
from calendars.saying import ENGLISH
from definitions import read_definition
from notifications import Digest, Line, Told, recipients, render, sayings
from workflow import CaseKey, Cycle, Entry, Participant, fold, members_of

LIBRARY = Path(__file__).parents[2] / "definitions" / "library"
MATERIALS, REVIEW = CaseKey("10", "Ачинск"), CaseKey("12", "Ачинск")
TOWN = Participant("Ачинск", "ОМСУ", email="t@example.org", head="Глава", head_email="head@example.org")
GROUP = Participant("Группа", "рабочая группа", email="group@example.org")


@pytest.fixture(scope="module")
def cycle() -> Cycle:
    definition = read_definition((LIBRARY / "krasnoyarsk-2016.yaml").read_bytes(), "plan.yaml").definition
    assert definition is not None
    others = [one for one in members_of(definition) if one.role != GROUP.role]
    return Cycle("план", definition, load_calendar(), (*others, TOWN, GROUP), date(2016, 6, 1))


def told(cycle: Cycle, key: CaseKey, day: str, *had: Told, back: str = "09-14") -> dict[str, list[Line]]:
    """Who is told what about a case on a day; the materials came on 8 September, and were sent back."""

    def act(number: int, trigger: str, day: str) -> Entry:
        moment = datetime.fromisoformat(f"2016-{day}T10:00").replace(tzinfo=cycle.zone)
        return Entry(number, "act", moment.date(), moment, case=MATERIALS, trigger=trigger)

    case = fold(cycle, [act(1, "направить", "09-08"), act(2, "вернуть", back)])[key]
    now = datetime.fromisoformat(f"2016-{day}T12:00").replace(tzinfo=cycle.zone)
    found = {who.name: sayings(cycle, case, who, now, had) for who in recipients(cycle, case)}
    return {name: [one.line for one in news] for name, news in found.items() if news}


def test_the_town_is_told_at_once_and_weekly(cycle: Cycle):
    (line,) = told(cycle, MATERIALS, "09-14")["Ачинск"]
    assert (line.rung, line.due, line.term) == ("returned", date(2016, 9, 14), date(2016, 9, 8))
    had = Told("overdue:2016-09-14", date(2016, 9, 14), "Ачинск", 1, "*returned", 3)
    assert told(cycle, MATERIALS, "09-20", had) == {}
    assert list(told(cycle, MATERIALS, "09-21", had)) == ["Ачинск"]


def test_sent_back_once_more_is_told_once_more(cycle: Cycle):
    had = Told("overdue:2016-09-12", date(2016, 9, 12), "Ачинск", 1, "*returned", 3)
    assert list(told(cycle, MATERIALS, "09-14", had)) == ["Ачинск"]


def test_who_waits_for_it_is_not_reminded(cycle: Cycle):
    """30 September is the last day of the review, and on 5 October the superior of the group would have heard."""
    for day in ("09-27", "09-30", "10-03", "10-05"):
        assert told(cycle, REVIEW, day) == {}


def test_the_letter_says_what_to_do(cycle: Cycle):
    lines = tuple(told(cycle, MATERIALS, "09-14")["Ачинск"])
    letter = render(Digest("план", "План", "Ачинск", "", date(2016, 9, 14), lines, ""), ENGLISH)
    assert "sent back on 14.09.2016, hand it in again" in letter.subject
    assert "Sent back: 14.09.2016, Wednesday; hand it in again" in letter.text
    assert "the day it was first handed in stays: 08.09.2016" in letter.html
