"""What a change of a running cycle would do: the same entries folded with it and without it, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from calendars.errors import Problem, RefusedError
from calendars.saying import Text, say, say_many
from definitions import Definition, nearest, unknown
from workflow.batches import Picture
from workflow.cases import Case, Conflict
from workflow.changes import Change
from workflow.cycle import Cycle, holding_roles
from workflow.entries import CaseKey
from workflow.forecast import Forecast
from workflow.participants import members_of
from workflow.versions import changes_of, versioned

#: What a change does to a case: it appears, or would if it applied; is removed, begun goes on, comes back; its dates
#: move; its state gets another name, or has none any more; it passes into other hands; it comes to apply or ceases to;
#: an entry about it fits no more; its calendar becomes final or ceases to be.
What = Literal[
    "appears",
    "not_applicable",
    "removed",
    "goes_on",
    "back",
    "moves",
    "state",
    "unmapped",
    "hands",
    "applies",
    "misfit",
    "calendar",
]


def _goes_back(old: date | None, new: date | None, on: date) -> bool:
    return new is not None and new < on and (old is None or new < old)


@dataclass(frozen=True)
class Difference:
    """What a change does to a case; the forecasts are of those that have no due date."""

    key: CaseKey
    what: tuple[What, ...]
    before: Case | None
    after: Case
    ahead_before: Forecast | None = None
    ahead: Forecast | None = None

    @property
    def misfits(self) -> tuple[Conflict, ...]:
        """The entries that fitted before and fit no more, each with why."""
        old = {conflict.entry for conflict in self.before.conflicts} if self.before else set()
        return tuple(conflict for conflict in self.after.conflicts if conflict.entry not in old)

    def into_the_past(self, today: date) -> bool:
        """Whether a case that is still open would be overdue at once."""
        due, was = self.after.due, self.before.due if self.before else None
        return self.after.open and due is not None and due < today and (was is None or was >= today)

    def before_in_force(self, on: date) -> bool:
        """Whether the last day of an open case, or of its step, goes back to one before the change counts.

        Nobody can keep that one; a later day than the one that had passed already harms nobody.
        """
        return any(_goes_back(old, new, on) for old, new in self._last_days())

    def overdue_already(self, on: date) -> bool:
        """Whether what gets such a last day was overdue on that day by the one it had."""
        days = [old for old, new in self._last_days() if _goes_back(old, new, on)]
        return any(old is not None and old < on for old in days)

    def _last_days(self) -> Iterator[tuple[date | None, date | None]]:
        """Yield the last day of the case, if it is open, and that of its step: as it was and as it becomes."""
        was, case = self.before, self.after
        if case.open:
            yield was.due if was else None, case.due
        if case.step is not None and case.applies == "yes":
            yield was.step.due if was and was.step else None, case.step.due


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


def _check_day(cycle: Cycle, change: Change) -> None:
    if change.on < cycle.started_on:
        raise RefusedError(
            say(
                "{on} is before the cycle started ({start}): a change counts from that day or a later one",
                on=change.on,
                start=cycle.started_on,
            )
        )
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
    old, new = _states(before), _states(after)
    for one, other in states.items():
        if one not in old:
            raise RefusedError(unknown("state", one, old))
        if other not in new:
            raise RefusedError(unknown("state", other, new))


def _states(cycle: Cycle) -> dict[str, None]:
    return {state.name: None for flow in cycle.definition.flows for state in flow.states}


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


# Side by side ------------------------------------------------------------------------------------------------


def differences(before: Picture, after: Picture, changes: Iterable[Change]) -> list[Difference]:
    """Return what changes do to the cases of a picture; what stays as it is is left out."""
    numbers = {change.number for change in changes}
    found = []
    for key in after.keys:
        was, case = before.cases.get(key), after.cases[key]
        one = Difference(key, (), was, case, before.ahead.get(key), after.ahead.get(key))
        if what := tuple(_what(before, after, one, numbers)):
            found.append(Difference(key, what, was, case, one.ahead_before, one.ahead))
    return found


def _what(before: Picture, after: Picture, one: Difference, changes: set[int]) -> Iterator[What]:
    if one.before is None:
        yield "not_applicable" if one.after.applies == "no" else "appears"
        return
    if one.after.removed and not one.before.removed:
        yield "removed"
    else:
        yield from _standing(before.cycle, after.cycle, one.before, one.after)
        yield from _otherwise(before.cycle, after.cycle, one, changes)
    yield from _misfits(one, changes)


def _standing(before: Cycle, after: Cycle, was: Case, case: Case) -> Iterator[What]:
    if was.removed and not case.removed:
        yield "back"
    elif _goes_on(after, case) and after.ended(case.key) and not before.ended(case.key):
        yield "goes_on"


def _otherwise(before: Cycle, after: Cycle, one: Difference, changes: set[int]) -> Iterator[What]:
    case, was = one.after, one.before or one.after
    lost = {conflict.entry for conflict in one.misfits} & changes
    facts: dict[What, tuple[object, object]] = {
        # A case whose state is lost is in no step that could be compared.
        "moves": (_dates(was, one.ahead_before, lost), _dates(case, one.ahead, lost)),
        "state": (was.state, was.state if lost else case.state),
        "applies": (was.applies, case.applies),
        "hands": (_hands(before, was), _hands(after, case)) if _goes_on(after, case) else (None, None),
        "calendar": (was.deadline.provisional, case.deadline.provisional),
    }
    yield from (what for what, (old, new) in facts.items() if old != new)


def _misfits(one: Difference, changes: set[int]) -> Iterator[What]:
    new = {conflict.entry for conflict in one.misfits}
    if new & changes:
        yield "unmapped"
    if new - changes:
        yield "misfit"


def _dates(case: Case, ahead: Forecast | None, lost: Collection[int]) -> tuple[date | None, ...]:
    found = case.deadline
    step = case.step.due if case.step and not lost else None
    return found.planned, found.opens, found.due, ahead.due if ahead else None, step


def _goes_on(cycle: Cycle, case: Case) -> bool:
    """Whether something may still happen to a case."""
    return not case.removed and not cycle.machine_of(cycle.event_of(case.key)).flow.state(case.state).final


def _hands(cycle: Cycle, case: Case) -> tuple[str, ...]:
    """Return who stands now for the subject and for the agency of a case, where it is theirs to do."""
    event = cycle.event_of(case.key)
    owing = {*event.responsible, *holding_roles(cycle, event, case.state)}
    own = {event.for_each: case.key.subject, event.agency: case.key.agency}
    return tuple(cycle.follower(name) for role, name in own.items() if role in owing)
