"""A whole cycle on a virtual clock: the same `record` and `tick` as in earnest, from moment to moment, never asleep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from srok.gather import Post
from srok.material import Material
from srok.scenario import Act
from srok.store import cycles, projection
from srok.store.amending import adopt, unseen
from srok.store.database import Database
from srok.tick import tick
from workflow import Change, Cycle

_STARTS_AT = time(8, 0)
_ENDS_AT = time(20, 0)


@dataclass(frozen=True)
class Played:
    """What came of a simulation."""

    cycle: Cycle
    last: date
    entries: int
    letters: int


def play(
    database: Database, material: Material, post: Post, progress: Callable[[date], None] = lambda _day: None
) -> Played:
    """Start the cycle on a virtual clock and let happen what happens; `progress` is told each day that is reached."""
    span, zone = material.span, ZoneInfo(material.definition.timezone)
    begin, end = datetime.combine(span.first, _STARTS_AT, zone), datetime.combine(span.last, _ENDS_AT, zone)
    cycle = cycles.start(
        database,
        material.definition,
        material.calendar,
        material.participants,
        begin,
        calendars=material.calendars,
        virtual=True,
    )
    numbers: dict[str, int] = {}
    letters = 0
    happens: list[Act | Change] = sorted([*material.acts, *material.changes], key=_moment)
    for now, happening in _moments(database, happens, begin, end):
        progress(now.astimezone(zone).date())
        _adopt(database, cycle.name, (one for one in happening if isinstance(one, Change)))
        if acts := [one for one in happening if isinstance(one, Act)]:
            _record(database, cycle.name, acts, now, numbers)
        if not happening:
            letters += tick(database, now, post).sent
    letters += tick(database, end, post).sent
    progress(span.last)
    with database.read() as session:
        cycle = cycles.load(session, cycle.name)
    return Played(cycle, span.last, len(numbers), letters)


def _moment(one: Act | Change) -> datetime:
    return one.at if isinstance(one, Act) else one.recorded_at


def _moments(
    database: Database, happens: Iterable[Act | Change], begin: datetime, end: datetime
) -> Iterator[tuple[datetime, list[Act | Change]]]:
    """Yield each moment up to the end at which something happens, or (nothing) at which time changes something."""
    now = begin
    for at, together in groupby(happens, key=_moment):
        if at > end:
            break
        for wake in _wakes(database, now, at):
            yield wake, []
        yield at, list(together)
        now = at
    for wake in _wakes(database, now, end):
        yield wake, []


def _wakes(database: Database, now: datetime, before: datetime) -> Iterator[datetime]:
    """Yield the moments at which to tick, from `now` on and earlier than `before`, a minute apart at least."""
    earliest = now
    while True:
        with database.read() as session:
            wake = projection.next_wake(session)
        if wake is None or max(wake, earliest) >= before:
            return
        moment = max(wake, earliest)
        yield moment
        earliest = moment + timedelta(minutes=1)


def _adopt(database: Database, name: str, changes: Iterable[Change]) -> None:
    for change in changes:

        def make(_running: Cycle, stamp: Change, change: Change = change) -> tuple[Change, ...]:
            return (replace(change, number=stamp.number),)

        adopt(database, name, make, change.recorded_at, unseen, on=change.on, basis=change.basis)


def _record(database: Database, name: str, acts: list[Act], now: datetime, numbers: dict[str, int]) -> None:
    wishes = [replace(act.wish, corrects=numbers[act.corrects] if act.corrects else None) for act in acts]
    for wish, recorded in zip(wishes, cycles.record(database, name, wishes, now), strict=True):
        numbers[wish.key] = recorded.entry.number
