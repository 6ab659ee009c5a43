"""How a case goes from state to state as its entries are applied one by one, through the versions of its cycle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from math import inf

from calendars.saying import Text, say
from definitions import Event, Transition, day_in, is_list
from workflow.cases import Act, Conflict, Removal, Stay
from workflow.changes import Change, state_after
from workflow.clocks import hour_given
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry
from workflow.inside import Inside
from workflow.opening import Upstream
from workflow.recorded import why_not_recorded
from workflow.requests import Controlled
from workflow.versions import changes_between


@dataclass
class Walk:
    """Where a case is while its entries are applied.

    `known` are all its entries by number; `judge` says what it takes from the cases above it by a version of its cycle
    (None: that cannot be told any more); `recorded` are the acts that its entries may name (None: any). Since the
    version `ended` it is off the plan, unless it has left its first state by then. Since the version `gone` nobody
    stands for one whom it is about.
    """

    cycle: Cycle
    key: CaseKey
    judge: Callable[[Cycle], Upstream | None]
    known: Mapping[int, Entry]
    ended: Cycle | None = None
    gone: Cycle | None = None
    recorded: tuple[Act, ...] | None = None
    state: str = ""
    actual: date | None = None
    actual_at: time | None = None
    met_entry: int | None = None
    met_in: Cycle | None = None
    removal: Removal | None = None
    control: Controlled = field(default_factory=Controlled)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    dates_known: dict[str, datetime] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    #: The version that each stay was in, or ended in.
    homes: list[Cycle] = field(default_factory=list)
    _ahead: list[Cycle] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin in the first state of the first version that has the case."""
        versions = self.cycle.versions
        self._ahead = [one for one in versions if one.has_own(self.key)] if len(versions) > 1 else [*versions]
        self.version = self._ahead.pop(0)
        self.state = self.version.machine_of(self.event).flow.initial
        self.stays.append(Stay(self.state, self.version.since))
        self.homes.append(self.version)
        self.inside = Inside(self.version, self.key)

    @property
    def event(self) -> Event:
        """The event as the version says it that the walk has come to."""
        return self.version.event(self.key.event)

    @property
    def closed(self) -> bool:
        """Whether nobody followed who left before the journal had it that the deadline was met: it stays closed."""
        met = self.known.get(self.met_entry or 0)
        return self.gone is not None and (met is None or self._place(met)[1] > self.gone.begins[1])

    def apply(self, entries: Iterable[Entry]) -> None:
        """Apply entries in the order in which they happened, then go on to the newest version."""
        for entry in entries:
            self._go_on(*self._place(entry))
            self._apply(entry)
        self._go_on(date.max, inf)

    def _place(self, entry: Entry) -> tuple[date, int]:
        return place_of(entry, self.known)

    def _go_on(self, day: date, number: float) -> None:
        """Go on to the version in force by an entry: a state takes its new name, and a stay keeps its beginning."""
        while self._ahead and self._ahead[0].begins <= (day, number):
            before, self.version = self.version, self._ahead.pop(0)
            changes = changes_between(before, self.version)
            known = {state.name for state in self.version.machine_of(self.event).flow.states}
            self.state = state_after(self.state, changes, known)
            self.stays[-1] = replace(self.stays[-1], state=self.state)
            if self.state not in known:
                self._begin_anew(changes)
            self.homes[-1] = self.version
            self.inside.go_on(self.version)

    def _begin_anew(self, changes: Iterable[Change]) -> None:
        """Begin in the first state of a wording that does not know the one that the case was in, and show it."""
        change = max(changes, key=lambda change: (change.definition is not None, change.number))
        initial = self.version.machine_of(self.event).flow.initial
        self.conflicts.append(
            Conflict(
                change.number, _NO_COUNTERPART.with_values(state=self.state, initial=initial), self.state
            )
        )
        self.state = initial
        self.stays[-1] = replace(self.stays[-1], state=initial)

    def _apply(self, entry: Entry) -> None:
        match entry.kind:
            case "act" | "add_row" | "answer" if entry.row:
                self._row(entry)
            case "act":
                self._act(entry)
            case _:
                if (why := self.control.apply(entry, self.actual)) is not None:
                    self._conflict(entry, why)
                if self.control.removed and self.removal is None:
                    self.removal = Removal(
                        entry.on, len(self.stays), self.actual is not None, dict(self.dates)
                    )

    def _row(self, entry: Entry) -> None:
        """Apply an entry about a row inside the case, which leaves the case itself where it is."""
        ended = entry.kind != "answer" and self.version.machine_of(self.event).flow.state(self.state).final
        closed = _CLOSED.with_values(state=self.state) if ended else None
        why = self._why_not(entry) or closed or self.inside.apply(entry, len(self.stays) - 1)
        if why is not None:
            self._conflict(entry, why)

    def _act(self, entry: Entry) -> None:
        """Fire a transition; one that no longer fits becomes a visible conflict and changes nothing."""
        machine = self.version.machine_of(self.event)
        target = machine.fire(self.state, entry.trigger)
        why = self._why_not(entry)
        if why is not None:
            self._conflict(entry, why)
        elif target is None:
            self._conflict(entry, _NOT_POSSIBLE.with_values(trigger=entry.trigger, state=self.state))
        elif (held := self.inside.held_back(entry.trigger)) is not None:
            self._conflict(entry, held)
        else:
            passed = machine.flow.through(target, self.version.roles_of(self.key))
            self._move(passed[-1], entry)
            if any(machine.flow.state(one).met for one in passed) and self.actual is None:
                self.actual, self.actual_at, self.met_entry = entry.on, self.stays[-1].at, entry.number
                self.met_in = self.version
        self.control.remark(entry.note)

    def _why_not(self, entry: Entry) -> Text | None:
        """Say why no act is possible; what happened under another wording was judged by that when it was recorded."""
        for version in (self.ended if len(self.stays) == 1 else None, self.gone if self.closed else None):
            if version is not None and self._place(entry) >= version.begins:
                return say("the case is off the plan since {day}", day=version.since)
        about = self.judge(self.version)
        missing = about.why_not(entry, self.event) if about is not None else None
        return missing or why_not_recorded(entry, self.event, self.recorded)

    def _conflict(self, entry: Entry, why: Text) -> None:
        """Remember an entry that does not fit; it changes nothing and is never lost."""
        self.conflicts.append(Conflict(entry.number, why, self.state))

    def _move(self, state: str, entry: Entry) -> None:
        """Go on to the next state; the stay in the last one ends that day."""
        move = self.version.machine_of(self.event).move(entry.trigger)
        at = entry.at or hour_given(entry, move)[1]
        self._take_data(entry, move)
        # What happened before the cycle began was not waited for: that stay lasted no time.
        began = min(self.stays[-1].since, entry.on)
        self.stays[-1] = replace(
            self.stays[-1], since=began, until=entry.on, until_at=at, ended_by=self._place(entry)[1]
        )
        counted = self.version.machine_of(self.event).flow.state(state).counts_from
        self.stays.append(
            Stay(
                state,
                entry.on,
                entry=entry.number,
                at=at,
                known_at=known_since(entry, self.known),
                counts_from=self.dates.get(counted) if counted else None,
            )
        )
        self.homes.append(self.version)
        self.state = state

    def _take_data(self, entry: Entry, move: Transition) -> None:
        event = self.event
        for name, kind in {**event.needs, **event.attach, **move.needs}.items():
            if name not in entry.data:
                continue
            if is_list(kind):
                self.named[name] = tuple(entry.data[name])
            elif kind in ("date", "document") and (day := day_in(entry.data[name])):
                self.dates[name] = day
                self.dates_known[name] = known_since(entry, self.known)
            if kind == "document":
                self.acts.append(Act(str(entry.data[name]), entry.trigger, entry.on))


_CLOSED = say("“{state}” is the end of this case: nothing changes in its rows any more")
_NO_COUNTERPART = say("the new wording does not know the state “{state}”: the case is in “{initial}” again")
_NOT_POSSIBLE = say("“{trigger}” is not possible in the state “{state}”")


def standing_of(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries of a case that count, in the order in which they happened.

    An entry does not count once it is withdrawn or corrected; one whose correction was withdrawn counts again. Within
    a day a correction stands where the entry stood that it corrects.
    """
    by_number = {entry.number: entry for entry in entries}
    void = voided(by_number.values())
    kept = [entry for entry in by_number.values() if entry.number not in void and entry.kind != "withdraw"]
    return sorted(kept, key=lambda entry: place_of(entry, by_number))


def voided(entries: Iterable[Entry]) -> dict[int, Entry]:
    """Return the entries of a case that were withdrawn or corrected, by number: each with the one that did so."""
    every = list(entries)
    withdrawn = {entry.corrects for entry in every if entry.kind == "withdraw"}
    return {
        entry.corrects: entry
        for entry in every
        if entry.corrects is not None and entry.number not in withdrawn
    }


def place_of(entry: Entry, known: Mapping[int, Entry]) -> tuple[date, int]:
    """Return the place of an entry among all: its day, and the number under which it was first recorded.

    By this it comes before or after others of the day, and before or after what changes the cycle on that day.
    """
    return entry.on, _first(entry, known).number


def known_since(entry: Entry, known: Mapping[int, Entry]) -> datetime:
    """Return when a fact was first recorded as it stands: a correction of something else about it does not count."""
    same = entry
    while same.corrects is not None and same.corrects in known and same.corrects < same.number:
        before = known[same.corrects]
        if (before.on, before.day, before.data) != (entry.on, entry.day, entry.data):
            break
        same = before
    return same.recorded_at


def _first(entry: Entry, known: Mapping[int, Entry]) -> Entry:
    while entry.corrects is not None and entry.corrects in known and entry.corrects < entry.number:
        entry = known[entry.corrects]
    return entry
