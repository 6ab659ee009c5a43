"""`srok calendar`: business-day arithmetic, the table of a year, and the check of the decrees."""

from __future__ import annotations

import datetime
import json
from typing import Annotated, get_args

import typer
from rich.console import Console
from rich.table import Table

import calendars
from calendars import Calendar, Day, Decree, Region
from calendars.errors import InputError, Problem
from calendars.saying import Text, say, say_many, weekday
from srok import clock
from srok.cli.common import read_date, tell, tell_problems, tr

app = typer.Typer(no_args_is_help=True, help="Business-day arithmetic.")


def _date(text: str) -> datetime.date:
    try:
        return read_date(text)
    except InputError as error:
        raise typer.BadParameter(tr(error.message)) from None


def _convention(text: str) -> str:
    known = get_args(calendars.Convention)
    if text not in known:
        raise typer.BadParameter(tr(say("choose one of: {names}", names=known)))
    return text


DayArgument = Annotated[datetime.date, typer.Argument(parser=_date, metavar="DATE", help="A date.")]
Name = Annotated[str, typer.Option("--calendar", help="Which calendar counts.")]
Presidential = Annotated[
    bool, typer.Option("--presidential", help="Take in the days declared non-working by the President.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]

_STATUS = {
    "official": say("by decree"),
    "draft": say("by a draft decree, provisional"),
    "projected": say("by the law alone, provisional"),
}


# `-5` is a number of days here, not an option.
@app.command(context_settings={"ignore_unknown_options": True})
def add(
    day: DayArgument,
    n: Annotated[int, typer.Argument(metavar="N", help="Working days; negative counts back.")],
    calendar: Name = "ru",
    presidential: Presidential = False,
    as_json: AsJson = False,
) -> None:
    """The date N working days after DATE, which is not counted itself."""
    chosen = calendars.load_calendar(calendar, presidential=presidential)
    result = calendars.add(chosen, day, n)
    if as_json:
        _print_json(_dated(chosen, result))
    else:
        tell(*calendars.explain_add(chosen, day, n))


@app.command()
def count(
    first: Annotated[datetime.date, typer.Argument(parser=_date, metavar="FROM")],
    last: Annotated[datetime.date, typer.Argument(parser=_date, metavar="TO")],
    calendar: Name = "ru",
    presidential: Presidential = False,
    as_json: AsJson = False,
) -> None:
    """The number of working days after FROM up to and including TO."""
    chosen = calendars.load_calendar(calendar, presidential=presidential)
    result = calendars.count(chosen, first, last)
    if as_json:
        _print_json({"working_days": result.working_days, **_source(chosen, result.provisional)})
    else:
        tell(*calendars.explain_count(chosen, first, last))


@app.command()
def roll(
    day: DayArgument,
    convention: Annotated[calendars.Convention, typer.Argument(metavar="CONVENTION", parser=_convention)],
    calendar: Name = "ru",
    presidential: Presidential = False,
    as_json: AsJson = False,
) -> None:
    """Where DATE moves when it is a day off: following, preceding, modified_following or none."""
    chosen = calendars.load_calendar(calendar, presidential=presidential)
    result = calendars.roll(chosen, day, convention)
    if as_json:
        _print_json(_dated(chosen, result))
    else:
        tell(*calendars.explain_roll(chosen, day, convention))


@app.command()
def show(
    year: Annotated[int, typer.Argument(metavar="YEAR")],
    calendar: Name = "ru",
    presidential: Presidential = False,
    as_json: AsJson = False,
) -> None:
    """The days of YEAR: every one with --json, else those that are not as the week alone makes them."""
    chosen = calendars.load_calendar(calendar, presidential=presidential)
    if as_json:
        _print_json(_year_facts(chosen, year))
    else:
        tell(_year_heading(chosen, year))
        _print_table(_year_table(chosen, year))


@app.command()
def check(
    calendar: Name = "ru",
    today: Annotated[
        datetime.date | None,
        typer.Option(
            parser=_date,
            metavar="DATE",
            help="Warn of a missing decree as of this date.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Derive the calendar, refuse decrees that contradict themselves, tell how far each year is known."""
    region = calendars.read_region(calendar)
    chosen = calendars.derive(region)
    warnings = calendars.missing_acts(chosen, today or clock.now().date())
    if as_json:
        _print_json(_check_facts(chosen, region, warnings))
    else:
        _print_table(_check_table(chosen, region))
        edition = chosen.edition[:16]
        tell(
            *_notes(region),
            say(
                "The calendar “{name}” holds together; edition {edition}.", name=chosen.name, edition=edition
            ),
        )
    tell_problems(warnings)


def _dated(calendar: Calendar, result: calendars.Result) -> dict[str, object]:
    return {"date": result.date.isoformat(), **_source(calendar, result.provisional)}


def _source(calendar: Calendar, provisional: tuple[int, ...]) -> dict[str, object]:
    return {"provisional": bool(provisional), "calendar": calendar.name, "edition": calendar.edition}


def _year_facts(calendar: Calendar, year: int) -> dict[str, object]:
    return {
        "year": year,
        "status": calendar.status(year),
        "calendar": calendar.name,
        "edition": calendar.edition,
        "days": [_day_facts(day) for day in _year_days(calendar, year)],
    }


def _day_facts(day: Day) -> dict[str, object]:
    return {
        "date": day.date.isoformat(),
        "working": day.working,
        "short": day.short,
        "kind": day.kind,
        "name": tr(day.name),
        "basis": tr(day.basis) if day.basis else None,
    }


def _check_facts(calendar: Calendar, region: Region, warnings: tuple[Problem, ...]) -> dict[str, object]:
    return {
        "calendar": calendar.name,
        "edition": calendar.edition,
        "years": [
            {
                "year": year,
                "status": calendar.status(year),
                "decree": tr(decree.source.text) if decree else None,
                "note": tr(Text(decree.note, {})) if decree and decree.note else None,
            }
            for year, decree in _decrees(calendar, region)
        ],
        "warnings": [tr(warning.message) for warning in warnings],
    }


def _decrees(calendar: Calendar, region: Region) -> list[tuple[int, Decree | None]]:
    decrees = {decree.year: decree for decree in region.decrees}
    return [(year.number, decrees.get(year.number)) for year in calendar.years]


def _year_days(calendar: Calendar, year: int) -> list[Day]:
    first = datetime.date(year, 1, 1).toordinal()
    last = datetime.date(year, 12, 31).toordinal()
    return [calendar.day(datetime.date.fromordinal(number)) for number in range(first, last + 1)]


def _year_heading(calendar: Calendar, year: int) -> Text:
    return say(
        "{year} ({status}): {days}; edition {edition}",
        year=year,
        status=_STATUS[calendar.status(year)],
        days=_working_days(sum(day.working for day in _year_days(calendar, year))),
        edition=calendar.edition[:16],
    )


def _working_days(number: int) -> Text:
    return say_many("{number} working day", "{number} working days", number)


def _year_table(calendar: Calendar, year: int) -> Table:
    table = _table(say("date"), say("day of the week"), say("what it is"), say("why"))
    for day in _year_days(calendar, year):
        if day.basis:
            table.add_row(f"{day.date:%d.%m.%Y}", tr(weekday(day.date)), tr(day.name), tr(day.basis))
    return table


def _check_table(calendar: Calendar, region: Region) -> Table:
    table = _table(say("year"), say("status"), say("decree"))
    for year, decree in _decrees(calendar, region):
        cited = tr(decree.source.text) if decree else ""
        table.add_row(str(year), tr(_STATUS[calendar.status(year)]), cited)
    return table


def _notes(region: Region) -> list[Text]:
    noted = (decree for decree in region.decrees if decree.note)
    return [say("{year}: {note}", year=decree.year, note=Text(decree.note, {})) for decree in noted]


def _table(*headings: Text) -> Table:
    return Table(*(tr(heading) for heading in headings))


def _print_table(table: Table) -> None:
    Console().print(table)


def _print_json(facts: dict[str, object]) -> None:
    typer.echo(json.dumps(facts, ensure_ascii=False))
