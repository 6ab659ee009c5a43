"""Tables saved as text: tabs, semicolons or commas, in the encodings that Excel and Word write."""

from __future__ import annotations

import csv
import io

from calendars.errors import InputError, Problem
from calendars.saying import say
from definitions.draft import Cell, Grid, GridRow, Source
from workflow import decoded


def read_text(data: bytes, name: str, *, tabs: bool) -> Source:
    """Return the one table of a text file; `tabs` says that tabs alone separate.

    Raises InputError for another encoding and for quotation marks that do not pair.
    """
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    separator = "\t" if tabs else _separator(text)
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            row = tuple(Cell(cell) for cell in cells)
            rows.append(GridRow(say("line {line}", line=line), row))
            line = reader.line_num + 1
    except csv.Error as error:
        why = _TOO_LONG if "limit" in str(error) else _QUOTES
        raise InputError(why, [Problem(why, line=line, column=1)]) from None
    return Source(name, (Grid(say("the table"), tuple(rows)),))


_QUOTES = say("from here on the quotation marks do not pair: write one inside a value twice")
_TOO_LONG = say("a cell here has more than 131072 letters: leave only the plan in the file")


def _separator(text: str) -> str:
    """Return the sign that stands in the most lines; commas are in every Russian sentence, so they come last."""
    lines = text.split("\n")
    return max("\t;,", key=lambda sign: sum(sign in line for line in lines))
