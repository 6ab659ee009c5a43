"""What a definition says for all its events: the document, the parameters, and the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal, TypeAlias

from calendars import Convention


@dataclass(frozen=True)
class Among:
    """A list of participants of one role."""

    role: str


#: What is given with an entry: `whole` counts things and `money` roubles, neither below zero; `document` is a number
#: and a date, `file` something attached; words: one of these.
DataKind: TypeAlias = (
    Literal["text", "date", "time", "number", "whole", "money", "document", "person", "file", "participants"]
    | tuple[str, ...]
    | Among
)
#: The kinds that have a sum.
NUMBERS: tuple[DataKind, ...] = ("number", "whole", "money")


def is_list(kind: DataKind | None) -> bool:
    """Whether participants are given as a list of names."""
    return kind == "participants" or isinstance(kind, Among)


@dataclass(frozen=True)
class Document:
    """The act that approved the plan, as it names itself; `in_force` are the first and last day of this wording.

    Since the day `repealed` the act itself is no longer in force, by what the act `repealed_by` says.
    """

    form: str = ""
    reference: str = ""
    approved_by: str = ""
    dated: str = ""
    basis: str = ""
    edition: str = ""
    in_force: tuple[date | None, date | None] = (None, None)
    repealed: date | None = None
    repealed_by: str = ""
    controlled_by: str = ""


ParameterKind = Literal["year", "date", "number", "text", "term"]


@dataclass(frozen=True)
class Parameter:
    """A value given when the cycle starts; `value` is "" until then, a date in ISO, a number in digits.

    A term is a deadline in the words of another act, which may be given later.
    """

    name: str
    kind: ParameterKind
    title: str = ""
    value: str = ""


@dataclass(frozen=True)
class YearOf:
    """A year: that of `parameter` (or of its date) moved by `shift`; with no parameter `shift` is the year itself."""

    parameter: str = ""
    shift: int = 0


@dataclass(frozen=True)
class YearRule:
    """Which year the words of a phrase mean: «отчётный», «текущий», «планируемый», or none at all."""

    reporting: YearOf | None = None
    current: YearOf | None = None
    planned: YearOf | None = None
    unnamed: YearOf | None = None


# The rules ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Roll:
    """What a deadline does on a non-working day, and whose decision that is (for windows, if it is another's)."""

    dates: Convention
    windows: Convention
    decided_by: str
    windows_decided_by: str | None = None


Clock = Literal["cycle", "addressee", "sender"]


@dataclass(frozen=True)
class Received:
    """What comes in after `hour` counts as come in on the next working day, by the clock of `whose`."""

    hour: time
    whose: Clock = "cycle"


@dataclass(frozen=True)
class Moving:
    """Who may move a term and what must be given for it; nobody where `forbidden`."""

    forbidden: bool = False
    by: tuple[str, ...] = ()
    needs: Mapping[str, DataKind] = field(default_factory=dict)
    requested_by: tuple[str, ...] = ()


#: Stand in a ladder for those who are written to beside whoever owes a case.
HEAD = "*head"
CURATOR = "*curator"
SUPERIOR = "*superior"


@dataclass(frozen=True)
class Reminders:
    """The ladder: working days before the due date, the day itself, then once overdue and again at intervals."""

    days_before: tuple[int, ...] = (10, 3, 1)
    on_the_day: bool = True
    overdue_after: int = 1
    overdue_every: int = 7
    at_once: bool = False
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True)
class Copy:
    """Somebody else who is written to once a case is `overdue` so many working days (0: on the day itself)."""

    to: tuple[str, ...]
    overdue: int = 0
