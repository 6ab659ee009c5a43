"""How late a case was, and how much of that it inherited from what it needed: worked out by hand."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow import Case, CaseKey, Cycle, Days, Deviation, Entry, Inputs, deviation, fold

ACHINSK = CaseKey("12", "Ачинск")


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture
def review(cycle: Cycle, entry: Callable[..., Entry]) -> Callable[..., Deviation]:
    """Item 12 («сентябрь 2016 г.»: by Friday, 30 September) answers to item 10: when that came, when it was done."""

    def parted(sent: str, done: str, today: str = "2016-12-01") -> Deviation:
        entries = [entry(1, "10 Ачинск", "направить", sent)] if sent else []
        entries += [entry(2, "12 Ачинск", "исполнить", done)] if done else []
        cases = fold(cycle, entries)
        return deviation(cases[ACHINSK], day(today), Inputs(cycle, cases))

    return parted


@pytest.mark.parametrize(
    ("sent", "done", "whole", "inherited", "own", "cause"),
    [
        # 1, 2, 8 and 9 October 2016 were days off.
        ("2016-09-30", "2016-10-10", (10, 6), (0, 0), (10, 6), "own"),  # there on the last day itself
        ("2016-10-04", "2016-10-10", (10, 6), (4, 2), (6, 4), "own"),  # 3, 4 | 5, 6, 7, 10
        ("2016-10-06", "2016-10-10", (10, 6), (6, 4), (4, 2), "inherited"),  # 3, 4, 5, 6 | 7, 10
        ("2016-10-10", "2016-10-10", (10, 6), (10, 6), (0, 0), "inherited"),  # answered on the day it came
        ("2016-10-05", "2016-10-10", (10, 6), (5, 3), (5, 3), "own"),  # equal parts
        ("2016-10-03", "2016-10-06", (6, 4), (3, 1), (3, 3), "own"),  # equal by the calendar: 3 | 4, 5, 6
        ("2016-09-20", "2016-09-30", (0, 0), (0, 0), (0, 0), None),  # late itself, and not handed on
    ],
)
def test_a_delay_is_inherited_while_its_input_was_missing(
    review: Callable[..., Deviation],
    sent: str,
    done: str,
    whole: tuple[int, int],
    inherited: tuple[int, int],
    own: tuple[int, int],
    cause: str | None,
):
    found = review(sent, done)
    assert (found.delay_days, found.delay_working_days) == whole
    assert (found.inherited, found.own) == (Days(*inherited), Days(*own))
    assert found.delay_cause == cause


@pytest.mark.parametrize(
    ("sent", "today", "inherited", "own"),
    [
        ("", "2016-10-07", (7, 5), (0, 0)),  # nothing to review yet: 3–7 October
        ("2016-10-05", "2016-10-07", (5, 3), (2, 2)),  # since the 5th it lies with the reviewers
        ("2016-10-05", "2016-10-05", (5, 3), (0, 0)),
    ],
)
def test_an_open_case_inherits_until_its_input_comes(
    review: Callable[..., Deviation], sent: str, today: str, inherited: tuple[int, int], own: tuple[int, int]
):
    found = review(sent, "", today)
    assert (found.inherited, found.own) == (Days(*inherited), Days(*own))


def test_what_was_missing_is_named(review: Callable[..., Deviation]):
    (missing,) = review("", "", "2016-10-07").inherited_from
    assert (missing.key, missing.came) == (CaseKey("10", "Ачинск"), None)
    (came,) = review("2016-10-06", "2016-10-10").inherited_from
    assert came.came == day("2016-10-06")
    assert review("2016-09-30", "2016-10-10").inherited_from == ()


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_two_parts_make_the_whole(
    cycle: Cycle, entry: Callable[..., Entry], sent: int, more: int
) -> None:
    start = day("2016-09-20")
    came = start + timedelta(sent)
    entries = [
        entry(1, "10 Ачинск", "направить", came.isoformat()),
        entry(2, "12 Ачинск", "исполнить", (came + timedelta(more)).isoformat()),
    ]
    cases = fold(cycle, entries)
    found = deviation(cases[ACHINSK], day("2017-02-01"), Inputs(cycle, cases))
    assert found.delay_days == found.own.days + found.inherited.days
    assert found.delay_working_days == found.own.working + found.inherited.working
    assert (found.delay_cause is None) == (found.delay_days == 0)


def test_later_than_planned_is_told_even_where_the_roll_forgives_it(
    cycle: Cycle, entry: Callable[..., Entry]
):
    """Item 19: by 20 November 2016, a Sunday; sent on Monday, the last day: in time, and a day later than planned."""
    cases = fold(cycle, [entry(1, "19 Ачинск", "направить", "2016-11-21")])
    found = deviation(cases[CaseKey("19", "Ачинск")], day("2016-12-01"), Inputs(cycle, cases))
    assert (found.delay_days, found.after_planned) == (0, Days(1, 1))


def test_nothing_is_late_against_a_plan_it_was_taken_off(cycle: Cycle, entry: Callable[..., Entry]):
    gone = entry(1, "19 Ачинск", "снять с контроля", "2016-11-01", kind="remove", basis="приказ")
    cases = fold(cycle, [gone])
    found = deviation(cases[CaseKey("19", "Ачинск")], day("2016-12-01"), Inputs(cycle, cases))
    assert found == Deviation()


def test_a_case_is_counted_by_the_calendar_of_its_event(review: Callable[..., Deviation], cycle: Cycle):
    case: Case = fold(cycle, ())[ACHINSK]
    found = deviation(case, day("2016-10-03"), Inputs(cycle, {ACHINSK: case}))
    assert (found.delay_days, found.delay_working_days, found.inherited_from) == (3, 1, ())
