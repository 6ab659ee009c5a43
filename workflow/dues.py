"""Until when a case is due: by its phrase or a date that was set; how far that slipped, and since when it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from definitions import Deadline, Event, date_set
from workflow.cases import Case, Slip, SlipCause
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry
from workflow.upstream import Counted, deadline_of, first_deadline, start_of_count
from workflow.walk import Walk, known_since, standing_of


@dataclass(frozen=True)
class Due:
    """The deadline of a case with its history: what was known first, what moved it, what was known last before that.

    `moved_on` is the day on which somebody set, moved or gave back its date.
    """

    deadline: Deadline
    first: Deadline
    slips: tuple[Slip, ...] = ()
    moved_on: date | None = None
    moved_from: date | None = None
    known_since: date | None = None


def due_of(
    cycle: Cycle,
    key: CaseKey,
    entries: Iterable[Entry],
    cases: Mapping[CaseKey, Case],
    walk: Walk,
    *,
    as_of: date | None,
) -> Due:
    """Return until when a case is due; `entries` are its own, also those that were corrected or withdrawn.

    What was done on a day is judged by the wording of that day.
    """
    set_by = walk.control.set_by
    home, known = cycle.home(key), list(entries)
    event = home.event(key.event)
    counted = start_of_count(home, event, key, cases, walk.stays[1:])
    first = first_deadline(cycle.origin(key), key)
    wordings = list(_wordings(cycle, key, counted, walk.actual))
    ruled = wordings[-1][1]
    found = _with_date(home, key, set_by, ruled)
    change = _last_change(known, as_of)
    before = _with_date(home, key, _set_before(known, change, as_of), ruled) if change else None
    moments = [_since(change, set_by, known)] if change else list(_moments(wordings, counted))
    return Due(
        found,
        first,
        tuple(_slips(event, wordings, first, found)),
        change.recorded_at.astimezone(cycle.zone).date() if change else None,
        before.due if before else None,
        max(moments).astimezone(cycle.zone).date() if moments else None,
    )


def _with_date(cycle: Cycle, key: CaseKey, set_by: Entry | None, ruled: Deadline) -> Deadline:
    """Return the deadline that somebody set, else the one by rule."""
    if set_by is None or set_by.day is None:
        return ruled
    event = cycle.event(key.event)
    return date_set(cycle.definition, event, cycle.calendar_of(event), set_by.day, set_by.basis)


def _since(change: Entry, set_by: Entry | None, known: Iterable[Entry]) -> datetime:
    """Return when the date that somebody set last, or gave back, was first recorded as it stands."""
    if change is not set_by:
        return change.recorded_at
    return known_since(change, {entry.number: entry for entry in known})


def _moments(wordings: Iterable[tuple[Cycle, Deadline]], counted: Counted) -> Iterator[datetime]:
    """Yield when the rule and the day it counts from became what they are, if later than the case."""
    if counted.known_at:
        yield counted.known_at
    for (_, before), (version, after) in pairwise(wordings):
        if before.due != after.due:
            yield max(change.recorded_at for change in version.changes)


def _wordings(
    cycle: Cycle, key: CaseKey, counted: Counted, actual: date | None
) -> Iterator[tuple[Cycle, Deadline]]:
    """Yield what the versions of a case say of its deadline, the oldest first: each with what it counts from today.

    Those that came into force after the case was met say nothing about it, unless it counts from something else now.
    """
    home = cycle.home(key)
    newest = home.event(key.event)
    before: Cycle | None = None
    for version in (home,) if home.before is None else cycle.versions:
        if not version.has_own(key) or (before is not None and _same_rules(before, version)):
            continue
        event = version.event(key.event)
        alike = event.anchor == newest.anchor
        if before is not None and actual is not None and actual < version.since and alike:
            return
        yield version, deadline_of(version, event, key, counted if alike else Counted())
        before = version


def _same_rules(before: Cycle, version: Cycle) -> bool:
    return (
        before.definition is version.definition
        and before.calendar is version.calendar
        and before.calendars is version.calendars
    )


def _slips(
    event: Event, wordings: Iterable[tuple[Cycle, Deadline]], first: Deadline, found: Deadline
) -> Iterator[Slip]:
    """Yield by how much the due date moved, cause by cause: together, due less baseline."""
    if first.due is None or found.due is None:
        return
    anchor = event.anchor.event if event.anchor else None
    last, before = first.due, None
    for version, wording in wordings:
        if wording.due is not None and wording.due != last:
            yield Slip(_cause(before, version), (wording.due - last).days, None if before else anchor)
            last = wording.due
        before = version
    if found.due != last:
        yield Slip("decision", (found.due - last).days)


def _cause(before: Cycle | None, version: Cycle) -> SlipCause:
    if before is None:
        return "anchor"
    return "calendar" if before.definition is version.definition else "amendment"


def _last_change(known: list[Entry], as_of: date | None) -> Entry | None:
    """Return the newest entry that set, moved or gave back the date of a case."""
    dated = {entry.number for entry in known if entry.kind == "set_date"}
    changes = [
        entry
        for entry in known
        if (entry.number in dated or (entry.kind == "withdraw" and entry.corrects in dated))
        and (as_of is None or entry.on <= as_of)
    ]
    return max(changes, key=lambda entry: entry.number, default=None)


def _set_before(known: list[Entry], change: Entry, as_of: date | None) -> Entry | None:
    """Return the entry by which the date was set before its last change."""
    earlier = standing_of(entry for entry in known if entry.number < change.number)
    seen = (entry for entry in reversed(earlier) if as_of is None or entry.on <= as_of)
    return next((entry for entry in seen if entry.kind == "set_date"), None)
