"""Who takes part in a definition, and the states and actions that a case goes through."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from definitions.model_rules import DataKind
from definitions.periods import One
from definitions.phrases import Reading


@dataclass(frozen=True)
class Member:
    """A participant that the definition itself names; `also` are other roles it has too."""

    name: str
    data: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Appointed:
    """A role filled during the cycle by what the entry of an event names, perhaps one for each of a role."""

    event: str
    for_each: str | None = None


@dataclass(frozen=True)
class Role:
    """Who can owe or do something; `each` marks the role whose participants have rows of their own.

    Each participant of this role belongs to one of the role `within`: its data have that one's name under that role's.
    """

    name: str
    title: str = ""
    each: bool = False
    data: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    superior: str | None = None
    within: str | None = None
    appointed: Appointed | None = None


@dataclass(frozen=True)
class Term:
    """A deadline as the plan words it, and how it was read; `periods` are the reporting periods it is for (all: ()).

    Where the definition gives a structure, `phrase` is that, on one line. `source` says where the words come from when
    they are not the plan's own ("": they are).
    """

    phrase: str
    reading: Reading
    periods: tuple[One, ...] = ()
    source: str = ""


#: Stand in a flow for the roles that the event names, so that one flow can serve many events and definitions.
RESPONSIBLE = "*responsible"
ADDRESSEE = "*addressee"


@dataclass(frozen=True)
class State:
    """A state of a flow: `final` ends the case, `met` means that the deadline is met once it is entered.

    `limit` is the time a case may stay in it, counted from its entry, or from the date given as `counts_from`;
    `counted`: it has none, but the days that whoever holds it takes are counted.
    """

    name: str
    final: bool = False
    met: bool = False
    holder: str | None = None
    limit: Term | None = None
    counted: bool = False
    counts_from: str | None = None
    reminders: str | None = None


@dataclass(frozen=True)
class Transition:
    """A move between states: who may make it (roles; empty: whoever is responsible) and what must be given.

    A case of somebody in a role of `skipped_for` does not stay before it, and goes on by itself. Of the dates given as
    `in_order` none is later than the next.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    by: tuple[str, ...] = ()
    needs: Mapping[str, DataKind] = field(default_factory=dict)
    skipped_for: tuple[str, ...] = ()
    in_order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flow:
    """The states and transitions that a case goes through; it begins in the state `initial`."""

    name: str
    initial: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]

    def state(self, name: str) -> State:
        """Return the state of that name; KeyError if the flow has none."""
        return next((state for state in self.states if state.name == name), None) or _missing(name)

    def through(self, name: str, roles: Container[str]) -> tuple[str, ...]:
        """Return the states that a case enters one after the other with this one: the last is where it stays.

        `roles` are those of whom the case is about: what is skipped for them it goes past.
        """
        passed = [name]
        while onward := self._skipped(passed[-1], roles):
            if onward in passed:
                break
            passed.append(onward)
        return tuple(passed)

    def _skipped(self, name: str, roles: Container[str]) -> str | None:
        moves = (move for move in self.transitions if name in move.sources)
        return next((move.target for move in moves if any(one in roles for one in move.skipped_for)), None)


def _missing(name: str) -> State:
    raise KeyError(name)
