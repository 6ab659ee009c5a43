"""So long after a day or before it: terms in working days, calendar days, weeks, months, years, hours and minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import TypeVar

from calendars import (
    Calendar,
    add,
    add_calendar_days,
    add_hours,
    add_months,
    day_and_hour,
    end_of_day,
    explain_add,
    explain_roll,
    roll,
)
from calendars.errors import CalendarError
from calendars.saying import Text, say, say_many
from definitions.phrases.readings import Unit

T = TypeVar("T")

_HALF_A_MONTH = 15  # Civil Code, article 192
_MONTHS_IN: dict[str, int] = {"month": 1, "year": 12}
_DAYS_IN: dict[str, int] = {"calendar_day": 1, "week": 7}
_MINUTES_IN: dict[str, int] = {"hour": 60, "minute": 1}


@dataclass(frozen=True)
class Found:
    """A day that was counted to, the years in doubt on the way, and how it was counted.

    `hours`: the term was one of hours or minutes; it ends at that hour, `at`, or with the day.
    """

    day: date
    provisional: tuple[int, ...] = ()
    steps: tuple[Text, ...] = ()
    hours: bool = False
    at: time | None = None


def countable(n: float, unit: Unit) -> bool:
    """Say whether a term of that length can be counted: whole days and minutes, and months by halves."""
    if unit in _MONTHS_IN:
        return 2 * n * _MONTHS_IN[unit] % 1 == 0
    return n * (_DAYS_IN | _MINUTES_IN).get(unit, 1) % 1 == 0


def in_hours(unit: Unit | None) -> bool:
    """Say whether a term in that unit looks at the clock."""
    return unit in _MINUTES_IN


def count_days(calendar: Calendar, start: date, n: float, unit: Unit, *, back: bool) -> Found:
    """Return the day so many units after `start` or `back` from it; the start is not counted.

    CalendarError where that leaves the years the calendar knows.
    """
    if unit in _MONTHS_IN:
        return _months(calendar, start, n * _MONTHS_IN[unit], back=back)
    if unit in _DAYS_IN:
        return _days(calendar, start, round(n * _DAYS_IN[unit]), back=back)
    return _working_days(calendar, start, -int(n) if back else int(n), back=back)


def _working_days(calendar: Calendar, start: date, n: int, *, back: bool) -> Found:
    if n == 0 and back:
        there = roll(calendar, start, "preceding")
        return Found(there.date, there.provisional, explain_roll(calendar, start, "preceding"))
    there = add(calendar, start, n)
    return Found(there.date, there.provisional, explain_add(calendar, start, n))


def _days(calendar: Calendar, start: date, n: int, *, back: bool) -> Found:
    day = within(calendar, lambda: add_calendar_days(start, -n if back else n))
    if back:
        step = say_many(
            "{number} calendar day back from {start}, which is not counted itself: {day}",
            "{number} calendar days back from {start}, which is not counted itself: {day}",
            n,
        )
    else:
        step = say_many(
            "{number} calendar day after {start}, which is not counted itself (Civil Code, article 191): {day}",
            "{number} calendar days after {start}, which is not counted itself (Civil Code, article 191): {day}",
            n,
        )
    return Found(day, steps=(step.with_values(start=start, day=day),))


def _months(calendar: Calendar, start: date, months: float, *, back: bool) -> Found:
    whole, half = int(months), months != int(months)
    day = within(calendar, lambda: add_months(start, -whole if back else whole))
    steps = (_months_said(start, day, whole, back=back), *_clamped(start, day)) if whole or not half else ()
    if half:
        fortnight = _days(calendar, day, _HALF_A_MONTH, back=back)
        day = fortnight.day
        steps += (say("half a month is 15 days (Civil Code, article 192)"), *fortnight.steps)
    return Found(day, steps=steps)


def _months_said(start: date, day: date, n: int, *, back: bool) -> Text:
    if back:
        text = say_many(
            "{number} month back from {start}: {day}", "{number} months back from {start}: {day}", n
        )
    else:
        text = say_many("{number} month after {start}: {day}", "{number} months after {start}: {day}", n)
    return text.with_values(start=start, day=day)


def _clamped(start: date, day: date) -> tuple[Text, ...]:
    if day.day == start.day:
        return ()
    return (
        say(
            "that month has no day {number}, so the term ends on its last day (Civil Code, article 192)",
            number=start.day,
        ),
    )


def count_hours(
    calendar: Calendar, start: date | datetime, n: float, unit: Unit, zone: tzinfo | None, *, back: bool
) -> Found:
    """Return when a term in hours or minutes ends, by the clock of `zone`, days off included.

    From a day whose hour is not known it counts from that day's end, which favours whoever has to act.
    """
    clock = zone or (start.tzinfo if isinstance(start, datetime) else None) or UTC
    length = n * _MINUTES_IN[unit] / 60 * (-1 if back else 1)

    def reach() -> datetime:
        begins = start if isinstance(start, datetime) else end_of_day(start, clock)
        return add_hours(begins, length).astimezone(clock)

    day, at = day_and_hour(within(calendar, reach))
    known = isinstance(start, datetime)
    shown = start.astimezone(clock) if isinstance(start, datetime) else start
    said = _HOURS_SAID[known, back].with_values(amount=_amount(n, unit), start=shown)
    return Found(day, steps=(said,), hours=True, at=at)


_HOURS_SAID = {
    (True, False): say("{amount} from {start}, days off included"),
    (True, True): say("{amount} back from {start}, days off included"),
    (False, False): say("the hour is not known: {amount} from the end of {start}, days off included"),
    (False, True): say("the hour is not known: {amount} back from the end of {start}, days off included"),
}


def _amount(n: float, unit: Unit) -> Text:
    if unit == "hour" and n % 1 == 0:
        return say_many("{number} hour", "{number} hours", int(n))
    return say_many("{number} minute", "{number} minutes", round(n * _MINUTES_IN[unit]))


def within(calendar: Calendar, count: Callable[[], T]) -> T:
    """Return what `count` reaches; CalendarError where it leaves the years that any calendar could have."""
    try:
        return count()
    except (OverflowError, ValueError):
        raise CalendarError(
            say(
                "The term leaves the years that the calendar “{calendar}” knows, from {first} to {last}: "
                "check the date that it counts from, and its length.",
                calendar=calendar.name,
                first=calendar.first,
                last=calendar.last,
            )
        ) from None
