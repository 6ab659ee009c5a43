"""How many cases changes of a cycle touch, and what of it whoever adopts them should know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from calendars.saying import Text, say, say_many
from definitions import Event
from workflow import Change, Difference, Picture


@dataclass
class Tally:
    """What changes do to cases, counted while these come one after another.

    `lost`: open cases that get a last day before the change counts, and `overdue` those of them that were overdue
    already; `past`: others whose last day lies in the past; `kept`: those that keep a date that somebody set though
    the words of their term change; `worded`: those whose event has another title, or asks for something else.
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
    worded: int = 0
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
        if before.cycle.definition is not after.cycle.definition:
            both = (key for key in after.keys if key in before.cases)
            self.worded += sum(
                _words(before.cycle.event_of(key)) != _words(after.cycle.event_of(key)) for key in both
            )

    def totals(self) -> Iterator[Text]:
        """Say how many cases change, and what of it whoever adopts the changes should know."""
        yield say_many(
            "{number} of {all} cases changes", "{number} of {all} cases change", self.changed, all=self.cases
        )
        if self.worded:
            yield say("the title, or what is to be given, changes in: {number}", number=self.worded)
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
        """Say how many last days lie before the change counts, how many in the past, how many before a target."""
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
        if self.what["target"]:
            yield say_many(
                "Attention: {number} case has a target later than its new term: nobody is reminded of it any more; "
                "set another target, no later than the term",
                "Attention: {number} cases have targets later than their new terms: nobody is reminded of them any "
                "more; set other targets, no later than the terms",
                self.what["target"],
            )


def _words(event: Event) -> tuple[object, ...]:
    """Return what an event says and asks for that moves no date."""
    return event.title, dict(event.needs), dict(event.attach)
