"""Which cases depend on which: all that a case takes something from, and all that take something from it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from workflow.cycle import Cycle
from workflow.entries import CaseKey


def upstream_keys(cycle: Cycle, key: CaseKey) -> tuple[CaseKey, ...]:
    """Return the cases that a case depends on directly."""
    home = cycle.home(key)
    return tuple(above for number in home.event(key.event).upstream for above in home.above(key, number))


def with_upstream(
    cycle: Cycle, keys: Iterable[CaseKey], known: Container[CaseKey] = ()
) -> list[tuple[Cycle, dict[str, dict[CaseKey, None]]]]:
    """Return these cases and all that they depend on, each once: by wording, the newest first, and event.

    Of each wording its newest version stands for all. What is `known` is left out, with what it alone depends on.
    """
    found: dict[int, dict[str, dict[CaseKey, None]]] = {}
    for key in keys:
        found.setdefault(_wording(cycle, key), {}).setdefault(key.event, {})[key] = None
    # What a case of an older wording depends on is of that wording or of a newer one, never of an older.
    for number, version in enumerate(cycle.wordings):
        own = found.pop(number, {})
        for event in reversed(version.events):
            for above in event.upstream:
                for one in version.alike:
                    one.rows.spread(own, event.number, above, known)
        for key in (key for rows in own.values() for key in rows):
            found.setdefault(_wording(cycle, key), {}).setdefault(key.event, {})[key] = None
    return [(cycle.wordings[number], found[number]) for number in sorted(found, reverse=True)]


def with_downstream(cycle: Cycle, key: CaseKey) -> tuple[CaseKey, ...]:
    """Return a case and all that depend on it, directly or through others."""
    found: dict[CaseKey, None] = {key: None}
    for version in cycle.versions:
        if version.rows.has(key):
            own = len(version.wordings) - 1
            found.update(dict.fromkeys(one for one in _below(version, key) if _wording(cycle, one) == own))
    return tuple(found)


def _below(version: Cycle, key: CaseKey) -> Iterator[CaseKey]:
    found: dict[str, dict[CaseKey, None]] = {key.event: {key: None}}
    for event in version.events:
        for number in event.upstream:
            version.rows.spread(found, number, event.number)
    return (below for keys in found.values() for below in keys)


def _wording(cycle: Cycle, key: CaseKey) -> int:
    """Return by which wording a case goes, the oldest being 0."""
    return 0 if len(cycle.wordings) == 1 else len(cycle.home(key).wordings) - 1
