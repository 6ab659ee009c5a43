"""Which dates follow for a case without one of its own, if what it waits for comes when it is expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from calendars.errors import CalendarError
from calendars.saying import Text, say
from definitions import Anchor, Deadline, Event, Flow, Term, period_ids
from workflow.awaited import Awaited, followed, waits
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CaseKey
from workflow.graph import with_upstream
from workflow.rows import term_of
from workflow.upstream import awaited_state, days_given, first_deadline


@dataclass(frozen=True)
class Forecast:
    """What a case waits for, in words too, and its dates if that comes in time; None where nothing says when.

    `waits_for` are the rows that have not come. `provisional` names the years whose calendar is not final.
    """

    waits_for: tuple[CaseKey, ...]
    says: Text
    due: date | None = None
    opens: date | None = None
    provisional: tuple[int, ...] = ()


def forecasts(
    cycle: Cycle,
    cases: Mapping[CaseKey, Case],
    today: date | None = None,
    *,
    known: Mapping[CaseKey, Forecast | None] | None = None,
) -> dict[CaseKey, Forecast]:
    """Return the forecasts of the open cases that have no due date yet; `cases` hold those they depend on too.

    What is still open is expected on its last day, or on the one that is forecast for it, but never before `today`.
    `known` are forecasts made already, None for a case that has none.
    """
    there = known or {}
    made = {key: one for key, one in there.items() if one is not None}
    waiting = [key for key, case in cases.items() if key not in there and _is_waiting(case)]
    for version, wanted in with_upstream(cycle, waiting, there):
        ahead = _Ahead(version, cases.get, made.get, today)
        for event in version.events:
            for key in wanted.get(event.number, ()):
                case = cases.get(key)
                if case and _is_waiting(case) and (found := ahead.forecast(event, case)):
                    made[key] = found
    return made


def _is_waiting(case: Case) -> bool:
    return case.due is None and case.applies != "no" and case.actual is None and not case.removed


@dataclass
class _Ahead:
    """How forecasts are made: from the cases and the forecasts of what they wait for; what rows share is found once."""

    cycle: Cycle
    row: Callable[[CaseKey], Case | None]
    known: Callable[[CaseKey], Forecast | None]
    today: date | None = None
    whose: bool = True
    _shared: dict[tuple[str, CaseKey], Awaited | None] = field(default_factory=dict)

    def forecast(self, event: Event, case: Case) -> Forecast | None:
        """Return the forecast of a case; None where it waits for nothing."""
        term, anchor = term_of(event, case.key), event.anchor
        if term is not None and anchor is not None and anchor.event not in (None, event.number):
            return self._anchored(event, case, anchor, term)
        if event.opens is not None:
            return self._opening(event, case, awaited_state(event.opens))
        if term is not None and anchor is not None and anchor.state is not None:
            return Forecast((), say("waits until it is itself in the state “{state}”", state=anchor.state))
        return _undated(case) if term is not None else None

    def _anchored(self, event: Event, case: Case, anchor: Anchor, term: Term) -> Forecast | None:
        awaited = self._await(event, case, anchor)
        if awaited is None:
            return _undated(case)
        said = waits(awaited, self.today, whose=self.whose)
        # The day of a sitting lies ahead of the entry that appoints it: nothing says how far.
        if awaited.day is None or (anchor.data and getattr(term.reading, "direction", None) == "before"):
            return Forecast(awaited.keys, said)
        found = self._counted(case.key, awaited.day)
        if found.due is None:
            return Forecast(awaited.keys, found.waits or said, opens=found.opens)
        says = followed(awaited, self.today, said, say("the last day is {due}", due=found.due))
        provisional = {*found.provisional, *self._provisional(awaited.last)}
        return Forecast(awaited.keys, says, found.due, found.opens, tuple(sorted(provisional)))

    def _opening(self, event: Event, case: Case, anchor: Anchor) -> Forecast | None:
        """Return when a case that no term dates can begin."""
        awaited = self._await(event, case, anchor)
        if awaited is None:
            return None
        said = waits(awaited, self.today, whose=self.whose)
        if case.missing:
            return Forecast(
                awaited.keys, say("{waits}; this can be done without what is missing", waits=said)
            )
        if awaited.day is None:
            return Forecast(awaited.keys, said)
        says = followed(awaited, self.today, said, say("this can begin on {opens}", opens=awaited.day))
        return Forecast(awaited.keys, says, None, awaited.day, self._provisional(awaited.last))

    def _await(self, event: Event, case: Case, anchor: Anchor) -> Awaited | None:
        """Return the rows that a case waits for; None where there are none.

        Rows that go with many cases are looked through once: the first of them tells them from others.
        """
        above = self._above(case.key, anchor.event or "")
        if len(above) < 2:  # noqa: PLR2004 - one row is as quickly looked at as looked up
            return self._last(anchor, above)
        at = (event.number, above[0])
        if at not in self._shared:
            self._shared[at] = self._last(anchor, above)
        return self._shared[at]

    def _above(self, key: CaseKey, number: str) -> tuple[CaseKey, ...]:
        """Return the rows above a case; where an event has none because nobody takes part, the one it would have."""
        found, other = self.cycle.above(key, number), self.cycle.event(number)
        if found or (other.periods and not key.period) or any(True for _ in self.cycle.rows_of(other)):
            return found
        return (CaseKey(number, period=key.period if other.periods else ""),)

    def _last(self, anchor: Anchor, above: tuple[CaseKey, ...]) -> Awaited | None:
        rows = [row for row in map(self.row, above) if row is not None]
        came = days_given(anchor, rows)
        missing = [row for row, day in came if day is None]
        if not missing:
            return None
        day, last = max(
            ((self._expected(anchor, row), row) for row in missing), key=lambda one: one[0] or date.max
        )
        known = [day for _, day in came if day is not None]
        return Awaited(
            anchor,
            tuple(row.key for row in missing),
            len(known) + len(missing),
            last,
            self._due(last),
            None if day is None else max([day, *known]),
        )

    def _expected(self, anchor: Anchor, row: Case) -> date | None:
        """Return the day on which a row that has not come is expected; None where nothing says."""
        day = self._due(row)
        if day is None or anchor.planned:
            return day
        if row.actual is not None or (anchor.state is not None and not self._must_come(anchor.state, row)):
            return None
        given = [row.dates[name] for name in anchor.data if name in row.dates]
        return max([day, *given, self.today or day])

    def _due(self, row: Case) -> date | None:
        forecast = self.known(row.key) if row.due is None else None
        return forecast.due if forecast else row.due

    def _must_come(self, state: str, row: Case) -> bool:
        return _leads_through(state, self.cycle.machine_of(self.cycle.event(row.key.event)).flow, row.state)

    def _counted(self, key: CaseKey, day: date) -> Deadline:
        try:
            return self.cycle.first_deadline(key, day)
        except CalendarError as error:
            return Deadline(waits=error.message)

    def _provisional(self, row: Case) -> tuple[int, ...]:
        forecast = self.known(row.key) if row.due is None else None
        return forecast.provisional if forecast else row.deadline.provisional


def _undated(case: Case) -> Forecast | None:
    """Return what a deadline itself says it waits for."""
    return Forecast((), case.deadline.waits) if case.deadline.waits else None


def _leads_through(state: str, flow: Flow, since: str) -> bool:
    """Whether a case that is in `since` cannot meet its deadline without `state`: only then is that expected."""
    reached, ways = {since}, [since]
    while ways:
        here = ways.pop()
        if any(one.met for one in flow.states if one.name == here):
            return False
        found = {move.target for move in flow.transitions if here in move.sources} - reached - {state}
        reached |= found
        ways += found
    return True


# Before anything has happened ----------------------------------------------------------------------------


def forecasts_at_start(cycle: Cycle) -> Callable[[CaseKey], Forecast | None]:
    """Return what gives the forecast of a row while nothing has happened, for those who go through very many rows.

    Nothing is kept but one forecast for all the rows of an event and period; it names no participants, and
    `waits_for` are rows of one of them.
    """
    named = {name for event in cycle.definition.events for one in event.excepted for name in one.participants}
    made: dict[CaseKey, Forecast | None] = {}

    def at_start(key: CaseKey) -> Case:
        flow = cycle.machine_of(cycle.event(key.event)).flow
        first = first_deadline(cycle, key)
        return Case(key, flow.initial, "yes", first, first.planned, first.due, cycle.since)

    def known(key: CaseKey) -> Forecast | None:
        # Rows differ only where an exception names the participant.
        subject, agency = (name if name in named else "" for name in (key.subject, key.agency))
        alike = CaseKey(key.event, subject, agency, key.period)
        if alike not in made:
            case = at_start(key)
            made[alike] = ahead.forecast(cycle.event(key.event), case) if case.due is None else None
        return made[alike]

    ahead = _Ahead(cycle, at_start, known, whose=False)
    # In the order of what depends on what, so that no chain of events is followed down from its end.
    for event in cycle.events:
        for key in islice(cycle.rows_of(event), max(1, len(period_ids(cycle.definition, event)))):
            known(key)
    return known
