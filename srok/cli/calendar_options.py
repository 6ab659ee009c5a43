"""The options that the calendar commands share, and how they print a table."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

from calendars import Year
from calendars.errors import InputError
from calendars.saying import Text, say
from srok.cli.common import read_date, tr


def as_date(text: str) -> datetime.date:
    """Read a date that was typed; a wrong one is wrong usage."""
    try:
        return read_date(text)
    except InputError as error:
        raise typer.BadParameter(tr(error.message)) from None


Name = Annotated[
    str,
    typer.Option("--calendar", help="Which calendar counts: a name, a title, or several joined by “+”."),
]
Presidential = Annotated[
    bool, typer.Option("--presidential", help="Take in the days declared non-working by the President.")
]

_STATUS = {
    "official": say("by decree"),
    "draft": say("by a draft, provisional"),
    "projected": say("not all acts are known, provisional"),
}


def status(year: Year) -> Text:
    """Say how far a year can be relied on."""
    if any(gap.what == "decree" for gap in year.gaps):
        return say("by the law alone, provisional")
    return _STATUS[year.status]
