"""What holds for every history of every cycle, whatever was recorded, late, corrected or withdrawn."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calendars.saying import Text
from workflow import Case, CaseKey, Cycle, Entry, fold, fold_only
from workflow.walk import standing_of

Cycles = Callable[[st.DataObject], Cycle]
Lives = Callable[[Cycle], st.SearchStrategy[list[Entry]]]
properties = settings(max_examples=25, deadline=None)


@properties
@given(data=st.data())
def test_entries_folded_one_by_one_equal_all_at_once(
    cycles: Cycles, lives: Lives, touched_by: Any, data: st.DataObject
):
    cycle = cycles(data)
    entries = data.draw(lives(cycle))
    cases = fold(cycle, ())
    for number, entry in enumerate(entries, start=1):
        touched = touched_by(cycle, entry, entries)
        folded = fold_only(cycle, entries[:number], touched)
        cases.update((key, folded[key]) for key in touched)
    assert cases == fold(cycle, entries)


# Order, days and corrections -------------------------------------------------------------------------------------


#: Which entry said it, and since when that is known.
HISTORY = {
    "ended_by",
    "entry",
    "number",
    "met_entry",
    "recorded_at",
    "known_at",
    "known_since",
    "dates_known",
    "target_known",
}
#: A move is one whether or not it stands.
HISTORY |= {"moved_on", "moved_from", "moved_because"}


def picture(found: Any) -> Any:
    """Everything about a case but who recorded it when."""
    if isinstance(found, Text):
        return str(found)
    if is_dataclass(found):
        return {name: picture(value) for name, value in vars_of(found) if name not in HISTORY}
    if isinstance(found, Mapping):
        return {name: picture(value) for name, value in found.items()}
    return [picture(one) for one in found] if isinstance(found, tuple | list) else found


def vars_of(found: Any) -> list[tuple[str, Any]]:
    return [(one.name, getattr(found, one.name)) for one in fields(found)]


def pictures(cases: dict[CaseKey, Case]) -> dict[CaseKey, Any]:
    return {key: picture(case) for key, case in cases.items()}


def renumbered(entries: Iterable[Entry], began: datetime) -> list[Entry]:
    """Record entries in another order: numbers and moments are new, what they are about stays."""
    order = list(entries)
    number = {entry.number: place for place, entry in enumerate(order, start=1)}
    return [
        replace(
            entry,
            number=number[entry.number],
            recorded_at=began + timedelta(days=400, minutes=number[entry.number]),
            corrects=number[entry.corrects] if entry.corrects else None,
        )
        for entry in order
    ]


def chains(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Return entries with those that correct or withdraw them."""
    found: dict[int, list[Entry]] = {}
    for entry in entries:
        chain = [*found.get(entry.corrects or 0, ()), entry]
        found |= dict.fromkeys((one.number for one in chain), chain)
    return [list(chain) for chain in {id(chain): chain for chain in found.values()}.values()]


def in_another_order(data: st.DataObject, entries: list[Entry]) -> list[Entry]:
    """Shuffle what happened on different days; within a day of a case the order of recording says what came first."""
    places: dict[tuple[CaseKey | None, date], list[list[Entry]]] = defaultdict(list)
    for chain in data.draw(st.permutations(chains(entries)), label="order"):
        places[chain[0].case, chain[0].on].append(chain)
    for alike in places.values():
        alike.sort(key=lambda chain: chain[0].number)
    return [entry for alike in places.values() for chain in alike for entry in chain]


@properties
@given(data=st.data())
def test_the_order_of_recording_does_not_matter_where_the_day_decides(
    cycles: Cycles, lives: Lives, data: st.DataObject
):
    cycle = cycles(data)
    # A correction that names another day goes among those of that day: here only those that do not.
    entries = [
        entry
        for chain in chains(data.draw(lives(cycle)))
        if len({one.on for one in chain if one.kind != "withdraw"}) == 1
        for entry in chain
    ]
    began = datetime.combine(cycle.started_on, time(10), cycle.zone)
    other = renumbered(in_another_order(data, entries), began)
    assert pictures(fold(cycle, other)) == pictures(fold(cycle, entries))


def plainly(entries: list[Entry]) -> list[Entry]:
    """What stands of entries, as if it had been recorded right at once."""
    own: dict[CaseKey | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        own[entry.case].append(entry)
    first = {entry.number: chain[0].number for chain in chains(entries) for entry in chain}
    return [
        replace(entry, number=first[entry.number], corrects=None)
        for known in own.values()
        for entry in standing_of(known)
    ]


@properties
@given(data=st.data())
def test_corrected_and_withdrawn_is_as_if_recorded_right_at_once(
    cycles: Cycles, lives: Lives, data: st.DataObject
):
    cycle = cycles(data)
    entries = data.draw(lives(cycle))
    assert pictures(fold(cycle, plainly(entries))) == pictures(fold(cycle, entries))


@properties
@given(data=st.data())
def test_as_of_a_day_is_as_if_nothing_had_happened_later(cycles: Cycles, lives: Lives, data: st.DataObject):
    cycle = cycles(data)
    entries = data.draw(lives(cycle))
    day = cycle.started_on + timedelta(days=data.draw(st.integers(-30, 300), label="day"))
    earlier = [entry for entry in plainly(entries) if entry.on <= day]
    assert pictures(fold(cycle, entries, as_of=day)) == pictures(fold(cycle, earlier))


@properties
@given(data=st.data())
def test_known_on_a_day_is_as_if_nothing_had_been_recorded_later(
    cycles: Cycles, lives: Lives, data: st.DataObject
):
    cycle = cycles(data)
    entries = data.draw(lives(cycle))
    day = cycle.started_on + timedelta(days=data.draw(st.integers(-1, 300), label="day"))
    earlier = [entry for entry in entries if entry.recorded_at.astimezone(cycle.zone).date() <= day]
    assert fold(cycle, entries, known_on=day) == fold(cycle, earlier)


@properties
@given(data=st.data())
def test_what_was_withdrawn_leaves_the_picture_as_it_was(cycles: Cycles, lives: Lives, data: st.DataObject):
    """A correction that is withdrawn, and a fact that is withdrawn, are as if they had never been."""
    cycle = cycles(data)
    entries = data.draw(lives(cycle))
    facts = [place for place, entry in enumerate(entries) if entry.kind != "withdraw"]
    corrections = [place for place in facts if entries[place].corrects]
    assume(facts)
    place = data.draw(st.sampled_from(corrections or facts), label="place")
    last = entries[place]
    taken_back = replace(
        last, number=last.number + 1, kind="withdraw", trigger="отозвать", corrects=last.number
    )
    assert pictures(fold(cycle, [*entries[: place + 1], taken_back])) == pictures(
        fold(cycle, entries[:place])
    )


# What every case adds up to --------------------------------------------------------------------------------------


@properties
@given(data=st.data())
def test_every_case_adds_up(cycles: Cycles, lives: Lives, data: st.DataObject):
    cycle = cycles(data)
    entries = data.draw(lives(cycle))
    cases = fold(cycle, entries)
    for case in cases.values():
        slips_are_how_far_the_due_date_moved(case)
        stays_follow_each_other_without_a_gap(case)
        steps_tile_the_time_from_the_opening(cycle, case)
    # Time alone moves nothing: ten years later every case stands where it stood, and no time-out has approved one.
    later = date(cycle.started_on.year + 10, 1, 1)
    assert fold(cycle, entries, as_of=later, known_on=later) == cases


def slips_are_how_far_the_due_date_moved(case: Case) -> None:
    if case.due is None or case.baseline_due is None:
        assert case.slips == ()
    else:
        assert sum(slip.days for slip in case.slips) == (case.due - case.baseline_due).days
    assert all(slip.days for slip in case.slips)


def stays_follow_each_other_without_a_gap(case: Case) -> None:
    assert (case.stays[-1].state, case.stays[-1].until) == (case.state, None)
    for stay, following in pairwise(case.stays):
        assert (stay.until, stay.until_at) == (following.since, following.at)
        assert stay.since <= following.since


def steps_tile_the_time_from_the_opening(cycle: Cycle, case: Case) -> None:
    flow = cycle.machine_of(cycle.event(case.key.event)).flow
    limited = {state.name for state in flow.states if state.limit is not None or state.counted}
    own = [stay for stay in case.stays if stay.state in limited]
    if own[:1] == [case.stays[0]] and (case.applies != "yes" or case.waits_for):
        own = own[1:]
    assert [(step.state, step.stay.until) for step in case.steps] == [
        (stay.state, stay.until) for stay in own
    ]
    assert [step.stay.since for step in case.steps[1:]] == [stay.since for stay in own[1:]]
    assert all(step.stay.until is None or step.stay.since <= step.stay.until for step in case.steps)
    for state in limited:
        rounds = [step.round for step in case.steps if step.state == state]
        assert rounds == list(range(1, len(rounds) + 1))
