"""How a case, or a step of it, stands at a moment: nothing here is stored, for it depends on when one asks."""

from __future__ import annotations

from datetime import date, time
from typing import Literal

from definitions import Deadline
from workflow.cases import Case

Status = Literal["in_time", "late", "overdue", "not_due", "undated", "removed", "not_applicable"]


def status(case: Case, today: date, at: time | None = None) -> Status:
    """Return how the case stands on `today`, at the hour `at` by the cycle's clock (None: at the end of the day)."""
    if case.removed:
        return "removed"
    if case.applies == "no":
        return "not_applicable"
    if case.due is None:
        return "undated"
    if case.actual is not None:
        counted = case.counted_on or case.actual
        return "late" if was_late(case.deadline, counted, case.actual, case.actual_at) else "in_time"
    # While it is not known whether the case applies at all, nobody can be late with it.
    return "overdue" if case.applies == "yes" and is_over(case.deadline, today, at) else "not_due"


def was_late(term: Deadline, counted: date, done: date, at: time | None) -> bool:
    """Whether what was done on a day (at an hour, where known) was late; `counted` is the day as of which it counts.

    It was after the last day, or on that day after the hour at which the term ended.
    """
    if term.due is None or counted != term.due:
        return term.due is not None and counted > term.due
    return done == counted and term.due_time is not None and at is not None and at > term.due_time


def is_over(term: Deadline, today: date, at: time | None) -> bool:
    """Whether a term is over on a day, at an hour of it (None: at its end)."""
    if term.due is None or today != term.due:
        return term.due is not None and today > term.due
    return term.due_time is not None and (at is None or at > term.due_time)
