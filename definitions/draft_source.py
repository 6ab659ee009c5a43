"""A plan's tables as plain text cells, whatever kind of file they came from: what a draft is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from calendars.saying import Text


@dataclass(frozen=True)
class Cell:
    """One cell of the grid; a merged cell stands in its first place, the others it covers say where it is.

    A cell merged with the one above repeats its text. `level` is set where Word numbers the paragraph itself.
    `as_number` and `as_term` are doubts that matter only in the column of numbers, or of terms.
    """

    text: str = ""
    merged: Literal["", "above", "left"] = ""
    level: int | None = None
    doubt: Text | None = None
    as_number: Text | None = None
    as_term: Text | None = None


@dataclass(frozen=True)
class GridRow:
    """A row and where it stands in the file (“table 2, row 5”)."""

    place: Text
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """A table of a document, or a sheet of a workbook."""

    name: Text
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class Source:
    """A plan as its file has it: the name of the file, its tables, the text outside them, what its reader noticed.

    In `around` an empty text stands in the place of each table: what follows one does not go on with what is before.
    """

    name: str
    grids: tuple[Grid, ...]
    around: tuple[str, ...] = ()
    doubts: tuple[Text, ...] = ()
