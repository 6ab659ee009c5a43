"""The calendars that come with srok, each derived from its file once, and what is still missing in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from calendars.calendar import Calendar, Gap
from calendars.compose import compose
from calendars.derive import derive, overlay
from calendars.errors import Problem
from calendars.files import canonical_name, read_region
from calendars.gaps import missing
from calendars.region import CalendarFile, Overlay


def load_calendar(name: str = "ru", *, presidential: bool = False) -> Calendar:
    """Return the calendar `name`: a file's name or title, or several joined by “+” (see `canonical_name`).

    `presidential` takes in the days declared non-working by the President in 2020 and 2021. CalendarError for
    an unknown name or acts that contradict themselves.
    """
    return _load(name, presidential)


def build_calendar(file: CalendarFile, *, presidential: bool = False) -> Calendar:
    """Return the calendar that a file describes, on top of its `base` where it names one."""
    if isinstance(file, Overlay):
        return overlay(_load(file.base, presidential), file)
    return derive(file, presidential=presidential)


def files_of(calendar: Calendar) -> tuple[CalendarFile, ...]:
    """Return the files that a calendar that comes with srok consists of, those they build on first."""
    found: dict[str, CalendarFile] = {}
    for name in calendar.name.split("+"):
        found |= {file.name: file for file in _chain(name)}
    return tuple(found.values())


def missing_acts(calendar: Calendar, today: date, files: Sequence[CalendarFile] = ()) -> tuple[Problem, ...]:
    """Warn of what this year lacks, and from 15 October of what the next one lacks, file by file.

    `files` are those that the calendar was derived from, where one is not among those that come with srok.

    The federal decrees of 2013 to 2027 were all signed by 15 October of the year before.
    """
    years = [today.year, today.year + 1] if today >= today.replace(month=10, day=15) else [today.year]
    known = {year.number: year.gaps for year in calendar.years}
    unknown = calendar.years[-1].gaps or (
        Gap(calendar.name, "decree"),
    )  # what comes after is known no better
    paths = {file.name: file.file for file in files or files_of(calendar)}
    return tuple(
        missing(gap, year, paths[gap.calendar]) for year in years for gap in known.get(year, unknown)
    )


def _chain(name: str) -> Iterator[CalendarFile]:
    file = read_region(name)
    if isinstance(file, Overlay):
        yield from _chain(file.base)
    yield file


@cache
def _load(name: str, presidential: bool) -> Calendar:
    canonical = canonical_name(name)
    if canonical != name:
        return _load(canonical, presidential)
    if "+" in name:
        return compose([_load(part, presidential) for part in name.split("+")])
    return build_calendar(read_region(name), presidential=presidential)
