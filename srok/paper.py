"""The sheet of a case as it looks on paper: the tables of its sections, in the columns that the definition names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from calendars.saying import Catalog, say
from definitions import IN_BRACES, IN_HEADING, Section, SheetColumn, as_day, period
from definitions.phrases import of_month
from srok.office.paper import Head, Paper, PaperTable
from srok.office.sheet import Value
from srok.reports import period_name
from srok.sheets import row_came
from workflow import Case, CaseKey, Cycle, SheetRow

#: How many characters wide a column is at least, by what stands in it.
_WIDE = {"item": 6, "ordinal": 6, "title": 28, "item_and_title": 28, "comment": 14}


def paper(cycle: Cycle, case: Case, whose: str, as_of: date, catalog: Catalog) -> Paper:
    """Return the sheet of a case: one table for sections of one heading.

    Below the title stands the line that the definition gives, and `whose` and `as_of` at the foot; else these two.
    """
    event = cycle.home(case.key).event(case.key.event)
    tables = (
        _table(title, list(sections), case, cycle, catalog)
        for title, sections in groupby(event.sheet, key=lambda section: section.title)
    )
    if not event.sheet_heading:
        note = (whose, say("as of {day}", day=as_of).render(catalog))
        return Paper(event.title, " ".join(filter(None, note)), tuple(tables))
    foot = (whose, say("As of {day}", day=as_of).render(catalog))
    heading = _heading(event.sheet_heading, case.key, catalog)
    return Paper(
        event.title, heading, tuple(tables), ". ".join(part.removesuffix(".") for part in foot if part)
    )


def _heading(words: str, key: CaseKey, catalog: Catalog) -> str:
    own = period(key.period)
    known = {**_of_case(key, catalog), "period_end": _as_forms_do(own.last) if own else ""}
    return IN_BRACES.sub(lambda found: known[IN_HEADING[found[1]]], words)


def _as_forms_do(day: date) -> str:
    """Return a day as forms of acts have it, the same in all languages, for it stands among the act's own words."""
    return f'"{day.day:02}" {of_month(day.month)} {day.year} г.'


def _table(title: str, sections: Sequence[Section], case: Case, cycle: Cycle, catalog: Catalog) -> PaperTable:
    columns = next((one.columns for one in sections if one.columns), ()) or _columns(
        sections, cycle, case, catalog
    )
    leaves = [leaf for column in columns for leaf in column.columns or (column,)]
    lines: list[str | Sequence[Value]] = []
    for section in sections:
        lines += [section.part] if section.part else []
        rows = [row for row in case.sheet.values() if row.section == section]
        above = ""
        for ordinal, row in enumerate(rows, start=1):
            heading = section.headings.get(row.name, "")
            lines += [heading] if heading not in ("", above) else []
            above = heading
            line = _Line(row, ordinal, case, cycle.home(case.key))
            lines.append([_value(leaf, line, catalog) for leaf in leaves])
    return PaperTable(title, tuple(map(_head, columns)), lines)


def _columns(
    sections: Iterable[Section], cycle: Cycle, case: Case, catalog: Catalog
) -> tuple[SheetColumn, ...]:
    """Return the columns where the definition has none: what a row is, all that may be given, the remark."""
    machines = cycle.home(case.key).machines
    names = {
        name: None
        for section in sections
        for move in machines[section.flow].flow.transitions
        for name in move.needs
    }
    return (
        SheetColumn(say("Row").render(catalog), show="item"),
        SheetColumn(say("What it is").render(catalog), show="title"),
        *(SheetColumn(name, data=name) for name in names),
        SheetColumn(say("Comment").render(catalog), show="comment"),
    )


def _head(column: SheetColumn) -> Head:
    return Head(column.head, _WIDE.get(column.show, 10), tuple(map(_head, column.columns)))


@dataclass(frozen=True)
class _Line:
    """A row of a sheet, the how many-th of its section it is, its case, and the cycle that this is at home in."""

    row: SheetRow
    ordinal: int
    case: Case
    home: Cycle


def _value(column: SheetColumn, line: _Line, catalog: Catalog) -> Value:
    row = line.row
    if column.state:
        return _day_of(column.state, line, catalog)
    if column.names:
        return _given(column.names, row)
    known = {
        "item": row.name,
        "ordinal": str(line.ordinal),
        "title": row.wording,
        "item_and_title": ". ".join(one for one in (row.name, row.wording) if one),
        "comment": row.comment,
        **_of_case(line.case.key, catalog),
    }
    return known[column.show]


def _of_case(key: CaseKey, catalog: Catalog) -> dict[str, str]:
    return {
        "participant": key.subject,
        "agency": key.agency,
        "reporting_period": period_name(key.period, catalog),
    }


def _day_of(state: str, line: _Line, catalog: Catalog) -> Value:
    """Return the day of an act on a row; where it counts as of another, both; what is not there yet has none."""
    mark = line.row.mark(state)
    came = row_came(line.home, line.case, line.row, mark) if mark else None
    if came is None or came[0] == came[1]:
        return came[0] if came else None
    return say("{done} (counts as of {day})", done=came[0], day=came[1]).render(catalog)


def _given(names: Iterable[str], row: SheetRow) -> Value:
    """Return what was given under these names, or is known of the row: the only value, else one a line."""
    told = {**row.section.known.get(row.name, {}), **row.data}
    values = [value for name in names if (value := _one(told.get(name)))]
    if len(values) <= 1:
        return values[0] if values else None
    return "\n".join(f"{value:%d.%m.%Y}" if isinstance(value, date) else value for value in values)


def _one(value: str | Iterable[str] | None) -> str | date | None:
    if value is None or isinstance(value, str):
        return as_day(value) or value if value else None
    return "; ".join(value)
