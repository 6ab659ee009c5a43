"""What a definition says about rows inside one case: the sections of a sheet, where their rows come from, surveys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from definitions.model_rules import DataKind
from definitions.periods import One


@dataclass(frozen=True)
class RowsFrom:
    """Rows listed in a column of what is known about the participant that a case has in this role."""

    role: str
    data: str


@dataclass(frozen=True)
class RowsExcepted:
    """Rows that a section does not have in these reporting periods: those named, and those a column lists."""

    periods: tuple[One, ...]
    rows: tuple[str, ...] = ()
    data: str = ""


@dataclass(frozen=True)
class Before:
    """What must hold for rows before an action of the case: `all` (or `any` one) of them in one of these states."""

    action: str
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet on paper: `show` a word for what the row is, what was given as `data`, or the day of `state`.

    Each of several `data` has a line of its own. With `columns` it is a heading above those, and has nothing itself.
    """

    head: str
    show: str = ""
    data: str | tuple[str, ...] = ""
    state: str = ""
    columns: tuple[SheetColumn, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Under which names what stands in it was given, or is known of the row."""
        return ((self.data,) if self.data else ()) if isinstance(self.data, str) else self.data


@dataclass(frozen=True)
class Section:
    """Part of a sheet: rows inside one case, each with a `flow` of its own; `open`: entries may add rows.

    `part`: a heading below the title; sections of one title are one table on paper. `titles` says what rows are called,
    `known` what the document says of each by name, `headings` under which heading it stands.
    """

    flow: str
    title: str = ""
    part: str = ""
    rows: tuple[str, ...] = ()
    rows_from: RowsFrom | None = None
    excepted: tuple[RowsExcepted, ...] = ()
    open: bool = False
    before: tuple[Before, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    headings: Mapping[str, str] = field(default_factory=dict, hash=False)
    columns: tuple[SheetColumn, ...] = ()

    @property
    def heading(self) -> str:
        """The title and the heading below it, as one text."""
        return ": ".join(one for one in (self.title, self.part) if one)

    def is_called(self, begins: str) -> bool:
        """Whether its title, the heading below that, or both together begin so."""
        names = (self.title, self.part, self.heading)
        return any(one.casefold().startswith(begins.casefold()) for one in names if one)


#: Answers that say that there is nothing to tell. Dashes are no answers any more, but they stand in journals.
_NOTHING = frozenset(("", "нет", "none", "no", "-", "—", "0"))


def says_nothing(answer: str) -> bool:
    """Whether an answer says that there is nothing to tell: whoever gives it is not named."""
    return answer.strip(" .").lower() in _NOTHING


@dataclass(frozen=True)
class Survey:
    """A question with one answer a participant inside one case; who gave none is `unanswered`, which is not "fine"."""

    for_each: str
    filled_by: str
    answers: Mapping[str, DataKind]
    unanswered: str
