"""What was handed in and sent back: its days are those of whoever has it again, and only they are written to.

2016: 30 September is a Friday; 1-2 and 8-9 October are days off; 1 August is a Monday, 31 July a Sunday.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from calendars import Calendar, load_calendar
from definitions import Reminders, read_definition
from workflow import (
    Case,
    CaseKey,
    Cycle,
    Days,
    Deviation,
    Entry,
    Inputs,
    Ladder,
    Participant,
    deviation,
    fold,
    members_of,
    rungs,
    watched,
)

LIBRARY = Path(__file__).parents[2] / "definitions" / "library"
FIRST, BACK = ("10 Ачинск", "направить", "2016-09-08"), ("10 Ачинск", "вернуть", "2016-09-14")


@pytest.fixture(scope="module")
def plan() -> Cycle:
    """The plan of Krasnoyarsk as the library has it, with two municipalities."""
    return _of("krasnoyarsk-2016", Participant("Ачинск", "ОМСУ"), Participant("Канск", "ОМСУ"))


def _of(name: str, *others: Participant) -> Cycle:
    definition = read_definition((LIBRARY / f"{name}.yaml").read_bytes(), "plan.yaml").definition
    assert definition is not None
    members = (*members_of(definition), *others)
    return Cycle(name, definition, load_calendar(), members, date(2016, 6, 1))


@pytest.fixture
def played(plan: Cycle, entry: Callable[..., Entry]) -> Callable[..., dict[CaseKey, Case]]:
    def play(*acts: tuple[str, str, str]) -> dict[CaseKey, Case]:
        cases = fold(plan, [entry(number, *act) for number, act in enumerate(acts, start=1)])
        assert not [case for case in cases.values() if case.conflicts]
        return cases

    return play


def parts(plan: Cycle, cases: dict[CaseKey, Case], event: str, today: str) -> Deviation:
    return deviation(cases[CaseKey(event, "Ачинск")], date.fromisoformat(today), Inputs(plan, cases))


@pytest.mark.parametrize(
    ("acts", "today", "inherited", "own"),
    [
        # With the town from 14 September to 10 October: 1-10 October are 10 days, 6 of them worked; the 11th is own.
        ((BACK, ("10 Ачинск", "направить", "2016-10-10"), ("12 Ачинск", "исполнить", "2016-10-11")),
         "2016-10-12", (10, 6), (1, 1)),
        # Still with the town on the 5th: 3, 4, 5.
        ((BACK,), "2016-10-05", (5, 3), (0, 0)),
        # Sent back on the 4th, after it was due: 3, 4 own | 5, 6 inherited | 7 own.
        ((("10 Ачинск", "вернуть", "2016-10-04"), ("10 Ачинск", "направить", "2016-10-06")),
         "2016-10-07", (2, 2), (5, 3)),
        # Twice: 3 own | 4 | 5 own | 6 | 7 own.
        ((("10 Ачинск", "вернуть", "2016-10-03"), ("10 Ачинск", "направить", "2016-10-04"),
          ("10 Ачинск", "вернуть", "2016-10-05"), ("10 Ачинск", "направить", "2016-10-06")),
         "2016-10-07", (2, 2), (5, 3)),
        # There again before it was due; and sent back only after the review was done.
        ((BACK, ("10 Ачинск", "направить", "2016-09-22")), "2016-10-05", (0, 0), (5, 3)),
        ((("12 Ачинск", "исполнить", "2016-10-05"), ("10 Ачинск", "вернуть", "2016-10-06")),
         "2016-10-10", (0, 0), (5, 3)),
    ],
)  # fmt: skip
def test_days_on_which_it_had_been_sent_back_are_inherited(
    plan: Cycle,
    played: Callable[..., dict[CaseKey, Case]],
    acts: tuple[tuple[str, str, str], ...],
    today: str,
    inherited: tuple[int, int],
    own: tuple[int, int],
):
    found = parts(plan, played(FIRST, *acts), "12", today)
    assert (found.inherited, found.own) == (Days(*inherited), Days(*own))


def test_the_ministry_is_not_charged_with_a_project_that_the_town_has_again(
    plan: Cycle, played: Callable[..., dict[CaseKey, Case]]
):
    """Item 20 is due on 1 December; sent back on 16 November, sent again on 14 December and passed on that day."""
    cases = played(
        ("17", "исполнить", "2016-11-01"),
        ("19 Ачинск", "направить", "2016-11-14"),
        ("19 Ачинск", "вернуть", "2016-11-16"),
        ("19 Ачинск", "направить", "2016-12-14"),
        ("20 Ачинск", "исполнить", "2016-12-14"),
    )
    found = parts(plan, cases, "20", "2016-12-15")
    assert (found.delay_days, found.own, found.inherited.days) == (13, Days(), 13)
    assert cases[CaseKey("20", "Ачинск")].due == date(2016, 12, 1)
    assert cases[CaseKey("19", "Ачинск")].actual == date(2016, 11, 14)


def test_while_it_is_back_only_who_has_it_is_reminded(
    plan: Cycle, played: Callable[..., dict[CaseKey, Case]], calendar: Calendar
):
    """Told on the day, Wednesday the 14th, and every seven days from then on."""
    cases = played(FIRST, BACK)
    assert watched(plan, cases[CaseKey("12", "Ачинск")]) == ()
    (one,) = watched(plan, cases[CaseKey("10", "Ачинск")])
    assert (one.kind, one.roles, one.due, one.term) == (
        "returned",
        ("ОМСУ",),
        date(2016, 9, 14),
        date(2016, 9, 8),
    )
    assert not one.reminders.copies
    days = [
        rung.day.day
        for rung, _ in zip(rungs(one, Ladder((one.reminders,)), calendar), range(3), strict=False)
    ]
    assert days == [14, 21, 28]


def test_sent_again_it_is_the_others_turn_and_copies_wait_for_them(
    plan: Cycle, played: Callable[..., dict[CaseKey, Case]]
):
    cases = played(FIRST, BACK, ("10 Ачинск", "направить", "2016-10-10"))
    assert watched(plan, cases[CaseKey("10", "Ачинск")]) == ()
    (one,) = watched(plan, cases[CaseKey("12", "Ачинск")])
    assert (one.kind, one.due, one.known_since) == ("term", date(2016, 9, 30), date(2016, 10, 10))


def test_what_they_change_of_their_own_accord_was_not_sent_back(entry: Callable[..., Entry]):
    """Ozersk publishes its plan, and changes it: nobody has sent it back."""
    cycle = _of("ozersk-strategy")
    number = next(one.number for one in cycle.definition.events if one.flow == "план")
    acts = ("утвердить", "опубликовать", "изменить")
    cases = fold(cycle, [entry(at, number, act, f"2016-07-0{at}") for at, act in enumerate(acts, start=1)])
    case = cases[CaseKey(number)]
    assert (case.state, case.conflicts) == ("изменён", ())
    assert [one.kind for one in watched(cycle, case)] == []


# Whom an answer decides about ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "ticked", "inherited", "own"),
    [
        # Item 7 is due on 31 July and done on 12 August. First asked on the 10th: 1-10 | 11, 12.
        ((("есть", "2016-08-10"),), "2016-06-30", 10, 2),
        # Asked in time: its own, whatever the ministry ticked.
        ((("есть", "2016-06-29"),), "", 0, 12),
        # «Нет» on 29 June and «есть» on 4 August; «есть» said again changes nothing.
        ((("нет", "2016-06-29"), ("есть", "2016-08-04")), "2016-06-30", 4, 8),
        ((("есть", "2016-06-29"), ("есть", "2016-08-04")), "2016-06-30", 0, 12),
    ],
)
def test_a_delay_is_inherited_until_the_town_was_asked(
    plan: Cycle,
    entry: Callable[..., Entry],
    answers: tuple[tuple[str, str], ...],
    ticked: str,
    inherited: int,
    own: int,
):
    entries = [
        entry(at, "5", "", day, kind="answer", row="Ачинск", data={"невыполненные этапы": said})
        for at, (said, day) in enumerate(answers, start=1)
    ]
    entries += [entry(8, "5", "исполнить", ticked)] if ticked else []
    cases = fold(plan, [*entries, entry(9, "7 Ачинск", "исполнить", "2016-08-12")])
    found = parts(plan, cases, "7", "2016-08-20")
    assert (found.inherited.days, found.own.days) == (inherited, own)


def test_what_is_known_late_is_escalated_only_after_there_was_time_to_act(
    plan: Cycle, entry: Callable[..., Entry]
):
    """Written down on Thursday, 4 August: the head hears on the third working day after that, 5, 8, 9."""
    said = {"kind": "answer", "row": "Ачинск", "data": {"невыполненные этапы": "есть"}}
    cases = fold(plan, [entry(1, "5", "", "2016-07-29", known="2016-08-04", **said)])
    (one,) = watched(plan, cases[CaseKey("7", "Ачинск")])
    assert one.known_since == date(2016, 8, 4)
    head = Reminders((), on_the_day=False, overdue_after=3, overdue_every=7)
    first = next(rungs(one, Ladder((), copies=(head,)), plan.calendar))
    assert first.day == date(2016, 8, 9)
