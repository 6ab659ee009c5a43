"""The peers, each told the same days off in the fastest way that it offers, and their own Russian calendars.

A peer gets dates of its own kind, made before the clock starts, and may return its own kind. Counting is
srok's: the start is not counted, the end is. A peer whose library is not here raises ImportError.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from calendars import Calendar

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Peer:
    """What a peer can do, with dates of its own that `one` and `many` make; `plain` and `listed` turn answers back.

    `shift`: the days to add to starts and ends so that its way of counting is srok's. `loops`: it looks at one
    date at a time, whether the loop over an array is its own or ours.
    """

    one: Callable[[date], Any]
    add: Callable[[Any, int], Any]
    many: Callable[[Sequence[date]], Any]
    add_many: Callable[[Any, int], Iterable[Any]]
    count_many: Callable[[Any, Any], Iterable[int]] | None
    plain: Callable[[Any], date] = lambda day: day
    listed: Callable[[Any], list[date]] = list
    shift: tuple[timedelta, timedelta] = (timedelta(0), timedelta(0))
    loops: bool = True


def looped(
    one: Callable[[date], Any],
    add: Callable[[Any, int], Any],
    count: Callable[[Any, Any], int],
    plain: Callable[[Any], date] = lambda day: day,
    start: timedelta = timedelta(0),
) -> Peer:
    """Return a peer that knows one date at a time."""
    return Peer(
        one,
        add,
        many=lambda days: [one(day) for day in days],
        add_many=lambda days, n: [add(day, n) for day in days],
        count_many=lambda starts, ends: list(map(count, starts, ends)),
        plain=plain,
        listed=lambda days: list(map(plain, days)),
        shift=(start, timedelta(0)),
    )


def span(calendar: Calendar) -> list[date]:
    return [calendar.first + place * DAY for place in range((calendar.last - calendar.first).days + 1)]


def days_off(calendar: Calendar) -> list[date]:
    return [day for day in span(calendar) if not calendar.is_working(day)]


def numpy(calendar: Calendar) -> Peer:
    import numpy as np

    busdays = np.busdaycalendar("1111111", days_off(calendar))
    return Peer(
        one=np.datetime64,
        add=lambda day, n: np.busday_offset(day, n, roll="preceding", busdaycal=busdays),
        many=lambda days: np.array(days, "datetime64[D]"),
        add_many=lambda days, n: np.busday_offset(days, n, roll="preceding", busdaycal=busdays),
        count_many=lambda starts, ends: np.busday_count(starts, ends, busdaycal=busdays),
        plain=lambda day: day.item(),
        listed=lambda days: days.tolist(),
        shift=(DAY, DAY),
        loops=False,
    )


def pandas(calendar: Calendar) -> Peer:
    """Custom business days; there is no counting of them over an array."""
    import pandas as pd

    off = days_off(calendar)
    steps = {n: pd.offsets.CustomBusinessDay(n, weekmask="1111111", holidays=off) for n in (1, 43)}

    def add_many(days: Any, n: int) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", pd.errors.PerformanceWarning)
            return days + steps[n]

    return Peer(
        one=pd.Timestamp,
        add=lambda day, n: day + steps[n],
        many=pd.DatetimeIndex,
        add_many=add_many,
        count_many=None,
        plain=lambda day: day.date(),
        listed=lambda days: list(days.date),
    )


def quantlib(calendar: Calendar) -> Peer:
    import QuantLib as ql

    def one(day: date) -> Any:
        return ql.Date(day.day, day.month, day.year)

    bespoke = ql.BespokeCalendar("srok")
    for day in days_off(calendar):
        bespoke.addHoliday(one(day))
    return looped(
        one,
        lambda day, n: bespoke.advance(day, n, ql.Days),
        lambda start, end: bespoke.businessDaysBetween(start, end, False, True),
        plain=lambda day: day.to_date(),
    )


def workalendar(calendar: Calendar) -> Peer:
    from workalendar.core import Calendar as Base

    off = frozenset(days_off(calendar))

    class Fed(Base):
        def is_working_day(self, day: date, **_: object) -> bool:
            return day not in off

    fed = Fed()
    return looped(lambda day: day, fed.add_working_days, fed.get_working_days_delta)


def holidays(calendar: Calendar) -> Peer:
    import holidays as library

    fed = library.HolidayBase()
    fed.weekend = set()
    fed.update(dict.fromkeys(days_off(calendar), "off"))
    return looped(lambda day: day, fed.get_nth_working_day, fed.get_working_days_count, start=DAY)


def bizdays(calendar: Calendar) -> Peer:
    from bizdays import Calendar as Base

    fed = Base(days_off(calendar), startdate=calendar.first, enddate=calendar.last, financial=False)
    return Peer(
        one=lambda day: day,
        add=fed.offset,
        many=list,
        add_many=fed.offset,
        count_many=fed.bizdays,
        shift=(DAY, timedelta(0)),
    )


PEERS: dict[str, Callable[[Calendar], Peer]] = {
    "numpy": numpy,
    "pandas": pandas,
    "quantlib": quantlib,
    "workalendar": workalendar,
    "holidays": holidays,
    "bizdays": bizdays,
}


def _quantlib_russia() -> Callable[[date], bool]:
    import QuantLib as ql

    russia = ql.Russia(ql.Russia.Settlement)
    return lambda day: russia.isBusinessDay(ql.Date(day.day, day.month, day.year))


def _workalendar_russia() -> Callable[[date], bool]:
    from workalendar.europe import Russia

    return Russia().is_working_day


def _holidays_russia() -> Callable[[date], bool]:
    import holidays as library

    return library.country_holidays("RU").is_working_day


# Whether a day is worked, by what each library itself knows of Russia; the other peers know nothing of it.
RUSSIAN: dict[str, Callable[[], Callable[[date], bool]]] = {
    "quantlib": _quantlib_russia,
    "workalendar": _workalendar_russia,
    "holidays": _holidays_russia,
}
