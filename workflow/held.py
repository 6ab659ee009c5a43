"""Who held a case how long: each step against its own limit, and which part of the case's delay lay in whose hands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import accumulate, pairwise
from math import inf

from calendars import Calendar, CutOff, day_counted, roll
from definitions import Event, State, received_of
from workflow.cases import Case, Stay, Step
from workflow.clocks import counted_on
from workflow.cycle import Cycle
from workflow.entries import CaseKey
from workflow.lateness import NO_DAYS, Days, between, calendar_of, late_until
from workflow.rows import holders
from workflow.spans import closed
from workflow.status import Status, is_over, was_late
from workflow.steps import clock_of_step


@dataclass(frozen=True)
class StepDeviation:
    """How a step stands: since when its days count, how long it lasted, and by how much that was too long.

    `ended` is the day as of which its end is judged (None: not yet); `held` are the days until whoever came next had
    it. `charged`: of the delay of the whole case, the days that fell into this step, whether it had a limit or not.
    `after_planned`: how much later than planned it ended.
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
    began, over = held_span(cycle, case, step.stay)
    ended = _handed_on(cycle, case, step.stay)
    stands = _status(case, step, ended, today, at)
    # What was taken off control stays as late as it was that day.
    last = (case.over_since or today) if stands == "removed" else today
    until = ended or last
    late = stands in ("late", "overdue", "removed") and step.due is not None
    return StepDeviation(
        stands,
        began,
        ended,
        _held(calendar, case, step.stay, began, min(over or last, last)),
        between(calendar, step.due, until) if late and step.due else NO_DAYS,
        _charged(cycle, case, (began, over), today, at),
        between(calendar, step.deadline.planned or until, until),
    )


def allotted(calendar: Calendar, step: Step, began: date) -> Days:
    """Return the days that the term of a step gives, whose days count since it `began`; none without a term."""
    return between(calendar, step.stay.counts_from or began, step.due) if step.due else NO_DAYS


def _held(calendar: Calendar, case: Case, stay: Stay, since: date, until: date) -> Days:
    """Return the days of a stay; in the first nobody has a case while what it answers to had been sent back."""
    held = between(calendar, since, until)
    for span in closed(case.sent_back if stay.entry is None else (), since, until):
        away = between(calendar, *span)
        held = Days(held.days - away.days, held.working - away.working)
    return held


def _status(case: Case, step: Step, ended: date | None, today: date, at: time | None) -> Status:
    if ended is None and (case.removed or case.applies == "no"):
        return "removed" if case.removed else "not_applicable"
    if step.due is None:
        return "undated"
    if ended is not None:
        done = step.stay.until or ended
        return "late" if was_late(step.deadline, ended, done, step.stay.until_at) else "in_time"
    return "overdue" if is_over(step.deadline, today, at) else "not_due"


def held_span(cycle: Cycle, case: Case, stay: Stay) -> tuple[date, date | None]:
    """Return the day after which the days of a stay count, and the one with which they end (None: not yet).

    Both go by the hour of receipt, never by a day that the time limit counts from instead. What is handed on after
    that hour is held until it is received, so that the days of all stays together are those of the case.
    """
    at = _place(case, stay)
    days = [*accumulate((_began(cycle, case, one) for one in case.stays[1 : at + 2]), max)]
    return max(days[at - 1], stay.since) if at else stay.since, days[at] if at < len(days) else None


def _place(case: Case, stay: Stay) -> int:
    return next(at for at, one in enumerate(case.stays) if one.entry == stay.entry)


def _into(version: Cycle, case: Case, stay: Stay) -> tuple[State | None, State | None]:
    """Return the states before and of a stay (None: there is none, or the version has it no more)."""
    states = {state.name: state for state in version.machine_of(version.event(case.key.event)).flow.states}
    at = _place(case, stay)
    return states.get(case.stays[at - 1].state) if at else None, states.get(stay.state)


def is_end(cycle: Cycle, key: CaseKey, stay: Stay) -> bool:
    """Whether a stay is in a state that ends a case: it lies in nobody's hands."""
    version = version_of(cycle, key, stay)
    states = version.machine_of(version.event(key.event)).flow.states
    return any(state.name == stay.state and state.final for state in states)


def version_of(cycle: Cycle, key: CaseKey, stay: Stay) -> Cycle:
    """Return the version of the cycle that a stay of a case ended in, or is in."""
    return cycle.own_at(key, *_end_of(stay))


def in_force(cycle: Cycle, stay: Stay) -> Cycle:
    """Return the version of the cycle that was in force when a stay ended, or is."""
    return cycle.at(*_end_of(stay))


def in_force_when_met(cycle: Cycle, case: Case) -> Cycle:
    """Return the version of the cycle that was in force when the deadline of a case was met; today's if it was not."""
    over = (stay for stay, after in pairwise(case.stays) if after.entry == case.met_entry)
    return next((in_force(cycle, stay) for stay in over), cycle)


def _end_of(stay: Stay) -> tuple[date, float]:
    return stay.until or date.max, inf if stay.ended_by is None else stay.ended_by


def _began(cycle: Cycle, case: Case, stay: Stay) -> date:
    """Return the day after which the days of a stay count, and with which those of the one before end.

    What is handed on to another holder after the hour of receipt came on the next working day, if either of the two
    stays is counted. What stays in the same hands, or ends the case, is received by nobody: it counts as of its own
    day, or as the meeting of the deadline does.
    """
    home = version_of(cycle, case.key, stay)
    event = home.event(case.key.event)
    before, state = _into(home, case, stay)
    if state is None:
        return stay.since
    received = received_of(home.definition, event)
    if received is None:
        return stay.since
    if not _is_handed_on(event, before, state):
        return _met_on(cycle, case, state, stay.since, stay.at)
    if stay.at is None:
        return roll(home.calendar_of(event), stay.since, "following").date
    clock = clock_of_step(home, event, case.key, state, before)
    moment = datetime.combine(stay.since, stay.at, home.zone)
    return day_counted(home.calendar_of(event), moment, CutOff(received.hour, clock)).date


def _is_handed_on(event: Event, before: State | None, state: State) -> bool:
    """Whether a case came into other hands with this state, and somebody's days are counted in it or before it."""
    if state.final or not any(_is_counted(one) for one in (before, state)):
        return False
    if state.met and not _is_counted(state) and event.met_by in ("sending", "decision", "holding"):
        return False  # what meets the deadline need not be received
    return before is None or set(holders(event, before)) != set(holders(event, state))


def _is_counted(state: State | None) -> bool:
    return state is not None and (state.limit is not None or state.counted)


def _handed_on(cycle: Cycle, case: Case, stay: Stay) -> date | None:
    """Return the day as of which the end of a stay counts: that of the beginning of the next (None: not yet)."""
    return _began(cycle, case, case.stays[_place(case, stay) + 1]) if stay.until else None


def _met_on(cycle: Cycle, case: Case, state: State, day: date, at: time | None) -> date:
    """Return the day as of which a state was entered: by the hour of receipt where that meets the deadline."""
    if not state.met:
        return day
    home = cycle.home(case.key)
    return counted_on(home, home.event(case.key.event), case.key, day, at) or day


def _charged(cycle: Cycle, case: Case, span: tuple[date, date | None], today: date, at: time | None) -> Days:
    """Return the days of the case's own delay that fell into the span of a stay."""
    late = late_until(case, today, at)
    if case.due is None or late is None:
        return NO_DAYS
    since, until = span
    return between(calendar_of(cycle, case.key), max(case.due, since), min(late, until or late))
