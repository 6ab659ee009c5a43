"""Which phrases a control event can follow: one date or window each, and everything that the phrase says."""

from __future__ import annotations

from collections.abc import Collection

from calendars.saying import Text, say
from definitions import plannable_shapes as shapes
from definitions.deadline_days import counts_from_period, names_every_year, year_base, year_meant
from definitions.deadline_given import NO_YEARS, Given, Years
from definitions.periods import One, PeriodKind, comes_in, each, lasts, speaks_of, unit_named
from definitions.phrases import (
    Compound,
    External,
    Fixed,
    Offset,
    Ongoing,
    OnReceipt,
    Reading,
    Recurring,
    Window,
)

_ANY_YEAR = 2000


def unplannable(
    reading: Reading, periods: Collection[PeriodKind] = (), years: Years = NO_YEARS
) -> Text | None:
    """Say why a reading gives no single deadline that a case could have; None when it can.

    `periods`: the reporting periods for which the event has rows; `years`: what the definition says of them.
    What a control event cannot take into account is refused, never left out.
    """
    return refused(reading, periods, years) or no_last_day(reading)


def refused(reading: Reading, periods: Collection[PeriodKind], years: Years) -> Text | None:
    """Say what in a reading cannot be followed, apart from a missing last day."""
    kinds = each(periods)
    match reading:
        case Compound():
            return _compound(reading, kinds, years)
        case Recurring():
            return _recurring(reading, kinds, years)
        case _:
            return _single(reading, kinds, years.of_period(_ANY_YEAR if kinds else None))


def no_last_day(reading: Reading) -> Text | None:
    """Say that a reading gives only a first day; None where it gives a last one."""
    if any(gives_last_day(limit) for limit in limits(reading)) or isinstance(reading, External):
        return None
    return shapes.NO_LAST_DAY


def last_year(reading: Reading, years: Years = NO_YEARS) -> int | None:
    """Return the year in which a phrase with dates of its own ends; None where it has none."""
    found = [
        limit.end.year if limit.end is not None and limit.end.year else year_meant(limit, Given(years=years))
        for limit in limits(reading)
        if isinstance(limit, Fixed | Window)
    ]
    return next(iter(found), None)


# The parts of a reading ----------------------------------------------------------------------------------


def limits(reading: Reading) -> tuple[Reading, ...]:
    """Return a reading and the limits added to it («…, но не позднее …»), the first one first."""
    cap, first = getattr(reading, "cap", None), shapes.plain(reading)
    return (first,) if cap is None else (first, *limits(cap))


def gives_last_day(limit: Reading) -> bool:
    """Say whether a limit says by when; a term that another document may set does not."""
    return not isinstance(limit, External) and getattr(limit, "bound", "latest") != "earliest"


def counts_from(
    reading: Reading, periods: Collection[PeriodKind] = (), years: Years = NO_YEARS
) -> tuple[str, ...]:
    """Return the words whose day must be known before the deadline is, each once; "" where the phrase names none.

    Empty for a phrase with dates of its own, and for one that counts from the reporting period of its row.
    """
    if isinstance(reading, Recurring):
        return counts_from(reading.due, periods, years) if reading.due is not None else ()
    if isinstance(reading, Compound):
        found = [words for part in reading.parts for words in counts_from(part, periods, years)]
        return tuple(dict.fromkeys(found))
    known = years.of_period(_ANY_YEAR if periods else None)
    anchors = [
        getattr(limit, "anchor", None) or ""
        for limit in limits(reading)
        if _needs_day(limit, bool(periods), known)
    ]
    return tuple(dict.fromkeys(anchors))


def _needs_day(limit: Reading, has_period: bool, years: Years) -> bool:
    match limit:
        case Offset():
            if limit.anchor_date is not None:
                return _needs_day(limit.anchor_date, has_period, years)
            return not (has_period and counts_from_period(limit))
        case OnReceipt():
            return True
        case Fixed() | Window():
            return not names_every_year(limit) and year_base(limit, years)[0] == "event"
        case _:
            return False


def part_for(reading: Compound, kind: One) -> Reading | None:
    """Return the part of a list that speaks of that reporting period; None unless it is one part."""
    named = [part for part in reading.parts if speaks_of(getattr(part, "periods", ()), kind)]
    found = named or [part for part in reading.parts if _comes_with(part, kind)]
    return found[0] if len(found) == 1 else None


def _comes_with(part: Reading, kind: One) -> bool:
    return isinstance(part, Recurring) and not part.periods and lasts(part.recurrence, kind)


# What is refused -----------------------------------------------------------------------------------------

_NO_SINGLE = say("the phrase is understood, but a control event needs a single date or window")
_OTHER_PERIODS = say("the phrase speaks of other reporting periods than the event has rows for")
_HOW_OFTEN = say(
    "the phrase says how often, so the event needs a row for each reporting period that comes as often: "
    "each month, quarter, half-year or year"
)


def _compound(reading: Compound, kinds: tuple[One, ...], years: Years) -> Text | None:
    if not kinds:
        return _NO_SINGLE
    for kind in kinds:
        part = part_for(reading, kind)
        if part is None or isinstance(part, Compound):
            return _NO_SINGLE
        if why := unplannable(part, [kind], years):
            return why
    return None


def _recurring(reading: Recurring, kinds: tuple[One, ...], years: Years) -> Text | None:
    if not kinds or not all(comes_in(reading.recurrence, kind) for kind in kinds):
        return _HOW_OFTEN
    if reading.periods and not all(speaks_of(reading.periods, kind) for kind in kinds):
        return _OTHER_PERIODS
    once = reading.interval in (None, 1) and reading.times in (None, 1) and reading.freq != "at_most"
    if not once or shapes.says(reading, "weekdays", "week", "time", "first_period", "anchor", "cap"):
        return shapes.NOT_YET
    if reading.due is None:
        return _undated(reading, kinds)
    if isinstance(reading.due, Fixed | Window) and names_every_year(reading.due):
        return shapes.NOT_YET
    return _single(reading.due, kinds, years.of_period(_ANY_YEAR, recurring=True)) or no_last_day(reading.due)


def _undated(reading: Recurring, kinds: tuple[One, ...]) -> Text | None:
    """«Не реже одного раза в квартал» is by the end of the quarter; «ежеквартально» says no day."""
    if not reading.times:
        return say("the phrase says how often, but not by which day")
    return None if all(lasts(reading.recurrence, kind) for kind in kinds) else _HOW_OFTEN


def _single(reading: Reading, kinds: tuple[One, ...], years: Years) -> Text | None:
    for limit in limits(reading):
        if why := _alone(limit, kinds, years):
            return why
    return _different_anchors([words for words in counts_from(reading, kinds, years) if words])


def _different_anchors(words: list[str]) -> Text | None:
    if len(words) < 2:  # noqa: PLR2004  two of them
        return None
    return say(
        "the limits of this term count from different events, “{one}” and “{other}”: write one of them as a date, "
        "or make two events of it",
        one=words[0],
        other=words[1],
    )


def _alone(limit: Reading, kinds: tuple[One, ...], years: Years) -> Text | None:
    match limit:
        case Fixed() | Window():
            shape = shapes.of_fixed(limit) if isinstance(limit, Fixed) else shapes.of_window(limit)
            return shape or _no_year(limit, years) or _periods(limit, kinds)
        case Offset():
            since = _alone(limit.anchor_date, (), years) if limit.anchor_date is not None else None
            return since or shapes.of_offset(limit) or _period_counted(limit, kinds) or _periods(limit, kinds)
        case OnReceipt():
            return shapes.of_receipt(limit)
        case External():
            return None
        case Ongoing() | Recurring() | Compound():
            return _NO_SINGLE


def _no_year(reading: Fixed | Window, years: Years) -> Text | None:
    base, _ = year_base(reading, years)
    if names_every_year(reading):
        return shapes.NOT_YET if shapes.says(reading, "year_relative", "anchor") else None
    if base == "unnamed" and reading.anchor:
        return shapes.NOT_YET
    return None if base == "event" or getattr(years, base) is not None else _YEAR_NEEDED[base]


_YEAR_NEEDED = {
    "reporting": say("the phrase speaks of the reporting year: say in the definition which year that is"),
    "current": say("the phrase speaks of the current year: say in the definition which year that is"),
    "planned": say("the phrase speaks of the planned year: say in the definition which year that is"),
    "unnamed": say("the phrase names no year: write the date with its year"),
}


def _periods(reading: Fixed | Window | Offset, kinds: tuple[One, ...]) -> Text | None:
    """A phrase about several periods needs a row for each; one about a single period may stand alone."""
    if not reading.periods or (not kinds and len(reading.periods) == 1):
        return None
    if not kinds:
        return say("the phrase speaks of several reporting periods: the event needs a row for each of them")
    return None if all(speaks_of(reading.periods, kind) for kind in kinds) else _OTHER_PERIODS


def _period_counted(reading: Offset, kinds: tuple[One, ...]) -> Text | None:
    """A term from the end of the reporting month says nothing about a quarter."""
    if reading.detail is not None and reading.detail.month_offset is None:
        months = bool(kinds) and all(kind == "month" for kind in kinds)
        return None if months else say("this does not say in which month")
    unit = unit_named(reading.anchor) if counts_from_period(reading) and not reading.periods else None
    return _OTHER_PERIODS if unit and not all(comes_in(unit, kind) for kind in kinds) else None
