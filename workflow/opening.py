"""What a case answers to: whether that has come, and without which of its rows the case can begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from calendars.saying import Text, say, say_many
from definitions import Event, period
from workflow.cases import Applies, Case
from workflow.entries import CaseKey, Entry


@dataclass(frozen=True)
class Upstream:
    """Whether a case applies, the event it answers to, and the day on which that came (None: not yet).

    `required` are the events without whose result nothing can be recorded here, each with its day. Of a case that can
    go on without the rows that are missing, `rows` are all that it waits for, each with its day (None: not yet); for
    it has come what it answers to once the first of them has.
    """

    applies: Applies
    input_event: str | None
    input_on: date | None
    required: tuple[tuple[str, date | None], ...] = ()
    rows: tuple[tuple[CaseKey, date | None], ...] = ()

    @property
    def waiting(self) -> bool:
        """Whether what it answers to is still missing."""
        return self.input_event is not None and self.input_on is None

    @property
    def missing(self) -> tuple[CaseKey, ...]:
        """The rows without which the case can begin, or began."""
        if self.waiting:
            return ()
        return tuple(key for key, day in self.rows if day is None)

    @property
    def since(self) -> date | None:
        """The day from which on something can be recorded here."""
        return min((day for _, day in self.rows if day is not None), default=self.input_on)

    def begun(self, day: date | None) -> Upstream:
        """Return what a case answers to that began on a day (None: it has not): what came later it did without."""
        if day is None or not self.rows:
            return self
        rows = tuple((key, came if came is not None and came <= day else None) for key, came in self.rows)
        return replace(self, input_on=came_without_all(rows), rows=rows)

    def why_not(self, entry: Entry, event: Event) -> Text | None:
        """Say why no act is possible here, whatever the state; None when one is."""
        decides = event.only_for.event if event.only_for else self.input_event
        if self.applies == "no":
            return say("this case does not apply: that follows from event {event}", event=decides)
        if self.applies == "unknown":
            return say(
                "it is not known yet whether this case applies: that follows from event {event}",
                event=decides,
            )
        if self.waiting:
            return say(
                "event {event} has not been recorded yet, and this one answers to it", event=self.input_event
            )
        if self.since is not None and entry.on < self.since:
            return say(
                "{on} is earlier than {came}, the day of event {event}, to which this one answers",
                on=entry.on,
                came=self.since,
                event=self.input_event,
            )
        for number, day in self.required:
            if day is None or entry.on < day:
                return say(
                    "this needs the result of event {event}, which is not there on {on}",
                    event=number,
                    on=entry.on,
                )
        return None


def came_without_all(rows: Sequence[tuple[CaseKey, date | None]]) -> date | None:
    """Return the day on which a case can begin that may go without some of its rows (None: not yet).

    That is the day of the last where all have come, else of the first.
    """
    days = [day for _, day in rows if day is not None]
    return max(days, default=None) if len(days) == len(rows) else min(days, default=None)


#: How many of the rows that are missing a message names.
_NAMED = 10


def missing_told(keys: Sequence[CaseKey]) -> Text:
    """Name the rows that are missing; of very many the first."""
    named = tuple(map(_named, keys[:_NAMED]))
    if len(keys) <= _NAMED:
        return say("{rows}", rows=named)
    return say_many("{rows} and {number} more", "{rows} and {number} more", len(keys) - _NAMED).with_values(
        rows=named
    )


def _named(key: CaseKey) -> Text | str:
    """Name a case with its reporting period as people say it."""
    own = period(key.period)
    return say("{row} / {period}", row=str(replace(key, period="")), period=own.name) if own else str(key)


def begun_without(entry: Entry, before: Case, after: Case) -> Iterator[Text]:
    """Yield that a case was begun without rows that it could have waited for, where an entry began it so."""
    if entry.kind == "act" and not entry.row and len(before.stays) == 1 < len(after.stays) and after.missing:
        yield say(
            "{case} was begun without what is missing: {rows}; what comes later is not in it",
            case=_named(after.key),
            rows=missing_told(after.missing),
        )
