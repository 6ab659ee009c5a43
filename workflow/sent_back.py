"""What was handed in and then sent back: while whoever owes it has it again, what answers to it waits again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from definitions import Event, State
from workflow.cases import Case, Stay
from workflow.cycle import Cycle
from workflow.entries import CaseKey
from workflow.held import version_of
from workflow.rows import holders
from workflow.spans import Span, clipped, merged
from workflow.upstream import input_number, under_control, waited_for


def spans_back(cycle: Cycle, row: Case) -> list[Span]:
    """Return the spans of days in which a row that met its deadline was to be handed in again (None: it still is).

    One begins when the row goes from the hands of others into a state that is in the hands of those who owe it, and
    out of which an action leads to where the deadline is met; it ends where that, or the end of the case, is reached.
    What they take up again themselves was not sent back. Of what is off control nobody waits for more.
    """
    found: list[Span] = []
    since: date | None = None
    met = False
    for before, stay in pairwise(row.stays):
        if not met or stay.entry == row.met_entry:
            met = met or stay.entry == row.met_entry
        elif since is None and _is_sent_back(cycle, row.key, before, stay):
            since = stay.since
        elif since is not None and _is_there(cycle, row.key, stay):
            found.append((since, stay.since))
            since = None
    return clipped([*found, (since, None)] if since else found, date.min, row.over_since)


def is_back(cycle: Cycle, row: Case) -> bool:
    """Whether a row that met its deadline is to be handed in again now."""
    return any(until is None for _, until in spans_back(cycle, row))


def _is_sent_back(cycle: Cycle, key: CaseKey, before: Stay, stay: Stay) -> bool:
    if _owed(cycle, key, before) or not _owed(cycle, key, stay) or _is_there(cycle, key, stay):
        return False
    version = version_of(cycle, key, stay)
    flow, roles = version.machine_of(version.event(key.event)).flow, version.roles_of(key)
    targets = (move.target for move in flow.transitions if stay.state in move.sources)
    return any(flow.state(one).met for target in targets for one in flow.through(target, roles))


def _owed(cycle: Cycle, key: CaseKey, stay: Stay) -> bool:
    """Whether a stay is in the hands of those who owe the case."""
    event, state = _state(cycle, key, stay)
    return state is not None and bool(set(holders(event, state)) & set(event.responsible))


def _is_there(cycle: Cycle, key: CaseKey, stay: Stay) -> bool:
    _, state = _state(cycle, key, stay)
    return state is not None and (state.met or state.final)


def _state(cycle: Cycle, key: CaseKey, stay: Stay) -> tuple[Event, State | None]:
    version = version_of(cycle, key, stay)
    event = version.event(key.event)
    states = version.machine_of(event).flow.states
    return event, next((state for state in states if state.name == stay.state), None)


def needs_met(event: Event, number: str) -> bool:
    """Whether what an event needs from event `number` is that its deadline is met: no state, no date of its own."""
    if event.opens is not None and number == event.opens.event:
        return event.opens.state is None
    anchor = event.anchor
    if anchor is not None and event.opens is None and number == anchor.event:
        return not (anchor.planned or anchor.data or anchor.state)
    return True


def waits_again(
    cycle: Cycle, key: CaseKey, cases: Mapping[CaseKey, Case], begun: date | None
) -> tuple[Span, ...]:
    """Return the spans of days in which a case waits, or waited, for what had come and was sent back.

    Once it has been begun (None: it has not) it goes on with what it had.
    """
    home = cycle.home(key)
    event = home.event(key.event)
    number = input_number(event)
    if number is None or not needs_met(event, number) or (event.opens and event.opens.without_missing):
        return ()
    spans = [span for row in _rows(home, key, number, cases) for span in spans_back(cycle, row)]
    return tuple(merged(clipped(spans, date.min, begun)))


def _rows(home: Cycle, key: CaseKey, number: str, cases: Mapping[CaseKey, Case]) -> Iterator[Case]:
    for above in home.above(key, number):
        if above in cases and waited_for(row := under_control(cases[above])):
            yield row
