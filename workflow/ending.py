"""From when on a case is off the plan, and whether it had begun: what had begun passes to who followed who left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from definitions import Event
from workflow.applying import joined_after_due
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.dues import due_of
from workflow.entries import CaseKey, Entry
from workflow.opening import Upstream
from workflow.upstream import input_number, upstream_of
from workflow.walk import Walk, place_of, standing_of

#: Says what a case takes from those above it by a version of its cycle; None where that cannot be told any more.
Judge = Callable[[Cycle], Upstream | None]


@dataclass(frozen=True)
class Ending:
    """The version from which on a case is off the plan, and whether it had begun when whoever it is about left.

    Begun is what left its first state, what it answers to had come (or had begun itself, and goes on), what was laid
    upon its participant by name, and what was overdue.
    """

    version: Cycle
    begun: bool = False


def ending_of(
    cycle: Cycle, key: CaseKey, known: Iterable[Entry], cases: Mapping[CaseKey, Case], judge: Judge
) -> Ending | None:
    """Return how a case ended with a version of its cycle; None while it goes on.

    What had begun when its participant left goes on as long as the plan has its event and somebody has followed.
    """
    ended, whose = cycle.ended(key), (key.subject, key.agency)
    if ended is None:
        return None
    left = any(change.name in whose for change in ended.changes if change.name)
    if not left and not cycle.unfollowed(key):
        return Ending(ended)
    walk, last = _before(cycle, key, ended, known, judge), ended.since - timedelta(days=1)
    begun = len(walk.stays) > 1 or _owed(cycle, walk, cases, last)
    over = _over(cycle, key, ended) if begun and left else ended
    return Ending(over, begun) if over else None


def _before(cycle: Cycle, key: CaseKey, ended: Cycle, known: Iterable[Entry], judge: Judge) -> Walk:
    """Return where a case was when a version ended it."""
    walk = Walk(cycle, key, judge, {entry.number: entry for entry in known})
    # Corrections made since then count: they say what was so.
    standing = standing_of(walk.known.values())
    walk.apply(entry for entry in standing if place_of(entry, walk.known) < ended.begins)
    return walk


def _over(cycle: Cycle, key: CaseKey, ended: Cycle) -> Cycle | None:
    """Return the version since which nobody stands for who left, or the plan has no such event; None: there is none."""
    found: Cycle | None = None
    event = cycle.home(key).event(key.event)
    for version in reversed(cycle.versions):
        if not version.unfollowed(key) and not version.repealed and _plans(version, event):
            break
        found = version
        if version is ended:
            break
    return found


def _plans(version: Cycle, event: Event) -> bool:
    """Whether a version has an event for each of the same: whoever followed has such a duty too."""
    own = version.rows.events.get(event.number)
    return own is not None and (own.for_each, own.agency) == (event.for_each, event.agency)


def _owed(cycle: Cycle, walk: Walk, cases: Mapping[CaseKey, Case], last: date) -> bool:
    """Whether a case in its first state was owed by the end of a day: called for, or overdue."""
    key, home = walk.key, cycle.home(walk.key)
    event = home.event(key.event)
    about = upstream_of(home, event, key, cases)
    due = due_of(cycle, key, walk.known.values(), cases, walk, as_of=last).deadline.due
    if about.applies != "yes" or joined_after_due(cycle, key, due):
        return False
    number = input_number(event)
    above = home.above(key, number) if number else ()
    called = event.only_for is not None or any(_goes_on(cycle, row, cases) for row in above)
    came = about.input_on is not None and about.input_on <= last
    return called or came or (due is not None and due <= last)


def _goes_on(cycle: Cycle, key: CaseKey, cases: Mapping[CaseKey, Case]) -> bool:
    """Whether a case of one who left went on, or had been met."""
    return key in cases and cycle.ended(key) is not None and not cases[key].removed
