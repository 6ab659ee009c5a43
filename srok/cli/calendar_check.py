"""`srok calendar check`: how far a calendar can be relied on, and whether published tables agree with it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

import calendars
from calendars import Calendar, CalendarFile, Decree, Overlay, Region
from calendars.errors import InputError, Problem
from calendars.saying import Text, say, say_many
from srok import clock
from srok.cli.calendar_options import Name, Presidential, as_date, status
from srok.cli.common import AsJson, out, print_json, read_bytes, table, tell, tell_problems, tr
from workflow import read_csv

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE]...",
        help="A calendar file of your own (.yaml) to derive, and published tables (.json, .csv) to compare with.",
        show_default=False,
    ),
]
Today = Annotated[
    datetime.date | None,
    typer.Option(parser=as_date, metavar="DATE", help="Warn of a missing decree as of this date."),
]


@dataclass(frozen=True)
class _Checked:
    """A calendar, the files that it is derived from, and what they leave in doubt."""

    calendar: Calendar
    files: tuple[CalendarFile, ...]
    warnings: tuple[Problem, ...]


def check(
    files: Files = None,
    calendar: Name = "ru",
    presidential: Presidential = False,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Derive a calendar, refuse acts that contradict themselves, tell how far it is known, compare it with tables."""
    own = [path for path in files or () if path.suffix.lower() in {".yaml", ".yml"}]
    tables = [path for path in files or () if path not in own]
    checked = _checked(own, calendar, today or clock.now().date(), presidential=presidential)
    compared = [_Compared(path, checked.calendar) for path in tables]
    if as_json:
        print_json(_facts(checked) | {"compared": [table.facts for table in compared]})
    elif compared:
        tell(*(table.told for table in compared))
    else:
        _tell_checked(checked)
    tell_problems(checked.warnings)
    if problems := [problem for table in compared for problem in table.problems]:
        raise InputError(say("the calendar and the table differ"), problems)


# Checking ------------------------------------------------------------------------------------------------


def _checked(own: Sequence[Path], name: str, today: datetime.date, *, presidential: bool) -> _Checked:
    if not own:
        calendar = calendars.load_calendar(name, presidential=presidential)
        return _with_warnings(calendar, calendars.files_of(calendar), today)
    if len(own) > 1:
        message = say("check one calendar file at a time: it is compared with the tables beside it")
        raise InputError(message, [Problem(message, str(own[1]))])
    file = calendars.parse_region(_text(own[0]), str(own[0]))
    calendar = calendars.build_calendar(file, presidential=presidential)
    base = calendars.files_of(calendars.load_calendar(file.base)) if isinstance(file, Overlay) else ()
    return _with_warnings(calendar, (*base, file), today)


def _with_warnings(calendar: Calendar, files: tuple[CalendarFile, ...], today: datetime.date) -> _Checked:
    doubtful = tuple(
        problem
        for file in files
        if isinstance(file, Overlay)
        for problem in calendars.contradictions(file, calendars.load_calendar(file.base))
    )
    return _Checked(calendar, files, doubtful + calendars.missing_acts(calendar, today, files))


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        message = say("the file is not UTF-8 text: save it as UTF-8")
        raise InputError(message, [Problem(message, str(path), 1, 1)]) from None


class _Compared:
    """What comparing a calendar with one published table came to."""

    def __init__(self, path: Path, calendar: Calendar) -> None:
        read = _published(path, presidential=calendar.presidential)
        self.path = path
        self.days = calendars.known_days(calendar, read)
        self.problems = calendars.differences(calendar, read, str(path))
        if not self.days:
            message = say(
                "no day of the table is in the years that the calendar “{calendar}” knows, from {first} to {last}",
                calendar=calendar.name,
                first=calendar.first,
                last=calendar.last,
            )
            self.problems = (Problem(message, str(path), 1, 1),)

    @property
    def told(self) -> Text:
        if not self.days:
            return say("{file}: nothing to compare", file=str(self.path))
        return say(
            "{file}: {days} from {first} to {last} compared, {differ}",
            file=str(self.path),
            days=say_many("{number} day", "{number} days", len(self.days)),
            first=min(day.date for day in self.days),
            last=max(day.date for day in self.days),
            differ=say_many("{number} differs", "{number} differ", len(self.problems)),
        )

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "file": str(self.path),
            "days": len(self.days),
            "differences": [{"line": item.line, "message": tr(item.message)} for item in self.problems],
        }


def _published(path: Path, *, presidential: bool) -> tuple[calendars.PublishedDay, ...]:
    if path.suffix.lower() == ".json":
        return calendars.published_json(_text(path), str(path), presidential=presidential)
    data = read_bytes(path)
    try:
        rows = list(read_csv(data))
    except InputError as error:
        (problem,) = error.problems
        raise InputError(error.message, [Problem(problem.message, str(path), problem.line, 1)]) from None
    return calendars.published_rows(rows, str(path))


# Telling -------------------------------------------------------------------------------------------------


def _tell_checked(checked: _Checked) -> None:
    calendar = checked.calendar
    out().print(_table(checked))
    tell(
        *_notes(checked.files),
        say(
            "The calendar “{name}” holds together; edition {edition}.",
            name=calendar.name,
            edition=calendar.edition[:16],
        ),
    )


def _facts(checked: _Checked) -> dict[str, Any]:
    calendar = checked.calendar
    return {
        "calendar": calendar.name,
        "edition": calendar.edition,
        "years": [_year_facts(year, checked.files) for year in calendar.years],
        "notes": [tr(note) for note in _notes(checked.files)],
        "warnings": [tr(warning.message) for warning in checked.warnings],
    }


def _year_facts(year: calendars.Year, files: Sequence[CalendarFile]) -> dict[str, Any]:
    return {
        "year": year.number,
        "status": year.status,
        "decree": "; ".join(tr(decree.source.text) for decree in _decrees(year, files)) or None,
        "note": "; ".join(tr(Text(decree.note, {})) for decree in _decrees(year, files) if decree.note)
        or None,
        "missing": [_gap_facts(gap) for gap in year.gaps],
    }


def _gap_facts(gap: calendars.Gap) -> dict[str, str]:
    return {"calendar": gap.calendar, "what": gap.what, "holiday": gap.holiday}


def _decrees(year: calendars.Year, files: Sequence[CalendarFile]) -> list[Decree]:
    decrees = (decree for file in files if isinstance(file, Region) for decree in file.decrees)
    return [decree for decree in decrees if decree.year == year.number]


def _table(checked: _Checked) -> Table:
    columns = (say("year"), say("status"), say("decree"), say("missing"))
    rows = (
        [
            str(year.number),
            tr(status(year)),
            "; ".join(tr(decree.source.text) for decree in _decrees(year, checked.files)),
            "; ".join(tr(calendars.named(gap)) for gap in year.gaps),
        ]
        for year in checked.calendar.years
    )
    return table("", columns, rows)


def _notes(files: Sequence[CalendarFile]) -> list[Text]:
    """Say what about the facts was not verified."""
    notes: list[tuple[Text, str]] = []
    for file in files:
        if isinstance(file, Region):
            notes += [(Text(str(decree.year), {}), decree.note) for decree in file.decrees]
            continue
        for holiday in file.holidays:
            notes.append((Text(holiday.name, {}), holiday.note))
            notes += [
                (say("{holiday}, {day}", holiday=holiday.name, day=item.day), item.note)
                for item in holiday.yearly or ()
            ]
    return [say("{what}: {note}", what=what, note=Text(note, {})) for what, note in notes if note]
