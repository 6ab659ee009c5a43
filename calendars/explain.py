"""Say in sentences how a date was counted or moved, from the same rule that computed it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from calendars.arithmetic import Convention, add, count, roll
from calendars.calendar import ONE_DAY, Calendar, Day
from calendars.gaps import provisional
from calendars.saying import Text, say, say_many, weekday


def explain_add(calendar: Calendar, start: date, n: int) -> tuple[Text, ...]:
    """Tell how `add(calendar, start, n)` finds its date: what is skipped and why, and where it ends."""
    if n == 0:
        return explain_roll(calendar, start, "following")
    result = add(calendar, start, n)
    first, last = (start + ONE_DAY, result.date) if n > 0 else (result.date, start - ONE_DAY)
    return (
        _opening(start, n),
        *_skipped(calendar, first, last),
        *provisional(calendar, result.provisional),
        say(
            "working day number {number} is {weekday} {day}",
            number=abs(n),
            weekday=weekday(result.date),
            day=result.date,
        ),
    )


def explain_roll(calendar: Calendar, day: date, convention: Convention) -> tuple[Text, ...]:
    """Tell why `roll(calendar, day, convention)` moves the day or lets it stay.

    Which way a date moves is the definition's choice, so no article is cited for it.
    """
    result = roll(calendar, day, convention)
    if convention == "none":
        return (say("{day} is a {weekday}; by choice the date is not moved", day=day, weekday=weekday(day)),)
    doubts = tuple(provisional(calendar, result.provisional))
    if result.date == day:
        return (*doubts, say("{day} is a {weekday}, a working day", day=day, weekday=weekday(day)))
    first, last = (day, result.date - ONE_DAY) if result.date > day else (result.date + ONE_DAY, day)
    reasons = tuple(_day_off(run) for run in _runs_off(calendar, first, last))
    return (*reasons, *doubts, _moved(day, result.date, convention))


def explain_count(calendar: Calendar, start: date, end: date) -> tuple[Text, ...]:
    """Tell what `count(calendar, start, end)` comes to."""
    result = count(calendar, start, end)
    return (*provisional(calendar, result.provisional), _counted(start, end, result.working_days))


def _counted(start: date, end: date, number: int) -> Text:
    if end < start:
        return say_many(
            "{number} working day counted back, after {end} up to and including {start}",
            "{number} working days counted back, after {end} up to and including {start}",
            -number,
            start=start,
            end=end,
        )
    return say_many(
        "{number} working day after {start} up to and including {end}",
        "{number} working days after {start} up to and including {end}",
        number,
        start=start,
        end=end,
    )


def _opening(start: date, n: int) -> Text:
    if n > 0:
        return say_many(
            "{number} working day after {day}, which is not counted itself (Civil Code, article 191)",
            "{number} working days after {day}, which is not counted itself (Civil Code, article 191)",
            n,
            day=start,
        )
    return say_many(
        "{number} working day back from {day}, which is not counted itself",
        "{number} working days back from {day}, which is not counted itself",
        -n,
        day=start,
    )


def _skipped(calendar: Calendar, first: date, last: date) -> Iterator[Text]:
    """Say which days a reader may not expect: every day off but the weekends, and the weekend days worked."""
    days = list(_days(calendar, first, last))
    weekends = sum(day.kind == "weekend" for day in days)
    if weekends:
        yield say_many(
            "{number} Saturday or Sunday skipped", "{number} Saturdays and Sundays skipped", weekends
        )
    notable = (
        day for day in days if day.kind == "working_weekend" or not (day.working or day.kind == "weekend")
    )
    for run in _runs(notable):
        yield _day_worked(run[0]) if run[0].working else _day_off(run)


def _runs_off(calendar: Calendar, first: date, last: date) -> Iterator[list[Day]]:
    return _runs(day for day in _days(calendar, first, last) if not day.working)


def _runs(days: Iterator[Day]) -> Iterator[list[Day]]:
    """Group days that follow one another and are off for one reason: one sentence tells of all."""
    numbered = enumerate(days)
    runs = groupby(
        numbered,
        key=lambda item: (
            item[1].date.toordinal() - item[0],
            item[1].kind,
            item[1].title,
            item[1].moved,
            item[1].act,
        ),
    )
    return ([day for _, day in run] for _, run in runs)


def _days(calendar: Calendar, first: date, last: date) -> Iterator[Day]:
    return (
        calendar.day(date.fromordinal(number)) for number in range(first.toordinal(), last.toordinal() + 1)
    )


def _day_off(run: list[Day]) -> Text:
    day = run[0]
    if len(run) > 1:
        if day.basis is None:
            return say("{first} and {last} are a weekend", first=day.date, last=run[-1].date)
        return say(
            "{first} to {last} are not worked: {name} ({basis})",
            first=day.date,
            last=run[-1].date,
            name=day.name,
            basis=day.basis,
        )
    if day.basis is None:
        return say("{day} is a {weekday}, a weekend", day=day.date, weekday=weekday(day.date))
    return say(
        "{day} is a {weekday}, not worked: {name} ({basis})",
        day=day.date,
        weekday=weekday(day.date),
        name=day.name,
        basis=day.basis,
    )


def _day_worked(day: Day) -> Text:
    return say(
        "{day} is a {weekday}, but worked: {name} ({basis})",
        day=day.date,
        weekday=weekday(day.date),
        name=day.name,
        basis=day.basis,
    )


def _moved(day: date, target: date, convention: Convention) -> Text:
    if target > day:
        return say("moved to the following working day, {weekday} {day}", weekday=weekday(target), day=target)
    if convention == "modified_following":
        return say(
            "the following working day is in another month: moved to the preceding one, {weekday} {day}",
            weekday=weekday(target),
            day=target,
        )
    return say("moved to the preceding working day, {weekday} {day}", weekday=weekday(target), day=target)
