"""The answers of a survey: one a participant inside one case; who gave none is said so, never taken for well."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calendars.saying import Text
from workflow.entries import Entry
from workflow.participants import unknown_participant


@dataclass(frozen=True)
class Answer:
    """What was answered about a participant: the day whose state of affairs it tells, who wrote it down, and what."""

    on: date
    entry: int
    actor: str = ""
    note: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


def answered(asked: Collection[str], entry: Entry) -> Answer | Text:
    """Return the answer that an entry gives, or say that nobody is asked about whom it names."""
    if entry.row not in asked:
        return unknown_participant(entry.row, list(asked))
    return Answer(entry.on, entry.number, entry.actor, entry.note, entry.data)


#: Answers that say that there is nothing to tell.
_NOTHING = frozenset(("", "нет", "none", "no", "-", "—", "0"))


def decides(answers: Mapping[str, Answer | None], name: str, data: str) -> bool | None:
    """Whether an answer about a participant names something under `data`; None while there is no answer."""
    answer = answers.get(name)
    if answer is None:
        return None
    value = answer.data.get(data, "")
    return bool(value) and (not isinstance(value, str) or value.strip(" .").lower() not in _NOTHING)
