"""Planned against actual: how a case stands on a day and by how much it deviates."""

from dataclasses import replace
from datetime import date

import pytest

from calendars import Calendar
from workflow import Case, Deviation, Slip, deviation, status

DUE = "2016-09-16"  # a Friday


@pytest.fixture
def case(open_case) -> Case:
    """An open case due on a Friday, where nothing moved."""
    made = open_case(DUE)
    return replace(made, baseline=date.fromisoformat(DUE), baseline_due=date.fromisoformat(DUE))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("changes", "today", "expected"),
    [
        ({}, "2016-09-15", "not_due"),
        ({}, "2016-09-16", "not_due"),  # the whole day is still in time
        ({}, "2016-09-17", "overdue"),
        ({"actual": day("2016-09-16")}, "2016-10-01", "in_time"),
        ({"actual": day("2016-09-17")}, "2016-10-01", "late"),
        ({"removed": True}, "2016-10-01", "removed"),
        ({"removed": True, "actual": day("2016-09-17")}, "2016-10-01", "removed"),
        ({"applies": "no"}, "2016-10-01", "not_applicable"),
        ({"applies": "unknown"}, "2016-10-01", "not_due"),
        ({"applies": "no", "removed": True}, "2016-10-01", "removed"),
    ],
)
def test_status(case: Case, changes: dict[str, object], today: str, expected: str):
    assert status(replace(case, **changes), day(today)) == expected


def test_without_a_due_date(case: Case, calendar: Calendar):
    undated = replace(case, deadline=replace(case.deadline, due=None), baseline=None, baseline_due=None)
    assert status(undated, day("2016-10-01")) == "undated"
    assert status(replace(undated, actual=day("2016-09-20")), day("2016-10-01")) == "undated"
    assert deviation(undated, day("2016-10-01"), calendar) == Deviation()


@pytest.mark.parametrize(
    ("actual", "today", "days", "working_days"),
    [
        (
            "2016-09-18",
            "2016-10-01",
            2,
            0,
        ),  # due on Friday, done on Sunday: late by 2 days, none of them worked
        ("2016-09-19", "2016-10-01", 3, 1),
        ("2016-09-26", "2016-10-01", 10, 6),
        (None, "2016-09-17", 1, 0),
        (None, "2016-09-20", 4, 2),
        ("2016-09-16", "2016-10-01", 0, 0),
        (None, "2016-09-16", 0, 0),
    ],
)
def test_delay(case: Case, calendar: Calendar, actual: str | None, today: str, days: int, working_days: int):
    found = deviation(replace(case, actual=day(actual) if actual else None), day(today), calendar)
    assert (found.delay_days, found.delay_working_days) == (days, working_days)
    assert found.delay_cause == ("own" if days else None)
    assert (found.slip_days, found.slip_cause) == (0, None)


@pytest.mark.parametrize(
    ("input_on", "cause"), [("2016-09-16", "own"), ("2016-09-17", "inherited"), (None, "inherited")]
)
def test_a_delay_is_inherited_while_the_input_was_missing(
    case: Case, calendar: Calendar, input_on: str | None, cause: str
):
    answering = replace(case, input_event="9", input_on=day(input_on) if input_on else None)
    assert deviation(answering, day("2016-09-30"), calendar).delay_cause == cause


@pytest.mark.parametrize("changes", [{"removed": True}, {"applies": "no"}, {"applies": "unknown"}])
def test_nobody_is_late_with_what_is_not_owed(case: Case, calendar: Calendar, changes: dict[str, object]):
    assert deviation(replace(case, **changes), day("2016-10-01"), calendar).delay_days == 0


@pytest.mark.parametrize(
    ("due", "moved_on", "slip", "cause"),
    [
        ("2016-09-30", "2016-09-10", 14, "decision"),
        ("2016-09-02", "2016-08-10", -14, "decision"),
        ("2016-09-16", "2016-09-10", 0, None),  # set to what it was
        ("2016-09-20", None, 4, "anchor"),
    ],
)
def test_slip(case: Case, calendar: Calendar, due: str, moved_on: str | None, slip: int, cause: str | None):
    moved = replace(
        case,
        deadline=replace(case.deadline, due=day(due)),
        moved=bool(moved_on),
        moved_on=day(moved_on) if moved_on else None,
        slips=(Slip(cause, slip),) if cause else (),
        actual=day("2016-09-01"),
    )
    found = deviation(moved, day("2016-10-01"), calendar)
    assert (found.slip_days, found.slip_cause, found.delay_days) == (slip, cause, 0)
