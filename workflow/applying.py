"""Why a case does not apply, by the event that decided it or who took part then; and what comes before its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from calendars.saying import Text, say
from definitions import Period, period
from workflow.acts import meets_term
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry
from workflow.rows import term_of
from workflow.upstream import first_deadline, input_number, latest


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


def before_its_period(entry: Entry, case: Case, cycle: Cycle) -> Iterator[Text]:
    """Say that something was done for a period that had not begun, or materials that sum one up before its end.

    What is due before its period begins may be done before; what has no term by the definition, or one inside the
    period, is done during it.
    """
    own = period(case.key.period)
    ahead = own is not None and (case.due is None or case.due >= own.first)
    if own is not None and ahead and entry.kind == "act" and entry.on < own.first:
        yield _NOT_BEGUN.with_values(on=entry.on, period=own.name, first=own.first, number=entry.number)
    elif meets_term(entry, case, cycle):
        summed = _summed_up(case.key, cycle)
        if summed is not None and entry.on <= summed.last:
            yield _NOT_ENDED.with_values(
                on=entry.on, period=summed.name, last=summed.last, number=entry.number
            )


_NOT_BEGUN = say(
    "{on} is before {period} begins ({first}); if that is a slip, correct it: --corrects {number}"
)
_NOT_ENDED = say(
    "{on} is before the end of the reporting period ({period}, to {last}), and by the definition this is due after "
    "it; if that is a slip, correct it: --corrects {number}"
)


def _summed_up(key: CaseKey, cycle: Cycle) -> Period | None:
    """Return the reporting period after whose end a case is due by the definition's own words; None where it is not.

    A date that somebody set tells nothing of that. Without a row for each period it is the year that is reported on:
    «до 1 июня года, следующего за отчётным».
    """
    planned = first_deadline(cycle, key).planned
    term = term_of(cycle.event_of(key), key)
    own = period(key.period)
    if planned is None or term is None:
        return None
    if own is None and getattr(term.reading, "year_relative", None) == "following_reporting":
        own = period(f"{planned.year - 1:04}")
    return own if own is not None and own.last < planned else None


def joined_with(cycle: Cycle, key: CaseKey) -> set[str]:
    """Return who joined with the version that has a case first."""
    changes = cycle.origin(key).changes
    return {change.participant.name for change in changes if change.participant is not None}
