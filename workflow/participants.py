"""Who takes part: read from the CSV that staff export from Excel, whatever its separator and encoding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from calendars.errors import InputError, Problem
from calendars.saying import Text, say
from definitions import CURATOR, HEAD, Definition, clean, unknown
from workflow.csv_table import read_csv
from workflow.own_columns import lost, misread_rows, own_columns


@dataclass(frozen=True)
class Participant:
    """A municipality, an agency or the ministry, with where its letters go."""

    name: str
    role: str
    kind: str = ""
    code: str = ""
    timezone: str = ""
    email: str = ""
    head: str = ""
    head_email: str = ""
    salutation: str = ""
    curator: str = ""
    curator_email: str = ""
    also: tuple[str, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def called(self) -> str:
        """The name as letters give it."""
        return self.name

    @property
    def to_head(self) -> Correspondent | None:
        """Whom a letter to the head of this participant goes to."""
        return self._beside(HEAD, self.head, self.head_email)

    @property
    def to_curator(self) -> Correspondent | None:
        """Whom a letter to the curator of this participant goes to."""
        return self._beside(CURATOR, self.curator, self.curator_email)

    def _beside(self, role: str, name: str, email: str) -> Correspondent | None:
        if not email:
            return None
        return Correspondent(
            addressed(name, email),
            role,
            email=email,
            timezone=self.timezone,
            person=name or email,
            formerly=f"{name or email} ({self.name})",
        )


@dataclass(frozen=True)
class Correspondent(Participant):
    """A head or a curator: somebody with a letter box and no row, known by name and address together.

    So one person beside two participants has one letter, and two people of one name have two. `formerly` is the name
    under which letters of earlier releases went to this person about the one participant.
    """

    person: str = ""
    formerly: str = field(default="", compare=False)

    @property
    def called(self) -> str:
        """The name as letters give it."""
        return self.person


def addressed(name: str, email: str) -> str:
    """Return by what a correspondent is known: the name and the address together."""
    return f"{name} <{email.lower()}>" if name else email.lower()


def correspondents_of(participants: Iterable[Participant]) -> dict[str, Participant]:
    """Return everyone who may get a letter by name, also by the name of earlier releases.

    Who stands beside participants of several time zones has none of them.
    """
    own = {one.name: one for one in participants}
    found: dict[str, Participant] = {}
    for participant in own.values():
        for other in (participant.to_head, participant.to_curator):
            if other is not None:
                known = found.get(other.name, other)
                alike = known.timezone == other.timezone
                found[other.name] = other if alike else replace(other, timezone="")
                found[other.formerly] = other
    return {**found, **own}


_COLUMNS = {
    "name": "name", "название": "name", "наименование": "name",
    "role": "role", "роль": "role",
    "kind": "kind", "вид": "kind",
    "code": "code", "код": "code", "октмо": "code",
    "timezone": "timezone", "часовой пояс": "timezone",
    "email": "email", "почта": "email", "e-mail": "email",
    "head": "head", "глава": "head",
    "head_email": "head_email", "почта главы": "head_email",
    "salutation": "salutation", "обращение": "salutation",
    "curator": "curator", "куратор": "curator",
    "curator_email": "curator_email", "почта куратора": "curator_email",
}  # fmt: skip


@dataclass(frozen=True)
class ReadParticipants:
    """The participants of a file and what is wrong with it."""

    participants: tuple[Participant, ...]
    problems: tuple[Problem, ...]


def read_participants(data: bytes, file: str, definition: Definition) -> ReadParticipants:
    """Read a participants file; how its table may be written: see `read_csv`."""
    try:
        rows = list(read_csv(data))
    except InputError as error:
        return ReadParticipants((), tuple(replace(problem, file=file) for problem in error.problems))
    if not rows:
        return ReadParticipants((), (Problem(say("the file of participants is empty"), file, 1, 1),))
    header = [clean(cell).lower() for cell in rows[0][1]]
    further = own_columns(definition)
    named = {one.name: one.role for one in members_of(definition)}
    problems = list(_header_problems(header, file, further))
    columns = [_COLUMNS.get(cell) for cell in header]
    found: list[Participant] = []
    if not problems:
        seen: dict[str, int] = {}
        for line, cells in rows[1:]:
            values = {name: clean(cell) for name, cell in zip(columns, cells, strict=False) if name}
            more = {
                further[cell]: clean(value)
                for cell, value in zip(header, cells, strict=False)
                if cell in further and clean(value)
            }
            usual = named.get(values.get("name", "")) or definition.each_role or ""
            role = values.pop("role", "") or usual
            participant = _participant(role, values, more)
            if any(clean(cell) for cell in cells[len(header) :]):
                problems.append(Problem(_TOO_MANY, file, line, len(header) + 1))
            problems.extend(_row_problems(participant, line, file, definition, seen))
            seen.setdefault(participant.name, line)
            found.append(participant)
        if not found:
            problems.append(Problem(say("the file of participants has a header and no rows"), file, 1, 1))
        problems.extend(_lost(found, [line for line, _ in rows[1:]], file, definition))
    return ReadParticipants(tuple(found), tuple(problems))


def unknown_participant(name: str, known: list[str]) -> Text:
    """Say that a participant is not known, with the nearest one; of many, only how many there are."""
    sentence = unknown("participant", name, known)
    too_many = 10
    if "names" in sentence.values and len(known) > too_many:
        return say(
            "unknown participant “{name}”; this cycle has {number} of them", name=name, number=len(known)
        )
    return sentence


def members_of(definition: Definition) -> tuple[Participant, ...]:
    """Return the participants that the definition itself names, in the order of its roles."""
    return tuple(
        _member(role.name, member.name, member.data, member.also)
        for role in definition.roles
        for member in role.members
    )


def _member(role: str, name: str, data: Mapping[str, str], also: tuple[str, ...]) -> Participant:
    known = {_COLUMNS[key.lower()]: value for key, value in data.items() if key.lower() in _COLUMNS}
    further = {key: value for key, value in data.items() if key.lower() not in _COLUMNS}
    return replace(_participant(role, {**known, "name": name}, further), also=also)


def _participant(role: str, values: Mapping[str, str], data: Mapping[str, str]) -> Participant:
    texts: dict[str, Any] = {"name": "", **values, "role": role}
    return Participant(**texts, data=data)


_TOO_MANY = say(
    "this row has more values than the header has columns: put a value that holds the separator in quotes"
)


def _header_problems(header: list[str], file: str, further: Mapping[str, str]) -> Iterator[Problem]:
    for column, cell in enumerate(header, start=1):
        if cell and cell not in _COLUMNS and cell not in further:
            yield Problem(unknown("column", cell, [*_COLUMNS, *further]), file, 1, column)
        elif cell in _COLUMNS and _COLUMNS[cell] in {_COLUMNS.get(other) for other in header[: column - 1]}:
            yield Problem(say("the column “{name}” stands twice", name=cell), file, 1, column)
    if "name" not in {_COLUMNS.get(cell) for cell in header}:
        yield Problem(say("the column “name” is missing: the first row names the columns"), file, 1, 1)


def _row_problems(
    participant: Participant, line: int, file: str, definition: Definition, seen: dict[str, int]
) -> Iterator[Problem]:
    roles = [role.name for role in definition.roles]
    if not participant.name:
        yield Problem(say("a participant without a name"), file, line, 1)
    elif participant.name in seen:
        yield Problem(
            say(
                "“{name}” stands twice; first in line {line}",
                name=participant.name,
                line=seen[participant.name],
            ),
            file,
            line,
            1,
        )
    if participant.role not in roles:
        yield Problem(unknown("role", participant.role, roles), file, line, 1)
    elif own := _another_role(participant, definition):
        yield Problem(own, file, line, 1)
    misread = misread_rows(participant.role, participant.data, definition)
    yield from (Problem(text, file, line, 1) for text in misread)
    if participant.timezone and not is_zone(participant.timezone):
        yield Problem(
            say(
                "unknown time zone “{zone}”; write it like Asia/Krasnoyarsk or Europe/Moscow",
                zone=participant.timezone,
            ),
            file,
            line,
            1,
        )
    for address in (participant.email, participant.head_email, participant.curator_email):
        if address and not is_address(address):
            yield Problem(say("“{address}” is not an e-mail address", address=address), file, line, 1)


def _another_role(participant: Participant, definition: Definition) -> Text | None:
    """Say that the definition, which names a participant, gives it another role than the row does."""
    own = next((one for one in members_of(definition) if one.name == participant.name), None)
    if own is None or participant.role in (own.role, *own.also):
        return None
    return say(
        "the definition gives “{name}” the role “{own}”, not “{role}”: leave the role out here",
        name=participant.name,
        own=own.role,
        role=participant.role,
    )


def _lost(
    found: Iterable[Participant], lines: Iterable[int], file: str, definition: Definition
) -> Iterator[Problem]:
    """Report who belongs to nobody that takes part."""
    every = [*members_of(definition), *found]
    roles = {role.within for role in definition.roles if role.within}
    by_role = {role: {one.name for one in every if role in (one.role, *one.also)} for role in roles}
    for one, line in zip(found, lines, strict=True):
        if why := lost(one.role, one.data, definition, by_role):
            yield Problem(why, file, line, 1)


def is_zone(name: str) -> bool:
    """Whether there is such a time zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def is_address(text: str) -> bool:
    """Whether letters could go to what is written there."""
    return _ADDRESS.fullmatch(text) is not None


#: Stricter than RFC 5322 on purpose: what staff mistype, not what a standard could allow.
_ADDRESS = re.compile(r"""[^\s@<>()\[\],;:"]+@([\w-]+\.)+[\w-]{2,}""")
