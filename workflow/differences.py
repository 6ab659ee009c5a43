"""What a change of a running cycle would do: the same entries folded with it and without it, side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from workflow.batches import Picture
from workflow.cases import Case, Conflict
from workflow.changes import Change
from workflow.cycle import Cycle, holding_roles
from workflow.entries import CaseKey
from workflow.forecast import Forecast

#: What a change does to a case: it appears, or would if it applied; is removed, begun goes on, comes back; its dates
#: move; its state gets another name, or has none any more; it passes into other hands; it comes to apply or ceases to;
#: an entry about it fits no more; its calendar becomes final or ceases to be; its target comes to lie after its term.
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
    "target",
]


def _goes_back(old: date | None, new: date | None, on: date) -> bool:
    return new is not None and new < on and (old is None or new < old)


@dataclass(frozen=True)
class Difference:
    """What a change does to a case; the forecasts are of those that have no due date.

    `hands`: the participants and roles in whose hands it comes to be, and was not.
    """

    key: CaseKey
    what: tuple[What, ...]
    before: Case | None
    after: Case
    ahead_before: Forecast | None = None
    ahead: Forecast | None = None
    hands: tuple[str, ...] = ()

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


def differences(before: Picture, after: Picture, changes: Iterable[Change]) -> list[Difference]:
    """Return what changes do to the cases of a picture; what stays as it is is left out."""
    numbers = {change.number for change in changes}
    found = []
    for key in after.keys:
        was, case = before.cases.get(key), after.cases[key]
        one = Difference(key, (), was, case, before.ahead.get(key), after.ahead.get(key))
        if what := tuple(_what(before, after, one, numbers)):
            hands = _newly(before.cycle, after.cycle, was, case) if "hands" in what else ()
            found.append(replace(one, what=what, hands=hands))
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
        "hands": _both_hands(before, after, was, case) if _goes_on(after, case) and not lost else ({}, {}),
        "calendar": (was.deadline.provisional, case.deadline.provisional),
    }
    yield from (what for what, (old, new) in facts.items() if old != new)
    if case.open and case.outlived_target and not was.outlived_target:
        yield "target"


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


def _newly(before: Cycle, after: Cycle, was: Case | None, case: Case) -> tuple[str, ...]:
    """Return who has a case after a change, and had not before it."""
    old, new = _both_hands(before, after, was or case, case)
    return tuple(name for name in new if name and name not in old)


def _both_hands(
    before: Cycle, after: Cycle, was: Case, case: Case
) -> tuple[dict[str, None], dict[str, None]]:
    """Return in whose hands a case is, or comes back, before a change and after it: participants and roles."""
    owed = case.actual is None
    return _hands(before, was, owed=owed), _hands(after, case, owed=owed)


def _hands(cycle: Cycle, case: Case, *, owed: bool) -> dict[str, None]:
    """Return who stands now for the subject and the agency of a case, where it is theirs to do, and the other roles."""
    event = cycle.event_of(case.key)
    holding = holding_roles(cycle, event, case.state)
    owing = {*event.responsible, *holding}
    own = {event.for_each: case.key.subject, event.agency: case.key.agency}
    names = [cycle.follower(name) for role, name in own.items() if role in owing]
    others = [role for role in (*holding, *(event.responsible if owed else ())) if role not in own]
    return dict.fromkeys((*names, *others))
