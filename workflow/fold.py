"""From entries to cases: a pure function, so that any past, any correction and any what-if is the same computation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from definitions import Event
from workflow.applying import joined_after_due
from workflow.cases import Case, Stay
from workflow.clocks import counted_on
from workflow.cycle import Cycle
from workflow.dues import Due, due_of
from workflow.ending import Ending, ending_of
from workflow.entries import CaseKey, Entry
from workflow.graph import with_upstream
from workflow.opening import Upstream
from workflow.recorded import acts_above
from workflow.roles import Appointed, People, appointable, appointed, people_of
from workflow.sent_back import waits_again
from workflow.steps import steps_of
from workflow.survey import Answer
from workflow.targets import Aim, target_of
from workflow.upstream import deciding_answers, upstream_of
from workflow.versions import seen
from workflow.walk import Walk, standing_of


def fold(
    cycle: Cycle,
    entries: Iterable[Entry],
    *,
    as_of: date | None = None,
    known_on: date | None = None,
) -> dict[CaseKey, Case]:
    """Return every case of the cycle as the entries leave it, in the order of the plan.

    `as_of` leaves out what happened after that day; `known_on` leaves out what was recorded after it (both days end
    in the cycle's time zone), of the changes of the cycle as well as of the entries about its cases.
    """
    known = [
        entry
        for entry in entries
        if known_on is None or entry.recorded_at.astimezone(cycle.zone).date() <= known_on
    ]
    cycle = seen(cycle, as_of, known_on)
    cases = fold_only(cycle, known, cycle.keys, as_of=as_of)
    return {key: cases[key] for key in cycle.keys}


def fold_only(
    cycle: Cycle,
    entries: Iterable[Entry],
    keys: Iterable[CaseKey],
    *,
    as_of: date | None = None,
    known: Mapping[CaseKey, Case] | None = None,
) -> dict[CaseKey, Case]:
    """Return these cases and those they depend on; `entries` are those of all of them (others do no harm).

    `known` are cases that have been folded from the same entries already.
    """
    own: dict[CaseKey, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.case is not None:
            own[entry.case].append(entry)
    cases, filled = dict(known or {}), _filled(cycle, own, as_of)
    for version, wanted in with_upstream(cycle, keys, cases):
        for event in version.events:
            roles = appointable(version, event) if filled and event.number in wanted else ()
            for key in wanted.get(event.number, ()):
                people = people_of(event, key, roles, filled) if roles else {}
                cases[key] = fold_case(cycle, key, own.get(key, ()), cases, people=people, as_of=as_of)
    return cases


def _filled(cycle: Cycle, own: Mapping[CaseKey, list[Entry]], as_of: date | None) -> Appointed:
    """Return who was appointed to what: known from entries alone, so that no case waits for those that appoint."""
    appointing = (known for known in own.values() if any(entry.kind == "appoint" for entry in known))
    standing = (entry for known in appointing for entry in standing_of(known))
    seen = (entry for entry in standing if as_of is None or entry.on <= as_of)
    return appointed(sorted(seen, key=lambda entry: entry.on), cycle)


def fold_case(
    cycle: Cycle,
    key: CaseKey,
    entries: Iterable[Entry],
    upstream: Mapping[CaseKey, Case],
    *,
    people: People,
    as_of: date | None = None,
) -> Case:
    """Return one case from its own entries and the cases it depends on."""
    home, event, known = cycle.home(key), cycle.event_of(key), list(entries)
    seen_by = date.max if as_of is None else as_of
    walk, about, off = _walked(cycle, key, known, upstream, seen_by)
    due = due_of(cycle, key, known, upstream, walk, as_of=as_of)
    opens = _opens(due, deciding_answers(home, event, key, upstream) or ())
    aim = target_of(home, event, key, upstream, given=walk.control.target_by, known=walk.known)
    case = Case(
        key=key,
        state=walk.state,
        applies="no" if joined_after_due(cycle, key, due.deadline.due) else about.applies,
        deadline=due.deadline,
        baseline=due.first.planned,
        baseline_due=due.first.due,
        since=cycle.origin(key).since,
        actual=walk.actual,
        actual_at=walk.actual_at,
        counted_on=counted_on(home, event, key, walk.actual, walk.actual_at),
        recorded_at=max((entry.recorded_at for entry in known if entry.on <= seen_by), default=None),
        removed=walk.control.removed,
        removal=walk.removal,
        moved=walk.control.set_by is not None,
        moved_on=due.moved_on,
        moved_from=due.moved_from,
        moved_because=due.moved_because,
        known_since=due.known_since,
        waits_for=about.input_event if about.waiting else None,
        opens=opens,
        input_on=about.input_on,
        input_event=about.input_event,
        missing=about.missing,
        sent_back=waits_again(cycle, key, upstream, walk.stays[0].until),
        asked_on=_asked_on(home, event, key, upstream),
        reason=(_acts(off.version) if off else "") or walk.control.reason,
        slips=due.slips,
        conflicts=tuple(walk.conflicts),
        stays=tuple(walk.stays),
        steps=tuple(steps_of(key, _from_its_opening(walk, about, opens))),
        named=walk.named,
        dates=walk.dates,
        dates_known=walk.dates_known,
        acts=tuple(walk.acts),
        sheet=walk.inside.rows,
        answers=walk.inside.answers,
        met_entry=walk.met_entry,
        people=people,
        reason_accepted=walk.control.accepted,
        informed=walk.control.informed,
        requests=tuple(walk.control.requests),
    )
    return _aimed(_taken_off(case, off), aim)


def _taken_off(case: Case, off: Ending | None) -> Case:
    if off is None:
        return case
    return replace(case, removed=True, off_since=off.version.since, had_begun=off.begun)


def _aimed(case: Case, aim: Aim | None) -> Case:
    if aim is None:
        return case
    return replace(case, target=aim.day, target_known=aim.known_on, target_because=aim.because)


def _opens(due: Due, decided: Iterable[tuple[CaseKey, Answer]]) -> date | None:
    """Return the day on which the period of a case begins, or the answer was given by which it applies, if later."""
    known = min((answer.on for _, answer in decided), default=None)
    return max((day for day in (due.deadline.opens or due.first.opens, known) if day), default=None)


def _asked_on(home: Cycle, event: Event, key: CaseKey, cases: Mapping[CaseKey, Case]) -> date | None:
    answers = deciding_answers(home, event, key, cases) or ()
    moments = [answer.known_at for _, answer in answers if answer.known_at is not None]
    return min(moments).astimezone(home.zone).date() if moments else None


def _walked(
    cycle: Cycle, key: CaseKey, known: list[Entry], cases: Mapping[CaseKey, Case], seen_by: date
) -> tuple[Walk, Upstream, Ending | None]:
    """Return a case after its entries, what it answers to (of what was done, that day), how it is off."""
    home = cycle.home(key)
    event = home.event(key.event)
    judge = _judge(home, event, key, cases)
    ending = ending_of(cycle, key, known, cases, judge)
    ended, gone = (ending.version, cycle.gone(key)) if ending else (None, None)
    acts = acts_above(home, key, cases)
    walk = Walk(cycle, key, judge, {entry.number: entry for entry in known}, ended, gone, acts)
    # What a correction corrects is void on every day, also on days before the one that the correction names.
    walk.apply(entry for entry in standing_of(known) if entry.on <= seen_by)
    about = (judge(walk.met_in) if walk.met_in else None) or upstream_of(home, event, key, cases)
    return walk, about.begun(walk.stays[0].until), _off(walk, ending)


def _judge(
    home: Cycle, event: Event, key: CaseKey, cases: Mapping[CaseKey, Case]
) -> Callable[[Cycle], Upstream | None]:
    """Return what says what a case takes from those above it in a version; None where that words it otherwise."""
    found: dict[int, Upstream] = {}

    def judge(version: Cycle) -> Upstream | None:
        if version is not home and version.event(key.event) != event:
            return None
        if id(version) not in found:
            found[id(version)] = upstream_of(version, event, key, cases)
        return found[id(version)]

    return judge


def _off(walk: Walk, ending: Ending | None) -> Ending | None:
    """Return how a change took a case off the plan: what has begun goes on, unless who it is about left for good."""
    if walk.control.removed:
        return None
    began = walk.actual is not None or len(walk.stays) > 1
    return None if began and not walk.closed else ending


def _acts(version: Cycle) -> str:
    return "; ".join(dict.fromkeys(change.basis for change in version.changes if change.basis))


def _from_its_opening(walk: Walk, about: Upstream, opens: date | None) -> Iterator[tuple[Cycle, Stay]]:
    """Yield the stays of a case, whose first begins when what it answers to came; not that while it is missing.

    Days that are counted without a limit are nobody's before the period begins that the plan has for the event.
    """
    (home, first), *counted = zip(walk.homes, walk.stays, strict=True)
    if not about.waiting and about.applies == "yes":
        counted = [(home, replace(first, since=max(first.since, about.input_on or first.since))), *counted]
    for version, stay in counted:
        free = _is_without_limit(version, walk.key, stay)
        yield version, replace(stay, since=stay.since_in_period(opens)) if free else stay


def _is_without_limit(home: Cycle, key: CaseKey, stay: Stay) -> bool:
    states = home.machine_of(home.event(key.event)).flow.states
    return any(state.name == stay.state and state.limit is None for state in states)
