"""`srok participants`: who takes part in a running cycle, and what a new list of them changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from calendars.errors import InputError, UsageError
from calendars.saying import Text, say
from srok.cli.amend import pairs
from srok.cli.changing import change
from srok.cli.common import AsJson, out, print_json, read_bytes, table, tell, tr
from srok.cli.opened import cycle_of, database
from srok.cli.options import Apply, Basis, CycleName, From, Now
from workflow import (
    Change,
    Cycle,
    Participant,
    member_changes,
    of_another_role,
    read_participants,
    renamed_perhaps,
)


def participants(
    cycle: CycleName,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE.csv", help="Who takes part from now on.", show_default=False),
    ] = None,
    into: Annotated[
        list[str] | None,
        typer.Option("--into", metavar="OLD=NEW", help="Who follows a participant who is not in the list."),
    ] = None,
    on: From = None,
    apply: Apply = False,
    basis: Basis = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Who takes part; with a file, what that list changes: without --apply nothing is changed."""
    if file is None:
        if apply or into:
            raise UsageError(say("give the file with the new list of participants"))
        _list(cycle_of(database(), cycle), as_json=as_json)
        return
    data, followers, notes = read_bytes(file), pairs(into or ()), list[Text]()

    def make(running: Cycle, stamp: Change) -> tuple[Change, ...]:
        changes = member_changes(running, _read(data, file, running), followers, stamp)
        doubts = (*renamed_perhaps(running, changes), *of_another_role(running, changes))
        notes[:] = [*_told(running, changes), *doubts]
        return changes

    change(cycle, make, on=on, apply=apply, basis=basis, now=now, as_json=as_json, notes=notes)


def _told(running: Cycle, changes: Iterable[Change]) -> Iterator[Text]:
    """Say who joins, who leaves, and whose data change."""
    every = list(changes)
    given = [change.participant.name for change in every if change.participant]
    if joins := tuple(name for name in given if name not in running.by_name):
        yield say("Join: {names}", names=joins)
    followed = say("{name} (followed by {into})")
    leaves = [
        followed.with_values(name=one.name, into=one.into) if one.into else one.name
        for one in every
        if one.name
    ]
    if leaves:
        yield say("Leave: {names}", names=tuple(leaves))
    if others := tuple(name for name in given if name in running.by_name):
        yield say("Other data: {names}", names=others)


def _read(data: bytes, file: Path, running: Cycle) -> tuple[Participant, ...]:
    found = read_participants(data, str(file), running.definition, running.participants)
    if found.problems:
        raise InputError(say("{file} has errors", file=str(file)), found.problems)
    return found.participants


# The list --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Member:
    """Who takes part since a day, or took part until one, and who followed."""

    one: Participant
    since: date
    until: date | None = None
    into: str = ""


def _members(cycle: Cycle) -> Iterator[_Member]:
    """Yield who takes part, then who has left."""
    since: dict[str, date] = {}
    gone: dict[str, _Member] = {}
    before: Cycle | None = None
    for version in cycle.versions:
        for name, one in (before.by_name if before else {}).items():
            if name not in version.by_name:
                gone[name] = _Member(one, since.pop(name), version.since, cycle.left.get(name, ""))
        for name in version.by_name:
            since.setdefault(name, version.since)
            gone.pop(name, None)
        before = version
    yield from (_Member(one, since[one.name]) for one in cycle.participants)
    yield from gone.values()


def _list(cycle: Cycle, *, as_json: bool) -> None:
    found = list(_members(cycle))
    if as_json:
        print_json([_row(member) for member in found])
        return
    columns = (say("Participant"), say("Role"), say("Takes part"), say("E-mail"), say("Head"), say("Curator"))
    lines = [
        (
            member.one.name,
            member.one.role,
            tr(_when(member)),
            member.one.email or "—",
            _with_address(member.one.head, member.one.head_email),
            _with_address(member.one.curator, member.one.curator_email),
        )
        for member in found
    ]
    out().print(table(cycle.definition.title, columns, lines))
    tell(
        say(
            "Participants: {number}; have left: {left}",
            number=len(cycle.participants),
            left=len(found) - len(cycle.participants),
        )
    )


def _row(member: _Member) -> dict[str, Any]:
    one = member.one
    return {
        "name": one.name,
        "role": one.role,
        "since": member.since.isoformat(),
        "until": member.until.isoformat() if member.until else None,
        "into": member.into or None,
        "email": one.email or None,
        "head": one.head or None,
        "head_email": one.head_email or None,
        "curator": one.curator or None,
        "curator_email": one.curator_email or None,
        "timezone": one.timezone or None,
    }


def _when(member: _Member) -> Text:
    if member.until is None:
        return say("since {day}", day=member.since)
    if member.into:
        return say("until {day}; followed by {name}", day=member.until, name=member.into)
    return say("until {day}", day=member.until)


def _with_address(name: str, email: str) -> str:
    return " ".join(part for part in (name, email and f"<{email}>") if part) or "—"
