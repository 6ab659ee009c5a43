"""What a control entry must satisfy before it is recorded: a document, and whoever the definition lets decide."""

from __future__ import annotations

from dataclasses import replace

from calendars.errors import RefusedError
from calendars.saying import say
from definitions import Event, Moving
from workflow.acts import check_actor, given, who_may
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import Entry
from workflow.row_acts import who_may_inside


def checked_control(entry: Entry, case: Case, cycle: Cycle, withdrawn: Entry | None = None) -> Entry:
    """Check a control entry; raises RefusedError where something is missing or the definition forbids it.

    `withdrawn` is the entry that a withdrawal is about: whoever may do a thing may take it back.
    """
    event = cycle.event(case.key.event)
    match entry.kind:
        case "set_date":
            if entry.day is None or not entry.basis:
                raise RefusedError(
                    say("to set a date, give the date (--date) and the document it rests on (--basis)")
                )
            # A date that nobody has set yet is not moved but found out.
            found_out = case.deadline.planned is None or entry.corrects is not None
            return _decided(entry, event, _moving(event, cycle), cycle, forbidden=not found_out)
        case "remove":
            if not entry.basis:
                raise RefusedError(
                    say("to remove a case from control, give the document it rests on (--basis)")
                )
            return _decided(entry, event, cycle.definition.removing, cycle, forbidden=True)
        case "annotate" if not entry.note:
            raise RefusedError(say("give the explanation (--note)"))
        case "withdraw" if withdrawn is not None:
            check_actor(entry, _who_may(withdrawn, case, cycle), event, cycle)
    return entry


def _moving(event: Event, cycle: Cycle) -> Moving:
    return event.policy.moving or cycle.definition.moving


def _who_may(entry: Entry, case: Case, cycle: Cycle) -> tuple[str, ...]:
    """Return the roles that may record such an entry; every role where the definition names none."""
    event, everybody = cycle.event(case.key.event), tuple(role.name for role in cycle.definition.roles)
    match entry.kind:
        case "act" | "answer" | "add_row" if entry.row:
            return who_may_inside(entry, case, cycle) or everybody
        case "act":
            return who_may(entry.trigger, event, cycle)
        case "set_date":
            return _moving(event, cycle).by or everybody
        case "remove":
            return cycle.definition.removing.by or everybody
        case _:
            return everybody


def _decided(entry: Entry, event: Event, rule: Moving, cycle: Cycle, *, forbidden: bool) -> Entry:
    """A term that an act sets is changed by the act alone; elsewhere by whoever the definition names."""
    if rule.forbidden and forbidden:
        raise RefusedError(
            say(
                "the definition forbids “{trigger}” here: only a new wording of the document changes this",
                trigger=entry.trigger,
            )
        )
    if rule.by:
        check_actor(entry, rule.by, event, cycle)
    data = given(entry, set(rule.needs), rule.needs, cycle.by_name)
    return replace(entry, data=data) if rule.needs else entry
