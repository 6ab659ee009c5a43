"""The last day of a step, and a target, say what moved them, as the due date of a case does."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from calendars import load_calendar
from definitions import Definition, read_definition
from workflow import (
    Case,
    CaseKey,
    Change,
    Cycle,
    Entry,
    Participant,
    Slip,
    Wish,
    fold,
    members_of,
    versioned,
    watched,
)

TEXT = (Path(__file__).parent / "data" / "sheets.yaml").read_text(encoding="utf-8")
SHEET = CaseKey("7", "Чемал", "минтруд")
FROM = date(2019, 3, 28)


def definition(text: str) -> Definition:
    found = read_definition(text.encode(), "sheets.yaml").definition
    assert found is not None
    return found


@pytest.fixture(scope="module")
def sheets() -> Cycle:
    first = definition(TEXT)
    others = (Participant("Чемал", "муниципалитет"), Participant("Минэкономразвития", "министерство"))
    return Cycle("sheets", first, load_calendar(), (*members_of(first), *others), date(2019, 2, 1))


def reviewed(cycle: Cycle) -> Case:
    """Handed in on 15 March 2019, returned on the 22nd, handed in again on Monday, the 25th: still in review."""
    acts = ((15, "внести"), (22, "вернуть"), (25, "внести"))
    entries = [
        Entry(
            number=number,
            kind="act",
            on=date(2019, 3, day),
            recorded_at=datetime(2019, 3, day, 13, tzinfo=cycle.zone),
            case=SHEET,
            trigger=trigger,
        )
        for number, (day, trigger) in enumerate(acts, start=1)
    ]
    case = fold(cycle, entries)[SHEET]
    assert not case.conflicts
    return case


def change(cycle: Cycle, **what: object) -> Cycle:
    moment = datetime(2019, 3, 28, 12, tzinfo=cycle.zone)
    return versioned(cycle, [Change(20, on=FROM, recorded_at=moment, **what)])


def moves(case: Case) -> list[tuple[str, date | None, tuple[Slip, ...]]]:
    return [(step.state, step.due, step.slips) for step in case.steps]


def test_nothing_moves_the_steps_of_a_plan_that_stays_as_it_is(sheets: Cycle):
    assert [slips for _, _, slips in moves(reviewed(sheets))] == [(), (), ()]


def test_an_amended_limit_moves_the_step_that_is_open_and_no_other(sheets: Cycle):
    """From 28 March a review takes 3 working days: the one of the 25th is due on the 28th, not on the 26th."""
    text = TEXT.replace("ведомство, срок: 1 рабочий день", "ведомство, срок: 3 рабочих дня", 1)
    cycle = change(sheets, definition=definition(text))
    assert moves(reviewed(cycle)) == [
        ("на рассмотрении", date(2019, 3, 18), ()),
        ("на доработке", date(2019, 3, 25), ()),
        ("на рассмотрении", date(2019, 3, 28), (Slip("amendment", 2),)),
    ]


def test_a_state_of_another_name_is_the_same_step(sheets: Cycle):
    text = TEXT.replace("ведомство, срок: 1 рабочий день", "ведомство, срок: 3 рабочих дня", 1)
    renamed = definition(text.replace("на рассмотрении", "рассматривается"))
    cycle = change(sheets, definition=renamed, states={"на рассмотрении": "рассматривается"})
    assert moves(reviewed(cycle))[-1] == ("рассматривается", date(2019, 3, 28), (Slip("amendment", 2),))


def test_a_day_that_is_off_by_another_calendar_moves_a_step(sheets: Cycle):
    """With Tuesday, 26 March, off, the working day after Monday is Wednesday."""
    calendar = sheets.calendar
    off = replace(calendar.day(date(2019, 3, 26)), kind="weekend")
    at = (date(2019, 3, 26) - calendar.first).days
    cycle = change(
        sheets, calendar=replace(calendar, days=(*calendar.days[:at], off, *calendar.days[at + 1 :]))
    )
    assert moves(reviewed(cycle))[-1] == ("на рассмотрении", date(2019, 3, 27), (Slip("calendar", 1),))


def test_a_target_says_what_gave_it(plan_cycle: Cycle, admitted):
    aim = Wish(
        "19", "ориентир", "Ачинск", date(2016, 9, 22), day=date(2016, 10, 28), basis="график № 1"
    )  # fmt: skip
    later = replace(aim, on=date(2016, 10, 3), day=date(2016, 11, 7), basis="график № 2")
    key = CaseKey("19", "Ачинск")
    told = [fold(plan_cycle, admitted(*wishes))[key].target_because for wishes in ((), (aim,), (aim, later))]
    assert [str(one) if one else None for one in told] == [
        None,
        "basis: график № 1",
        "basis: график № 2",
    ]


def test_a_step_that_a_new_wording_gives_to_others_is_theirs_since_that_day(sheets: Cycle):
    """In review since 25 March 2019, by the agency; from the 28th on by the ministry: letters say the 28th."""
    (before,) = watched(sheets, reviewed(sheets))
    assert (before.roles, before.step, before.since) == (("ведомство",), "на рассмотрении", date(2019, 3, 25))
    given = TEXT.replace("{срок исполнен: да, у кого: ведомство", "{срок исполнен: да, у кого: министерство")
    changed = change(sheets, definition=definition(given))
    (after,) = watched(changed, reviewed(changed))
    assert (after.roles, after.step, after.since) == (("министерство",), "на рассмотрении", FROM)
    # What others do not get keeps its day.
    same = change(sheets, definition=definition(TEXT.replace("Лист", "Лист заочный", 1)))
    assert [one.since for one in watched(same, reviewed(same))] == [before.since]
