"""Which reminder a case calls for, and when time alone changes something next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Literal
from zoneinfo import ZoneInfo

from calendars import Calendar, add, add_calendar_days, roll
from calendars.errors import CalendarError
from definitions import Reminders
from workflow.cases import Case

#: Letters leave in working hours of a working day, by the recipient's clock.
OPENS = time(9, 0)
CLOSES = time(18, 0)

RungKind = Literal["moved", "opened", "ahead", "today", "overdue"]


@dataclass(frozen=True)
class Rung:
    """One reminder of the ladder: the day it belongs to, its kind, and a name that is unique for a due date."""

    day: date
    kind: RungKind
    name: str


def rungs(case: Case, reminders: Reminders, calendar: Calendar) -> Iterator[Rung]:
    """Yield the reminders of a case in the order of their days; those after the due date never end.

    A day of the ladder is counted in working days before the due date. Where the due date is not a working day, the
    reminder of the day itself goes out on the last working day before it.
    """
    if case.due is None:
        return
    ahead = {
        Rung(day, "ahead", f"ahead:{n}")
        for n in reminders.days_before
        if n > 0 and (day := _working(calendar, case.due, -n))
    }
    if reminders.on_the_day:
        last = roll(calendar, case.due, "preceding").date
        ahead = {rung for rung in ahead if rung.day != last}
        ahead.add(Rung(last, "today" if last == case.due else "ahead", "today"))
    if reminders.at_once:
        ahead.add(Rung(case.stays[-1].since, "opened", f"opened:{len(case.stays)}"))
    before = sorted(ahead, key=lambda rung: rung.day)
    if case.moved_on is not None:
        yield Rung(case.moved_on, "moved", "moved")
    for rung in chain(before, _overdue(case.due, reminders, calendar)):
        # What lay before the day of the move is said by the notice of the move itself.
        if case.moved_on is None or rung.day > case.moved_on:
            yield rung


def _working(calendar: Calendar, start: date, n: int) -> date | None:
    """Return the day `n` working days away; None where the calendar ends before it: no reminder then."""
    try:
        return add(calendar, start, n).date
    except CalendarError:
        return None


def _overdue(due: date, reminders: Reminders, calendar: Calendar) -> Iterator[Rung]:
    first = _working(calendar, due, reminders.overdue_after) if reminders.overdue_after else None
    if first is None:
        return
    yield Rung(first, "overdue", "overdue:0")
    if not reminders.overdue_every:
        return
    number = 1
    while True:
        again = add_calendar_days(first, number * reminders.overdue_every)
        if again > calendar.last - timedelta(days=30):
            return
        yield Rung(roll(calendar, again, "following").date, "overdue", f"overdue:{number}")
        number += 1


def wanted(case: Case) -> bool:
    """Whether a case calls for reminders at all: open, dated, and what it answers to has come."""
    return case.open and case.due is not None and case.waits_for is None


def current(case: Case, reminders: Reminders, calendar: Calendar, since: date, today: date) -> Rung | None:
    """Return the one reminder that makes sense today: the latest whose day has come.

    Nothing is said about what was past when the cycle started (`since`).
    """
    if not wanted(case) or case.due is None or case.due < since:
        return None
    latest = None
    for rung in rungs(case, reminders, calendar):
        if rung.day > today:
            break
        if rung.day >= since:
            latest = rung
    return latest


def following(case: Case, reminders: Reminders, calendar: Calendar, since: date, today: date) -> Rung | None:
    """Return the first reminder after today."""
    if not wanted(case) or case.due is None or case.due < since:
        return None
    return next((rung for rung in rungs(case, reminders, calendar) if rung.day > max(today, since)), None)


def leaving(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment at which the letters of a day leave."""
    return datetime.combine(day, OPENS, zone)


def may_leave(now: datetime, zone: ZoneInfo, calendar: Calendar) -> bool:
    """Whether a letter may leave at this moment: working hours of a working day by that clock."""
    local = now.astimezone(zone)
    return calendar.is_working(local.date()) and OPENS <= local.time() < CLOSES


def next_leaving(now: datetime, zone: ZoneInfo, calendar: Calendar) -> datetime:
    """Return the first moment from `now` on at which a letter may leave."""
    if may_leave(now, zone, calendar):
        return now
    local = now.astimezone(zone)
    day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
    return leaving(roll(calendar, day, "following").date, zone)
