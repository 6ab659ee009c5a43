"""Wordings that people read in two ways: which reading was taken, and words that would leave no doubt."""

from __future__ import annotations

from calendars.saying import Text, say
from definitions.phrases.readings import Doubt, Fixed, Offset, Reading

_DOUBTS: dict[Doubt, Text] = {
    "half_month": say(
        "the first half of a month of 31 days is taken to end on the 15th; write the dates to leave no doubt"
    ),
    "horizon": say(
        "“до” with a year is taken as up to 31 December of that year; write “не позднее 31 декабря” to leave no doubt"
    ),
}
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


def warnings(reading: Reading) -> tuple[Text, ...]:
    """Name every doubtful wording of a phrase, the reading taken, and words that leave no doubt."""
    found: list[Text] = []
    for part in _parts(reading):
        found += [text for text in _of(part) if text not in found]
    return tuple(found)


def _parts(reading: Reading) -> tuple[Reading, ...]:
    inner: list[Reading] = list(getattr(reading, "parts", ()))
    inner += [part for name in ("due", "cap") if (part := getattr(reading, name, None)) is not None]
    return (reading, *(deeper for part in inner for deeper in _parts(part)))


def _of(reading: Reading) -> list[Text]:
    found: list[Text] = []
    match reading:
        case Fixed(bound="latest", inclusive=None, doubt=None):
            found.append(_UNTIL)
        case Fixed(bound="latest", inclusive=False):
            found.append(_UNTIL_MONTH)
        case Offset():
            found += [_PLAIN_DAYS] * reading.plain_days
            found += [_NO_ANCHOR] * (
                reading.anchor is None and reading.bound == "latest" and not reading.parts
            )
        case _:
            pass
    found += [_NO_YEAR] * (getattr(reading, "year_relative", None) == "unstated")
    doubt: Doubt | None = getattr(reading, "doubt", None)
    return [*found, *([_DOUBTS[doubt]] if doubt else [])]
