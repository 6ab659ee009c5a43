"""The gate of the journal: what somebody wants to record becomes an entry, or is refused with what would be allowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from calendars.errors import CalendarError, RefusedError
from calendars.saying import Text, say
from definitions import clean
from workflow.acts import checked_act
from workflow.allowed import actions, allowed, check_action
from workflow.cases import Case
from workflow.control import check_not_again, checked_control
from workflow.cycle import Cycle
from workflow.entries import CONTROL, CaseKey, Entry
from workflow.fold import fold_only
from workflow.given_days import check_given_days
from workflow.row_acts import checked_answer, checked_new_row, checked_row_act
from workflow.walk import standing_of
from workflow.wishes import Wish, case_of, row_of


@dataclass(frozen=True)
class Admitted:
    """An entry that fits, and its case without it and with it."""

    entry: Entry
    before: Case
    after: Case


def admit(cycle: Cycle, entries: Iterable[Entry], wish: Wish, number: int, now: datetime) -> Entry:
    """Return the entry that a wish becomes; raises RefusedError where it does not fit.

    `entries` are those of the case and of all it depends on; `number` is the cycle's next; `now` is aware.
    """
    return judge(cycle, entries, wish, number, now).entry


def judge(
    cycle: Cycle,
    entries: Iterable[Entry],
    wish: Wish,
    number: int,
    now: datetime,
    *,
    above: Mapping[CaseKey, Case] | None = None,
) -> Admitted:
    """Do as `admit`, and return how the case stood and stands; `above` are cases that it depends on, folded already."""
    known = list(entries)
    key = case_of(cycle, wish)
    case = fold_only(cycle, known, [key], known=above)[key]
    entry = drafted(cycle, case, known, wish, number=number, now=now)
    return Admitted(entry, case, check_fit(cycle, known, entry, case, above))


def drafted(cycle: Cycle, case: Case, known: list[Entry], wish: Wish, *, number: int, now: datetime) -> Entry:
    """Return the entry that a wish becomes if it fits; raises RefusedError for what is wrong with it in any case."""
    event = cycle.event_of(case.key)
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
            entry = checked_act(entry, case, cycle)
        case "answer":
            entry = checked_answer(entry, case, cycle)
        case "add_row":
            entry = checked_new_row(entry, event)
        case _:
            withdrawn = next((other for other in known if other.number == entry.corrects), None)
            entry = checked_control(entry, case, cycle, withdrawn)
            check_not_again(entry, standing_of(other for other in known if other.case == entry.case))
    check_given_days(entry, case, cycle, now.astimezone(cycle.zone).date())
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
        key=clean(wish.key),
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


def check_fit(
    cycle: Cycle, known: list[Entry], entry: Entry, before: Case, above: Mapping[CaseKey, Case] | None
) -> Case:
    """Fold with the new entry: it must not be the one that does not fit."""
    try:
        after = fold_only(cycle, [*known, entry], [before.key], known=above)[before.key]
    except CalendarError as error:
        raise RefusedError(error.message) from None
    conflict = next((conflict for conflict in after.conflicts if conflict.entry == entry.number), None)
    if conflict is not None and entry.kind not in ("act", "answer", "add_row"):
        raise RefusedError(conflict.why)
    if conflict is not None:
        acts = after.applies == "yes" and after.waits_for is None
        told = allowed(cycle, before, conflict.state, acts=acts, row=entry.row)
        raise RefusedError(
            say("{why}. {allowed}", why=_with_standing(conflict.why, known, entry), allowed=told)
        )
    if entry.corrects is None:
        _check_others(before, after, known)
    return after


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
            other = next((entry for entry in known if entry.number == conflict.entry), None)
            if other is None:
                raise RefusedError(conflict.why)
            raise RefusedError(
                say(
                    "entry {number} (“{trigger}”, {on}) would no longer fit: to replace it, give --corrects {number}",
                    number=other.number,
                    trigger=other.trigger,
                    on=other.on,
                )
            )
