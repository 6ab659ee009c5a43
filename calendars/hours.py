"""Terms that look at the clock: what came after the last hour of a working day, and terms counted in hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from calendars.arithmetic import Result, roll
from calendars.calendar import ONE_DAY, Calendar


@dataclass(frozen=True)
class CutOff:
    """The hour up to which a working day takes in what comes, that moment included, by the clock of `zone`."""

    at: time
    zone: tzinfo


def day_counted(calendar: Calendar, moment: datetime, cutoff: CutOff) -> Result:
    """Return the working day on which what came at `moment` (aware) counts as having come.

    That day itself if it is worked and the cut-off hour has not passed, else the next working day.
    CalendarError outside the calendar.
    """
    local = moment.astimezone(cutoff.zone)
    day = roll(calendar, local.date(), "following")
    if day.date > local.date() or local.time() <= cutoff.at:
        return day
    return roll(calendar, local.date() + ONE_DAY, "following")


def add_hours(moment: datetime, n: float) -> datetime:
    """Return the moment `n` hours later (earlier if negative), by the same clock, whatever that clock did meanwhile."""
    return (moment.astimezone(UTC) + timedelta(hours=n)).astimezone(moment.tzinfo)


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """Return the midnight that ends a day (24:00; Civil Code, art. 194) by the clock of `zone`."""
    return datetime.combine(day + ONE_DAY, time(), zone)


def day_and_hour(moment: datetime) -> tuple[date, time | None]:
    """Return the day and the hour at which a term ends; midnight is the end of the day before, with no hour."""
    if moment.time() == time():
        return moment.date() - ONE_DAY, None
    return moment.date(), moment.time()
