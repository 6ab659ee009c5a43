"""The reporting periods that definitions and phrases name: their days, their names and the ids that cases keep."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, TypeAlias, get_args

from calendars.saying import Text, say
from definitions.phrases import readings

#: One period of a year; `6M` and `9M` count from January, `H1` and `H2` are the halves.
One: TypeAlias = Literal["month", "Q1", "Q2", "Q3", "Q4", "H1", "H2", "6M", "9M", "year"]
#: What a definition may ask for: one period a year, or all the months, quarters or halves.
PeriodKind: TypeAlias = Literal[One, "quarter", "half_year"]

_SPANS: dict[One, tuple[int, int]] = {
    "Q1": (1, 3),
    "Q2": (4, 6),
    "Q3": (7, 9),
    "Q4": (10, 12),
    "H1": (1, 6),
    "H2": (7, 12),
    "6M": (1, 6),
    "9M": (1, 9),
    "year": (1, 12),
}
_SEVERAL: dict[PeriodKind, tuple[One, ...]] = {
    "quarter": ("Q1", "Q2", "Q3", "Q4"),
    "half_year": ("H1", "H2"),
}
_NAMES: dict[One, Text] = {
    "Q1": say("the first quarter of {year}"),
    "Q2": say("the second quarter of {year}"),
    "Q3": say("the third quarter of {year}"),
    "Q4": say("the fourth quarter of {year}"),
    "H1": say("the first half of {year}"),
    "H2": say("the second half of {year}"),
    "6M": say("6 months of {year}"),
    "9M": say("9 months of {year}"),
    "year": say("the year {year}"),
}
_MONTHS = (
    say("January {year}"),
    say("February {year}"),
    say("March {year}"),
    say("April {year}"),
    say("May {year}"),
    say("June {year}"),
    say("July {year}"),
    say("August {year}"),
    say("September {year}"),
    say("October {year}"),
    say("November {year}"),
    say("December {year}"),
)


@dataclass(frozen=True)
class Period:
    """One reporting period, both days included."""

    kind: One
    first: date
    last: date

    @property
    def id(self) -> str:
        """Return the stable name that cases keep: 2017, 2017-6M, 2017-Q1, 2017-03."""
        if self.kind == "year":
            return f"{self.year:04}"
        return f"{self.year:04}-{f'{self.first.month:02}' if self.kind == 'month' else self.kind}"

    @property
    def name(self) -> Text:
        """Name the period as people do: «6 месяцев 2017 г.»."""
        name = _MONTHS[self.first.month - 1] if self.kind == "month" else _NAMES[self.kind]
        return name.with_values(year=self.year)

    @property
    def year(self) -> int:
        """The calendar year in which it lies."""
        return self.first.year


def periods(kind: PeriodKind, year: int) -> tuple[Period, ...]:
    """Return the periods of that kind in a year (1 to 9999), in order."""
    if kind == "month":
        return tuple(_period("month", year, month, month) for month in range(1, 13))
    return tuple(_period(one, year, *_SPANS[one]) for one in each([kind]))


def each(kinds: Collection[PeriodKind]) -> tuple[One, ...]:
    """Spell out the kinds that stand for several: a quarter is Q1 to Q4."""
    return tuple(one for kind in kinds for one in _SEVERAL.get(kind, (kind,)))  # type: ignore[misc]


@cache
def period(name: str) -> Period | None:
    """Return the period with that id, or None if it is none."""
    found = re.fullmatch(r"([0-9]{4})(?:-(\w+))?", name)
    if found is None or found[1] == "0000":
        return None
    year, kinds = int(found[1]), get_args(One) if found[2] else ("year",)
    return next((one for kind in kinds for one in periods(kind, year) if one.id == name), None)


def _period(kind: One, year: int, first: int, last: int) -> Period:
    return Period(kind, date(year, first, 1), date(year, last, monthrange(year, last)[1]))


# What definitions call them ------------------------------------------------------------------------------

#: The name of each kind in a definition: Russian, English.
KIND_NAMES: dict[PeriodKind, tuple[str, str]] = {
    "month": ("месяц", "month"),
    "quarter": ("квартал", "quarter"),
    "half_year": ("полугодие", "half-year"),
    "6M": ("6 месяцев", "6 months"),
    "9M": ("9 месяцев", "9 months"),
    "year": ("год", "year"),
    "Q1": ("1 квартал", "quarter 1"),
    "Q2": ("2 квартал", "quarter 2"),
    "Q3": ("3 квартал", "quarter 3"),
    "Q4": ("4 квартал", "quarter 4"),
    "H1": ("1 полугодие", "half-year 1"),
    "H2": ("2 полугодие", "half-year 2"),
}
_KINDS = {name: kind for kind, names in KIND_NAMES.items() for name in names}
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def period_kind(words: str) -> PeriodKind | None:
    """Return the kind that a definition names («6 месяцев», «I полугодие», `quarter`), or None."""
    spelled = [_ROMAN.get(word, word) for word in words.lower().split()]
    return _KINDS.get(" ".join(spelled))


# What phrases call them ----------------------------------------------------------------------------------

_QUARTERS: tuple[One, ...] = ("Q1", "Q2", "Q3", "Q4")
_SAID: dict[readings.Period, tuple[One, ...]] = {
    "quarter": _QUARTERS,
    "Q1": ("Q1",),
    "Q2": ("Q2",),
    "Q3": ("Q3",),
    "Q4": ("Q4",),
    "6M": ("6M", "H1"),
    "9M": ("9M",),
    "year": ("year",),
}
#: Whatever ends with a quarter can be reported quarterly: quarters one by one, or counted from January.
_EVERY: dict[str, tuple[One, ...]] = {
    "monthly": ("month",),
    "quarterly": (*_QUARTERS, "6M", "9M", "year"),
    "half_yearly": ("H1", "H2", "6M", "year"),
    "yearly": ("year",),
}
_MONTHS_IN = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
_UNITS = {"месяц": "monthly", "квартал": "quarterly", "полугоди": "half_yearly", "год": "yearly"}
_UNIT = r"(?P<unit>месяц|квартал|полугоди|год)(?:[аеуя]|ом|ем)?"
_END = r"(?:(?:дня|днем|даты)\s+)?(?:(?:оконч|заверш|истеч|начал|конц)\w+\s+)?"
_REPORTING = re.compile(
    rf"{_END}(?:(?:соответствующ|кажд)\w+\s+)?(?:отчетн|истекш|прошедш|последующ|следующ|текущ)\w+"
    rf"(?:\s+(?:финансов|налогов|календарн)\w+)?(?:\s+(?:период\w*|{_UNIT}))?"
)
_UNIT_ALONE = re.compile(_UNIT)
_UNIT_FIRST = re.compile(rf"{_END}(?:\w+(?:ым|им|ого|его|ому|ему)\s+)*{_UNIT}\b")


def speaks_of(names: Collection[readings.Period], kind: One) -> bool:
    """Say whether a phrase that names these periods speaks of that one."""
    return any(kind in _SAID[name] for name in names)


def comes_in(frequency: str, kind: One) -> bool:
    """Say whether what comes again so often («quarterly») comes once for each such period."""
    return kind in _EVERY.get(frequency, ())


def lasts(frequency: str, kind: One) -> bool:
    """Say whether each such period is as long as the time from one repetition to the next."""
    first, last = _SPANS.get(kind, (1, 1))
    return _MONTHS_IN.get(frequency) == last - first + 1


def names_the_period(words: str | None) -> bool:
    """Say whether an anchor is the reporting period itself («отчетным периодом», «окончания отчётного квартала»)."""
    return any(known.fullmatch(_plain(words)) for known in (_REPORTING, _UNIT_ALONE))


def unit_named(words: str | None) -> str | None:
    """Return how long the period is that an anchor begins with («годом, в котором …»): a frequency, or None."""
    found = _UNIT_FIRST.match(_plain(words))
    return _UNITS[found["unit"]] if found else None


def around(day: date, frequency: str | None) -> Period:
    """Return the year, half, quarter or month in which a day lies; the month where the length is not said."""
    kinds: dict[str | None, PeriodKind] = {
        "yearly": "year",
        "half_yearly": "half_year",
        "quarterly": "quarter",
    }
    found = periods(kinds.get(frequency, "month"), day.year)
    return next(one for one in found if one.first <= day <= one.last)


def _plain(words: str | None) -> str:
    return (words or "").lower().replace("ё", "е").strip()
