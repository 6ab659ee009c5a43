"""From entries to cases: a pure function, so that any past, any correction and any what-if is the same computation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time

from calendars.saying import Text, say
from definitions import Event, Transition, day_in
from workflow.cases import Case, Conflict, Cycle, Stay
from workflow.clocks import counted_on
from workflow.entries import CaseKey, Entry
from workflow.upstream import Upstream, deadline_of, first_deadline, upstream_of


def fold(
    cycle: Cycle,
    entries: Iterable[Entry],
    *,
    as_of: date | None = None,
    known_on: date | None = None,
) -> dict[CaseKey, Case]:
    """Return every case of the cycle as the entries leave it, in the order of the plan.

    `as_of` leaves out what happened after that day; `known_on` leaves out what was recorded after it (both days end
    in the cycle's time zone).
    """
    known = [
        entry
        for entry in entries
        if known_on is None or entry.recorded_at.astimezone(cycle.zone).date() <= known_on
    ]
    cases = fold_only(cycle, known, cycle.keys, as_of=as_of)
    return {key: cases[key] for key in cycle.keys}


def fold_only(
    cycle: Cycle, entries: Iterable[Entry], keys: Iterable[CaseKey], *, as_of: date | None = None
) -> dict[CaseKey, Case]:
    """Return these cases and those they depend on; `entries` are those of all of them (others do no harm)."""
    own: dict[CaseKey, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.case is not None:
            own[entry.case].append(entry)
    wanted = cycle.with_upstream(keys)
    cases: dict[CaseKey, Case] = {}
    for event in cycle.events:
        for key in wanted.get(event.number, ()):
            cases[key] = fold_case(cycle, event, key, own.get(key, ()), cases, as_of=as_of)
    return cases


def fold_case(
    cycle: Cycle,
    event: Event,
    key: CaseKey,
    entries: Iterable[Entry],
    upstream: Mapping[CaseKey, Case],
    *,
    as_of: date | None = None,
) -> Case:
    """Return one case from its own entries and the cases it depends on."""
    # What a correction corrects is void on every day, also on days before the one that the correction names.
    known = list(entries)
    standing = [entry for entry in standing_of(known) if as_of is None or entry.on <= as_of]
    about = upstream_of(cycle, event, key, upstream)
    walk = _Walk(cycle.machine_of(event).flow.initial, cycle.started_on)
    for entry in standing:
        _apply(walk, entry, event, cycle, about)
    found = deadline_of(cycle, event, key, upstream, set_by=walk.set_by, stays=walk.stays[1:])
    change = _last_change(known, as_of)
    first = first_deadline(cycle, key)
    return Case(
        key=key,
        state=walk.state,
        applies=about.applies,
        deadline=found,
        baseline=first.planned,
        baseline_due=first.due,
        actual=walk.actual,
        actual_at=walk.actual_at,
        counted_on=counted_on(cycle, event, key, walk.actual, walk.actual_at),
        recorded_at=max(
            (entry.recorded_at for entry in known if as_of is None or entry.on <= as_of), default=None
        ),
        removed=walk.removed,
        moved=walk.set_by is not None,
        moved_on=change.recorded_at.astimezone(cycle.zone).date() if change else None,
        moved_from=deadline_of(
            cycle, event, key, upstream, set_by=_set_before(known, change, as_of), stays=walk.stays[1:]
        ).due
        if change
        else None,
        waits_for=about.input_event if about.waiting else None,
        input_on=about.input_on,
        input_event=about.input_event,
        reason=walk.reason,
        conflicts=tuple(walk.conflicts),
        stays=tuple(walk.stays),
        named=walk.named,
        dates=walk.dates,
        met_entry=walk.met_entry,
    )


@dataclass
class _Walk:
    """Where a case is while its entries are applied one by one."""

    state: str
    started_on: date
    actual: date | None = None
    actual_at: time | None = None
    met_entry: int | None = None
    removed: bool = False
    reason: str = ""
    set_by: Entry | None = None
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    dates: dict[str, date] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.stays.append(Stay(self.state, self.started_on))

    def conflict(self, entry: Entry, why: Text) -> None:
        """Remember an entry that does not fit; it changes nothing and is never lost."""
        self.conflicts.append(Conflict(entry.number, why, self.state))

    def move(self, state: str, entry: Entry) -> None:
        """Go on to the next state; the stay in the last one ends that day."""
        self.stays[-1] = replace(self.stays[-1], until=entry.on)
        self.stays.append(Stay(state, entry.on, entry=entry.number, at=entry.at))
        self.state = state


def standing_of(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries of a case that count, in the order in which they happened.

    An entry does not count once it is withdrawn or corrected; one whose correction was withdrawn counts again. Within
    a day a correction stands where the entry stood that it corrects.
    """
    by_number = {entry.number: entry for entry in entries}
    withdrawn = {entry.corrects for entry in by_number.values() if entry.kind == "withdraw"}
    corrected = {entry.corrects for entry in by_number.values() if entry.number not in withdrawn}
    kept = [
        entry for entry in by_number.values() if entry.number not in corrected and entry.kind != "withdraw"
    ]
    return sorted(kept, key=lambda entry: (entry.on, _first_number(entry, by_number)))


def _first_number(entry: Entry, by_number: Mapping[int, Entry]) -> int:
    while entry.corrects is not None and entry.corrects in by_number and entry.corrects < entry.number:
        entry = by_number[entry.corrects]
    return entry.number


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


def _apply(walk: _Walk, entry: Entry, event: Event, cycle: Cycle, case: Upstream) -> None:
    match entry.kind:
        case "act":
            _act(walk, entry, event, cycle, case)
        case "set_date":
            walk.set_by = entry
        case "remove":
            walk.removed = True
            walk.reason = entry.basis or entry.note
        case "annotate":
            walk.reason = entry.note


def _act(walk: _Walk, entry: Entry, event: Event, cycle: Cycle, case: Upstream) -> None:
    """Fire a transition; one that no longer fits becomes a visible conflict and changes nothing."""
    machine = cycle.machine_of(event)
    target = machine.fire(walk.state, entry.trigger)
    why = case.why_not(entry, event)
    if why is not None:
        walk.conflict(entry, why)
    elif target is None:
        walk.conflict(
            entry,
            say(
                "“{trigger}” is not possible in the state “{state}”", trigger=entry.trigger, state=walk.state
            ),
        )
    else:
        walk.move(target, entry)
        _take_data(walk, entry, event, machine.move(entry.trigger))
        if machine.flow.state(target).met and walk.actual is None:
            walk.actual, walk.actual_at, walk.met_entry = entry.on, entry.at, entry.number
    # An explanation that somebody gave is not lost because of a remark made with an act.
    walk.reason = walk.reason or entry.note


def _take_data(walk: _Walk, entry: Entry, event: Event, move: Transition) -> None:
    for name, kind in {**event.needs, **event.attach, **move.needs}.items():
        if name not in entry.data:
            continue
        if kind == "participants":
            walk.named[name] = tuple(entry.data[name])
        elif kind in ("date", "document") and (day := day_in(entry.data[name])):
            walk.dates[name] = day
