"""The sheet of a case as it looks on paper: the tables of its sections, in the columns that the definition names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from calendars.saying import Catalog, say
from definitions import Section, SheetColumn, as_day
from srok.office.paper import Head, Paper, PaperTable
from srok.office.sheet import Value
from srok.reports import period_name
from workflow import Case, CaseKey, Cycle, SheetRow

_USUAL = {"item": 8, "title": 40, "comment": 25}


def paper(cycle: Cycle, case: Case, whose: str, as_of: str, catalog: Catalog) -> Paper:
    """Return the sheet of a case: one table for sections of one heading; `whose` and `as_of` stand below the title."""
    event = cycle.home(case.key).event(case.key.event)
    tables = (
        _table(title, list(sections), case, cycle, catalog)
        for title, sections in groupby(event.sheet, key=lambda section: section.title)
    )
    return Paper(event.title, " ".join(one for one in (whose, as_of) if one), tuple(tables))


def _table(title: str, sections: Sequence[Section], case: Case, cycle: Cycle, catalog: Catalog) -> PaperTable:
    columns = next((one.columns for one in sections if one.columns), ()) or _columns(
        sections, cycle, case, catalog
    )
    leaves = [leaf for column in columns for leaf in column.columns or (column,)]
    lines: list[str | Sequence[Value]] = []
    for section in sections:
        lines += [section.part] if section.part else []
        rows = (row for row in case.sheet.values() if row.section == section)
        lines += ([_value(leaf, row, case.key, catalog) for leaf in leaves] for row in rows)
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
    return Head(column.head, _USUAL.get(column.show, 14), tuple(map(_head, column.columns)))


def _value(column: SheetColumn, row: SheetRow, key: CaseKey, catalog: Catalog) -> Value:
    if column.state:
        mark = row.mark(column.state)
        return mark.on if mark else None
    if column.data:
        return _given(row.data.get(column.data))
    known = {
        "item": row.name,
        "title": row.wording,
        "comment": row.comment,
        "participant": key.subject,
        "agency": key.agency,
        "reporting_period": period_name(key.period, catalog),
    }
    return known[column.show]


def _given(value: str | Iterable[str] | None) -> Value:
    if value is None or isinstance(value, str):
        return as_day(value) or value if value else None
    return "; ".join(value)
