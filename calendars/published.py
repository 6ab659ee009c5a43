"""Read a table of working days that somebody published, and tell the days on which a calendar differs from it."""

from __future__ import annotations

import calendar as month_lengths
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from calendars.calendar import SATURDAY, Calendar
from calendars.errors import CalendarError, Problem
from calendars.law import days_between
from calendars.saying import say, weekday

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class PublishedDay:
    """A day as a table has it, and the line where; `short` is None where the table does not speak of short days."""

    date: date
    working: bool
    short: bool | None = None
    line: int = 0


def differences(calendar: Calendar, table: Iterable[PublishedDay], file: str) -> tuple[Problem, ...]:
    """Return a problem for each day that `calendar` knows and has otherwise than the table."""
    return tuple(
        _difference(calendar, day, file)
        for day in known_days(calendar, table)
        if calendar.is_working(day.date) != day.working
        or (day.short is not None and calendar.day(day.date).short != day.short)
    )


def known_days(calendar: Calendar, table: Iterable[PublishedDay]) -> tuple[PublishedDay, ...]:
    """Return the days of the table that the calendar knows."""
    return tuple(day for day in table if calendar.first <= day.date <= calendar.last)


def _difference(calendar: Calendar, day: PublishedDay, file: str) -> Problem:
    ours = calendar.day(day.date)
    theirs = (
        say("a day off")
        if not day.working
        else say("a short working day")
        if day.short
        else say("a working day")
    )
    message = say(
        "{day} ({weekday}): {theirs} in the table, but in the calendar “{calendar}” {ours}",
        day=day.date,
        weekday=weekday(day.date),
        theirs=theirs,
        calendar=calendar.name,
        ours=say("{name} ({basis})", name=ours.name, basis=ours.basis) if ours.basis else ours.name,
    )
    return Problem(message, file, day.line, 1 if day.line else 0)


# JSON ----------------------------------------------------------------------------------------------------


def published_json(text: str, file: str, *, presidential: bool = False) -> tuple[PublishedDay, ...]:
    """Read either of two forms; CalendarError for any other.

    `{"2021": {"nonworking_weekdays": […], "working_weekend_days": […], "short_days": […]}, …}`, where
    `presidential` takes in `presidential_nonworking_days` and leaves `short_days_if_presidential_ignored` aside;
    or `{"days": [{"date": …, "working": …, "short": …}, …]}`, which `srok calendar show YEAR --json` prints.
    """
    try:
        facts = json.loads(text)
        lines = _Lines(text)
        if "days" in facts:
            return tuple(
                PublishedDay(_iso(day["date"]), bool(day["working"]), day.get("short"), lines.of(day["date"]))
                for day in facts["days"]
            )
        return tuple(day for year in facts for day in _json_year(int(year), facts[year], lines, presidential))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        message = say(
            "this JSON is not a table of working days ({why}): it is either years with “nonworking_weekdays” and "
            "“working_weekend_days”, or “days” with “date” and “working”",
            why=str(error),
        )
        raise CalendarError(message, [Problem(message, file, getattr(error, "lineno", 1), 1)]) from error


def _json_year(
    year: int, facts: Mapping[str, Any], lines: _Lines, presidential: bool
) -> Iterator[PublishedDay]:
    off, worked = set(facts["nonworking_weekdays"]), set(facts.get("working_weekend_days", ()))
    short = facts.get("short_days")
    if presidential:
        off |= set(facts.get("presidential_nonworking_days", ()))
    else:
        short = facts.get("short_days_if_presidential_ignored", short)
    for text in (*off, *worked, *(short or ())):
        _iso(text)
    for day in days_between(date(year, 1, 1), date(year, 12, 31)):
        iso = day.isoformat()
        working = iso in worked if day.weekday() >= SATURDAY else iso not in off
        yield PublishedDay(
            day, working, None if short is None else iso in short, lines.of(iso) or lines.of(str(year))
        )


def _iso(text: str) -> date:
    return date.fromisoformat(text)


class _Lines:
    """Where a string first stands in a JSON text, since the reader of JSON does not tell."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        for number, line in enumerate(text.splitlines(), 1):
            for quoted in re.findall(r'"([\d-]+)"', line):
                self._lines.setdefault(quoted, number)

    def of(self, text: str) -> int:
        return self._lines.get(text, 0)


# Rows of a table -----------------------------------------------------------------------------------------

_MONTHS = 12
_YEAR_AND_MONTH = "год/месяц"
_COLUMNS = {
    "date": ("date", "дата", "день"),
    "working": ("working", "рабочий", "рабочий день"),
    "short": ("short", "сокращенный", "сокращенный день", "предпраздничный"),
}
_YES, _NO = {"1", "да", "yes", "true"}, {"0", "нет", "no", "false"}


def published_rows(rows: Iterable[Row], file: str) -> tuple[PublishedDay, ...]:
    """Read the rows of a CSV file, the header first, each with its line; CalendarError that lists what is wrong.

    Either a day a row, with the columns date, working and, if wanted, short (дата, рабочий, сокращенный), the
    latter two 1 or 0 (да or нет). Or the open data «Производственный календарь» of data.gov.ru: a year a row, a
    month a column, in it the days off, `+` after one that was moved there, and with `*` the short working days.
    """
    header_line, *body = rows or [(1, [])]
    header = [_plain(cell) for cell in header_line[1]]
    problems: list[Problem] = []
    if header and header[0] == _YEAR_AND_MONTH:
        found = [day for row in body for day in _year_row(row, file, problems)]
    else:
        columns = _columns(header, file, header_line[0])
        found = [day for row in body for day in _day_row(row, columns, file, problems)]
    if not found and not problems:
        problems.append(Problem(say("the table has no rows"), file, header_line[0], 1))
    if problems:
        raise CalendarError(say("{file} is not a table of working days", file=file), problems)
    return tuple(found)


def _year_row(row: Row, file: str, problems: list[Problem]) -> Iterator[PublishedDay]:
    line, cells = row
    if not re.fullmatch(r"[12]\d{3}", cells[0].strip()) or len(cells) <= _MONTHS:
        problems.append(Problem(say("a row begins with the year, twelve months follow"), file, line, 1))
        return
    year = int(cells[0])
    for month, cell in enumerate(cells[1 : _MONTHS + 1], 1):
        off: set[date] = set()
        short: set[date] = set()
        for item in filter(None, (part.strip() for part in cell.split(","))):
            try:
                day = date(year, month, int(item.rstrip("*+")))
            except ValueError:
                message = say(
                    "“{item}” is no day of month {month} of {year}", item=item, month=month, year=year
                )
                problems.append(Problem(message, file, line, month + 1))
            else:
                (short if item.endswith("*") else off).add(day)
        yield from _month(year, month, off, short, line)


def _month(
    year: int, month: int, off: Collection[date], short: Collection[date], line: int
) -> Iterator[PublishedDay]:
    for number in range(1, month_lengths.monthrange(year, month)[1] + 1):
        day = date(year, month, number)
        yield PublishedDay(day, day not in off, day in short, line)


def _columns(header: Sequence[str], file: str, line: int) -> dict[str, int]:
    found = {
        name: header.index(spelling)
        for name, spellings in _COLUMNS.items()
        for spelling in spellings
        if spelling in header
    }
    if {"date", "working"} <= found.keys():
        return found
    message = say(
        "this is no table of working days: the first row names the columns, either “date” and “working” (дата, "
        "рабочий), or “Год/Месяц” and the twelve months"
    )
    raise CalendarError(message, [Problem(message, file, line, 1)])


def _day_row(
    row: Row, columns: Mapping[str, int], file: str, problems: list[Problem]
) -> Iterator[PublishedDay]:
    line, cells = row
    values = {name: _plain(cells[place]) if place < len(cells) else "" for name, place in columns.items()}
    day = _day(values["date"])
    flags = {name: _flag(values[name]) for name in ("working", "short") if name in values}
    if day is None:
        message = say("“{value}” is not a date like 2016-09-15 or 15.09.2016", value=values["date"])
        problems.append(Problem(message, file, line, columns["date"] + 1))
    for name, flag in flags.items():
        if flag is None:
            message = say("“{value}” is neither 1 nor 0 (да, нет)", value=values[name])
            problems.append(Problem(message, file, line, columns[name] + 1))
    if day and flags["working"] is not None:
        yield PublishedDay(day, flags["working"], flags.get("short"), line)


def _day(text: str) -> date | None:
    iso = re.sub(r"^(\d\d?)\.(\d\d?)\.(\d{4})$", r"\3-\2-\1", text)
    try:
        return date(*(int(part) for part in iso.split("-")))
    except (ValueError, TypeError):
        return None


def _flag(text: str) -> bool | None:
    return True if text in _YES else False if text in _NO else None


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())
