"""How timely each participant of a rating was: days of delay and days of the whole, from its cases. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from definitions import DelayDays, Period, period
from srok.deviations import View
from workflow import (
    Case,
    CaseKey,
    Days,
    Placing,
    Share,
    allotted,
    calendar_of,
    deviation,
    status,
    step_deviation,
)


@dataclass(frozen=True)
class LateRow:
    """A case, or a step of it, as timeliness counts it: so many days of delay, and so many of the whole."""

    key: CaseKey
    step: str
    late: int
    days: int


def late_shares(placing: Placing, view: View, upto: Period | None) -> Mapping[str, Mapping[str, Share]]:
    """Return for each score that counts delay the days of each participant, without those of whom nothing is known.

    Counted are the reporting periods of the year up to and with `upto`; without it, all.
    """
    found: dict[str, dict[str, Share]] = {}
    for score, delay in _delays(placing):
        shares = found.setdefault(score, {})
        for one in placing.members:
            cases = _counted(delay, view, one.name, upto)
            rows = [row for case in cases for row in _rows(delay, view, case)]
            if cases:
                shares[one.name] = Share(
                    Fraction(sum(row.late for row in rows)), Fraction(sum(row.days for row in rows))
                )
    return found


def late_rows(placing: Placing, view: View, whose: str, upto: Period | None) -> Mapping[str, list[LateRow]]:
    """Return for each score that counts delay what of a participant brings days to it."""
    return {
        score: [
            row for case in _counted(delay, view, whose, upto) for row in _rows(delay, view, case) if row.days
        ]
        for score, delay in _delays(placing)
    }


def _delays(placing: Placing) -> Iterator[tuple[str, DelayDays]]:
    for score in placing.rating.scores:
        if score.delay is not None:
            yield score.name, score.delay


def _counted(delay: DelayDays, view: View, whose: str, upto: Period | None) -> list[Case]:
    """Return the cases of a participant that say something: not one taken off control before it was done or late."""
    own = (
        case
        for key, case in view.cases.items()
        if key.subject == whose and key.event in delay.events and is_by(key, upto)
    )
    return [case for case in own if _says_something(view, case)]


def _says_something(view: View, case: Case) -> bool:
    if status(case, view.today, view.at) == "not_applicable":
        return False
    met = case.removal.met if case.removal else case.actual is not None
    return not case.removed or met or bool(deviation(case, view.today, view.inputs, view.at).own.days)


def is_by(key: CaseKey, upto: Period | None) -> bool:
    """Whether a case is of a reporting period of the year up to and with `upto` (None: any)."""
    own = period(key.period)
    return own is None or upto is None or (own.year == upto.year and own.last <= upto.last)


def _rows(delay: DelayDays, view: View, case: Case) -> Iterator[LateRow]:
    """Yield the days of a case and of its steps."""
    own = _number(delay, deviation(case, view.today, view.inputs, view.at).own)
    yield LateRow(case.key, "", own, own)
    come_to: set[str] = set()
    for step in case.steps:
        found = step_deviation(view.cycle, case, step, view.today, view.at)
        late = _number(delay, found.delay) if step.state in delay.stages else 0
        whole = late
        if step.state in delay.of_stages and delay.stage_days == "elapsed":
            whole = _number(delay, found.held)
        elif step.state in delay.of_stages and step.state not in come_to:
            whole += _number(delay, allotted(calendar_of(view.cycle, case.key), step, found.began))
        come_to.add(step.state)
        yield LateRow(case.key, step.state, late, whole)


def _number(delay: DelayDays, found: Days) -> int:
    return found.working if delay.unit == "working_day" else found.days
