"""How far an entry reaches: the cases that follow from its own, told by patterns, so that very many need no names."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from definitions import Event, period_ids
from workflow.cycle import Cycle
from workflow.entries import CaseKey


@dataclass(frozen=True)
class Reach:
    """What follows from a case: `below` are patterns of those cases, each a row with blanks for what may be anything.

    `cost`: how many cases have to be folded at most to know them anew, those that they depend on included.
    """

    below: frozenset[CaseKey]
    cost: int


def reach(cycle: Cycle, key: CaseKey) -> Reach:
    """Return how far an entry about a case reaches; what it costs to find out depends on the plan alone."""
    below, cost = set[CaseKey](), 0
    for version in cycle.versions:
        own = version.has_own(key)
        if own or (below and cycle.is_of_who_left(key)):
            # What a newer wording has below that follows from what one who left had done.
            down = {key.event: {key}} if own else _by_event(below, version)
            for event in version.events:
                for number in event.upstream:
                    version.rows.outline(down, number, event.number)
            below.update(pattern for found in down.values() for pattern in found)
            cost += _cost(version, down)
    return Reach(frozenset(below - {key}), cost)


def _by_event(patterns: set[CaseKey], version: Cycle) -> dict[str, set[CaseKey]]:
    found: dict[str, set[CaseKey]] = {}
    for pattern in patterns:
        if pattern.event in version.rows.events:
            found.setdefault(pattern.event, set()).add(pattern)
    return found


def _cost(version: Cycle, found: dict[str, set[CaseKey]]) -> int:
    """Return how many cases have patterns like these, or are above one that has."""
    for event in reversed(version.events):
        for number in event.upstream:
            version.rows.outline(found, event.number, number)
    return sum(_number(version, version.event(number), patterns) for number, patterns in found.items())


def _number(version: Cycle, event: Event, patterns: set[CaseKey]) -> int:
    all_of_them = _fitting(version, event, CaseKey(event.number))
    return min(all_of_them, sum(_fitting(version, event, pattern) for pattern in patterns))


def _fitting(version: Cycle, event: Event, pattern: CaseKey) -> int:
    """Return how many rows fit a pattern, those included that the definition leaves out."""
    named = ((event.for_each, pattern.subject), (event.agency, pattern.agency))
    blank = [len(version.by_role.get(role, ())) for role, name in named if role and not name]
    if event.periods and not pattern.period:
        blank.append(len(period_ids(version.definition, event)))
    return prod(blank)
