"""What must hold for the values given when a cycle starts, for the years that follow from them, and for calendars."""

from __future__ import annotations

import re

from calendars import load_calendar
from calendars.errors import CalendarError
from calendars.saying import say
from definitions.check_names import Parts, Values, entries
from definitions.parameters import YEARS, normal
from definitions.settings import RESERVED
from definitions.shapes import unknown
from definitions.tree import Scalar

#: A year as people type it: «отчётный год-1», with a dash or a minus of any length, or in words.
_SHIFTED = re.compile(
    "(?P<name>.+?) ?(?P<sign>[-+\u2010-\u2015\u2212]|минус|плюс|minus|plus) ?(?P<by>[0-9]{1,2})"
)
_SAMPLES = {
    "year": "2017",
    "date": "15.09.2016",
    "number": "12",
    "term": "10 рабочих дней",
}  # any text is a text


def check_calendar(name: Scalar | None, parts: Parts) -> None:
    """Report a calendar that there is not."""
    if name is None:
        return
    try:
        load_calendar(name.text)
    except CalendarError as error:
        parts.error(name.place, error.message)


def check_parameters(parts: Parts) -> None:
    """Report parameters that could not be given, and defaults that are no such value."""
    for parameter in parts.values.get("parameters", []):
        name, default = parameter["name"], parameter.get("default")
        if name.text.lower() in RESERVED:
            parts.error(
                name.place,
                say(
                    "“{name}” is what `--set` calls a rule of srok itself: take another name", name=name.text
                ),
            )
        if "=" in name.text:
            parts.error(
                name.place,
                say(
                    "“{name}”: `--set NAME=VALUE` could not give this parameter: write its name without “=”",
                    name=name.text,
                ),
            )
        if default is not None and parameter.get("kind") == "term":
            parts.error(
                default.place,
                say(
                    "“{name}” stands in place of a deadline once it is given, and until then that one holds: "
                    "leave the default out",
                    name=name.text,
                ),
            )
        elif default is not None:
            check_given(name.text, default, parts)


def check_other_deadline(name: Scalar | None, parts: Parts) -> None:
    """Report a parameter that cannot stand in place of a deadline."""
    terms = [known for known, one in parts.parameters.items() if one.get("kind") == "term"]
    if name is not None and name.text not in terms:
        parts.error(name.place, unknown("parameter", name.text, terms))


def check_given(name: str, value: Scalar, parts: Parts) -> None:
    """Report a value that is none of the kind that its parameter has."""
    kind = parts.parameters.get(name, {}).get("kind")
    if kind is not None and normal(value.text, kind) is None:
        parts.error(
            value.place,
            say(
                "“{value}” is not a value of the kind that “{name}” has (“{kind}”): write it like {sample}",
                value=value.text,
                name=name,
                kind=parts.word(kind),
                sample=_SAMPLES[kind],
            ),
        )


def check_years(years: Values, parts: Parts) -> None:
    """Report years that srok cannot count with, or that come from what has no year."""
    for value, parameter, shift in entries(years).values():
        if parameter:
            _check_parameter(value, parameter, parts)
        elif shift not in YEARS:
            parts.error(value.place, say("“{year}” is not a year; write it like 2017", year=value.text))
    _check_planned(years, parts)


def _check_planned(years: Values, parts: Parts) -> None:
    """Warn where the year that is planned for is not the one after the current year, both from one source."""
    if "current" not in years or "planned_for" not in years:
        return
    (_, whose, current), (value, source, planned) = years["current"], years["planned_for"]
    if source == whose and planned != current + 1:
        parts.warning(
            value.place,
            say(
                "“{planned}” is not the year after “{current}”: “очередной финансовый год” would mean two years, "
                "for it is the one after the current year and the one that is planned for",
                planned=parts.context.spelled("planned_for"),
                current=parts.context.spelled("current"),
            ),
        )


def _check_parameter(value: Scalar, name: str, parts: Parts) -> None:
    kind = parts.parameters.get(name, {}).get("kind")
    if value.text.isdecimal() and name not in parts.parameters:
        parts.error(
            value.place,
            say("“{year}” is no year: write four digits, or the name of a parameter", year=value.text),
        )
        return
    shifted = _SHIFTED.fullmatch(value.text)
    if kind in ("number", "text"):
        parts.error(
            value.place,
            say(
                "“{name}” is a parameter of the kind “{kind}”, which has no year: it must be “{year}” or “{date}”",
                name=name,
                kind=parts.word(kind),
                year=parts.word("year"),
                date=parts.word("date"),
            ),
        )
    elif name not in parts.parameters and shifted and shifted["name"] in parts.parameters:
        sign = "+" if shifted["sign"] in ("+", "плюс", "plus") else "-"
        right = f"{shifted['name']} {sign} {shifted['by']}"
        parts.error(
            value.place,
            say(
                "“{year}” is not understood as a year: write “{right}”, with a space on both sides of the sign",
                year=value.text,
                right=right,
            ),
        )
    elif name not in parts.parameters:
        known = [name for name, one in parts.parameters.items() if one.get("kind") in ("year", "date")]
        parts.error(value.place, unknown("parameter", name, known))
