"""What a control entry must satisfy before it is recorded: a document, and whoever the definition lets decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from calendars.errors import RefusedError
from calendars.saying import say
from workflow.acts import check_actor, given
from workflow.appointing import check_appointment
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import Entry
from workflow.recorded import AGAIN, check_not_again
from workflow.rights import moving, offered, who_may_record


def checked_control(entry: Entry, case: Case, cycle: Cycle, may: Iterable[str] | None = None) -> Entry:
    """Check a control entry; raises RefusedError where something is missing or the definition forbids it.

    `may` are the roles that may do what a withdrawal is about: whoever may do a thing may take it back.
    """
    _check_known_here(entry, case, cycle)
    _check_complete(entry)
    event = cycle.event_of(case.key)
    rule = {"set_date": moving(event, cycle), "remove": cycle.definition.removing}.get(entry.kind)
    if entry.kind == "appoint":
        check_appointment(entry, case, cycle)
    elif entry.kind == "target":
        _check_before_due(entry, case)
    elif entry.kind == "request":
        _check_later(entry, case)
    elif rule is not None and rule.forbidden and not _found_out(entry, case):
        raise RefusedError(_FORBIDDEN.with_values(trigger=entry.trigger))
    if entry.kind != "annotate":
        check_actor(entry, may or who_may_record(entry, case, cycle), case, cycle)
    if rule is None or not rule.needs:
        return entry
    return replace(entry, data=given(entry, set(rule.needs), rule.needs, cycle.by_name))


def check_standing(entry: Entry, case: Case, standing: Iterable[Entry]) -> None:
    """Refuse what stands already by the same document, or comes too late; `standing` are the entries that count."""
    every = list(standing)
    check_not_again(entry, case, every)
    _check_not_again(entry, case, every)
    corrected = next((one for one in every if one.number == entry.corrects), None)
    # What a journal has is corrected where it stands.
    if corrected is None or corrected.on != entry.on:
        _check_not_met(entry, case)


def _check_not_again(entry: Entry, case: Case, standing: list[Entry]) -> None:
    if entry.corrects is not None or entry.kind not in ("set_date", "target", "remove"):
        return
    last = next((one for one in reversed(standing) if one.kind == entry.kind), None)
    if last is not None and (entry.kind == "remove" or (last.day, last.basis) == (entry.day, entry.basis)):
        raise RefusedError(AGAIN.with_values(number=last.number, on=last.on))
    if entry.kind == "remove" and case.off_since is not None:
        raise RefusedError(
            say(
                "the case is off the plan since {day}: there is nothing to take off control",
                day=case.off_since,
            )
        )


def _check_not_met(entry: Entry, case: Case) -> None:
    """Refuse to move a date after the deadline was met: what was late would be in time. What had none is found out."""
    known = case.deadline.planned is not None
    if entry.kind not in _TOO_LATE or case.actual is None or entry.on <= case.actual or not known:
        return
    raise RefusedError(_TOO_LATE[entry.kind].with_values(actual=case.actual))


_TOO_LATE = {
    "set_date": say(
        "this was done on {actual}, and a decision made later does not move the deadline any more: "
        "if it was made earlier, give its day (--on)"
    ),
    "request": say(
        "this was done on {actual}, so there is no date to ask for any more: "
        "if that was asked for earlier, give the day (--on)"
    ),
}


def _found_out(entry: Entry, case: Case) -> bool:
    """Whether a date is set that nobody has set yet: that is not moved but found out."""
    return entry.kind == "set_date" and (case.deadline.planned is None or entry.corrects is not None)


def _check_known_here(entry: Entry, case: Case, cycle: Cycle) -> None:
    """Refuse what the definition lets nobody record here: a request, for one, where nobody may ask."""
    event = cycle.event_of(case.key)
    if entry.kind not in _NOT_HERE or entry.kind in offered(event, cycle):
        return
    rule = moving(event, cycle)
    why = _FORBIDDEN if rule.forbidden and entry.kind == "request" else _NOT_HERE[entry.kind]
    raise RefusedError(why.with_values(event=event.number, trigger=entry.trigger, may=rule.by or None))


_FORBIDDEN = say("the definition forbids “{trigger}” here: only a new wording of the document changes this")
_NO_REQUEST = say("nobody may ask to move a date of event {event}; those who may move it: {may}")
_NOT_HERE = {
    "request": _NO_REQUEST,
    "refuse": _NO_REQUEST,
    "target": say("event {event} has no target beside its deadline, so none can be set"),
    "inform": say("after event {event} there is nobody whom the definition wants informed"),
}


def _check_complete(entry: Entry) -> None:
    """Refuse an entry that does not say all that its kind must."""
    lacking = [field for field in _MUST_HAVE.get(entry.kind, ()) if not getattr(entry, field)]
    if lacking:
        raise RefusedError(_ASKS_FOR[entry.kind])


_MUST_HAVE = {
    "set_date": ("day", "basis"),
    "remove": ("basis",),
    "annotate": ("note",),
    "refuse": ("note",),
    "reject": ("note",),
    "target": ("day", "basis"),
    "request": ("day", "note"),
    "inform": ("ref",),
}
_ASKS_FOR = {
    "set_date": say("to set a date, give the date (--date) and the document it rests on (--basis)"),
    "remove": say("to remove a case from control, give the document it rests on (--basis)"),
    "annotate": say("give the explanation (--note)"),
    "refuse": say("say why the request is refused (--note)"),
    "reject": say("say why the reason is rejected (--note)"),
    "target": say("to set a target, give the date (--date) and the schedule it rests on (--basis)"),
    "request": say("to ask for another date, give the date (--date) and the reason (--note)"),
    "inform": say("give number and date of the letter (--ref)"),
}


def _check_before_due(entry: Entry, case: Case) -> None:
    if entry.day is not None and case.due is not None and entry.day > case.due:
        raise RefusedError(
            say(
                "the target {day} lies after the last day, {due}: a target is no later",
                day=entry.day,
                due=case.due,
            )
        )


def _check_later(entry: Entry, case: Case) -> None:
    """Refuse a request for no more time than there is: by the target, where there is one that may be moved.

    What was set after the request was made does not count.
    """
    if entry.corrects is not None or (case.moved and case.moved_on and entry.on < case.moved_on):
        return
    stands = [case.target] if case.target else [case.deadline.planned, case.due]
    known = [day for day in stands if day is not None]
    if entry.day is not None and known and entry.day <= max(known):
        raise RefusedError(
            say(
                "the date asked for, {day}, is no later than the one that stands, {due}: ask for a later one",
                day=entry.day,
                due=case.target or case.due or max(known),
            )
        )
