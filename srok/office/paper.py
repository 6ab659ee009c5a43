"""A form on paper: a title and tables whose heads stand in two rows, numbered as forms of acts number them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from srok.office.sheet import Value


@dataclass(frozen=True)
class Head:
    """The head of a column and how wide that is (in characters); with `below` it stands above those columns."""

    title: str
    width: int = 14
    below: tuple[Head, ...] = ()

    @property
    def leaves(self) -> tuple[Head, ...]:
        """The columns it stands for."""
        return self.below or (self,)


@dataclass(frozen=True)
class PaperTable:
    """A table with its heading; a line that is a text stands across all columns."""

    title: str
    heads: tuple[Head, ...]
    lines: Sequence[str | Sequence[Value]]


@dataclass(frozen=True)
class Paper:
    """A form: its title, a line below it, its tables, and a line at the foot of each page."""

    title: str
    note: str
    tables: tuple[PaperTable, ...]
    foot: str = ""
