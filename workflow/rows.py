"""Which rows an event has, and which rows of another event go with a row: the same subject, agency and period."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from definitions import ADDRESSEE, RESPONSIBLE, Definition, Event, State, Term, period, period_ids
from workflow.entries import CaseKey
from workflow.participants import Participant


def rows_of(
    definition: Definition, event: Event, by_role: Mapping[str, tuple[Participant, ...]]
) -> Iterator[CaseKey]:
    """Yield the rows of an event: for each participant of its roles and each reporting period, or one for all.

    Of two roles every pair has a row, unless the first is within the second: then each has one with its own.
    """
    periods = period_ids(definition, event)
    for subject, agency in _pairs(definition, event, by_role):
        for period_id in periods:
            key = CaseKey(event.number, subject, agency, period_id)
            if not is_excepted(event, key):
                yield key


def _pairs(
    definition: Definition, event: Event, by_role: Mapping[str, tuple[Participant, ...]]
) -> Iterator[tuple[str, str]]:
    agencies = _names(event.agency, by_role)
    if event.agency is not None and is_within(definition, event):
        for member in by_role.get(event.for_each or "", ()):
            if (own := member.data.get(event.agency, "")) in agencies:
                yield member.name, own
    else:
        yield from product(_names(event.for_each, by_role), agencies)


def _names(role: str | None, by_role: Mapping[str, tuple[Participant, ...]]) -> dict[str, None]:
    return {"": None} if role is None else {member.name: None for member in by_role.get(role, ())}


def is_within(definition: Definition, event: Event) -> bool:
    """Whether each subject of an event belongs to one of its agencies, and has rows with that one alone."""
    own = (role.within for role in definition.roles if role.name == event.for_each)
    return event.agency is not None and event.agency in own


def is_excepted(event: Event, key: CaseKey) -> bool:
    """Whether the definition says that an event has no such row."""
    own = period(key.period) if event.excepted else None
    return any(
        (not one.participants or key.subject in one.participants or key.agency in one.participants)
        and (not one.periods or (own is not None and own.kind in one.periods))
        for one in event.excepted
    )


@dataclass(frozen=True)
class Link:
    """How a row of one event finds those of another: the same subject, agency and period, where both have such.

    `fields` are those of the row that hold the subject, agency and period of the other event's ("": not there);
    `whole`: they are all that the other event has rows for, so that a row finds one at most.
    """

    number: str
    fields: tuple[str, str, str]
    whole: bool

    def pattern(self, key: CaseKey) -> CaseKey:
        """Return what a row says of those it finds: the only one there can be, or one with blanks."""
        subject, agency, period_id = self.fields
        return CaseKey(
            self.number,
            getattr(key, subject) if subject else "",
            getattr(key, agency) if agency else "",
            getattr(key, period_id) if period_id else "",
        )

    def group(self, rows: Iterable[CaseKey]) -> dict[CaseKey, tuple[CaseKey, ...]]:
        """Return the rows of the other event by the pattern that finds them."""
        names = ("subject", "agency", "period")
        subject, agency, period_id = (own if at else "" for own, at in zip(names, self.fields, strict=True))
        blanked = Link(self.number, (subject, agency, period_id), self.whole)
        found: dict[CaseKey, list[CaseKey]] = {}
        for row in rows:
            found.setdefault(blanked.pattern(row), []).append(row)
        return {pattern: tuple(alike) for pattern, alike in found.items()}


def link(event: Event, other: Event) -> Link:
    """Return how rows of an event find those of another; finding is mutual."""
    own: dict[str | None, str] = {event.for_each: "subject", event.agency: "agency"}
    own.pop(None, None)
    both = "period" if event.periods and other.periods else ""
    fields = (own.get(other.for_each, ""), own.get(other.agency, ""), both)
    has = (other.for_each, other.agency, other.periods)
    return Link(other.number, fields, all(at or not its for at, its in zip(fields, has, strict=True)))


@dataclass(frozen=True)
class Rows:
    """The rows of a cycle, by event and in order, and which of them go together.

    Tables are made of the events and links that are asked for, and of no link by which a row finds one at most: a
    cycle may have very many rows, and most questions are about few events.
    """

    events: Mapping[str, Event]
    make: Callable[[Event], Iterable[CaseKey]]
    _of: dict[str, dict[CaseKey, None]] = field(default_factory=dict)
    _links: dict[tuple[str, str], Link] = field(default_factory=dict)
    _groups: dict[Link, dict[CaseKey, tuple[CaseKey, ...]]] = field(default_factory=dict)

    def of(self, number: str) -> Mapping[CaseKey, None]:
        """Return the rows of an event."""
        if number not in self._of:
            self._of[number] = dict.fromkeys(self.make(self.events[number]))
        return self._of[number]

    def has(self, key: CaseKey) -> bool:
        """Whether there is such a row."""
        if (own := self._of.get(key.event)) is not None:
            return key in own
        return key.event in self.events and key in self.of(key.event)

    def many(self, number: str, other: str) -> bool:
        """Whether more than one row of event `other` may go with a row of event `number`."""
        return not self._link(number, other).whole

    def beside(self, key: CaseKey, number: str) -> tuple[CaseKey, ...]:
        """Return the rows of event `number` that go with a row of another."""
        to = self._link(key.event, number)
        return self._found(to, to.pattern(key))

    def spread(
        self,
        found: dict[str, dict[CaseKey, None]],
        number: str,
        other: str,
        known: Container[CaseKey] = (),
    ) -> None:
        """Add to the rows found those of event `other` that go with the ones of event `number`, but none of `known`.

        Rows that go with many are taken once, so that this costs no more than the rows there are.
        """
        if number not in found:
            return
        to = self._link(number, other)
        for pattern in dict.fromkeys(map(to.pattern, found[number])):
            if rows := [row for row in self._found(to, pattern) if row not in known]:
                found.setdefault(other, {}).update(dict.fromkeys(rows))

    def outline(self, found: dict[str, set[CaseKey]], number: str, other: str) -> None:
        """Add to the patterns found those of the rows of event `other` that go with rows of event `number`.

        A pattern is a row with blanks for what may be anything: very many rows need not be named one by one.
        """
        if number in found:
            found.setdefault(other, set()).update(map(self._link(number, other).pattern, found[number]))

    def _link(self, number: str, other: str) -> Link:
        if (number, other) not in self._links:
            self._links[number, other] = link(self.events[number], self.events[other])
        return self._links[number, other]

    def _found(self, to: Link, pattern: CaseKey) -> tuple[CaseKey, ...]:
        if to.whole:
            return (pattern,) if self.has(pattern) else ()
        if to not in self._groups:
            self._groups[to] = to.group(self.of(to.number))
        return self._groups[to].get(pattern, ())


def roles_meant(event: Event, role: str) -> tuple[str, ...]:
    """Return the roles that a flow means: «исполнитель» and «адресат» are those of the event."""
    return {RESPONSIBLE: event.responsible, ADDRESSEE: event.to}.get(role, (role,))


def holders(event: Event, state: State) -> tuple[str, ...]:
    """Return the roles in whose hands a case of an event is in a state: the state's own, else those who owe it."""
    return roles_meant(event, state.holder or RESPONSIBLE)


def term_of(event: Event, key: CaseKey) -> Term | None:
    """Return the term of a case; None where the plan sets none."""
    own = period(key.period)
    return event.term(own.kind if own else None)
