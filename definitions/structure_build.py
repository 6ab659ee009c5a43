"""From the values of a deadline written as structure to the reading they mean, or to what they cannot mean together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from calendars.saying import say
from definitions.keys import Language
from definitions.phrases import (
    Compound,
    Detail,
    External,
    Fixed,
    Ongoing,
    OnReceipt,
    Reading,
    Recurring,
    Window,
    YearDay,
)
from definitions.phrases.readings import Bound
from definitions.structure_given import Given, MistakeError, Values
from definitions.structure_terms import day_of_month, term
from definitions.structure_values import WEEKDAYS


def build_reading(kind: str, values: Values, language: Language) -> Reading:
    """Return the reading that a structure means; MistakeError where its keys cannot mean one."""
    return _BUILD[kind](Given(values, language))


# Dates and windows -------------------------------------------------------------------------------------------

_DATE_BOUNDS: dict[str, Bound] = {
    "until": "latest",
    "before": "latest",
    "on": "point",
    "since": "earliest",
    "as_of": "as_of",
}


def _date(given: Given) -> Reading:
    if "since" in given.values and ("until" in given.values or "before" in given.values):
        told = say(
            "a date with a first and a last day is a window: write “{kind}”", kind=given.kind("window")
        )
        raise MistakeError("since", told)
    way = given.one_of(*_DATE_BOUNDS)
    given.needs("as_window", "until")
    days: list[YearDay] = given.values[way] if isinstance(given.values[way], list) else [given.values[way]]
    day = days[0] if len(days) == 1 else None
    reading = Fixed(
        start=day if way in ("on", "since", "as_of") else None,
        end=day if way != "since" else None,
        dates=tuple(days) if day is None else (),
        bound=_DATE_BOUNDS[way],
        inclusive=True if way in ("until", "since") else None,
        year_relative=given.year(days),
        whole_months=given.values.get("as_window", False),
        time=given.get("hour"),
        periods=given.values.get("periods", ()),
        anchor=given.year_words(),
        cap=given.get("but"),
    )
    return given.capped(reading)


def _window(given: Given) -> Reading:
    given.needs("unit", "amount")
    given.needs("of_month", "amount")
    given.needs("of_year", "since", "after", "amount", "parts")
    given.needs("of_what", "of_year")
    given.apart("after", "of_what")
    if "parts" in given.values:
        given.apart("parts", "amount", "since", "after", "until", "before")
        stretches = (_stretch(Given(part, given.language)) for part in given.values["parts"])
        parts = tuple(replace(part, year_relative=None) for part in stretches)  # that of the whole counts
        days = [day for part in parts for day in (part.start, part.end) if day]
        found = Window(parts=parts, year_relative=given.year(days))
    else:
        found = _first_days(given) if "amount" in given.values else _stretch(given)
    words = given.get("after")
    return replace(
        found,
        periods=given.values.get("periods", ()),
        anchor=words or given.year_words(),
        link="после" if words else "",
        time=given.get("hour"),
    )


def _first_days(given: Given) -> Window:
    given.apart("amount", "since", "after", "until", "before")
    given.needs("amount", "of_month")
    detail = Detail(given.values["amount"], given.day_unit(), month=given.month())
    return Window(detail=detail, year_relative=given.year_named())


def _stretch(given: Given) -> Window:
    first, last = given.at_most_one("since", "after"), given.at_most_one("until", "before")
    if first is None and last is None and "hour" in given.values:
        return Window()
    if first is None or last is None:
        since, until = given.spelled("since"), given.spelled("until")
        told = say("a window has a first day, “{since}”, and a last one, “{until}”", since=since, until=until)
        raise MistakeError(None, told)
    end: YearDay = given.values[last]
    start: YearDay | None = given.get("since")
    if start and start.year and end.year and _order(end) < _order(start):
        raise MistakeError(last, say("the end comes before the beginning"))
    year = given.year([start, end] if start else [end])
    return Window(start, end, year_relative=year, doubt="until" if last == "before" else None)


def _order(day: YearDay) -> tuple[int, int, int]:
    return day.year or 0, day.month, day.day


# What others decide, and what comes again --------------------------------------------------------------------


def _on_receipt(given: Given) -> Reading:
    words = given.get("of_what")
    if given.get("same_day"):
        return OnReceipt(
            words, n=0, unit="calendar_day", cap=given.get("but"), link="в день" if words else ""
        )
    return OnReceipt(words, cap=given.get("but"), link="по поступлении" if words else "по мере поступления")


def _external(given: Given) -> Reading:
    return External(given.get("set_by"), cap=given.get("but"))


def _recurring(given: Given) -> Reading:
    given.needs("week", "weekdays")
    given.needs("freq", "times", "interval")
    given.needs("bound", "hour")
    interval = given.get("interval")
    return Recurring(
        given.values["how_often"],
        interval=interval,
        times=given.values.get("times", 1 if interval else None),
        freq=given.get("freq"),
        weekdays=tuple(WEEKDAYS.index(day) + 1 for day in given.values.get("weekdays", ())),
        week=given.get("week"),
        time=given.get("hour"),
        bound=given.get("bound"),
        first_period=given.get("counting_from"),
        due=given.get("deadline"),
        cap=given.get("but"),
        periods=given.values.get("periods", ()),
        anchor=given.get("of_what"),
    )


def _ongoing(given: Given) -> Reading:
    given.at_most_one("since", "before")
    words = given.get("before")
    if "since" in given.values and given.values["since"].year is None:
        raise MistakeError("since", say("write the date with its year"))
    return Ongoing(given.get("since"), words, link="до" if words else "")


def _several(given: Given) -> Reading:
    return Compound(tuple(given.values["parts"]), "и")


_BUILD: dict[str, Callable[[Given], Reading]] = {
    "date": _date,
    "window": _window,
    "term": term,
    "day_of_month": day_of_month,
    "on_receipt": _on_receipt,
    "external": _external,
    "recurring": _recurring,
    "ongoing": _ongoing,
    "several": _several,
}
