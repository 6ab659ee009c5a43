"""Why a case does not apply: the event that decided it, or that it was due before whom it is about took part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from calendars.saying import Text, say
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


def joined_with(cycle: Cycle, key: CaseKey) -> set[str]:
    """Return who joined with the version that has a case first."""
    changes = cycle.origin(key).changes
    return {change.participant.name for change in changes if change.participant is not None}
