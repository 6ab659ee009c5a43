"""What is due of a case and when to look again, where the calendar may end: beyond its last year nothing is known."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import notifications
from calendars.errors import CalendarError
from notifications import Saying, Told
from workflow import Case, Cycle, Participant


def reachable(cycle: Cycle, recipient: Participant, now: datetime) -> bool:
    """Whether a letter to a recipient may leave now; which days work after the calendar's end nobody knows."""
    try:
        return notifications.reachable(cycle, recipient, now)
    except CalendarError:
        return False


def sayings(
    cycle: Cycle, case: Case, recipient: Participant, now: datetime, told: Collection[Told]
) -> list[Saying]:
    """Return what a recipient is to be told of a case now: nothing where there is nothing new."""
    try:
        return notifications.sayings(cycle, case, recipient, now, told)
    except CalendarError:
        return []


def next_look(
    cycle: Cycle,
    case: Case,
    now: datetime,
    told: Collection[Told],
    served: Collection[str],
    *,
    refused: Collection[str] = (),
) -> datetime | None:
    """Return the next moment at which time alone changes something for a case; None if the calendar ends before."""
    try:
        return notifications.next_look(cycle, case, now, told, served, refused=refused)
    except CalendarError:
        return None
