"""A running cycle after changes, and why one cannot be made: a day that is over, a role or a state that is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from calendars.errors import Problem, RefusedError
from calendars.saying import Text, say, say_many
from definitions import Definition, nearest, unknown
from workflow.batches import Picture
from workflow.changes import Change
from workflow.cycle import Cycle
from workflow.participants import members_of
from workflow.versions import changes_of, versioned


def amended(cycle: Cycle, changes: Iterable[Change]) -> Cycle:
    """Return a cycle after more changes; raises RefusedError for one that cannot be made."""
    new = tuple(changes)
    for change in new:
        _check_day(cycle, change)
        if change.definition is not None:
            _check_definition(cycle, change.definition)
    after = versioned(cycle.versions[0], (*changes_of(cycle), *new))
    for change in new:
        _check_states(cycle, after, change.states)
    return after


def check_begun(cycle: Cycle, on: date) -> None:
    """Refuse a day from which nothing of a cycle can count, whether anything changes or not."""
    if on < cycle.started_on:
        raise RefusedError(
            say(
                "{on} is before the cycle started ({start}): a change counts from that day or a later one",
                on=on,
                start=cycle.started_on,
            )
        )


def _check_day(cycle: Cycle, change: Change) -> None:
    check_begun(cycle, change.on)
    if change.on < cycle.since:
        last = max(cycle.changes, key=lambda one: one.number)
        raise RefusedError(
            say(
                "{on} is earlier than the last change of this cycle (entry {number}, {last}): "
                "one change after the other, from {last} on",
                on=change.on,
                number=last.number,
                last=last.on,
            )
        )


def _check_definition(cycle: Cycle, new: Definition) -> None:
    if new.name != cycle.name:
        raise RefusedError(
            say(
                "this is the definition of another cycle, “{other}”: a definition that amends “{name}” keeps its name",
                other=new.name,
                name=cycle.name,
            )
        )
    roles, named = {role.name for role in new.roles}, {one.name for one in members_of(cycle.definition)}
    for member in cycle.participants:
        if member.role not in roles and member.name not in named:
            raise RefusedError(
                say(
                    "the definition does not know the role “{role}” any more, which “{name}” has: "
                    "leave the role in it, or let its participants leave first (srok participants)",
                    role=member.role,
                    name=member.name,
                )
            )


# States ------------------------------------------------------------------------------------------------------


def _check_states(before: Cycle, after: Cycle, states: Mapping[str, str]) -> None:
    _check_known(_states(before.definition), _states(after.definition), states)


def check_states(cycle: Cycle, new: Definition, states: Mapping[str, str]) -> None:
    """Refuse states that nobody knows where a wording changes nothing.

    It may have been adopted before, by the same words: what any wording of the cycle knew is no slip.
    """
    old = {name: None for one in cycle.versions for name in _states(one.definition)}
    _check_known(old, _states(new), states)


def _check_known(old: dict[str, None], new: dict[str, None], states: Mapping[str, str]) -> None:
    for one, other in states.items():
        if one not in old:
            raise RefusedError(unknown("state", one, old))
        if other not in new:
            raise RefusedError(unknown("state", other, new))


def _states(definition: Definition) -> dict[str, None]:
    return {state.name: None for flow in definition.flows for state in flow.states}


#: A state that is lost, and the flow that has lost it.
Lost: TypeAlias = tuple[str, str]


def lost_states(after: Picture, changes: Iterable[Change]) -> Counter[Lost]:
    """Count the cases that were in a state when changes came into force that has no counterpart."""
    numbers = {change.number for change in changes}
    return Counter(
        (after.cycle.event_of(case.key).flow, conflict.state)
        for case in after.own
        for conflict in case.conflicts
        if conflict.entry in numbers
    )


def unmapped(after: Cycle, lost: Mapping[Lost, int]) -> list[Problem]:
    """Return a problem for each state that cases have lost."""
    return [Problem(_no_counterpart(after, *at, number)) for at, number in lost.items()]


def _no_counterpart(cycle: Cycle, flow: str, state: str, number: int) -> Text:
    names = tuple(one.name for one in cycle.machines[flow].flow.states)
    near = nearest(state, names)
    return say_many(
        "{number} case is in the state “{state}”, which the flow “{flow}” has no more; its states: {names}. "
        'Say which of them it becomes: --state "{state}={near}"',
        "{number} cases are in the state “{state}”, which the flow “{flow}” has no more; its states: {names}. "
        'Say which of them it becomes: --state "{state}={near}"',
        number,
        state=state,
        flow=flow,
        names=names,
        near=near[0] if near else "…",
    )
