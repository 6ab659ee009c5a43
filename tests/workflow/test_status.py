"""Planned against actual: how a case stands on a day and by how much it deviates."""

from dataclasses import replace
from datetime import date, time

import pytest

from workflow import Case, Cycle, Deviation, Inputs, Slip, deviation, status

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


@pytest.mark.parametrize(
    ("today", "at", "expected"),
    [
        ("2016-09-16", "11:59", "not_due"),
        ("2016-09-16", "12:00", "not_due"),  # until 12:00, that moment included
        ("2016-09-16", "12:01", "overdue"),
        ("2016-09-16", "", "overdue"),  # the end of that day
        ("2016-09-15", "23:00", "not_due"),
        ("2016-09-17", "09:00", "overdue"),
    ],
)
def test_a_term_that_ends_at_an_hour(case: Case, today: str, at: str, expected: str):
    hourly = replace(case, deadline=replace(case.deadline, due_time=time(12)))
    assert status(hourly, day(today), time.fromisoformat(at) if at else None) == expected


def test_a_whole_last_day_is_in_time_at_any_hour_of_it(case: Case):
    assert status(case, day("2016-09-16"), time(23, 59)) == "not_due"


def test_what_counts_as_of_the_next_day_came_before_any_hour_of_that(case: Case):
    """Handed in after 17:00 on Thursday it counts as of Friday, where the term ends at noon."""
    hourly = replace(case, deadline=replace(case.deadline, due_time=time(12)))
    late = replace(hourly, actual=day("2016-09-15"), actual_at=time(17, 30), counted_on=day("2016-09-16"))
    assert status(late, day("2016-10-01")) == "in_time"


def test_without_a_due_date(case: Case, cycle: Cycle):
    undated = replace(
        case, deadline=replace(case.deadline, due=None, planned=None), baseline=None, baseline_due=None
    )
    assert status(undated, day("2016-10-01")) == "undated"
    assert status(replace(undated, actual=day("2016-09-20")), day("2016-10-01")) == "undated"
    assert deviation(undated, day("2016-10-01"), Inputs(cycle, {})) == Deviation()


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
def test_delay(case: Case, cycle: Cycle, actual: str | None, today: str, days: int, working_days: int):
    found = deviation(replace(case, actual=day(actual) if actual else None), day(today), Inputs(cycle, {}))
    assert (found.delay_days, found.delay_working_days) == (days, working_days)
    assert found.delay_cause == ("own" if days else None)
    assert (found.slip_days, found.slip_cause) == (0, None)


@pytest.mark.parametrize("changes", [{"removed": True}, {"applies": "no"}, {"applies": "unknown"}])
def test_nobody_is_late_with_what_is_not_owed(case: Case, cycle: Cycle, changes: dict[str, object]):
    assert deviation(replace(case, **changes), day("2016-10-01"), Inputs(cycle, {})).delay_days == 0


@pytest.mark.parametrize(
    ("due", "moved_on", "slip", "cause"),
    [
        ("2016-09-30", "2016-09-10", 14, "decision"),
        ("2016-09-02", "2016-08-10", -14, "decision"),
        ("2016-09-16", "2016-09-10", 0, None),  # set to what it was
        ("2016-09-20", None, 4, "anchor"),
    ],
)
def test_slip(case: Case, cycle: Cycle, due: str, moved_on: str | None, slip: int, cause: str | None):
    moved = replace(
        case,
        deadline=replace(case.deadline, due=day(due)),
        moved=bool(moved_on),
        moved_on=day(moved_on) if moved_on else None,
        slips=(Slip(cause, slip),) if cause else (),
        actual=day("2016-09-01"),
    )
    found = deviation(moved, day("2016-10-01"), Inputs(cycle, {}))
    assert (found.slip_days, found.slip_cause, found.delay_days) == (slip, cause, 0)
