"""The values of one table of a structure while it becomes a reading: which keys stand there, and whether they may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from calendars.saying import Text, say
from definitions.keys import Language, spelled, value_spelled
from definitions.phrases import Reading, YearDay
from definitions.phrases.contradictions import check_limits
from definitions.phrases.pieces import FaultError
from definitions.phrases.readings import YearRelative
from definitions.structure_values import MONTHS

Values = Mapping[str, Any]


class MistakeError(Exception):
    """Keys that cannot stand together: `key` is the one whose value is at fault, None for the whole table."""

    def __init__(self, key: str | None, message: Text) -> None:
        super().__init__(str(message))
        self.key, self.message = key, message


class Given:
    """The values of one table, and the words in which its mistakes are told."""

    def __init__(self, values: Values, language: Language) -> None:
        self.values, self.language = values, language

    def get(self, key: str) -> Any:  # noqa: ANN401 - values of every kind
        """Return the value of a key, or None."""
        return self.values.get(key)

    def spelled(self, *keys: str) -> str:
        """Return keys as the file writes them."""
        return ", ".join(spelled(key, self.language) for key in keys)

    def one_of(self, *keys: str) -> str:
        """Return which one of the keys is there; MistakeError unless it is one."""
        found = self.at_most_one(*keys)
        if found is None:
            raise MistakeError(
                None, say("one of these keys is missing here: {keys}", keys=self.spelled(*keys))
            )
        return found

    def at_most_one(self, *keys: str) -> str | None:
        """Return which one of the keys is there, if any; MistakeError if several are."""
        found = [key for key in keys if key in self.values]
        if len(found) > 1:
            raise MistakeError(
                found[1],
                say(
                    "“{one}” and “{other}” cannot stand together: leave one of them out",
                    one=self.spelled(found[0]),
                    other=self.spelled(found[1]),
                ),
            )
        return found[0] if found else None

    def kind(self, name: str) -> Text:
        """Return how a kind of deadline is written."""
        written = say("{key}: {kind}")
        return written.with_values(key=self.spelled("kind"), kind=value_spelled(name, self.language))

    def apart(self, key: str, *others: str) -> None:
        """Refuse a key beside any of the others."""
        for other in others:
            self.at_most_one(key, other)

    def needs(self, key: str, *others: str) -> None:
        """Refuse a key that means nothing without one of the others."""
        if key in self.values and not any(other in self.values for other in others):
            raise MistakeError(
                key,
                say(
                    "“{key}” means nothing without “{other}”: add it",
                    key=self.spelled(key),
                    other=self.spelled(others[0]),
                ),
            )

    def year(self, days: list[YearDay]) -> YearRelative | None:
        """Return which year days without one lie in; None where each has its own."""
        self.needs("of_what", "of_year")
        if all(day.year is not None for day in days):
            if "of_year" in self.values:
                told = say(
                    "the year is named in the date itself: leave “{key}” out", key=self.spelled("of_year")
                )
                raise MistakeError("of_year", told)
            return None
        return self.year_named()

    def year_named(self) -> YearRelative:
        """Return which year is named, or that none is."""
        named: YearRelative = self.values.get("of_year", "unstated")
        if named == "following_event" and "of_what" not in self.values:
            raise MistakeError(
                "of_year", say("say in “{key}” the year of what is meant", key=self.spelled("of_what"))
            )
        return named

    def year_words(self) -> str | None:
        """Return the plan's own words for a year: «годом получения субсидии»."""
        words: str | None = self.values.get("of_what")
        return f"годом {words}" if words and self.values.get("of_year") == "following_event" else words

    def day_unit(self) -> Literal["calendar", "working"]:
        """Return which days of a month are counted."""
        unit = self.values.get("unit", "calendar_day")
        if unit not in ("calendar_day", "working_day"):
            raise MistakeError("unit", say("days of a month are calendar days or working days"))
        return "working" if unit == "working_day" else "calendar"

    def month(self) -> int:
        """Return the number of the month that is named."""
        return MONTHS.index(self.values["of_month"]) + 1

    def capped(self, reading: Reading) -> Reading:
        """Return a reading whose second limit, if any, does not contradict it."""
        if "but" in self.values:
            try:
                check_limits(reading, self.values["but"], (0, 0))
            except FaultError as fault:
                raise MistakeError("but", fault.message) from None
        return reading
