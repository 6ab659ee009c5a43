"""What a deadline does on a non-working day, who decided that, and the words that close its explanation."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, TypeAlias

from calendars import Calendar, Convention, explain_roll, roll
from calendars.saying import Text, say
from definitions.deadline_given import Deadline
from definitions.model import Roll

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
    provisional = tuple(sorted({*found.provisional, *result.provisional}))
    steps = found.steps
    if not calendar.is_working(found.planned):
        steps += (*explain_roll(calendar, found.planned, convention), _chosen(convention, kind, rule))
    return replace(found, due=result.date, provisional=provisional, steps=steps)


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
