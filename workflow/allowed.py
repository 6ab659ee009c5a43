"""Which actions a case, or a row inside it, knows, and which are possible now: what a refusal ends with."""

from __future__ import annotations

from calendars.errors import RefusedError
from calendars.saying import Text, say
from definitions import Event
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CONTROL, CaseKey, Entry
from workflow.machine import CompiledFlow
from workflow.rights import offered
from workflow.roles import appointed_by
from workflow.row_acts import machine_of_row
from workflow.sheet import few_named, no_row, open_sections


def actions(cycle: Cycle, case: Case, row: str = "") -> list[str]:
    """Return the actions that the flow of a case knows, or that of a row inside it (of a row that is not there: [])."""
    machine = _machine(cycle, case, row)
    return [move.name for move in machine.flow.transitions] if machine else []


def actions_ever(cycle: Cycle, key: CaseKey) -> frozenset[str]:
    """Return the actions that any version of a cycle knows of a case, or of rows inside it."""
    found = set[CompiledFlow]()
    for version in cycle.versions:
        if version.has_own(key):
            event = version.event(key.event)
            found |= {version.machines[flow] for flow in (event.flow, *(one.flow for one in event.sheet))}
    return frozenset(move.name for machine in found for move in machine.flow.transitions)


def _machine(cycle: Cycle, case: Case, row: str) -> CompiledFlow | None:
    if not row:
        return cycle.machine_of(cycle.event_of(case.key))
    return machine_of_row(case, row, cycle) if row in case.sheet else None


#: What can be recorded of a row inside a case; withdrawing names the entry.
_ABOUT_ROWS = ("act", "answer", "add_row", "withdraw")


_OF_THE_WHOLE = say("“{trigger}” is about the whole case: leave the row out")
_OF_A_ROW = say(
    "“{trigger}” is done with a row inside the case: say with which (--row, in a file the column “row”); "
    "the rows are: {rows}"
)
_OF_NO_ROW = say("“{trigger}” is done with a row inside the case, and there is none yet")


def _of_another_kind(entry: Entry, case: Case, cycle: Cycle, possible: Text) -> Text | None:
    """Say that an action is one of rows, or of the whole case, where it was given as the other."""
    if entry.row:
        if entry.trigger not in actions(cycle, case):
            return None
        return say("{why}. {allowed}", why=_OF_THE_WHOLE.with_values(trigger=entry.trigger), allowed=possible)
    event = cycle.event_of(case.key)
    machines = cycle.worded(event).machines
    flows = {
        one.flow
        for one in event.sheet
        if any(move.name == entry.trigger for move in machines[one.flow].flow.transitions)
    }
    rows = [name for name, row in case.sheet.items() if row.section.flow in flows]
    told = _OF_A_ROW if rows else _OF_NO_ROW
    return told.with_values(trigger=entry.trigger, rows=few_named(rows)) if flows else None


def check_action(entry: Entry, case: Case, cycle: Cycle) -> None:
    """Refuse an action that the flow does not know, and one on a row that is not there."""
    if entry.row and entry.kind not in _ABOUT_ROWS:
        raise RefusedError(_OF_THE_WHOLE.with_values(trigger=entry.trigger))
    if entry.kind != "act":
        return
    if entry.row and entry.row not in case.sheet:
        raise RefusedError(no_row(entry.row, case.sheet))
    if entry.trigger not in actions(cycle, case, entry.row):
        told = allowed(cycle, case, case.state, row=entry.row)
        unknown = say("unknown action “{trigger}”. {allowed}", trigger=entry.trigger, allowed=told)
        raise RefusedError(_of_another_kind(entry, case, cycle, told) or unknown)


def allowed(cycle: Cycle, case: Case, state: str, *, acts: bool = True, row: str = "") -> Text:
    """Say what could be recorded in a state of the case; `acts` is False while it takes none at all.

    For a row it is the row's own state that counts.
    """
    event = cycle.event_of(case.key)
    if row in case.sheet:
        state = case.sheet[row].state
    machine = _machine(cycle, case, row)
    flow = machine.allowed(state) if acts and machine else ()
    if row:
        return (_OF_ROW if flow else _NOTHING_FOR_ROW).with_values(row=row, state=state, flow=flow)
    return (_OF_CASE if flow else _NOTHING).with_values(
        state=state, flow=flow, control=_control(event, case, cycle)
    )


def _control(event: Event, case: Case, cycle: Cycle) -> tuple[str, ...]:
    """Return what can be recorded of a case whatever its state, beside the actions of its flow."""
    left_out = {None if event.survey else "answer", None if open_sections(event) else "add_row"}
    left_out |= {"target", "request", "refuse", "inform"} - offered(event, cycle)
    left_out.add(None if appointed_by(cycle.definition, event.number) else "appoint")
    left_out.add(None if case.actual else "inform")
    left_out.add(None if any(one.answered is None for one in case.requests) else "refuse")
    left_out |= set() if case.reason else {"accept", "reject"}
    return tuple(name for name, kind in CONTROL.items() if not name.isascii() and kind not in left_out)


_OF_CASE = say("Possible in the state “{state}”: {flow}; always possible: {control}")
_NOTHING = say("In the state “{state}” no action is possible now; always possible: {control}")
_OF_ROW = say("Possible for the row “{row}” in the state “{state}”: {flow}")
_NOTHING_FOR_ROW = say("In the state “{state}” no action is possible for the row “{row}”")
