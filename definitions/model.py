"""What a definition says, once read and checked: plain frozen values that the other rooms work with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from calendars import Convention
from definitions.periods import One
from definitions.phrases import Reading

# The document ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Document:
    """The act that approved the plan, as it names itself; `in_force` are the first and last day of this wording."""

    form: str = ""
    reference: str = ""
    approved_by: str = ""
    dated: str = ""
    basis: str = ""
    edition: str = ""
    in_force: tuple[date | None, date | None] = (None, None)
    controlled_by: str = ""


ParameterKind = Literal["year", "date", "number", "text"]


@dataclass(frozen=True)
class Parameter:
    """A value given when the cycle starts; `value` is "" until then, a date in ISO, a number in digits."""

    name: str
    kind: ParameterKind
    title: str = ""
    value: str = ""


@dataclass(frozen=True)
class YearOf:
    """A year: that of `parameter` (or of its date) moved by `shift`; with no parameter `shift` is the year itself."""

    parameter: str = ""
    shift: int = 0


@dataclass(frozen=True)
class YearRule:
    """Which year the words of a phrase mean: «отчётный», «текущий», «планируемый», or none at all."""

    reporting: YearOf | None = None
    current: YearOf | None = None
    planned: YearOf | None = None
    unnamed: YearOf | None = None


# The rules ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Roll:
    """What a deadline does on a non-working day, and whose decision that is (for windows, if it is another's)."""

    dates: Convention
    windows: Convention
    decided_by: str
    windows_decided_by: str | None = None


Clock = Literal["cycle", "addressee", "sender"]


@dataclass(frozen=True)
class Received:
    """What comes in after `hour` counts as come in on the next working day, by the clock of `whose`."""

    hour: time
    whose: Clock = "cycle"


@dataclass(frozen=True)
class Moving:
    """Who may move a term and what must be given for it; nobody where `forbidden`."""

    forbidden: bool = False
    by: tuple[str, ...] = ()
    needs: Mapping[str, DataKind] = field(default_factory=dict)
    requested_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reminders:
    """The ladder: working days before the due date, the day itself, then once overdue and again at intervals."""

    days_before: tuple[int, ...] = (10, 3, 1)
    on_the_day: bool = True
    overdue_after: int = 1
    overdue_every: int = 7
    at_once: bool = False
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True)
class Copy:
    """Somebody else who is written to once a case is `overdue` so many working days (0: on the day itself)."""

    to: tuple[str, ...]
    overdue: int = 0


# Roles and flows ---------------------------------------------------------------------------------------------


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
    """Who can owe or do something; `each` marks the role whose participants have rows of their own."""

    name: str
    title: str = ""
    each: bool = False
    data: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    superior: str | None = None
    appointed: Appointed | None = None


#: Stand in a flow for the roles that the event names, so that one flow can serve many events and definitions.
RESPONSIBLE = "*responsible"
ADDRESSEE = "*addressee"
#: Stand in a ladder for those who are written to beside whoever owes a case.
HEAD = "*head"
CURATOR = "*curator"
SUPERIOR = "*superior"


@dataclass(frozen=True)
class State:
    """A state of a flow: `final` ends the case, `met` means that the deadline is met once it is entered.

    `limit` is the time a case may stay in it, counted from its entry, or from the date given as `counts_from`.
    """

    name: str
    final: bool = False
    met: bool = False
    holder: str | None = None
    limit: Term | None = None
    counts_from: str | None = None
    reminders: str | None = None


#: What is given with an entry: `document` is a number and a date, `file` something attached.
DataKind = Literal["text", "date", "time", "number", "document", "person", "file", "participants"]


@dataclass(frozen=True)
class Transition:
    """A move between states: who may make it (roles; empty: whoever is responsible) and what must be given."""

    name: str
    sources: tuple[str, ...]
    target: str
    by: tuple[str, ...] = ()
    needs: Mapping[str, DataKind] = field(default_factory=dict)


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


# Events ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Term:
    """A deadline as the plan words it, and how it was read; `periods` are the reporting periods it is for (all: ()).

    `phrase` is "" where the definition gives the reading itself.
    """

    phrase: str
    reading: Reading
    periods: tuple[One, ...] = ()


@dataclass(frozen=True)
class Anchor:
    """What a deadline counts from: one of these, never guessed.

    `event`: the day it was met (`planned`: its due date; `state`: the day it entered that state; `data`: the last of
    the dates given under these names). `parameter`: a date given at the start. `period`: the end of the reporting
    period. `external`: a date that somebody will set.
    """

    event: str | None = None
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
class Opening:
    """What must have come before a case can begin: an event for the same row, or (`all`) every row of it."""

    event: str
    all: bool = False


@dataclass(frozen=True)
class Excepted:
    """Rows that an event does not have: those of these participants, in these reporting periods (empty: any)."""

    participants: tuple[str, ...] = ()
    periods: tuple[One, ...] = ()


@dataclass(frozen=True)
class Survey:
    """A question with one answer a participant inside one case; who gave none is `unanswered`, which is not "fine"."""

    for_each: str
    filled_by: str
    answers: Mapping[str, DataKind]
    unanswered: str


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
    needs: Mapping[str, DataKind] = field(default_factory=dict)
    attach: Mapping[str, DataKind] = field(default_factory=dict)
    survey: Survey | None = None
    target: Target | None = None
    then: FollowUp | None = None
    policy: Policy = Policy()

    @property
    def upstream(self) -> tuple[str, ...]:
        """The numbers of the events whose facts this one depends on."""
        anchor = self.anchor.event if self.anchor else None
        opens = self.opens.event if self.opens else None
        condition = self.only_for.event if self.only_for else None
        found = (anchor, opens, condition, *self.requires)
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
    moving: Moving = Moving()
    removing: Moving = Moving()
    years: YearRule = YearRule()
    parameters: tuple[Parameter, ...] = ()
    ladders: Mapping[str, Reminders] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

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
    def each_role(self) -> str | None:
        """The role a participant has when its file does not say: the only one marked “each”."""
        each = [role.name for role in self.roles if role.each]
        return each[0] if len(each) == 1 else None
