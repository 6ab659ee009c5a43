"""The single values of a deadline written as structure: days with or without a year, amounts, hours, words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast, get_args

from calendars.errors import PhraseError
from calendars.saying import say
from definitions import fields
from definitions.deadline_days import real_day
from definitions.periods import KIND_NAMES, period_kind
from definitions.phrases import Fixed, YearDay, read_phrase
from definitions.phrases.readings import Period
from definitions.shapes import Context, Json, Reader, Shape, shaped, unknown
from definitions.tree import Node

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_LEAP_YEAR = 2000  # a day that some year has is a day
_DAYS_OF_MONTH, _MOST = 31, 9999

# Days --------------------------------------------------------------------------------------------------------

_RUSSIAN_DAY = r"(?P<day>[0-9]{1,2})[.](?P<month>[0-9]{1,2})(?:[.](?P<year>[0-9]{4}))?"
_ISO_DAY = r"(?:(?P<year>[0-9]{4})|-)-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_WORDED_DAY = r"[0-9]{1,2} [а-яА-Я]+(?: [0-9]{4}(?: ?г[.]| года)?)?"
_ANY_DAY = re.sub("[?]P<[a-z]+>", "?:", f"^(?:{_RUSSIAN_DAY}|{_ISO_DAY}|{_WORDED_DAY})$")


@shaped({"anyOf": [{"type": "string", "pattern": _ANY_DAY}, {"type": "number"}]})  # 15.09 is a number to YAML
def year_day(node: Node, context: Context) -> YearDay | None:
    """Read a day with its year (15.09.2016, 2016-09-15, 15 сентября 2016 г.) or without (15.09, --09-15)."""
    value = fields.scalar(node, context)
    if value is None:
        return None
    found = as_year_day(value.text)
    if found is None:
        context.report.error(
            value.place,
            say(
                "“{value}” is not a day of the calendar; write it like 15.09.2016, or 15.09 without a year",
                value=value.text,
            ),
        )
    return found


def as_year_day(text: str) -> YearDay | None:
    """Return the day that a text is, its year None where it names none; None where the text is no such day."""
    if parts := re.fullmatch(_RUSSIAN_DAY, text) or re.fullmatch(_ISO_DAY, text):
        year = int(parts["year"]) if parts["year"] else None
        found = YearDay(int(parts["month"]), int(parts["day"]), year)
        return found if real_day(found, _LEAP_YEAR) else None
    return _in_words(text) if re.fullmatch(_WORDED_DAY, text) else None


def _in_words(text: str) -> YearDay | None:
    try:
        reading = read_phrase(text)
    except PhraseError:
        return None
    match reading:
        case Fixed(start=YearDay() as day) if replace(reading, year_relative=None) == Fixed(
            day, day, bound="point"
        ):
            return day
        case _:
            return None


# Amounts -----------------------------------------------------------------------------------------------------

_AMOUNT = "[0-9]{1,4}(?:[.,][0-9])?"


@shaped(
    {
        "anyOf": [
            {"type": "number", "minimum": 0, "maximum": _MOST},
            {"type": "string", "pattern": f"^{_AMOUNT}$"},
        ]
    }
)
def amount(node: Node, context: Context) -> int | float | None:
    """Read how many: a whole number, or one with tenths (1,5)."""
    value = fields.scalar(node, context)
    if value is None:
        return None
    if re.fullmatch(_AMOUNT, value.text):
        found = float(value.text.replace(",", "."))
        return int(found) if found.is_integer() else found
    context.report.error(
        value.place, say("“{value}” is not a number like 43 or 1,5, up to 9999", value=value.text)
    )
    return None


def _number_schema(first: int, last: int) -> Json:
    numbers: Json = {"type": "integer", "minimum": first, "maximum": last}
    return {"anyOf": [numbers, {"type": "string", "pattern": "^[0-9]{1,2}$"}]}


def numbered(first: int, last: int) -> Shape:
    """Return the shape of a whole number of at most two digits, from the first to the last."""

    def read(node: Node, context: Context) -> int | None:
        value = fields.scalar(node, context)
        if value is None:
            return None
        if re.fullmatch("[0-9]{1,2}", value.text) and first <= int(value.text) <= last:
            return int(value.text)
        context.report.error(
            value.place,
            say(
                "“{value}” is not a whole number from {first} to {last}",
                value=value.text,
                first=first,
                last=last,
            ),
        )
        return None

    return Shape(read, lambda _: _number_schema(first, last))


_last = fields.word("last")


def numbered_or_last(most: int) -> Shape:
    """Return the shape of a number from 1, or the word “last”, read as -1."""
    number = numbered(1, most)

    def read(node: Node, context: Context) -> int | None:
        value = fields.scalar(node, context)
        if value is None:
            return None
        if re.fullmatch("[0-9]+", value.text):
            return cast("int | None", number(node, context))
        return -1 if _last(node, context) else None

    return Shape(read, lambda reader: {"anyOf": [number.schema(reader), _last.schema(reader)]})


day_of_month = numbered_or_last(_DAYS_OF_MONTH)

# Hours, periods, years ---------------------------------------------------------------------------------------

_CLOCK = "(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9]|24[:.]00"
_HOURS = f"(?:{_CLOCK})(?: ?[-–/] ?(?:{_CLOCK}))?"


@shaped({"type": "string", "pattern": f"^{_HOURS}$"})
def hours(node: Node, context: Context) -> str | None:
    """Read an hour or hours of the day, 17:00 or 10:00-12:00, as readings keep them: 10:00/12:00."""
    value = fields.scalar(node, context)
    if value is None:
        return None
    if re.fullmatch(_HOURS, value.text):
        parts = re.findall("([0-9]{1,2})[:.]([0-9]{2})", value.text)
        return "/".join(f"{int(hour):02}:{minute}" for hour, minute in parts)
    context.report.error(
        value.place,
        say("“{value}” is not a time of day; write it like 17:00 or 10:00-12:00", value=value.text),
    )
    return None


@shaped({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?$"}]})
def first_period(node: Node, context: Context) -> str | None:
    """Read a year, 2025, or a year and a month, 2025-01."""
    value = fields.scalar(node, context)
    if value is None:
        return None
    if re.fullmatch("[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?", value.text):
        return str(value.text)
    context.report.error(
        value.place, say("“{value}” is not a year like 2025, or a month like 2025-01", value=value.text)
    )
    return None


def _period_names(reader: Reader | Context) -> list[str]:
    return [KIND_NAMES[kind][reader.language == "en"] for kind in get_args(Period)]


@shaped(lambda reader: fields.one_or_several({"enum": _period_names(reader)}))
def periods_named(node: Node, context: Context) -> tuple[Period, ...] | None:
    """Read the reporting periods that a phrase can name: «6 месяцев», «1 квартал», «год»."""
    found = []
    for value in fields.scalars(node, context) or ():
        kind = period_kind(value.text)
        if kind in get_args(Period):
            found.append(cast("Period", kind))
        else:
            context.report.error(value.place, unknown("period", value.text, _period_names(context)))
    return tuple(found) or None
