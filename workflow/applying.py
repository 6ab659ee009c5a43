"""Why a case does not apply: the event that decided it, or that it was due before whom it is about took part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from calendars.saying import Text, say
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CaseKey
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


def joined_with(cycle: Cycle, key: CaseKey) -> set[str]:
    """Return who joined with the version that has a case first."""
    changes = cycle.origin(key).changes
    return {change.participant.name for change in changes if change.participant is not None}
