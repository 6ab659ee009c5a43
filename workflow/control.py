"""What a control entry must satisfy before it is recorded: a document, and whoever the definition lets decide."""

from __future__ import annotations

from dataclasses import replace

from calendars.errors import RefusedError
from calendars.saying import say
from definitions import Event, Moving
from workflow.acts import check_actor, given
from workflow.cases import Cycle
from workflow.entries import Entry


def checked_control(entry: Entry, event: Event, cycle: Cycle) -> Entry:
    """Check a control entry; raises RefusedError where something is missing or the definition forbids it."""
    match entry.kind:
        case "set_date":
            if entry.day is None or not entry.basis:
                raise RefusedError(
                    say("to set a date, give the date (--date) and the document it rests on (--basis)")
                )
            return _decided(entry, event, event.policy.moving or cycle.definition.moving, cycle)
        case "remove":
            if not entry.basis:
                raise RefusedError(
                    say("to remove a case from control, give the document it rests on (--basis)")
                )
            return _decided(entry, event, cycle.definition.removing, cycle)
        case "annotate" if not entry.note:
            raise RefusedError(say("give the explanation (--note)"))
        case _:
            return entry


def _decided(entry: Entry, event: Event, rule: Moving, cycle: Cycle) -> Entry:
    """A term that an act sets is changed by the act alone; elsewhere by whoever the definition names."""
    # A date that nobody has set yet is not moved but found out.
    if rule.forbidden and event.terms and not (event.anchor and event.anchor.external):
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
