"""`srok amend`: what a new wording of the definition changes in a running cycle, and its adoption."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from calendars import Calendar
from calendars.errors import InputError, UsageError
from calendars.saying import say
from definitions import Definition, carried_over, clean, dump_definition, with_settings
from srok.cli.changing import change
from srok.cli.common import AsJson, Settings, calendar_of, definition_from, own_calendars, ready
from srok.cli.options import Apply, Basis, CycleName, From, Now
from workflow import Change, Cycle, check_states

States = Annotated[
    list[str] | None,
    typer.Option("--state", metavar="OLD=NEW", help="Which state of the new wording an old one becomes."),
]


def amend(
    cycle: CycleName,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The new wording, in YAML.", show_default=False)
    ] = None,
    settings: Settings = None,
    states: States = None,
    repeal: Annotated[
        bool, typer.Option("--repeal", help="The document is repealed: what has not begun is removed.")
    ] = False,
    on: From = None,
    apply: Apply = False,
    basis: Basis = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What a new wording of the definition changes; without --apply nothing is changed."""
    if repeal == (file is not None) or (repeal and (settings or states)):
        raise UsageError(say("give the file of the new wording, or --repeal alone"))
    given = definition_from(file) if file else None
    mapping = pairs(states or ())

    def make(running: Cycle, stamp: Change) -> Iterable[Change]:
        if given is None:
            return () if running.repealed else (replace(stamp, repealed=True),)
        new = ready(with_settings(carried_over(running.definition, given, settings or ()), settings or ()))
        return amendment(running, new, replace(stamp, states=mapping))

    change(cycle, make, on=on, apply=apply, basis=basis, now=now, as_json=as_json)


def amendment(running: Cycle, new: Definition, stamp: Change) -> tuple[Change, ...]:
    """Return the amendment, with the calendars that it counts by: in the edition that the cycle has, if it has it."""
    calendar = _kept(running, calendar_of(new))
    calendars = {number: _kept(running, own) for number, own in own_calendars(new).items()}
    same = (calendar, calendars) == (running.calendar, dict(running.calendars))
    if dump_definition(new) == dump_definition(running.definition) and not running.repealed and same:
        check_states(running, new, stamp.states)
        return ()
    return (
        replace(
            stamp,
            definition=new,
            calendar=running.calendar if calendar == running.calendar else calendar,
            calendars=running.calendars if calendars == running.calendars else calendars,
        ),
    )


def _kept(running: Cycle, newest: Calendar) -> Calendar:
    """Return a calendar in the edition that a cycle counts by: a newer one is adopted for itself."""
    for own in (running.calendar, *running.calendars.values()):
        if (own.name, own.presidential) == (newest.name, newest.presidential):
            return own
    return newest


def pairs(given: Sequence[str]) -> dict[str, str]:
    """Read what is given as OLD=NEW."""
    pairs: dict[str, str] = {}
    for pair in given:
        old, equals, new = (clean(part) for part in pair.partition("="))
        if not (equals and old and new):
            raise InputError(say("“{pair}” is not OLD=NEW", pair=pair))
        if old in pairs:
            raise InputError(say("“{name}” is given twice", name=old))
        pairs[old] = new
    return pairs
