"""What a definition says about rows inside one case: the sections of a sheet, where their rows come from, surveys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
class Section:
    """Part of a sheet: rows inside one case, each with a `flow` of its own; `open`: entries may add rows."""

    flow: str
    title: str = ""
    rows: tuple[str, ...] = ()
    rows_from: RowsFrom | None = None
    excepted: tuple[RowsExcepted, ...] = ()
    open: bool = False
    before: tuple[Before, ...] = ()


@dataclass(frozen=True)
class Survey:
    """A question with one answer a participant inside one case; who gave none is `unanswered`, which is not "fine"."""

    for_each: str
    filled_by: str
    answers: Mapping[str, DataKind]
    unanswered: str
