"""What is due of a case and when to look again, where the calendar may end: beyond its last year nothing is known."""

from __future__ import annotations

from collections.abc import Collection, Set
from datetime import datetime

import notifications
from calendars.errors import CalendarError
from notifications import Saying
from workflow import Case, Cycle, Participant


def reachable(cycle: Cycle, recipient: Participant, now: datetime) -> bool:
    """Whether a letter to a recipient may leave now; which days work after the calendar's end nobody knows."""
    try:
        return notifications.reachable(cycle, recipient, now)
    except CalendarError:
        return False


def saying(
    cycle: Cycle, case: Case, recipient: Participant, now: datetime, said: Set[tuple[str, str]]
) -> Saying | None:
    """Return what a recipient is to be told of a case now; None where there is nothing new."""
    try:
        return notifications.saying(cycle, case, recipient, now, said)
    except CalendarError:
        return None


def next_look(
    cycle: Cycle, case: Case, now: datetime, said: Set[tuple[str, str]], served: Collection[str]
) -> datetime | None:
    """Return the next moment at which time alone changes something for a case; None if the calendar ends before."""
    try:
        return notifications.next_look(cycle, case, now, said, served)
    except CalendarError:
        return None
