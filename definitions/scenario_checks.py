"""What a scenario may say: names that its definition knows, one way for each step, nothing that waits for itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from calendars.saying import Text, say
from definitions.model import Definition, Event
from definitions.periods import KIND_NAMES, period_kind
from definitions.scenario_shapes import CHANGES, WAYS
from definitions.shapes import Context, unknown
from definitions.tree import Place, Scalar


def texts(values: Collection[Scalar]) -> tuple[str, ...]:
    """Return what scalars say."""
    return tuple(value.text for value in values)


def joining(values: dict[str, Any]) -> list[str]:
    """Return the names of those whom a change lets join."""
    return [name for one in values.get("changes", ()) if (name := _name(one.get("joins", {})))]


def wordings(values: dict[str, Any]) -> list[str]:
    """Return the files of the wordings that changes bring."""
    return [change["definition"] for change in values.get("changes", ()) if "definition" in change]


def _name(joins: Mapping[str, str]) -> str:
    return joins.get("название") or joins.get("name") or ""


@dataclass(frozen=True)
class Checks:
    """The names that a scenario may use, and where to report; what any wording of the definition has may be named."""

    definitions: tuple[Definition, ...]
    participants: Collection[str]
    control: Collection[str]
    context: Context

    def check(self, values: dict[str, Any]) -> None:
        """Report what does not fit the definition or itself."""
        if values["starts"] >= values["ends"]:
            self._error(Place(1, 1), say("the scenario ends before it starts"))
        for change in values.get("changes", ()):
            self._change(change, values)
        for rule in values["course"]:
            self._rule(rule)
        self._order(values["course"])

    def _rule(self, rule: dict[str, Any]) -> None:
        numbers = list(dict.fromkeys(event.number for one in self.definitions for event in one.events))
        self._known("event", rule.get("events", ()), numbers)
        for key in ("participants", "agencies"):
            self._known("participant", rule.get(key, ()), self.participants)
        self._periods(rule)
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

    def _change(self, change: dict[str, Any], values: dict[str, Any]) -> None:
        """A change is of one kind, on a day of the scenario, and about somebody who is known."""
        if len([kind for kind in CHANGES if kind in change]) != 1:
            names = tuple(self.context.spelled(kind) for kind in CHANGES)
            self._error(change["_place"], say("a change is exactly one of these: {names}", names=names))
        for key, needed in (("states", "definition"), ("into", "leaves")):
            if key in change and needed not in change:
                self._needs(change, key, needed)
        if not values["starts"] <= change["on"] <= values["ends"]:
            self._error(change["_place"], say("{day} is not a day of the scenario", day=change["on"]))
        if "joins" in change and not _name(change["joins"]):
            self._error(change["_place"], say("say what the participant who joins is called"))
        for key in ("leaves", "into"):
            self._known("participant", [change[key]] if key in change else [], self.participants)

    def _periods(self, rule: dict[str, Any]) -> None:
        known = {kind: None for _, event in self._events(rule) for kind in event.periods}
        for one in rule.get("periods", ()):
            if period_kind(one.text) not in known:
                names = [
                    KIND_NAMES[kind][self.context.language == "en"] for kind in known if kind in KIND_NAMES
                ]
                self._error(one.place, unknown("period", one.text, names))

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
                self._needs(step, key, needed)

    def _needs(self, table: dict[str, Any], key: str, needed: str) -> None:
        self._error(
            table["_place"],
            say(
                "“{key}” needs “{needed}” beside it",
                key=self.context.spelled(key),
                needed=self.context.spelled(needed),
            ),
        )

    def _action(self, step: dict[str, Any], rule: dict[str, Any]) -> None:
        action = step.get("action")
        known: dict[str, list[str]] = {}
        for definition, event in self._events(rule):
            known.setdefault(event.number, []).extend(_moves(definition, event, inside="row" in step))
        for moves in known.values():
            if action is not None and action.text not in (*moves, *self.control):
                self._error(action.place, unknown("trigger", action.text, list(dict.fromkeys(moves))))
                return

    def _order(self, rules: list[dict[str, Any]]) -> None:
        """Report steps that wait for each other."""
        try:
            TopologicalSorter(self._waits(rules)).prepare()
        except CycleError as error:
            names = tuple(str(number) for number in error.args[1])
            self._error(Place(1, 1), say("these events wait for each other: {names}", names=names))

    def _waits(self, rules: list[dict[str, Any]]) -> dict[str, set[str]]:
        waits: dict[str, set[str]] = {}
        for definition in self.definitions:
            for event in definition.events:
                waits.setdefault(event.number, set()).update(event.upstream)
        for rule in rules:
            after = {step["after"].text for step in rule.get("steps", ()) if "after" in step}
            for _, event in self._events(rule):
                waits[event.number] |= after
        return waits

    def _events(self, rule: dict[str, Any]) -> list[tuple[Definition, Event]]:
        """Return the events that a rule is about, in each wording that has them."""
        named = texts(rule.get("events", ()))
        return [
            (definition, event)
            for definition in self.definitions
            for event in definition.events
            if not named or event.number in named
        ]

    def _known(self, kind: str, given: Collection[Scalar], known: Collection[str]) -> None:
        for name in given:
            if name.text not in known:
                self._error(name.place, unknown(kind, name.text, known))

    def _error(self, place: Place, message: Text) -> None:
        self.context.report.error(place, message)


def _moves(definition: Definition, event: Event, *, inside: bool) -> list[str]:
    flows = [definition.flow_of(event)]
    if inside:
        names = {section.flow for section in event.sheet}
        flows = [flow for flow in definition.flows if flow.name in names]
    return [move.name for flow in flows for move in flow.transitions]
