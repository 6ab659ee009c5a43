"""What control entries do to a case: dates set and asked for, targets, reasons given and judged, who was informed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from calendars.saying import Text, say
from workflow.entries import Entry


@dataclass(frozen=True)
class Request:
    """Somebody asked to move a date: on which day, to which, why, and who; with the entry that answered.

    `answered` is None while it is open. One that was granted may have been granted with another date.
    """

    entry: int
    on: date
    proposed: date
    reason: str
    by: str = ""
    answered: Literal["granted", "refused"] | None = None
    answer: int | None = None


@dataclass
class Controlled:
    """What control entries have said of a case so far.

    `set_by` and `target_by` are the entries that set its date and its target; `accepted` is whether the reason was
    accepted (None: nobody has judged it yet).
    """

    set_by: Entry | None = None
    removed: bool = False
    reason: str = ""
    accepted: bool | None = None
    target_by: Entry | None = None
    informed: date | None = None
    requests: list[Request] = field(default_factory=list)

    def apply(self, entry: Entry, actual: date | None) -> Text | None:
        """Apply a control entry; return why it does not fit, if it does not. `actual`: when the deadline was met."""
        match entry.kind:
            case "set_date" | "target" | "request" | "refuse":
                return self._date(entry)
            case "remove":
                self.removed = True
                self._explain(entry.basis or entry.note)
            case "annotate":
                self._explain(entry.note)
            case "accept" | "reject":
                return self._judge(entry)
            case "inform":
                return self._inform(entry, actual)
        return None

    def _date(self, entry: Entry) -> Text | None:
        """Take a date that was set or asked for; one that is set answers whoever asked for another."""
        if entry.kind == "request":
            proposed = entry.day or entry.on
            self.requests.append(Request(entry.number, entry.on, proposed, entry.note, entry.actor))
            return None
        if entry.kind == "set_date":
            self.set_by = entry
        elif entry.kind == "target":
            self.target_by = entry
        refused = entry.kind == "refuse"
        if refused and all(one.answered for one in self.requests):
            return say("nobody has asked to move the date, or all have had their answer")
        self._answer(entry, "refused" if refused else "granted")
        return None

    def remark(self, note: str) -> None:
        """Take over a remark made with an act: an explanation that somebody gave is not lost because of it."""
        if note and not self.reason:
            self._explain(note)

    def _explain(self, reason: str) -> None:
        """Take a reason; nobody has judged a new one yet."""
        self.reason, self.accepted = reason, None

    def _answer(self, entry: Entry, answered: Literal["granted", "refused"]) -> None:
        """Answer every request that is open."""
        self.requests = [
            one if one.answered else replace(one, answered=answered, answer=entry.number)
            for one in self.requests
        ]

    def _judge(self, entry: Entry) -> Text | None:
        if not self.reason:
            return say("nobody has given a reason on {on} yet", on=entry.on)
        self.accepted = entry.kind == "accept"
        return None

    def _inform(self, entry: Entry, actual: date | None) -> Text | None:
        if actual is None or entry.on < actual:
            return say(
                "on {on} there is nothing to inform of yet: the deadline had not been met", on=entry.on
            )
        self.informed = self.informed or entry.on
        return None
