"""A scenario: who would do what when, by rule and by name, so that a cycle can be played on a virtual clock.

A scenario is YAML beside a definition (`NAME.scenario.yaml`), in the same two sets of keys. The head of
`library/krasnoyarsk-2016.scenario.yaml` explains the language to those who write it; `definitions.keys` has the English
keys. Numbers of days are working days.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from calendars.errors import Problem
from definitions.model import Definition, Event
from definitions.periods import PeriodKind, period_kind
from definitions.scenario_checks import Checks, joining, texts, wordings
from definitions.scenario_shapes import SCENARIO
from definitions.shapes import Context, language_of, read_table
from definitions.tree import Place, Report, Scalar
from definitions.yamltree import read_tree


@dataclass(frozen=True)
class Correction:
    """An entry turns out wrong `days` working days after it was made: it had happened `earlier_by` earlier."""

    days: int
    earlier_by: int


@dataclass(frozen=True)
class Step:
    """One action and when it happens; an empty `action` stands for the one that meets the deadline.

    With `row` it is done to those rows inside the case but the `excepted`: lines of a sheet, or whom answers are about.
    """

    place: Place
    action: str = ""
    by: str = ""
    hour: time | None = None
    row: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    before_due: int | None = None
    after_due: int | None = None
    after: str | None = None
    days: int | None = None
    on: date | None = None
    spread: int = 0
    recorded_after: int = 0
    correction: Correction | None = None
    deadline: date | None = None
    reference: str = ""
    basis: str = ""
    note: str = ""
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """What the cases it fits go through; what is not named means all, no `steps` silence."""

    events: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    periods: tuple[PeriodKind, ...] = ()
    one_in: int = 1
    counting_from: int = 1
    steps: tuple[Step, ...] = ()

    def fits(self, event: Event, row: Row, position: int) -> bool:
        """Whether it is about a row of an event; `position` counts the rows of the event from 1."""
        named = (
            not self.events or event.number in self.events,
            not self.participants or row.subject in self.participants,
            not self.agencies or (row.agency or row.subject) in self.agencies,
            not self.periods or row.period in self.periods,
        )
        if not all(named):
            return False
        return self.one_in == 1 or (bool(row.subject) and (position - self.counting_from) % self.one_in == 0)


@dataclass(frozen=True)
class Row:
    """Whose row of an event it is: empty where the event has no rows for such."""

    subject: str = ""
    agency: str = ""
    period: PeriodKind | None = None


@dataclass(frozen=True)
class PlannedChange:
    """What changes the cycle itself from the day `on`: a new wording, values, a calendar, who joins or who leaves.

    `definition` names the file of the wording, beside the scenario; `states` says which state of the old wording
    becomes which. `parameters` are values that became known. `joins` is a participant by the columns of the list of
    participants.
    """

    place: Place
    on: date
    basis: str
    definition: str = ""
    states: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    calendar: str = ""
    joins: Mapping[str, str] = field(default_factory=dict)
    leaves: str = ""
    into: str = ""
    recorded_after: int = 0


@dataclass(frozen=True)
class Scenario:
    """Everything that happens from one day to another."""

    title: str
    starts: date
    ends: date
    rules: tuple[Rule, ...] = ()
    changes: tuple[PlannedChange, ...] = ()

    def rule_for(self, event: Event, row: Row, position: int) -> Rule | None:
        """Return the rule that counts for a row: the last that fits."""
        return next((rule for rule in reversed(self.rules) if rule.fits(event, row, position)), None)


@dataclass(frozen=True)
class ReadScenario:
    """What came of reading a file: the scenario, unless there were errors, and every problem found."""

    scenario: Scenario | None
    problems: tuple[Problem, ...]


def read_scenario(
    data: bytes,
    file: str,
    definition: Definition,
    participants: Collection[str],
    control: Collection[str],
    *,
    wording: Callable[[str], Definition] | None = None,
) -> ReadScenario:
    """Read a scenario for a definition; `control` are the actions that every case knows beside its flow's.

    `wording` reads the wordings that its changes bring (None: what they alone have cannot be named).
    """
    report = Report(file)
    tree = read_tree(data, report)
    scenario = None
    if tree is not None:
        context = Context(report, language_of(tree))
        values = read_table(tree, SCENARIO, context)
        if values is not None and not report.failed:
            known = [*participants, *joining(values)]
            later = [wording(name) for name in wordings(values)] if wording else []
            Checks((definition, *later), known, control, context).check(values)
        if values is not None and not report.failed:
            scenario = _scenario(values)
    return ReadScenario(scenario, report.in_order())


# What they become -------------------------------------------------------------------------------------------


def _scenario(values: dict[str, Any]) -> Scenario:
    rules = tuple(_rule(rule) for rule in values["course"])
    changes = tuple(_change(change) for change in values.get("changes", ()))
    return Scenario(values["scenario"], values["starts"], values["ends"], rules, changes)


def _change(values: dict[str, Any]) -> PlannedChange:
    plain = _plain(values)
    return PlannedChange(plain.pop("_place"), **plain)


def _rule(values: dict[str, Any]) -> Rule:
    return Rule(
        events=texts(values.get("events", ())),
        participants=texts(values.get("participants", ())),
        agencies=texts(values.get("agencies", ())),
        periods=tuple(kind for one in values.get("periods", ()) if (kind := period_kind(one.text))),
        one_in=values.get("one_in", 1),
        counting_from=values.get("counting_from", 1),
        steps=tuple(_step(step) for step in values.get("steps", ())),
    )


def _step(values: dict[str, Any]) -> Step:
    plain = _plain(values)
    place, wrong = plain.pop("_place"), plain.pop("correction", None)
    correction = Correction(wrong["days"], wrong["earlier_by"]) if wrong else None
    return Step(place, correction=correction, **plain)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.text if isinstance(value, Scalar) else value for name, value in values.items()}
