"""The rows of a plan's tables sorted: events, what continues them, section headings, and what is no plan at all."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from calendars.saying import Text, say
from definitions.draft_header import Layout, Part, below_header, header_of, is_column_numbers
from definitions.draft_source import Cell, Grid, GridRow, Source
from definitions.tree import clean


@dataclass
class Item:
    """One event as its row says it; a row that continues it adds to it."""

    place: Text
    number: str
    parts: dict[Part, str]
    others: list[tuple[str, str]]
    doubts: list[Text] = field(default_factory=list)
    undecided: Text | None = None  # why its term is no words of a plan

    def extend(self, part: Part, text: str) -> None:
        """Add what a continuation says of one part."""
        self.parts[part] = f"{self.parts.get(part, '')}\n{text}".strip()


@dataclass(frozen=True)
class Remark:
    """A row that is no event: a section heading, text above the header."""

    place: Text
    text: str


@dataclass
class Sorted:
    """What the tables hold, in the order of the plan; `rows` counts every row that has any text of its own."""

    entries: list[Item | Remark] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    doubts: list[Text] = field(default_factory=list)
    skipped: list[Grid] = field(default_factory=list)
    rows: int = 0
    joined: int = 0

    @property
    def items(self) -> list[Item]:
        """The events."""
        return [entry for entry in self.entries if isinstance(entry, Item)]


def sort_rows(source: Source) -> Sorted:
    """Sort the rows of every table of a plan; a table that is no plan is listed as skipped."""
    sorter = _Sorter()
    for grid in source.grids:
        sorter.grid(grid)
    return sorter.found


def own_texts(row: GridRow) -> list[str]:
    """Return the texts that a row does not repeat from the row above."""
    return [text for cell in row.cells if not cell.merged and (text := clean(cell.text))]


_NUMBER_SIGNS = re.compile(r"^№\s*|[.)\s]+$")
_LIKE_A_NUMBER = re.compile(
    r"((№|п\.?) ?)?(\d{1,4}[а-яa-z]?|[ivxlcхі]{1,6})([.-]\d{1,3})*[а-яa-z]?[.)]*", re.IGNORECASE
)
_ENDS_IN_YEAR = re.compile(r"\d{4} ?(г|год\w*)?\W*$")


class _Sorter:
    """Goes through the rows of a plan from top to bottom, remembering the header and the last event; one use."""

    def __init__(self) -> None:
        self.found = Sorted()
        self.layout: Layout | None = None
        self.last: Item | None = None
        self.counters: list[int] = []
        self.stem = ""  # the last number that the plan itself gives
        self.numbers: set[str] = set()

    def grid(self, grid: Grid) -> None:
        rows = [
            row for row in grid.rows if own_texts(row) or any(cell.level is not None for cell in row.cells)
        ]
        if not any(header_of(row) for row in rows):
            if not self._continues(rows):
                self.found.skipped.append(grid)
                return
            self.found.doubts.append(
                say(
                    "{table} has no header: taken as the continuation of the table before it", table=grid.name
                )
            )
        else:
            self.layout = None
        self.found.rows += sum(bool(own_texts(row)) for row in rows)
        below = False
        for row in rows:
            below = self._row(row, below_header_row=below)

    def _continues(self, rows: Sequence[GridRow]) -> bool:
        """Whether a table without a header goes on with the plan: as many columns, and numbers where they belong."""
        if self.layout is None or not rows or len(rows[0].cells) != len(self.layout.parts):
            return False
        return all(
            not (text := clean(cell.text)) or _LIKE_A_NUMBER.fullmatch(text)
            for at, cell in enumerate(rows[0].cells)
            if self.layout.part(at) == "number"
        )

    def _row(self, row: GridRow, *, below_header_row: bool) -> bool:
        """Take in one row; return whether it belongs to the header."""
        layout = header_of(row)
        if layout is None and below_header_row and self.layout:
            layout = below_header(self.layout, row)
        if layout:
            self.layout = layout
            header = " | ".join(dict.fromkeys(name for name in layout.names if name))
            if header not in self.found.headers:
                self.found.headers.append(header)
            return True
        if self.layout is None or is_column_numbers(row):
            self._remark(row)
            return below_header_row
        self._plan_row(row, self.layout)
        return False

    def _plan_row(self, row: GridRow, layout: Layout) -> None:
        read = _Fields(row, layout)
        if read.is_heading(self.last):
            self._remark(row)
        elif self.last and read.continues(self.last):
            self.found.joined += 1
            for part, name, text in read.own():
                if part == "other":
                    self.last.others.append((name, text))
                else:
                    self.last.extend(part, text)
            self.last.doubts.append(say("{place} continues this event", place=row.place))
        else:
            self._event(row, read, layout)

    def _event(self, row: GridRow, read: _Fields, layout: Layout) -> None:
        doubts = list(read.doubts())
        number = read.text("number")
        if read.level is not None and not number:
            number = self.stem = self._counted(read.level)
            doubts.append(say("Word numbers this row by itself: number {number} is by order", number=number))
        elif not number or read.above("number"):
            number = self._derived(layout)
            doubts.append(say("the row has no number of its own: {number} was given to it", number=number))
        else:
            self.stem = number
        self.numbers.add(number)
        others = [(name, text) for part, name, text in read.all() if part == "other"]
        parts: dict[Part, str] = {}
        for part, _, text in read.all():
            if part not in ("other", "number"):
                parts[part] = f"{parts.get(part, '')}\n{text}".strip()
        self.last = Item(row.place, number, parts, others, doubts, read.undecided())
        self.found.entries.append(self.last)

    def _counted(self, level: int) -> str:
        """Return the next number of Word's list at that level: 1, 2, 2.1, 2.2, 3."""
        self.counters = [*self.counters, *[0] * (level + 1)][: level + 1]
        self.counters[level] += 1
        return ".".join(str(count) for count in self.counters)

    def _derived(self, layout: Layout) -> str:
        """Return a number for a row without one: after event 5 it is 5-2; where nothing has a number, the next."""
        if self.stem and "number" in layout.parts:
            choices = (f"{self.stem}-{count}" for count in itertools.count(2))
        else:
            choices = (str(count) for count in itertools.count(1))
        return next(number for number in choices if number not in self.numbers)

    def _remark(self, row: GridRow) -> None:
        if texts := own_texts(row):
            self.found.entries.append(Remark(row.place, " | ".join(texts)))


class _Fields:
    """One row read by a layout."""

    def __init__(self, row: GridRow, layout: Layout) -> None:
        self.cells: list[tuple[Part, str, Cell]] = [
            (layout.part(at), layout.name(at), cell) for at, cell in enumerate(row.cells)
        ]
        self.level = next((cell.level for part, _, cell in self.cells if part == "number"), None)

    def all(self) -> Iterator[tuple[Part, str, str]]:
        """Yield part, heading and text of every cell, repeated ones too."""
        for part, name, cell in self.cells:
            if cell.merged != "left" and clean(cell.text):
                yield part, name, cell.text

    def own(self) -> Iterator[tuple[Part, str, str]]:
        """Yield part, heading and text of every cell that does not repeat the one above."""
        for part, name, cell in self.cells:
            if not cell.merged and clean(cell.text):
                yield part, name, cell.text

    def doubts(self) -> Iterator[Text]:
        """Yield what the reader of the file doubts about each cell as what it is."""
        for part, _, cell in self.cells:
            yield from (doubt for doubt in (cell.doubt, part == "number" and cell.as_number) if doubt)

    def undecided(self) -> Text | None:
        """Return why the cell of the term is none."""
        return next(
            (cell.as_term for part, _, cell in self.cells if part == "deadline" and cell.as_term), None
        )

    def text(self, part: Part) -> str:
        """Return the text of a part; a number without the signs around it."""
        found = clean(" ".join(text for name, _, text in self.all() if name == part))
        return (_NUMBER_SIGNS.sub("", found) or found) if part == "number" else found

    def above(self, part: Part) -> bool:
        """Whether all that a part says is repeated from the row above."""
        return bool(self.text(part)) and part not in {name for name, _, _ in self.own()}

    def is_heading(self, last: Item | None) -> bool:
        """Whether the row is no event: one text across the table, such as a section, or a line of signatures."""
        told = list(self.all())
        number = self.text("number")
        if number and not any(map(self.text, _TELLING)):
            return _LIKE_A_NUMBER.fullmatch(number) is None
        if len(told) != 1 or number or told != list(self.own()) or self.level is not None:
            return False
        part, _, text = told[0]
        return last is None or (part == "title" and not clean(text)[:1].islower())

    def continues(self, last: Item) -> bool:
        """Whether the row goes on with the event above: no number, and no event with a term of its own."""
        if self.level is not None or (self.text("number") and not self.above("number")):
            return False
        title = self.text("title")
        if not title:
            return True
        if self.text("deadline") and not self.above("deadline") and not _is_cut_off(last):
            return False
        return self.above("title") or title[:1].islower()


_TELLING: tuple[Part, ...] = ("title", "start", "deadline")


def _is_cut_off(item: Item) -> bool:
    """Whether a term breaks off before its year, as at the end of a page."""
    term = clean(item.parts.get("deadline", ""))
    return bool(term) and _ENDS_IN_YEAR.search(term) is None
