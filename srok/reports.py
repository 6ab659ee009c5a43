"""Tables that people and scripts read: pure functions from cases to rows of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from calendars.saying import ENGLISH, Catalog, Text, say
from definitions import Deadline, Event, period, period_ids, worded
from workflow import (
    Case,
    CaseKey,
    Cycle,
    Days,
    Entry,
    Forecast,
    first_deadline,
    forecasts_at_start,
    is_excepted,
    term_of,
)

Row = dict[str, Any]

#: How a case stands, in words.
STATUS: dict[str, Text] = {
    "in_time": say("in time"),
    "late": say("late"),
    "overdue": say("overdue"),
    "not_due": say("not due yet"),
    "undated": say("no date yet"),
    "removed": say("removed from control"),
    "not_applicable": say("does not apply"),
}


#: How what was done stands where no term was ever set, and a step that has none: it will not get one.
NO_TERM = say("no term is set")


def standing(row: Row) -> Text:
    """Say how a row stands; of one that may not be needed at all, just that."""
    if row.get("applies") == "unknown" and not row.get("step"):
        return say("not known yet whether it applies")
    if row["status"] == "undated" and (row.get("actual") or row.get("step")):
        return NO_TERM
    return STATUS[row["status"]]


def plan_rows(cycle: Cycle, catalog: Catalog = ENGLISH) -> Iterator[Row]:
    """Yield one row a case: the dates that the definition yields (ISO, None where nothing sets one yet).

    Rows are made one at a time, for a plan may have more of them than fit in memory. An event with a row for each of
    nobody (no participants were given) has one row without a participant.
    """
    for event in cycle.definition.events:
        for key in _keys_alone(cycle, event):
            cycle.first_deadline(key)  # a date that cannot be counted is told before the first row
    ahead = forecasts_at_start(cycle)
    for event in cycle.definition.events:
        empty = True
        for key in cycle.rows_of(event):
            empty = False
            yield _plan_row(event, key, first_deadline(cycle, key), ahead(key), catalog)
        if empty:
            for key in _keys_alone(cycle, event):
                yield _plan_row(event, key, cycle.first_deadline(key), ahead(key), catalog)


def _keys_alone(cycle: Cycle, event: Event) -> Iterator[CaseKey]:
    """Yield the rows that an event has whoever takes part: one, or one for each reporting period."""
    for name in period_ids(cycle.definition, event) or ("",):
        if not is_excepted(event, key := CaseKey(event.number, period=name)):
            yield key


def _plan_row(event: Event, key: CaseKey, found: Deadline, ahead: Forecast | None, catalog: Catalog) -> Row:
    return {
        "event": event.number,
        "title": event.title,
        **parts_of(key),
        "opens": iso(found.opens),
        "planned": iso(found.planned),
        "due": iso(found.due),
        **ahead_of(found, ahead, catalog),
        "anchor": _anchor(event, key),
        "basis": _basis(event, key, catalog),
    }


def _basis(event: Event, key: CaseKey, catalog: Catalog) -> str:
    """Return the words that set the deadline ("" where none are): the plan's own, else with where they come from."""
    term = term_of(event, key)
    if term is None:
        return ""
    return worded(term).render(catalog) if term.source else term.phrase


def parts_of(key: CaseKey | None, whose: str = "participant") -> Row:
    """Return whose row it is, for programs: the participant (under the name `whose`), the agency, the period."""
    names = (whose, "agency", "period")
    parts = (key.subject, key.agency, key.period) if key else ("", "", "")
    return {name: part or None for name, part in zip(names, parts, strict=True)}


def whose(row: Row, catalog: Catalog) -> str:
    """Return whose row it is, as people say it: the participant, the agency, the reporting period."""
    named = period_name(row["period"], catalog)
    parts = (row.get("participant") or row.get("subject"), row["agency"], named)
    return " / ".join(part for part in parts if part)


def period_name(name: str | None, catalog: Catalog) -> str:
    """Return a reporting period as people call it; "" for none."""
    own = period(name or "")
    return own.name.render(catalog) if own else ""


def _anchor(event: Event, key: CaseKey) -> str | None:
    term = term_of(event, key)
    return getattr(term.reading, "anchor", None) if term else None


def ahead_of(found: Deadline, ahead: Forecast | None, catalog: Catalog) -> Row:
    """Return what is not settled about a date: that the calendar is not final, or that it is only forecast."""
    return {
        "forecast": iso(ahead.due if ahead else found.due if found.forecast else None),
        "waits_for": ahead.says.render(catalog) if ahead else None,
        "provisional": bool(found.provisional or (ahead and ahead.provisional)),
    }


def entry_row(entry: Entry) -> Row:
    """Return one entry of the journal (dates and moments in ISO, None for what it does not have)."""
    return {
        "entry": entry.number,
        "kind": entry.kind,
        "event": entry.case.event if entry.case else None,
        **parts_of(entry.case),
        "row": entry.row or None,
        "trigger": entry.trigger or None,
        "on": entry.on.isoformat(),
        "at": entry.at.isoformat("minutes") if entry.at else None,
        "recorded_at": entry.recorded_at.isoformat(),
        "date": iso(entry.day),
        "actor": entry.actor or None,
        "ref": entry.ref or None,
        "basis": entry.basis or None,
        "note": entry.note or None,
        "data": dict(entry.data),
        "corrects": entry.corrects,
        "key": entry.key or None,
    }


def named(cycle: Cycle, event: Event, case: Case, roles: Iterable[str]) -> str:
    """Return roles as a reader knows them: the row's own participant or who was appointed by name, others as roles.

    Who has left by then, in that version of the cycle, is followed by the successor, where there is one.
    """
    whose = {event.for_each: case.key.subject, event.agency: case.key.agency}
    own = {role: cycle.follower(name) or name for role, name in whose.items()}
    return ", ".join(own.get(role) or _appointed(case, role) or role for role in roles)


def _appointed(case: Case, role: str) -> str:
    return ", ".join(dict.fromkeys(one.person.name for one in case.people.get(role, ())))


def days(found: Days | None, name: str = "") -> Row:
    """Return a stretch of time in calendar and in working days, under a name (None: it means nothing here)."""
    prefix = f"{name}_" if name else ""
    return {
        f"{prefix}days": found.days if found else None,
        f"{prefix}working_days": found.working if found else None,
    }


def iso(day: date | None) -> str | None:
    """Return a date as scripts read it."""
    return day.isoformat() if day else None
