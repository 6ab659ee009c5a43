"""What a cycle consists of, in each of its versions: everything a fold needs besides the entries about its cases."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from math import inf

from definitions import Event, Reminders
from workflow.changes import Change
from workflow.entries import CaseKey
from workflow.machine import CompiledFlow
from workflow.participants import Participant, correspondents_of
from workflow.rows import Rows, holders, rows_of
from workflow.setup import Setup


@dataclass(frozen=True)
class Cycle(Setup):
    """A definition started with participants, as it is from one day on until a change makes the next version of it.

    `before` is the version that this one replaced, `changes` are the entries that did so; a cycle that nothing has
    changed has neither. A `repealed` version has no cases of its own: what had begun goes on by the one before.
    """

    before: Cycle | None = None
    changes: tuple[Change, ...] = ()
    repealed: bool = False

    # Versions --------------------------------------------------------------------------------------------

    @cached_property
    def versions(self) -> tuple[Cycle, ...]:
        """All versions up to here, the oldest first."""
        return (*(self.before.versions if self.before else ()), self)

    @property
    def since(self) -> date:
        """The day on which this version came into force."""
        return self.begins[0]

    @property
    def begins(self) -> tuple[date, float]:
        """The place among all entries from which this version is in force: a day, and the entry that made it."""
        return (self.changes[0].on, self.changes[0].number) if self.changes else (self.started_on, 0)

    def at(self, day: date, number: float = inf) -> Cycle:
        """Return the version in force on a day: after the entry of that number, or at the end of the day.

        Before the cycle started that is the first.
        """
        found = self
        while found.before is not None and found.begins > (day, number):
            found = found.before
        return found

    def own_at(self, key: CaseKey, day: date, number: float = inf) -> Cycle:
        """Return the version by which a case goes on a day: of those that have it the last by then, else the first."""
        found = self.at(day, number)
        return found.home(key) if found.has(key) else self.origin(key)

    def home(self, key: CaseKey) -> Cycle:
        """Return the newest version that has a case; KeyError where none has."""
        return self if self.before is None else self.versions[self._at_home(key)]

    def origin(self, key: CaseKey) -> Cycle:
        """Return the oldest version that has a case."""
        return (
            self
            if self.before is None
            else next(version for version in self.versions if version.rows.has(key))
        )

    def has_own(self, key: CaseKey) -> bool:
        """Whether this version itself has a case."""
        return self.rows.has(key)

    def ended(self, key: CaseKey) -> Cycle | None:
        """Return the version from which on there is no such case any more; None while there is."""
        after = 0 if self.before is None else self._at_home(key) + 1
        return self.versions[after] if 0 < after < len(self.versions) else None

    def _at_home(self, key: CaseKey) -> int:
        newest = len(self.versions) - 1
        for number in range(newest, -1, -1):
            if self.versions[number].rows.has(key):
                return number
        raise KeyError(key)

    @cached_property
    def left(self) -> Mapping[str, str]:
        """Who has left in any version, with the successor ("": none)."""
        own = {change.name: change.into for change in self.changes if change.name}
        return {**(self.before.left if self.before else {}), **own}

    @cached_property
    def everyone(self) -> Mapping[str, Participant]:
        """Who takes part, or took part in a version before, by name."""
        return {**(self.before.everyone if self.before else {}), **self.by_name}

    @cached_property
    def correspondents(self) -> Mapping[str, Participant]:
        """Everyone who may get a letter, or could in a version before: participants, their heads and curators."""
        before = self.before.correspondents if self.before else {}
        return {**before, **correspondents_of(self.participants)}

    def event(self, number: str) -> Event:
        """Return an event that is known to exist, as the newest version that has it says it."""
        found = self._by_number.get(number)
        if found is None and self.before is not None:
            return self.before.event(number)
        return self._by_number[number]

    def event_of(self, key: CaseKey) -> Event:
        """Return the event of a case as the newest version that has the case says it."""
        return self._by_number[key.event] if self.before is None else self.home(key).event(key.event)

    def worded(self, event: Event) -> Cycle:
        """Return the version that an event is of: with the flows and the ladders that it names."""
        if self.before is None or self._by_number.get(event.number) is event:
            return self
        return self.before.worded(event)

    def machine_of(self, event: Event) -> CompiledFlow:
        """Return the machine of the flow of an event, by the version that the event is of."""
        return self.worded(event).machines[event.flow]

    def roles_of(self, key: CaseKey) -> tuple[str, ...]:
        """Return the roles of whom a case is about: its subject and its agency."""
        who = (self.by_name[name] for name in (key.subject, key.agency) if name in self.by_name)
        return tuple(role for one in who for role in (one.role, *one.also))

    def keys_of(self, event: Event) -> tuple[CaseKey, ...]:
        """Return the cases of an event: one for each participant and reporting period it has rows for, or one."""
        return tuple(self.rows.of(event.number))

    def rows_of(self, event: Event) -> Iterator[CaseKey]:
        """Yield the cases of an event one by one, and keep none: for those who go through all of very many."""
        return iter(()) if self.repealed else rows_of(self.definition, event, self.by_role)

    @cached_property
    def rows(self) -> Rows:
        """The rows of this version, and which of them go together."""
        return Rows(self._by_number, self.rows_of)

    def has(self, key: CaseKey) -> bool:
        """Whether there is such a case, in this version or in one before."""
        return any(version.rows.has(key) for version in self.versions)

    @cached_property
    def keys(self) -> tuple[CaseKey, ...]:
        """Every case of the cycle, in the order of the plan; then those that only versions before had."""
        found: dict[CaseKey, None] = {}
        for version in reversed(self.versions):
            for event in version.definition.events:
                found.update(dict.fromkeys(version.keys_of(event)))
        return tuple(found)

    @cached_property
    def alike(self) -> tuple[Cycle, ...]:
        """The versions of one wording up to here, the oldest first: only who takes part, or the calendar, differs."""
        before = self.before
        return (*(before.alike if before and before.definition is self.definition else ()), self)

    def above(self, key: CaseKey, number: str) -> tuple[CaseKey, ...]:
        """Return the cases of event `number` that a case answers to: the one of its row, or several.

        Those of who has left since are among them: what they had done, or somebody has taken over, still counts.
        """
        if self.before is None:
            return self.rows.beside(key, number)
        found = dict.fromkeys(row for one in self.alike for row in one.rows.beside(key, number))
        for one in self.worded_before(key.event, number):
            found.update(
                dict.fromkeys(row for row in one.rows.beside(key, number) if self.is_of_who_left(row))
            )
        return tuple(found)

    def worded_before(self, number: str, other: str) -> Iterator[Cycle]:
        """Yield the versions of older wordings whose rows of event `other` may still count for those of `number`.

        They are of those who left under those wordings, and only where both events have rows for the same.
        """
        older = self.alike[0].before
        if older is None or not self.left or not self.order:
            return
        for one in older.versions:
            if all(_alike(one.rows.events.get(each), self.rows.events.get(each)) for each in (number, other)):
                yield one

    def is_of_who_left(self, key: CaseKey) -> bool:
        """Whether a case is about somebody who took part once, and does no more."""
        return any(name in self.left and name not in self.by_name for name in (key.subject, key.agency))

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The numbers of the events of all wordings, each after those it depends on by any; () where two contradict."""
        above: dict[str, set[str]] = {}
        for version in self.wordings:
            for event in version.definition.events:
                above.setdefault(event.number, set()).update(event.upstream)
        try:
            return tuple(TopologicalSorter(above).static_order())
        except CycleError:
            return ()

    @cached_property
    def wordings(self) -> tuple[Cycle, ...]:
        """The newest version of each wording, the oldest first."""
        older = self.alike[0].before
        return (*(older.wordings if older else ()), self)

    def in_role(self, event: Event, key: CaseKey, role: str) -> tuple[Participant, ...]:
        """Return who has a role in a case: the row's own subject or agency, else everyone with that role.

        Who has left is followed by the successor, or by nobody.
        """
        own = key.subject if role == event.for_each else key.agency if role == event.agency else ""
        if not own:
            return self.by_role.get(role, ())
        own = self.follower(own)
        return (self.by_name[own],) if own else ()

    def has_left(self, name: str) -> bool:
        """Whether a participant has left, and nobody has followed."""
        return bool(name) and not self.follower(name)

    def unfollowed(self, key: CaseKey) -> tuple[str, ...]:
        """Return those whom a case is about who have left, and nobody has followed."""
        return tuple(name for name in (key.subject, key.agency) if self.has_left(name))

    def gone(self, key: CaseKey) -> Cycle | None:
        """Return the version since which nobody stands for one whom a case is about; None while somebody does."""
        found: Cycle | None = None
        for version in reversed(self.versions):
            if not version.unfollowed(key):
                break
            found = version
        return found

    def follower(self, name: str) -> str:
        """Return who stands for a participant now: itself, else who followed; "" where nobody did."""
        passed = set[str]()
        while name and name not in self.by_name and name not in passed:
            passed.add(name)
            name = self.left.get(name, "")
        return name if name in self.by_name else ""

    def taken_over(self, event: Event, key: CaseKey, roles: Container[str]) -> date | None:
        """Return the day since which somebody else stands for one whom a case is about, in one of these roles."""
        own = {event.for_each: key.subject, event.agency: key.agency}
        names = [name for role, name in own.items() if role in roles and name and name not in self.by_name]
        return max((day for name in names if (day := self._followed_on(name))), default=None)

    def _followed_on(self, name: str) -> date | None:
        other, since = self.follower(name), None
        for version in reversed(self.versions) if other else ():
            if version.follower(name) != other:
                break
            since = version.since
        return since

    def ladder(self, event: Event, state: str = "") -> Reminders:
        """Return the reminders of a case in a state: the state's own, the event's own, or those of the rules."""
        own = self.machine_of(event).flow.state(state).reminders if state else None
        name = own or event.policy.reminders
        definition = self.worded(event).definition
        return definition.ladders[name] if name else definition.reminders


def _alike(older: Event | None, newer: Event | None) -> bool:
    """Whether two wordings have an event with rows for the same."""
    if older is None or newer is None:
        return False
    return (older.for_each, older.agency, older.periods) == (newer.for_each, newer.agency, newer.periods)


def holding_roles(cycle: Cycle, event: Event, state: str) -> tuple[str, ...]:
    """Return the roles in whose hands a case is in a state: those its flow names, else those who owe it."""
    return holders(event, cycle.machine_of(event).flow.state(state))
