"""Copies of a ladder: who else is written to, when, and never about somebody else's row."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from calendars import load_calendar
from definitions import CURATOR, HEAD, SUPERIOR, Copy, Definition, Reminders, read_definition
from notifications import Told, next_look, recipients, sayings
from workflow import CaseKey, Cycle, Participant, fold

ACHINSK = Participant(
    "Ачинск",
    "ОМСУ",
    email="achinsk@example.org",
    head="Петров П.П.",
    head_email="head@example.org",
    curator="Орлова О.О.",
    curator_email="curator@example.org",
)
BOGOTOL = Participant("Боготол", "ОМСУ", email="bogotol@example.org", head_email="bogotol-head@example.org")
MINISTRY = Participant("Минэкономразвития", "министерство", email="ministry@example.org")
KEY = CaseKey("10", "Ачинск")
DUE = date(2016, 9, 15)  # a Thursday


@pytest.fixture(scope="module")
def plan() -> Definition:
    file = Path(__file__).parents[1] / "definitions" / "data" / "krasnoyarsk-0.1.0.yaml"
    found = read_definition(file.read_bytes(), file.name).definition
    assert found is not None
    return found


def cycle_with(plan: Definition, *copies: Copy) -> Cycle:
    ladder = Reminders(days_before=(3,), overdue_every=0, copies=copies)
    roles = tuple(
        replace(role, superior="министерство") if role.name == "ОМСУ" else role for role in plan.roles
    )
    definition = replace(plan, reminders=ladder, roles=roles)
    return Cycle("к", definition, load_calendar(), (ACHINSK, BOGOTOL, MINISTRY), date(2016, 6, 1))


def told(cycle: Cycle, day: str) -> set[str]:
    """The addresses that are told something of the case at ten o'clock in Krasnoyarsk."""
    case = fold(cycle, ())[KEY]
    now = datetime.fromisoformat(f"{day}T03:00").replace(tzinfo=UTC)
    return {who.email for who in recipients(cycle, case) if sayings(cycle, case, who, now)}


@pytest.mark.parametrize(
    ("to", "address"),
    [
        (HEAD, "head@example.org"),
        (CURATOR, "curator@example.org"),
        (SUPERIOR, "ministry@example.org"),
        ("министерство", "ministry@example.org"),
    ],
)
def test_a_copy_goes_out_on_its_own_day_of_delay(plan: Definition, to: str, address: str):
    cycle = cycle_with(plan, Copy((to,), 3))
    assert told(cycle, "2016-09-12") == {"achinsk@example.org"}  # three working days before: no copy
    assert told(cycle, "2016-09-16") == {"achinsk@example.org"}  # one working day late
    assert address in told(cycle, "2016-09-20")  # three working days late


def test_a_copy_on_the_day_itself(plan: Definition):
    cycle = cycle_with(plan, Copy((CURATOR,), 0))
    assert told(cycle, "2016-09-12") == {"achinsk@example.org"}
    assert told(cycle, "2016-09-15") == {"achinsk@example.org", "curator@example.org"}


def test_nobody_is_written_to_about_another_municipality(plan: Definition):
    cycle = cycle_with(plan, Copy((HEAD, CURATOR), 1))
    assert "bogotol-head@example.org" not in told(cycle, "2016-09-16")


def test_who_owes_the_case_gets_no_copy_of_its_own(plan: Definition):
    cycle = cycle_with(plan, Copy(("ОМСУ",), 1))
    case = fold(cycle, ())[KEY]
    assert [who.email for who in recipients(cycle, case)] == ["achinsk@example.org"]


def test_two_copies_of_one_recipient_both_go_out(plan: Definition):
    cycle = cycle_with(plan, Copy((HEAD,), 0), Copy((HEAD,), 3))
    days = {day for day in range(10, 24) if "head@example.org" in told(cycle, f"2016-09-{day}")}
    assert days == {*range(15, 24)}  # from the last day on; what has been said is not asked here
    case = fold(cycle, ())[KEY]
    head = ACHINSK.to_head
    assert head is not None
    moments = (datetime(2016, 9, day, 3, tzinfo=UTC) for day in (15, 16, 20))
    had = [Told("today", DUE, head.name)]
    found = [sayings(cycle, case, head, now, had) for now in moments]
    assert [[one.line.days for one in news] for news in found] == [[], [], [3]]


def test_who_owes_the_case_and_is_copied_too_has_the_rungs_of_both(plan: Definition):
    cycle = cycle_with(plan, Copy(("ОМСУ",), 3))
    had = [Told(rung, DUE, "Ачинск") for rung in ("today", "overdue:2016-09-16")]
    (found,) = sayings(cycle, fold(cycle, ())[KEY], ACHINSK, datetime(2016, 9, 20, 3, tzinfo=UTC), had)
    assert [rung.name for rung in found.rungs] == ["overdue:2016-09-20"]


@pytest.mark.parametrize(("overdue", "is_told"), [(0, True), (3, False)], ids=["on the day", "for a delay"])
def test_a_copy_for_a_delay_is_not_told_of_a_moved_date(plan: Definition, overdue: int, is_told: bool):
    cycle = cycle_with(plan, Copy((HEAD,), overdue))
    case = replace(fold(cycle, ())[KEY], moved=True, moved_on=date(2016, 9, 1))
    now = datetime(2016, 9, 1, 3, tzinfo=UTC)
    reached = {who.email for who in recipients(cycle, case) if sayings(cycle, case, who, now)}
    assert reached == {"achinsk@example.org"} | ({"head@example.org"} if is_told else set())


def test_time_wakes_for_a_copy_too(plan: Definition):
    """With no other reminder of a delay, the next look is the day of the copy."""
    cycle = cycle_with(plan, Copy((HEAD,), 5))
    alone = replace(cycle.definition, reminders=replace(cycle.definition.reminders, overdue_after=0))
    cycle = replace(cycle, definition=alone)
    case = fold(cycle, ())[KEY]
    had = [Told(rung, DUE, "Ачинск") for rung in ("ahead:3", "today")]
    looks = next_look(cycle, case, datetime(2016, 9, 16, 3, tzinfo=UTC), had)
    assert looks == datetime(2016, 9, 22, 9, tzinfo=cycle.zone)


@pytest.mark.parametrize(("day", "how"), [(1, "opened"), (14, "opened"), (15, "today"), (16, "overdue")])
def test_a_step_that_begins_is_told_at_once(plan: Definition, day: int, how: str):
    """On the last day of its deadline and later the letter says that first."""
    cycle = cycle_with(plan)
    ladder = Reminders(days_before=(), on_the_day=False, overdue_after=0, at_once=True)
    cycle = replace(cycle, definition=replace(cycle.definition, reminders=ladder))
    case = fold(cycle, ())[KEY]
    case = replace(case, stays=(replace(case.stays[0], since=date(2016, 9, day)),))
    (found,) = sayings(cycle, case, ACHINSK, datetime(2016, 9, day, 3, tzinfo=UTC))
    assert ([rung.name for rung in found.rungs], found.line.rung) == (["opened:1"], how)
