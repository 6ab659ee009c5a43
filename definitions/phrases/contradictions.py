"""Refuse two limits that no day can meet together, or that are more than one second limit."""

from __future__ import annotations

from calendars.saying import say
from definitions.phrases.pieces import Amount, FaultError
from definitions.phrases.readings import Fixed, Reading, Span, Unit, YearDay

# The fewest and the most calendar days that a unit takes; a working day may wait for the end of long holidays.
_DAYS: dict[Unit, tuple[float, float]] = {
    "minute": (0, 1 / 1440),
    "hour": (1 / 24, 1 / 24),
    "working_day": (1, 12),
    "calendar_day": (1, 1),
    "week": (7, 7),
    "month": (28, 31),
    "year": (365, 366),
}


def check_amounts(least: Amount, most: Amount, at: Span) -> None:
    """Refuse a range whose least is surely more than its most: «не менее 10 и не более 5 дней»."""
    if least.unit == most.unit:
        impossible = least.n >= most.n
    else:
        impossible = least.n * _DAYS[least.unit][0] > most.n * _DAYS[most.unit][1]
    if impossible:
        raise FaultError(say("the least is not less than the most: no day is in time"), *at)


def check_limits(first: Reading, second: Reading, at: Span) -> None:
    """Refuse a second limit of several dates, or one that ends before the other begins."""
    if isinstance(second, Fixed) and second.dates:
        raise FaultError(say("a second limit is one date: give each date an event of its own"), *at)
    if not (isinstance(first, Fixed) and isinstance(second, Fixed)):
        return
    limits = {limit.bound: limit for limit in (first, second)}
    opens, closes = limits.get("earliest"), limits.get("latest")
    if opens is None or closes is None:
        return
    start, end = opens.start, closes.end
    if start and end and _of_one_year(opens, closes) and _order(start) > _order(end):
        raise FaultError(say("the end comes before the beginning"), *at)


def _of_one_year(one: Fixed, other: Fixed) -> bool:
    return (one.year_relative, one.anchor) == (other.year_relative, other.anchor)


def _order(day: YearDay) -> tuple[int, int, int]:
    return day.year or 0, day.month, day.day
