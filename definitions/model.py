"""What a definition says, once read and checked: plain frozen values that the other rooms work with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from calendars import Convention
from definitions.phrases import Reading


@dataclass(frozen=True)
class Document:
    """The act that approved the plan, as it names itself."""

    form: str = ""
    approved_by: str = ""
    dated: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Roll:
    """What a deadline does on a non-working day, and whose decision that is (for windows, if it is another's)."""

    dates: Convention
    windows: Convention
    decided_by: str
    windows_decided_by: str | None = None


@dataclass(frozen=True)
class Reminders:
    """The ladder: working days before the due date, the day itself, then once overdue and again at intervals."""

    days_before: tuple[int, ...] = (10, 3, 1)
    on_the_day: bool = True
    overdue_after: int = 1
    overdue_every: int = 7


@dataclass(frozen=True)
class Role:
    """Who can owe or do something; `each` marks the role whose participants have rows of their own."""

    name: str
    title: str = ""
    each: bool = False


@dataclass(frozen=True)
class State:
    """A state of a flow: `final` ends the case, `met` means that the deadline is met once it is entered."""

    name: str
    final: bool = False
    met: bool = False
    holder: str | None = None


@dataclass(frozen=True)
class Transition:
    """A move between states: who may make it (roles; empty: whoever is responsible) and what must be given."""

    name: str
    sources: tuple[str, ...]
    target: str
    by: tuple[str, ...] = ()
    needs: Mapping[str, DataKind] = field(default_factory=dict)


DataKind = Literal["text", "date", "participants"]


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


def _missing(name: str) -> State:
    raise KeyError(name)


@dataclass(frozen=True)
class Anchor:
    """What a deadline counts from: the day an event was met for the same subject, or a date set from outside."""

    event: str | None = None
    external: bool = False


@dataclass(frozen=True)
class OnlyNamed:
    """A case applies only to the participants that `data` of an entry of `event` names."""

    event: str
    data: str


@dataclass(frozen=True)
class Event:
    """A control event: one item of the plan."""

    number: str
    title: str
    responsible: tuple[str, ...]
    phrase: str
    reading: Reading
    flow: str
    coordinator: str | None = None
    for_each: str | None = None
    interaction: str = ""
    anchor: Anchor | None = None
    opens_after: str | None = None
    only_for: OnlyNamed | None = None
    needs: Mapping[str, DataKind] = field(default_factory=dict)

    @property
    def upstream(self) -> tuple[str, ...]:
        """The numbers of the events whose facts this one depends on."""
        anchor = self.anchor.event if self.anchor else None
        condition = self.only_for.event if self.only_for else None
        return tuple(dict.fromkeys(number for number in (anchor, self.opens_after, condition) if number))


@dataclass(frozen=True)
class Example:
    """A due date (ISO) that the author expects of an event, and where in the file that stands."""

    event: str
    due: str
    line: int
    column: int


@dataclass(frozen=True)
class Definition:
    """A planning cycle as it was written; identified by its name and the hash of its content."""

    name: str
    title: str
    document: Document
    calendar: str
    timezone: str
    roll: Roll
    reminders: Reminders
    roles: tuple[Role, ...]
    flows: tuple[Flow, ...]
    events: tuple[Event, ...]
    presidential: bool = False
    examples: tuple[Example, ...] = ()

    def event(self, number: str) -> Event | None:
        """Return the event of that number, or None."""
        return next((event for event in self.events if event.number == number), None)

    def flow_of(self, event: Event) -> Flow:
        """Return the flow that the event's cases go through."""
        return next(flow for flow in self.flows if flow.name == event.flow)

    @property
    def each_role(self) -> str | None:
        """The role a participant has when its file does not say: the only one marked “each”."""
        each = [role.name for role in self.roles if role.each]
        return each[0] if len(each) == 1 else None
