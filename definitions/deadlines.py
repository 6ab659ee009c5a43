"""Which day a deadline falls on: a reading, the definition's roll and a calendar in, dates and the reasons out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from calendars import Calendar
from calendars.saying import say
from definitions.deadline_given import NOTHING, Deadline, Given, Years
from definitions.deadline_limits import limit_of, opening
from definitions.deadline_roll import Grounds, closing, rolled
from definitions.model_rules import Roll
from definitions.phrases import Compound, OnReceipt, Reading, Recurring, Window, YearDay
from definitions.plannable import gives_last_day, limits, no_last_day, part_for, refused

__all__ = ["Deadline", "Given", "Years", "deadline", "set_by_hand"]


def deadline(
    phrase: str, reading: Reading, rule: Roll, calendar: Calendar, given: Given = NOTHING
) -> Deadline:
    """Return the deadline that a phrase and its reading give for one case, as far as what it counts from is known.

    What cannot be followed says so in `waits`. CalendarError where the date leaves the years the calendar knows.
    """
    said = say("the plan says: “{phrase}”", phrase=phrase)
    periods = [given.period.kind] if given.period else []
    if why := refused(reading, periods, given.years):
        return Deadline(waits=why, steps=(said, why))
    one, known = occurrence(reading, given)
    grounds = Grounds(rule, calendar, known)
    parts = limits(one)
    found = _together([_limit(parts, at, grounds) for at in range(len(parts))])
    waits = found.waits or no_last_day(one)
    return replace(found, waits=waits, steps=(said, *found.steps, *closing(found)))


def set_by_hand(day: date, basis: str, rule: Roll, calendar: Calendar) -> Deadline:
    """Return the deadline of a case whose date was set in the journal, with the document it rests on."""
    said = say("the date {day} was set on the basis of: {basis}", day=day, basis=basis or "—")
    found = rolled(Deadline(planned=day, steps=(said,)), rule.dates, "dates", rule, calendar)
    return replace(found, steps=(*found.steps, *closing(found)))


def occurrence(reading: Reading, given: Given) -> tuple[Reading, Given]:
    """Return what a repeated phrase or a list of periods says about the case's own period, and the years it means."""
    year = given.period.year if given.period else None
    if isinstance(reading, Compound) and given.period:
        return occurrence(part_for(reading, given.period.kind) or reading, given)
    known = replace(given, years=given.years.of_period(year, recurring=isinstance(reading, Recurring)))
    if not isinstance(reading, Recurring) or given.period is None:
        return reading, known
    first, last = (YearDay(day.month, day.day, day.year) for day in (given.period.first, given.period.last))
    return reading.due or Window(first, last), known


# Two limits ----------------------------------------------------------------------------------------------


def _limit(parts: tuple[Reading, ...], at: int, grounds: Grounds) -> Deadline:
    """Work out one limit; what comes as it comes has a day of its own only where no other limit gives one."""
    part = parts[at]
    if isinstance(part, OnReceipt) and part.n is None and any(map(gives_last_day, parts[at + 1 :])):
        return opening(part, grounds)
    return limit_of(part, grounds, added=at > 0)


def _together(found: list[Deadline]) -> Deadline:
    """Return what several limits come to: the earliest last day, the latest first day."""
    if len(found) == 1:
        return found[0]
    dated = [limit for limit in found if limit.due]
    first = min(dated, key=_ends) if dated else Deadline()
    steps = tuple(step for limit in found for step in limit.steps)
    if len(dated) > 1:
        days = tuple(limit.due for limit in dated)
        steps += (say("of the limits {days} the earlier one counts: {due}", days=days, due=first.due),)
    return replace(
        first,
        opens=next((limit.opens for limit in found if limit.opens), None),
        earliest=max((limit.earliest for limit in found if limit.earliest), default=None),
        provisional=tuple(sorted({year for limit in found for year in limit.provisional})),
        forecast=any(limit.forecast for limit in found),
        waits=next((limit.waits for limit in found if limit.waits), None),
        steps=steps,
    )


def _ends(limit: Deadline) -> tuple[date, time]:
    return limit.due or date.max, limit.due_time or time.max
