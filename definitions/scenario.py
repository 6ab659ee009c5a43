"""A scenario: who would do what when, by rule and by name, so that a cycle can be played on a virtual clock.

A scenario is YAML beside a definition (`NAME.scenario.yaml`), in the same two sets of keys. The head of
`library/krasnoyarsk-2016.scenario.yaml` explains the language to those who write it; `definitions.keys` has the English
keys. Numbers of days are working days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any

from calendars.errors import Problem
from calendars.saying import Text, say
from definitions.model import Definition, Event
from definitions.scenario_shapes import SCENARIO, WAYS
from definitions.shapes import Context, language_of, read_table, unknown
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
    basis: str = ""
    note: str = ""
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """What the cases it fits go through; no `events` or `participants` means all, no `steps` silence."""

    events: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    one_in: int = 1
    counting_from: int = 1
    steps: tuple[Step, ...] = ()

    def fits(self, event: Event, subject: str, position: int) -> bool:
        """Whether it is about this case; `position` counts the participants of its role from 1."""
        if self.events and event.number not in self.events:
            return False
        if self.participants and subject not in self.participants:
            return False
        return self.one_in == 1 or (bool(subject) and (position - self.counting_from) % self.one_in == 0)


@dataclass(frozen=True)
class Scenario:
    """Everything that happens from one day to another."""

    title: str
    starts: date
    ends: date
    rules: tuple[Rule, ...] = ()

    def rule_for(self, event: Event, subject: str, position: int) -> Rule | None:
        """Return the rule that counts for a case: the last that fits."""
        return next((rule for rule in reversed(self.rules) if rule.fits(event, subject, position)), None)


@dataclass(frozen=True)
class ReadScenario:
    """What came of reading a file: the scenario, unless there were errors, and every problem found."""

    scenario: Scenario | None
    problems: tuple[Problem, ...]


def read_scenario(
    data: bytes, file: str, definition: Definition, participants: Collection[str], control: Collection[str]
) -> ReadScenario:
    """Read a scenario for a definition; `control` are the actions that every case knows beside its flow's."""
    report = Report(file)
    tree = read_tree(data, report)
    scenario = None
    if tree is not None:
        context = Context(report, language_of(tree))
        values = read_table(tree, SCENARIO, context)
        if values is not None and not report.failed:
            _Checks(definition, participants, control, context).check(values)
        if values is not None and not report.failed:
            scenario = _scenario(values)
    return ReadScenario(scenario, report.in_order())


# What they become -------------------------------------------------------------------------------------------


def _scenario(values: dict[str, Any]) -> Scenario:
    rules = tuple(_rule(rule) for rule in values["course"])
    return Scenario(values["scenario"], values["starts"], values["ends"], rules)


def _rule(values: dict[str, Any]) -> Rule:
    return Rule(
        events=_texts(values.get("events", ())),
        participants=_texts(values.get("participants", ())),
        one_in=values.get("one_in", 1),
        counting_from=values.get("counting_from", 1),
        steps=tuple(_step(step) for step in values.get("steps", ())),
    )


def _step(values: dict[str, Any]) -> Step:
    plain: dict[str, Any] = {
        name: value.text if isinstance(value, Scalar) else value for name, value in values.items()
    }
    place, wrong = plain.pop("_place"), plain.pop("correction", None)
    correction = Correction(wrong["days"], wrong["earlier_by"]) if wrong else None
    return Step(place, correction=correction, **plain)


def _texts(values: Collection[Scalar]) -> tuple[str, ...]:
    return tuple(value.text for value in values)


# What a scenario may say ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Checks:
    """The names that a scenario may use, and where to report."""

    definition: Definition
    participants: Collection[str]
    control: Collection[str]
    context: Context

    def check(self, values: dict[str, Any]) -> None:
        """Report what does not fit the definition or itself."""
        if values["starts"] >= values["ends"]:
            self._error(Place(1, 1), say("the scenario ends before it starts"))
        for rule in values["course"]:
            self._rule(rule)
        self._order(values["course"])

    def _rule(self, rule: dict[str, Any]) -> None:
        numbers = [event.number for event in self.definition.events]
        self._known("event", rule.get("events", ()), numbers)
        self._known("participant", rule.get("participants", ()), self.participants)
        if rule.get("silent", False) == ("steps" in rule):
            self._error(
                rule["_place"],
                say(
                    "a rule has either “{steps}” or “{silent}”",
                    steps=self.context.spelled("steps"),
                    silent=self.context.spelled("silent"),
                ),
            )
        for step in rule.get("steps", ()):
            self._known("event", [step["after"]] if "after" in step else [], numbers)
            self._way(step)
            self._rows(step)
            self._action(step, rule)

    def _way(self, step: dict[str, Any]) -> None:
        ways = {"after" if way == "days" and "after" in step else way for way in WAYS if way in step}
        if len(ways) != 1:
            names = tuple(self.context.spelled(way) for way in WAYS)
            self._error(
                step["_place"], say("a step happens in exactly one of these ways: {names}", names=names)
            )

    def _rows(self, step: dict[str, Any]) -> None:
        """What is done to rows is said, and so are the rows that some are left out of."""
        for key, needed in (("row", "action"), ("excepted", "row")):
            if key in step and needed not in step:
                self._error(
                    step["_place"],
                    say(
                        "a step with “{key}” needs “{needed}”",
                        key=self.context.spelled(key),
                        needed=self.context.spelled(needed),
                    ),
                )

    def _action(self, step: dict[str, Any], rule: dict[str, Any]) -> None:
        action = step.get("action")
        for event in self._events(rule):
            moves = self._moves(event, inside="row" in step)
            if action is not None and action.text not in (*moves, *self.control):
                self._error(action.place, unknown("trigger", action.text, moves))
                return

    def _moves(self, event: Event, *, inside: bool) -> list[str]:
        flows = [self.definition.flow_of(event)]
        if inside:
            names = {section.flow for section in event.sheet}
            flows = [flow for flow in self.definition.flows if flow.name in names]
        return [move.name for flow in flows for move in flow.transitions]

    def _order(self, rules: list[dict[str, Any]]) -> None:
        """Report steps that wait for each other."""
        try:
            TopologicalSorter(dict(self._waits(rules))).prepare()
        except CycleError as error:
            names = tuple(str(number) for number in error.args[1])
            self._error(Place(1, 1), say("these events wait for each other: {names}", names=names))

    def _waits(self, rules: list[dict[str, Any]]) -> Iterator[tuple[str, set[str]]]:
        for event in self.definition.events:
            steps = [step for rule in rules if event in self._events(rule) for step in rule.get("steps", ())]
            yield event.number, {*event.upstream, *(step["after"].text for step in steps if "after" in step)}

    def _events(self, rule: dict[str, Any]) -> list[Event]:
        named = _texts(rule.get("events", ()))
        return [event for event in self.definition.events if not named or event.number in named]

    def _known(self, kind: str, given: Collection[Scalar], known: Collection[str]) -> None:
        for name in given:
            if name.text not in known:
                self._error(name.place, unknown(kind, name.text, known))

    def _error(self, place: Place, message: Text) -> None:
        self.context.report.error(place, message)
