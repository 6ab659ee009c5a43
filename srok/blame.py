"""Whose delay it is: which rows a case waited for after its last day, and in whose hands those lay meanwhile. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from srok.deviations import View, inherited_row, turns_by_whom
from srok.reports import Row, days
from workflow import Case, Days, Stay, between, calendar_of, closed, is_end, late_until


@dataclass(frozen=True)
class Held:
    """How long a case lay in one state, in whose hands, and how much of that fell into a span of days."""

    stay: Stay
    by: str
    span: Days


def missing_rows(view: View, case: Case) -> list[Row]:
    """Return what was missing when a case fell due, with what that waited for in turn and who held it meanwhile.

    The last to come stands first; `came` is None for what is missing still. A case that is not late has none.
    """
    late = late_until(case, view.today, view.at)
    return [] if case.due is None or late is None else list(_missing(view, case, case.due, late))


def _missing(view: View, case: Case, due: date, late: date) -> Iterator[Row]:
    """Yield the rows that a case waited for in the days after `due` and up to `late`."""
    for one in view.inputs.missing(case, due):
        spans = closed(one.away, due, late)
        if not spans:
            continue
        until = spans[-1][1]
        row, calendar = view.cases[one.key], calendar_of(view.cycle, one.key)
        began = max((below.came or until for below in view.inputs.missing(row, due)), default=due)
        yield {
            **inherited_row(one, due, late, calendar),
            "due": row.due.isoformat() if row.due else None,
            "held": [
                {"state": held.stay.state, "holder": held.by, **days(held.span)}
                for since, over in spans
                for held in holdings(view, row, min(max(began, since), over), over)
            ],
            "inherited_from": list(_missing(view, row, due, until)),
        }


def holdings(view: View, case: Case, since: date, until: date) -> list[Held]:
    """Return in whose hands a case lay in the days after one day and up to another, in order."""
    calendar = calendar_of(view.cycle, case.key)
    found = (
        Held(stay, by, between(calendar, max(since, began), min(until, over or until)))
        for stay in case.stays
        if not is_end(view.cycle, case.key, stay)
        for by, began, over in turns_by_whom(view.cycle, case, stay)
    )
    return [held for held in found if held.span.days]
