"""Which reminder a case calls for, and when time alone changes something next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import merge
from itertools import groupby, takewhile
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

#: Of several reminders of one day the last of these is the one to be told.
_URGENCY: tuple[RungKind, ...] = ("ahead", "moved", "opened", "today", "overdue")


@dataclass(frozen=True)
class Rung:
    """One reminder of the ladder: the day it belongs to, its kind, and a name that is unique for a due date."""

    day: date
    kind: RungKind
    name: str


@dataclass(frozen=True)
class Ladder:
    """What one recipient is told of a case: by which reminders, and whether a moved date is told too."""

    reminders: tuple[Reminders, ...]
    moves: bool = True

    def __or__(self, other: Ladder) -> Ladder:
        """Return the ladder that has the rungs of both."""
        both = dict.fromkeys(self.reminders + other.reminders)
        return Ladder(tuple(both), self.moves or other.moves)


def rungs(case: Case, ladder: Ladder, calendar: Calendar) -> Iterator[Rung]:
    """Yield the reminders of a case in the order of their days, each once; those after the due date never end.

    Of several on one day the most urgent comes last. A day of the ladder is counted in working days before the due
    date. Where the due date is not a working day, the reminder of the day itself goes out on the last working day
    before it.
    """
    if case.due is None:
        return
    moved_on = case.moved_on if ladder.moves else None
    parts: list[Iterable[Rung]] = [[Rung(moved_on, "moved", "moved")]] if moved_on else []
    for reminders in ladder.reminders:
        parts.append(_before(case, case.due, reminders, calendar))
        parts.append(_overdue(case.due, reminders, calendar))
    for rung, _ in groupby(merge(*parts, key=_order)):
        if moved_on is None or not _told_by_move(rung, moved_on):
            yield rung


def _order(rung: Rung) -> tuple[date, int, str]:
    return rung.day, _URGENCY.index(rung.kind), rung.name


def _told_by_move(rung: Rung, moved_on: date) -> bool:
    """Whether the notice of a move says this too: what lay before its day, and that day's reminders of the date."""
    on_its_day = rung.day == moved_on and rung.kind not in ("moved", "opened")
    return rung.day < moved_on or on_its_day


def _before(case: Case, due: date, reminders: Reminders, calendar: Calendar) -> list[Rung]:
    """Return the reminders that do not repeat, in order: before the due date, on it, and of what has begun."""
    ahead = {
        Rung(day, "ahead", f"ahead:{n}")
        for n in reminders.days_before
        if n > 0 and (day := _working(calendar, due, -n))
    }
    if reminders.on_the_day:
        last = roll(calendar, due, "preceding").date
        ahead = {rung for rung in ahead if rung.day != last}
        ahead.add(Rung(last, "today" if last == due else "ahead", "today"))
    if reminders.at_once:
        ahead.add(Rung(case.stays[-1].since, "opened", f"opened:{len(case.stays)}"))
    return sorted(ahead, key=_order)


def _working(calendar: Calendar, start: date, n: int) -> date | None:
    """Return the day `n` working days away; None where the calendar ends before it: no reminder then."""
    try:
        return add(calendar, start, n).date
    except CalendarError:
        return None


def _overdue(due: date, reminders: Reminders, calendar: Calendar) -> Iterator[Rung]:
    """Yield the reminders of a delay: named by their days, for two ladders may begin and repeat differently."""
    first = _working(calendar, due, reminders.overdue_after) if reminders.overdue_after else None
    if first is None:
        return
    yield Rung(first, "overdue", f"overdue:{first}")
    again, end = first, calendar.last - timedelta(days=30)
    while reminders.overdue_every and (again := add_calendar_days(again, reminders.overdue_every)) <= end:
        day = roll(calendar, again, "following").date
        yield Rung(day, "overdue", f"overdue:{day}")


def wanted(case: Case) -> bool:
    """Whether a case calls for reminders at all: open, dated, and what it answers to has come."""
    return case.open and case.due is not None and case.waits_for is None


def current(case: Case, ladder: Ladder, calendar: Calendar, since: date, today: date) -> tuple[Rung, ...]:
    """Return the reminders that make sense today: those of the latest day that has come, the most urgent last.

    Nothing is said about what was past when the cycle started (`since`).
    """
    if not wanted(case) or case.due is None or case.due < since:
        return ()
    come = takewhile(lambda rung: rung.day <= today, rungs(case, ladder, calendar))
    latest: tuple[Rung, ...] = ()
    for day, same in groupby(come, key=lambda rung: rung.day):
        if day >= since:
            latest = tuple(same)
    return latest


def following(case: Case, ladder: Ladder, calendar: Calendar, since: date, today: date) -> Rung | None:
    """Return the first reminder after today."""
    if not wanted(case) or case.due is None or case.due < since:
        return None
    return next((rung for rung in rungs(case, ladder, calendar) if rung.day > max(today, since)), None)


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
