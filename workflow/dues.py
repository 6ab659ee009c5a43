"""Until when a case is due: by its phrase or a date that was set; how far that slipped, and since when it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TypeAlias

from calendars.saying import Text, say
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
    moved_because: Text | None = None


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

    What was done on a day is judged by the wording of that day, and by who took part then.
    """
    set_by = walk.control.set_by
    home, known = cycle.home(key), list(entries)
    event = home.event(key.event)
    met_in = walk.met_in or home
    judged = met_in if met_in.event(key.event) == event else home
    counted = start_of_count(judged, event, key, cases, walk.stays[1:])
    wordings = list(_wordings(cycle, key, counted, walk.met_in))
    ruled = wordings[-1][1]
    dates = [entry for entry in standing_of(known) if as_of is None or entry.on <= as_of]
    first = _first(cycle, key, wordings[0][1], dates)
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
        _because(set_by, change, _reasons(event, wordings, counted)),
    )


def _first(cycle: Cycle, key: CaseKey, oldest: Deadline, standing: Iterable[Entry]) -> Deadline:
    """Return the deadline from which slip is measured: the one that was there when the case began.

    Where none was, that of the oldest wording, as soon as what it counts from has come; where no rule gives one, the
    date that somebody set first.
    """
    origin = cycle.origin(key)
    found = first_deadline(origin, key)
    if found.due or oldest.due:
        return found if found.due else oldest
    return _with_date(
        origin, key, next((entry for entry in standing if entry.kind == "set_date"), None), found
    )


_Reason: TypeAlias = tuple[datetime, Text]


def _because(set_by: Entry | None, change: Entry | None, reasons: Iterable[_Reason]) -> Text | None:
    """Say why the deadline is what it is: by the document that set it, else by what came last."""
    if set_by is not None and change is set_by:
        return _on_basis(set_by.basis)
    if set_by is not None:
        return _given_back(change) if change else None
    given_back = [(change.recorded_at, _given_back(change))] if change else []
    found = sorted((*reasons, *given_back), key=lambda reason: reason[0])
    return found[-1][1] if found else None


def _given_back(change: Entry) -> Text:
    if change.basis:
        return say("The earlier deadline is back: {basis}", basis=change.basis)
    return say("The earlier deadline is back")


def _on_basis(basis: str) -> Text | None:
    return say("Basis: {basis}", basis=basis) if basis else None


def _reasons(event: Event, wordings: Iterable[tuple[Cycle, Deadline]], counted: Counted) -> Iterator[_Reason]:
    """Yield what moved the deadline by rule, each with the moment at which that was recorded."""
    yield from _by_versions(wordings)
    anchor = event.anchor
    if counted.day is None or anchor is None or anchor.event in (None, event.number):
        return
    sentence = (
        say("Counted from the deadline of event {event}, {day}", event=anchor.event, day=counted.day)
        if anchor.planned
        else say("Counted from event {event}, {day}", event=anchor.event, day=counted.day)
    )
    yield counted.known_at or datetime.min.replace(tzinfo=UTC), sentence


def _by_versions(wordings: Iterable[tuple[Cycle, Deadline]]) -> Iterator[_Reason]:
    """Yield the same for the versions that moved it."""
    for (older, before), (version, after) in pairwise(wordings):
        if before.due != after.due:
            yield max(change.recorded_at for change in version.changes), _of_version(older, version)


def _of_version(older: Cycle, version: Cycle) -> Text:
    basis = "; ".join(change.basis for change in version.changes if change.basis)
    if (found := _on_basis(basis)) is not None:
        return found
    by_calendar = cause_of(older, version) == "calendar"
    return say("The calendar of days off has changed") if by_calendar else say("The plan has been amended")


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
    yield from (moment for moment, _ in _by_versions(wordings))


def _wordings(
    cycle: Cycle, key: CaseKey, counted: Counted, met_in: Cycle | None
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
        if before is not None and met_in is not None and met_in.begins < version.begins and alike:
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
            yield Slip(cause_of(before, version), (wording.due - last).days, None if before else anchor)
            last = wording.due
        before = version
    if found.due != last:
        yield Slip("decision", (found.due - last).days)


def cause_of(before: Cycle | None, version: Cycle) -> SlipCause:
    """Return why a day that a version gives is another than before: `before` is the version before it (None: none)."""
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
