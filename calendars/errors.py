"""Every way srok says no, in one tree, so that the shell can turn each into a message and an exit status.

SrokError
├── InputError            exit 1: what we were given is at fault; carries every problem found
│   ├── CalendarError     a date outside the known years, a decree that contradicts itself
│   ├── PhraseError       a deadline phrase that is not understood; knows which characters
│   ├── DefinitionError   a definition with errors
│   ├── RefusedError      an entry that does not fit; says what would be allowed
│   └── IntegrityError    the journal or the tables are not what they should be
├── UsageError            exit 2: the command was called wrongly
└── SystemFault           exit 3: the mail relay or the database cannot be used, or not now
    ├── Deferred          a letter that did not leave now and may later
    └── Rejected          a letter that its recipient will not take
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from calendars.saying import Catalog, Text


@dataclass(frozen=True)
class Problem:
    """One thing wrong, with its place: `line` and `column` count from 1; 0 means the file as a whole."""

    message: Text
    file: str = ""
    line: int = 0
    column: int = 0
    severity: Literal["error", "warning"] = "error"

    def render(self, catalog: Catalog) -> str:
        """Return `FILE:LINE:COLUMN: severity: message`, without a place where there is none."""
        sentence = f"{self.severity}: {self.message.render(catalog)}"
        if not self.file:
            return sentence
        return f"{self.file}:{self.line}:{self.column}: {sentence}"


class SrokError(Exception):
    """Anything srok refuses; `message` is what the reader sees."""

    exit_status = 1

    def __init__(self, message: Text) -> None:
        super().__init__(str(message))
        self.message = message


class InputError(SrokError):
    """What we were given is at fault; `problems` lists everything found, not only the first."""

    def __init__(self, message: Text, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems) or (Problem(message),)


class CalendarError(InputError):
    """A date outside the known years, or a calendar file that contradicts itself."""


class PhraseError(InputError):
    """A deadline phrase that is not understood; `start` and `end` are the characters at fault (end exclusive)."""

    def __init__(self, message: Text, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


class DefinitionError(InputError):
    """A definition that cannot be used."""


class RefusedError(InputError):
    """An entry that does not fit; the message says what would be allowed."""


class IntegrityError(InputError):
    """The journal is not whole, or the tables are not equal to a refold."""


class UsageError(SrokError):
    """The command was called wrongly."""

    exit_status = 2


class SystemFault(SrokError):
    """The mail relay or the database cannot be used."""

    exit_status = 3


class Deferred(SystemFault):
    """A letter that did not leave now and may later: a 4xx answer, a lost connection, a time-out."""


class Rejected(SystemFault):
    """A letter that its recipient will not take: a 5xx answer; sending it again would not help."""
