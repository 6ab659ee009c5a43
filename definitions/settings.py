"""What `--set NAME=VALUE` may change in a definition before it is used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from calendars import Convention, known_names
from calendars.errors import InputError
from calendars.saying import say
from definitions.fields import unknown
from definitions.keys import ENGLISH_VALUES
from definitions.model import Definition, Roll
from definitions.tree import clean

_CONVENTIONS: tuple[Convention, ...] = ("following", "preceding", "modified_following", "none")
_RUSSIAN = {
    "перенос": "roll",
    "перенос окон": "windows_roll",
    "календарь": "calendar",
    "президентские нерабочие дни": "presidential",
}


def with_settings(definition: Definition, settings: Iterable[str]) -> Definition:
    """Return the definition with each `NAME=VALUE` applied; raises InputError for what is not understood."""
    for setting in settings:
        name, equals, value = (clean(part) for part in setting.partition("="))
        if not equals:
            raise InputError(say("“{setting}” is not NAME=VALUE", setting=setting))
        definition = _set(definition, _RUSSIAN.get(name.lower(), name), value)
    return definition


def _set(definition: Definition, name: str, value: str) -> Definition:
    chosen = f"--set {name}={value}"
    word = ENGLISH_VALUES.get(value, value)
    match name:
        case "roll":
            rule = definition.roll
            windows_by = rule.windows_decided_by or rule.decided_by
            roll = Roll(_one_of(word, _CONVENTIONS), rule.windows, chosen, windows_by)
            return replace(definition, roll=roll)
        case "windows_roll":
            roll = replace(definition.roll, windows=_one_of(word, _CONVENTIONS), windows_decided_by=chosen)
            return replace(definition, roll=roll)
        case "calendar":
            return replace(definition, calendar=_one_of(value, known_names()))
        case "presidential":
            return replace(definition, presidential=_one_of(word, ("yes", "no")) == "yes")
        case _:
            raise InputError(unknown("setting", name, ["roll", "windows_roll", "calendar", "presidential"]))


_Choice = TypeVar("_Choice", bound=str)


def _one_of(value: str, known: Iterable[_Choice]) -> _Choice:
    choices = list(known)
    for choice in choices:
        if choice == value:
            return choice
    raise InputError(unknown("value", value, choices))
