"""The file of participants, as staff export it from Excel: who is in it, and what is wrong with it, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from calendars.errors import InputError, Problem
from calendars.saying import Text, say
from definitions import Definition, clean, unknown
from workflow.csv_table import read_csv
from workflow.own_columns import lost, misread_rows, own_columns
from workflow.participants import COLUMNS, Participant, is_address, is_zone, members_of, participant_of


@dataclass(frozen=True)
class ReadParticipants:
    """The participants of a file and what is wrong with it."""

    participants: tuple[Participant, ...]
    problems: tuple[Problem, ...]


def read_participants(
    data: bytes, file: str, definition: Definition, present: Iterable[Participant] = ()
) -> ReadParticipants:
    """Read a participants file; how its table may be written: see `read_csv`.

    `present` are those who take part already: whoever has a role that the file does not mention stays among them.
    """
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
    columns = [COLUMNS.get(cell) for cell in header]
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
            participant = participant_of(role, values, more)
            if any(clean(cell) for cell in cells[len(header) :]):
                problems.append(Problem(_TOO_MANY, file, line, len(header) + 1))
            problems.extend(_row_problems(participant, line, file, definition, seen))
            seen.setdefault(participant.name, line)
            found.append(participant)
        if not found:
            problems.append(Problem(say("the file of participants has a header and no rows"), file, 1, 1))
        listed = {one.role for one in found}
        every = [*members_of(definition), *(one for one in present if one.role not in listed), *found]
        problems.extend(_lost(found, [line for line, _ in rows[1:]], file, definition, every))
    return ReadParticipants(tuple(found), tuple(problems))


_TOO_MANY = say(
    "this row has more values than the header has columns: put a value that holds the separator in quotes"
)


def _header_problems(header: list[str], file: str, further: Mapping[str, str]) -> Iterator[Problem]:
    for column, cell in enumerate(header, start=1):
        if cell and cell not in COLUMNS and cell not in further:
            yield Problem(unknown("column", cell, [*COLUMNS, *further]), file, 1, column)
        elif cell in COLUMNS and COLUMNS[cell] in {COLUMNS.get(other) for other in header[: column - 1]}:
            yield Problem(say("the column “{name}” stands twice", name=cell), file, 1, column)
    if "name" not in {COLUMNS.get(cell) for cell in header}:
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
    found: Iterable[Participant],
    lines: Iterable[int],
    file: str,
    definition: Definition,
    every: Iterable[Participant],
) -> Iterator[Problem]:
    """Report who belongs to nobody of `every` one that takes part."""
    roles: dict[str, set[str]] = {role.within: set() for role in definition.roles if role.within}
    for one in every if roles else ():
        for role in (one.role, *one.also):
            roles.setdefault(role, set()).add(one.name)
    own = {one.name: one.data for one in members_of(definition)}
    for one, line in zip(found, lines, strict=True):
        if why := lost(one.role, {**own.get(one.name, {}), **one.data}, definition, roles):
            yield Problem(why, file, line, 1)
