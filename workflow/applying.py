"""Why a case does not apply, by the event that decided it or who took part then; and what comes before its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from calendars.saying import Text, say
from definitions import period
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry
from workflow.upstream import input_number, latest


def why_not_applicable(cycle: Cycle, case: Case, cases: Mapping[CaseKey, Case]) -> Text | None:
    """Say why a case does not apply; None where it does, or may. `cases` are those of the cycle, as far as known."""
    if case.applies != "no":
        return None
    home = cycle.home(case.key)
    event = home.event_of(case.key)
    number = input_number(event)
    above = [cases[key] for key in home.above(case.key, number) if key in cases] if number else []
    if above and all(row.applies == "no" for row in above):
        return say("item {event}, to which it answers, does not apply", event=number)
    if joined_after_due(cycle, case.key, case.due):
        return say(
            "its term, {due}, was over before it joined the cycle, on {day}",
            due=case.due,
            day=cycle.origin(case.key).since,
        )
    if event.only_for is None:
        return None
    decided = [cases[key].actual for key in home.above(case.key, event.only_for.event) if key in cases]
    if day := latest(decided):
        return say("item {event} decided so, on {day}", event=event.only_for.event, day=day)
    return say("item {event} decided so", event=event.only_for.event)


def joined_after_due(cycle: Cycle, key: CaseKey, due: date | None) -> bool:
    """Whether a case was due before the participant that it is about took part."""
    since = cycle.origin(key).since
    return due is not None and due < since and bool(joined_with(cycle, key) & {key.subject, key.agency})


def set_before_joining(cycle: Cycle, entry: Entry, after: Case) -> Iterator[Text]:
    """Say that a term was set which lay before its participant joined; `after` is the case with the entry."""
    if entry.kind == "set_date" and joined_after_due(cycle, after.key, after.due):
        yield say(
            "{case} does not apply: the term, {due}, lies before {day}, when its participant joined, and nobody is "
            "waiting for it; if it is to be done, set that day or a later one",
            case=str(after.key),
            due=after.due,
            day=cycle.origin(after.key).since,
        )


def before_its_period(entry: Entry, case: Case) -> Iterator[Text]:
    """Say that something was done for a reporting period that had not begun, unless it is due before that begins."""
    own = period(case.key.period)
    if own is None or entry.kind != "act" or entry.on >= own.first:
        return
    if case.due is None or case.due >= own.first:
        yield say(
            "{on} is before {period} begins ({first}); if that is a slip, correct it: --corrects {number}",
            on=entry.on,
            period=own.name,
            first=own.first,
            number=entry.number,
        )


def joined_with(cycle: Cycle, key: CaseKey) -> set[str]:
    """Return who joined with the version that has a case first."""
    changes = cycle.origin(key).changes
    return {change.participant.name for change in changes if change.participant is not None}
