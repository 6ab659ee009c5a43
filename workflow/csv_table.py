"""Tables as staff export them from Excel: CSV, whatever its separator and encoding."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterator

from calendars.errors import InputError, Problem
from calendars.saying import say
from definitions import clean


def read_csv(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, with the line each begins in.

    The separator (`;`, `,` or a tab) is the one that the first row has most of; the encoding UTF-8, windows-1251 or
    what Excel calls Unicode (UTF-16). Raises InputError for another encoding, for a value of more than 131,072 signs
    and for quotes that do not pair: a quotation mark left open would swallow all the rows after it.
    """
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    first = text.lstrip("\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(";,\t", key=first.count), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(clean(cell) for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        # The library tells its errors apart by their words alone.
        message = _TOO_LONG if "field limit" in str(error) else _QUOTES
        raise InputError(message, [Problem(message, "", line, 1)]) from None


def decoded(data: bytes) -> str:
    """Return the text of a table, in whichever encoding Excel wrote it; raises InputError for any other."""
    utf_16 = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ()
    for encoding in (*utf_16, "utf-8-sig", "cp1251"):
        with contextlib.suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if "\0" not in text:  # no table has such a sign; a file of another kind is full of them
                return text
    raise InputError(_ENCODING, [Problem(_ENCODING, "", 1, 1)])


_QUOTES = say(
    "from here on the quotation marks do not pair: a value in quotes ends with one, and a quotation mark inside it "
    "is written twice"
)
_TOO_LONG = say(
    "a value that begins here is too long: {limit} signs at most; has a quotation mark been left open?",
    limit=csv.field_size_limit(),
)
_ENCODING = say("the table is neither UTF-8 nor windows-1251: save it as CSV UTF-8")
