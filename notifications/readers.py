"""Who is written to about a last day: those in whose hands it is, and whoever has a copy, each with a ladder."""

from __future__ import annotations

from collections.abc import Iterator

from definitions import HEAD, SUPERIOR, Copy, Reminders
from workflow import (
    Case,
    Cycle,
    Ladder,
    Participant,
    Watched,
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
    main = holders(cycle, one)
    own = Ladder((one.reminders,), moves=one.kind != "inform")
    found = {member.name: (member, own) for _, member in main}
    for copy in one.reminders.copies:
        for member in _copied(cycle, one, main, copy.to):
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


def _copied(
    cycle: Cycle, one: Watched, main: list[tuple[str, Participant]], to: tuple[str, ...]
) -> Iterator[Participant]:
    """Yield whom a copy is for: a role, or the head, the curator or the superior role of those who owe the case.

    Until a curator is appointed, who has a copy by that role is whom a participant's own data name.
    """
    superiors = {role.name: role.superior for role in cycle.definition.roles}
    for name in to:
        if name in superiors and ((found := copied_to(cycle, one, name)) or not is_curator(name)):
            yield from found
            continue
        for role, member in main:
            if name == SUPERIOR:
                if above := superiors.get(role):
                    yield from who(cycle, one, above)
            elif (other := member.to_head if name == HEAD else curator_of(one, member)) is not None:
                yield other


def _of_copy(own: Reminders, copy: Copy) -> Ladder:
    """Return the ladder of a copy; one that is for a delay is told of nothing else."""
    for_delay = bool(copy.overdue)
    reminders = Reminders((), not for_delay, copy.overdue, own.overdue_every)
    return Ladder((), moves=not for_delay, copies=(reminders,))
