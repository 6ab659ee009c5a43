"""What changes of a cycle do to its cases: a row a case for programs, one for all that change alike for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from calendars.saying import Catalog, Text, say
from srok.reports import Row, named, parts_of, period_name
from workflow import Case, Difference, Forecast, Picture, holding_roles, late_until, why_not_applicable


def difference_row(one: Difference, today: date, on: date) -> Row:
    """Return what is different for a case (dates in ISO) by changes in force from the day `on`."""
    return {
        "event": one.key.event,
        **parts_of(one.key),
        "what": list(one.what),
        "before": _facts(one.before, one.ahead_before) if one.before else None,
        "after": _facts(one.after, one.ahead),
        "into_the_past": one.into_the_past(today),
        "before_in_force": one.before_in_force(on),
    }


def _facts(case: Case, ahead: Forecast | None) -> Row:
    found, step = case.deadline, case.step
    days = {
        "planned": found.planned,
        "due": found.due,
        "forecast": ahead.due if ahead else None,
        "step_due": step.due if step else None,
        "actual": case.actual,
    }
    return {
        "state": case.state,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "provisional": list(found.provisional or (ahead.provisional if ahead else ())),
        "removed": case.removed,
    }


# For people ------------------------------------------------------------------------------------------------

#: A last day, and whether it is a forecast.
_Last: TypeAlias = tuple[date | None, bool]


@dataclass(frozen=True)
class Alike:
    """Cases of an event that change alike: the first of them, how many, what happens, from which day to which."""

    event: str
    whose: tuple[str, ...]
    number: int
    what: tuple[str, ...]
    before: _Last
    after: _Last

    @property
    def days(self) -> int | None:
        """By how many calendar days their last day moves; None where one of the two is not known."""
        (old, _), (new, _) = self.before, self.after
        return (new - old).days if old and new else None


#: Cases of an event that change alike: the event, what happens, from which day to which.
_Alike: TypeAlias = tuple[str, tuple[str, ...], _Last, _Last]

#: How many rows an event has; what changes otherwise still has one together.
MOST_ROWS = 20
_OTHERS = say("others, each in another way: --json names them")

#: How many of those that change alike are named.
MOST_NAMED = 3


@dataclass
class Groups:
    """One row for all cases of an event that change alike, made while they come one after another."""

    catalog: Catalog
    _rows: dict[_Alike, list[str]] = field(default_factory=dict)
    _numbers: Counter[_Alike] = field(default_factory=Counter)
    _of_event: Counter[str] = field(default_factory=Counter)

    def add(self, one: Difference, after: Picture) -> None:
        """Add a case to those that change like it."""
        key = one.key
        # Who takes a begun case over is said instead of that it goes on.
        told = [what for what in one.what if what != "goes_on" or "hands" not in one.what]
        what = tuple(_sentence(what, one, after).render(self.catalog) for what in told)
        before = _last(one.before, one.ahead_before) if one.before else (None, False)
        parts = (key.subject, key.agency, period_name(key.period, self.catalog))
        after_it = (
            (None, False) if {"removed", "not_applicable"} & set(one.what) else _last(one.after, one.ahead)
        )
        at = self._row(key.event, what, before, after_it)
        self._numbers[at] += 1
        whose = self._rows[at]
        if len(whose) < MOST_NAMED and any(parts):
            whose.append(" / ".join(part for part in parts if part))

    def _row(self, event: str, *alike: *tuple[tuple[str, ...], _Last, _Last]) -> _Alike:
        """Return the row of cases that change alike; where their event has enough of them, the one for all others."""
        row = (event, *alike)
        if row not in self._rows:
            if self._of_event[event] >= MOST_ROWS:
                row = (event, (_OTHERS.render(self.catalog),), (None, False), (None, False))
            self._of_event[event] += 1
        self._rows.setdefault(row, [])
        return row

    def rows(self, events: Iterable[str]) -> list[Alike]:
        """Return the rows in the order of events."""
        order = {event: place for place, event in enumerate(events)}
        found = [
            Alike(event, tuple(names), self._numbers[event, what, before, after], what, before, after)
            for (event, what, before, after), names in self._rows.items()
        ]
        return sorted(found, key=lambda row: order.get(row.event, len(order)))


def _last(case: Case, ahead: Forecast | None) -> _Last:
    """Return the last day of a case, and whether it is a forecast."""
    if case.due is None and ahead is not None and ahead.due is not None:
        return ahead.due, True
    return case.due, False


def _sentence(what: str, one: Difference, after: Picture) -> Text:
    """Say what happens to a case."""
    if what in _SAID:
        return _SAID[what](one, after)
    years = tuple(map(str, one.after.deadline.provisional)) or None
    return _SENTENCES[what].with_values(
        old=one.before.state if one.before else "", new=one.after.state, years=years
    )


def _goes_on(one: Difference, after: Picture) -> Text:
    version = after.cycle.ended(one.key)
    reworded = version is not None and any(change.definition or change.repealed for change in version.changes)
    return say("has begun: goes on under the old wording") if reworded else say("has begun: goes on")


def _misfit(one: Difference, _: Picture) -> Text:
    first = one.misfits[0]
    return say("entry {number} does not count any more: {why}", number=first.entry, why=first.why)


def _unmapped(one: Difference, _: Picture) -> Text:
    return say("its state “{state}” is not known any more", state=one.before.state if one.before else "")


def _never(one: Difference, after: Picture) -> Text:
    """Say why a case that a change would bring does not apply."""
    why = why_not_applicable(after.cycle, one.after, after.cases)
    return say("does not apply: {why}", why=why) if why else _APPLIES["no"]


def _removed(one: Difference, after: Picture) -> Text:
    """Say why a case is taken off the plan: nobody owes it any more, or it had not begun."""
    case, cycle = one.after, after.cycle
    gone = cycle.unfollowed(case.key)
    overdue = late_until(case, case.off_since) is not None if case.off_since else False
    if gone and case.had_begun:
        return (_CLOSED_OVERDUE if overdue else _CLOSED).with_values(names=gone)
    why = (
        say("is removed: it has not begun, and is overdue")
        if overdue
        else say("is removed: it has not begun")
    )
    inside = _recorded_inside(case)
    return _WITH_IT.with_values(why=why, number=inside) if inside else why


def _recorded_inside(case: Case) -> int:
    """Return how many answers and rows have been recorded in a case, which by itself may not have begun."""
    rows = sum(bool(row.added or row.marks) for row in case.sheet.values())
    return rows + sum(answer is not None for answer in case.answers.values())


_WITH_IT = say(
    "{why}; recorded in it already, answers or rows: {number}; they stay in the journal, and count in no report"
)


_CLOSED = say("is closed: it has begun, but nobody stands for {names} any more")
_CLOSED_OVERDUE = say("is closed: it is overdue, but nobody stands for {names} any more")


def _hands(one: Difference, after: Picture) -> Text:
    followers = {name: after.cycle.follower(name) for name in (one.key.subject, one.key.agency) if name}
    if gone := tuple(name for name, follower in followers.items() if not follower):
        return say("nobody stands for {names} any more", names=gone)
    cycle, case = after.cycle, one.after
    event = cycle.event_of(one.key)
    roles = one.hands or holding_roles(cycle, event, case.state)
    return say("passes into the hands of {names}", names=named(cycle, event, case, roles))


def _moves(one: Difference, _: Picture) -> Text:
    was, case = one.before, one.after
    if was is not None and (was.step and was.step.due) != (case.step and case.step.due):
        step = case.step.due if case.step else None
        if step is None:
            return say("its step has no last day any more")
        if was.step is None or was.step.due is None:
            return say("its step gets a last day: {new}", new=step)
        return say(
            "the step keeps its start, its last day moves from {old} to {new}",
            old=was.step.due,
            new=step,
        )
    if was is not None and was.due == case.due and was.deadline.planned != case.deadline.planned:
        return say("planned for {new}, not {old}", old=was.deadline.planned, new=case.deadline.planned)
    if was is not None and was.due == case.due and was.deadline.opens != case.deadline.opens:
        return say("opens on {new}, not {old}", old=was.deadline.opens, new=case.deadline.opens)
    return say("the term moves")


_APPLIES = {
    "yes": say("applies now"),
    "no": say("does not apply any more"),
    "unknown": say("it is not known yet whether it applies"),
}
_SAID: dict[str, Callable[[Difference, Picture], Text]] = {
    "moves": _moves,
    "hands": _hands,
    "misfit": _misfit,
    "unmapped": _unmapped,
    "goes_on": _goes_on,
    "removed": _removed,
    "not_applicable": _never,
    "applies": lambda one, _: _APPLIES[one.after.applies],
}
_SENTENCES = {
    "appears": say("appears"),
    "back": say("is on the plan again"),
    "state": say("the state “{old}” becomes “{new}”"),
    "calendar": say("provisional years: {years}"),
    "target": say("its target is later than the new term"),
}
