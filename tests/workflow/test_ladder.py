"""Each day has at most one reminder that makes sense, and what was missed collapses into it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from calendars import Calendar
from definitions import Reminders
from workflow import (
    Ladder,
    Rung,
    Watched,
    current,
    following,
    leaving,
    may_leave,
    next_leaving,
    rungs,
    watched,
)

PLAN = Ladder((Reminders((10, 3, 1), True, 1, 7),))
SINCE = date(2016, 6, 1)
MOSCOW = ZoneInfo("Europe/Moscow")


def _short(rung: Rung) -> str:
    """The name of a rung; those of a delay carry their day, which stands before it."""
    return rung.name.removesuffix(f":{rung.day}")


@pytest.fixture
def first(calendar: Calendar) -> Callable[..., list[str]]:
    """The first rungs of a ladder, as `day name`."""

    def show(one: Watched, count: int, reminders: Reminders | None = None) -> list[str]:
        ladder = Ladder((reminders,)) if reminders else PLAN
        return [f"{rung.day} {_short(rung)}" for rung in islice(rungs(one, ladder, calendar), count)]

    return show


def test_ten_three_one_the_day_then_overdue_once_then_weekly(due_on, first):
    assert first(due_on("2016-09-15"), 7) == [
        "2016-09-01 ahead:10",
        "2016-09-12 ahead:3",
        "2016-09-14 ahead:1",
        "2016-09-15 today",
        "2016-09-16 overdue",
        "2016-09-23 overdue",
        "2016-09-30 overdue",
    ]


def test_a_delay_that_becomes_known_late_is_told_that_day_then_weekly(due_on, first):
    """Due on Thursday 15 September, known on Wednesday 5 October: not on the days that were past, nor the day after."""
    known = replace(due_on("2016-09-15"), known_since=date(2016, 10, 5))
    assert [rung for rung in first(known, 7) if "overdue" in rung] == [
        "2016-10-05 overdue",
        "2016-10-12 overdue",
        "2016-10-19 overdue",
    ]


def test_working_days_are_counted_over_holidays(due_on, first):
    """9 January 2017 is the first working day of its year."""
    assert first(due_on("2017-01-09"), 5) == [
        "2016-12-19 ahead:10",
        "2016-12-28 ahead:3",
        "2016-12-30 ahead:1",
        "2017-01-09 today",
        "2017-01-10 overdue",
    ]


def test_a_last_day_that_is_a_sunday_is_told_on_friday(due_on, first, calendar: Calendar):
    case = due_on("2016-07-31")
    assert first(case, 5) == [
        "2016-07-18 ahead:10",
        "2016-07-27 ahead:3",
        "2016-07-29 today",
        "2016-08-01 overdue",
        "2016-08-08 overdue",
    ]
    assert current(case, PLAN, calendar, SINCE, date(2016, 7, 29))[-1].kind == "ahead"


def test_weekly_reminders_that_fall_on_holidays_wait_for_a_working_day(due_on, first):
    assert first(due_on("2016-12-22"), 7)[4:] == [
        "2016-12-23 overdue",
        "2016-12-30 overdue",
        "2017-01-09 overdue",  # 6 January is a holiday
    ]


@pytest.mark.parametrize(
    ("reminders", "names"),
    [
        (Reminders((), True, 1, 7), ["today", "overdue", "overdue"]),
        (Reminders((3, 3, 0), False, 1, 7), ["ahead:3", "overdue", "overdue"]),
        (Reminders((3,), True, 1, 0), ["ahead:3", "today", "overdue"]),
        (Reminders((3,), True, 0, 7), ["ahead:3", "today"]),
        (Reminders((), False, 0, 0), []),
    ],
)
def test_a_definition_chooses_its_rungs(due_on, first, reminders: Reminders, names: list[str]):
    assert [rung.split()[1] for rung in first(due_on("2016-09-15"), 3, reminders)] == names


@pytest.mark.parametrize(
    ("today", "name"),
    [
        ("2016-08-31", None),
        ("2016-09-01", "ahead:10"),
        ("2016-09-11", "ahead:10"),
        ("2016-09-14", "ahead:1"),
        ("2016-09-15", "today"),
        ("2016-09-18", "overdue:2016-09-16"),
        ("2016-12-01", "overdue:2016-11-25"),  # after an outage of months: one, not eleven
    ],
)
def test_one_reminder_makes_sense(due_on, calendar: Calendar, today: str, name: str | None):
    found = current(due_on("2016-09-15"), PLAN, calendar, SINCE, date.fromisoformat(today))
    assert [rung.name for rung in found] == ([name] if name else [])


def test_what_comes_next(due_on, calendar: Calendar):
    case, today = due_on("2016-09-15"), date(2016, 6, 1)
    seen = []
    while len(seen) < 6:
        rung = following(case, PLAN, calendar, SINCE, today)
        assert rung is not None
        assert rung.day > today
        seen.append(_short(rung))
        today = rung.day
        assert current(case, PLAN, calendar, SINCE, today) == (rung,)
    assert seen == ["ahead:10", "ahead:3", "ahead:1", "today", "overdue", "overdue"]


def test_nothing_is_said_of_what_was_past_when_the_cycle_started(due_on, calendar: Calendar):
    past = due_on("2016-05-31")
    assert current(past, PLAN, calendar, SINCE, date(2016, 7, 1)) == ()
    assert following(past, PLAN, calendar, SINCE, date(2016, 7, 1)) is None


def test_rungs_before_the_start_are_left_out_where_the_date_is_ahead(due_on, calendar: Calendar):
    case = due_on("2016-06-03")
    assert current(case, PLAN, calendar, date(2016, 6, 1), date(2016, 6, 1)) == ()
    assert following(case, PLAN, calendar, date(2016, 6, 1), date(2016, 6, 1)).name == "ahead:1"


@pytest.mark.parametrize(
    "change",
    [
        {"actual": date(2016, 9, 10)},
        {"removed": True},
        {"applies": "no"},
        {"applies": "unknown"},
        {"waits_for": "10"},
    ],
)
def test_nobody_is_reminded_of_what_nobody_can_do(cycle, open_case, change: dict[str, object]):
    assert watched(cycle, replace(open_case("2016-09-15"), **change)) == ()


# The ends of the calendar --------------------------------------------------------------------------------


def test_reminders_outside_the_years_of_the_calendar_are_left_out(due_on, first, calendar: Calendar):
    begins = calendar.first + timedelta(days=20)
    assert [rung.split()[1] for rung in first(due_on(begins.isoformat()), 2, Reminders((500, 1)))] == [
        "ahead:1",
        "today",
    ]
    ends = first(due_on(calendar.last.isoformat()), 9)
    assert ends[0].endswith("ahead:10")
    assert not any("overdue" in rung for rung in ends)


# When letters leave --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2016-09-15T08:59+03:00", "2016-09-15T09:00+03:00"),
        ("2016-09-15T09:00+03:00", "2016-09-15T09:00+03:00"),
        ("2016-09-15T17:59+03:00", "2016-09-15T17:59+03:00"),
        ("2016-09-15T18:00+03:00", "2016-09-16T09:00+03:00"),
        ("2016-09-16T18:00+03:00", "2016-09-19T09:00+03:00"),
        ("2016-09-17T12:00+03:00", "2016-09-19T09:00+03:00"),
        ("2016-12-30T20:00+03:00", "2017-01-09T09:00+03:00"),
        (
            "2016-09-15T23:30+00:00",
            "2016-09-16T09:00+03:00",
        ),  # in Moscow it is half past two at night, the 16th
    ],
)
def test_letters_leave_in_working_hours_of_the_recipient(calendar: Calendar, now: str, leaves: str):
    moment = datetime.fromisoformat(now)
    found = next_leaving(moment, MOSCOW, calendar)
    assert found == datetime.fromisoformat(leaves)
    assert may_leave(found, MOSCOW, calendar)
    assert may_leave(moment, MOSCOW, calendar) == (found == moment)


def test_the_letters_of_a_day_leave_at_nine(calendar: Calendar):
    assert leaving(date(2016, 9, 15), MOSCOW).isoformat() == "2016-09-15T09:00:00+03:00"
