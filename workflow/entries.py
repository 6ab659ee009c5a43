"""The facts that the journal keeps: everything else is derived from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Literal


@dataclass(frozen=True, order=True, slots=True)
class CaseKey:
    """Which case: the event, and whose row it is where the event has a row for each."""

    event: str
    subject: str = ""
    agency: str = ""
    period: str = ""

    def __str__(self) -> str:
        return " / ".join(part for part in (self.event, self.subject, self.agency, self.period) if part)


#: `act` fires a transition of the case's flow; the other kinds are the control entries that every case knows.
CaseKind = Literal[
    "act",
    "set_date",
    "remove",
    "annotate",
    "withdraw",
    "answer",
    "add_row",
    "appoint",
    "target",
    "request",
    "refuse",
    "accept",
    "reject",
    "inform",
]
#: What a cycle consists of changes by its own entries; a seal changes nothing.
CycleKind = Literal["start", "join", "leave", "change", "amend", "calendar", "seal"]


@dataclass(frozen=True)
class Entry:
    """One fact: it happened `on` a day and was recorded at a moment (aware); `number` counts within the cycle.

    `case` is None for an entry about the cycle as a whole. `day` is the date that is set, asked for, or aimed at;
    `row` names a row inside the case: the participant of a survey's answer, or the line of a sheet.
    """

    number: int
    kind: CaseKind | CycleKind
    on: date
    recorded_at: datetime
    case: CaseKey | None = None
    trigger: str = ""
    at: time | None = None
    actor: str = ""
    ref: str = ""
    basis: str = ""
    note: str = ""
    day: date | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    corrects: int | None = None
    key: str = ""
    row: str = ""


#: What control entries are called on the command line, in both languages.
CONTROL: Mapping[str, CaseKind] = {
    "set-date": "set_date",
    "назначить срок": "set_date",
    "remove": "remove",
    "снять с контроля": "remove",
    "annotate": "annotate",
    "пояснить": "annotate",
    "withdraw": "withdraw",
    "отозвать": "withdraw",
    "answer": "answer",
    "ответ": "answer",
    "add-row": "add_row",
    "добавить строку": "add_row",
    "appoint": "appoint",
    "назначить": "appoint",
    "target": "target",
    "ориентир": "target",
    "request-date": "request",
    "просить о переносе": "request",
    "refuse-date": "refuse",
    "отказать в переносе": "refuse",
    "accept-reason": "accept",
    "принять причину": "accept",
    "reject-reason": "reject",
    "отклонить причину": "reject",
    "inform": "inform",
    "сообщить": "inform",
}
