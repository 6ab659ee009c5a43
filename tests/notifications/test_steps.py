"""A step has a term and a holder of its own: its holder hears of it, by its own ladder, round by round."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from calendars import load_calendar
from definitions import read_definition
from notifications import Line, Told, recipients, sayings
from workflow import CaseKey, Cycle, Entry, Participant, fold

PLAN = Path(__file__).parents[1] / "srok" / "data" / "steps.yaml"
ZONE = ZoneInfo("Asia/Krasnoyarsk")
TOWN = Participant("Ачинск", "ОМСУ", email="town@example.org")
MINISTRY = Participant(
    "Минэк", "министерство", email="ministry@example.org", head="Петров", head_email="head@example.org"
)
SHEET, DRAFT = CaseKey("1", "Ачинск"), CaseKey("2", "Ачинск")


@pytest.fixture(scope="module")
def cycle() -> Cycle:
    read = read_definition(PLAN.read_bytes(), PLAN.name)
    assert read.definition, [str(problem.message) for problem in read.problems]
    return Cycle("листы", read.definition, load_calendar(), (TOWN, MINISTRY), date(2016, 8, 1))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2016-{text}").replace(tzinfo=ZONE)


def acts(key: CaseKey, *told: tuple[str, str]) -> list[Entry]:
    return [
        Entry(number, "act", at(moment).date(), at(moment), key, trigger)
        for number, (trigger, moment) in enumerate(told, start=1)
    ]


def told(cycle: Cycle, key: CaseKey, entries: list[Entry], moment: str, *had: Told) -> dict[str, list[Line]]:
    """Who is told what of a case at a moment."""
    case = fold(cycle, entries)[key]
    found = {who.name: sayings(cycle, case, who, at(moment), had) for who in recipients(cycle, case)}
    return {name: [one.line for one in news] for name, news in found.items() if news}


HANDED_IN = [("направить", "09-05T10:00")]  # a Monday: the review ends on Tuesday 6 September
RETURNED = [*HANDED_IN, ("вернуть", "09-06T11:00")]
AGAIN = [*RETURNED, ("направить", "09-07T15:00")]


def test_a_short_step_is_told_to_its_holder_at_once_and_the_town_has_nothing_to_do(cycle):
    found = told(cycle, SHEET, acts(SHEET, *HANDED_IN), "09-05T10:01")
    assert set(found) == {"Минэк"}
    (line,) = found["Минэк"]
    assert (line.step, line.round, line.rung, line.due) == ("на рассмотрении", 1, "opened", date(2016, 9, 6))
    assert (line.since, line.phrase, line.subject, line.holder) == (
        date(2016, 9, 5),
        "1 рабочий день",
        "Ачинск",
        "",
    )


def test_each_round_is_told_anew(cycle):
    had = [Told("opened:1", date(2016, 9, 6), "Минэк", 1, "на рассмотрении", 1)]
    assert told(cycle, SHEET, acts(SHEET, *HANDED_IN), "09-05T12:00", *had) == {}
    (line,) = told(cycle, SHEET, acts(SHEET, *AGAIN), "09-07T16:00", *had)["Минэк"]
    assert (line.round, line.since, line.due) == (2, date(2016, 9, 7), date(2016, 9, 8))


def test_what_is_returned_is_the_step_of_the_town_though_the_term_was_met(cycle):
    found = told(cycle, SHEET, acts(SHEET, *RETURNED), "09-07T10:00")
    (line,) = found["Ачинск"]  # two working days from Tuesday: one day before is Wednesday
    assert (line.step, line.rung, line.due, line.days) == ("на доработке", "ahead", date(2016, 9, 8), 1)
    assert set(found) == {"Ачинск"}


def test_a_copy_of_a_late_step_says_in_whose_hands_it_is(cycle):
    entries = acts(SHEET, *HANDED_IN)
    assert set(told(cycle, SHEET, entries, "09-07T10:00")) == {"Минэк"}
    found = told(cycle, SHEET, entries, "09-08T10:00")
    (line,) = found["Петров <head@example.org>"]
    assert (line.rung, line.days, line.holder) == ("overdue", 2, "Минэк")
    assert [line.holder for line in found["Минэк"]] == [""]


@pytest.mark.parametrize(
    ("entries", "who", "steps"),
    [
        ([], "Ачинск", [""]),
        ([("показать", "09-08T10:00")], "Минэк", ["на проверке"]),  # the town waits for the ministry
        (
            [("показать", "09-07T10:00"), ("возразить", "09-08T10:00")],
            "Ачинск",
            ["исправляется", ""],  # the step ends with the term of the case itself
        ),
    ],
    ids=["no step", "somebody else's step", "one's own step"],
)
def test_the_term_of_the_case_goes_on_for_whoever_owes_it_and_holds_it(cycle, entries, who, steps):
    """The case is due on Monday 12 September, three working days after Wednesday 7 September."""
    found = told(cycle, DRAFT, acts(DRAFT, *entries), "09-12T10:00")
    assert {name: [line.step for line in lines] for name, lines in found.items()} == {who: steps}


def test_a_step_that_was_told_of_is_not_taken_for_its_case(cycle):
    entries = acts(DRAFT, ("показать", "09-07T10:00"), ("возразить", "09-08T10:00"))
    had = Told("today", date(2016, 9, 12), "Ачинск", 1, "исправляется", 1)
    lines = told(cycle, DRAFT, entries, "09-12T10:00", had)["Ачинск"]
    assert [line.step for line in lines] == [""]


def test_a_step_whose_beginning_is_corrected_is_told_of_the_move(cycle):
    late = acts(SHEET, ("направить", "09-06T10:00"))
    had = Told("opened:1", date(2016, 9, 6), "Минэк", 1, "на рассмотрении", 1)
    (line,) = told(cycle, SHEET, late, "09-06T12:00", had)["Минэк"]
    assert (line.due, line.moved_from) == (date(2016, 9, 7), date(2016, 9, 6))


def test_a_step_told_late_is_one_line_and_its_copy_waits(cycle):
    """Handed in on 5 September, recorded on the 20th: the head of whoever held it hears of it two days later."""
    (entry,) = acts(SHEET, *HANDED_IN)
    known = [Entry(1, "act", entry.on, at("09-20T10:00"), SHEET, "направить")]
    found = told(cycle, SHEET, known, "09-20T10:05")
    assert {name: len(lines) for name, lines in found.items()} == {"Минэк": 1}
    assert "Петров <head@example.org>" not in told(cycle, SHEET, known, "09-21T10:00")
    assert "Петров <head@example.org>" in told(cycle, SHEET, known, "09-22T10:00")
