"""What `--set NAME=VALUE` may change in a definition before it is used: its parameters, and some of its rules."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from calendars import Convention, load_calendar
from calendars.errors import InputError, Problem
from calendars.saying import say
from definitions.keys import ENGLISH_VALUES
from definitions.model import Definition
from definitions.model_rules import Roll
from definitions.other_terms import with_other_terms
from definitions.parameters import normal
from definitions.shapes import unknown
from definitions.tree import clean

_CONVENTIONS: tuple[Convention, ...] = ("following", "preceding", "modified_following", "none")
_RULES = ("roll", "windows_roll", "calendar", "presidential")
_RUSSIAN = {
    "перенос": "roll",
    "перенос окон": "windows_roll",
    "календарь": "calendar",
    "президентские нерабочие дни": "presidential",
}
#: Names that a parameter cannot have.
RESERVED = frozenset((*_RULES, *_RUSSIAN))


def with_settings(definition: Definition, settings: Iterable[str]) -> Definition:
    """Return the definition with each `NAME=VALUE` applied; raises InputError for what is not understood."""
    for setting in settings:
        name, equals, value = (clean(part) for part in setting.partition("="))
        if not equals:
            raise InputError(say("“{setting}” is not NAME=VALUE", setting=setting))
        definition = _set(definition, _RUSSIAN.get(name.lower(), name), value)
    return with_other_terms(definition)


def carried_over(running: Definition, new: Definition, settings: Iterable[str]) -> Definition:
    """Return an amended definition with the values that the running one has and the new one leaves open.

    Raises InputError with a problem for each value on which the two differ, unless `settings` decide it: nobody could
    say whether the file means to change what was given at the start.
    """
    told = {clean(setting.partition("=")[0]) for setting in settings}
    told |= {_RUSSIAN.get(name.lower(), name) for name in told}
    problems = [*_roll_problems(running.roll, new.roll, told)]
    parameters = []
    for parameter in new.parameters:
        known = running.parameter(parameter.name)
        value = normal(known.value, parameter.kind) if known and known.value else None
        if value is None or parameter.name in told or parameter.value == value:
            parameters.append(parameter)
        elif parameter.value:
            problems.append(_differ(parameter.name, value, parameter.value))
        else:
            parameters.append(replace(parameter, value=value))
    if problems:
        raise InputError(problems[0].message, problems)
    return with_other_terms(replace(new, parameters=tuple(parameters)))


def _roll_problems(running: Roll, new: Roll, told: Container[str]) -> Iterator[Problem]:
    windows_by = running.windows_decided_by or running.decided_by
    if running.decided_by.startswith(_CHOSEN) and running.dates != new.dates and "roll" not in told:
        yield _differ("roll", running.dates, new.dates)
    if (
        windows_by.startswith(f"{_CHOSEN}windows")
        and running.windows != new.windows
        and "windows_roll" not in told
    ):
        yield _differ("windows_roll", running.windows, new.windows)


def _differ(name: str, running: str, new: str) -> Problem:
    return Problem(
        say(
            "{name}: the cycle runs with {running}, the file says {new}: say which it is with --set {name}=…",
            name=name,
            running=running,
            new=new,
        )
    )


_CHOSEN = "--set "


def _set(definition: Definition, name: str, value: str) -> Definition:
    chosen = f"{_CHOSEN}{name}={value}"
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
            return replace(definition, calendar=load_calendar(value).name)
        case "presidential":
            return replace(definition, presidential=_one_of(word, ("yes", "no")) == "yes")
        case _:
            return _with_parameter(definition, name, value)


def _with_parameter(definition: Definition, name: str, value: str) -> Definition:
    parameter = definition.parameter(name)
    if parameter is None:
        known = [*(parameter.name for parameter in definition.parameters), *_RULES]
        raise InputError(unknown("setting", name, known))
    kept = normal(value, parameter.kind)
    if kept is None:
        raise InputError(_MISFIT[parameter.kind].with_values(name=name, value=value))
    changed = replace(parameter, value=kept)
    return replace(
        definition,
        parameters=tuple(changed if other.name == name else other for other in definition.parameters),
    )


_MISFIT = {
    "year": say("{name}: “{value}” is not a year; write it like 2017"),
    "date": say("{name}: “{value}” is not a date; write it like 15.09.2016"),
    "number": say("{name}: “{value}” is not a whole number"),
    "text": say("{name}: “{value}” is not a text"),
    "term": say("{name}: “{value}” is not understood as a deadline; `srok phrase` says where it stops"),
}

_Choice = TypeVar("_Choice", bound=str)


def _one_of(value: str, known: Iterable[_Choice]) -> _Choice:
    choices = list(known)
    for choice in choices:
        if choice == value:
            return choice
    raise InputError(unknown("value", value, choices))
