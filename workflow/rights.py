"""Who may record a control entry, and of which events the definition lets it be recorded at all."""

from __future__ import annotations

from definitions import Event, Moving
from workflow.acts import owing, who_may
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CaseKind, CycleKind, Entry
from workflow.row_acts import who_may_inside


def moving(event: Event, cycle: Cycle) -> Moving:
    """Return who may move the date of an event: by its own rule, else by that of the definition."""
    return event.policy.moving or cycle.definition.moving


def offered(event: Event, cycle: Cycle) -> frozenset[str]:
    """Return the kinds that make sense for some events only, as far as the definition says so of this one."""
    rule = moving(event, cycle)
    found = {"target" if event.target else "", "inform" if event.then else ""}
    if rule.requested_by and not rule.forbidden:
        found |= {"request", "refuse"}
    return frozenset(found - {""})


def who_may_record(entry: Entry, case: Case, cycle: Cycle) -> tuple[str, ...]:
    """Return the roles that may record such an entry; every role where the definition names none."""
    event = cycle.event_of(case.key)
    if entry.kind in ("act", "answer", "add_row"):
        flow = cycle.machine_of(event).flow
        by = who_may_inside(entry, case, cycle) if entry.row else who_may(entry.trigger, event, flow)
    else:
        by = who_may_control(entry.kind, event, cycle)
    return by or tuple(role.name for role in cycle.definition.roles)


def who_may_control(kind: CaseKind | CycleKind, event: Event, cycle: Cycle) -> tuple[str, ...]:
    """Return the roles that may record a control entry of a kind; none where the definition names none."""
    rule, schedule = moving(event, cycle), cycle.event(event.target.event) if event.target else event
    found = {
        "set_date": _deciders(event, cycle),
        "refuse": rule.by,
        "request": rule.requested_by,
        "remove": cycle.definition.removing.by or _deciders(event, cycle),
        "target": (*owing(schedule), *rule.by),
        "appoint": owing(event),
        "inform": owing(event),
    }
    return _deciders(event, cycle) if kind in ("accept", "reject") else found.get(kind, ())


def _deciders(event: Event, cycle: Cycle) -> tuple[str, ...]:
    """Return who decides what no rule gives to anybody, so that nobody decides of their own delay.

    Whoever may move the date, else who controls, else whoever does not owe it.
    """
    names = [role.name for role in cycle.definition.roles]
    controls = cycle.definition.document.controlled_by
    by = moving(event, cycle).by or ((controls,) if controls in names else ())
    return by or tuple(name for name in names if name not in event.responsible)
