"""Which reminder a last day calls for, and when time alone changes something next."""

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
from workflow.watched import Watched

#: Letters leave in working hours of a working day, by the recipient's clock.
OPENS = time(9, 0)
CLOSES = time(18, 0)

RungKind = Literal["inform", "moved", "opened", "ahead", "today", "overdue"]

#: Of several reminders of one day the last of these is the one to be told.
_URGENCY: tuple[RungKind, ...] = ("inform", "ahead", "moved", "opened", "today", "overdue")

#: The name of the reminder by which a copy hears of a day that was past when it became known.
LATE = "late"


@dataclass(frozen=True)
class Rung:
    """One reminder of the ladder: the day it belongs to, its kind, and a name that is unique for a due date."""

    day: date
    kind: RungKind
    name: str


@dataclass(frozen=True)
class Ladder:
    """What one recipient is told of a last day: by which reminders, and whether a moved date is told too.

    Those of `copies` are for whoever only looks on: what was past already when the date became known is not told
    them at once, but once as many days have passed since.
    """

    reminders: tuple[Reminders, ...]
    moves: bool = True
    copies: tuple[Reminders, ...] = ()

    def __or__(self, other: Ladder) -> Ladder:
        """Return the ladder that has the rungs of both."""
        return Ladder(
            tuple(dict.fromkeys(self.reminders + other.reminders)),
            self.moves or other.moves,
            tuple(dict.fromkeys(self.copies + other.copies)),
        )


def rungs(one: Watched, ladder: Ladder, calendar: Calendar) -> Iterator[Rung]:
    """Yield the reminders of a last day in the order of their days, each once; those after it never end.

    Of several on one day the most urgent comes last. A day of the ladder is counted in working days before the due
    date. Where the due date is not a working day, the reminder of the day itself goes out on the last working day
    before it.
    """
    parts: list[Iterable[Rung]] = [[Rung(one.due, "inform", "inform")]] if one.kind == "inform" else []
    if one.kind == "returned":
        parts += (_repeated(one.due, reminders, calendar) for reminders in ladder.reminders)
    for reminders in ladder.reminders:
        parts += _before(one, reminders, calendar), _overdue(one, reminders, calendar, wait=0)
    for reminders in ladder.copies:
        parts += _copied(one, reminders, calendar)
    for rung, _ in groupby(merge(*parts, key=by_urgency)):
        yield rung


def by_urgency(rung: Rung) -> tuple[date, int, str]:
    """Sort reminders by their days, and those of a day by what they call for."""
    return rung.day, _URGENCY.index(rung.kind), rung.name


def _before(one: Watched, reminders: Reminders, calendar: Calendar) -> list[Rung]:
    """Return the reminders that do not repeat, in order: before the due date, on it, and of what has begun."""
    ahead = {
        Rung(day, "ahead", f"ahead:{n}")
        for n in reminders.days_before
        if n > 0 and (day := _working(calendar, one.due, -n))
    }
    if reminders.on_the_day:
        last = roll(calendar, one.due, "preceding").date
        ahead = {rung for rung in ahead if rung.day != last}
        ahead.add(Rung(last, "today" if last == one.due else "ahead", "today"))
    if reminders.at_once:
        ahead.add(Rung(one.since, "opened", f"opened:{one.turn}"))
    return sorted(ahead, key=by_urgency)


def _working(calendar: Calendar, start: date, n: int) -> date | None:
    """Return the day `n` working days away; None where the calendar ends before it: no reminder then."""
    try:
        return add(calendar, start, n).date
    except CalendarError:
        return None


def _overdue(one: Watched, reminders: Reminders, calendar: Calendar, wait: int) -> Iterator[Rung]:
    """Yield the reminders of a delay: named by their days, for two ladders may begin and repeat differently.

    One of a day that was past when the date became known comes so many working days after that; the others count
    from it.
    """
    first = _working(calendar, one.due, reminders.overdue_after) if reminders.overdue_after else None
    if first is not None and one.known_since is not None and first <= one.known_since:
        first = _working(calendar, one.known_since, wait) if wait else one.known_since
    if first is not None:
        yield from _repeated(first, reminders, calendar)


def _repeated(first: date, reminders: Reminders, calendar: Calendar) -> Iterator[Rung]:
    yield Rung(first, "overdue", f"overdue:{first}")
    again, end = first, calendar.last - timedelta(days=30)
    while reminders.overdue_every and (again := add_calendar_days(again, reminders.overdue_every)) <= end:
        day = roll(calendar, again, "following").date
        yield Rung(day, "overdue", f"overdue:{day}")


def _copied(one: Watched, reminders: Reminders, calendar: Calendar) -> tuple[Iterable[Rung], Iterable[Rung]]:
    """Return the reminders of a copy: an escalation waits until whoever owes the case has had time to act."""
    known = one.known_since or date.min
    before = _before(one, reminders, calendar)
    if any(rung.day < known for rung in before):
        day = _working(calendar, known, 1)
        before = [Rung(day, "overdue", LATE)] if day else []
    return before, _overdue(one, reminders, calendar, wait=reminders.overdue_after)


def current(one: Watched, ladder: Ladder, calendar: Calendar, since: date, today: date) -> tuple[Rung, ...]:
    """Return the reminders that make sense today: those of the latest day that has come, the most urgent last.

    Nothing is said about what was past when the cycle started (`since`), unless it became known only later.
    """
    if _was_past(one, since):
        return ()
    come = takewhile(lambda rung: rung.day <= today, rungs(one, ladder, calendar))
    latest: tuple[Rung, ...] = ()
    for day, same in groupby(come, key=lambda rung: rung.day):
        if one.known_since or day >= since:
            latest = tuple(same)
    return latest


def following(one: Watched, ladder: Ladder, calendar: Calendar, since: date, today: date) -> Rung | None:
    """Return the first reminder after today."""
    if _was_past(one, since):
        return None
    return next((rung for rung in rungs(one, ladder, calendar) if rung.day > max(today, since)), None)


def _was_past(one: Watched, since: date) -> bool:
    return one.due < since and one.known_since is None


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
