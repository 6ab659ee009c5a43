"""`srok calendar adopt`: the newest edition of the calendars that a running cycle counts by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from calendars import Calendar, load_calendar
from srok.cli.common import AsJson
from srok.cli.options import Apply, Basis, CycleName, From, Now

if TYPE_CHECKING:
    from workflow import Change, Cycle


def adopt(
    cycle: CycleName,
    on: From = None,
    apply: Apply = False,
    basis: Basis = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What the newest edition of its calendar changes in a running cycle; without --apply nothing is changed."""
    # The database takes half a second to load, and counting days needs none.
    from srok.cli.changing import change  # noqa: PLC0415

    change(cycle, newest, on=on, apply=apply, basis=basis, now=now, as_json=as_json)


def newest(running: Cycle, stamp: Change) -> Iterable[Change]:
    """Return the adoption of what this srok knows of the calendars of a cycle; nothing where that is nothing new."""
    calendar = _newest(running.calendar)
    own = {number: _newest(one) for number, one in running.calendars.items()}
    if calendar is running.calendar and all(own[number] is one for number, one in running.calendars.items()):
        return ()
    return (replace(stamp, calendar=calendar, calendars=own),)


def _newest(calendar: Calendar) -> Calendar:
    found = load_calendar(calendar.name, presidential=calendar.presidential)
    return calendar if found == calendar else found
