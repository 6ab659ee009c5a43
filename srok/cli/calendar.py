"""`srok calendar`: business-day arithmetic, the table of a year, and the check of the acts."""

from __future__ import annotations

import datetime
from typing import Annotated, get_args

import typer
from rich.table import Table

import calendars
from calendars import Calendar, Day
from calendars.saying import Text, say, say_many, weekday
from srok.cli.calendar_adopt import adopt
from srok.cli.calendar_check import check
from srok.cli.calendar_list import list_calendars
from srok.cli.calendar_options import Name, Presidential, as_date, status
from srok.cli.common import AsJson, out, print_json, shown, table, tell, tr

app = typer.Typer(no_args_is_help=True, help="Business-day arithmetic.")


def _convention(text: str) -> str:
    known = get_args(calendars.Convention)
    if text not in known:
        raise typer.BadParameter(tr(say("choose one of: {names}", names=known)))
    return text


DayArgument = Annotated[datetime.date, typer.Argument(parser=as_date, metavar="DATE", help="A date.")]


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
        print_json(_dated(chosen, result))
    else:
        tell(*calendars.explain_add(chosen, day, n))


@app.command()
def count(
    first: Annotated[datetime.date, typer.Argument(parser=as_date, metavar="FROM")],
    last: Annotated[datetime.date, typer.Argument(parser=as_date, metavar="TO")],
    calendar: Name = "ru",
    presidential: Presidential = False,
    as_json: AsJson = False,
) -> None:
    """The number of working days after FROM up to and including TO."""
    chosen = calendars.load_calendar(calendar, presidential=presidential)
    result = calendars.count(chosen, first, last)
    if as_json:
        print_json({"working_days": result.working_days, **_source(chosen, result.provisional)})
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
        print_json(_dated(chosen, result))
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
        print_json(_year_facts(chosen, year))
    else:
        tell(_year_heading(chosen, year))
        out().print(_year_table(chosen, year))


app.command(name="check")(check)
app.command(name="adopt")(adopt)
app.command(name="list")(list_calendars)


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


def _year_days(calendar: Calendar, year: int) -> list[Day]:
    first = datetime.date(year, 1, 1).toordinal()
    last = datetime.date(year, 12, 31).toordinal()
    return [calendar.day(datetime.date.fromordinal(number)) for number in range(first, last + 1)]


def _year_heading(calendar: Calendar, year: int) -> Text:
    return say(
        "{year} ({status}): {days}; edition {edition}",
        year=year,
        status=status(calendar.year(year)),
        days=_working_days(sum(day.working for day in _year_days(calendar, year))),
        edition=calendar.edition[:16],
    )


def _working_days(number: int) -> Text:
    return say_many("{number} working day", "{number} working days", number)


def _year_table(calendar: Calendar, year: int) -> Table:
    columns = (say("date"), say("day of the week"), say("what it is"), say("why"))
    days = (day for day in _year_days(calendar, year) if day.basis)
    return table("", columns, (_year_row(day) for day in days))


def _year_row(day: Day) -> list[str]:
    return [shown(day.date), tr(weekday(day.date)), tr(day.name), tr(day.basis) if day.basis else ""]
