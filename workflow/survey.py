"""The answers of a survey: one a participant inside one case; who gave none is said so, never taken for well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from calendars.errors import RefusedError
from calendars.saying import Text, Value, say
from definitions import Survey, says_nothing
from workflow.entries import Entry
from workflow.participants import unknown_participant


@dataclass(frozen=True)
class Answer:
    """What was answered about a participant: the day whose state of affairs it tells, who wrote it down, and what.

    `earlier` are the days of which the answers told that it took the place of; `before` is the last of those,
    `known_at` when this one was recorded.
    """

    on: date
    entry: int
    actor: str = ""
    note: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    earlier: tuple[date, ...] = ()
    known_at: datetime | None = None
    before: Answer | None = None

    def tells_of(self, day: date | None) -> bool:
        """Whether it, or one that it took the place of, tells of the day that is asked about (None: of any)."""
        return day in (None, self.on, *self.earlier)


def answered(answers: Mapping[str, Answer | None], entry: Entry) -> Answer | Text:
    """Return the answer that an entry gives, or say that nobody is asked about whom it names."""
    if entry.row not in answers:
        return unknown_participant(entry.row, list(answers))
    before = answers[entry.row]
    earlier = (*before.earlier, before.on) if before else ()
    said = Answer(entry.on, entry.number, entry.actor, entry.note, entry.data, earlier)
    return replace(said, known_at=entry.recorded_at, before=before)


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


def decides(answers: Mapping[str, Answer | None], name: str, data: str) -> bool | None:
    """Whether an answer about a participant names something under `data`; None while there is no answer."""
    answer = answers.get(name)
    return None if answer is None else _names(answer, data)


def first_to_decide(answers: Mapping[str, Answer | None], name: str, data: str) -> Answer | None:
    """Return the answer since which a participant is named without a break; None where the last does not name it."""
    found, answer = None, answers.get(name)
    while answer is not None and _names(answer, data):
        found, answer = answer, answer.before
    return found


def _names(answer: Answer, data: str) -> bool:
    value = answer.data.get(data, "")
    return bool(value) and (not isinstance(value, str) or not says_nothing(value))


# What is no answer -------------------------------------------------------------------------------------------


def check_answered(survey: Survey, row: str, data: Mapping[str, str]) -> None:
    """Refuse an answer that is none: left empty, a dash, none of the words to choose from, those for the unasked."""
    unasked = _UNASKED.with_values(unanswered=survey.unanswered)
    if empty := tuple(name for name in survey.answers if not data.get(name)):
        raise RefusedError(_EMPTY.with_values(row=row, names=empty, unasked=unasked))
    for name, kind in survey.answers.items():
        value = data[name]
        told: dict[str, Value] = {"name": name, "value": value, "unasked": unasked}
        none = _is_none(value, survey.unanswered)
        if isinstance(kind, tuple):
            if one_of(value, kind) is None:
                raise RefusedError((_OTHER if none else _WRONG_WORD).with_values(words=kind, **told))
        elif none:
            raise RefusedError(_NO_ANSWER.with_values(**told))


def one_of(value: str, words: tuple[str, ...]) -> str | None:
    """Return which of the words to choose from is meant, in capital letters or not; None where it is none."""
    alike = (word for word in words if word.casefold() == value.casefold())
    return value if value in words else next(alike, None)


def _is_none(value: str, unanswered: str) -> bool:
    """Whether words stand for no answer: no letter or digit in them, or those of the survey, with a reason or without.

    In Russian they agree with whom they are about: «не опрошен», «не опрошена». So do words of having heard nothing.
    """
    words = re.escape(unanswered.casefold())
    none = re.compile(rf"(?:{words}\w?\w?|{_UNHEARD})(\s*[^\w\s].*)?")
    return not any(mark.isalnum() for mark in value) or bool(none.fullmatch(value.casefold()))


#: How people write that they have heard nothing: «н/д», «не дозвонились», «не ответил».
_UNHEARD = r"н[/.]\s?д|нет (?:данных|ответа|связи)|не (?:дозвони|ответи|отвеча)\w+|n/a|no (?:answer|data)"

_EMPTY = say("the answer about {row} does not say: {names}; {unasked}")
_OTHER = say("{name}: “{value}” is none of the answers to choose from: {words}; {unasked}")
_WRONG_WORD = say("{name}: “{value}” is none of the answers to choose from: {words}")
_NO_ANSWER = say("{name}: “{value}” is no answer: if there is nothing to tell, write “no”; {unasked}")
_UNASKED = say(
    "about whoever has not been asked record nothing at all (in a file, leave the line out): "
    "“{unanswered}” then stands there by itself"
)
