"""Figures for a rating out of tables in XLSX, CSV or Word: each fault told with its file, row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from calendars.errors import InputError, Problem
from calendars.saying import Text, say
from definitions import clean, unknown
from definitions.draft import Cell, Grid, GridRow
from srok.planimport import read_plan
from srok.points import Tally
from srok.quotients import worked_out
from workflow import FigureAt, Figures, Placing

#: How the columns that say whose row it is, and of which indicator, may be headed.
_WHOSE = ("участник", "participant")
_INDICATOR = ("показатель", "indicator")
#: What stands where there is no such thing: the cross of a Russian form, or a Latin one.
_NONE = ("x", "х")


def figures_from(
    files: Sequence[tuple[str, bytes]], placing: Placing, counted: Iterable[Tally] = ()
) -> Figures:
    """Return the figures that tables give, for a rating; `files` are names and bytes.

    What was `counted` stands where the tables have neither the part nor the whole.

    Raises InputError with everything that is wrong: a row of nobody known, a figure that is no number, one that is
    missing or stands twice, an average of nothing.
    """
    tables = _Tables(placing)
    for name, data in files:
        tables.read(name, data)
    if not tables.problems:
        tables.take(counted)
        tables.check()
    if tables.problems:
        raise InputError(say("the tables of indicators have errors"), tables.problems)
    return tables.figures


@dataclass(frozen=True)
class _Head:
    """Where the columns of one table are."""

    whose: int
    indicator: int | None
    columns: Mapping[int, str]


@dataclass
class _Tables:
    """Tables being read: the figures found so far, where each stands, and what is wrong."""

    placing: Placing
    figures: dict[FigureAt, Fraction | None] = field(default_factory=dict)
    places: dict[FigureAt, Problem] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        rating = self.placing.rating
        self.names = {
            _folded(name): name
            for name in (*(one.name for one in self.placing.members), rating.average)
            if name
        }
        self.indicators = list(dict.fromkeys(one for score in rating.scores for one in score.indicators))
        own = [rating.achievement.column] if rating.achievement else []
        own += [column for score in rating.scores for column in (score.column, score.source) if column]
        own += [column for score in rating.scores for column in score.quotient]
        self.columns = {_headed(column): column for column in own}

    def read(self, file: str, data: bytes) -> None:
        """Take in all tables of a file."""
        try:
            grids = read_plan(data, file).grids
        except InputError as error:
            self.problems += [Problem(one.message, file, one.line, one.column) for one in error.problems]
            return
        heads = [(grid, number, head) for grid in grids for number, head in self._heads(grid)]
        if not heads:
            self.problems.append(Problem(self._no_table(), file, 1, 1))
        for grid, number, head in heads:
            for row in grid.rows[number + 1 :]:
                self._row(file, row, head)

    def _no_table(self) -> Text:
        return say(
            "no table of indicators was found: its header must have a column “{whose}” and at least one of: {columns}",
            whose=self.placing.rating.for_each,
            columns=tuple(self.columns.values()),
        )

    def _heads(self, grid: Grid) -> Iterator[tuple[int, _Head]]:
        """Yield the header of a table and its number, if it has one."""
        whose = (_headed(self.placing.rating.for_each), *_WHOSE)
        for number, row in enumerate(grid.rows):
            heads = [_headed(cell.text) for cell in row.cells]
            columns = {at: self.columns[head] for at, head in enumerate(heads) if head in self.columns}
            named = [at for at, head in enumerate(heads) if head in whose]
            if named and columns:
                of = next((at for at, head in enumerate(heads) if head in _INDICATOR), None)
                yield number, _Head(named[0], of, columns)
                return

    # Rows --------------------------------------------------------------------------------------------------------

    def _row(self, file: str, row: GridRow, head: _Head) -> None:
        cells = dict(enumerate(row.cells))
        given = {at: cells[at] for at in head.columns if at in cells and clean(cells[at].text)}
        if not given:
            return
        fault = _Fault(file, row)
        whose = self._whose(cells.get(head.whose, Cell()), fault.at(head.whose))
        indicator = (
            self._indicator(cells.get(head.indicator, Cell()), fault.at(head.indicator))
            if head.indicator is not None
            else ""
        )
        if isinstance(whose, Problem) or isinstance(indicator, Problem):
            self.problems += [one for one in (whose, indicator) if isinstance(one, Problem)]
            return
        for at, cell in given.items():
            self._figure(FigureAt(head.columns[at], whose, indicator), cell, fault.at(at))

    def _whose(self, cell: Cell, fault: Problem) -> str | Problem:
        found = self.names.get(_folded(cell.text))
        return (
            found
            if found is not None
            else _told(fault, unknown("participant", clean(cell.text), self.names.values()))
        )

    def _indicator(self, cell: Cell, fault: Problem) -> str | Problem:
        name = clean(cell.text).rstrip(".")
        if name not in self.indicators:
            return _told(fault, unknown("indicator", name, self.indicators))
        if cell.as_number is not None and f"{name}0" in self.indicators:
            return _told(fault, say("{why} Keep the numbers of indicators as text", why=cell.as_number))
        return name

    def _figure(self, at: FigureAt, cell: Cell, fault: Problem) -> None:
        text = clean(cell.text)
        figure = None if text.casefold() in _NONE else _number(text)
        if figure is None and text.casefold() not in _NONE:
            below = text[:1] in _MINUS and _number(text[1:]) is not None
            self.problems.append(_told(fault, (_BELOW_ZERO if below else _NO_NUMBER).with_values(value=text)))
        elif at in self.figures:
            first = self.places[at]
            told = say(
                "this figure stands twice; first in {first}: leave one of the two out", first=first.message
            )
            self.problems.append(_told(fault, told))
        else:
            self.figures[at], self.places[at] = figure, fault

    # The whole ---------------------------------------------------------------------------------------------------

    def take(self, counted: Iterable[Tally]) -> None:
        """Take in what was counted, where the tables say nothing."""
        for one in counted:
            if not any(at in self.figures for at in one.places):
                self.figures.update(zip(one.places, one.numbers, strict=True))

    def check(self) -> None:
        """Work out what can be; report what is missing, and what nothing can be divided by or compared with."""
        for one in list(worked_out(self.figures, self.placing.rating)):
            self.figures[one.at], self.places[one.at] = one.value, self.places[one.over]
            if one.by_zero:
                told = _BY_ZERO.with_values(column=one.at.column)
                self.problems.append(_told(self.places[one.under], told))
        lacking: dict[tuple[str, str], list[str]] = {}
        for at in dict.fromkeys(self.placing.needed()):
            if at not in self.figures:
                lacking.setdefault((at.whose, at.column), []).append(at.indicator)
        self.problems += [Problem(_missing(*where, names)) for where, names in lacking.items()]
        self.problems += [_told(self.places[at], _ZERO) for at in self._without_average()]
        for score in self.placing.rating.scores:
            if score.source:
                self._check_parts(score.column, score.source)

    def _without_average(self) -> Iterator[FigureAt]:
        rating = self.placing.rating
        for at in dict.fromkeys(self.placing.needed()):
            if (
                at.whose == rating.average
                and at.indicator not in rating.inverse
                and self.figures.get(at) == 0
            ):
                yield at

    def _check_parts(self, part: str, whole: str) -> None:
        for one in self.placing.members:
            at = FigureAt(part, one.name)
            most = self.figures.get(FigureAt(whole, one.name)) or 0
            if (self.figures.get(at) or 0) > most:
                told = say(
                    "this is more than “{whole}” of the same row, which is {most}",
                    whole=whole,
                    most=str(most),
                )
                self.problems.append(_told(self.places[at], told))


#: How people write what is below zero.
_MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
_NO_NUMBER = say("“{value}” is not a number; write it like 104,5, or X where there is no such thing")
_BELOW_ZERO = say(
    "“{value}” is below zero, and ratios are made of figures that are not: a decline by 5 % is a rate of 95; "
    "write X where there is no such thing"
)
_BY_ZERO = say("“{column}” cannot be worked out with this 0: give it in its own column, or X there")
_ZERO = say("an average of 0: nothing can be compared with it; correct it, or put X if this is not counted")


def _missing(whose: str, column: str, indicators: Sequence[str]) -> Text:
    if any(indicators):
        return say(
            "“{whose}” has no “{column}” of the indicators {names}: add it, or X where there is no such thing",
            whose=whose,
            column=column,
            names=tuple(indicators),
        )
    return say("“{whose}” has no “{column}”: add a row with the figure", whose=whose, column=column)


@dataclass(frozen=True)
class _Fault:
    """A row in which something may be wrong."""

    file: str
    row: GridRow

    def at(self, column: int | None) -> Problem:
        """Return the place of a cell as a problem whose message only names it."""
        values = self.row.place.values
        line = values.get("line") or values.get("row")
        return Problem(self.row.place, self.file, line if isinstance(line, int) else 1, (column or 0) + 1)


def _told(fault: Problem, what: Text) -> Problem:
    return Problem(
        say("{place}: {what}", place=fault.message, what=what), fault.file, fault.line, fault.column
    )


def _folded(text: str) -> str:
    """Return a name as it is compared: without case and «ё»."""
    return clean(text).casefold().replace("ё", "е")


def _headed(text: str) -> str:
    """Return the head of a column as it is compared: without the unit after a comma too."""
    return _folded(text).partition(",")[0].strip()


def _number(text: str) -> Fraction | None:
    """Return a number as people write it («1 234,5», «104.5 %»); None for anything else."""
    bare = text.replace(" ", "").removesuffix("%").replace(",", ".")
    return Fraction(bare) if re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,15})?", bare) else None
