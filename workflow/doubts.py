"""Days of an entry that may be a slip: it is kept, and whoever recorded it is told."""

from __future__ import annotations

from collections.abc import Iterator

from calendars.saying import Text, say
from definitions import Event
from workflow.applying import joined_after_due
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import Entry
from workflow.given_days import FACTS, asked_day, days_given


def doubtful_days(entry: Entry, case: Case, cycle: Cycle) -> Iterator[Text]:
    """Yield which dates given with an entry may be slips; `case` is as it stood before.

    A date that is later than the act is none where its meaning is to lie ahead: a target, the day before which
    something else is due.
    """
    began = case.input_on or case.since
    if entry.kind in FACTS and joined_after_due(cycle, case.key, case.due):
        yield say(
            "{case} does not apply, for its term, {due}, was over on {day}, when its participant joined: "
            "entry {number} is kept, but nobody is waiting for it",
            case=str(case.key),
            due=case.due,
            day=case.since,
            number=entry.number,
        )
    if entry.kind == "answer":
        yield from _doubtful_answer(entry, case, cycle)
    if entry.kind == "set_date" and entry.day is not None and case.target and entry.day < case.target:
        yield say(
            "the target {target} is later than the new term, {day}: nobody is reminded of it any more; "
            "set another target, no later than the term",
            target=case.target,
            day=entry.day,
        )
    for name, _, day in days_given(entry, case, cycle):
        if day > entry.on and not _lies_ahead(name, cycle.event_of(case.key), cycle):
            yield say(
                "{name}: {day} is later than {on}, the day of “{trigger}”; "
                "if that is a slip, correct it: --corrects {number}",
                name=name,
                day=day,
                on=entry.on,
                trigger=entry.trigger,
                number=entry.number,
            )
        elif entry.kind == "act" and day < min(began, entry.on):
            yield say(
                "{name}: {day} is earlier than {began}, since when there has been anything to do here; "
                "if that is a slip, correct it: --corrects {number}",
                name=name,
                day=day,
                began=began,
                number=entry.number,
            )


def _doubtful_answer(entry: Entry, case: Case, cycle: Cycle) -> Iterator[Text]:
    """Yield why the day of an answer may be a slip: another one is asked about, or nothing was held by then."""
    event, asked = cycle.event_of(case.key), asked_day(case.key, cycle)
    if asked is not None and entry.on != asked:
        yield say(
            "event {event} asks how things stand on {asked}, and this answer tells of {on}; "
            "if that is a slip, correct it: --corrects {number}",
            event=case.key.event,
            asked=asked,
            on=entry.on,
            number=entry.number,
        )
    day = case.actual or case.due
    if event.met_by == "holding" and day is not None and entry.on < day:
        yield (_HELD_LATER if case.actual else _NOT_HELD).with_values(
            case=str(case.key), day=day, on=entry.on, number=entry.number
        )


_HELD_LATER = say(
    "{case} was held on {day}, and this answer tells of {on}; if that is a slip, correct it: --corrects {number}"
)
_NOT_HELD = say(
    "{case} is to be held on {day}, and this answer tells of {on}, when nobody can have taken part yet: "
    "if that is a slip, correct it: --corrects {number}; if it was held earlier, record on which day"
)


def _lies_ahead(name: str, event: Event, cycle: Cycle) -> bool:
    """Whether a date that an event asks for is one to come: others aim at it, or are due so long before it."""
    return any(_aims_at(other, event, name) or _is_due_before(other, event, name) for other in cycle.events)


def _aims_at(other: Event, event: Event, name: str) -> bool:
    return other.target is not None and (other.target.event, other.target.data) == (event.number, name)


def _is_due_before(other: Event, event: Event, name: str) -> bool:
    anchor = other.anchor
    if anchor is None or (anchor.event or other.number) != event.number or name not in anchor.data:
        return False
    return any(getattr(term.reading, "direction", None) == "before" for term in other.terms)
