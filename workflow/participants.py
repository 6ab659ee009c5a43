"""Who takes part: read from the CSV that staff export from Excel, whatever its separator and encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from calendars.errors import Problem
from calendars.saying import say
from definitions import Definition, clean, unknown


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
    """Read a participants file: `;` or `,`, UTF-8 or windows-1251, with or without a BOM."""
    rows = list(read_csv(data))
    if not rows:
        return ReadParticipants((), (Problem(say("the file of participants is empty"), file, 1, 1),))
    header = [clean(cell).lower() for cell in rows[0][1]]
    problems = list(_header_problems(header, file))
    columns = [_COLUMNS.get(cell) for cell in header]
    found: list[Participant] = []
    if not problems:
        seen: dict[str, int] = {}
        for line, cells in rows[1:]:
            values = {name: clean(cell) for name, cell in zip(columns, cells, strict=False) if name}
            participant = Participant(**{"role": "", **values, "name": values.get("name", "")})
            if not participant.role:
                participant = Participant(
                    **{**values, "name": participant.name, "role": definition.each_role or ""}
                )
            problems.extend(_row_problems(participant, line, file, definition, seen))
            seen.setdefault(participant.name, line)
            found.append(participant)
        if not found:
            problems.append(Problem(say("the file of participants has a header and no rows"), file, 1, 1))
    return ReadParticipants(tuple(found), tuple(problems))


def read_csv(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, with the line each begins in."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251", "replace")
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    line = 1
    for cells in reader:
        if any(clean(cell) for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _header_problems(header: list[str], file: str) -> Iterator[Problem]:
    for column, cell in enumerate(header, start=1):
        if cell and cell not in _COLUMNS:
            yield Problem(unknown("column", cell, _COLUMNS), file, 1, column)
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
    if participant.timezone and not _is_zone(participant.timezone):
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
        if address and not _is_address(address):
            yield Problem(say("“{address}” is not an e-mail address", address=address), file, line, 1)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _is_address(text: str) -> bool:
    local, _, domain = text.rpartition("@")
    return bool(local and domain and "." in domain) and not any(c.isspace() or c in '<>,;"' for c in text)
