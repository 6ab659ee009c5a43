"""What a deadline phrase can mean: small values that say which dates it decides, and nothing about calendars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

Bound = Literal["latest", "earliest", "point", "range", "duration", "extension", "as_of"]
Unit = Literal["minute", "hour", "working_day", "calendar_day", "week", "month", "year"]
Direction = Literal["after", "before"]
YearRelative = Literal[
    "current",
    "reporting",
    "following_reporting",
    "following_current",
    "following_event",
    "preceding_planned",
    "unstated",
]
Period = Literal["quarter", "Q1", "Q2", "Q3", "Q4", "6M", "9M", "year"]
Frequency = Literal["hourly", "daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly"]
Doubt = Literal["half_month", "end_of_period", "horizon", "until"]
Span = tuple[int, int]


@dataclass(frozen=True)
class YearDay:
    """A day of a year; `year` is None where the phrase does not number it («до 1 декабря текущего года»)."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True)
class Detail:
    """A day counted inside a month: `day` -1 is the last one.

    `month_offset` counts months from the anchor: +1 the first after its period, 0 the last in it, -1 the one before.
    `month` (1 to 12) names a month of the year instead. Neither: every month. `days`: several days, or the first and
    the last one where the bound is a range.
    """

    day: int | None = None
    day_unit: Literal["calendar", "working"] = "calendar"
    days: tuple[int, ...] = ()
    month_offset: int | None = None
    month: int | None = None


@dataclass(frozen=True)
class Fixed:
    """A date: `end` is the latest allowed day, `start` the earliest; a bare date has both.

    `inclusive` is None where the wording leaves open whether the day itself counts («до 1 декабря»); `end` is that day.
    `whole_months`: the deadline is the end of a month («до июля»), so the roll of a window applies.
    """

    start: YearDay | None = None
    end: YearDay | None = None
    bound: Bound = "latest"
    inclusive: bool | None = None
    year_relative: YearRelative | None = None
    whole_months: bool = False
    dates: tuple[YearDay, ...] = ()
    time: str | None = None
    detail: Detail | None = None
    periods: tuple[Period, ...] = ()
    anchor: str | None = None
    anchor_at: Span | None = None
    cap: Reading | None = None
    doubt: Doubt | None = None
    type: Literal["fixed"] = "fixed"


@dataclass(frozen=True)
class Window:
    """From the beginning of `start` to the end of `end`, both included.

    `time` limits the hours of a single day; in a longer window it is the hour of the first and of the last day.
    No `start`: an event opens the window, and `link` ties its name (`anchor`) on: «со дня подписания по 1 декабря».
    """

    start: YearDay | None = None
    end: YearDay | None = None
    year_relative: YearRelative | None = None
    time: str | None = None
    detail: Detail | None = None
    periods: tuple[Period, ...] = ()
    parts: tuple[Window, ...] = ()
    anchor: str | None = None
    anchor_at: Span | None = None
    doubt: Doubt | None = None
    link: str = ""
    type: Literal["window"] = "window"


@dataclass(frozen=True)
class Offset:
    """So many units from an event, or (`detail`) a counted day of a month after it.

    The day of the event is not counted (Civil Code, article 191). `link` is the words that tie the anchor on.
    `anchor_date`: the anchor is that date itself («в течение 10 дней после 1 июля»), not an event.
    `plain_days`: the phrase says «дней» without «календарных» or «рабочих».
    """

    n: int | float | None = None
    unit: Unit | None = None
    direction: Direction | None = "after"
    anchor: str | None = None
    anchor_at: Span | None = None
    anchor_date: Fixed | None = None
    bound: Bound = "latest"
    inclusive: bool | None = None
    minimum: int | None = None
    maximum: int | None = None
    detail: Detail | None = None
    time: str | None = None
    periods: tuple[Period, ...] = ()
    cap: Reading | None = None
    parts: tuple[Reading, ...] = ()
    exception: str | None = None
    plain_days: bool = False
    link: str = ""
    type: Literal["offset"] = "offset"


@dataclass(frozen=True)
class OnReceipt:
    """When something happens: `n` 0 the same day, `n` None as it comes or at once; `cap` is a second limit."""

    anchor: str | None = None
    anchor_at: Span | None = None
    n: int | None = None
    unit: Unit | None = None
    cap: Reading | None = None
    link: str = ""
    type: Literal["on_receipt"] = "on_receipt"


@dataclass(frozen=True)
class External:
    """A term that another document or body sets; `anchor` names it."""

    anchor: str | None = None
    anchor_at: Span | None = None
    cap: Reading | None = None
    link: str = ""
    type: Literal["external"] = "external"


@dataclass(frozen=True)
class Recurring:
    """Again and again: `times` in every `interval` of `recurrence`; `due` is the deadline inside each one.

    `weekdays` count from Monday, 1; `week` (-1 the last) chooses one of a month's. `bound` latest: `time` is the end of
    each day's term. `first_period`: the year, or the year and month, from which it repeats.
    """

    recurrence: Frequency
    interval: int | float | None = None
    times: int | None = None
    freq: Literal["at_least", "at_most"] | None = None
    weekdays: tuple[int, ...] = ()
    week: int | None = None
    time: str | None = None
    bound: Literal["latest"] | None = None
    first_period: str | None = None
    due: Reading | None = None
    cap: Reading | None = None
    periods: tuple[Period, ...] = ()
    anchor: str | None = None
    anchor_at: Span | None = None
    type: Literal["recurring"] = "recurring"


@dataclass(frozen=True)
class Ongoing:
    """No deadline: all the time, or until an event."""

    start: YearDay | None = None
    anchor: str | None = None
    anchor_at: Span | None = None
    link: str = ""
    type: Literal["ongoing"] = "ongoing"


@dataclass(frozen=True)
class Compound:
    """Several readings side by side: alternatives, or one for each kind of report."""

    parts: tuple[Reading, ...]
    joint: str = ""
    type: Literal["compound"] = "compound"


Reading = Annotated[
    Fixed | Window | Offset | OnReceipt | External | Recurring | Ongoing | Compound,
    Field(discriminator="type"),
]
