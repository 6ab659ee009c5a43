"""The table of entries that `srok record --from` reads: its columns in both languages, and what its rows ask for."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

from calendars.errors import InputError, Problem
from calendars.saying import Text, say
from definitions import clean, unknown
from srok.cli.common import read_bytes, read_date
from srok.misprints import dated, misprints
from workflow import CONTROL, Wish, read_csv

_FIELDS = {
    "event": "event", "мероприятие": "event", "№": "event",
    "trigger": "trigger", "действие": "trigger",
    "participant": "participant", "участник": "participant",
    "agency": "agency", "ведомство": "agency", "period": "period", "период": "period",
    "row": "row", "строка": "row",
    "on": "on", "дата": "on", "at": "at", "время": "at", "date": "day", "срок": "day",
    "ref": "ref", "реквизиты": "ref", "basis": "basis", "основание": "basis",
    "note": "note", "пояснение": "note", "actor": "actor", "кто": "actor", "key": "key", "ключ": "key",
    "corrects": "corrects", "исправляет": "corrects",
}  # fmt: skip


@dataclass(frozen=True)
class ReadWishes:
    """What the rows of a table ask for, the file and line of each, and what is wrong with some of them."""

    wishes: list[Wish]
    places: list[tuple[str, int]]
    problems: list[Problem]


def read_wishes(source: Path, asked: Container[str] = (), *, as_printed: bool = False) -> ReadWishes:
    """Read a table of entries; a column with another name is taken as data. Raises InputError for a bad header.

    `asked` are names that the definition asks for: no slip, however much they look like the name of another column.
    A date whose year looks misprinted is a problem, unless the table is to be taken `as_printed`.
    """
    rows = _rows(source)
    header = [clean(cell) for cell in rows[0][1]]
    slips = [Problem(message, str(source), 1, 1) for message in _header_problems(header, asked)]
    wishes, problems, places = [], [], []
    for line, cells in rows[1:]:
        wish, wrong = _wish(header, [clean(cell) for cell in cells])
        wishes.append(wish)
        places.append((str(source), line))
        problems += [Problem(message, str(source), line, 1) for message in wrong]
    if not as_printed:
        problems += [
            Problem(message, str(source), line, 1) for line, message in _misprints(rows, header, wishes)
        ]
    if slips:
        raise InputError(
            say("{file} has errors: nothing was recorded", file=str(source)), [*slips, *problems]
        )
    return ReadWishes(wishes, places, problems)


def _misprints(
    rows: Sequence[tuple[int, list[str]]], header: Sequence[str], wishes: Sequence[Wish]
) -> Iterator[tuple[int, Text]]:
    about = [(wish.event, wish.trigger, wish.period) for wish in wishes]
    days = dated(rows[1:], header)
    return misprints([replace(one, about=own) for one, own in zip(days, about, strict=True)])


def _rows(source: Path) -> list[tuple[int, list[str]]]:
    data = read_bytes(source)
    try:
        rows = list(read_csv(data))
    except InputError as error:
        placed = [replace(problem, file=str(source)) for problem in error.problems]
        raise InputError(error.message, placed) from None
    if len(rows) <= 1:
        raise InputError(say("{file} has no rows", file=str(source)))
    return rows


def _header_problems(header: Sequence[str], asked: Container[str]) -> Iterator[Text]:
    """A column with a slip in its name would become data, and what it says would be lost."""
    meant = [_FIELDS.get(name.lower(), name.lower()) for name in header]
    for field, missing in _NEEDED.items():
        if field not in meant:
            yield missing.with_values(header=tuple(filter(None, header)) or None)
    twice = (name for name, field in zip(header, meant, strict=True) if name and meant.count(field) > 1)
    for name in dict.fromkeys(twice):
        yield say("“{name}” is given twice", name=name)
    for name in header:
        strange = name.lower() not in _FIELDS and name not in asked
        if strange and difflib.get_close_matches(name.lower(), _FIELDS, 1, 0.75):
            yield unknown("column", name.lower(), _FIELDS)


#: The columns without which no row says what it asks for.
_NEEDED = {
    "event": say("the column “event” is missing; the first line has: {header}"),
    "trigger": say("the column “trigger” is missing; the first line has: {header}"),
}


def _wish(header: Sequence[str], cells: Sequence[str]) -> tuple[Wish, list[Text]]:
    """Return what a row asks for and what is wrong with it; a value that cannot be read is left out."""
    wrong = [_TOO_MANY] if any(cells[len(header) :]) else []
    values: dict[str, Any] = {"event": "", "trigger": ""}
    data = {}
    known_as = _FIELDS if not _appoints(header, cells) else {**_FIELDS, "кто": ""}
    for name, value in zip(header, cells, strict=False):
        known = known_as.get(name.lower())
        if known and value:
            try:
                values[known] = _PARSERS.get(known, str)(value)
            except InputError as error:
                wrong.append(error.message)
        elif value:
            data[name] = value
    return Wish(**values, data=data), wrong


def _appoints(header: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row appoints somebody: then «кто» is whom, not who recorded it."""
    named = zip(header, cells, strict=False)
    return any(
        _FIELDS.get(name.lower()) == "trigger" and CONTROL.get(value) == "appoint" for name, value in named
    )


_TOO_MANY = say(
    "this row has more values than the header has columns: put a value that holds the separator in quotes"
)


def as_time(text: str) -> time:
    """Read a time of day; raises InputError."""
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - a time of day by the cycle's clock
    except ValueError:
        raise InputError(say("“{value}” is not a time like 17:00", value=text)) from None


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise InputError(say("“{value}” is not a whole number", value=text)) from None


_PARSERS: dict[str, Callable[[str], Any]] = {
    "on": read_date,
    "at": as_time,
    "day": read_date,
    "corrects": _number,
}
