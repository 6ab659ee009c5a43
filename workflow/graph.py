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
    """Return these cases and all that they depend on, each once, in an order in which they can be folded.

    They come by wording and by event; of each wording its newest version stands for all. What is `known` is left out,
    with what it alone depends on.
    """
    if len(cycle.wordings) == 1 or not cycle.order:
        return _by_wording(cycle, keys, known)
    found: dict[str, dict[int, dict[CaseKey, None]]] = {number: {} for number in cycle.order}
    for key in keys:
        found[key.event].setdefault(_wording(cycle, key), {})[key] = None
    for number in reversed(cycle.order):
        for wording, rows in list(found[number].items()):
            for key in _directly_above(cycle.wordings[wording], number, rows, known):
                found[key.event].setdefault(_wording(cycle, key), {})[key] = None
    return [
        (cycle.wordings[wording], {number: found[number][wording]})
        for number in cycle.order
        for wording in sorted(found[number], reverse=True)
    ]


def _directly_above(
    version: Cycle, number: str, rows: dict[CaseKey, None], known: Container[CaseKey]
) -> Iterator[CaseKey]:
    """Yield what rows of an event depend on by a wording: its own, and those of who left under an older one."""
    for above in version.event(number).upstream:
        for one in version.alike:
            yield from _spread(one, rows, number, above, known)
        for one in version.worded_before(number, above):
            yield from filter(version.is_of_who_left, _spread(one, rows, number, above, known))


def _spread(
    version: Cycle, rows: dict[CaseKey, None], number: str, other: str, known: Container[CaseKey]
) -> Iterable[CaseKey]:
    found: dict[str, dict[CaseKey, None]] = {number: rows}
    version.rows.spread(found, number, other, known)
    return found.get(other, ())


def _by_wording(
    cycle: Cycle, keys: Iterable[CaseKey], known: Container[CaseKey]
) -> list[tuple[Cycle, dict[str, dict[CaseKey, None]]]]:
    """Return the same wording by wording, the newest first: of one alone, or of some that contradict each other."""
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
    found: dict[CaseKey, None] = {}
    _add_below(cycle, key, found)
    return tuple(found)


def _add_below(cycle: Cycle, key: CaseKey, found: dict[CaseKey, None]) -> None:
    found[key] = None
    for version in cycle.versions:
        if not version.rows.has(key):
            continue
        own = len(version.wordings) - 1
        for one in _below(version, key):
            if _wording(cycle, one) == own:
                found[one] = None
            elif one not in found and cycle.is_of_who_left(key):
                # A newer wording still counts what one who left had done, and has more that depends on that.
                _add_below(cycle, one, found)


def _below(version: Cycle, key: CaseKey) -> Iterator[CaseKey]:
    found: dict[str, dict[CaseKey, None]] = {key.event: {key: None}}
    for event in version.events:
        for number in event.upstream:
            version.rows.spread(found, number, event.number)
    return (below for keys in found.values() for below in keys)


def _wording(cycle: Cycle, key: CaseKey) -> int:
    """Return by which wording a case goes, the oldest being 0."""
    return 0 if len(cycle.wordings) == 1 else len(cycle.home(key).wordings) - 1
