"""Tables out of a .xlsx: the only module that knows openpyxl; a cell becomes the text that Excel shows in it."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.worksheet import Worksheet

from calendars.errors import InputError
from calendars.saying import Text, say
from definitions.draft import Cell, Grid, GridRow, Source
from srok.planimport.package import damage_told

_MAX_CELLS = 200_000
# fmt: off
_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)
_OF_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)
# fmt: on


def read_excel(data: bytes, name: str) -> Source:
    """Return every sheet as a table; of a formula its last value, or the formula itself where it has none."""
    with damage_told(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out: drawings, checks of input
        formulas = load_workbook(io.BytesIO(data))
        sheets = formulas.worksheets
        if any(cell.data_type == "f" for sheet in sheets for cell in _filled(sheet).values()):
            values = load_workbook(io.BytesIO(data), data_only=True).worksheets
        else:
            values = sheets
        grids = tuple(_Sheet(sheet, value).grid() for sheet, value in zip(sheets, values, strict=True))
        doubts = tuple(doubt for sheet in sheets for doubt in _hidden(sheet))
    return Source(name, grids, (), doubts)


def _filled(sheet: Worksheet) -> dict[tuple[int, int], Any]:
    """Return the cells that hold something; a sheet formatted to its last row has a million that do not."""
    # The public ways to the cells walk the whole rectangle and make a cell in every place of it.
    cells = sheet._cells  # noqa: SLF001
    found = {place: cell for place, cell in cells.items() if cell.value not in (None, "")}
    if len(found) > _MAX_CELLS:
        raise InputError(
            say("the sheet “{sheet}” is too large: leave only the plan in it", sheet=sheet.title)
        )
    return found


class _Sheet:
    """One sheet being read: its cells as they are, and with the values of its formulas."""

    def __init__(self, sheet: Worksheet, values: Worksheet) -> None:
        self.title = sheet.title
        self.filled = _filled(sheet)
        self.values = _filled(values)
        self.merged = dict(self._merged(sheet))

    def _merged(self, sheet: Worksheet) -> Iterator[tuple[tuple[int, int], tuple[int, int] | None]]:
        """Yield each place that a merged range covers with the place whose text it repeats, None beside it."""
        rows = {row for row, _ in self.filled}
        for merged in sheet.merged_cells.ranges:
            left, top, right, bottom = merged.bounds
            for row in rows & set(range(top, bottom + 1)):
                if row > top:
                    yield (row, left), (top, left)
                yield from (((row, column), None) for column in range(left + 1, right + 1))

    def grid(self) -> Grid:
        name = say("sheet “{sheet}”", sheet=self.title)
        width = max((column for _, column in self.filled), default=0)
        if width * len({row for row, _ in self.filled}) > _MAX_CELLS:
            raise InputError(
                say("the sheet “{sheet}” is too large: leave only the plan in it", sheet=self.title)
            )
        return Grid(name, tuple(self.row(row, width) for row in sorted({row for row, _ in self.filled})))

    def row(self, row: int, width: int) -> GridRow:
        place = say("sheet “{sheet}”, row {row}", sheet=self.title, row=row)
        return GridRow(place, tuple(self.cell((row, column)) for column in range(1, width + 1)))

    def cell(self, place: tuple[int, int]) -> Cell:
        if place in self.merged:
            origin = self.merged[place]
            return Cell(self.cell(origin).text, "above") if origin else Cell(merged="left")
        cell = self.values.get(place, self.filled.get(place))
        return Cell() if cell is None else _read(cell)


def _read(cell: Any) -> Cell:  # noqa: ANN401 - openpyxl's stubs do not say what a cell with a value is
    value = cell.value
    if isinstance(value, datetime | date):
        return _dated(value, cell.number_format)
    if isinstance(value, bool):
        return Cell("ИСТИНА" if value else "ЛОЖЬ")
    if isinstance(value, int | float):
        return _numeric(value, cell)
    if isinstance(value, time):
        return Cell(f"{value:%H:%M}")
    if cell.data_type == "f":
        text = str(getattr(value, "text", value))
        return Cell(text, doubt=say("Excel never computed the formula {formula}", formula=text))
    return Cell(str(value))


def _numeric(value: float, cell: Any) -> Cell:  # noqa: ANN401 - as above
    text = _number(value, cell.number_format)
    if not float(value).is_integer():
        lost = say("Excel keeps a number here: is it {number}, or {number}0?", number=text)
        return Cell(text, as_number=lost if cell.number_format == "General" else None)
    if value not in _DAYS:
        return Cell(text)
    day = from_excel(value, cell.parent.parent.epoch)
    return Cell(
        text,
        as_term=say("Excel keeps a number here; as a date it would be {day}", day=f"{day:%d.%m.%Y}"),
    )


_DAYS = range(
    25_000, 75_000
)  # by Excel's count the days from 1968 to 2105, and to 2109 by its count from 1904


def _number(value: float, number_format: str) -> str:
    """Return a number as the sheet shows it: 3.10 where the format asks for two decimals, 95% of 0.95."""
    if percents := re.fullmatch(r"0(?:\.(0+))?%", number_format):
        return f"{value:.{len(percents[1] or '')}%}"
    decimals = re.fullmatch(r"0\.(0+)", number_format)
    return f"{value:.{len(decimals[1])}f}" if decimals else f"{value:.15g}"


_FORMAT_NOISE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|[hs:]+m+|m+[:s]+', re.IGNORECASE)


def _dated(value: date, number_format: str) -> Cell:
    """Return a date as the cell shows it: Excel keeps «сентябрь 2016» as the first of the month."""
    shown = _FORMAT_NOISE.sub("", number_format).lower()
    full = f"{value:%d.%m.%Y}"
    if "d" not in shown and "y" in shown:
        text = f"{_MONTHS[value.month - 1]} {value.year} г." if "m" in shown else f"{value.year} год"
        return Cell(text, doubt=_as_shown(text, full))
    if "y" not in shown and "d" in shown:
        text = f"{value.day} {_OF_MONTHS[value.month - 1]}"
        return Cell(text, doubt=_as_shown(text, full))
    # Excel has no dates without an hour: a day alone is its midnight.
    with_time = isinstance(value, datetime) and value.time() != time() and "h" in number_format.lower()
    return Cell(f"{value:%d.%m.%Y %H:%M}" if with_time else full)


def _as_shown(text: str, full: str) -> Text:
    return say("the cell shows “{text}”, though Excel keeps {full} in it", text=text, full=full)


def _hidden(sheet: Worksheet) -> Iterator[Text]:
    """Say what of a sheet Excel does not show: it is taken in all the same."""
    if sheet.sheet_state != "visible":
        yield say("the sheet “{sheet}” is hidden in Excel; it was read too", sheet=sheet.title)
    filled = {row for row, _ in _filled(sheet)}
    rows = sorted(row for row, look in sheet.row_dimensions.items() if look.hidden and row in filled)
    columns = sorted(letter for letter, look in sheet.column_dimensions.items() if look.hidden)
    if rows:
        shown = tuple(map(str, rows[:10]))
        yield say("hidden rows of the sheet “{sheet}” were read too: {rows}", sheet=sheet.title, rows=shown)
    if columns:
        yield say(
            "hidden columns of the sheet “{sheet}” were read too: {columns}",
            sheet=sheet.title,
            columns=tuple(columns[:10]),
        )
