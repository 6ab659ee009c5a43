"""Rows inside one case: which a sheet has, and how entries move each of them; the case itself is folded elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from calendars.saying import Text, say
from definitions import Event, Section, period, row_names
from workflow.entries import CaseKey, Entry
from workflow.machine import CompiledFlow
from workflow.participants import Participant


@dataclass(frozen=True)
class Mark:
    """What was said when a row entered a state: the day (and hour), who did it, what was given, and a remark.

    `stay` is the place among the stays of its case of the one in which that was.
    """

    state: str
    on: date
    entry: int
    at: time | None = None
    actor: str = ""
    ref: str = ""
    note: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    stay: int = 0


@dataclass(frozen=True)
class SheetRow:
    """A row of a sheet: in which state since when, and every act on it, in order.

    `added`: the day on which an entry added it (None: it comes from the definition or from data). `wording` is what the
    definition calls it, or what the entry said.
    """

    name: str
    section: Section
    state: str
    since: date
    wording: str = ""
    added: date | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def data(self) -> Mapping[str, Any]:
        """Everything that was given with its acts; of what was given several times, the last."""
        return {name: value for mark in self.marks for name, value in mark.data.items()}

    @property
    def comment(self) -> str:
        """The last remark on it."""
        return next((mark.note for mark in reversed(self.marks) if mark.note), "")

    def mark(self, state: str) -> Mark | None:
        """Return the last act that led it to a state."""
        return next((mark for mark in reversed(self.marks) if mark.state == state), None)


Rows = Mapping[str, SheetRow]
Machines = Mapping[str, CompiledFlow]


def first_rows(
    event: Event, key: CaseKey, by_name: Mapping[str, Participant], machines: Machines, day: date
) -> dict[str, SheetRow]:
    """Return the rows that the sheet of a case begins with on a day, by name and in order."""
    rows: dict[str, SheetRow] = {}
    for section in event.sheet:
        for name in _names(section, event, key, by_name):
            initial = machines[section.flow].flow.initial
            rows.setdefault(name, SheetRow(name, section, initial, day, section.titles.get(name, "")))
    return rows


def _names(section: Section, event: Event, key: CaseKey, by_name: Mapping[str, Participant]) -> Iterator[str]:
    """Yield the names of a section's rows, without those that the reporting period of the case does not have."""
    own = period(key.period)
    out: set[str] = set()
    for one in section.excepted:
        if own is not None and own.kind in one.periods:
            out.update((*one.rows, *_column(section, one.data, event, key, by_name)))
    data = section.rows_from.data if section.rows_from else ""
    for name in (*section.rows, *_column(section, data, event, key, by_name)):
        if name not in out:
            yield name


def _column(
    section: Section, data: str, event: Event, key: CaseKey, by_name: Mapping[str, Participant]
) -> tuple[str, ...]:
    """Return the rows that a column lists of the participant whose data a section takes."""
    if section.rows_from is None:
        return ()
    whose = key.subject if section.rows_from.role == event.for_each else key.agency
    return row_names(by_name[whose].data.get(data, "")) if whose in by_name else ()


# What entries do to them -------------------------------------------------------------------------------------


def moved(rows: Rows, entry: Entry, machines: Machines, stay: int) -> SheetRow | Text:
    """Return a row as an act in a stay of its case leaves it, or say why the act does not fit."""
    row = rows.get(entry.row)
    if row is None:
        return no_row(entry.row, rows)
    target = machines[row.section.flow].fire(row.state, entry.trigger)
    if target is None:
        return say(
            "“{trigger}” is not possible for the row “{row}” in the state “{state}”",
            trigger=entry.trigger,
            row=row.name,
            state=row.state,
        )
    mark = Mark(
        target, entry.on, entry.number, entry.at, entry.actor, entry.ref, entry.note, entry.data, stay
    )
    return replace(row, state=target, since=entry.on, marks=(*row.marks, mark))


_SHOWN = 50


def no_row(name: str, rows: Rows) -> Text:
    """Say that there is no such row, and which there are; of very many the first."""
    if not rows:
        return say("there is no row “{row}” here: this case has none", row=name)
    return say("there is no row “{row}” here; the rows are: {rows}", row=name, rows=few_named(list(rows)))


def few_named(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of rows, of very many the first."""
    return (*names[:_SHOWN], *("…" for _ in names[_SHOWN : _SHOWN + 1]))


def added(rows: Rows, entry: Entry, event: Event, machines: Machines) -> SheetRow | Text:
    """Return the row that an entry adds, or say why there can be no such."""
    section = section_meant(event, entry)
    if isinstance(section, Text):
        return section
    if entry.row in rows:
        return say("there is a row “{row}” already", row=entry.row)
    return SheetRow(entry.row, section, machines[section.flow].flow.initial, entry.on, entry.note, entry.on)


def spelled(name: str) -> str:
    """Return the name of a row as it is compared: without case and spaces."""
    return "".join(name.casefold().replace("ё", "е").split())


def open_sections(event: Event) -> tuple[Section, ...]:
    """Return the sections to which entries add rows."""
    return tuple(section for section in event.sheet if section.open)


#: Under which name an entry that adds a row says to which section: in a Russian and in an English definition.
SECTION = ("раздел", "section")


def section_meant(event: Event, entry: Entry) -> Section | Text:
    """Return the section to which an entry adds a row, or say why that is not known.

    Where there are several the entry names one, by the beginning of its heading or of the heading below that.
    """
    several = open_sections(event)
    if not several:
        return say("event {event} has no sheet that entries add rows to", event=event.number)
    said = next((str(entry.data[name]) for name in SECTION if entry.data.get(name)), "")
    found = [one for one in several if not said or one.is_called(said)]
    if len(found) == 1:
        return found[0]
    return say(
        "say to which section the row goes (--data {name}=…): {sections}",
        name=SECTION[0],
        sections=tuple(one.part or one.title for one in several),
    )


def section_like(event: Event, section: Section) -> Section | None:
    """Return the section of another wording for rows that entries added: the one of the same heading, or the first."""
    several = open_sections(event)
    return next((one for one in several if one.heading == section.heading), several[0] if several else None)


# What waits for them -----------------------------------------------------------------------------------------


def held_back(rows: Rows, trigger: str, event: Event) -> Text | None:
    """Say which rows keep an action of the case from being done; None where they let it pass.

    “All” is asked of each section that says so; “at least one” is one row of any of them.
    """
    waiting = [(section, one) for section in event.sheet for one in section.before if one.action == trigger]
    lacking = {
        row.name: (row, one.all)
        for section, one in waiting
        for row in rows.values()
        if one.all and row.section == section and row.state not in one.all
    }
    if lacking:
        states = tuple(dict.fromkeys(state for _, asked in lacking.values() for state in asked))
        return say(
            "before “{action}” every row must be: {states}; it is not so yet for: {rows}",
            action=trigger,
            states=states,
            rows=tuple(say("{row} ({state})", row=row.name, state=row.state) for row, _ in lacking.values()),
        )
    one_of = tuple(dict.fromkeys(state for _, one in waiting for state in one.any))
    found = any(
        row.section == section and row.state in one.any for row in rows.values() for section, one in waiting
    )
    if one_of and not found:
        return say("before “{action}” at least one row must be: {states}", action=trigger, states=one_of)
    return None
