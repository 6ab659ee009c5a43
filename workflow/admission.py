"""The gate of the journal: what somebody wants to record becomes an entry, or is refused with what would be allowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from calendars.errors import CalendarError, RefusedError
from calendars.saying import Text, say
from definitions import Event, clean, period, period_kind, unknown
from workflow.acts import checked_act
from workflow.allowed import actions, allowed, check_action
from workflow.cases import Case
from workflow.control import checked_control
from workflow.cycle import Cycle
from workflow.entries import CONTROL, CaseKey, Entry
from workflow.fold import fold_only
from workflow.participants import unknown_participant
from workflow.row_acts import checked_answer, checked_new_row, checked_row_act
from workflow.walk import standing_of


@dataclass(frozen=True)
class Wish:
    """What somebody wants to record; `day` is the date that “set-date” sets, `data` what is given by name.

    `row` is the row inside the case that it is about; for an answer of a survey `participant` may say so too.
    """

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
    agency: str = ""
    period: str = ""
    row: str = ""


def case_of(cycle: Cycle, wish: Wish) -> CaseKey:
    """Return the case a wish is about; raises RefusedError for an unknown event or participant."""
    number = clean(wish.event)
    event = cycle.definition.event(number)
    if event is None:
        raise RefusedError(unknown("event", number, [event.number for event in cycle.definition.events]))
    participant = "" if _answered_for(event, wish) else wish.participant
    key = CaseKey(
        number,
        _whose(cycle, event.for_each, participant, _SUBJECT, number),
        _whose(cycle, event.agency, wish.agency, _AGENCY, number),
        _which_period(cycle, event, wish.period),
    )
    if not cycle.has(key):
        raise RefusedError(
            say("the definition leaves the row {row} out of event {event}", row=str(key), event=number)
        )
    return key


def _answered_for(event: Event, wish: Wish) -> str:
    """Return the participant about whom a survey inside one case is answered; "" for anything else."""
    survey = event.survey is not None and event.for_each is None
    return wish.participant if survey and CONTROL.get(clean(wish.trigger)) == "answer" else ""


def row_of(cycle: Cycle, wish: Wish) -> str:
    """Return the row inside its case that a wish is about; "" for the case itself."""
    return clean(wish.row) or clean(_answered_for(cycle.event(clean(wish.event)), wish))


#: What is said of a name too many, and of one that is missing.
_SUBJECT = (
    say("event {event} is one for all: leave the participant out"),
    say("event {event} has a row for each “{role}”: name the participant"),
)
_AGENCY = (
    say("event {event} has no rows for agencies: leave --agency out"),
    say("event {event} has a row for each “{role}” too: name it with --agency"),
)


def _whose(cycle: Cycle, role: str | None, given: str, told: tuple[Text, Text], number: str) -> str:
    """Return the participant that a row is about; the rows of an event are those of a role, or one for all."""
    name = clean(given)
    if role is None:
        if name:
            raise RefusedError(told[0].with_values(event=number))
        return ""
    names = [member.name for member in cycle.by_role.get(role, ())]
    if not name:
        raise RefusedError(told[1].with_values(event=number, role=role))
    if name not in names:
        raise RefusedError(unknown_participant(name, names))
    return name


def _which_period(cycle: Cycle, event: Event, given: str) -> str:
    """Return the reporting period of a row, given as «6 месяцев» or 2017-6M."""
    text = clean(given)
    known = {key.period: None for key in cycle.keys_of(event)}
    if not event.periods:
        if text:
            raise RefusedError(
                say("event {event} has no rows for reporting periods: leave --period out", event=event.number)
            )
        return ""
    kind = period_kind(text)
    named = [name for name in known if (one := period(name)) and (name == text or one.kind == kind)]
    if len(named) != 1:
        shown = tuple(_period_shown(name) for name in known)
        raise RefusedError(
            (_NO_PERIOD if text else _WHICH_PERIOD).with_values(event=event.number, given=text, known=shown)
        )
    return named[0]


def _period_shown(name: str) -> Text:
    own = period(name)
    return say("{period} (--period {name})", period=own.name if own else name, name=name)


_WHICH_PERIOD = say("event {event} has a row for each reporting period; name one: {known}")
_NO_PERIOD = say("event {event} has no row for the reporting period “{given}”; it has: {known}")


def admit(cycle: Cycle, entries: Iterable[Entry], wish: Wish, number: int, now: datetime) -> Entry:
    """Return the entry that a wish becomes; raises RefusedError where it does not fit.

    `entries` are those of the case and of all it depends on; `number` is the cycle's next; `now` is aware.
    """
    known = list(entries)
    key = case_of(cycle, wish)
    case = fold_only(cycle, known, [key])[key]
    event = cycle.event(key.event)
    entry = _entry(cycle, case, wish, number, now)
    check_action(entry, case, cycle)
    if entry.corrects is not None:
        entry = _checked_correction(entry, wish, known)
    elif entry.kind == "withdraw":
        raise RefusedError(say("say which entry is withdrawn (--corrects NUMBER)"))
    _check_moment(entry, wish, now, cycle)
    match entry.kind:
        case "act" if entry.row:
            entry = checked_row_act(entry, case, cycle)
        case "act":
            entry = checked_act(entry, event, cycle)
        case "answer":
            entry = checked_answer(entry, case, cycle)
        case "add_row":
            entry = checked_new_row(entry, event)
        case _:
            withdrawn = next((other for other in known if other.number == entry.corrects), None)
            entry = checked_control(entry, case, cycle, withdrawn)
    _check_fit(cycle, known, entry, case)
    return entry


def _entry(cycle: Cycle, case: Case, wish: Wish, number: int, now: datetime) -> Entry:
    trigger = clean(wish.trigger)
    row = row_of(cycle, wish)
    return Entry(
        number=number,
        kind="act" if trigger in actions(cycle, case, row) else CONTROL.get(trigger, "act"),
        on=wish.on or now.astimezone(cycle.zone).date(),
        recorded_at=now,
        case=case.key,
        trigger=trigger,
        at=wish.at,
        actor=clean(wish.actor),
        ref=clean(wish.ref),
        basis=clean(wish.basis),
        note=clean(wish.note),
        day=wish.day,
        data={clean(name): clean(value) for name, value in wish.data.items()},
        corrects=wish.corrects,
        key=wish.key,
        row=row,
    )


def _check_moment(entry: Entry, wish: Wish, now: datetime, cycle: Cycle) -> None:
    local = now.astimezone(cycle.zone)
    today = local.date()
    if entry.on < cycle.calendar.first:
        raise RefusedError(
            say(
                "{on} lies before {first}, where the calendar begins", on=entry.on, first=cycle.calendar.first
            )
        )
    if wish.at is not None and entry.on == today and datetime.combine(today, wish.at, cycle.zone) > now:
        raise RefusedError(
            say(
                "{at} has not come yet (it is {now} there): record what has happened, when it has happened",
                at=f"{wish.at:%H:%M}",
                now=f"{local:%H:%M}",
            )
        )
    if entry.on > today:
        raise RefusedError(
            say(
                "{on} lies in the future (today is {today}): record what has happened, when it has happened",
                on=entry.on,
                today=today,
            )
        )


def _checked_correction(entry: Entry, wish: Wish, known: list[Entry]) -> Entry:
    """Check what is corrected; a correction that names no day keeps the day of what it corrects."""
    own = {other.number: other for other in known if other.case == entry.case}
    if entry.corrects not in own:
        raise RefusedError(
            say(
                "entry {number} is not an entry of this case; its entries: {own}",
                number=entry.corrects,
                own=tuple(own) or None,
            )
        )
    corrected = own[entry.corrects]
    if corrected not in standing_of(own.values()):
        raise RefusedError(
            say(
                "entry {number} does not count any more: it was corrected or withdrawn", number=entry.corrects
            )
        )
    if entry.kind == "withdraw":
        return entry
    if entry.kind != corrected.kind:
        raise RefusedError(
            say(
                "entry {number} is “{trigger}”, which “{other}” cannot correct: withdraw it, then record “{other}”",
                number=entry.corrects,
                trigger=corrected.trigger,
                other=entry.trigger,
            )
        )
    return replace(entry, on=wish.on or corrected.on)


def _check_fit(cycle: Cycle, known: list[Entry], entry: Entry, before: Case) -> None:
    """Fold with the new entry: it must not be the one that does not fit."""
    try:
        after = fold_only(cycle, [*known, entry], [before.key])[before.key]
    except CalendarError as error:
        raise RefusedError(error.message) from None
    conflict = next((conflict for conflict in after.conflicts if conflict.entry == entry.number), None)
    if conflict is not None:
        acts = after.applies == "yes" and after.waits_for is None
        told = allowed(cycle, before, conflict.state, acts=acts, row=entry.row)
        raise RefusedError(
            say("{why}. {allowed}", why=_with_standing(conflict.why, known, entry), allowed=told)
        )
    if entry.corrects is None:
        _check_others(before, after, known)


def _with_standing(why: Text, known: list[Entry], entry: Entry) -> Text:
    """Add that the same has been recorded already, where it has: then a correction is meant."""
    own = standing_of(other for other in known if other.case == entry.case)
    same = next((other for other in reversed(own) if _same(other, entry)), None)
    if same is None:
        return why
    return say(
        "{why}. It stands already as entry {number} of {on}: to change that one, give --corrects {number}",
        why=why,
        number=same.number,
        on=same.on,
    )


def _same(one: Entry, other: Entry) -> bool:
    return (one.trigger, one.row) == (other.trigger, other.row)


def _check_others(before: Case, after: Case, known: list[Entry]) -> None:
    """A new fact must not make one that stands impossible: whoever means to replace it says so."""
    stood = {conflict.entry for conflict in before.conflicts}
    for conflict in after.conflicts:
        if conflict.entry not in stood:
            other = next(entry for entry in known if entry.number == conflict.entry)
            raise RefusedError(
                say(
                    "entry {number} (“{trigger}”, {on}) would no longer fit: to replace it, give --corrects {number}",
                    number=other.number,
                    trigger=other.trigger,
                    on=other.on,
                )
            )
