"""From which day a term counts: the reporting period of the case, or the day its anchor counts as having come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from calendars import Calendar, day_counted, roll
from calendars.saying import Text, say
from definitions.deadline_given import Given
from definitions.periods import Period


@dataclass(frozen=True)
class Start:
    """The day that a term counts from, the moment where it is known, and why that day."""

    day: date
    moment: datetime | None = None
    period: Period | None = None
    forecast: bool = False
    provisional: tuple[int, ...] = ()
    steps: tuple[Text, ...] = ()


def start_of_term(
    anchor: str | None, given: Given, calendar: Calendar, *, of_period: bool, back: bool
) -> Start | None:
    """Return the day a term counts from, or None while that is not known; the cut-off hour is not for terms `back`.

    CalendarError where the cut-off needs a day that the calendar does not know.
    """
    if of_period and given.period is not None:
        return _of_period(given.period, begins=_means_its_beginning(anchor or "", back=back))
    day = given.day
    if day is None:
        return None
    start = Start(day, given.anchor_at, forecast=given.forecast, steps=(_said(anchor, day, given),))
    return start if given.forecast or back else _cut_off(start, given, calendar)


def _means_its_beginning(anchor: str, *, back: bool) -> bool:
    """«Со дня начала отчётного квартала», «за 5 дней до отчётного периода»; «до окончания» is its end all the same."""
    return "начал" in anchor or (back and not re.search("оконч|заверш|истеч|конц", anchor))


def _of_period(period: Period, *, begins: bool) -> Start:
    if begins:
        told = say(
            "counted from the first day of the reporting period, {period}: {day}",
            period=period.name,
            day=period.first,
        )
        return Start(period.first, period=period, steps=(told,))
    told = say(
        "counted from the end of the reporting period, {period}: {day}", period=period.name, day=period.last
    )
    return Start(period.last, period=period, steps=(told,))


def _said(anchor: str | None, day: date, given: Given) -> Text:
    if given.forecast:
        return say(
            "counted from “{anchor}”, which is so far planned for {day}", anchor=anchor or "—", day=day
        )
    if anchor is None:
        return say("counted from {day}", day=day)
    return say("counted from “{anchor}”: {day}", anchor=anchor, day=day)


def _cut_off(start: Start, given: Given, calendar: Calendar) -> Start:
    """Move a day to the working day as of which it counts; without an hour it came in time."""
    if given.cutoff is None:
        return start
    if given.anchor_at is None:
        counted = roll(calendar, start.day, "following")
    else:
        counted = day_counted(calendar, given.anchor_at, given.cutoff)
    if counted.date == start.day:
        return start
    step = say(
        "what comes after {hour} or on a day off counts as having come on the next working day, {day}",
        hour=f"{given.cutoff.at:%H:%M}",
        day=counted.date,
    )
    return Start(counted.date, start.moment, provisional=counted.provisional, steps=(*start.steps, step))
