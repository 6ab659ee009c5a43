"""The gate of the journal: what somebody wants to record becomes an entry, or is refused with what would be allowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from calendars.errors import RefusedError
from calendars.saying import Text, say
from definitions import Event, Transition, clean, unknown
from workflow.cases import Case, Cycle
from workflow.entries import CONTROL, CaseKey, Entry
from workflow.fold import fold_only


@dataclass(frozen=True)
class Wish:
    """What somebody wants to record; `day` is the date that “set-date” sets, `data` what is given by name."""

    event: str
    trigger: str
    participant: str = ""
    on: date | None = None
    at: time | None = None
    day: date | None = None
    actor: str = ""
    ref: str = ""
    basis: str = ""
    note: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    corrects: int | None = None
    key: str = ""


def case_of(cycle: Cycle, wish: Wish) -> CaseKey:
    """Return the case a wish is about; raises RefusedError for an unknown event or participant."""
    number = clean(wish.event)
    event = cycle.definition.event(number)
    if event is None:
        raise RefusedError(unknown("event", number, [event.number for event in cycle.definition.events]))
    if event.for_each is None:
        if wish.participant:
            raise RefusedError(say("event {event} is one for all: leave the participant out", event=number))
        return CaseKey(number)
    subject = clean(wish.participant)
    names = [member.name for member in cycle.by_role.get(event.for_each, ())]
    if not subject:
        raise RefusedError(
            say(
                "event {event} has a row for each “{role}”: name the participant",
                event=number,
                role=event.for_each,
            )
        )
    if subject not in names:
        raise RefusedError(_unknown_participant(subject, names))
    return CaseKey(number, subject)


def admit(cycle: Cycle, entries: Iterable[Entry], wish: Wish, number: int, now: datetime) -> Entry:
    """Return the entry that a wish becomes; raises RefusedError where it does not fit.

    `entries` are those of the case and of all it depends on; `number` is the cycle's next; `now` is aware.
    """
    known = list(entries)
    key = case_of(cycle, wish)
    case = fold_only(cycle, known, [key])[key]
    event = cycle.event(key.event)
    entry = _entry(cycle, key, wish, number, now)
    _check_trigger(entry, case, cycle)
    _check_moment(entry, wish, now, cycle)
    _check_correction(entry, known)
    if entry.kind == "set_date" and (entry.day is None or not entry.basis):
        raise RefusedError(
            say("to set a date, give the date (--date) and the document it rests on (--basis)")
        )
    if entry.kind == "remove" and not entry.basis:
        raise RefusedError(say("to remove a case from control, give the document it rests on (--basis)"))
    if entry.kind == "annotate" and not entry.note:
        raise RefusedError(say("give the explanation (--note)"))
    if entry.kind == "act":
        entry = _checked_act(entry, event, cycle)
    _check_fit(cycle, known, entry, key)
    return entry


def _entry(cycle: Cycle, key: CaseKey, wish: Wish, number: int, now: datetime) -> Entry:
    trigger = clean(wish.trigger)
    return Entry(
        number=number,
        kind="act" if trigger in _triggers(cycle, key) else CONTROL.get(trigger, "act"),
        on=wish.on or now.astimezone(cycle.zone).date(),
        recorded_at=now,
        case=key,
        trigger=trigger,
        at=wish.at,
        actor=clean(wish.actor),
        ref=wish.ref,
        basis=wish.basis,
        note=wish.note,
        day=wish.day,
        data={clean(name): clean(value) for name, value in wish.data.items()},
        corrects=wish.corrects,
        key=wish.key,
    )


def _triggers(cycle: Cycle, key: CaseKey) -> list[str]:
    return [move.name for move in cycle.machine_of(cycle.event(key.event)).flow.transitions]


def _check_trigger(entry: Entry, case: Case, cycle: Cycle) -> None:
    if entry.kind == "act" and entry.trigger not in _triggers(cycle, case.key):
        raise RefusedError(
            say(
                "unknown action “{trigger}”. {allowed}",
                trigger=entry.trigger,
                allowed=_allowed(cycle, case.key, case.state),
            )
        )


def _allowed(cycle: Cycle, key: CaseKey, state: str) -> Text:
    flow = cycle.machine_of(cycle.event(key.event)).allowed(state)
    control = tuple(name for name in CONTROL if not name.isascii())
    if not flow:
        return say(
            "In the state “{state}” no action is left; always possible: {control}",
            state=state,
            control=control,
        )
    return say(
        "Possible in the state “{state}”: {flow}; always possible: {control}",
        state=state,
        flow=flow,
        control=control,
    )


def _check_moment(entry: Entry, wish: Wish, now: datetime, cycle: Cycle) -> None:
    today = now.astimezone(cycle.zone).date()
    future = entry.on > today
    if wish.at is not None:
        future = datetime.combine(entry.on, wish.at, cycle.zone) > now
    if future:
        raise RefusedError(
            say(
                "{on} lies in the future (today is {today}): record what has happened, when it has happened",
                on=entry.on,
                today=today,
            )
        )


def _check_correction(entry: Entry, known: list[Entry]) -> None:
    if entry.corrects is None:
        if entry.kind == "withdraw":
            raise RefusedError(say("say which entry is withdrawn (--corrects NUMBER)"))
        return
    own = [other.number for other in known if other.case == entry.case]
    if entry.corrects not in own:
        raise RefusedError(
            say(
                "entry {number} is not an entry of this case; its entries: {own}",
                number=entry.corrects,
                own=tuple(own) or None,
            )
        )
    if any(other.corrects == entry.corrects for other in known):
        raise RefusedError(say("entry {number} has been corrected already", number=entry.corrects))


# An act --------------------------------------------------------------------------------------------------


def _checked_act(entry: Entry, event: Event, cycle: Cycle) -> Entry:
    """Check who acts and what is given; lists of participants become lists."""
    machine = cycle.machine_of(event)
    move = next(move for move in machine.flow.transitions if move.name == entry.trigger)
    _check_actor(entry, move, event, cycle)
    needs = dict(move.needs)
    if machine.flow.state(move.target).met:
        needs |= event.needs
    return replace(entry, data=_given(entry, needs, cycle))


def _check_actor(entry: Entry, move: Transition, event: Event, cycle: Cycle) -> None:
    """An actor who is a role or a participant of this cycle must be one who may; other names are taken as they are."""
    participant = cycle.by_name.get(entry.actor)
    roles = {role.name for role in cycle.definition.roles}
    role = participant.role if participant else entry.actor
    if role not in roles:
        return
    may = move.by or (*event.responsible, *([event.coordinator] if event.coordinator else []))
    another = (
        participant is not None
        and role == event.for_each
        and entry.case
        and participant.name != entry.case.subject
    )
    if role not in may or another:
        raise RefusedError(
            say(
                "“{actor}” may not do “{trigger}” here; those who may: {may}",
                actor=entry.actor,
                trigger=entry.trigger,
                may=tuple(may),
            )
        )


def _given(entry: Entry, needs: Mapping[str, str], cycle: Cycle) -> Mapping[str, Any]:
    if missing := tuple(name for name in needs if name not in entry.data):
        raise RefusedError(
            say("“{trigger}” needs: {missing} (--data NAME=VALUE)", trigger=entry.trigger, missing=missing)
        )
    return {name: _value(name, value, needs.get(name, "text"), cycle) for name, value in entry.data.items()}


_NOBODY = ("", "нет", "none", "-")


def _value(name: str, value: str, kind: str, cycle: Cycle) -> str | list[str]:
    if kind == "date":
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise RefusedError(
                say("{name}: “{value}” is not a date like 2016-09-15", name=name, value=value)
            ) from None
    if kind != "participants":
        return value
    if value.lower() in _NOBODY:
        return []
    named = [part.strip() for part in value.split(";") if part.strip()]
    for participant in named:
        if participant not in cycle.by_name:
            raise RefusedError(_unknown_participant(participant, list(cycle.by_name)))
    return named


def _unknown_participant(name: str, known: list[str]) -> Text:
    sentence = unknown("participant", name, known)
    too_many = 10
    if "names" in sentence.values and len(known) > too_many:
        return say(
            "unknown participant “{name}”; this cycle has {number} of them", name=name, number=len(known)
        )
    return sentence


def _check_fit(cycle: Cycle, known: list[Entry], entry: Entry, key: CaseKey) -> None:
    """Fold with the new entry: it must not be the one that does not fit."""
    after = fold_only(cycle, [*known, entry], [key])[key]
    conflict = next((conflict for conflict in after.conflicts if conflict.entry == entry.number), None)
    if conflict is not None:
        raise RefusedError(
            say("{why}. {allowed}", why=conflict.why, allowed=_allowed(cycle, key, conflict.state))
        )
