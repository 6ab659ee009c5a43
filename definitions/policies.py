"""The shapes of the rules that a definition lays down for all events, or for one."""

from __future__ import annotations

import re

from calendars.saying import say
from definitions import fields
from definitions.fields import or_word
from definitions.given import needs
from definitions.keys import Language
from definitions.periods import KIND_NAMES, period_kind
from definitions.shapes import Context, Json, Key, Reader, shaped, table, tables, unknown
from definitions.tree import Node, Scalar

_CONVENTION = fields.word("following", "preceding", "modified_following", "none")

ROLL = table(
    {
        "dates": Key(_CONVENTION, say("where a single date goes"), True),
        "windows": Key(_CONVENTION, say("where the end of a month or another window goes"), True),
        "decided_by": Key(fields.text, say("who decided so; `srok explain` repeats these words"), True),
    }
)
_COPY = {
    "to": Key(fields.scalars, say("who else is written to: a role, “head”, “curator” or “superior”"), True),
    "overdue_after": Key(fields.whole, say("once it is overdue so many working days; 0: on the day itself")),
}
REMINDERS = table(
    {
        "days_before": Key(fields.wholes, say("how many working days before the deadline")),
        "on_the_day": Key(fields.flag, say("whether on the day itself")),
        "overdue_after": Key(
            fields.whole, say("after how many working days to say that it is overdue; 0: never")
        ),
        "overdue_every": Key(fields.whole, say("then again after so many calendar days; 0: not again")),
        "at_once": Key(fields.flag, say("whether to write as soon as it begins")),
        "copies": Key(tables(_COPY), say("who else is written to, and when")),
    }
)
RECEIVED = table(
    {
        "hour": Key(fields.hour, say("the last hour that still counts as this day"), True),
        "whose": Key(fields.word("cycle", "addressee's", "sender's"), say("whose clock it is")),
    }
)
MOVING = or_word(
    ("forbidden",),
    table(
        {
            "by": Key(fields.scalars, say("the roles that may"), True),
            "needs": Key(needs, say("what must be given for it")),
            "requested_by": Key(fields.scalars, say("the roles that may ask for it")),
        }
    ),
)

_YEAR_OF = re.compile(r"(?P<number>[0-9]{4})|(?P<name>.+?)(?: (?P<sign>[-+–]) (?P<by>[0-9]{1,2}))?")


@shaped({"type": ["string", "integer"]})
def year_of(node: Node, context: Context) -> tuple[Scalar, str, int] | None:
    """Read a year: 2017, the name of a parameter, or a name and how far from it («отчётный год - 1»)."""
    value = fields.scalar(node, context)
    if value is None:
        return None
    parts = _YEAR_OF.fullmatch(value.text)
    if parts is None or parts["number"]:
        return value, "", int(value.text)
    by = int(parts["by"] or 0)
    return value, parts["name"], by if parts["sign"] == "+" else -by


YEARS = table(
    {
        "reporting": Key(year_of, say("the reporting year")),
        "current": Key(year_of, say("the current year")),
        "planned_for": Key(year_of, say("the year that is planned for")),
        "unnamed": Key(year_of, say("the year of a date without a year")),
    }
)


def period_words(language: Language) -> list[str]:
    """Return what the reporting periods are called in a language."""
    return [names[language == "en"] for names in KIND_NAMES.values()]


def any_period(language: Language) -> str:
    """Return the pattern of what reporting periods are called, in any case and with Roman numbers."""
    words = "|".join(f"(?:{word})" for word in period_words(language))
    for roman, digit in (("IV", "4"), ("III", "3"), ("II", "2"), ("I", "1")):
        words = words.replace(f"(?:{digit} ", f"(?:(?:{digit}|{roman}) ").replace(
            f" {digit})", f" (?:{digit}|{roman}))"
        )
    return "".join(f"[{letter}{letter.upper()}]" if letter.islower() else letter for letter in words)


def _periods_schema(reader: Reader) -> Json:
    listed: Json = {"enum": period_words(reader.language)}
    return fields.one_or_several(
        {"anyOf": [listed, {"type": "string", "pattern": f"^(?:{any_period(reader.language)})$"}]}
    )


@shaped(_periods_schema)
def reporting_periods(node: Node, context: Context) -> tuple[Scalar, ...] | None:
    """Read reporting periods by name («6 месяцев», «квартал», «год»); each as the table of names spells it."""
    found = fields.scalars(node, context)
    known = [name for period in found or () if (name := _known_period(period, context))]
    return tuple(known) or None


def _known_period(period: Scalar, context: Context) -> Scalar | None:
    kind = period_kind(period.text)
    if kind is not None:
        return Scalar(KIND_NAMES[kind][context.language == "en"], period.place)
    context.report.error(period.place, unknown("period", period.text, period_words(context.language)))
    return None
