"""What a definition says, once read and checked: plain frozen values that the other rooms work with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from definitions.model_flows import (
    Flow,
    Role,
    Term,
)
from definitions.model_rating import Rating
from definitions.model_reports import ReportForm
from definitions.model_rules import (
    DataKind,
    Document,
    Moving,
    Parameter,
    Received,
    Reminders,
    Roll,
    YearRule,
)
from definitions.model_sheets import Section, Survey
from definitions.periods import One


@dataclass(frozen=True)
class Anchor:
    """What a deadline counts from: one of these, never guessed.

    `event`: the day it was met (`planned`: its due date; `state`: the day it entered that state; `data`: the last of
    the dates given under these names; `all`: the last of all its rows). `parameter`: a date given at the start.
    `period`: the end of the reporting period. `external`: a date that somebody will set.
    """

    event: str | None = None
    all: bool = False
    planned: bool = False
    state: str | None = None
    data: tuple[str, ...] = ()
    parameter: str | None = None
    period: bool = False
    external: bool = False


@dataclass(frozen=True)
class OnlyNamed:
    """A case applies only to the participants that `data` of an entry of `event` names."""

    event: str
    data: str


@dataclass(frozen=True)
class RecordedIn:
    """The act that an entry names as `data` must be recorded by then in one of `events`, with this `action`."""

    data: str
    events: tuple[str, ...]
    action: str


@dataclass(frozen=True)
class Opening:
    """What must have come before a case can begin: an event for the same row, or (`all`) every row of it.

    It has come once it is met, or (`state`) once it has entered that state. `without_missing`: once some of the rows
    have come the case can go on without the others.
    """

    event: str
    all: bool = False
    state: str | None = None
    without_missing: bool = False


@dataclass(frozen=True)
class Excepted:
    """Rows that an event does not have: those of these participants, in these reporting periods (empty: any)."""

    participants: tuple[str, ...] = ()
    periods: tuple[One, ...] = ()


@dataclass(frozen=True)
class Target:
    """A softer date beside the due date, taken from what an event laid down; never a violation."""

    event: str
    data: str


@dataclass(frozen=True)
class FollowUp:
    """What is to be done once the deadline is met, without a term of its own: whom to tell."""

    inform: tuple[str, ...]


MetBy = Literal["sending", "receipt", "submission", "decision", "holding"]


@dataclass(frozen=True)
class Policy:
    """Where an event differs from the rules of its definition; None: it does not."""

    roll: Roll | None = None
    calendar: str | None = None
    presidential: bool | None = None
    reminders: str | None = None
    inclusive: bool | None = None
    received: Received | None = None
    moving: Moving | None = None
    years: YearRule | None = None


@dataclass(frozen=True)
class Event:
    """A control event: one item of the plan. No `terms`: the plan sets no deadline."""

    number: str
    title: str
    responsible: tuple[str, ...]
    terms: tuple[Term, ...]
    flow: str
    coordinator: str | None = None
    for_each: str | None = None
    agency: str | None = None
    periods: tuple[One, ...] = ()
    excepted: tuple[Excepted, ...] = ()
    to: tuple[str, ...] = ()
    via: str | None = None
    submitted_by: str | None = None
    met_by: MetBy | None = None
    done: str = ""
    outcome: str = ""
    as_of: str = ""
    interaction: str = ""
    note: str = ""
    anchor: Anchor | None = None
    opens: Opening | None = None
    requires: tuple[str, ...] = ()
    only_for: OnlyNamed | None = None
    recorded_in: RecordedIn | None = None
    needs: Mapping[str, DataKind] = field(default_factory=dict)
    attach: Mapping[str, DataKind] = field(default_factory=dict)
    survey: Survey | None = None
    sheet: tuple[Section, ...] = ()
    sheet_heading: str = ""
    target: Target | None = None
    #: The parameter whose words stand in place of the deadline, once they are given.
    other_deadline: str | None = None
    then: FollowUp | None = None
    policy: Policy = field(default_factory=Policy)

    @property
    def upstream(self) -> tuple[str, ...]:
        """The numbers of the events whose facts this one depends on."""
        anchor = self.anchor.event if self.anchor else None
        opens = self.opens.event if self.opens else None
        condition = self.only_for.event if self.only_for else None
        target = self.target.event if self.target else None
        acts = self.recorded_in.events if self.recorded_in else ()
        found = (anchor, opens, condition, target, *self.requires, *acts)
        return tuple(dict.fromkeys(number for number in found if number and number != self.number))

    def term(self, period: One | None = None) -> Term | None:
        """Return the term for a kind of reporting period; None where the plan sets none."""
        return next((term for term in self.terms if not term.periods or period in term.periods), None)


@dataclass(frozen=True)
class Example:
    """A due date that the author expects, and where in the file that stands.

    Of an event, in a reporting period and counted from a day where it has such; or of a `phrase` alone. `due` is None
    where no date is expected yet.
    """

    event: str
    due: date | None
    line: int
    column: int
    period: One | None = None
    counted_from: date | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)


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
    inclusive: bool = True
    received: Received | None = None
    moving: Moving = field(default_factory=Moving)
    removing: Moving = field(default_factory=Moving)
    years: YearRule = field(default_factory=YearRule)
    parameters: tuple[Parameter, ...] = ()
    ladders: Mapping[str, Reminders] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    reports: tuple[ReportForm, ...] = ()
    rating: Rating | None = None

    def event(self, number: str) -> Event | None:
        """Return the event of that number, or None."""
        return next((event for event in self.events if event.number == number), None)

    def flow_of(self, event: Event) -> Flow:
        """Return the flow that the event's cases go through."""
        return next(flow for flow in self.flows if flow.name == event.flow)

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of that name, or None."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)

    @property
    def asked(self) -> frozenset[str]:
        """The names under which something is asked for with an entry."""
        tables = [
            *(table for event in self.events for table in (event.needs, event.attach)),
            *(event.policy.moving.needs for event in self.events if event.policy.moving),
            *(event.survey.answers for event in self.events if event.survey),
            *(move.needs for flow in self.flows for move in flow.transitions),
            self.moving.needs,
            self.removing.needs,
        ]
        return frozenset(name for table in tables for name in table)

    @property
    def each_role(self) -> str | None:
        """The role a participant has when its file does not say: the only one marked “each”."""
        each = [role.name for role in self.roles if role.each]
        return each[0] if len(each) == 1 else None
