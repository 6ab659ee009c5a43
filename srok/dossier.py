"""All about one case in one document: its state, whose hands it is in, its dates and why, its entries. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from calendars.saying import Catalog, Text, say, say_many
from definitions import Event, received_of
from srok.blame import missing_rows
from srok.deviations import View, case_row, step_rows, turns_by_whom
from srok.reports import Row, entry_row, iso, parts_of
from srok.sheets import answer_rows, sheet_rows
from workflow import (
    Case,
    CaseKey,
    Cycle,
    Days,
    Entry,
    Slip,
    Stay,
    Step,
    between,
    between_them,
    calendar_of,
    closed,
    forecasts,
    held_span,
    is_end,
    standing_of,
    step_deviation,
    voided,
    why_not_applicable,
)


def dossier(view: View, key: CaseKey, entries: Sequence[Entry], catalog: Catalog) -> Row:
    """Return all about a case of a view (dates in ISO); `entries` are those that were known then."""
    case, cycle = view.cases[key], view.cycle
    event = cycle.home(key).event(key.event)
    own = [entry for entry in entries if entry.case == key]
    void = voided(own)
    ahead = forecasts(cycle, view.cases, view.today).get(key)
    why_not = why_not_applicable(cycle, case, view.cases)
    received = received_of(cycle.home(key).definition, event)
    return {
        "cycle": cycle.name,
        "title": event.title,
        "as_of": view.today.isoformat(),
        "at": view.at.isoformat("minutes") if view.at else None,
        **case_row(view, case, ahead, catalog),
        "inherited_from": missing_rows(view, case),
        "slips": [_slip(one, catalog) for one in case.slips],
        "target_because": case.target_because.render(catalog) if case.target_because else None,
        "blocked_by": case.input_event if case.waits_again else case.waits_for,
        "sent_back": iso(case.sent_back[-1][0]) if case.waits_again else None,
        "without": [{"event": one.event, **parts_of(one)} for one in case.missing],
        "decided_by": event.only_for.event if event.only_for else None,
        "to_inform": _to_inform(event, case),
        "why_not_applicable": why_not.render(catalog) if why_not else None,
        "passed": [{"from": old, "to": new} for old, new in passed_on(cycle, key)],
        "received_until": received.hour.isoformat("minutes") if received else None,
        "hands": _hands(view, case),
        "why": [step.render(catalog) for step in case.deadline.steps],
        "stays": _stays(view, case),
        "steps": [
            {**row, "slips": [_slip(one, catalog) for one in step.slips]}
            for step, row in zip(case.steps, step_rows(view, case, catalog), strict=True)
        ],
        "data": data_of(view, case, own),
        "sheet": sheet_rows(cycle, case),
        "answers": answer_rows(cycle, case),
        "requests": [
            {**vars(one), "on": iso(one.on), "proposed": iso(one.proposed)} for one in case.requests
        ],
        "conflicts": [
            {
                "entry": one.entry,
                "why": one.why.render(catalog),
                "state": one.state,
                "mend": mending(cycle.name, key, one.entry, catalog),
            }
            for one in case.conflicts
        ],
        "entries": [_entry(view, case, entry, void, catalog) for entry in own],
    }


def _to_inform(event: Event, case: Case) -> list[str]:
    """Return the roles that are still to be informed: of what is off control nobody is."""
    open_still = case.actual and not case.informed and not case.removed
    return list(event.then.inform) if event.then and open_still else []


def _slip(one: Slip, catalog: Catalog) -> Row:
    return {
        "cause": one.cause,
        "days": one.days,
        "event": one.event,
        "says": said_of_slip(one).render(catalog),
    }


def said_of_slip(one: Slip) -> Text:
    """Say by how much a due date moved, and why."""
    days = say_many("{number} day", "{number} days", abs(one.days))
    moved = say("{days} later", days=days) if one.days > 0 else say("{days} earlier", days=days)
    match one.cause:
        case "anchor" if one.event:
            return say("{moved}: it counts from item {event}", moved=moved, event=one.event)
        case "anchor":
            return say("{moved}: what it counts from moved", moved=moved)
        case "decision":
            return say("{moved}: the date was set by a decision", moved=moved)
        case "amendment":
            return say("{moved}: the plan was amended", moved=moved)
        case "calendar":
            return say("{moved}: the calendar was changed", moved=moved)


def passed_on(cycle: Cycle, key: CaseKey) -> Iterator[tuple[str, str | None]]:
    """Yield who of those whom a row names has left, each with who followed (None: nobody)."""
    for name in (key.subject, key.agency):
        if (follower := cycle.follower(name)) != name:
            yield name, follower or None


# In whose hands ----------------------------------------------------------------------------------------------


def _hands(view: View, case: Case) -> Row | None:
    """Return in whose hands a case is now and since when, how many working days that is and how many it may be."""
    stay, step = case.stays[-1], case.step
    waits = case.waits_for or case.waits_again
    if case.removed or case.applies != "yes" or waits or is_end(view.cycle, case.key, stay):
        return None
    calendar, begun = calendar_of(view.cycle, case.key), _since(view.cycle, case, len(case.stays) - 1)
    holder, given, _ = turns_by_whom(view.cycle, case, stay)[-1]
    began, since = _handed_over(view, case, stay, begun, given)
    held: Row = {
        "holder": holder,
        "state": stay.state,
        "since": iso(since),
        "since_at": stay.at.isoformat("minutes") if stay.at and since == stay.since else None,
        "held_from": iso(began),
        "working_days": between(calendar, began, view.today).working,
        "of": None,
        "until": None,
        "until_at": None,
    }
    if step is None:
        return held
    found, hour = step_deviation(view.cycle, case, step, view.today, view.at), step.deadline.due_time
    return held | {
        "working_days": held["working_days"] if given > begun else found.held.working,
        "of": between(calendar, step.stay.counts_from or found.began, step.due).working if step.due else None,
        "until": iso(step.due),
        "until_at": hour.isoformat("minutes") if hour else None,
    }


def _handed_over(view: View, case: Case, stay: Stay, begun: date, given: date) -> tuple[date, date]:
    """Return from when somebody's days in a stay count, and since when it is theirs: since it was given to them."""
    began, _ = held_span(view.cycle, case, replace(stay, since=begun))
    return (max(began, given), given) if given > begun else (began, begun)


def _since(cycle: Cycle, case: Case, number: int) -> date:
    """Return since when the days of a stay count, as those of its step do if it is one.

    The first begins once what the case answers to has come; none before the period that the plan has for it.
    """
    stay, after = case.stays[number], _after_waiting(case)
    step = next((one.stay for one in case.steps if one.stay.entry == stay.entry), None)
    if step is not None or is_end(cycle, case.key, stay):
        return max(step.since, after) if step else stay.since
    begun = max(stay.since, after, case.input_on) if number == 0 and case.input_on else stay.since
    return replace(stay, since=begun).since_in_period(case.opens)


def _after_waiting(case: Case) -> date:
    """Return the day on which what had been sent back came again to a case that has not been begun."""
    back = (until for _, until in case.sent_back if until is not None)
    return max(back, default=date.min) if len(case.stays) == 1 else date.min


def _stays(view: View, case: Case) -> list[Row]:
    """Return each stay of a case; one that a new wording gave to others has a row for each of those."""
    steps = {step.stay.entry: step for step in case.steps}
    return [
        part
        for number, stay in enumerate(case.stays)
        for row in _stay(view, case, stay, _since(view.cycle, case, number), steps.get(stay.entry))
        for part in (_without_waiting(view, case, row) if case.sent_back and number == 0 else (row,))
    ]


def _without_waiting(view: View, case: Case, row: Row) -> Iterator[Row]:
    """Yield the parts of a first stay between which a case waited for what had been sent back."""
    since, until = (date.fromisoformat(row[name]) if row[name] else view.today for name in _SPAN)
    calendar = calendar_of(view.cycle, case.key)
    for first, last in between_them(closed(case.sent_back, since, until), since, until):
        held = between(calendar, first, last)
        begun, over = first == since, last == until
        yield row | {
            "since": row["since"] if begun else iso(first),
            "since_at": row["since_at"] if begun else None,
            "until": row["until"] if over else iso(last),
            "until_at": row["until_at"] if over else None,
            "held_from": iso(first),
            "counted_until": row["counted_until"] if over else iso(last),
            "held_days": held.days,
            "held_working_days": held.working,
        }


#: Between which days a row of a stay is counted.
_SPAN = ("held_from", "counted_until")


def _stay(view: View, case: Case, stay: Stay, since: date, step: Step | None) -> Iterator[Row]:
    ended, calendar = is_end(view.cycle, case.key, stay), calendar_of(view.cycle, case.key)
    *past, now = turns_by_whom(view.cycle, case, stay)
    _, over = held_span(view.cycle, case, replace(stay, since=since))
    # Who had it only while it waited for what it answers to never held it.
    for turn in (*(one for one in past if one[2] is None or one[2] > since), now):
        holder, given, taken = turn
        began, own = _handed_over(view, case, stay, since, given)
        first, last = own == since, turn is now
        until = over if last else taken
        held = Days()
        if step is not None and first and last:
            held = step_deviation(view.cycle, case, step, view.today, view.at).held
        elif not ended:
            held = between(calendar, began, min(until or view.today, view.today))
        yield {
            "state": stay.state,
            "holder": None if ended else holder,
            "since": iso(own),
            "since_at": stay.at.isoformat("minutes") if stay.at and own == stay.since else None,
            "until": iso(taken),
            "until_at": stay.until_at.isoformat("minutes") if stay.until_at and last else None,
            "held_from": iso(began),
            "counted_until": iso(until),
            "held_days": held.days,
            "held_working_days": held.working,
            "entry": stay.entry,
        }


# Entries -----------------------------------------------------------------------------------------------------


def data_of(view: View, case: Case, own: Sequence[Entry]) -> Row:
    """Return everything that was given with acts that count; of what was given several times, the last."""
    return {name: value for act in acts_of(view, case, own) for name, value in act.items()}


def acts_of(view: View, case: Case, own: Sequence[Entry]) -> list[Row]:
    """Return what was given with each act that counts, in order."""
    unfit = {one.entry for one in case.conflicts}
    return [
        dict(one.data)
        for one in standing_of(own)
        if one.kind == "act" and not one.row and one.number not in unfit and one.on <= view.today
    ]


def _entry(view: View, case: Case, entry: Entry, void: Mapping[int, Entry], catalog: Catalog) -> Row:
    why = _why_not(view, case, entry, void.get(entry.number))
    return {**entry_row(entry), "counts": why is None, "why_not": why.render(catalog) if why else None}


def _why_not(view: View, case: Case, entry: Entry, by: Entry | None) -> Text | None:
    """Say why an entry does not count; None where it does. `by` is the entry that took its place, if there is one."""
    if by is not None and by.kind == "withdraw":
        return say("withdrawn by entry {number}", number=by.number)
    if by is not None:
        return say("corrected by entry {number}", number=by.number)
    if entry.on > view.today:
        return say("it happened later, on {day}", day=entry.on)
    return next((one.why for one in case.conflicts if one.entry == entry.number), None)


def mending(cycle: str, key: CaseKey, number: int, catalog: Catalog) -> str:
    """Return the command that takes back an entry that does not fit."""
    options = {"--participant": key.subject, "--agency": key.agency, "--period": key.period}
    given = [part for name, value in options.items() if value for part in (name, _quoted(value))]
    word = say("withdraw").render(catalog)
    return " ".join(
        ["srok record", _quoted(cycle), _quoted(key.event), word, *given, "--corrects", str(number)]
    )


def _quoted(value: str) -> str:
    """Return a value as one argument of a shell; letters of any alphabet need no quotes."""
    plain = value.replace("-", "").replace(".", "").replace("_", "")
    return value if plain.isalnum() else "'" + value.replace("'", "'\"'\"'") + "'"
