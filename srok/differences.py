"""What changes of a cycle do to its cases: a row a case for programs, one for all that change alike for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from calendars.saying import Catalog, Text, say, say_many
from srok.reports import Row, period_name
from workflow import Case, Change, Difference, Forecast, Picture, late_until, why_not_applicable


def difference_row(one: Difference, today: date, on: date) -> Row:
    """Return what is different for a case (dates in ISO) by changes in force from the day `on`."""
    return {
        "event": one.key.event,
        "participant": one.key.subject or None,
        "agency": one.key.agency or None,
        "period": one.key.period or None,
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


#: How many of those that change alike are named.
MOST_NAMED = 3


@dataclass
class Groups:
    """One row for all cases of an event that change alike, made while they come one after another."""

    catalog: Catalog
    _rows: dict[tuple[str, tuple[str, ...], _Last, _Last], list[str]] = field(default_factory=dict)
    _numbers: Counter[tuple[str, tuple[str, ...], _Last, _Last]] = field(default_factory=Counter)

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
        at = (key.event, what, before, after_it)
        self._numbers[at] += 1
        whose = self._rows.setdefault(at, [])
        if len(whose) < MOST_NAMED and any(parts):
            whose.append(" / ".join(part for part in parts if part))

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
    old = {conflict.entry for conflict in one.before.conflicts} if one.before else set()
    new = [conflict for conflict in one.after.conflicts if conflict.entry not in old]
    return say("entry {number} does not count any more: {why}", number=new[0].entry, why=new[0].why)


def _unmapped(one: Difference, _: Picture) -> Text:
    return say("its state “{state}” is not known any more", state=one.before.state if one.before else "")


def _never(one: Difference, after: Picture) -> Text:
    """Say why a case that a change would bring does not apply."""
    why = why_not_applicable(after.cycle, one.after, after.cases)
    return say("does not apply: {why}", why=why) if why else _APPLIES["no"]


def _removed(one: Difference, after: Picture) -> Text:
    """Say why a case is taken off the plan: nobody owes it any more, or it had not begun."""
    case, cycle = one.after, after.cycle
    gone = tuple(name for name in (case.key.subject, case.key.agency) if cycle.has_left(name))
    overdue = late_until(case, case.off_since) is not None if case.off_since else False
    if gone and case.had_begun:
        return (_CLOSED_OVERDUE if overdue else _CLOSED).with_values(names=gone)
    return (
        say("is removed: it has not begun, and is overdue")
        if overdue
        else say("is removed: it has not begun")
    )


_CLOSED = say("is closed: it has begun, but nobody stands for {names} any more")
_CLOSED_OVERDUE = say("is closed: it is overdue, but nobody stands for {names} any more")


def _hands(one: Difference, after: Picture) -> Text:
    followers = {name: after.cycle.follower(name) for name in (one.key.subject, one.key.agency) if name}
    if gone := tuple(name for name, follower in followers.items() if not follower):
        return say("nobody stands for {names} any more", names=gone)
    names = tuple(follower for name, follower in followers.items() if follower != name)
    return say("passes into the hands of {names}", names=names)


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
}


# Counted ---------------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What changes do to cases, counted while these come one after another.

    `lost`: open cases that get a last day before the change counts, and `overdue` those of them that were overdue
    already; `past`: others whose last day lies in the past; `kept`: those that keep a date that somebody set though
    the words of their term change.
    """

    today: date
    changes: tuple[Change, ...]
    cases: int = 0
    changed: int = 0
    what: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    overdue: int = 0
    past: int = 0
    kept: int = 0
    years: set[int] = field(default_factory=set)

    @property
    def on(self) -> date:
        """The day from which the changes count."""
        return self.changes[0].on if self.changes else self.today

    def add(self, one: Difference) -> None:
        """Count a case that is different."""
        self.changed += 1
        self.what.update(one.what)
        if one.before_in_force(self.on):
            self.lost += 1
            self.overdue += one.overdue_already(self.on)
        elif one.into_the_past(self.today):
            self.past += 1
        if one.after.open:
            self.years.update(one.after.deadline.provisional)

    def look(self, before: Picture, after: Picture) -> None:
        """Count cases, different or not."""
        self.cases += len(after.keys)
        moved = (case.key for case in after.own if case.open and case.moved and case.key in before.cases)
        self.kept += sum(before.cycle.event_of(key).terms != after.cycle.event_of(key).terms for key in moved)

    def totals(self) -> Iterator[Text]:
        """Say how many cases change, and what of it whoever adopts the changes should know."""
        yield say_many(
            "{number} of {all} cases changes", "{number} of {all} cases change", self.changed, all=self.cases
        )
        yield from self._plan()
        yield from self._warned()
        if self.years:
            yield say(
                "the calendar is not final yet for: {years}; dates in them are provisional",
                years=tuple(sorted(self.years)),
            )
        if self.kept:
            yield say_many(
                "{number} case keeps the date that was set for it, although its term is worded otherwise now",
                "{number} cases keep the dates that were set for them, although their terms are worded otherwise now",
                self.kept,
            )

    def _plan(self) -> Iterator[Text]:
        """Say how many cases appear and are removed, and how many that have begun go on."""
        count = {name: self.what[name] for name in ("appears", "removed", "goes_on", "hands")}
        if not any(count.values()):
            return
        if any(change.definition or change.repealed for change in self.changes):
            yield say(
                "appear: {appears}; are removed: {removed}; go on under the old wording: {goes_on}", **count
            )
        else:
            yield say("appear: {appears}; are removed: {removed}; pass into other hands: {hands}", **count)

    def _warned(self) -> Iterator[Text]:
        """Say how many last days lie before the change counts, and how many others in the past."""
        if self.lost:
            yield say_many(
                "Attention: {number} open case gets a last day before {on}, the day on which this comes into force: "
                "nobody can keep it (overdue already: {overdue}; not overdue until now: {fresh})",
                "Attention: {number} open cases get a last day before {on}, the day on which this comes into force: "
                "nobody can keep it (overdue already: {overdue}; not overdue until now: {fresh})",
                self.lost,
                on=self.on,
                overdue=self.overdue,
                fresh=self.lost - self.overdue,
            )
        if self.past:
            yield say_many(
                "{number} open case would be overdue from the first day: its new term lies in the past",
                "{number} open cases would be overdue from the first day: their new terms lie in the past",
                self.past,
            )
