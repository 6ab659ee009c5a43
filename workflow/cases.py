"""A case as it stands after folding, and the stays and steps that it went through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from calendars.saying import Text
from definitions import Deadline
from workflow.entries import CaseKey
from workflow.requests import Request
from workflow.roles import People
from workflow.sheet import SheetRow
from workflow.spans import Span
from workflow.survey import Answer

Applies = Literal["yes", "no", "unknown"]
SlipCause = Literal["anchor", "decision", "amendment", "calendar"]


@dataclass(frozen=True)
class Stay:
    """One stay of a case in a state, from a day (and hour, where known) to a day (None: still there).

    `known_at` is the moment at which its beginning was first recorded as it stands; `counts_from` the day that a time
    limit of the state counts from, where the entry gave another than its own; `ended_by` the number under which what
    ended it was first recorded.
    """

    state: str
    since: date
    until: date | None = None
    entry: int | None = None
    at: time | None = None
    until_at: time | None = None
    known_at: datetime | None = None
    counts_from: date | None = None
    ended_by: int | None = None

    def since_in_period(self, opens: date | None) -> date:
        """Return since when its days count for anybody: not before the period that the plan has for the event."""
        return self.since if opens is None else max(self.since, min(opens, self.until or opens))


@dataclass(frozen=True)
class Slip:
    """By how many calendar days a due date moved since the cycle started, and why.

    `event` is the one whose day it counts from, where that is why.
    """

    cause: SlipCause
    days: int
    event: str | None = None


@dataclass(frozen=True)
class Step:
    """A stay in a state that has a time limit of its own; `round` counts the stays of the case in that state.

    `slips`: what moved its last day since it began.
    """

    state: str
    round: int
    stay: Stay
    deadline: Deadline
    slips: tuple[Slip, ...] = ()

    @property
    def due(self) -> date | None:
        """The last day in time; None where the limit sets none."""
        return self.deadline.due

    @property
    def open(self) -> bool:
        """Whether the case is still in that state."""
        return self.stay.until is None


@dataclass(frozen=True)
class Removal:
    """What a case had come to when it was removed from control: its stays, whether it was met, the dates it had given.

    What is done later is kept, and nobody waits for it.
    """

    on: date
    stays: int
    met: bool
    dates: Mapping[str, date]


@dataclass(frozen=True)
class Act:
    """An act that an entry gave: its number and date as they were written, with which action, and on which day."""

    named: str
    action: str
    on: date


@dataclass(frozen=True)
class Conflict:
    """An entry that does not fit: why, and in which state it met the case."""

    entry: int
    why: Text
    state: str


@dataclass(frozen=True)
class Case:
    """One control event for one subject, as the entries leave it.

    `baseline` is the first planned date, `baseline_due` the last day in time that it gave; `actual` is the day the
    deadline was met, `counted_on` the one as of which that counts; `waits_for` names the event whose result is still
    missing before this case can begin. `since` is the day from which the cycle has the case, `known_since` the one on
    which the present due date became known, where that is later (None: with the case itself).
    """

    key: CaseKey
    state: str
    applies: Applies
    deadline: Deadline
    baseline: date | None
    baseline_due: date | None
    since: date
    actual: date | None = None
    actual_at: time | None = None
    counted_on: date | None = None
    recorded_at: datetime | None = None
    removed: bool = False
    removal: Removal | None = None
    #: The day since which a change of the plan keeps it off, and whether it had begun when who it is about left.
    off_since: date | None = None
    had_begun: bool = False
    moved: bool = False
    moved_on: date | None = None
    moved_from: date | None = None
    moved_because: Text | None = None
    known_since: date | None = None
    waits_for: str | None = None
    #: The day on which the period begins that the plan has for it, or an answer said that it applies, if later.
    opens: date | None = None
    input_on: date | None = None
    input_event: str | None = None
    #: The rows of that event without which the case can begin, or began.
    missing: tuple[CaseKey, ...] = ()
    #: In which spans of days what it answers to had been sent back, before it was begun itself.
    sent_back: tuple[Span, ...] = ()
    #: The day on which it became known that it applies, where an answer says so (None: with the case itself).
    asked_on: date | None = None
    reason: str = ""
    slips: tuple[Slip, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    stays: tuple[Stay, ...] = ()
    steps: tuple[Step, ...] = ()
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: Mapping[str, date] = field(default_factory=dict)
    dates_known: Mapping[str, datetime] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    met_entry: int | None = None
    #: The rows inside it, by name, and the answers of its survey, by whom they are about (None: none given).
    sheet: Mapping[str, SheetRow] = field(default_factory=dict)
    answers: Mapping[str, Answer | None] = field(default_factory=dict)
    #: Who was appointed to the roles that it names; on the case of the event that appoints: all whom it appointed.
    people: People = field(default_factory=dict)
    #: A softer date beside the last day, the day on which that became known, and what gave it.
    target: date | None = None
    target_known: date | None = None
    target_because: Text | None = None
    #: Whether the reason was accepted (None: not judged yet), and when those were informed who had to be.
    reason_accepted: bool | None = None
    informed: date | None = None
    requests: tuple[Request, ...] = ()

    @property
    def due(self) -> date | None:
        """The last day in time."""
        return self.deadline.due

    @property
    def waits_again(self) -> bool:
        """Whether what it answers to had come, and is to be handed in again."""
        return any(until is None for _, until in self.sent_back)

    @property
    def over_since(self) -> date | None:
        """The day since which it is off control, or a change keeps it off the plan (None: it is not)."""
        return self.off_since or (self.removal.on if self.removal and self.removed else None)

    @property
    def outlived_target(self) -> bool:
        """Whether its target lies after its last day: then nobody is to aim at it any more."""
        return self.target is not None and self.due is not None and self.target > self.due

    @property
    def open(self) -> bool:
        """Whether somebody still owes something here."""
        return self.applies == "yes" and self.actual is None and not self.removed

    @property
    def step(self) -> Step | None:
        """The step that the case is in now."""
        return self.steps[-1] if self.steps and self.steps[-1].open and not self.removed else None
