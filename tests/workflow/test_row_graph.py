"""Which rows go with which: the indexed answers equal the plain definition, and cost in proportion to the rows."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars import Calendar
from definitions import Definition, Event
from definitions.model import Excepted, Opening
from definitions.model_rules import YearOf, YearRule
from workflow import CaseKey, Cycle, Participant, fold, reach, with_downstream, with_upstream
from workflow.rows import Link

MEMBERS = (
    Participant("Канск", "район"),
    Participant("Ачинск", "район"),
    Participant("минфин", "ведомство"),
    Participant("минтруд", "ведомство", also=("министр",)),
    Participant("минэк", "министр"),
)
ROLES = ("район", "ведомство", "министр")
PERIODS = ("Q1", "Q2", "6M")


@st.composite
def plans(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Events of any roles and periods, each after some of those before it, some rows left out."""
    some_periods = st.lists(st.sampled_from(PERIODS), unique=True, max_size=2).map(tuple)
    left_out = st.builds(
        Excepted,
        st.lists(st.sampled_from([one.name for one in MEMBERS]), unique=True, max_size=2).map(tuple),
        some_periods,
    ).filter(lambda one: one.participants or one.periods)
    events = []
    for number in range(draw(st.integers(2, 5))):
        before = st.sampled_from([str(earlier) for earlier in range(number)] or [""])
        roles = draw(st.lists(st.sampled_from(ROLES), unique=True, max_size=2))
        events.append(
            {
                "number": str(number),
                "for_each": roles[0] if roles else None,
                "agency": roles[1] if roles[1:] else None,
                "periods": draw(some_periods),
                "excepted": draw(st.lists(left_out, max_size=1).map(tuple)),
                "opens": draw(st.none() | st.builds(Opening, before, st.booleans())) if number else None,
                "requires": draw(st.lists(before, unique=True, max_size=2).map(tuple)) if number else (),
            }
        )
    return events


@pytest.fixture(scope="module")
def started(small: Definition, calendar: Calendar) -> Callable[..., Cycle]:
    """Start the small definition with other events and participants."""

    def start(events: Iterable[dict[str, Any]], members: Iterable[Participant] = MEMBERS) -> Cycle:
        changed = tuple(replace(small.events[0], **event) for event in events)
        years = YearRule(reporting=YearOf(shift=2017))
        definition = replace(small, events=changed, years=years)
        return Cycle("small", definition, calendar, tuple(members), date(2017, 1, 9))

    return start


def whose(event: Event, key: CaseKey) -> dict[str | None, str]:
    """What a row is for: the participant of each of its roles, and its reporting period under its own word."""
    found = {event.for_each: key.subject, event.agency: key.agency, "период": key.period}
    return {role: name for role, name in found.items() if role and name}


def go_together(cycle: Cycle, one: CaseKey, other: CaseKey) -> bool:
    """The plain definition: nothing that both rows are for differs."""
    mine, theirs = (whose(cycle.event(key.event), key) for key in (one, other))
    return all(mine[what] == theirs[what] for what in mine.keys() & theirs.keys())


def depends_on(cycle: Cycle, key: CaseKey) -> set[CaseKey]:
    """A row and all above it, by the plain definition."""
    found, pending = {key}, [key]
    while pending:
        row = pending.pop()
        upstream = cycle.event(row.event).upstream
        above = {one for one in cycle.keys if one.event in upstream and go_together(cycle, row, one)}
        pending.extend(above - found)
        found |= above
    return found


@settings(max_examples=100, deadline=None)
@given(events=plans())
def test_a_row_answers_to_just_the_rows_with_its_own_subject_agency_and_period(started, events):
    cycle = started(events)
    for key in cycle.keys:
        for event in cycle.events:
            if event.number != key.event:
                rows = [row for row in cycle.keys_of(event) if go_together(cycle, key, row)]
                assert list(cycle.above(key, event.number)) == rows


@settings(max_examples=100, deadline=None)
@given(events=plans())
def test_upstream_and_downstream_are_the_closures_of_that_and_inverse(started, events):
    cycle = started(events)
    above = {key: depends_on(cycle, key) for key in cycle.keys}
    for key in cycle.keys:
        upstream = with_upstream(cycle, [key])
        assert {row for _, found in upstream for rows in found.values() for row in rows} == above[key]
        assert all(
            rows and {row.event for row in rows} == {number}
            for _, found in upstream
            for number, rows in found.items()
        )
        downstream = with_downstream(cycle, key)
        assert downstream[0] == key
        assert len(downstream) == len(set(downstream))
        assert set(downstream) == {row for row in cycle.keys if key in above[row]}


def fits(key: CaseKey, pattern: CaseKey) -> bool:
    """Whether a row is like a pattern, whose blanks stand for anything."""
    said = ((getattr(pattern, name), getattr(key, name)) for name in ("subject", "agency", "period"))
    return key.event == pattern.event and all(not mine or mine == its for mine, its in said)


@settings(max_examples=100, deadline=None)
@given(events=plans())
def test_how_far_an_entry_reaches_leaves_nothing_out(started, events):
    """Where no row is left out and all report for the same periods, the patterns say just what follows and costs."""
    cycle = started(events)
    grids = {event["periods"] for event in events if event["periods"]}
    whole = len(grids) <= 1 and not any(event["excepted"] for event in events)
    for key in cycle.keys:
        found = reach(cycle, key)
        fitting = {row for row in cycle.keys if any(fits(row, pattern) for pattern in found.below)}
        below = set(with_downstream(cycle, key)) - {key}
        folded = {row for row in below | {key} for rows in [depends_on(cycle, row)] for row in rows}
        assert below <= fitting
        assert len(folded) <= found.cost
        if whole:
            assert fitting - {key} == below


def work(do: Callable[[], object]) -> int:
    """How many calls of functions something takes: a measure of work that no clock disturbs."""
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(before)
    return calls


FANS = {
    "quarters, all of them, then a row for each agency": (
        {"number": "1", "for_each": "район", "periods": PERIODS},
        {"number": "2", "opens": Opening("1", all=True)},
        {"number": "3", "for_each": "район", "opens": Opening("1", all=True)},
        {"number": "4", "for_each": "район", "agency": "ведомство", "opens": Opening("3")},
    ),
    "one for all, then a row for each, then for each agency": (
        {"number": "1"},
        {"number": "2", "for_each": "район", "opens": Opening("1")},
        {"number": "3", "for_each": "район", "agency": "ведомство", "opens": Opening("2")},
    ),
    "each, then one for all of them, then each again": (
        {"number": "1", "for_each": "район"},
        {"number": "2", "opens": Opening("1", all=True)},
        {"number": "3", "for_each": "район", "opens": Opening("2"), "requires": ("1",)},
    ),
}
TASKS: dict[str, Callable[[Cycle], object]] = {
    "fold": lambda cycle: fold(cycle, ()),
    "with_downstream": lambda cycle: with_downstream(cycle, cycle.keys[0]),
    "with_upstream": lambda cycle: with_upstream(cycle, cycle.keys[-1:]),
    "with_upstream of all": lambda cycle: with_upstream(cycle, cycle.keys),
}


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("fan", FANS)
def test_twice_the_participants_are_at_most_twice_the_work(started, fan: str, task: str):
    def cost(districts: int) -> int:
        more = (Participant(f"Район {number}", "район") for number in range(districts))
        cycle = started(FANS[fan], (*MEMBERS, *more))
        return work(lambda: TASKS[task](cycle))

    cost(1)  # what is computed once for all cycles (calendars, phrases) is not counted
    assert cost(120) <= 2 * cost(60) + 50


def test_rows_that_all_go_with_all_are_taken_once(started):
    """As many pairs as rows squared: finding what they depend on still costs no more than the rows."""
    fan = ({"number": "1", "for_each": "район"}, {"number": "2", "for_each": "ведомство", "requires": ("1",)})

    def cost(number: int) -> int:
        members = (Participant(f"Район {one}", "район", also=("ведомство",)) for one in range(number))
        cycle = started(fan, members)
        return work(lambda: with_upstream(cycle, cycle.keys))

    assert cost(120) <= 2 * cost(60) + 50


def test_rows_for_the_same_subject_need_no_table(started, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Link, "group", lambda *_: pytest.fail("a table was made"))
    cycle = started(
        {"number": str(number), "for_each": "район", "requires": (str(number - 1),) if number else ()}
        for number in range(5)
    )
    assert len(fold(cycle, ())) == 2 * 5
    assert len(with_downstream(cycle, cycle.keys[0])) == 5
