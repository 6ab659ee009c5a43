"""The answers of a survey: one a participant inside one case; who gave none is said so, never taken for well."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from calendars.saying import Text, say
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


def outlived(entry: Entry, answers: Mapping[str, Answer | None]) -> Iterator[Text]:
    """Say of an answer that was just recorded that a later one stands, so that it changes nothing."""
    standing = answers.get(entry.row) if entry.kind == "answer" else None
    if standing is not None and standing.entry != entry.number and standing.on > entry.on:
        yield say(
            "about {name} the answer of {on} stands (entry {number}): this one, of an earlier day, changes nothing",
            name=entry.row,
            on=standing.on,
            number=standing.entry,
        )


#: Answers that say that there is nothing to tell.
_NOTHING = frozenset(("", "нет", "none", "no", "-", "—", "0"))


def decides(answers: Mapping[str, Answer | None], name: str, data: str) -> bool | None:
    """Whether an answer about a participant names something under `data`; None while there is no answer."""
    answer = answers.get(name)
    if answer is None:
        return None
    value = answer.data.get(data, "")
    return bool(value) and (not isinstance(value, str) or value.strip(" .").lower() not in _NOTHING)
