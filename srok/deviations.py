"""The deviation log: planned against actual, a row a case and a row for each of its steps. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from calendars import Calendar
from calendars.saying import Catalog, Text, say
from definitions import Deadline
from srok.reports import Row, ahead_of, days, iso, named, parts_of
from workflow import (
    Case,
    CaseKey,
    Conflict,
    Cycle,
    Days,
    Deviation,
    Forecast,
    Input,
    Inputs,
    Slip,
    Stay,
    Step,
    between,
    calendar_of,
    closed,
    deviation,
    forecasts,
    holding_roles,
    in_force,
    in_force_when_met,
    is_end,
    largest_cause,
    late_until,
    status,
    step_deviation,
    turns_of,
    version_of,
)


@dataclass(frozen=True)
class View:
    """The cases of a cycle on a day, at an hour of it by the cycle's clock (None: at its end).

    `cases` come together with those that they depend on: what they waited for is among them.
    """

    cycle: Cycle
    cases: Mapping[CaseKey, Case]
    today: date
    at: time | None = None
    inputs: Inputs = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", Inputs(self.cycle, self.cases))


def deviation_rows(view: View, catalog: Catalog) -> list[Row]:
    """Return the deviation log (dates in ISO): a row a case, followed by a row for each of its steps."""
    ahead = forecasts(view.cycle, view.cases, view.today)
    return [
        row
        for key, case in view.cases.items()
        for row in (case_row(view, case, ahead.get(key), catalog), *step_rows(view, case, catalog))
    ]


def case_row(view: View, case: Case, ahead: Forecast | None, catalog: Catalog) -> Row:
    """Return the row of a case as a whole."""
    cycle, found = view.cycle, case.deadline
    event = cycle.event_of(case.key)
    parting = deviation(case, view.today, view.inputs, view.at)
    return {
        **_whose(case.key),
        "responsible": named(_answering(cycle, case), event, case, event.responsible),
        "holder": holder(cycle, case),
        "state": case.state,
        "applies": case.applies,
        "status": status(case, view.today, view.at),
        "moved": case.moved,
        "conflict": "; ".join(misfit(conflict).render(catalog) for conflict in case.conflicts) or None,
        "baseline": iso(case.baseline),
        "planned": iso(found.planned),
        "target": iso(case.target),
        **_due(found),
        **ahead_of(found, ahead, catalog),
        **_done(case.actual, case.actual_at, case.counted_on),
        "slip_days": parting.slip_days,
        "slip_cause": parting.slip_cause,
        "slips": _slips(case.slips),
        "delay_days": parting.delay_days,
        "delay_working_days": parting.delay_working_days,
        "delay_cause": parting.delay_cause,
        **days(parting.own, "delay_own"),
        **days(parting.inherited, "delay_inherited"),
        **days(parting.others, "delay_others"),
        "inherited_from": _inherited_from(view, case, parting),
        "in_other_hands": _in_other_hands(cycle, case, parting),
        **days(parting.after_planned, "delay_planned"),
        **days(parting.after_target, "delay_target"),
        **days(None, "held"),
        **days(None, "charged"),
        "reason": _reason(cycle, case, catalog),
        "reason_accepted": case.reason_accepted,
        "informed": iso(case.informed),
        "requested": iso(next((one.proposed for one in case.requests if one.answered is None), None)),
        "recorded_at": case.recorded_at.isoformat() if case.recorded_at else None,
    }


def _reason(cycle: Cycle, case: Case, catalog: Catalog) -> str | None:
    """Return the reason of a case: of one that is closed because nobody followed who left, who that is and the act."""
    gone = cycle.unfollowed(case.key)
    if case.removed and case.had_begun and gone:
        return say("{names} left with no successor: {basis}", names=gone, basis=case.reason or "—").render(
            catalog
        )
    return case.reason or None


def step_rows(view: View, case: Case, catalog: Catalog) -> Iterator[Row]:
    """Yield a row for each step of a case: whoever held it is responsible, and its delay is never inherited."""
    for step in case.steps:
        yield _step_row(view, case, step, catalog)


def _step_row(view: View, case: Case, step: Step, catalog: Catalog) -> Row:
    cycle = view.cycle
    found = step_deviation(cycle, case, step, view.today, view.at)
    held_by = held_by_whom(cycle, case, step.stay)
    late = found.status in ("late", "overdue")
    term = step.deadline
    return {
        **_whose(case.key, step),
        "responsible": held_by,
        "holder": held_by,
        "state": step.state,
        "applies": case.applies,
        "status": found.status,
        "moved": False,
        "conflict": None,
        "baseline": None,
        "planned": iso(term.planned),
        "target": None,
        **_due(term),
        "forecast": None,
        "waits_for": term.waits.render(catalog) if term.waits and step.open and term.due is None else None,
        "provisional": bool(term.provisional),
        **_done(step.stay.until, step.stay.until_at, found.ended),
        "slip_days": sum(one.days for one in step.slips),
        "slip_cause": largest_cause(step.slips),
        "slips": _slips(step.slips),
        "delay_days": found.delay.days,
        "delay_working_days": found.delay.working,
        "delay_cause": "own" if late else None,
        **days(found.delay, "delay_own"),
        **days(Days(), "delay_inherited"),
        **days(Days(), "delay_others"),
        "inherited_from": [],
        "in_other_hands": [],
        **days(found.after_planned, "delay_planned"),
        **days(None, "delay_target"),
        **days(found.held, "held"),
        **days(found.charged, "charged"),
        "reason": None,
        "reason_accepted": None,
        "informed": None,
        "requested": None,
        "recorded_at": step.stay.known_at.isoformat() if step.stay.known_at else None,
    }


def _whose(key: CaseKey, step: Step | None = None) -> Row:
    return {
        "event": key.event,
        "step": step.state if step else None,
        "round": step.round if step else None,
        **parts_of(key, "subject"),
    }


def _slips(slips: Iterable[Slip]) -> list[Row]:
    return [{"cause": one.cause, "days": one.days, "event": one.event} for one in slips]


def _due(term: Deadline) -> Row:
    return {"due": iso(term.due), "due_time": term.due_time.isoformat("minutes") if term.due_time else None}


def _done(day: date | None, at: time | None, counted: date | None) -> Row:
    """Return when it was done, and as of which day that counts."""
    hour = at.isoformat("minutes") if day and at else None
    return {"actual": iso(day), "actual_at": hour, "counted_on": iso(counted if day else None)}


def _inherited_from(view: View, case: Case, parting: Deviation) -> list[Row]:
    """Return what was missing when a case fell due: how long after that day each row came (None: not yet)."""
    late = late_until(case, view.today, view.at)
    if case.due is None or late is None:
        return []
    return [
        inherited_row(one, case.due, late, calendar_of(view.cycle, case.key))
        for one in parting.inherited_from
    ]


def _in_other_hands(cycle: Cycle, case: Case, parting: Deviation) -> list[Row]:
    """Return who had a case while it was late though they do not owe it: each with the days of all their turns."""
    found: dict[str, Days] = {}
    for turn, held in parting.held_by:
        then = cycle.origin(case.key) if case.removed else cycle
        name = named(then, turn.version.event(case.key.event), case, turn.roles)
        sofar = found.get(name, Days())
        found[name] = Days(sofar.days + held.days, sofar.working + held.working)
    return [{"holder": name, **days(held)} for name, held in found.items()]


def inherited_row(one: Input, due: date, late: date, calendar: Calendar) -> Row:
    """Return a row that was missing after `due`, at most until `late`: not there yet, or sent back."""
    missed = [between(calendar, *span) for span in closed(one.away, due, late)]
    return {
        "event": one.key.event,
        **parts_of(one.key, "subject"),
        "came": iso(one.came),
        "days": sum(one.days for one in missed),
        "working_days": sum(one.working for one in missed),
    }


def misfit(conflict: Conflict) -> Text:
    """Say which entry does not count, and why."""
    return say("entry {number}: {why}", number=conflict.entry, why=conflict.why)


def holder(cycle: Cycle, case: Case) -> str | None:
    """Return in whose hands a case is now: the state's holder, else whoever is responsible; None once it is over.

    One that has met its deadline may still be somebody's: in review, or returned.
    """
    stay = case.stays[-1]
    over = case.removed or case.applies == "no" or is_end(cycle, case.key, stay)
    return None if over else held_by_whom(cycle, case, stay)


def held_by_whom(cycle: Cycle, case: Case, stay: Stay) -> str:
    """Return in whose hands a case is or was during a stay."""
    version = version_of(cycle, case.key, stay)
    event = version.event(case.key.event)
    then = cycle.origin(case.key) if case.removed else in_force(cycle, stay)
    return named(then, event, case, holding_roles(version, event, stay.state))


def turns_by_whom(cycle: Cycle, case: Case, stay: Stay) -> list[tuple[str, date, date | None]]:
    """Return in whose hands a stay was one after the other: who, from which day to which (None: still)."""
    turns = turns_of(cycle, case.key, stay)
    past = [
        (named(turn.version, turn.version.event(case.key.event), case, turn.roles), turn.since, turn.until)
        for turn in turns[:-1]
    ]
    since = turns[-1].since if turns else stay.since
    return [*past, *_followed(cycle, case, stay, since)]


def _followed(cycle: Cycle, case: Case, stay: Stay, since: date) -> list[tuple[str, date, date | None]]:
    """Return the hands of the same roles since a day: of whoever left, and of whoever followed."""
    version = version_of(cycle, case.key, stay)
    event, until = version.event(case.key.event), stay.until
    roles, then = holding_roles(version, event, stay.state), in_force(cycle, stay)
    found, name = [], held_by_whom(cycle, case, stay)
    while (day := None if case.removed else then.taken_over(event, case.key, roles)) and day > since:
        found.append((name, day, until))
        then, until = then.at(day - timedelta(days=1)), day
        name = named(then, event, case, roles)
    return [*reversed([*found, (name, since, until)])]


def _answering(cycle: Cycle, case: Case) -> Cycle:
    """Return the version that says who answers for a case: of the day it was over or in other hands, else today's.

    What was taken off the plan has passed to nobody.
    """
    if case.removed:
        return cycle.origin(case.key)
    stay = case.stays[-1]
    if case.actual is None:
        return cycle
    version = version_of(cycle, case.key, stay)
    event = version.event(case.key.event)
    back = set(holding_roles(version, event, stay.state)) & set(event.responsible)
    return cycle if back and not is_end(cycle, case.key, stay) else in_force_when_met(cycle, case)
