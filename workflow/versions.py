"""The versions of a cycle, made by what changed it: a new one for each change that comes into force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from definitions import Definition
from workflow.changes import Change
from workflow.cycle import Cycle
from workflow.participants import Participant, members_of


def versioned(first: Cycle, changes: Iterable[Change]) -> Cycle:
    """Return a cycle after changes: a version for each, but one for all who come, go or change at once."""
    cycle = first
    for together in _together(sorted(changes, key=lambda change: (change.on, change.number))):
        cycle = _changed(cycle, together)
    return cycle


def _together(changes: Iterable[Change]) -> Iterator[tuple[Change, ...]]:
    """Yield changes that make one version: those of participants, on one day, with no other entry in between.

    Two about the same participant do not, or the first would be lost.
    """
    group: list[Change] = []
    names = set[str]()
    for change in changes:
        name = change.participant.name if change.participant else change.name
        if group and (not name or not names or name in names or not _follows(change, group[-1])):
            yield tuple(group)
            group, names = [], set()
        group.append(change)
        names |= {name} - {""}
    if group:
        yield tuple(group)


def _follows(change: Change, before: Change) -> bool:
    return change.on == before.on and change.number == before.number + 1


def _changed(cycle: Cycle, changes: tuple[Change, ...]) -> Cycle:
    members = {member.name: member for member in cycle.participants}
    version = replace(cycle, before=cycle, changes=changes)
    for change in changes:
        members.pop(change.name, None)
        if change.participant is not None:
            members[change.participant.name] = change.participant
        if change.definition is not None:
            _rename_members(members, version.definition, change.definition)
        version = replace(
            version,
            definition=change.definition or version.definition,
            calendar=change.calendar or version.calendar,
            calendars=version.calendars if change.calendars is None else change.calendars,
            repealed=change.repealed or (version.repealed and change.definition is None),
        )
    if members != {member.name: member for member in cycle.participants}:
        version = replace(version, participants=tuple(members.values()))
    return version


def _rename_members(members: dict[str, Participant], old: Definition, new: Definition) -> None:
    """Let those go whom the definition names no more, and take in whom it names now, or names otherwise."""
    before, after = ({one.name: one for one in members_of(definition)} for definition in (old, new))
    for name in before.keys() - after.keys():
        members.pop(name, None)
    members.update((name, one) for name, one in after.items() if before.get(name) != one)


def seen(cycle: Cycle, as_of: date | None = None, known_on: date | None = None) -> Cycle:
    """Return a cycle as it was at the end of a day, and as it was known at the end of another."""
    cycle = cycle if known_on is None else known_at(cycle, known_on)
    return cycle if as_of is None else cycle.at(as_of)


def changes_of(cycle: Cycle) -> tuple[Change, ...]:
    """Return all that has changed a cycle, in the order in which it came into force."""
    return tuple(change for version in cycle.versions for change in version.changes)


def changes_between(before: Cycle, version: Cycle) -> tuple[Change, ...]:
    """Return what made a version of an older one, all versions in between included."""
    if version is before or version.before is None:
        return ()
    return (*changes_between(before, version.before), *version.changes)


def known_at(cycle: Cycle, day: date) -> Cycle:
    """Return a cycle as it was known at the end of a day: without the changes recorded after it."""
    changes = changes_of(cycle)
    known = [change for change in changes if change.recorded_at.astimezone(cycle.zone).date() <= day]
    return cycle if len(known) == len(changes) else versioned(cycle.versions[0], known)
