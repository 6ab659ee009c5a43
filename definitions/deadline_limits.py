"""One limit of a deadline, before others are laid beside it: a date, a window, a term, a receipt, another's term."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time

from calendars import Calendar, add_calendar_days
from calendars.saying import say
from definitions.deadline_days import counts_from_period, day_in_month, month_of, names_every_year, year_meant
from definitions.deadline_given import Deadline, Given
from definitions.deadline_roll import Kind, convention_of, rolled
from definitions.deadline_start import Start, start_of_term
from definitions.deadline_terms import Found, count_days, count_hours, in_hours, within
from definitions.model import Roll
from definitions.phrases import Detail, External, Fixed, Offset, OnReceipt, Reading, Window, YearDay
from definitions.phrases.readings import Unit


@dataclass(frozen=True)
class Grounds:
    """What every limit of one case is worked out from."""

    rule: Roll
    calendar: Calendar
    given: Given


def limit_of(reading: Reading, grounds: Grounds, *, added: bool) -> Deadline:
    """Return the dates that one limit gives; `added`: it stands beside another one.

    CalendarError where they leave the years the calendar knows.
    """
    match reading:
        case Fixed():
            return _fixed(reading, grounds)
        case Window():
            return _window(reading, grounds)
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
            return _waiting(getattr(reading, "anchor", None))


def _waiting(anchor: str | None) -> Deadline:
    waits = say("no date of its own yet; waits for: {anchor}", anchor=anchor or "—")
    return Deadline(waits=waits, steps=(waits,))


# Dates and windows ---------------------------------------------------------------------------------------


def _fixed(reading: Fixed, grounds: Grounds) -> Deadline:
    if not names_every_year(reading) and year_meant(reading, grounds.given) is None:
        return _waiting(reading.anchor)
    found = _day_of(reading, grounds)
    if reading.bound == "earliest":
        return Deadline(opens=found.day, earliest=found.day, steps=found.steps)
    if reading.inclusive is None and reading.bound == "latest" and not reading.whole_months:
        found = _day_itself(found, grounds)
    first = reading.start if reading.start != reading.end else None
    earliest = _day(first, reading, grounds) if first else None
    start = Deadline(opens=earliest, earliest=earliest)
    return _due(start, found, grounds, "windows" if reading.whole_months else "dates", hours=reading.time)


def _day_of(reading: Fixed, grounds: Grounds) -> Found:
    if reading.detail is not None:
        return _counted_in_year(reading, reading.detail, grounds)
    named = (reading.start or reading.end) if reading.bound == "earliest" else (reading.end or reading.start)
    day = _day(named, reading, grounds)
    if reading.bound == "earliest":
        return Found(day, steps=(say("not before {day}", day=day),))
    if reading.whole_months and reading.inclusive is False:
        return Found(day, steps=(say("the last day before the month named is {last}", last=day),))
    return Found(day, steps=(say("the date is {last}", last=day),))


def _window(reading: Window, grounds: Grounds) -> Deadline:
    if not names_every_year(reading) and year_meant(reading, grounds.given) is None:
        return _waiting(reading.anchor)
    if reading.detail is not None:
        found = _counted_in_year(reading, reading.detail, grounds)
        opens: date | None = found.day.replace(day=1)
    else:
        found = Found(_day(reading.end, reading, grounds))
        opens = _day(reading.start, reading, grounds) if reading.start else None
    if reading.doubt == "until" and found.day != opens:
        found = _day_itself(found, grounds)
    if opens is not None:
        found = replace(
            found, steps=(*found.steps, say("a window from {opens} to {last}", opens=opens, last=found.day))
        )
    return _due(Deadline(opens=opens), found, grounds, "windows", hours=reading.time)


def _counted_in_year(reading: Fixed | Window, detail: Detail, grounds: Grounds) -> Found:
    year = year_meant(reading, grounds.given)
    return day_in_month(grounds.calendar, year or 0, detail.month or 1, detail)


def _day(day: YearDay | None, reading: Fixed | Window, grounds: Grounds) -> date:
    """Return a day that a reading names; the year is known, and the day was not refused."""
    if day is None:
        raise ValueError(reading)
    year = day.year if day.year is not None else year_meant(reading, grounds.given) or 0
    return within(grounds.calendar, lambda: date(year, day.month, day.day))


def _day_itself(found: Found, grounds: Grounds) -> Found:
    """«До 1 декабря»: whether that day is still in time is the definition's choice."""
    if grounds.given.inclusive:
        return found
    day = within(grounds.calendar, lambda: add_calendar_days(found.day, -1))
    return replace(
        found,
        day=day,
        steps=(*found.steps, say("rule of the definition: “до” leaves out the day itself: {day}", day=day)),
    )


# Terms ---------------------------------------------------------------------------------------------------


def _offset(reading: Offset, grounds: Grounds) -> Deadline:
    back, of_period = reading.direction == "before", counts_from_period(reading)
    start = start_of_term(reading.anchor, grounds.given, grounds.calendar, of_period=of_period, back=back)
    if start is None:
        return _waiting(reading.anchor)
    known = Deadline(forecast=start.forecast, provisional=start.provisional, steps=start.steps)
    if reading.exception:
        apart = say("except {exception}: there the date is set by hand", exception=reading.exception)
        known = replace(known, steps=(*known.steps, apart))
    if reading.bound == "range":
        least, most = ((part,) for part in reading.parts)
        known = _not_before(known, _counted(least, start, grounds, back=back))
        return _due(known, _counted(most, start, grounds, back=back), grounds, "dates", back=back)
    found = _term(reading, start, grounds, back=back)
    if reading.bound == "earliest":
        return _not_before(known, found)
    return _due(known, found, grounds, "dates", hours=reading.time, back=back)


def _term(reading: Offset, start: Start, grounds: Grounds, *, back: bool) -> Found:
    if reading.detail is None:
        return _counted(reading.parts or (reading,), start, grounds, back=back)
    year, month = month_of(reading, reading.detail, start.period or start.day)
    found = day_in_month(grounds.calendar, year, month, reading.detail)
    unclear = reading.inclusive is None and reading.bound == "latest"
    return _day_itself(found, grounds) if unclear else found


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


def _on_receipt(reading: OnReceipt, grounds: Grounds) -> Deadline:
    start = start_of_term(reading.anchor, grounds.given, grounds.calendar, of_period=False, back=False)
    if start is None:
        return Deadline(waits=say("opens when this comes: {anchor}", anchor=reading.anchor or "—"))
    known = Deadline(
        opens=start.day, forecast=start.forecast, provisional=start.provisional, steps=start.steps
    )
    found = Found(start.day) if not reading.n else _counted((reading,), start, grounds, back=False)
    return _due(known, found, grounds, "dates")


# Into dates ----------------------------------------------------------------------------------------------


def _not_before(known: Deadline, found: Found) -> Deadline:
    steps = (*known.steps, *found.steps, say("not before {day}", day=found.day))
    provisional = _years(known.provisional, found.provisional)
    return replace(known, opens=found.day, earliest=found.day, provisional=provisional, steps=steps)


def _due(
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
    known = replace(
        known,
        planned=found.day,
        due_time=found.at or (time.fromisoformat(closes) if closes not in ("", "24:00") else None),
        provisional=_years(known.provisional, found.provisional),
        steps=steps,
    )
    if found.hours:
        grounds.calendar.is_working(found.day)  # CalendarError outside its years
        return replace(known, due=found.day)
    convention = convention_of(kind, grounds.rule, back=back)
    return rolled(known, convention, kind, grounds.rule, grounds.calendar)


def _years(*provisional: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({year for years in provisional for year in years}))
