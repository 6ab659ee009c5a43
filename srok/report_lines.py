"""The rows of a report: of cases, of participants, or those that its form names one by one. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from definitions import ReportForm, ReportLine
from srok.deviations import View
from srok.reports import Row

#: How those stand that nobody waits for.
OFF = frozenset({"removed", "not_applicable"})
#: What a column says of a participant itself, whatever its cases.
OF_MEMBER = ("item", "title", "participant")


@dataclass(frozen=True)
class Line:
    """A row of a report: what it says of itself, and the cases that it is about (None: a heading, about none)."""

    number: str
    title: str
    cases: Sequence[Row] | None
    participant: str | None = None


def lines_of(form: ReportForm, view: View, cases: Sequence[Row]) -> Iterator[Line]:
    """Yield the rows of a report: with both `for_each` and `lines`, the lines below a heading for each participant."""
    if form.for_each is not None:
        for member in _of_members(form.for_each, view, _spoken_of(form, cases)):
            if not form.lines:
                yield member
                continue
            yield Line("", member.title, None)
            for one in form.lines:
                yield from _of_line(one, form, member.cases or (), member.title)
    elif form.lines:
        for one in form.lines:
            yield from _of_line(one, form, cases)
    else:
        for row in shown(of_events(cases, form.events), form):
            yield Line(row["event"], row["title"], [row])


def _of_members(role: str, view: View, cases: Sequence[Row]) -> Iterator[Line]:
    """Yield a line for each who has a role, or had it and has left since, with the cases about them."""
    own: dict[str | None, list[Row]] = {}
    for row in cases:
        for name in dict.fromkeys(_whose(row)):
            own.setdefault(name, []).append(row)
    everyone = view.cycle.everyone.values()
    members = [one.name for one in everyone if role in (one.role, *one.also) and one.name in own]
    for place, member in enumerate(members, start=1):
        yield Line(str(place), member, own[member], member)


def _spoken_of(form: ReportForm, cases: Sequence[Row]) -> list[Row]:
    """Return the cases of the events that the rows or else the columns speak of: one with none has no row."""
    of_cases = (column for column in form.columns if column.show not in OF_MEMBER)
    named = [one.events for one in form.lines if one.events] or [column.events for column in of_cases]
    return of_events(cases, {event for events in named for event in events} if all(named) else ())


def _whose(row: Row) -> tuple[str | None, ...]:
    """Return the participants that a case is about, or has answers about."""
    return row["subject"], row["agency"], *row["answers"]


def _of_line(one: ReportLine, form: ReportForm, cases: Sequence[Row], member: str = "") -> Iterator[Line]:
    """Yield the row that a line names; of one without a title, a row for each of its cases."""
    own = of_events(cases, one.events) if one.events else None
    if one.title or own is None:
        yield Line(one.number, one.title, own)
        return
    for row in sorted(shown(own, form), key=lambda row: one.events.index(row["event"])):
        whose = f"{row['subject']}: " if member and row["subject"] not in (None, member) else ""
        yield Line(one.number, f"{whose}{row['title']}", [row])


def of_events(cases: Sequence[Row], events: Collection[str]) -> list[Row]:
    """Return the cases of events; of none named, all."""
    return [row for row in cases if not events or row["event"] in events]


def shown(cases: Sequence[Row], form: ReportForm) -> list[Row]:
    """Return the cases that a report tells of: those off control, or that do not apply, only if it asks for such."""
    asked_for = not OFF.isdisjoint(form.only)
    return [row for row in cases if asked_for or row["status"] not in OFF]
