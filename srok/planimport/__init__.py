"""Reading a plan out of the files that ministries keep them in: Word, Excel, and tables saved as text."""

from __future__ import annotations

from pathlib import PurePath

from calendars.errors import InputError
from calendars.saying import say
from definitions.draft import Source
from srok.planimport.excel import read_excel
from srok.planimport.package import kind_of
from srok.planimport.textfile import read_text
from srok.planimport.word import read_word

__all__ = ["read_plan"]

MAX_BYTES = 20_000_000
MAX_ROWS = 5_000
MAX_LETTERS = 400_000


def read_plan(data: bytes, file: str) -> Source:
    """Return the tables of a plan from the bytes of `file`; its ending matters only where the bytes do not tell.

    Raises InputError for a file that is of another kind, damaged, protected or too large.
    """
    if not data:
        raise InputError(say("the file is empty"))
    if len(data) > MAX_BYTES:
        raise InputError(
            say("the file has {size} bytes; a plan has at most {most}", size=len(data), most=MAX_BYTES)
        )
    path = PurePath(file)
    kind = kind_of(data, path.suffix.lower())
    if kind == "word":
        source = read_word(data, path.stem)
    elif kind == "excel":
        source = read_excel(data, path.stem)
    else:
        source = read_text(data, path.stem, tabs=path.suffix.lower() == ".tsv")
    _check_size(source)
    return source


def _check_size(source: Source) -> None:
    rows = [row for grid in source.grids for row in grid.rows]
    letters = sum(len(cell.text) for row in rows for cell in row.cells) + sum(map(len, source.around))
    if len(rows) > MAX_ROWS or letters > MAX_LETTERS:
        raise InputError(
            say(
                "the tables have {rows} rows and {letters} letters; a plan has at most {most_rows} and {most_letters}: "
                "leave only the plan in the file",
                rows=len(rows),
                letters=letters,
                most_rows=MAX_ROWS,
                most_letters=MAX_LETTERS,
            )
        )
