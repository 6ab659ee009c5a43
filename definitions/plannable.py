"""Which phrases a control event can follow: one date or window each, and everything that the phrase says."""

from __future__ import annotations

from calendars.saying import Text, say
from definitions.phrases import External, Fixed, Offset, OnReceipt, Reading, Window


def unplannable(reading: Reading) -> Text | None:
    """Say why a reading gives no single deadline that a case could have; None when it can.

    What a control event cannot take into account is refused, never left out.
    """
    match reading:
        case Fixed():
            why = (
                _no_last_day(reading.bound)
                or _no_year(reading)
                or _unused(reading, "dates", "time", "detail", "cap")
            )
        case Window():
            why = _no_year(reading) or _unused(reading, "time", "detail", "parts")
        case Offset():
            why = _no_last_day(reading.bound) or _uncountable(reading)
        case OnReceipt():
            why = _counted(reading) or (unplannable(reading.cap) if reading.cap is not None else None)
        case External():
            why = _unused(reading, "cap")
        case _:
            why = say("the phrase is understood, but a control event needs a single date or window")
    return why


def last_year(reading: Reading) -> int | None:
    """Return the year in which a phrase with dates of its own ends; None where it has none."""
    match reading:
        case Fixed() | Window():
            return reading.end.year if reading.end is not None else None
        case OnReceipt() if reading.cap is not None:
            return last_year(reading.cap)
        case _:
            return None


_NOT_YET = say("the phrase is understood, but a control event cannot follow all of it yet")


def _no_last_day(bound: str) -> Text | None:
    if bound in ("latest", "point"):
        return None
    return say("the phrase is understood, but it names no last day")


def _no_year(reading: Fixed | Window) -> Text | None:
    complete = reading.end is not None and reading.end.year is not None and reading.year_relative is None
    return None if complete else say("the phrase names no year: write the date with its year")


def _unused(reading: Reading, *names: str) -> Text | None:
    return _NOT_YET if any(getattr(reading, name) for name in names) else None


def _counted(reading: OnReceipt) -> Text | None:
    return None if reading.n in (None, 0) else _NOT_YET


def _uncountable(reading: Offset) -> Text | None:
    if reading.n is None or reading.n != int(reading.n) or reading.unit not in _UNITS:
        return _NOT_YET
    if reading.n > _MOST:
        return say("the term is longer than any calendar: {n}", n=int(reading.n))
    return _unused(reading, "detail", "time", "cap", "parts", "exception")


_UNITS = ("working_day", "calendar_day", "week", "month", "year")
_MOST = 5000  # years, the longest unit, still end before the year 9999
