"""Which day a deadline falls on: a reading, the definition's roll and a calendar in, dates and the reasons out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from calendars import (
    Calendar,
    Convention,
    add,
    add_calendar_days,
    add_months,
    explain_add,
    explain_roll,
    roll,
)
from calendars.saying import Text, say
from definitions.model import Event, Roll
from definitions.phrases import Fixed, Offset, OnReceipt, Reading, Window, YearDay


@dataclass(frozen=True)
class Deadline:
    """The dates of one case and why: `planned` as the plan says it, `due` after rolling (last day in time).

    `provisional` names the years whose calendar is not final; `waits` says what is missing while there is no date.
    """

    opens: date | None = None
    planned: date | None = None
    due: date | None = None
    provisional: tuple[int, ...] = ()
    waits: Text | None = None
    steps: tuple[Text, ...] = ()


def deadline(event: Event, rule: Roll, calendar: Calendar, anchor_on: date | None = None) -> Deadline:
    """Return the deadline of an event whose anchor fell on `anchor_on` (None: not yet known).

    Raises CalendarError where the date leaves the years the calendar knows.
    """
    said = say("the plan says: “{phrase}”", phrase=event.phrase)
    found = _planned(event.reading, calendar, anchor_on)
    found = replace(found, steps=(said, *found.steps))
    return _rolled(found, *_convention(event.reading, rule), rule, calendar)


def set_by_hand(day: date, basis: str, rule: Roll, calendar: Calendar) -> Deadline:
    """Return the deadline of a case whose date was set in the journal, with the document it rests on."""
    said = say("the date {day} was set on the basis of: {basis}", day=day, basis=basis or "—")
    return _rolled(Deadline(planned=day, steps=(said,)), rule.dates, "dates", rule, calendar)


# The plan's own date -------------------------------------------------------------------------------------


def _planned(reading: Reading, calendar: Calendar, anchor_on: date | None) -> Deadline:
    match reading:
        case Fixed() | Window():
            return _dated(reading)
        case OnReceipt():
            return _on_receipt(reading, calendar, anchor_on)
        case Offset():
            return _offset(reading, calendar, anchor_on)
        case _:
            return _waiting(getattr(reading, "anchor", None))


def _waiting(anchor: str | None) -> Deadline:
    waits = say("no date of its own yet; waits for: {anchor}", anchor=anchor or "—")
    return Deadline(waits=waits, steps=(waits,))


def _dated(reading: Fixed | Window) -> Deadline:
    last = _last(reading)
    opens = _day(reading.start) if isinstance(reading, Window) else None
    if last is None:
        return _waiting(None)
    if opens is not None:
        step = say("a window from {opens} to {last}", opens=opens, last=last)
    elif _is_window(reading):
        step = say("the last day before the month named is {last}", last=last)
    else:
        step = say("the date is {last}", last=last)
    return Deadline(opens, last, steps=(step,))


def _on_receipt(reading: OnReceipt, calendar: Calendar, anchor_on: date | None) -> Deadline:
    capped = (
        _planned(reading.cap, calendar, anchor_on) if reading.cap is not None else _waiting(reading.anchor)
    )
    if anchor_on is None:
        return replace(capped, waits=say("opens when this comes: {anchor}", anchor=reading.anchor))
    came = say("“{anchor}” came on {day}", anchor=reading.anchor, day=anchor_on)
    if reading.cap is None:
        return Deadline(anchor_on, anchor_on, steps=(came,))
    return replace(capped, opens=anchor_on, waits=None, steps=(came, *capped.steps))


def _offset(reading: Offset, calendar: Calendar, anchor_on: date | None) -> Deadline:
    if anchor_on is None or reading.n is None or reading.unit is None:
        return _waiting(reading.anchor)
    count = int(reading.n) if reading.direction == "after" else -int(reading.n)
    came = say("counted from “{anchor}”: {day}", anchor=reading.anchor or "—", day=anchor_on)
    planned, provisional, steps = _ADDERS[reading.unit](calendar, anchor_on, count)
    return Deadline(None, planned, provisional=provisional, steps=(came, *steps))


_Added = tuple[date, tuple[int, ...], tuple[Text, ...]]


def _add_working(calendar: Calendar, start: date, count: int) -> _Added:
    result = add(calendar, start, count)
    return result.date, result.provisional, explain_add(calendar, start, count)


def _add_days(_: Calendar, start: date, count: int) -> _Added:
    day = add_calendar_days(start, count)
    return day, (), (say("{count} calendar days, the first day not counted: {day}", count=count, day=day),)


def _add_weeks(calendar: Calendar, start: date, count: int) -> _Added:
    return _add_days(calendar, start, 7 * count)


def _add_months(_: Calendar, start: date, count: int) -> _Added:
    day = add_months(start, count)
    return day, (), (say("{count} months: {day}", count=count, day=day),)


def _add_years(calendar: Calendar, start: date, count: int) -> _Added:
    return _add_months(calendar, start, 12 * count)


_ADDERS = {
    "working_day": _add_working,
    "calendar_day": _add_days,
    "week": _add_weeks,
    "month": _add_months,
    "year": _add_years,
}


# Rolling -------------------------------------------------------------------------------------------------


def _convention(reading: Reading, rule: Roll) -> tuple[Convention, str]:
    """Windows have a roll of their own; a term counted backwards rolls only backwards."""
    if _is_window(reading):
        return rule.windows, "windows"
    backwards = isinstance(reading, Offset) and reading.direction == "before"
    return ("preceding" if backwards and rule.dates != "none" else rule.dates), "dates"


def _rolled(found: Deadline, convention: Convention, kind: str, rule: Roll, calendar: Calendar) -> Deadline:
    if found.planned is None:
        return found
    result = roll(calendar, found.planned, convention)
    provisional = tuple(sorted({*found.provisional, *result.provisional}))
    steps = found.steps
    if not calendar.is_working(found.planned):
        steps += (*explain_roll(calendar, found.planned, convention), _chosen(convention, kind, rule))
    steps += (say("the last day in time is {due}", due=result.date),)
    if provisional:
        steps += (say("provisional: the calendar of {years} is not final", years=provisional),)
    return replace(found, due=result.date, provisional=provisional, steps=steps)


def _chosen(convention: Convention, kind: str, rule: Roll) -> Text:
    who = rule.decided_by if kind == "dates" else rule.windows_decided_by or rule.decided_by
    return _CHOSEN[kind, convention != "none"].with_values(who=who)


_CHOSEN = {
    ("dates", True): say("rule of the definition: a date on a non-working day moves; decided by: {who}"),
    ("dates", False): say("rule of the definition: a date on a non-working day stays; decided by: {who}"),
    ("windows", True): say(
        "rule of the definition: a window ending on a non-working day moves; decided by: {who}"
    ),
    ("windows", False): say(
        "rule of the definition: a window ending on a non-working day stays; decided by: {who}"
    ),
}


def _is_window(reading: Reading) -> bool:
    if isinstance(reading, OnReceipt):
        return reading.cap is not None and _is_window(reading.cap)
    return isinstance(reading, Window) or (isinstance(reading, Fixed) and reading.whole_months)


def _last(reading: Fixed | Window) -> date | None:
    return _day(reading.end)


def _day(day: YearDay | None) -> date | None:
    if day is None or day.year is None:
        return None
    return date(day.year, day.month, day.day)
