"""What of an entry may be a slip: it is kept, and whoever recorded it is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from calendars import in_years
from calendars.saying import Text, say
from definitions import DataKind, Event
from workflow.acts import known_actors, meets_term
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
    for name, kind, day in days_given(entry, case, cycle):
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
        elif entry.kind == "act" and not entry.row:
            yield from _doubtful_past(name, kind, day, entry=entry, case=case, cycle=cycle)
    yield from _too_early(entry, case, cycle)


def unknown_actor(entry: Entry, case: Case, cycle: Cycle) -> Iterator[Text]:
    """Yield that whoever acts is nobody the cycle knows, so that nothing said whether they may."""
    if (
        entry.actor
        and entry.kind not in ("annotate", "add_row")
        and entry.actor not in known_actors(case, cycle)
    ):
        yield say(
            "“{actor}” neither takes part, nor is a role, nor was appointed here: whether they may do “{trigger}” "
            "was not checked; if the name is misspelled, correct the entry (--corrects)",
            actor=entry.actor,
            trigger=entry.trigger,
        )


def contradicted(entry: Entry, before: Case, after: Case) -> Iterator[Text]:
    """Yield which other answer about the same participant tells otherwise of the same day; only the last counts."""
    if entry.kind != "answer" or entry.corrects is not None:
        return
    was, stands = before.answers.get(entry.row), after.answers.get(entry.row)
    # Rows of one file are judged together: `before` has none of them, and `after` has all.
    other = stands if stands is not None and stands.entry != entry.number else was
    if other is None or other.on != entry.on or dict(other.data) == dict(entry.data):
        return
    told = _OTHERWISE_SINCE if other is stands else _OTHERWISE
    yield told.with_values(name=entry.row, on=entry.on, other=other.entry, number=entry.number)


_OTHERWISE = say(
    "about {name} entry {other} answers otherwise of the same day, {on}: this answer now stands in its place; "
    "if that one is right, withdraw this one: --corrects {number}"
)
_OTHERWISE_SINCE = say(
    "about {name} entry {other} answers otherwise of the same day, {on}, and that answer stands; "
    "if this one is right, withdraw that one: --corrects {other}"
)


def _doubtful_past(
    name: str, kind: DataKind, day: date, *, entry: Entry, case: Case, cycle: Cycle
) -> Iterator[Text]:
    """Yield why a date of before an act may be a slip: a decision counts on its own day, terms count from the date."""
    event = cycle.event_of(case.key)
    decided = kind == "document" and event.met_by == "decision" and meets_term(entry, case, cycle)
    right = _of_this_year(day, entry.on)
    if right is not None and (decided or _counts_for_others(name, event, cycle)):
        yield _OTHER_YEAR.with_values(
            name=name,
            day=day,
            on=entry.on,
            trigger=entry.trigger,
            year=str(right.year),
            right=right,
            number=entry.number,
        )
    elif decided and day < entry.on:
        yield _DECIDED_EARLIER.with_values(
            name=name, day=day, on=entry.on, trigger=entry.trigger, number=entry.number
        )


_OTHER_YEAR = say(
    "{name}: {day} is a year or more earlier than {on}, the day of “{trigger}”; with the year {year} it would be "
    "{right}; if that is a slip, correct it: --corrects {number}"
)
_DECIDED_EARLIER = say(
    "{name}: {day} is earlier than {on}, the day of “{trigger}”, although this is done once it is decided; "
    "if it was decided on {day}, correct the day: --on {day} --corrects {number}"
)


def _too_early(entry: Entry, case: Case, cycle: Cycle) -> Iterator[Text]:
    """Yield that something was done before the period that the plan has for it began."""
    opens = case.deadline.opens
    if opens is not None and entry.on < opens and meets_term(entry, case, cycle):
        yield say(
            "{case}: {on} is earlier than {opens}, when the period that the plan has for it begins; "
            "if that is a slip, correct it: --corrects {number}",
            case=str(case.key),
            on=entry.on,
            opens=opens,
            number=entry.number,
        )


def _of_this_year(day: date, on: date) -> date | None:
    """Return the last such day of a later year that is no later than another; None where there is none."""
    return next((right for right in in_years(day, (on.year, on.year - 1)) if day < right <= on), None)


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


def _counts_for_others(name: str, event: Event, cycle: Cycle) -> bool:
    """Whether the term of another event counts from a date that an event asks for."""
    anchors = (other.anchor for other in cycle.events if other is not event)
    return any(one.event == event.number and name in one.data for one in anchors if one is not None)


def _aims_at(other: Event, event: Event, name: str) -> bool:
    return other.target is not None and (other.target.event, other.target.data) == (event.number, name)


def _is_due_before(other: Event, event: Event, name: str) -> bool:
    anchor = other.anchor
    if anchor is None or (anchor.event or other.number) != event.number or name not in anchor.data:
        return False
    return any(getattr(term.reading, "direction", None) == "before" for term in other.terms)
