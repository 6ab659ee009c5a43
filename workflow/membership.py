"""Who takes part from a day on: the list that staff give against those who take part now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from calendars.errors import RefusedError
from calendars.saying import Text, say
from definitions import nearest
from workflow.changes import Change
from workflow.cycle import Cycle
from workflow.participants import Participant, members_of, unknown_participant


def member_changes(
    cycle: Cycle, given: Sequence[Participant], into: Mapping[str, str], stamp: Change
) -> tuple[Change, ...]:
    """Return what makes the participants of a cycle those of a list; `into` says who follows whom.

    Who has a role that the list does not mention stays, and so does whom the definition itself names. Each change has
    the day, the moment and the basis of `stamp`; they are numbered from its number on.
    """
    own = {one.name for one in members_of(cycle.definition) if one.name in cycle.by_name}
    roles = {one.role for one in given if one.name not in own}
    given = [filled(cycle.by_name[one.name], one) if one.name in own else one for one in given]
    present = {one.name: one for one in cycle.participants if one.name not in own and one.role in roles}
    listed = {one.name for one in given}
    leaving = [name for name in present if name not in listed]
    gone = cycle.everyone.keys() - cycle.by_name.keys()
    _check_into(cycle, into, [*leaving, *gone], listed)
    # Who left with nobody to follow may get a successor later.
    late = [name for name, other in into.items() if name in gone and cycle.left.get(name) != other]
    left = (replace(stamp, name=name, into=into.get(name, "")) for name in (*leaving, *late))
    kept = {**cycle.by_name, **present}
    other = (replace(stamp, participant=one) for one in given if kept.get(one.name) != one)
    return tuple(replace(change, number=stamp.number + at) for at, change in enumerate((*left, *other)))


def joined(own: Sequence[Participant], listed: Sequence[Participant]) -> tuple[Participant, ...]:
    """Return those whom a definition names and those of a list; a row about one of the first adds to what it says."""
    rows = {one.name: one for one in listed}
    known = {one.name for one in own}
    return (
        *(filled(one, rows[one.name]) if one.name in rows else one for one in own),
        *(one for one in listed if one.name not in known),
    )


def filled(one: Participant, row: Participant) -> Participant:
    """Return a participant with what a row of a list gives; the roles are the definition's."""
    given = {
        each.name: value
        for each in fields(row)
        if each.name not in ("role", "also", "data") and (value := getattr(row, each.name))
    }
    return replace(one, **given, data={**one.data, **row.data})


def _check_into(cycle: Cycle, into: Mapping[str, str], leaving: Sequence[str], listed: Iterable[str]) -> None:
    staying = list(dict.fromkeys((*listed, *(name for name in cycle.by_name if name not in leaving))))
    for one, other in into.items():
        if one not in leaving and one not in cycle.by_name:
            raise RefusedError(unknown_participant(one, list(cycle.by_name)))
        if one not in leaving:
            raise RefusedError(
                say(
                    "“{name}” is in the list, so nobody follows: leave the row out, or leave out --into",
                    name=one,
                )
            )
        if other == one:
            raise RefusedError(
                say("“{name}” leaves, so it cannot follow itself: name who follows it", name=one)
            )
        if other not in staying:
            raise RefusedError(unknown_participant(other, staying))


def of_another_role(cycle: Cycle, changes: Iterable[Change]) -> Iterator[Text]:
    """Say of each who leaves that who follows has another role: what that role owes is not the same."""
    every = list(changes)
    joining = {one.participant.name: one.participant for one in every if one.participant}
    for change in every:
        old, new = cycle.everyone.get(change.name), joining.get(change.into) or cycle.by_name.get(change.into)
        if old and new and old.role not in (new.role, *new.also):
            yield say(
                "“{new}” follows “{old}”, but takes part as “{other}”, not as “{role}”: see whether that is meant",
                new=new.name,
                old=old.name,
                other=new.role,
                role=old.role,
            )


def renamed_perhaps(cycle: Cycle, changes: Iterable[Change]) -> Iterator[Text]:
    """Say of each who leaves with nobody to follow that a newcomer has almost the same name."""
    every = list(changes)
    new = [
        one.participant.name for one in every if one.participant and one.participant.name not in cycle.by_name
    ]
    for change in every:
        if change.name and not change.into and (near := nearest(change.name, new)):
            yield say(
                '“{old}” leaves and “{new}” joins: if that is one and the same, give --into "{old}={new}"',
                old=change.name,
                new=near[0],
            )
