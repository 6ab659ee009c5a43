"""The gate of the journal: what somebody wants to record becomes an entry, or is refused with what would be allowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from calendars.errors import RefusedError
from calendars.saying import say
from definitions import clean
from workflow.acts import checked_act
from workflow.allowed import actions, check_action
from workflow.cases import Case
from workflow.control import check_standing, checked_control
from workflow.cycle import Cycle
from workflow.entries import CONTROL, Entry
from workflow.fitting import Misfit, check_fit_then, fitted
from workflow.fold import fold_only
from workflow.given_days import asked_day, check_given_days
from workflow.judging import Cases, Then, as_judged, as_recorded
from workflow.rights import who_may_record
from workflow.row_acts import checked_answer, checked_new_row, checked_row_act
from workflow.walk import place_of, standing_of, voided
from workflow.wishes import Wish, case_of, row_of


@dataclass(frozen=True)
class Draft:
    """An entry with which nothing is wrong by itself, and by what it was judged."""

    entry: Entry
    then: Then


@dataclass(frozen=True)
class Admitted:
    """An entry, its case without it and with it, by what it was judged, and what does not fit with it."""

    entry: Entry
    before: Case
    after: Case
    then: Then
    misfit: Misfit | None = None


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
    above: Cases | None = None,
) -> Admitted:
    """Do as `admit`, and return how the case stood and stands; `above` are cases that it depends on, folded already."""
    one = weigh(cycle, entries, wish, number, now, above=above)
    if one.misfit is not None:
        raise one.misfit.refusal
    return one


def weigh(
    cycle: Cycle,
    entries: Iterable[Entry],
    wish: Wish,
    number: int,
    now: datetime,
    *,
    above: Cases | None = None,
) -> Admitted:
    """Do as `judge`, but return what does not fit beside what is recorded so far: what comes with it may mend that."""
    known = list(entries)
    key = case_of(cycle, wish)
    case = fold_only(cycle, known, [key], known=above)[key]
    draft = drafted(cycle, case, known, wish, number=number, now=now, above=above)
    after, misfit = fitted(cycle, known, draft.entry, case, above)
    return Admitted(draft.entry, case, after, draft.then, misfit)


def drafted(
    cycle: Cycle,
    case: Case,
    known: list[Entry],
    wish: Wish,
    *,
    number: int,
    now: datetime,
    above: Cases | None,
) -> Draft:
    """Return the entry that a wish becomes if it fits; raises RefusedError for what is wrong with it in any case.

    What happened on a day is judged by the wording of that day, and by who took part then.
    """
    today = now.astimezone(cycle.zone).date()
    place = _place(case, known, wish, number, _day_unsaid(cycle, case, wish, today))
    then = as_judged(cycle, case, known, above, place)
    entry = _entry(then, wish, place[0], number=number, now=now)
    corrected = _corrected(entry, known)
    check_action(entry, then.case, then.version)
    if corrected is not None:
        _check_same_kind(entry, corrected)
    elif entry.kind == "withdraw":
        raise RefusedError(say("say which entry is withdrawn (--corrects NUMBER)"))
    _check_moment(entry, wish, now, cycle)
    if entry.kind in _CHECKED:
        entry = _checked(entry, then)
    else:
        may = _may_take_back(cycle, case, known, entry, above)
        entry = checked_control(entry, then.case, then.version, may)
    if entry.kind not in ("answer", "add_row"):
        own = standing_of(other for other in known if other.case == entry.case)
        check_standing(entry, then.case, own)
    check_given_days(entry, then.case, then.version, today)
    if then.version.event_of(case.key) != cycle.event_of(case.key):
        # The fold takes what another wording let pass: whether that does is seen here alone.
        check_fit_then(then, known, entry)
    return Draft(entry, then)


_CHECKED = ("act", "answer", "add_row")


def _checked(entry: Entry, then: Then) -> Entry:
    if entry.kind == "answer":
        return checked_answer(entry, then.case, then.version)
    if entry.kind == "add_row":
        return checked_new_row(entry, then.case, then.version.event_of(then.case.key))
    check = checked_row_act if entry.row else checked_act
    return check(entry, then.case, then.version)


def _place(case: Case, known: list[Entry], wish: Wish, number: int, today: date) -> tuple[date, int]:
    """Return the day of a wish, and the number at which it stands among the entries of that day.

    A correction stands where the entry stood that it corrects, and keeps its day if it names none; what is taken back
    is so from today on.
    """
    own = {other.number: other for other in known if other.case == case.key}
    corrected = own.get(wish.corrects or 0)
    trigger = clean(wish.trigger)
    if corrected is None or (CONTROL.get(trigger) == "withdraw" and corrected.trigger != trigger):
        return wish.on or today, number
    on, first = place_of(corrected, own)
    return wish.on or on, first


def _day_unsaid(cycle: Cycle, case: Case, wish: Wish, today: date) -> date:
    """Return the day of a wish that names none: today, and for an answer the day as of which its survey asks."""
    answer = CONTROL.get(clean(wish.trigger)) == "answer"
    return (asked_day(case.key, cycle) if answer else None) or today


def _may_take_back(
    cycle: Cycle, case: Case, known: list[Entry], entry: Entry, above: Cases | None
) -> tuple[str, ...] | None:
    """Return the roles that may do what an entry takes back, by the wording of its day; None: it takes back none."""
    withdrawn = next((other for other in known if other.number == entry.corrects), None)
    if withdrawn is None or entry.kind != "withdraw":
        return None
    then = as_recorded(cycle, case, known, above, withdrawn)
    return who_may_record(withdrawn, then.case, then.version)


def _entry(then: Then, wish: Wish, on: date, *, number: int, now: datetime) -> Entry:
    trigger = clean(wish.trigger)
    row = row_of(then.version, wish)
    return Entry(
        number=number,
        kind="act" if trigger in actions(then.version, then.case, row) else CONTROL.get(trigger, "act"),
        on=on,
        recorded_at=now,
        case=then.case.key,
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
    if entry.on > today and wish.on is None:
        raise RefusedError(
            _NOT_YET.with_values(event=entry.case.event if entry.case else "", on=entry.on, today=today)
        )
    if entry.on > today:
        raise RefusedError(
            say(
                "{on} lies in the future (today is {today}): record what has happened, when it has happened",
                on=entry.on,
                today=today,
            )
        )


_NOT_YET = say(
    "event {event} asks how things stand on {on}, and that day has not come (today is {today}): "
    "ask from that day on, or give the day of which this answer tells (--on)"
)


def _corrected(entry: Entry, known: list[Entry]) -> Entry | None:
    """Return what an entry corrects or withdraws; raises RefusedError for no entry of the case, and for a void one."""
    if entry.corrects is None:
        return None
    own = {other.number: other for other in known if other.case == entry.case}
    if entry.corrects not in own:
        raise RefusedError(
            say(
                "entry {number} is not an entry of this case; its entries: {own}",
                number=entry.corrects,
                own=tuple(own) or None,
            )
        )
    last, void = own[entry.corrects], voided(own.values())
    while last.number in void:
        last = void[last.number]
    if last.kind == "withdraw":
        told = _WITHDRAWAL if last.number == entry.corrects else _WITHDRAWN
        raise RefusedError(told.with_values(number=entry.corrects, other=last.number))
    if last.number != entry.corrects:
        raise RefusedError(_CORRECTED.with_values(number=entry.corrects, other=last.number))
    return last


_CORRECTED = say(
    "entry {number} is already corrected by entry {other}: to change what counts, give --corrects {other}"
)
_WITHDRAWN = say("entry {number} is already withdrawn by entry {other}")
_WITHDRAWAL = say("entry {number} is itself a withdrawal: record anew what it took back")


def _check_same_kind(entry: Entry, corrected: Entry) -> None:
    if entry.kind not in ("withdraw", corrected.kind):
        raise RefusedError(
            say(
                "entry {number} is “{trigger}”, which “{other}” cannot correct: withdraw it, then record “{other}”",
                number=corrected.number,
                trigger=corrected.trigger,
                other=entry.trigger,
            )
        )
