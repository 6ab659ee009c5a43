"""Names of rows listed in one text, as appendices of acts write them: «1.2-1.4, 2.1; 2.2»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calendars.saying import say

_PIECES = re.compile("[,;\n]")
_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,4})*"
_RANGE = re.compile(rf"({_NUMBER})\.?\s*[-–—]\s*({_NUMBER})\.?")
#: No appendix has so many rows between two numbers; more is a slip of the pen.
_MOST = 200


def row_names(text: str) -> tuple[str, ...]:
    """Return the names that a text lists, each once; a range that is not understood stands as it is written."""
    return tuple(dict.fromkeys(name for piece in _pieces(text) for name in _named(piece) or (piece,)))


def misread(text: str) -> Iterator[str]:
    """Yield the ranges of a text whose numbers cannot be told: both ends may differ in the last number only."""
    return (piece for piece in _pieces(text) if _named(piece) is None)


NOT_UNDERSTOOD = say(
    "“{range}” is not understood: only the last number of a range may grow, like “1.2-1.4”; else name each row"
)


def _pieces(text: str) -> Iterator[str]:
    return (piece for part in _PIECES.split(text) if (piece := part.strip()))


def _named(piece: str) -> tuple[str, ...] | None:
    """Return the names that a piece stands for; None for a range that nobody can count through."""
    found = _RANGE.fullmatch(piece)
    if found is None:
        return (piece,)
    (*above, first), (*same, last) = found[1].split("."), found[2].split(".")
    if above != same or not 0 < int(last) - int(first) < _MOST:
        return None
    return tuple(".".join((*above, str(number))) for number in range(int(first), int(last) + 1))
