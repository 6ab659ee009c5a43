"""When the rows of a sheet come to whom they are for: with their sheet, and not before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from calendars.saying import Text, say
from definitions import ADDRESSEE, Event, Flow
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.sheet import Mark, SheetRow


def arrived(cycle: Cycle, case: Case, row: SheetRow, mark: Mark) -> tuple[date, time | None] | None:
    """Return when what an act on a row gave came to the addressee, if the act gives it there; else when it was done.

    What is put in while the sheet is elsewhere comes with the sheet, when this is handed in next (None: not yet).
    `cycle` is the one that the case is at home in.
    """
    event = cycle.event(case.key.event)
    there = _at_addressee(event, cycle.machine_of(event).flow)
    if mark.state not in _at_addressee(event, cycle.machines[row.section.flow].flow) or not there:
        return mark.on, mark.at
    if case.stays[mark.stay].state in there:
        return mark.on, mark.at
    came = (stay for stay in case.stays[mark.stay + 1 :] if stay.state in there)
    return next(((stay.since, stay.at) for stay in came), None)


def out_of_hand(cycle: Cycle, case: Case) -> dict[int, Text]:
    """Say of entries that acted for the addressee on a row while the sheet was elsewhere what is wrong with them."""
    event = cycle.event(case.key.event)
    there = _at_addressee(event, cycle.machine_of(event).flow)
    return {
        mark.entry: _ELSEWHERE.with_values(on=mark.on, state=state, row=row.name, to=event.to)
        for row in (case.sheet.values() if there else ())
        for mark in _by_addressee(cycle, event, row)
        if (state := case.stays[mark.stay].state) not in there
    }


_ELSEWHERE = say(
    "on {on} the sheet was in the state “{state}”, and its row “{row}” not yet with those who look at it ({to}): "
    "record first that the sheet has come to them, or give the right day (--on)"
)


def _by_addressee(cycle: Cycle, event: Event, row: SheetRow) -> Iterator[Mark]:
    """Yield the acts on a row that was in the hands of the addressee."""
    flow = cycle.machines[row.section.flow].flow
    there = _at_addressee(event, flow)
    states = (flow.initial, *(mark.state for mark in row.marks))
    yield from (mark for state, mark in zip(states, row.marks, strict=False) if state in there)


def _at_addressee(event: Event, flow: Flow) -> frozenset[str]:
    """Return the states of a flow in which something is in the hands of those whom an event is addressed to."""
    return frozenset(state.name for state in flow.states if state.holder in (ADDRESSEE, *event.to))
