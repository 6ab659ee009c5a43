"""Dates given with an act: which they are, and which of them cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from calendars.errors import RefusedError
from calendars.saying import say
from definitions import DataKind, Transition, as_of_day, day_in
from workflow.applying import joined_with
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
    for name, kind, day in days_given(entry, case, cycle):
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
    days = {name: day for name, _, day in days_given(entry, case, cycle)}
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
    if names and entry.kind in FACTS and entry.on < case.since:
        raise RefusedError(
            say(
                "“{name}” takes part since {since}, and {on} is earlier: give that day or a later one (--on), "
                "and the day on the document in the remark (--note)",
                name=names[0],
                since=case.since,
                on=entry.on,
            )
        )


#: What tells of something that happened in a case.
FACTS = ("act", "answer", "add_row")


def asked_day(key: CaseKey, cycle: Cycle) -> date | None:
    """Return the day as of which the survey of a case asks; None where it is no survey, or names no day."""
    return as_of_day(cycle.definition, cycle.event_of(key), cycle.calendar, key.period)


def days_given(entry: Entry, case: Case, cycle: Cycle) -> Iterator[tuple[str, DataKind, date]]:
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
