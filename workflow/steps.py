"""The steps of a case: its stays in states that have a time limit of their own, each with its last day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from calendars.errors import CalendarError
from definitions import Deadline, Event, State, limit_deadline, received_of
from workflow.cases import Slip, Stay, Step
from workflow.changes import state_after
from workflow.cycle import Cycle
from workflow.dues import cause_of
from workflow.entries import CaseKey
from workflow.rows import holders


def steps_of(key: CaseKey, stays: Iterable[tuple[Cycle, Stay]]) -> Iterator[Step]:
    """Yield the steps of a case; the days of a limit count from the stay's beginning.

    Each stay comes with the version of its cycle that it ended in, or is in: that says what its limit is.
    """
    rounds: Counter[str] = Counter()
    before: State | None = None
    last: Cycle | None = None
    for version, stay in stays:
        event = version.event(key.event)
        states = {state.name: state for state in version.machine_of(event).flow.states}
        if last is not None and version is not last:
            rounds = _renamed(rounds, last, version, states)
        last = version
        state = states.get(stay.state)
        if state is not None and (state.limit is not None or state.counted):
            rounds[state.name] += 1
            limit = _limit(version, event, key, stay, (state, before))
            slips = tuple(_slips(version, key, stay, before)) if version.before is not None else ()
            yield Step(state.name, rounds[state.name], stay, limit, slips)
        before = state


def _renamed(rounds: Counter[str], last: Cycle, version: Cycle, known: Container[str]) -> Counter[str]:
    """Return the rounds so far under the names that states have in a later version: a step that goes on counts on."""
    changes = [change for one in version.versions[len(last.versions) :] for change in one.changes]
    return Counter({state_after(name, changes, known): number for name, number in rounds.items()})


def _slips(version: Cycle, key: CaseKey, stay: Stay, before: State | None) -> Iterator[Slip]:
    """Yield by how much the last day of a stay moved while it lasted, at each version that came in between."""
    first = version.at(stay.since, stay.entry or 0)
    last: Deadline | None = None
    older: Cycle | None = None
    for one in version.versions[len(first.versions) - 1 :]:
        state = named_then(one, version, key, stay.state) if one.has_own(key) else None
        if state is None:
            continue
        found = _limit(one, one.event(key.event), key, stay, (state, before))
        if last is not None and last.due is not None and found.due is not None and last.due != found.due:
            yield Slip(cause_of(older, one), (found.due - last.due).days)
        last, older = found, one


def named_then(then: Cycle, version: Cycle, key: CaseKey, name: str) -> State | None:
    """Return the state of an older version that a later one has under this name; None where it had none."""
    known = [state.name for state in version.machine_of(version.event(key.event)).flow.states]
    changes = [change for one in version.versions[len(then.versions) :] for change in one.changes]
    states = then.machine_of(then.event(key.event)).flow.states
    return next((one for one in states if state_after(one.name, changes, known) == name), None)


def _limit(
    cycle: Cycle, event: Event, key: CaseKey, stay: Stay, held: tuple[State, State | None]
) -> Deadline:
    """Return the deadline of a stay; `held` are its state and the one before."""
    day = stay.counts_from or stay.since
    moment = datetime.combine(day, stay.at, cycle.zone) if stay.at is not None else None
    try:
        return limit_deadline(
            cycle.definition,
            event,
            held[0].limit,
            cycle.calendar_of(event),
            entered=day,
            entered_at=moment,
            clock=clock_of_step(cycle, event, key, *held),
        )
    except CalendarError as error:
        return Deadline(waits=error.message, steps=(error.message,))


def clock_of_step(cycle: Cycle, event: Event, key: CaseKey, state: State, before: State | None) -> ZoneInfo:
    """Return the clock of the hour of receipt: of whoever holds the step, or of whoever held the case before."""
    received = received_of(cycle.definition, event)
    whose = {"addressee": state, "sender": before}.get(received.whose) if received else None
    roles = holders(event, whose) if whose else ()
    zones = [one.timezone for role in roles for one in cycle.in_role(event, key, role) if one.timezone]
    return ZoneInfo(zones[0]) if zones else cycle.zone
