"""Wordings that people read in two ways: which reading was taken, and words that would leave no doubt."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, TypeAlias

from calendars.saying import Text, say
from definitions.phrases.readings import Doubt, Fixed, Offset, Reading

Settled: TypeAlias = Literal["until", "year", "anchor"]

_UNTIL = say(
    "“до” with a date: that day is taken as still in time; write “не позднее” or “включительно” to leave no doubt"
)
_UNTIL_MONTH = say(
    "“до” with a month is taken as until the month begins, so the last day is in the month before; "
    "write “не позднее” and a date to leave no doubt"
)
_PLAIN_DAYS = say(
    "“дней” without a word is taken as calendar days; write “календарных” or “рабочих” to leave no doubt"
)
_NO_ANCHOR = say("the phrase does not say from which event the term runs; name it (“со дня …”)")
_NO_YEAR = say("the phrase names no year; write the date with its year")
_HALF = say("half a month is taken as 15 days (Civil Code, article 192); write the days to leave no doubt")
_DOUBTS: dict[Doubt, Text] = {
    "half_month": say(
        "the first half of a month of 31 days is taken to end on the 15th; write dates to leave no doubt"
    ),
    "end_of_period": say(
        "“к концу” is taken as up to the last day of it; write “не позднее” and a date to leave no doubt"
    ),
    "horizon": say(
        "“до” or “к” with a year is taken as up to 31 December of it; write “не позднее 31 декабря” to leave no doubt"
    ),
    "until": _UNTIL,
}


def warnings(reading: Reading, settled: Collection[Settled] = ()) -> tuple[Text, ...]:
    """Name every doubtful wording of a phrase, the reading taken, and words that leave no doubt.

    `settled` is what is said elsewhere: whether «до <дата>» takes in the day itself, the year, what a term counts from.
    """
    found: list[Text] = []
    for part in _parts(reading):
        found += [text for text in _of(part, settled) if text not in found]
    return tuple(found)


def _parts(reading: Reading) -> tuple[Reading, ...]:
    inner: list[Reading] = list(getattr(reading, "parts", ()))
    inner += [
        part for name in ("due", "cap", "anchor_date") if (part := getattr(reading, name, None)) is not None
    ]
    return (reading, *(deeper for part in inner for deeper in _parts(part)))


def _of(reading: Reading, settled: Collection[Settled]) -> list[Text]:
    found = [_NO_YEAR] * ("year" not in settled and getattr(reading, "year_relative", None) == "unstated")
    doubt: Doubt | None = getattr(reading, "doubt", None)
    found += [_DOUBTS[doubt]] if doubt else []
    match reading:
        case Fixed(bound="latest", inclusive=None, doubt=None) if "until" not in settled:
            found.append(_UNTIL)
        case Fixed(bound="latest", inclusive=False):
            found.append(_UNTIL_MONTH)
        case Offset(detail=None):
            found += _of_term(reading, settled)
        case Offset(bound="latest", inclusive=None) if "until" not in settled:
            found.append(_UNTIL)
        case _:
            pass
    return found


def _of_term(term: Offset, settled: Collection[Settled]) -> list[Text]:
    found = [_PLAIN_DAYS] * term.plain_days
    half_a_month = term.unit == "month" and term.n is not None and term.n != int(term.n)
    found += [_HALF] * half_a_month
    return found + [_NO_ANCHOR] * (
        "anchor" not in settled
        and term.anchor is None
        and term.bound == "latest"
        and term.direction is not None
    )
