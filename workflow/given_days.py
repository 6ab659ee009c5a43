"""Dates given with an act: one that cannot be is refused, one that may be a slip is told of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from calendars.errors import RefusedError
from calendars.saying import Text, say
from definitions import DataKind, Event, Transition, as_of_day, day_in
from workflow.applying import joined_after_due, joined_with
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry
from workflow.rights import moving
from workflow.row_acts import machine_of_row


def check_given_days(entry: Entry, case: Case, cycle: Cycle, today: date) -> None:
    """Refuse a document of tomorrow, and a day after the act from which the time for what follows would count.

    So is what somebody is said to have done before they took part.
    """
    _check_joined(entry, case, cycle)
    _check_order(entry, case, cycle)
    counted = _counted_from(entry, case, cycle)
    for name, kind, day in _days(entry, case, cycle):
        if name == counted and day > entry.on:
            raise RefusedError(
                say(
                    "{name}: {day} is later than {on}, the day of “{trigger}”, although the next time limit counts "
                    "from it: correct that date, or give the day of the act with --on",
                    name=name,
                    day=day,
                    on=entry.on,
                    trigger=entry.trigger,
                )
            )
        if kind == "document" and day > today:
            raise RefusedError(
                say(
                    "{name}: the date of the document, {day}, lies in the future (today is {today}): "
                    "record it once it is there, or correct the date",
                    name=name,
                    day=day,
                    today=today,
                )
            )


def _check_order(entry: Entry, case: Case, cycle: Cycle) -> None:
    """Refuse a date that is later than one before which its flow says it lies: a letter carries what is signed."""
    move = _move(entry, case, cycle)
    days = {name: day for name, _, day in _days(entry, case, cycle)}
    given = [name for name in (move.in_order if move else ()) if name in days]
    for earlier, later in pairwise(given):
        if days[earlier] > days[later]:
            raise RefusedError(
                say(
                    "{earlier}: {day} is later than {later}: {other}, and it cannot be: correct whichever of the two "
                    "dates is wrong",
                    earlier=earlier,
                    day=days[earlier],
                    later=later,
                    other=days[later],
                )
            )


def _check_joined(entry: Entry, case: Case, cycle: Cycle) -> None:
    """Refuse a fact dated before the participant whose case it is joined: to nobody was there anything to do yet."""
    names = [name for name in (case.key.subject, case.key.agency) if name in joined_with(cycle, case.key)]
    if names and entry.kind in _FACTS and entry.on < case.since:
        raise RefusedError(
            say(
                "“{name}” takes part since {since}, and {on} is earlier: give that day or a later one (--on), "
                "and the day on the document in the remark (--note)",
                name=names[0],
                since=case.since,
                on=entry.on,
            )
        )


_FACTS = ("act", "answer", "add_row")


def doubtful_days(entry: Entry, case: Case, cycle: Cycle) -> Iterator[Text]:
    """Yield which dates given with an entry may be slips; `case` is as it stood before.

    A date that is later than the act is none where its meaning is to lie ahead: a target, the day before which
    something else is due.
    """
    began = case.input_on or case.since
    if entry.kind in _FACTS and joined_after_due(cycle, case.key, case.due):
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
    for name, _, day in _days(entry, case, cycle):
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


def asked_day(key: CaseKey, cycle: Cycle) -> date | None:
    """Return the day as of which the survey of a case asks; None where it is no survey, or names no day."""
    return as_of_day(cycle.definition, cycle.event_of(key), cycle.calendar, key.period)


def _days(entry: Entry, case: Case, cycle: Cycle) -> Iterator[tuple[str, DataKind, date]]:
    """Yield the dates, and the dates of documents, that are given with an entry: name, kind and day."""
    for name, kind in _kinds(entry, case, cycle).items():
        day = day_in(entry.data.get(name, "")) if kind in ("date", "document") else None
        if day is not None:
            yield name, kind, day


def _kinds(entry: Entry, case: Case, cycle: Cycle) -> Mapping[str, DataKind]:
    """Return what can be given with an entry: names and kinds."""
    event = cycle.event_of(case.key)
    match entry.kind:
        case "act" if entry.row:
            return machine_of_row(case, entry.row, cycle).move(entry.trigger).needs
        case "act":
            return {**event.needs, **event.attach, **cycle.machine_of(event).move(entry.trigger).needs}
        case "answer":
            return event.survey.answers if event.survey else {}
        case "set_date":
            return moving(event, cycle).needs
        case "remove":
            return cycle.definition.removing.needs
        case _:
            return {}


def _move(entry: Entry, case: Case, cycle: Cycle) -> Transition | None:
    """Return the action of a flow that an entry takes; None for any other entry."""
    if entry.kind != "act":
        return None
    row = machine_of_row(case, entry.row, cycle) if entry.row else None
    return (row or cycle.machine_of(cycle.event_of(case.key))).move(entry.trigger)


def _counted_from(entry: Entry, case: Case, cycle: Cycle) -> str | None:
    """Return the name of the date from which the time limit counts of the state that an act leads to."""
    if entry.kind != "act" or entry.row:
        return None
    machine = cycle.machine_of(cycle.event_of(case.key))
    return machine.flow.state(machine.move(entry.trigger).target).counts_from


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
