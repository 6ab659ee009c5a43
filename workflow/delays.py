"""Planned against actual: how far the due date moved, how late a case was, and whose delay that is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import partial
from itertools import takewhile
from typing import Literal

from calendars import Calendar
from definitions import Event
from workflow.cases import Case, Slip, SlipCause
from workflow.cycle import Cycle
from workflow.entries import CaseKey
from workflow.lateness import NO_DAYS, Days, between, calendar_of, late_until
from workflow.sent_back import needs_met, spans_back
from workflow.spans import Span, between_them, clipped, closed
from workflow.turns import Turn, in_other_hands
from workflow.upstream import deciding_answers, input_day, input_number, under_control, waited_for


@dataclass(frozen=True)
class Input:
    """A row that a case needs before it can go on, and the day on which that came last (None: it is not there).

    `away` are the spans of days in which it was not there: until it came, and while it had been sent back.
    """

    key: CaseKey
    came: date | None
    away: tuple[Span, ...]


@dataclass
class Inputs:
    """What the cases of a cycle need from others; rows that go with many cases are put in order once."""

    cycle: Cycle
    cases: Mapping[CaseKey, Case]
    _found: dict[tuple[int, str, str, CaseKey], tuple[Input, ...]] = field(default_factory=dict)

    def missing(self, case: Case, day: date) -> list[Input]:
        """Return what a case needs that had not come by the end of a day: what is still missing, then the last first.

        It needs what it answers to, what it requires, and what decides whether it applies.
        """
        home = self.cycle.home(case.key)
        event = home.event(case.key.event)
        decided = self._decided(home, event, case.key)
        decides = event.only_for.event if event.only_for and decided is None else None
        found = [one for one in decided or () if one.came is None or one.came > day]
        for number in dict.fromkeys((input_number(event), *event.requires, decides)):
            if number:
                in_order = self._rows(home, event, case.key, number)
                late = takewhile(lambda one: one.came is None or one.came > day, in_order)
                found += (
                    one for one in map(partial(_until_begun, case), late) if clipped(one.away, day, None)
                )
        return sorted(found, key=_last_first)

    def _decided(self, home: Cycle, event: Event, key: CaseKey) -> list[Input] | None:
        """Return the first answer by which a case applies, as what it needs; None where no answers decide that.

        An answer that tells the state of affairs of a day of the plan was given when it was recorded.
        """
        answers = deciding_answers(home, event, key, self.cases)
        if answers is None:
            return None
        given = ((row, answer.on, answer.known_at, home.event(row.event).as_of) for row, answer in answers)
        days = [
            (at.astimezone(home.zone).date() if at and as_of else on, row) for row, on, at, as_of in given
        ]
        return [Input(row, day, ((date.min, day),)) for day, row in sorted(days)[:1]]

    def _rows(self, home: Cycle, event: Event, key: CaseKey, number: str) -> tuple[Input, ...]:
        above = home.above(key, number)
        if not above:
            return ()
        at = (id(home), event.number, number, above[0])
        if at not in self._found:
            rows = (under_control(self.cases[one]) for one in above if one in self.cases)
            needed = (self._needed(event, number, row) for row in rows if waited_for(row))
            self._found[at] = tuple(sorted(needed, key=_last_first))
        return self._found[at]

    def _needed(self, event: Event, number: str, row: Case) -> Input:
        first = input_day(event, number, row)
        again = spans_back(self.cycle, row) if first is not None and needs_met(event, number) else []
        away = ((date.min, first), *again)
        return Input(row.key, away[-1][1], away)


def _until_begun(case: Case, one: Input) -> Input:
    """Return what a case needs without what was sent back after it was begun: then it goes on with what it had."""
    begun = case.stays[0].until if case.stays else None
    return replace(one, away=(one.away[0], *clipped(one.away[1:], date.min, begun)))


def _last_first(one: Input) -> tuple[int, CaseKey]:
    return -(one.came or date.max).toordinal(), one.key


DelayCause = Literal["own", "inherited", "others"]


@dataclass(frozen=True)
class Deviation:
    """Planned against actual, in calendar days, delay in working days too.

    `slip`: by how much the due date itself moved since the cycle started; its cause is that of the largest move.
    `delay`: by how much it is or was late (0 if in time; one may be late by 0 working days: due on Friday, done on
    Sunday). Of it `inherited` are the days on which something it needs had not come yet, `others` those on which it
    lay in the hands of somebody who does not owe it, `own` the rest; the cause is the largest part by calendar days,
    then by working days; where parts are equal its own, then what was missing. `inherited_from` is what was missing,
    the last to come first; `held_by` are the turns of those others, each with its days. `after_planned`: how much
    later than planned it is or was, before any roll; `after_target`: than its target, which is no delay.
    """

    slip_days: int = 0
    slip_cause: SlipCause | None = None
    delay_days: int = 0
    delay_working_days: int = 0
    delay_cause: DelayCause | None = None
    own: Days = NO_DAYS
    inherited: Days = NO_DAYS
    others: Days = NO_DAYS
    inherited_from: tuple[Input, ...] = ()
    held_by: tuple[tuple[Turn, Days], ...] = ()
    after_planned: Days = NO_DAYS
    after_target: Days = NO_DAYS


def deviation(case: Case, today: date, inputs: Inputs, at: time | None = None) -> Deviation:
    """Return the deviation of a case as it stands on `today`, at an hour of it (None: at its end)."""
    calendar = calendar_of(inputs.cycle, case.key)
    slip = sum(one.days for one in case.slips)
    cause = largest_cause(case.slips)
    planned, aimed = (_since(day, case, today, calendar) for day in (case.deadline.planned, case.target))
    late = late_until(case, today, at)
    if case.due is None or late is None:
        return Deviation(slip, cause, after_planned=planned, after_target=aimed)
    missing = [one for one in inputs.missing(case, case.due) if clipped(one.away, case.due, late)]
    away = closed((span for one in missing for span in one.away), case.due, late)
    there = between_them(away, case.due, late)
    turns = (turn for span in there for turn in in_other_hands(inputs.cycle, case, *span))
    held_by = tuple((turn, between(calendar, *span)) for turn, *span in turns)
    inherited, others = _sum(between(calendar, *span) for span in away), _sum(days for _, days in held_by)
    since = _sum(between(calendar, *span) for span in there)
    own = Days(since.days - others.days, since.working - others.working)
    delay = between(calendar, case.due, late)
    return Deviation(
        slip,
        cause,
        delay.days,
        delay.working,
        _largest({"own": own, "inherited": inherited, "others": others}),
        own,
        inherited,
        others,
        tuple(missing),
        held_by,
        planned,
        aimed,
    )


def _sum(parts: Iterable[Days]) -> Days:
    found = list(parts)
    return Days(sum(one.days for one in found), sum(one.working for one in found))


def _largest(parts: Mapping[DelayCause, Days]) -> DelayCause:
    """Return the largest part of a delay; of equal ones the first."""
    return max(parts, key=lambda name: (parts[name].days, parts[name].working))


def largest_cause(slips: Collection[Slip]) -> SlipCause | None:
    """Return the cause of the largest of several moves; None where they leave the day where it was."""
    largest = max(slips, key=lambda one: abs(one.days), default=None)
    whole = sum(one.days for one in slips)
    return largest.cause if largest is not None and whole else None


def _since(day: date | None, case: Case, today: date, calendar: Calendar) -> Days:
    """Return how much later than a day that is not the last in time it is or was."""
    if day is None or case.removed or (case.actual is None and case.applies != "yes"):
        return NO_DAYS
    return between(calendar, day, case.counted_on or case.actual or today)
