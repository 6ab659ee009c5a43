"""All about one case in one document: its state, whose hands it is in, its dates and why, its entries. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from calendars.saying import Catalog, Text, say, say_many
from definitions import Event, received_of
from srok.blame import missing_rows
from srok.deviations import View, case_row, step_rows
from srok.reports import Row, entry_row, iso, parts_of
from srok.sheets import answer_rows, sheet_rows
from srok.stays import hands, stays
from workflow import (
    Case,
    CaseKey,
    Cycle,
    Entry,
    Slip,
    forecasts,
    standing_of,
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
        "hands": hands(view, case),
        "why": [step.render(catalog) for step in case.deadline.steps],
        "stays": stays(view, case),
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
