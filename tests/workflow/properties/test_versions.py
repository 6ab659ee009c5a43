"""What holds whatever changes a running cycle: amendments, calendars, participants who come and go."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from calendars import load_calendar
from definitions import Definition
from workflow import Change, Cycle, Entry, Participant, fold, fold_only, versioned

Cycles = Callable[[st.DataObject], Cycle]
Lives = Callable[[Cycle], st.SearchStrategy[list[Entry]]]
properties = settings(max_examples=25, deadline=None)


def change(cycle: Cycle, day: date, **what: object) -> Change:
    """A change by the first entry after all others, known on its day."""
    return Change(1000, day, datetime.combine(day, time(9), cycle.zone), basis="постановление № 5", **what)


def some_day(data: st.DataObject, cycle: Cycle) -> date:
    return cycle.started_on + timedelta(days=data.draw(st.integers(0, 250), label="day"))


CHANGES = "join", "leave", "merge", "calendar", "amend", "amend"


def changes(data: st.DataObject, cycle: Cycle, kinds: Sequence[str] = CHANGES) -> list[Change]:
    """Draw some of all that can change a cycle, on any days."""
    made: list[Change] = []
    for number in range(data.draw(st.integers(1, 3), label="changes")):
        day = some_day(data, cycle)
        role = data.draw(
            st.sampled_from([one for one in cycle.definition.roles if one.each and one.name in cycle.by_role])
        )
        named = [one.name for one in cycle.by_role[role.name]]
        amended = made[-1].definition if made and made[-1].definition else cycle.definition
        what = data.draw(st.sampled_from(kinds))
        given = {
            "join": {"participant": Participant(f"Новый {number}", role.name)},
            "leave": {"name": named[-1]},
            "merge": {"name": named[-1], "into": named[0]},
            "calendar": {"calendar": load_calendar("ru+ru-ta")},
            "amend": {"definition": _amended(data, amended)},
        }[what]
        recorded = datetime.combine(day + timedelta(days=data.draw(st.integers(0, 20))), time(9), cycle.zone)
        made.append(Change(1000 + number, day, recorded, **given))
    return made


def _amended(data: st.DataObject, definition: Definition) -> Definition:
    """Swap the terms of two events; repeal one that no other depends on, or let it count from nothing, or double it."""
    events = list(definition.events)
    needed = {number for event in events for number in event.upstream}
    free = [event for event in events if event.number not in needed]
    dated = [event for event in events if event.terms and event.anchor is None and not event.periods]
    one, other, last = (data.draw(st.sampled_from(some)) for some in (dated, dated, free))
    terms = {one.number: other.terms, other.number: one.terms}
    amended = [replace(event, terms=terms.get(event.number, event.terms)) for event in events]
    match data.draw(st.sampled_from(("swap", "repeal", "loosen", "double"))):
        case "repeal":
            amended.remove(next(event for event in amended if event.number == last.number))
        case "loosen":
            amended[events.index(last)] = replace(last, terms=one.terms, anchor=None, opens=None, requires=())
        case "double":
            amended.append(replace(last, number=f"{last.number}-1"))
    return replace(definition, events=tuple(amended))


# What changes nothing --------------------------------------------------------------------------------------------


@properties
@given(data=st.data())
def test_an_amendment_that_changes_nothing_moves_nothing(cycles: Cycles, lives: Lives, data: st.DataObject):
    cycle = cycles(data)
    entries = data.draw(lives(cycle))
    same = data.draw(st.sampled_from((cycle.definition, replace(cycle.definition))))
    moves = changes(data, cycle, ("join", "leave", "merge")) if data.draw(st.booleans()) else []
    day = max([some_day(data, cycle), *(move.on for move in moves)])
    amended = versioned(cycle, [*moves, replace(change(cycle, day, definition=same), number=2000)])
    assert fold(amended, entries) == fold(versioned(cycle, moves), entries)


@properties
@given(data=st.data())
def test_a_calendar_that_changes_nothing_moves_nothing(cycles: Cycles, lives: Lives, data: st.DataObject):
    cycle = cycles(data)
    entries = data.draw(lives(cycle))
    again = change(cycle, some_day(data, cycle), calendar=replace(cycle.calendar), calendars={})
    assert fold(versioned(cycle, [again]), entries) == fold(cycle, entries)


@properties
@given(data=st.data())
def test_who_joins_and_leaves_before_anything_happens_leaves_the_others_as_they_were(
    cycles: Cycles, lives: Lives, data: st.DataObject
):
    cycle = cycles(data)
    entries = data.draw(lives(cycle))
    role = data.draw(st.sampled_from([one.name for one in cycle.definition.roles]))
    day = some_day(data, cycle)
    came = change(cycle, day, participant=Participant("Залётный", role))
    went = change(cycle, day + timedelta(days=data.draw(st.integers(0, 3))), name="Залётный")
    after = fold(versioned(cycle, [came, replace(went, number=1001)]), entries)
    assert {key: case for key, case in after.items() if "Залётный" not in str(key)} == fold(cycle, entries)


# What holds for versions as for one ------------------------------------------------------------------------------


@properties
@given(data=st.data())
def test_entries_folded_one_by_one_equal_all_at_once_in_all_versions(
    cycles: Cycles, lives: Lives, touched_by: Any, data: st.DataObject
):
    first = cycles(data)
    cycle = versioned(first, changes(data, first))
    entries = data.draw(lives(cycle))
    cases = fold(cycle, ())
    for number, entry in enumerate(entries, start=1):
        touched = touched_by(cycle, entry, entries)
        folded = fold_only(cycle, entries[:number], touched)
        cases.update((key, folded[key]) for key in touched)
    assert cases == fold(cycle, entries)


@properties
@given(data=st.data())
def test_of_changes_too_only_what_was_known_is_known(cycles: Cycles, lives: Lives, data: st.DataObject):
    first = cycles(data)
    made = changes(data, first)
    cycle = versioned(first, made)
    entries = data.draw(lives(cycle))
    day = some_day(data, first)
    known = [one for one in made if one.recorded_at.date() <= day]
    earlier = [entry for entry in entries if entry.recorded_at.astimezone(cycle.zone).date() <= day]
    assert fold(cycle, entries, known_on=day) == fold(versioned(first, known), earlier)


@properties
@given(data=st.data())
def test_of_changes_too_only_what_was_in_force_counts_as_of_a_day(
    cycles: Cycles, lives: Lives, data: st.DataObject
):
    first = cycles(data)
    made = changes(data, first)
    cycle = versioned(first, made)
    entries = [entry for entry in data.draw(lives(cycle)) if entry.corrects is None]
    corrected = {entry.corrects for entry in entries}
    entries = [entry for entry in entries if entry.number not in corrected]
    day = some_day(data, first)
    in_force = [one for one in made if one.on <= day]
    earlier = [entry for entry in entries if entry.on <= day]
    assert fold(cycle, entries, as_of=day) == fold(versioned(first, in_force), earlier)


@properties
@given(data=st.data())
def test_every_case_adds_up_in_all_versions(cycles: Cycles, lives: Lives, data: st.DataObject):
    first = cycles(data)
    made = changes(data, first)
    cycle = versioned(first, made)
    entries = data.draw(lives(cycle))
    before = fold(first, [entry for entry in entries if first.has(entry.case)])
    for key, case in fold(cycle, entries).items():
        if key in before:
            # What began keeps its beginning, and what was planned at first stays the baseline; what had no date may
            # get one, for the gate let the entries in as the changed cycle stands.
            assert case.since == before[key].since
            assert before[key].baseline_due in (None, case.baseline_due)
        if case.due is not None and case.baseline_due is not None:
            assert sum(slip.days for slip in case.slips) == (case.due - case.baseline_due).days
        for stay, following in zip(case.stays, case.stays[1:], strict=False):
            assert (stay.until, stay.until_at) == (following.since, following.at)
            assert stay.since <= following.since
        for step in case.steps:
            assert step.stay.until is None or step.stay.since <= step.stay.until
