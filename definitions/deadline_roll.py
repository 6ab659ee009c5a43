"""From a day that was found to the last day in time: its hour, the roll and who chose it, and the closing words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from typing import Literal, TypeAlias

from calendars import Calendar, Convention, explain_roll, roll
from calendars.saying import Text, say
from definitions.deadline_given import Deadline, Given
from definitions.deadline_terms import Found
from definitions.model_rules import Roll


@dataclass(frozen=True)
class Grounds:
    """What every limit of one case is worked out from."""

    rule: Roll
    calendar: Calendar
    given: Given


#: A date and a window have a roll each; a term in hours has none.
Kind: TypeAlias = Literal["dates", "windows"]


def convention_of(kind: Kind, rule: Roll, *, back: bool = False) -> Convention:
    """Return the roll that a definition chose; a term counted backwards rolls only backwards."""
    chosen = rule.dates if kind == "dates" else rule.windows
    return "preceding" if back and chosen != "none" else chosen


def rolled(found: Deadline, convention: Convention, kind: Kind, rule: Roll, calendar: Calendar) -> Deadline:
    """Return the deadline with its last day in time, moved off a non-working day as the definition chose."""
    if found.planned is None:
        return found
    result = roll(calendar, found.planned, convention)
    provisional = years_of(found.provisional, result.provisional)
    steps = found.steps
    if not calendar.is_working(found.planned):
        steps += (*explain_roll(calendar, found.planned, convention), _chosen(convention, kind, rule))
    return replace(found, due=result.date, provisional=provisional, steps=steps)


def not_before(known: Deadline, found: Found) -> Deadline:
    """Put a day that was found into the deadline as its first day; a first day does not roll."""
    steps = (*known.steps, *found.steps, say("not before {day}", day=found.day))
    provisional = years_of(known.provisional, found.provisional)
    return replace(known, opens=found.day, earliest=found.day, provisional=provisional, steps=steps)


def due_on(
    known: Deadline,
    found: Found,
    grounds: Grounds,
    kind: Kind,
    *,
    hours: str | None = None,
    back: bool = False,
) -> Deadline:
    """Put a day that was found into the deadline, with its hour, and roll it; a term in hours runs through days off."""
    opens, closes = (hours or "").rpartition("/")[::2]
    steps = (*known.steps, *found.steps)
    if opens:
        steps += (say("only from {opens} to {closes}", opens=opens, closes=closes),)
    elif closes:
        steps += (say("by {hour} of that day", hour=closes),)
    known = replace(
        known,
        planned=found.day,
        due_time=found.at or (time.fromisoformat(closes) if closes not in ("", "24:00") else None),
        provisional=years_of(known.provisional, found.provisional),
        steps=steps,
    )
    if found.hours:
        grounds.calendar.is_working(found.day)  # CalendarError outside its years
        return replace(known, due=found.day)
    convention = convention_of(kind, grounds.rule, back=back)
    return rolled(known, convention, kind, grounds.rule, grounds.calendar)


def years_of(*provisional: tuple[int, ...]) -> tuple[int, ...]:
    """Join the years in doubt of several results."""
    return tuple(sorted({year for years in provisional for year in years}))


def closing(found: Deadline) -> tuple[Text, ...]:
    """Say when the last moment in time is, and how far that can be relied on."""
    if found.due is None:
        return ()
    steps: tuple[Text, ...] = (_last(found),)
    if found.forecast:
        steps += (say("a forecast: it counts from a day that is itself only planned"),)
    if found.provisional:
        steps += (say("provisional: the calendar of {years} is not final", years=found.provisional),)
    return steps


def _last(found: Deadline) -> Text:
    if found.due_time is None:
        return say("the last day in time is {due}", due=found.due)
    return say("the last moment in time is {due}, {time}", due=found.due, time=f"{found.due_time:%H:%M}")


def _chosen(convention: Convention, kind: Kind, rule: Roll) -> Text:
    who = rule.decided_by if kind == "dates" else rule.windows_decided_by or rule.decided_by
    return _CHOSEN[kind, convention != "none"].with_values(who=who)


_CHOSEN: dict[tuple[Kind, bool], Text] = {
    ("dates", True): say("rule of the definition: a date on a non-working day moves; decided by: {who}"),
    ("dates", False): say("rule of the definition: a date on a non-working day stays; decided by: {who}"),
    ("windows", True): say(
        "rule of the definition: a window ending on a non-working day moves; decided by: {who}"
    ),
    ("windows", False): say(
        "rule of the definition: a window ending on a non-working day stays; decided by: {who}"
    ),
}
