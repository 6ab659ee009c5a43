"""`srok calendar list`: which calendars there are, and in which years each can be relied on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import calendars
from calendars import Calendar
from calendars.saying import say
from srok.cli.common import AsJson, out, print_json, table, tell


def list_calendars(as_json: AsJson = False) -> None:
    """The calendars there are: their names and titles, and which years are official."""
    found = [(calendars.load_calendar(name), title) for name, title in calendars.titles().items()]
    if as_json:
        print_json([_listed(calendar, title) for calendar, title in found])
        return
    columns = (say("name"), say("title"), say("official"), say("provisional"))
    rows = ([calendar.name, title, *_spans(calendar)] for calendar, title in found)
    out().print(table("", columns, rows))
    tell(say("Several are joined by “+”, for days that are worked in each: --calendar ru-al+ru-ta."))


def _listed(calendar: Calendar, title: str) -> dict[str, Any]:
    years = {
        status: [year.number for year in calendar.years if year.status == status]
        for status in ("official", "draft", "projected")
    }
    return {"name": calendar.name, "title": title, "edition": calendar.edition, **years}


def _spans(calendar: Calendar) -> tuple[str, str]:
    """Return the official years and the others, runs of years shortened."""
    official = [year.number for year in calendar.years if year.status == "official"]
    return _runs(official), _runs([year.number for year in calendar.years if year.number not in official])


def _runs(years: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs) or "—"
