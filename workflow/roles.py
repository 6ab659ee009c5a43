"""Who fills a role that is appointed during a cycle: for whom, since when, and where letters go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from definitions import CURATOR, SUPERIOR, Definition, Event, Reminders, Role
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry
from workflow.participants import Participant
from workflow.rows import roles_meant

#: What is given with an appointment, as the language of either kind calls it.
APPOINTED_WITH: Mapping[str, str] = {
    "role": "role", "роль": "role",
    "for": "whom", "для": "whom",
    "who": "name", "кто": "name",
    "email": "email", "почта": "email",
    "salutation": "salutation", "обращение": "salutation",
    "timezone": "timezone", "часовой пояс": "timezone",
}  # fmt: skip


@dataclass(frozen=True)
class Appointment:
    """Who fills a role since a day, by which entry; `whom`: for which participant, "" where one fills it for all."""

    role: str
    whom: str
    person: Participant
    since: date
    entry: int


#: By role and by whom it is for.
Appointed = Mapping[tuple[str, str], Appointment]
#: Who fills the appointed roles that one case names.
People = Mapping[str, tuple[Appointment, ...]]


class Peopled(Protocol):
    """What is about a case, and knows who was appointed to its roles: what the journal says, and no cycle knows."""

    @property
    def key(self) -> CaseKey:
        """Which case."""

    @property
    def people(self) -> People:
        """Who fills the appointed roles that it names."""


def given_with(entry: Entry) -> dict[str, str]:
    """Return what an appointment gives, by the names of fields."""
    return {
        APPOINTED_WITH[name.lower()]: value
        for name, value in entry.data.items()
        if name.lower() in APPOINTED_WITH
    }


def for_whom(values: Mapping[str, str]) -> tuple[str, ...]:
    """Return for whom an entry appoints somebody: those whom it names, with “;” between them."""
    return tuple(dict.fromkeys(name for part in values.get("whom", "").split(";") if (name := part.strip())))


def appointments(entry: Entry, cycle: Cycle) -> tuple[Appointment, ...]:
    """Return the appointments that an entry makes; whoever takes part in the cycle keeps their own address."""
    values = given_with(entry)
    role, name = values.get("role", ""), values.get("name", "")
    own = entry.case.subject if entry.case else ""
    person = cycle.by_name.get(name) or Participant(
        name,
        role,
        email=values.get("email", ""),
        salutation=values.get("salutation", ""),
        timezone=values.get("timezone", ""),
    )
    return tuple(
        Appointment(role, whom, person, entry.on, entry.number) for whom in for_whom(values) or (own,)
    )


def appointed(standing: Iterable[Entry], cycle: Cycle) -> dict[tuple[str, str], Appointment]:
    """Return who fills which role after entries, in the order in which they happened; the last of several counts.

    A person who was appointed for several has one address: the one that was given last.
    """
    found: dict[tuple[str, str], Appointment] = {}
    persons: dict[str, Participant] = {}
    for entry in standing:
        for one in appointments(entry, cycle) if entry.kind == "appoint" else ():
            found[one.role, one.whom] = one
            persons[one.person.name] = one.person
    return {pair: _reached(one, persons[one.person.name]) for pair, one in found.items()}


def _reached(one: Appointment, person: Participant) -> Appointment:
    return one if one.person is person else replace(one, person=person)


def people_of(event: Event, key: CaseKey, roles: Iterable[Role], filled: Appointed) -> People:
    """Return who fills roles in a case: in a row, whoever is appointed for that row; in a case for all, everybody."""
    found = {role.name: tuple(_filling(role, event, key, filled)) for role in roles}
    return {name: those for name, those in found.items() if those}


def _filling(role: Role, event: Event, key: CaseKey, filled: Appointed) -> Iterator[Appointment]:
    whom = _whom(role, event, key)
    if whom is None:
        yield from (one for (name, _), one in filled.items() if name == role.name)
    elif one := filled.get((role.name, whom)):
        yield one


def _whom(role: Role, event: Event, key: CaseKey) -> str | None:
    """Return for whom somebody must have been appointed to stand in a case; None: for anybody."""
    each = role.appointed.for_each if role.appointed else None
    if each is None:
        return ""
    return key.subject if each == event.for_each else key.agency if each == event.agency else None


def who(cycle: Cycle, one: Peopled, role: str) -> tuple[Participant, ...]:
    """Return who has a role in a case: whoever was appointed to it, else whoever takes part in that role."""
    if those := one.people.get(role):
        return tuple({each.person.name: each.person for each in those}.values())
    return cycle.in_role(cycle.event_of(one.key), one.key, role)


def copied_to(cycle: Cycle, one: Peopled, role: str) -> tuple[Participant, ...]:
    """Return who has a copy by a role: like `who`, but in a case for all nobody who was appointed for one row."""
    those = one.people.get(role, ())
    own = [each.person for each in those if each.whom in ("", one.key.subject, one.key.agency)]
    return tuple(own) if those else who(cycle, one, role)


def curator_of(one: Peopled, member: Participant) -> Participant | None:
    """Return the curator of a participant of a case: the one appointed, else the one that its own data name."""
    for role, those in one.people.items():
        for each in those if is_curator(role) else ():
            if each.whom == member.name:
                return each.person
    return member.to_curator


def appointed_by(definition: Definition, number: str) -> tuple[Role, ...]:
    """Return the roles that an event fills."""
    return tuple(role for role in definition.roles if role.appointed and role.appointed.event == number)


# Which cases name whom ---------------------------------------------------------------------------------------


def concerned(cycle: Cycle, entries: Iterable[Entry]) -> tuple[CaseKey, ...]:
    """Return the cases that name a role which entries fill, or filled, for the one that they are about."""
    filled = [one for entry in entries if entry.kind == "appoint" for one in appointments(entry, cycle)]
    found: dict[CaseKey, None] = {}
    for version in cycle.versions if filled else ():
        for event in version.definition.events:
            roles = {role.name: role for role in appointable(version, event)}
            own = [one for one in filled if one.role in roles]
            for key in version.keys_of(event) if own else ():
                if any(_whom(roles[one.role], event, key) in (None, one.whom) for one in own):
                    found[key] = None
    return tuple(found)


def appointing(
    upstream: Iterable[tuple[Cycle, Mapping[str, Mapping[CaseKey, None]]]],
) -> Iterator[CaseKey]:
    """Yield the cases whose entries appoint those whom these cases name; they come by version and by event."""
    for version, found in upstream:
        for number, rows in found.items():
            for role in appointable(version, version.event(number)):
                above: dict[str, dict[CaseKey, None]] = {number: dict(rows)}
                if role.appointed:
                    version.rows.spread(above, number, role.appointed.event)
                    yield from above.get(role.appointed.event, ())


def appointable(cycle: Cycle, event: Event) -> tuple[Role, ...]:
    """Return the roles that an event names, or fills, and that are appointed during the cycle."""
    roles = [role for role in cycle.definition.roles if role.appointed]
    named = _named(cycle, event) if roles else frozenset()
    return tuple(
        role
        for role in roles
        if role.name in named or (role.appointed and role.appointed.event == event.number)
    )


def _named(cycle: Cycle, event: Event) -> frozenset[str]:
    """Return the roles that an event names: those who owe it, hold it, act in it, or have copies."""
    flow = cycle.machine_of(event).flow
    roles = {*event.responsible, *event.to, event.coordinator, event.via, event.submitted_by}
    roles.update(name for state in flow.states if state.holder for name in roles_meant(event, state.holder))
    roles.update(name for move in flow.transitions for by in move.by for name in roles_meant(event, by))
    roles.add(event.survey.filled_by if event.survey else None)
    roles.update(event.then.inform if event.then else ())
    superiors = {role.name: role.superior for role in cycle.definition.roles}
    copies = {name for state in flow.states for name in _copied(cycle.ladder(event, state.name))}
    if SUPERIOR in copies:
        copies.update(above for role in roles if (above := superiors.get(role or "")))
    if CURATOR in copies:
        copies.update(role.name for role in cycle.definition.roles if is_curator(role.name))
    return frozenset(role for role in (roles | copies) if role)


def _copied(ladder: Reminders) -> Iterator[str]:
    yield from (name for copy in ladder.copies for name in copy.to)


def is_curator(role: str) -> bool:
    """Whether a role is that of the curator, whom a file of participants may name too."""
    return role.lower() in ("куратор", "curator")
