"""One limit of a deadline, before others are laid beside it: a date, a window, a term, a receipt, another's term."""

from __future__ import annotations

from dataclasses import replace

from calendars.saying import say
from definitions.deadline_dates import day_itself, day_named, fixed, waiting, window
from definitions.deadline_days import counts_from_period, day_in_month, month_of, names_every_year, year_meant
from definitions.deadline_given import Deadline
from definitions.deadline_roll import Grounds, due_on, not_before, years_of
from definitions.deadline_start import Start, start_of_term
from definitions.deadline_terms import Found, count_days, count_hours, in_hours
from definitions.phrases import Detail, External, Fixed, Offset, OnReceipt, Reading, Window
from definitions.phrases.readings import Unit
from definitions.plannable_shapes import span_of_days


def limit_of(reading: Reading, grounds: Grounds, *, added: bool) -> Deadline:
    """Return the dates that one limit gives; `added`: it stands beside another one.

    CalendarError where they leave the years the calendar knows.
    """
    match reading:
        case Fixed():
            return fixed(reading, grounds)
        case Window():
            return window(reading, grounds)
        case Offset():
            return _offset(reading, grounds)
        case OnReceipt():
            return _on_receipt(reading, grounds)
        case External() if added:
            return Deadline(
                steps=(
                    say(
                        "unless “{anchor}” sets another term: that one is set by hand", anchor=reading.anchor
                    ),
                )
            )
        case _:
            return waiting(getattr(reading, "anchor", None))


def _offset(reading: Offset, grounds: Grounds) -> Deadline:
    back = reading.direction == "before"
    start = _start_of(reading, grounds, back=back)
    if start is None:
        return waiting(reading.anchor)
    known = Deadline(forecast=start.forecast, provisional=start.provisional, steps=start.steps)
    if reading.exception:
        apart = say("except {exception}: there the date is set by hand", exception=reading.exception)
        known = replace(known, steps=(*known.steps, apart))
    if reading.bound == "range":
        return _range(reading, known, start, grounds, back=back)
    found = _term(reading, start, grounds, back=back)
    if reading.bound == "earliest":
        return not_before(known, found)
    return due_on(known, found, grounds, "dates", hours=reading.time, back=back)


def _range(reading: Offset, known: Deadline, start: Start, grounds: Grounds, *, back: bool) -> Deadline:
    """From so long after to so long after; the days of a month that a range names are a window."""
    if days := span_of_days(reading):
        first, last = (_in_month(reading, day, start, grounds) for day in days)
        step = say("a window from {opens} to {last}", opens=first.day, last=last.day)
        found = replace(last, steps=(step,), provisional=years_of(first.provisional, last.provisional))
        known = replace(known, opens=first.day)
        return due_on(known, found, grounds, "windows", hours=reading.time, back=back)
    least, most = ((part,) for part in reading.parts)
    known = not_before(known, _counted(least, start, grounds, back=back))
    return due_on(known, _counted(most, start, grounds, back=back), grounds, "dates", back=back)


def _start_of(reading: Offset, grounds: Grounds, *, back: bool) -> Start | None:
    named = reading.anchor_date
    if named is None:
        of_period = counts_from_period(reading)
        return start_of_term(reading.anchor, grounds.given, grounds.calendar, of_period=of_period, back=back)
    if not names_every_year(named) and year_meant(named, grounds.given) is None:
        return None
    day = day_named(named, grounds).day
    return Start(day, steps=(say("counted from {day}", day=day),))


def _term(reading: Offset, start: Start, grounds: Grounds, *, back: bool) -> Found:
    if reading.detail is None:
        return _counted(reading.parts or (reading,), start, grounds, back=back)
    found = _in_month(reading, reading.detail, start, grounds)
    unclear = reading.inclusive is None and reading.bound == "latest" and reading.time is None
    return day_itself(found, grounds) if unclear else found


def _in_month(reading: Offset, detail: Detail, start: Start, grounds: Grounds) -> Found:
    year, month = month_of(reading, detail, start.period or start.day)
    return day_in_month(grounds.calendar, year, month, detail)


def _counted(terms: tuple[Reading, ...], start: Start, grounds: Grounds, *, back: bool) -> Found:
    """Count terms one after another: «1 месяц и 10 дней» is a month, then ten days."""
    found = Found(start.day)
    for term in terms:
        n, unit = _length(term)
        if in_hours(unit):
            since = start.moment or start.day
            return count_hours(grounds.calendar, since, n, unit, grounds.given.zone, back=back)
        more = count_days(grounds.calendar, found.day, n, unit, back=back)
        found = Found(more.day, (*found.provisional, *more.provisional), (*found.steps, *more.steps))
    return found


def _length(term: Reading) -> tuple[float, Unit]:
    """The length of a term that was not refused."""
    if isinstance(term, Offset | OnReceipt) and term.n is not None and term.unit is not None:
        return term.n, term.unit
    raise ValueError(term)


def opening(reading: OnReceipt, grounds: Grounds) -> Deadline:
    """Return on which day something came and may be acted upon; by when is for another limit to say."""
    start = start_of_term(reading.anchor, grounds.given, grounds.calendar, of_period=False, back=False)
    if start is None:
        return Deadline(waits=say("opens when this comes: {anchor}", anchor=reading.anchor or "—"))
    return Deadline(
        opens=start.day, forecast=start.forecast, provisional=start.provisional, steps=start.steps
    )


def _on_receipt(reading: OnReceipt, grounds: Grounds) -> Deadline:
    known = opening(reading, grounds)
    if known.opens is None:
        return known
    start = Start(known.opens, grounds.given.anchor_at)
    found = _counted((reading,), start, grounds, back=False) if reading.n else Found(start.day)
    return due_on(known, found, grounds, "dates")
