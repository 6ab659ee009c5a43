"""What a control entry must satisfy before it is recorded: a document, and whoever the definition lets decide."""

from __future__ import annotations

from dataclasses import replace

from calendars.errors import RefusedError
from calendars.saying import say
from definitions import RESPONSIBLE, Event, Moving
from workflow.acts import check_actor, given, who_may
from workflow.appointing import check_appointment
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import Entry
from workflow.row_acts import who_may_inside


def checked_control(entry: Entry, case: Case, cycle: Cycle, withdrawn: Entry | None = None) -> Entry:
    """Check a control entry; raises RefusedError where something is missing or the definition forbids it.

    `withdrawn` is the entry that a withdrawal is about: whoever may do a thing may take it back.
    """
    _check_known_here(entry, case, cycle)
    event = cycle.event(case.key.event)
    match entry.kind:
        case "set_date":
            if entry.day is None or not entry.basis:
                raise RefusedError(
                    say("to set a date, give the date (--date) and the document it rests on (--basis)")
                )
            # A date that nobody has set yet is not moved but found out.
            found_out = case.deadline.planned is None or entry.corrects is not None
            return _decided(entry, case, moving(event, cycle), cycle, forbidden=not found_out)
        case "remove":
            if not entry.basis:
                raise RefusedError(
                    say("to remove a case from control, give the document it rests on (--basis)")
                )
            return _decided(entry, case, cycle.definition.removing, cycle, forbidden=True)
        case "withdraw" if withdrawn is not None:
            check_actor(entry, _who_may(withdrawn, case, cycle), case, cycle)
        case "appoint":
            check_appointment(entry, case, cycle)
        case "target" if entry.day and case.due and entry.day > case.due:
            raise RefusedError(
                say("the target {day} lies after the last day, {due}: move that first", day=entry.day, due=case.due)
            )
    if entry.kind not in ("withdraw", "annotate"):
        check_actor(entry, _who_may(entry, case, cycle), case, cycle)
    return entry


def _check_known_here(entry: Entry, case: Case, cycle: Cycle) -> None:
    """Refuse what the definition does not let anybody record here, and what does not say all that it must."""
    event = cycle.event(case.key.event)
    if (why := _NOT_HERE.get(entry.kind)) and entry.kind not in offered(event, cycle):
        rule = moving(event, cycle)
        raise RefusedError((_FORBIDDEN if rule.forbidden and entry.kind == "request" else why).with_values(
            event=event.number, trigger=entry.trigger, may=rule.by or None))
    missing = {"target": not (entry.day and entry.basis), "request": not (entry.day and entry.note)}
    missing |= dict.fromkeys(("annotate", "refuse", "reject"), not entry.note) | {"inform": not entry.ref}
    if missing.get(entry.kind):
        raise RefusedError(_ASKS_FOR[entry.kind])


_FORBIDDEN = say("the definition forbids “{trigger}” here: only a new wording of the document changes this")
_NO_REQUEST = say("nobody may ask to move a date of event {event}; those who may move it: {may}")
_NOT_HERE = {
    "request": _NO_REQUEST,
    "refuse": _NO_REQUEST,
    "target": say("event {event} has no target beside its deadline, so none can be set"),
    "inform": say("after event {event} there is nobody whom the definition wants informed"),
}
_ASKS_FOR = {
    "annotate": say("give the explanation (--note)"),
    "refuse": say("say why (--note)"),
    "reject": say("say why (--note)"),
    "target": say("to set a target, give the date (--date) and the schedule it rests on (--basis)"),
    "request": say("to ask for another date, give the date (--date) and the reason (--note)"),
    "inform": say("give number and date of the letter (--ref)"),
}


def offered(event: Event, cycle: Cycle) -> frozenset[str]:
    """Return the kinds of control entries that make sense for an event only where its definition says so, and do."""
    rule = moving(event, cycle)
    asked = ("request", "refuse") if rule.requested_by and not rule.forbidden else ()
    found = {*asked, "target" if event.target else "", "inform" if event.then else ""}
    return frozenset(found - {""})


def moving(event: Event, cycle: Cycle) -> Moving:
    """Return who may move the date of an event: by its own rule, else by that of the definition."""
    return event.policy.moving or cycle.definition.moving


def _who_may(entry: Entry, case: Case, cycle: Cycle) -> tuple[str, ...]:
    """Return the roles that may record such an entry; every role where the definition names none."""
    event, everybody = cycle.event(case.key.event), tuple(role.name for role in cycle.definition.roles)
    match entry.kind:
        case "act" | "answer" | "add_row" if entry.row:
            return who_may_inside(entry, case, cycle) or everybody
        case "act":
            return who_may(entry.trigger, event, cycle)
        case "set_date" | "refuse":
            return moving(event, cycle).by or everybody
        case "remove":
            return cycle.definition.removing.by or everybody
        case "request":
            return moving(event, cycle).requested_by
        case "accept" | "reject":
            return _judges(event, cycle)
        case "appoint" | "inform":
            return _owing(event)
        case "target":
            schedule = cycle.event(event.target.event) if event.target else event
            return (*_owing(schedule), *moving(event, cycle).by)
        case _:
            return everybody


def _owing(event: Event) -> tuple[str, ...]:
    return (*event.responsible, *((event.coordinator,) if event.coordinator else ()))


def _judges(event: Event, cycle: Cycle) -> tuple[str, ...]:
    """Return the roles that accept or reject a reason: who may move the date, else who controls, else not who owes."""
    names = [role.name for role in cycle.definition.roles]
    controls = cycle.definition.document.controlled_by
    by = moving(event, cycle).by or ((controls,) if controls in names else ())
    return by or tuple(name for name in names if name not in event.responsible)


def _decided(entry: Entry, case: Case, rule: Moving, cycle: Cycle, *, forbidden: bool) -> Entry:
    """A term that an act sets is changed by the act alone; elsewhere by whoever the definition names."""
    if rule.forbidden and forbidden:
        raise RefusedError(_FORBIDDEN.with_values(trigger=entry.trigger))
    if rule.by:
        check_actor(entry, rule.by, case, cycle)
    data = given(entry, set(rule.needs), rule.needs, cycle.by_name)
    return replace(entry, data=data) if rule.needs else entry
