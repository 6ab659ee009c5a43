"""The versions of a cycle, made by what changed it: a new one for each day on which something comes into force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from workflow.changes import Change
from workflow.cycle import Cycle


def versioned(first: Cycle, changes: Iterable[Change]) -> Cycle:
    """Return a cycle after changes: a version for each day on which some come into force."""
    cycle = first
    in_order = sorted(changes, key=lambda change: (change.on, change.number))
    for _, together in groupby(in_order, key=lambda change: change.on):
        cycle = _changed(cycle, tuple(together))
    return cycle


def _changed(cycle: Cycle, changes: tuple[Change, ...]) -> Cycle:
    members = {member.name: member for member in cycle.participants}
    version = replace(cycle, before=cycle, changes=changes)
    for change in changes:
        members.pop(change.name, None)
        if change.participant is not None:
            members[change.participant.name] = change.participant
        version = replace(
            version,
            definition=change.definition or version.definition,
            calendar=change.calendar or version.calendar,
            calendars=version.calendars if change.calendars is None else change.calendars,
        )
    if members != {member.name: member for member in cycle.participants}:
        version = replace(version, participants=tuple(members.values()))
    return version


def known_at(cycle: Cycle, day: date) -> Cycle:
    """Return a cycle as it was known at the end of a day: without the changes recorded after it."""
    changes = [change for version in cycle.versions for change in version.changes]
    known = [change for change in changes if change.recorded_at.astimezone(cycle.zone).date() <= day]
    return cycle if len(known) == len(changes) else versioned(cycle.versions[0], known)
