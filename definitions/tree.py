"""What a YAML file says, each value with its place, before anything knows what the keys mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from calendars.errors import Problem
from calendars.saying import Text

#: Soft hyphen, zero-width signs, marks of direction, and the signs by which a terminal is given orders.
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f]"
)


def clean(text: str) -> str:
    """Return the text as it looks: no invisible characters, every run of spaces one space, accents composed."""
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


@dataclass(frozen=True)
class Place:
    """Where something stands in the file; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Scalar:
    """A single value: `raw` exactly as YAML gives it, `text` without invisible characters.

    `offset_exact` says that the nth character of `raw` stands at column + n in the file.
    """

    raw: str
    place: Place
    empty: bool = False
    offset_exact: bool = True

    @cached_property
    def text(self) -> str:
        """The value without invisible characters."""
        return clean(self.raw)

    def at(self, offset: int) -> Place:
        """Return the place of the character `offset` of `raw`, or the value's start where that is not known."""
        if not self.offset_exact:
            return self.place
        return Place(self.place.line, self.place.column + offset)


@dataclass(frozen=True)
class Listing:
    """A YAML sequence."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True)
class Table:
    """A YAML mapping, keys in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place


Node: TypeAlias = Scalar | Listing | Table


@dataclass(frozen=True)
class TablePlace(Place):
    """Where a table with known keys stands, and under their English names what stands in it, as it is written."""

    nodes: Mapping[str, Node] = field(default_factory=dict, compare=False)


@dataclass
class Report:
    """Collects the problems of one file while it is being read."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, place: Place, message: Text) -> None:
        """Add an error."""
        self.problems.append(Problem(message, self.file, place.line, place.column))

    def warning(self, place: Place, message: Text) -> None:
        """Add a warning."""
        self.problems.append(Problem(message, self.file, place.line, place.column, "warning"))

    @property
    def failed(self) -> bool:
        """Whether there is any error among the problems."""
        return any(problem.severity == "error" for problem in self.problems)

    def in_order(self) -> tuple[Problem, ...]:
        """Return the problems in the order of the file."""
        return tuple(sorted(self.problems, key=lambda problem: (problem.line, problem.column)))
