"""Who held a case how long: each step against its own limit, and which part of the case's delay lay in whose hands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from calendars import CutOff, day_counted, roll
from definitions import State, received_of
from workflow.cases import Case, Stay, Step
from workflow.clocks import counted_on
from workflow.cycle import Cycle
from workflow.delays import NO_DAYS, Days, between, calendar_of, late_until
from workflow.entries import CaseKey
from workflow.status import Status, is_over, was_late
from workflow.steps import clock_of_step


@dataclass(frozen=True)
class StepDeviation:
    """How a step stands: since when its days count, how long it lasted, and by how much that was too long.

    `ended` is the day as of which its end counts (None: not yet). `charged`: of the delay of the whole case, the days
    that fell into this step, whether it had a limit or not. `after_planned`: how much later than planned it ended.
    """

    status: Status
    began: date
    ended: date | None
    held: Days
    delay: Days = NO_DAYS
    charged: Days = NO_DAYS
    after_planned: Days = NO_DAYS


def step_deviation(
    cycle: Cycle, case: Case, step: Step, today: date, at: time | None = None
) -> StepDeviation:
    """Return how a step of a case stands on `today`, at an hour of it (None: at its end)."""
    calendar = calendar_of(cycle, case.key)
    before, state, after = _around(cycle, case, step)
    began, ended = _began(cycle, case, step, (state, before)), _ended(cycle, case, step.stay, after)
    stands = _status(case, step, ended, today, at)
    until = ended or today
    late = stands in ("late", "overdue") and step.due is not None
    return StepDeviation(
        stands,
        began,
        ended,
        NO_DAYS if stands == "removed" else between(calendar, began, until),
        between(calendar, step.due, until) if late and step.due else NO_DAYS,
        _charged(cycle, case, step.stay, today, at),
        between(calendar, step.deadline.planned or until, until),
    )


def _status(case: Case, step: Step, ended: date | None, today: date, at: time | None) -> Status:
    if ended is None and (case.removed or case.applies == "no"):
        return "removed" if case.removed else "not_applicable"
    if step.due is None:
        return "undated"
    if ended is not None:
        done = step.stay.until or ended
        return "late" if was_late(step.deadline, ended, done, step.stay.until_at) else "in_time"
    return "overdue" if is_over(step.deadline, today, at) else "not_due"


def _around(cycle: Cycle, case: Case, step: Step) -> tuple[State | None, State, State | None]:
    """Return the states before, of and after a step (None: there is none, or no version has it any more)."""
    version = version_of(cycle, case.key, step.stay)
    states = {state.name: state for state in version.machine_of(version.event(case.key.event)).flow.states}
    at = next(at for at, stay in enumerate(case.stays) if stay.entry == step.stay.entry)
    before = states.get(case.stays[at - 1].state) if at else None
    after = states.get(case.stays[at + 1].state) if at + 1 < len(case.stays) else None
    return before, states[step.state], after


def version_of(cycle: Cycle, key: CaseKey, stay: Stay) -> Cycle:
    """Return the version of the cycle that a stay of a case ended in, or is in."""
    ended = cycle.at(stay.until) if stay.until else cycle
    return ended if ended.has_own(key) else cycle.home(key)


def _began(cycle: Cycle, case: Case, step: Step, held: tuple[State, State | None]) -> date:
    """Return the day as of which the days of a step count: what came after the hour came on the next working day."""
    stay = step.stay
    home = version_of(cycle, case.key, stay)
    event, day = home.event(case.key.event), stay.counts_from or stay.since
    received = received_of(home.definition, event)
    if received is None:
        return day
    if stay.at is None:
        return roll(home.calendar_of(event), day, "following").date
    clock = clock_of_step(home, event, case.key, *held)
    moment = datetime.combine(day, stay.at, home.zone)
    return day_counted(home.calendar_of(event), moment, CutOff(received.hour, clock)).date


def _ended(cycle: Cycle, case: Case, stay: Stay, after: State | None) -> date | None:
    """Return the day as of which the end of a stay counts: a handing in is received like the one that met the term."""
    if stay.until is None or after is None or not after.met:
        return stay.until
    home = cycle.home(case.key)
    return counted_on(home, home.event(case.key.event), case.key, stay.until, stay.until_at)


def _charged(cycle: Cycle, case: Case, stay: Stay, today: date, at: time | None) -> Days:
    """Return the days of the case's own delay that fell into a stay."""
    late = late_until(case, today, at)
    if case.due is None or late is None:
        return NO_DAYS
    return between(calendar_of(cycle, case.key), max(case.due, stay.since), min(late, stay.until or late))
