"""What an act of a flow must satisfy before it is recorded: who does it, and what is given with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from calendars.errors import RefusedError
from calendars.saying import Text, say
from definitions import Among, DataKind, Event, Flow, Transition, as_day, day_in, is_list
from workflow.cases import Case
from workflow.clocks import hour_given
from workflow.cycle import Cycle
from workflow.entries import Entry
from workflow.participants import Participant, unknown_participant
from workflow.roles import appointed_by, who
from workflow.rows import roles_meant
from workflow.survey import one_of


def checked_act(entry: Entry, case: Case, cycle: Cycle) -> Entry:
    """Check who acts and what is given; lists of participants become lists."""
    event = cycle.event_of(case.key)
    machine = cycle.machine_of(event)
    move = machine.move(entry.trigger)
    check_actor(entry, who_may(entry.trigger, event, machine.flow), case, cycle)
    _check_appointed(entry, move, case, cycle)
    own = {**event.needs, **event.attach}
    needed = {*move.needs, *(own if machine.flow.state(move.target).met else ())}
    rows = _rows_decided(event, cycle)
    _check_hour(entry, move)
    return replace(entry, data=given(entry, needed, {**own, **move.needs}, rows))


def _check_hour(entry: Entry, move: Transition) -> None:
    """An act has one hour, by which it is in time and from which the next step counts."""
    name, hour = hour_given(entry, move)
    if entry.at is not None and hour is not None and entry.at != hour:
        raise RefusedError(
            say(
                "the hour is given twice and differs: {at} and {name} = {given}",
                at=f"{entry.at:%H:%M}",
                name=name,
                given=entry.data[name],
            )
        )


def check_actor(entry: Entry, may: Iterable[str], case: Case, cycle: Cycle) -> None:
    """An actor who is a role, takes or took part, or was appointed must be one who may; other names are taken as is."""
    if entry.actor not in known_actors(case, cycle):
        return
    named = [name for role in may for name in roles_meant(cycle.event_of(case.key), role)]
    if not any(_may_as(name, entry, case, cycle) for name in named):
        raise RefusedError(
            say(
                "“{actor}” may not do “{trigger}” here; those who may: {may}",
                actor=entry.actor,
                trigger=entry.trigger,
                may=tuple(_named_here(name, case, cycle) for name in named),
            )
        )


def _named_here(role: str, case: Case, cycle: Cycle) -> str:
    """Name a role, with whoever has it in a case where that is one: the row's own agency, and no other."""
    those = who(cycle, case, role)
    return f"{role} ({those[0].name})" if len(those) == 1 and those[0].name != role else role


def known_actors(case: Case, cycle: Cycle) -> frozenset[str]:
    """Return the names of those of whom it is known what they may do in a case."""
    appointed = {one.person.name for those in case.people.values() for one in those}
    return frozenset({*cycle.everyone, *(role.name for role in cycle.definition.roles), *appointed})


def _check_appointed(entry: Entry, move: Transition, case: Case, cycle: Cycle) -> None:
    """What comes into the hands of a role that its own event appoints waits until somebody is appointed to it."""
    event = cycle.event_of(case.key)
    holder = cycle.machine_of(event).flow.state(move.target).holder
    held = roles_meant(event, holder) if holder else ()
    for role in appointed_by(cycle.definition, event.number):
        if role.name in held and not who(cycle, case, role.name):
            raise RefusedError(
                say(
                    "{case}: nobody has the role “{role}” yet, and “{trigger}” puts the case into their hands: "
                    "record first who it is, with “appoint”",
                    case=str(case.key),
                    role=role.name,
                    trigger=entry.trigger,
                )
            )


def who_may(trigger: str, event: Event, flow: Flow) -> tuple[str, ...]:
    """Return the roles that may do an act of a flow: those that it names, else those who owe the case."""
    by = next((move.by for move in flow.transitions if move.name == trigger), ())
    return by or owing(event)


def meets_term(entry: Entry, case: Case, cycle: Cycle) -> bool:
    """Whether an entry is an act that meets the term of its case."""
    if entry.kind != "act" or entry.row:
        return False
    machine = cycle.machine_of(cycle.event_of(case.key))
    return machine.flow.state(machine.move(entry.trigger).target).met


def owing(event: Event) -> tuple[str, ...]:
    """Return the roles that owe a case of an event, or coordinate it."""
    return (*event.responsible, *((event.coordinator,) if event.coordinator else ()))


def _may_as(role: str, entry: Entry, case: Case, cycle: Cycle) -> bool:
    """Whether the actor has a role here; of a role with rows of its own, only the row's own participant."""
    return entry.actor == role or any(member.name == entry.actor for member in who(cycle, case, role))


def given(
    entry: Entry, needed: set[str], kinds: Mapping[str, DataKind], rows: Mapping[str, Participant]
) -> Mapping[str, Any]:
    """Return the data of an entry, each value as its kind is kept; raises RefusedError for what is missing."""
    # An empty list of participants says that there are none; an empty text or date says nothing.
    said = {name for name, value in entry.data.items() if value or is_list(kinds.get(name))}
    if missing := tuple(name for name in kinds if name in needed - said):
        raise RefusedError(
            say(
                "“{trigger}” needs: {missing} (--data NAME=VALUE, or a column of that name)",
                trigger=entry.trigger,
                missing=missing,
            )
        )
    return {name: _value(name, value, kinds.get(name, "text"), rows) for name, value in entry.data.items()}


_NOBODY = ("", "нет", "none", "-")


def _value(name: str, value: str, kind: DataKind, rows: Mapping[str, Participant]) -> str | list[str]:
    if kind == "date":
        day = as_day(value)
        if day is None:
            raise RefusedError(say("{name}: “{value}” is not a date like 2016-09-15", name=name, value=value))
        return day.isoformat()
    if isinstance(kind, tuple):
        return _chosen(name, value, kind)
    if isinstance(kind, str) and kind in _FORMS and not _FORMS[kind][0](value):
        raise RefusedError(_FORMS[kind][1].with_values(name=name, value=value))
    return _listed(value, kind, rows) if is_list(kind) else value


def _listed(value: str, kind: DataKind, rows: Mapping[str, Participant]) -> list[str]:
    """Return the participants that a list names: each takes part, in the role that the list is of."""
    role = kind.role if isinstance(kind, Among) else None
    may = [name for name, one in rows.items() if role is None or role in (one.role, *one.also)]
    named = _named(value)
    for participant in named:
        if participant in rows and participant not in may:
            raise RefusedError(_OTHER_ROLE.with_values(name=participant, role=role, may=tuple(may) or None))
        if participant not in may:
            raise RefusedError(unknown_participant(participant, may))
    return named


_OTHER_ROLE = say("“{name}” does not take part as “{role}”; those who do: {may}")


def _chosen(name: str, value: str, words: tuple[str, ...]) -> str:
    word = one_of(value, words)
    if value and word is None:
        raise RefusedError(
            say(
                "{name}: “{value}” is none of the words to choose from: {words}",
                name=name,
                value=value,
                words=words,
            )
        )
    return word or value


#: A number of things, or of roubles: nobody means a negative one.
_DIGITS = r"[0-9]+|[0-9]{1,3}(?: [0-9]{3})+"
_FORMS: Mapping[str, tuple[Callable[[str], object], Text]] = {
    "number": (
        re.compile(r"-?[0-9 ]+(?:[.,][0-9]+)?").fullmatch,
        say("{name}: “{value}” is not a number like 12 or 12,5"),
    ),
    "whole": (
        re.compile(_DIGITS).fullmatch,
        say(
            "{name}: “{value}” is not a whole number: write it like 0, 12 or 1 234, "
            "without a minus and without a fraction"
        ),
    ),
    "money": (
        re.compile(rf"(?:{_DIGITS})(?:[.,][0-9]{{1,2}})?").fullmatch,
        say(
            "{name}: “{value}” is not a sum of money: write it like 1 234,50, "
            "without a minus and with two decimals at most"
        ),
    ),
    "time": (
        re.compile("([01]?[0-9]|2[0-3]):[0-5][0-9]").fullmatch,
        say("{name}: “{value}” is not a time like 17:00"),
    ),
    "document": (
        lambda value: day_in(value) and not as_day(value),
        say("{name}: “{value}” is not a number and a date like “№ 212 от 25.10.2018”"),
    ),
}


def same_value(given: str, kept: object) -> bool:
    """Whether a value as it is typed is the one that an entry keeps."""
    if isinstance(kept, list):
        return _named(given) == kept
    day = as_day(given)
    # A word to choose from is kept as the definition writes it, in whatever letters it was typed.
    alike = isinstance(kept, str) and given.casefold() == kept.casefold()
    return alike or (day is not None and day.isoformat() == kept)


def _named(value: str) -> list[str]:
    """Return the participants that a list names, each once."""
    if value.lower() in _NOBODY:
        return []
    return list(dict.fromkeys(part.strip() for part in value.split(";") if part.strip()))


def _rows_decided(event: Event, cycle: Cycle) -> Mapping[str, Participant]:
    """Return the participants whose rows an event decides by naming them; where it decides none, all."""
    roles = {
        other.for_each
        for other in cycle.definition.events
        if other.only_for and other.only_for.event == event.number
    }
    members = [member for role in roles if role for member in cycle.by_role.get(role, ())]
    return {member.name: member for member in members} or cycle.by_name
