"""Sentences that a reader will see, kept as English source and values so that the shell can translate them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol, TypeAlias

Value: TypeAlias = "str | int | float | date | datetime | Text | tuple[Value, ...] | None"


class Catalog(Protocol):
    """The two look-ups of the standard library's `gettext.NullTranslations`."""

    def gettext(self, message: str) -> str:
        """Return the translation of a sentence."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form of a counting sentence that fits `n`."""


class _English:
    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if n == 1 else msgid2


ENGLISH: Catalog = _English()


@dataclass(frozen=True)
class Text:
    """A translatable sentence: `message` is the English source (the gettext msgid), `values` fill its `{names}`.

    A sentence that counts has a `plural` and the `number` that chooses between its forms.
    """

    message: str
    values: Mapping[str, Value]
    plural: str | None = None
    number: int = 1

    def __str__(self) -> str:
        return self.render(ENGLISH)

    def render(self, catalog: Catalog) -> str:
        """Return the sentence in the language of `catalog`, values filled in."""
        if self.plural is None:
            template = catalog.gettext(self.message)
        else:
            template = catalog.ngettext(self.message, self.plural, self.number)
        return template.format(**{name: _shown(value, catalog) for name, value in self.values.items()})

    def with_values(self, **values: Value) -> Text:
        """Return the sentence with more of its values filled in."""
        return replace(self, values={**self.values, **values})


def say(message: str, **values: Value) -> Text:
    """Make a sentence; Babel extracts its first argument (see `srok/locale`)."""
    return Text(message, values)


def say_many(singular: str, plural: str, number: int, **values: Value) -> Text:
    """Make a sentence that counts: `number` chooses the form and fills `{number}`."""
    return Text(singular, {"number": number, **values}, plural, number)


def _shown(value: Value, catalog: Catalog) -> str:
    match value:
        case Text():
            return value.render(catalog)
        case datetime():
            return f"{value:%d.%m.}{value.year:04} {value:%H:%M}"
        case date():
            return f"{value:%d.%m.}{value.year:04}"  # %Y is “1” for the year 1
        case tuple():
            return ", ".join(_shown(item, catalog) for item in value)
        case None:
            return "—"
        case _:
            return str(value)


_WEEKDAYS = (
    say("Monday"),
    say("Tuesday"),
    say("Wednesday"),
    say("Thursday"),
    say("Friday"),
    say("Saturday"),
    say("Sunday"),
)


def weekday(day: date) -> Text:
    """Name the day of the week."""
    return _WEEKDAYS[day.weekday()]
