"""Who is written to about a last day: those in whose hands it is, and whoever has a copy, each with a ladder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from definitions import CURATOR, HEAD, SUPERIOR, Copy, Reminders, Survey
from workflow import (
    Case,
    Correspondent,
    Cycle,
    Ladder,
    Participant,
    Watched,
    addressed,
    copied_to,
    curator_of,
    is_curator,
    watched,
    who,
)

Readers = list[tuple[Participant, Ladder]]


def recipients(cycle: Cycle, case: Case) -> tuple[Participant, ...]:
    """Return those who can be written to about a case: in whose hands it is, else those who owe it, and copies.

    Whoever has handed something in and waits for the answer has nothing to do, and is not reminded.
    """
    every = (member for one in watched(cycle, case) for member, _ in readers(cycle, one))
    return tuple({member.name: member for member in every}.values())


def readers(cycle: Cycle, one: Watched) -> Readers:
    """Return who is written to about a last day, each once, with the ladder that counts for them."""
    main = [(role, _known(cycle, member)) for role, member in holders(cycle, one)]
    own = Ladder((one.reminders,), moves=one.kind not in ("inform", "returned"))
    found = {member.name: (member, own) for _, member in main}
    found |= {member.name: (member, own) for member, _ in _asking(cycle, one)}
    for copy in one.reminders.copies:
        for _, _, member in _copied(cycle, one, main, copy.to):
            first, ladder = found.get(member.name, (member, Ladder((), moves=False)))
            found[member.name] = first, ladder | _of_copy(one.reminders, copy)
    return [(member, ladder) for member, ladder in found.values() if member.email]


def holders(cycle: Cycle, one: Watched) -> list[tuple[str, Participant]]:
    """Return in whose hands it is, else who owes the case, with the role by which it is theirs."""
    event = cycle.event_of(one.key)
    for roles in (one.roles, event.responsible):
        if found := [(role, member) for role in roles for member in who(cycle, one, role)]:
            return found
    return []


def unasked(cycle: Cycle, one: Watched, reader: Participant) -> tuple[str, ...]:
    """Return about whom nothing is answered yet: of whoever writes answers down those who are theirs, else all."""
    own = tuple(name for member, name in _asking(cycle, one) if member.name == reader.name)
    return tuple(name for name in own or one.unasked if name != reader.name)


def _asking(cycle: Cycle, one: Watched) -> Iterator[tuple[Participant, str]]:
    """Yield who is still to write down an answer of a survey, and about whom: it is for them to do by that day."""
    survey = cycle.event_of(one.key).survey if one.unasked else None
    if survey is not None:
        for name in one.unasked:
            yield from ((_known(cycle, member), name) for member in _who_asks(cycle, one, survey, name))


def _who_asks(cycle: Cycle, one: Watched, survey: Survey, name: str) -> tuple[Participant, ...]:
    """Return who writes down the answer about one: it itself, whoever was appointed for it, its curator, or a role."""
    role, member = survey.filled_by, cycle.by_name.get(name)
    if role == survey.for_each:
        return (member,) if member else ()
    if own := tuple(each.person for each in one.people.get(role, ()) if each.whom in ("", name)):
        return own
    if is_curator(role):
        return (member.to_curator,) if member and member.to_curator else ()
    return () if role in one.people else who(cycle, one, role)


def named(reader: Participant) -> tuple[str, ...]:
    """Return the names by which it is remembered what somebody was told: that of earlier releases too."""
    return (reader.name, reader.formerly) if isinstance(reader, Correspondent) else (reader.name,)


def copied_as(cycle: Cycle, one: Watched, reader: Participant) -> tuple[str, tuple[str, ...]]:
    """Return as what somebody has a copy (a role, or a stand-in like HEAD), and of whose letters."""
    to = tuple(name for copy in one.reminders.copies for name in copy.to)
    copies = list(_copied(cycle, one, holders(cycle, one), to))
    stand = next((name for name, _, member in copies if member.name == reader.name), "")
    names = (
        whose
        for name, those, member in copies
        for whose in those
        if (name, member.name) == (stand, reader.name)
    )
    return stand, tuple(dict.fromkeys(names))


def _copied(
    cycle: Cycle, one: Watched, main: list[tuple[str, Participant]], to: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...], Participant]]:
    """Yield whom a copy is for: a role, or the head, the curator or the superior role of those who owe the case.

    Before each: as what, and of whose letters.

    Until a curator is appointed, who has a copy by that role is whom a participant's own data name.
    """
    superiors = {role.name: role.superior for role in cycle.definition.roles}
    for name in to:
        if name in superiors and ((found := copied_to(cycle, one, name)) or not is_curator(name)):
            every = tuple(member.called for _, member in main)
            stand = CURATOR if is_curator(name) else name
            yield from ((stand, every, _known(cycle, member)) for member in found)
            continue
        for role, member in main:
            own = (member.called,)
            if name == SUPERIOR:
                if above := superiors.get(role):
                    yield from ((name, own, _known(cycle, other)) for other in who(cycle, one, above))
            elif (other := member.to_head if name == HEAD else curator_of(one, member)) is not None:
                yield name, own, _known(cycle, other)


def _known(cycle: Cycle, other: Participant) -> Participant:
    """Return the one recipient that a head, a curator or who was appointed is, beside however many participants.

    It may be itself a participant. Whoever was appointed was remembered by the plain name before.
    """
    if not isinstance(other, Correspondent):
        beside = cycle.correspondents.get(addressed(other.name, other.email))
        if isinstance(beside, Correspondent) and other.name not in cycle.by_name:
            return replace(beside, formerly=other.name, salutation=other.salutation)
        return other
    own = cycle.by_name.get(other.called)
    if own is not None and own.email.lower() == other.email.lower():
        return own
    return replace(other, timezone=cycle.correspondents.get(other.name, other).timezone)


def _of_copy(own: Reminders, copy: Copy) -> Ladder:
    """Return the ladder of a copy; one that is for a delay is told of nothing else."""
    for_delay = bool(copy.overdue)
    reminders = Reminders((), not for_delay, copy.overdue, own.overdue_every)
    return Ladder((), moves=not for_delay, copies=(reminders,))
