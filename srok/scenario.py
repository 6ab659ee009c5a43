"""A scenario written out for one cycle: every act with the moment at which it is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from graphlib import TopologicalSorter
from hashlib import sha256

from calendars import add, roll
from calendars.errors import InputError, Problem, RefusedError
from calendars.saying import say
from definitions import EVERY_ROW, Event, Row, Scenario, Step, period
from workflow import (
    CONTROL,
    Case,
    CaseKey,
    Cycle,
    Entry,
    Wish,
    admit,
    changes_of,
    fold_only,
    known_at,
    roles_meant,
    upstream_keys,
    who_may_control,
    with_upstream,
)

#: When an entry is made, by the cycle's clock: the letters of the day have left, and changes are known.
RECORDED_AT, CHANGED_AT = time(15, 0), time(14, 0)
EVER = datetime.min.replace(tzinfo=UTC)
#: How far the numbers of two changes are apart: as the scenario is written out, acts have numbers in between.
APART = 10_000_000


@dataclass(frozen=True)
class Act:
    """Something that is recorded at a moment (aware); `corrects` is the key of the entry that it corrects."""

    at: datetime
    wish: Wish
    corrects: str = ""


def acts_of(scenario: Scenario, cycle: Cycle, file: str = "") -> list[Act]:
    """Return all that happens, in the order in which it is recorded.

    Each act is admitted just as `record` would admit it; InputError lists those that do not fit, with their places.
    """
    writer = _Writer(scenario, cycle, file)
    writer.write()
    if writer.problems:
        raise InputError(say("{file} has errors", file=file), writer.problems)
    return sorted(writer.acts, key=lambda act: act.at)


@dataclass
class _Writer:
    """Writes out a scenario, cases after those they wait for: each due date follows from what was written before."""

    scenario: Scenario
    cycle: Cycle
    file: str
    acts: list[Act] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _entries: dict[CaseKey, list[Entry]] = field(default_factory=dict)
    _recorded: dict[CaseKey, datetime] = field(default_factory=dict)

    def write(self) -> None:
        for event in _in_order(self.scenario, self.cycle):
            keys = (key for key in self.cycle.keys if key.event == event.number)
            for position, key in enumerate(keys, start=1):
                if rule := self.scenario.rule_for(event, _row(key), position):
                    self._case(key, rule.steps)

    def _case(self, key: CaseKey, steps: tuple[Step, ...]) -> None:
        last: date | None = None
        for number, step in enumerate(steps, start=1):
            case = fold_only(self.cycle, self._known(key), [key])[key]
            if case.applies != "yes" or case.waits_for:
                return
            last = self._day(key, step, last)
            if last is None or not self._is_there(case, last):
                return
            for row in _rows_of(step, case):
                name = " / ".join(part for part in (str(key), str(number), row) if part)
                if not self._step(key, step, last, name, row):
                    return

    def _is_there(self, case: Case, day: date) -> bool:
        """Whether anything happens to a case on a day: not before whoever it is about joined, nor once it is off."""
        off = case.off_since is not None and day >= case.off_since
        return not off and (day >= case.since or case.since == self.cycle.versions[0].since)

    def _step(self, key: CaseKey, step: Step, on: date, name: str, row: str) -> bool:
        """Write a step and its correction; return whether the next can follow."""
        event = self.cycle.event(key.event)
        recorded = max(
            self._moment(self._later(on, step.recorded_after)),
            self._moment(on, step.hour or RECORDED_AT),
            *(self._recorded.get(known, EVER) for known in (key, *self._waited_for(event, key))),
            self._moment(self.scenario.starts),
        )
        action = step.action or self._usual_action(event)
        wish = Wish(
            event.number,
            action,
            key.subject,
            on,
            at=step.hour,
            day=step.deadline,
            actor=step.by or self._actor(event, key, action, row),
            ref=_filled(step.reference, on, row or key.subject),
            basis=step.basis,
            note=step.note,
            data={name: _filled(value, on, row or key.subject) for name, value in step.data.items()},
            key=name,
            agency=key.agency,
            period=key.period,
            row=row,
        )
        written = self._admit(key, wish, recorded, step)
        if written is None or step.correction is None:
            return written is not None
        happened = add(self.cycle.calendar, on, -step.correction.earlier_by).date
        right = replace(wish, on=happened, corrects=written.number, key=f"{name} / correction")
        return (
            self._admit(
                key, right, self._moment(self._later(recorded.date(), step.correction.days)), step, name
            )
            is not None
        )

    def _waited_for(self, event: Event, key: CaseKey) -> Iterator[CaseKey]:
        """Yield the cases that a case waits for: of those whose acts it names alone it needs no more than that act."""
        waits = replace(event, recorded_in=None).upstream
        yield from (above for above in upstream_keys(self.cycle, key) if above.event in waits)

    def _admit(self, key: CaseKey, wish: Wish, at: datetime, step: Step, corrects: str = "") -> Entry | None:
        if at.date() > self.scenario.ends:
            return None
        try:
            # Whoever records knows of the changes recorded by then, not of those to come.
            entry = admit(known_at(self.cycle, at.date()), self._known(key), wish, self._number(at), at)
        except RefusedError as error:
            place = step.place
            problem = Problem(error.message, self.file, place.line, place.column)
            # One rule is about many cases: what is wrong with it is told once.
            self.problems += [problem] if problem not in self.problems else []
            return None
        self._entries.setdefault(key, []).append(entry)
        self._recorded[key] = max(at, self._recorded.get(key, at))
        self.acts.append(Act(at, wish, corrects))
        return entry

    def _number(self, at: datetime) -> int:
        """Return the number of the next entry: after those of the changes that have been recorded by a moment."""
        changes = [change.number for change in changes_of(self.cycle) if change.recorded_at <= at]
        return max(changes, default=0) + len(self.acts) + 1

    def _known(self, key: CaseKey) -> list[Entry]:
        return [
            entry
            for _, above in with_upstream(self.cycle, [key])
            for keys in above.values()
            for one in keys
            for entry in self._entries.get(one, ())
        ]

    # When ------------------------------------------------------------------------------------------------

    def _day(self, key: CaseKey, step: Step, last: date | None) -> date | None:
        """Return the day of a step; None where what it counts from never comes."""
        day = step.on or self._counted(key, step, last)
        return None if day is None else self._later(day, _spread(key, step.spread))

    def _counted(self, key: CaseKey, step: Step, last: date | None) -> date | None:
        if step.before_due is None and step.after_due is None:
            start = self._met(key, step.after) if step.after else last
            return None if start is None else self._later(start, step.days or 0)
        due = fold_only(self.cycle, self._known(key), [key])[key].due
        if due is None:
            return None
        if step.after_due:
            return self._later(due, step.after_due)
        worked = roll(self.cycle.calendar, due, "preceding").date
        return self._later(worked, -(step.before_due or 0))

    def _met(self, key: CaseKey, number: str) -> date | None:
        days = [
            fold_only(self.cycle, self._known(above), [above])[above].actual
            for above in self.cycle.above(key, number)
        ]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None

    def _moment(self, day: date, at: time = RECORDED_AT) -> datetime:
        return datetime.combine(day, at, self.cycle.zone)

    def _later(self, day: date, days: int) -> date:
        return add(self.cycle.calendar, day, days).date if days else day

    # Who and what ----------------------------------------------------------------------------------------

    def _usual_action(self, event: Event) -> str:
        """Return the action that meets the deadline from the beginning of the flow."""
        flow = self.cycle.machine_of(event).flow
        meeting = [move for move in flow.transitions if flow.state(move.target).met]
        first = [move for move in meeting if flow.initial in move.sources] or meeting
        return first[0].name

    def _actor(self, event: Event, key: CaseKey, action: str, row: str) -> str:
        """Return who does it: the participant itself where it may, else the first role that may."""
        survey = event.survey
        if row and survey is not None:
            return row if survey.filled_by == survey.for_each else survey.filled_by
        names = {section.flow for section in event.sheet} if row else {event.flow}
        machines = self.cycle.worded(event).machines
        flows = (machines[name].flow for name in names)
        by = {move.name: move.by for flow in flows for move in flow.transitions}
        may = by.get(action) or who_may_control(CONTROL.get(action, "act"), event, self.cycle)
        roles = [name for role in may or event.responsible for name in roles_meant(event, role)]
        own = {event.for_each: key.subject, event.agency: key.agency}
        return next((own[role] for role in roles if role in own), roles[0])


def _filled(value: str, on: date, whose: str) -> str:
    """Return what is given with an act: its day, and whose row it is about, where the scenario leaves room for them."""
    day = f"{on:%d.%m.%Y}"
    for room, filling in (("день", day), ("date", day), ("участник", whose), ("participant", whose)):
        value = value.replace(f"{{{room}}}", filling)
    return value


def _rows_of(step: Step, case: Case) -> list[str]:
    """Return the rows inside a case that a step is about; "" alone for the case itself."""
    if not step.row:
        return [""]
    there = [*case.sheet, *case.answers]
    named = [name for row in step.row for name in (there if row == EVERY_ROW else (row,))]
    return [name for name in dict.fromkeys(named) if name not in step.excepted]


def _row(key: CaseKey) -> Row:
    own = period(key.period)
    return Row(key.subject, key.agency, own.kind if own else None)


def _in_order(scenario: Scenario, cycle: Cycle) -> Iterator[Event]:
    """Yield the events after those they depend on, by the definition or by a step of the scenario."""
    waits = {event.number: set(event.upstream) for version in cycle.versions for event in version.events}
    for rule in scenario.rules:
        for number in rule.events or waits:
            waits[number].update(step.after for step in rule.steps if step.after)
    return (cycle.event(number) for number in TopologicalSorter(waits).static_order())


def _spread(key: CaseKey, most: int) -> int:
    """Return a number from 0 to `most`: another for each case, the same on every machine and in every run."""
    return int.from_bytes(sha256(str(key).encode()).digest()[:4]) % (most + 1)
