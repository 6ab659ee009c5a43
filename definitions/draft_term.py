"""The term of a plan's row: one phrase, even where the plan gives a beginning and an end in columns of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from calendars.errors import PhraseError
from calendars.saying import Text, say
from definitions.draft_header import Part
from definitions.phrases import Reading, Window, read_phrase
from definitions.tree import clean


@dataclass(frozen=True)
class Term:
    """A term in the plan's words, why a person has to write it, and what to look at in it."""

    text: str
    undecided: Text | None = None
    doubt: Text | None = None

    @property
    def is_understood(self) -> bool:
        """Whether the words read as a term."""
        return _read(self.text) is not None


def term_of(parts: Mapping[Part, str]) -> Term:
    """Return the term of a row; a beginning beside it is never dropped: one phrase says both, or none is written."""
    start, end = clean(parts.get("start", "")), clean(parts.get("deadline", ""))
    if not start or start == end:
        return Term(end, None if end else _NONE, _MIDNIGHT if _AT_MIDNIGHT.search(end) else None)
    if not end:
        return Term("", say("the plan says only when it begins: “{start}”", start=start))
    both = next((phrase for phrase in _joined(start, end) if _is_window(phrase)), "")
    if both:
        return Term(
            both, doubt=say("joined of the beginning “{start}” and the end “{end}”", start=start, end=end)
        )
    told = say(
        "the plan gives the beginning “{start}” and the end “{end}”: write them as one term",
        start=start,
        end=end,
    )
    return Term("", told)


_NONE = say("the plan names no term")
_AT_MIDNIGHT = re.compile(r"(?<![\d:])0?0:00(:00)?(?![\d:])")
_MIDNIGHT = say("00:00 is the very beginning of the day: if the plan means no hour, delete it")
_DATE_IN_WORDS = re.compile(r"(?<=[а-я] )(\d{4})$")


def _joined(start: str, end: str) -> Iterator[str]:
    """Yield the phrases that could say both, the plainest first."""
    start, end = (_DATE_IN_WORDS.sub(r"\1 г.", text) for text in (start, end))
    yield f"с {start} по {end}"
    yield f"{start} – {end}"
    yield f"{start} {end}"  # «с 1 марта» | «по 5 мая»


def _is_window(phrase: str) -> bool:
    reading = _read(phrase)
    return isinstance(reading, Window) and reading.start is not None and reading.end is not None


def _read(phrase: str) -> Reading | None:
    try:
        return read_phrase(phrase)
    except PhraseError:
        return None
