"""What calendar files say: a country's laws, holidays and yearly decrees, and what a region adds to them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from calendars.calendar import Act, Status

_STRICT = ConfigDict(extra="forbid")


def _month_day(text: str) -> str:
    datetime.date.fromisoformat(f"2001-{text}")  # refuses 29 February too: a holiday that not every year has
    return text


MonthDay = Annotated[str, AfterValidator(_month_day)]
Name = Annotated[str, StringConstraints(pattern=r"^[\w-]+$")]  # “+” joins names
YearNumber = Annotated[int, Field(ge=1900, le=2099)]  # what `orthodox_easter` holds for


@dataclass(frozen=True)
class Laws:
    """The articles that the rules follow, as a reader should see them cited."""

    __pydantic_config__ = _STRICT

    holidays: str
    short_days: str


@dataclass(frozen=True)
class Holiday:
    """A holiday on fixed days of the year, each "MM-DD".

    `coinciding_day_off`: where a Saturday or Sunday that is also this holiday goes; to the next working day,
    or wherever the decree of the year sends it.
    """

    __pydantic_config__ = _STRICT

    name: str
    days: tuple[MonthDay, ...]
    coinciding_day_off: Literal["next_working_day", "decree"] = "next_working_day"


@dataclass(frozen=True)
class Decree:
    """The act that transfers the days off of one year, each from one day to another.

    `note` says what about it was not verified.
    """

    __pydantic_config__ = _STRICT

    year: YearNumber
    act: str
    number: str
    date: datetime.date
    transfers: tuple[tuple[datetime.date, datetime.date], ...]
    status: Status = "official"
    note: str = ""

    @property
    def source(self) -> Act:
        """The act to cite."""
        return Act(self.act, self.number, self.date)


@dataclass(frozen=True)
class NonWorkingDays:
    """Days, `first` to `last`, that an order of the President declared non-working."""

    __pydantic_config__ = _STRICT

    first: datetime.date
    last: datetime.date
    act: str
    number: str
    date: datetime.date

    @property
    def source(self) -> Act:
        """The act to cite."""
        return Act(self.act, self.number, self.date)


@dataclass(frozen=True)
class Region:
    """The calendar file of a country; `projected_years` after the last decree are derived from the law alone.

    `title` is what staff call it, in Russian; `file` is where it was read, to name in a problem.
    """

    __pydantic_config__ = _STRICT

    name: Name
    title: str
    first_year: YearNumber
    projected_years: Annotated[int, Field(ge=0, le=10)]
    laws: Laws
    holidays: tuple[Holiday, ...]
    decrees: tuple[Decree, ...]
    presidential: tuple[NonWorkingDays, ...] = ()
    file: str = ""


@dataclass(frozen=True)
class YearlyDay:
    """The day of a regional holiday in one year, with the act that set it where that act is known in full.

    `note` says what about it was not verified.
    """

    __pydantic_config__ = _STRICT

    day: datetime.date
    act: str = ""
    number: str = ""
    date: datetime.date | None = None
    status: Status = "official"
    note: str = ""


@dataclass(frozen=True)
class RegionalHoliday:
    """A day that an act of a region makes non-working, in the years from `since` to `until`.

    Exactly one of three says which day: `days`, the same each year, "MM-DD"; `after_easter`, so many days after
    Orthodox Easter; `yearly`, set anew for each year: a year not in the list is not known.
    `coinciding_day_off`: whether a Saturday or Sunday that is also this holiday goes to the next working day.
    """

    __pydantic_config__ = _STRICT

    name: str
    act: str
    coinciding_day_off: Literal["next_working_day", "stays", "unknown"]
    number: str = ""
    date: datetime.date | None = None
    since: YearNumber | None = None
    until: YearNumber | None = None
    days: tuple[MonthDay, ...] = ()
    after_easter: Annotated[int, Field(ge=-100, le=250)] | None = None
    yearly: tuple[YearlyDay, ...] | None = None
    note: str = ""

    def in_force(self, year: int) -> bool:
        """Say whether the act makes a day of that year non-working at all."""
        return (self.since or year) <= year <= (self.until or year)

    def source(self, item: YearlyDay | None = None) -> Act:
        """The act to cite: of the year, where its file names one, else the act that made the holiday."""
        if item and item.act:
            return Act(item.act, item.number, item.date)
        return Act(self.act, self.number, self.date)


@dataclass(frozen=True)
class Overlay:
    """The calendar file of a region: the days it adds to the calendar `base`.

    Its acts were looked up from the year `known_since`; what was off before that is not known.
    """

    __pydantic_config__ = _STRICT

    name: Name
    title: str
    base: str
    holidays: tuple[RegionalHoliday, ...]
    known_since: int = 0
    note: str = ""
    file: str = ""


CalendarFile: TypeAlias = Region | Overlay
