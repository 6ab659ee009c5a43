"""How a case stands on a day, planned against actual: nothing here is stored, for it depends on today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from calendars import Calendar, count
from workflow.cases import Case, SlipCause

Status = Literal["in_time", "late", "overdue", "not_due", "undated", "removed", "not_applicable"]


def status(case: Case, today: date) -> Status:
    """Return how the case stands at the end of `today`."""
    if case.removed:
        return "removed"
    if case.applies == "no":
        return "not_applicable"
    if case.due is None:
        return "undated"
    if case.actual is not None:
        return "late" if _late(case, case.counted_on or case.actual, case.due) else "in_time"
    # While it is not known whether the case applies at all, nobody can be late with it.
    return "overdue" if case.applies == "yes" and today > case.due else "not_due"


def _late(case: Case, actual: date, due: date) -> bool:
    """Whether it was done after the last day, or on that day after the hour at which the term ended."""
    hour, at = case.deadline.due_time, case.actual_at
    return actual > due or (actual == due and hour is not None and at is not None and at > hour)


@dataclass(frozen=True)
class Deviation:
    """Planned against actual, in calendar days, delay in working days too.

    `slip`: by how much the due date itself moved since the cycle started. `delay`: by how much it is or was late (0 if
    in time; one may be late by 0 working days: due on Friday, done on Sunday). `inherited`: what it answers to had not
    come by its own due date.
    """

    slip_days: int = 0
    slip_cause: SlipCause | None = None
    delay_days: int = 0
    delay_working_days: int = 0
    delay_cause: Literal["own", "inherited"] | None = None


def deviation(case: Case, today: date, calendar: Calendar) -> Deviation:
    """Return the deviation of a case as it stands at the end of `today`."""
    slip = sum(one.days for one in case.slips)
    largest = max(case.slips, key=lambda one: abs(one.days), default=None)
    cause = largest.cause if largest is not None and slip else None
    if case.due is None or status(case, today) not in ("late", "overdue"):
        return Deviation(slip, cause)
    until = case.counted_on or case.actual or today
    missing = case.input_event is not None and (case.input_on is None or case.input_on > case.due)
    return Deviation(
        slip,
        cause,
        (until - case.due).days,
        count(calendar, case.due, until).working_days,
        "inherited" if missing else "own",
    )
