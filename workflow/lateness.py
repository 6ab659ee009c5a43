"""How long a case is or was late: up to which day, in calendar and in working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from calendars import Calendar, count
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CaseKey
from workflow.status import status


@dataclass(frozen=True)
class Days:
    """A stretch of time: so many calendar days, so many of them worked."""

    days: int = 0
    working: int = 0


NO_DAYS = Days()


def between(calendar: Calendar, since: date, until: date) -> Days:
    """Return the days after one day up to and including another; none where that is not later."""
    if until <= since:
        return NO_DAYS
    return Days((until - since).days, count(calendar, since, until).working_days)


def calendar_of(cycle: Cycle, key: CaseKey) -> Calendar:
    """Return the calendar that the deadlines of a case are counted by."""
    home = cycle.home(key)
    return home.calendar_of(home.event(key.event))


def late_until(case: Case, today: date, at: time | None = None) -> date | None:
    """Return the day up to which a case is or was late; None where it is not.

    What was taken off control, or off the plan by a change, stays as late as it was that day, or when it was done
    before.
    """
    off = case.over_since
    if off is not None and case.applies == "yes":
        until = min(off, case.counted_on or case.actual or off)
        return until if case.due is not None and case.due < until else None
    if status(case, today, at) not in ("late", "overdue"):
        return None
    return case.counted_on or case.actual or today
