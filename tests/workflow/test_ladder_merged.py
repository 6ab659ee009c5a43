"""Several ladders of one recipient are one ladder, and what begins anew is told whenever it begins."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calendars import Calendar
from definitions import Reminders
from workflow import Ladder, Rung, Watched, current, rungs

PLAN = Reminders((10, 3, 1), True, 1, 7)
SINCE = date(2016, 6, 1)


def _short(rung: Rung) -> str:
    """The name of a rung; those of a delay carry their day, which stands before it."""
    return rung.name.removesuffix(f":{rung.day}")


@pytest.fixture
def first(calendar: Calendar) -> Callable[..., list[str]]:
    """The first rungs of merged ladders, as `day name`."""

    def show(one: Watched, count: int, *reminders: Reminders) -> list[str]:
        ladder = Ladder(reminders)
        return [f"{rung.day} {_short(rung)}" for rung in islice(rungs(one, ladder, calendar), count)]

    return show


ON_THE_DAY, LATE_BY_3 = Reminders((), True, 0, 7), Reminders((), False, 3, 7)


def test_two_ladders_of_one_recipient_are_one_in_the_order_of_days(due_on, first):
    assert first(due_on("2016-09-15"), 4, ON_THE_DAY, LATE_BY_3) == [
        "2016-09-15 today",
        "2016-09-20 overdue",
        "2016-09-27 overdue",
        "2016-10-04 overdue",
    ]


def test_what_two_ladders_share_is_told_once(due_on, first):
    case, again = due_on("2016-09-15"), replace(PLAN, days_before=(3,))
    assert first(case, 7, PLAN, again) == first(case, 7, PLAN)


def test_every_day_of_delay_has_its_own_name_whatever_ladder_it_is_of(due_on, calendar: Calendar):
    """By the name it is remembered as said: a copy after three days must not pass for that after one."""
    both = Ladder((Reminders((), False, 1, 7), LATE_BY_3))
    found = list(islice(rungs(due_on("2016-09-15"), both, calendar), 6))
    assert len({rung.name for rung in found}) == 6


def test_daily_reminders_of_a_weekend_are_one_on_monday(due_on, first):
    daily = Reminders((), False, 1, 1)
    assert first(due_on("2016-09-15"), 3, daily) == [
        "2016-09-16 overdue",  # Friday
        "2016-09-19 overdue",
        "2016-09-20 overdue",
    ]


@pytest.fixture
def round_begun(due_on) -> Callable[[str], Watched]:
    """A case due on Thursday 15 September 2016 that came into the hands of its holder for the third time."""
    return lambda since: replace(due_on("2016-09-15"), since=date.fromisoformat(since), turn=3)


AT_ONCE = Ladder((Reminders((), True, 1, 7, at_once=True),))


@pytest.mark.parametrize(
    ("since", "today", "names"),
    [
        ("2016-09-13", "2016-09-14", ["opened:3"]),
        ("2016-09-15", "2016-09-15", ["opened:3", "today"]),
        ("2016-09-16", "2016-09-18", ["opened:3", "overdue:2016-09-16"]),  # of one day: both, in one letter
        ("2016-09-20", "2016-09-19", ["overdue:2016-09-16"]),
        ("2016-09-20", "2016-09-20", ["opened:3"]),  # the newer day wins
        ("2016-09-20", "2016-09-22", ["opened:3"]),
        ("2016-09-20", "2016-09-23", ["overdue:2016-09-23"]),
    ],
)
def test_a_round_that_begins_late_is_told_as_one_that_begins_in_time(
    round_begun, calendar: Calendar, since: str, today: str, names: list[str]
):
    found = current(round_begun(since), AT_ONCE, calendar, SINCE, date.fromisoformat(today))
    assert [rung.name for rung in found] == names


_DAYS = st.dates(date(2016, 8, 1), date(2016, 10, 31))
_REMINDERS = st.builds(
    Reminders,
    st.lists(st.integers(0, 30), max_size=3).map(tuple),
    st.booleans(),
    st.integers(0, 10),
    st.integers(0, 9),
    st.booleans(),
)
_LADDERS = st.lists(_REMINDERS, max_size=3).map(tuple)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # they make cases, and keep nothing
@given(
    due=_DAYS.map(date.isoformat),
    since=_DAYS,
    known_since=_DAYS | st.none(),
    ladder=st.builds(Ladder, _LADDERS, st.booleans(), _LADDERS),
)
def test_the_days_of_every_ladder_are_in_order_and_its_names_are_unique(
    due_on, calendar: Calendar, due: str, since: date, known_since: date | None, ladder: Ladder
):
    one = replace(due_on(due), since=since, known_since=known_since)
    found = list(islice(rungs(one, ladder, calendar), 40))
    assert [rung.day for rung in found] == sorted(rung.day for rung in found)
    assert len({rung.name for rung in found}) == len(found)
