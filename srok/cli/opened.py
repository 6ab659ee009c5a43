"""What the commands that work on a database share: opening it, and what time it is there."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from calendars import load_calendar
from calendars.errors import InputError
from calendars.saying import say
from srok import clock, settings
from srok.cli.common import moment
from srok.cli.options import CycleName, EventNumber, Now
from srok.store import cycles, facts
from srok.store.database import Database
from workflow import Cycle

__all__ = ["CycleName", "EventNumber", "Now", "cycle_of", "database", "present"]


def database(*, create: bool = False) -> Database:
    """Open the database that the settings name; only the commands that begin something make a new one."""
    return Database(settings.load().database_url, create=create)


def present(opened: Database, told: str | None, zone: tzinfo | None = None) -> datetime:
    """Return what time it is: told on a virtual clock, else where that clock stands, else the real moment.

    A moment told without its offset is by the clock of `zone`, else by that of the cycles in the database.
    """
    with opened.read() as session:
        virtual, stands = facts.clock(session)
        if told is None:
            return stands if virtual and stands is not None else clock.now()
        names = cycles.names(session)
        if names and not virtual:
            raise InputError(
                say(
                    "this database lives on the real clock and cannot be told what time it is; "
                    "a rehearsal begins with start --now"
                )
            )
        zones = {cycles.load(session, name).definition.timezone for name in names} if zone is None else set()
    found = moment(told, zone or (ZoneInfo(zones.pop()) if len(zones) == 1 else None))
    if found.tzinfo is None and zones:
        raise InputError(
            say(
                "the cycles of this database live by different clocks ({zones}): "
                "give the moment with its offset, like 2016-09-14T10:00+07:00",
                zones=tuple(sorted(zones)),
            )
        )
    _check_within_calendar(found)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _check_within_calendar(told: datetime) -> None:
    """Refuse a moment of no year that a calendar knows: a clock that stands there could never be put right."""
    calendar = load_calendar()
    if not calendar.first <= told.date() <= calendar.last:
        raise InputError(
            say(
                "{day} lies outside the calendar, which goes from {first} to {last}: check the year of --now",
                day=told.date(),
                first=calendar.first,
                last=calendar.last,
            )
        )


def cycle_of(opened: Database, name: str) -> Cycle:
    """Return a cycle; raises InputError for one that is not known."""
    with opened.read() as session:
        return cycles.load(session, name)
