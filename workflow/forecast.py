"""What a case without a date of its own waits for, and which dates follow if that comes when it is expected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from calendars.errors import CalendarError
from calendars.saying import Text, say, say_many
from definitions import Anchor, Deadline, Event, Flow, Term, event_deadline, period
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CaseKey
from workflow.rows import term_of
from workflow.upstream import counted_from, waited_for


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
    cycle: Cycle, cases: Mapping[CaseKey, Case], today: date | None = None
) -> dict[CaseKey, Forecast]:
    """Return the forecasts of the open cases that have no due date yet; `cases` hold those they depend on too.

    What is still open is expected on its last day, or on the one that is forecast for it, but never before `today`.
    """
    waiting: dict[str, list[Case]] = defaultdict(list)
    for case in cases.values():
        if case.due is None and case.applies != "no" and case.actual is None and not case.removed:
            waiting[case.key.event].append(case)
    ahead = _Ahead(cycle, cases, today)
    for event in cycle.events:
        for case in waiting.get(event.number, ()):
            if found := ahead.forecast(event, case):
                ahead.made[case.key] = found
    return ahead.made


@dataclass(frozen=True)
class _Awaited:
    """Rows of an event that have not come: `last` decides the day on which all will be there (None: nothing does)."""

    keys: tuple[CaseKey, ...]
    last: Case
    day: date | None
    rows: int


@dataclass
class _Ahead:
    """Forecasts while they are made, event after event; what several rows share is found once."""

    cycle: Cycle
    cases: Mapping[CaseKey, Case]
    today: date | None
    made: dict[CaseKey, Forecast] = field(default_factory=dict)
    _awaited: dict[tuple[str, CaseKey], _Awaited | None] = field(default_factory=dict)
    _counted: dict[tuple[str, str, date], Deadline] = field(default_factory=dict)

    def forecast(self, event: Event, case: Case) -> Forecast | None:
        """Return the forecast of a case; None where it waits for nothing."""
        term, anchor = term_of(event, case.key), event.anchor
        if term is not None and anchor is not None and anchor.event not in (None, event.number):
            return self._anchored(event, case, anchor, term)
        if event.opens is not None:
            return self._opening(event, case)
        if term is not None and anchor is not None and anchor.state is not None:
            return Forecast((), say("waits until it is itself in the state “{state}”", state=anchor.state))
        return _undated(case) if term is not None else None

    def _anchored(self, event: Event, case: Case, anchor: Anchor, term: Term) -> Forecast | None:
        awaited = self._await(event, case, anchor)
        if awaited is None:
            return _undated(case)
        what = say("waits for {what}", what=self._what(awaited, anchor))
        # The day of a sitting lies ahead of the entry that appoints it: nothing says how far.
        if awaited.day is None or (anchor.data and getattr(term.reading, "direction", None) == "before"):
            return Forecast(awaited.keys, what)
        found = self._count(event, case.key.period, awaited.day)
        if found.due is None:
            return Forecast(awaited.keys, found.waits or what, opens=found.opens)
        then = say("the last day is {due}", due=found.due)
        says = say(
            "{waits}; {condition}, {then}", waits=what, condition=self._if(awaited.last, anchor), then=then
        )
        provisional = {*found.provisional, *self._provisional(awaited.last)}
        return Forecast(awaited.keys, says, found.due, found.opens, tuple(sorted(provisional)))

    def _opening(self, event: Event, case: Case) -> Forecast | None:
        """Return when a case that no term dates can begin."""
        anchor = Anchor(event=event.opens.event if event.opens else None)
        awaited = self._await(event, case, anchor)
        if awaited is None:
            return None
        what = say("waits for {what}", what=self._what(awaited, anchor))
        if awaited.day is None:
            return Forecast(awaited.keys, what)
        then = say("this can begin on {opens}", opens=awaited.day)
        says = say(
            "{waits}; {condition}, {then}", waits=what, condition=self._if(awaited.last, anchor), then=then
        )
        return Forecast(awaited.keys, says, None, awaited.day, self._provisional(awaited.last))

    # When it is expected ---------------------------------------------------------------------------------

    def _await(self, event: Event, case: Case, anchor: Anchor) -> _Awaited | None:
        """Return the rows that a case waits for; None where there are none.

        Rows that go with many cases are looked through once: the first of them tells them from others.
        """
        assert anchor.event is not None  # noqa: S101 - the callers have looked
        above = self.cycle.above(case.key, anchor.event)
        if len(above) < 2:  # noqa: PLR2004 - one row is as quickly looked at as looked up
            return self._last(anchor, above)
        at = (event.number, above[0])
        if at not in self._awaited:
            self._awaited[at] = self._last(anchor, above)
        return self._awaited[at]

    def _last(self, anchor: Anchor, above: tuple[CaseKey, ...]) -> _Awaited | None:
        rows = [row for row in map(self.cases.get, above) if row is not None]
        came = [(row, counted_from(anchor, row)) for row in rows]
        missing = [row for row, day in came if day is None and waited_for(row)]
        if not missing:
            return None
        expected = [(self._expected(anchor, row), row) for row in missing]
        day, last = max(expected, key=lambda one: one[0] or date.max)
        known = [day for _, day in came if day is not None]
        together = None if day is None else max([day, *known])
        return _Awaited(tuple(row.key for row in missing), last, together, len(known) + len(missing))

    def _expected(self, anchor: Anchor, row: Case) -> date | None:
        """Return the day on which a row that has not come is expected; None where nothing says."""
        day = self._due(row)
        if day is None or anchor.planned:
            return day
        if row.actual is not None or (anchor.state is not None and not self._is_certain(anchor.state, row)):
            return None
        given = [row.dates[name] for name in anchor.data if name in row.dates]
        return max([day, *given, self.today or day])

    def _due(self, row: Case) -> date | None:
        forecast = self.made.get(row.key)
        return row.due or (forecast.due if forecast else None)

    def _is_certain(self, state: str, row: Case) -> bool:
        flow = self.cycle.machine_of(self.cycle.event(row.key.event)).flow
        return _leads_through(state, flow, row.state)

    def _count(self, event: Event, period_id: str, day: date) -> Deadline:
        at = (event.number, period_id, day)
        if at not in self._counted:
            calendar = self.cycle.calendar_of(event)
            try:
                self._counted[at] = event_deadline(
                    self.cycle.definition, event, calendar, period_id=period_id, anchor=day, forecast=True
                )
            except CalendarError as error:
                self._counted[at] = Deadline(waits=error.message)
        return self._counted[at]

    def _provisional(self, row: Case) -> tuple[int, ...]:
        forecast = self.made.get(row.key)
        return forecast.provisional if forecast else row.deadline.provisional

    # In words --------------------------------------------------------------------------------------------

    def _what(self, awaited: _Awaited, anchor: Anchor) -> Text:
        about: tuple[Text | str, ...]
        if len(awaited.keys) > 1 or awaited.rows > 1:
            count = say_many(
                "{number} of {all} is missing", "{number} of {all} are missing", len(awaited.keys)
            )
            about = (count.with_values(all=awaited.rows),)
        else:
            about = _whose(awaited.last.key)
        if anchor.state is not None:
            about += (say("the state “{state}”", state=anchor.state),)
        about += (self._when(awaited.last, anchor),)
        return say("item {item} ({about})", item=awaited.last.key.event, about=about)

    def _when(self, row: Case, anchor: Anchor) -> Text:
        if row.actual is not None and anchor.data:
            names = tuple(name for name in anchor.data if name not in row.dates)
            return say("done without giving “{data}”", data=names)
        if row.due is None:
            day = self._due(row)
            return say("forecast for {day}", day=day) if day else say("no date yet")
        if row.actual is None and self.today is not None and row.due < self.today:
            return say("was due on {day}", day=row.due)
        return say("due on {day}", day=row.due)

    def _if(self, row: Case, anchor: Anchor) -> Text:
        day = self._due(row)
        if anchor.planned or day is None or self.today is None or day >= self.today:
            return say("if that comes in time")
        return say("if that comes on {day}", day=self.today)


def _undated(case: Case) -> Forecast | None:
    """Return what a deadline itself says it waits for."""
    return Forecast((), case.deadline.waits) if case.deadline.waits else None


def _whose(key: CaseKey) -> tuple[Text | str, ...]:
    own = period(key.period)
    found = (key.subject, key.agency, own.name if own else "")
    return tuple(part for part in found if part)


def _leads_through(state: str, flow: Flow, since: str) -> bool:
    """Whether a case that is in `since` cannot meet its deadline without `state`: only then is that expected."""
    reached, ways = {since}, [since]
    while ways:
        here = ways.pop()
        if flow.state(here).met:
            return False
        found = {move.target for move in flow.transitions if here in move.sources} - reached - {state}
        reached |= found
        ways += found
    return True
