"""Say what a year of a calendar lacks, to whoever counts over it and to whoever keeps the file."""

from __future__ import annotations

from collections.abc import Iterator

from calendars.calendar import Calendar, Gap
from calendars.errors import Problem
from calendars.saying import Text, say


def provisional(calendar: Calendar, years: tuple[int, ...]) -> Iterator[Text]:
    """Say why a date whose counting touched `years` may still move: one sentence for each thing that is missing."""
    gaps = {year.number: year.gaps for year in calendar.years if year.number in years}
    for gap in sorted({gap for found in gaps.values() for gap in found}):
        yield _why(gap, tuple(year for year in years if gap in gaps.get(year, ())))
    unexplained = tuple(year for year in years if not gaps.get(year))
    if unexplained:
        yield _why(Gap(calendar.name, "decree"), unexplained)


def named(gap: Gap) -> Text:
    """Name in a few words what is missing."""
    match gap.what:
        case "decree":
            return say("decree on transferred days off")
        case "draft_decree":
            return say("signature under the decree")
        case "acts":
            return say("acts of the region")
        case "day":
            message = say("day of “{holiday}”")
        case "draft_day":
            message = say("signature under the act on “{holiday}”")
        case "weekend":
            message = say("whether the day off of “{holiday}” moves from the weekend")
    return message.with_values(holiday=gap.holiday)


def missing(gap: Gap, year: int, file: str) -> Problem:
    """Say to whoever keeps the calendar file what to add to it."""
    message = _to_add(gap).with_values(calendar=gap.calendar, year=year, holiday=gap.holiday, file=file)
    return Problem(message, severity="warning")


def _why(gap: Gap, years: tuple[int, ...]) -> Text:
    match gap.what:
        case "decree":
            message = say(
                "provisional: the decree that transfers days off in {years} is not final, so the date may move"
            )
        case "draft_decree":
            message = say(
                "provisional: the decree that transfers days off in {years} is a draft, so the date may move"
            )
        case "acts":
            message = say(
                "provisional: which days were off in {years} by acts of the region is not known to the calendar "
                "“{calendar}”, so the date may move"
            )
        case "day":
            message = say(
                "provisional: on which day “{holiday}” is in {years} is not known to the calendar “{calendar}”, so "
                "the date may move"
            )
        case "draft_day":
            message = say(
                "provisional: the act that sets “{holiday}” in {years} is a draft, so the date may move"
            )
        case "weekend":
            message = say(
                "provisional: “{holiday}” is on a weekend in {years}, and whether the day off moves is not known to "
                "the calendar “{calendar}”, so the date may move"
            )
    return message.with_values(years=years, calendar=gap.calendar, holiday=gap.holiday)


def _to_add(gap: Gap) -> Text:
    match gap.what:
        case "decree":
            return say(
                "The calendar “{calendar}” has no decree on transferred days off for {year}: dates in that year are "
                "provisional. Add the decree to {file} when it is published."
            )
        case "draft_decree":
            return say(
                "The decree on transferred days off for {year} is a draft in the calendar “{calendar}”: dates in that "
                "year are provisional. When it is published, check {file} against it and take out “status: draft”."
            )
        case "acts":
            return say(
                "The calendar “{calendar}” does not know which days were off in {year} by acts of the region: dates in "
                "that year are provisional. Add them to {file}."
            )
        case "day":
            return say(
                "The calendar “{calendar}” does not know the day of “{holiday}” in {year}: dates in that year are "
                "provisional. Add the day to {file} when the act that sets it is published."
            )
        case "draft_day":
            return say(
                "The act that sets “{holiday}” in {year} is a draft in the calendar “{calendar}”: dates in that year "
                "are provisional. When it is published, check {file} against it and take out “status: draft”."
            )
        case "weekend":
            return say(
                "“{holiday}” is on a weekend in {year}, and the calendar “{calendar}” does not know whether the day "
                "off moves: dates in that year are provisional. Say it in {file}: coinciding_day_off."
            )
