"""What a calendar file says: the laws, holidays and yearly decrees that the day table is derived from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from importlib import resources
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from calendars.calendar import Act, Status
from calendars.errors import CalendarError, Problem
from calendars.saying import say

_STRICT = ConfigDict(extra="forbid")


def _month_day(text: str) -> str:
    datetime.date.fromisoformat(f"2001-{text}")  # refuses 29 February too: a holiday that not every year has
    return text


MonthDay = Annotated[str, AfterValidator(_month_day)]


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

    year: int
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
    """One calendar file; `projected_years` after the last decree are derived from the law alone."""

    __pydantic_config__ = _STRICT

    name: str
    first_year: int
    projected_years: int
    laws: Laws
    holidays: tuple[Holiday, ...]
    decrees: tuple[Decree, ...]
    presidential: tuple[NonWorkingDays, ...] = ()

    @property
    def file(self) -> str:
        """Where the facts stand, to name in a problem."""
        return f"calendars/regions/{self.name}.yaml"


_REGION = TypeAdapter(Region)
_FOLDER = resources.files("calendars") / "regions"


def known_names() -> tuple[str, ...]:
    """Return the names of the calendars there are."""
    files = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in files if name.endswith(".yaml")))


def read_region(name: str) -> Region:
    """Read the calendar file `name`; CalendarError for an unknown name or a file that is not well formed."""
    if name not in known_names():
        raise CalendarError(
            say(
                "There is no calendar “{name}”; the calendars known are: {known}.",
                name=name,
                known=known_names(),
            )
        )
    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return parse_region(text, f"calendars/regions/{name}.yaml")


def parse_region(text: str, file: str) -> Region:
    """Make a Region of a calendar file's text; CalendarError that lists all that is not well formed."""
    try:
        return _REGION.validate_python(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise _not_well_formed(file, [Problem(say("not YAML: {why}", why=str(error)), file)]) from error
    except ValidationError as error:
        raise _not_well_formed(file, [_problem(item, file) for item in error.errors()]) from error


def _not_well_formed(file: str, problems: list[Problem]) -> CalendarError:
    return CalendarError(say("The calendar file {file} is not well formed.", file=file), problems)


def _problem(item: ErrorDetails, file: str) -> Problem:
    place = ".".join(str(part) for part in item["loc"])
    return Problem(say("{place}: {what}", place=place, what=item["msg"]), file)
