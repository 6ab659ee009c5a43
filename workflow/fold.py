"""From entries to cases: a pure function, so that any past, any correction and any what-if is the same computation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from calendars.errors import CalendarError
from calendars.saying import Text, say
from definitions import Deadline, Event, deadline, set_by_hand
from workflow.cases import Applies, Case, Conflict, Cycle, Stay
from workflow.entries import CaseKey, Entry


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
    input_event, input_on = _input(cycle, event, key, upstream)
    walk = _Walk(cycle.machine_of(event).flow.initial, cycle.started_on)
    applies = _applies(cycle, event, key, upstream)
    for entry in standing:
        _apply(walk, entry, event, cycle, applies, waiting=input_event is not None and input_on is None)
    found = _deadline(cycle, event, upstream, key, walk.set_by)
    first = cycle.first_deadlines[event.number]
    return Case(
        key=key,
        state=walk.state,
        applies=applies,
        deadline=found,
        baseline=first.planned,
        baseline_due=first.due,
        actual=walk.actual,
        recorded_at=max(
            (entry.recorded_at for entry in known if as_of is None or entry.on <= as_of), default=None
        ),
        removed=walk.removed,
        moved_on=walk.set_by.recorded_at.astimezone(cycle.zone).date() if walk.set_by else None,
        waits_for=input_event if input_event is not None and input_on is None else None,
        input_on=input_on,
        input_event=input_event,
        reason=walk.reason,
        conflicts=tuple(walk.conflicts),
        stays=tuple(walk.stays),
        named=walk.named,
        met_entry=walk.met_entry,
    )


@dataclass
class _Walk:
    """Where a case is while its entries are applied one by one."""

    state: str
    started_on: date
    actual: date | None = None
    met_entry: int | None = None
    removed: bool = False
    reason: str = ""
    set_by: Entry | None = None
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
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
        self.stays.append(Stay(state, entry.on, entry=entry.number))
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


def _apply(walk: _Walk, entry: Entry, event: Event, cycle: Cycle, applies: Applies, *, waiting: bool) -> None:
    match entry.kind:
        case "act":
            _act(walk, entry, event, cycle, applies, waiting=waiting)
        case "set_date":
            walk.set_by = entry
        case "remove":
            walk.removed = True
            walk.reason = entry.basis or entry.note
        case "annotate":
            walk.reason = entry.note


def _act(walk: _Walk, entry: Entry, event: Event, cycle: Cycle, applies: Applies, *, waiting: bool) -> None:
    """Fire a transition; one that no longer fits becomes a visible conflict and changes nothing."""
    machine = cycle.machine_of(event)
    target = machine.fire(walk.state, entry.trigger)
    if applies == "no":
        walk.conflict(
            entry, say("this case does not apply: event {event} did not name it", event=_condition(event))
        )
    elif applies == "unknown":
        walk.conflict(
            entry,
            say(
                "it is not known yet whether this case applies: that follows from event {event}",
                event=_condition(event),
            ),
        )
    elif waiting:
        walk.conflict(
            entry,
            say(
                "event {event} has not been recorded yet, and this one answers to it",
                event=event.opens_after or (event.anchor.event if event.anchor else None),
            ),
        )
    elif target is None:
        walk.conflict(
            entry,
            say(
                "“{trigger}” is not possible in the state “{state}”", trigger=entry.trigger, state=walk.state
            ),
        )
    else:
        walk.move(target, entry)
        _take_data(walk, entry, event)
        if machine.flow.state(target).met and walk.actual is None:
            walk.actual, walk.met_entry = entry.on, entry.number
    walk.reason = entry.note or walk.reason


def _condition(event: Event) -> str:
    return event.only_for.event if event.only_for else ""


def _take_data(walk: _Walk, entry: Entry, event: Event) -> None:
    for name, kind in event.needs.items():
        if kind == "participants" and name in entry.data:
            walk.named[name] = tuple(entry.data[name])


# What a case takes from those it depends on --------------------------------------------------------------


def _applies(cycle: Cycle, event: Event, key: CaseKey, upstream: Mapping[CaseKey, Case]) -> Applies:
    """Whether a conditional case applies: unknown until the event that decides it has been met."""
    if event.only_for is None:
        return "yes"
    decided = upstream[cycle.upstream_key(event, event.only_for.event, key.subject)]
    if decided.actual is None:
        return "unknown"
    return "yes" if key.subject in decided.named.get(event.only_for.data, ()) else "no"


def _input(
    cycle: Cycle, event: Event, key: CaseKey, upstream: Mapping[CaseKey, Case]
) -> tuple[str | None, date | None]:
    """Return the event this case answers to and the day its result came (None: not yet)."""
    number = event.opens_after or (event.anchor.event if event.anchor else None)
    if number is None:
        return None, None
    return number, upstream[cycle.upstream_key(event, number, key.subject)].actual


def _deadline(
    cycle: Cycle, event: Event, upstream: Mapping[CaseKey, Case], key: CaseKey, set_by: Entry | None
) -> Deadline:
    if set_by is not None and set_by.day is not None:
        return set_by_hand(set_by.day, set_by.basis, cycle.definition.roll, cycle.calendar)
    anchor_on = None
    if event.anchor is not None and event.anchor.event is not None:
        anchor_on = upstream[cycle.upstream_key(event, event.anchor.event, key.subject)].actual
    try:
        return deadline(event, cycle.definition.roll, cycle.calendar, anchor_on)
    except CalendarError as error:
        if anchor_on is None:
            raise
        # The fact that the deadline counts from must not be refused because the calendar ends too early.
        return Deadline(waits=error.message, steps=(error.message,))
