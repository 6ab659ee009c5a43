"""Terms and days of months written as structure: so long after something, or the 20th of the month after it."""

from __future__ import annotations

from calendars.saying import say
from definitions.phrases import Detail, Fixed, Offset, Reading
from definitions.phrases.readings import Bound, Direction
from definitions.structure_given import Given, MistakeError, Values
from definitions.structure_values import as_year_day


def term(given: Given) -> Reading:
    """Return a term: so many units after something, or before it."""
    given.needs("at_most", "at_least")
    given.needs("unit", "amount", "at_least")
    way = given.at_most_one("after", "before")
    words = given.values[way] if way else None
    bound = given.values.get("bound", "range" if "at_least" in given.values else "latest")
    reading = Offset(
        n=given.get("amount"),
        unit=given.get("unit"),
        direction="before" if way == "before" else "after",
        anchor=words,
        anchor_date=_anchor_date(given, words),
        bound=bound,
        minimum=given.get("at_least"),
        maximum=given.get("at_most"),
        time=given.get("hour"),
        periods=given.values.get("periods", ()),
        cap=given.get("but"),
        parts=_lengths(given, bound),
        exception=given.get("excepted"),
        link=_link(way, bound),
    )
    return given.capped(reading)


def _lengths(given: Given, bound: Bound) -> tuple[Offset, ...]:
    """Return the lengths that a term is put together from; MistakeError unless its length is written in one way."""
    if given.one_of("amount", "at_least", "parts") != "parts":
        for key, other in (("at_least", "at_most"), ("amount", "unit"), ("at_least", "unit")):
            given.needs(key, other)
        if "at_least" in given.values and given.values["at_least"] >= given.values["at_most"]:
            raise MistakeError("at_most", say("the least is not less than the most: no day is in time"))
        return ()
    parts = given.values["parts"]
    if bound == "range" and len(parts) != 2:  # noqa: PLR2004 - the least and the most
        raise MistakeError("parts", say("a range has two parts: the least and the most"))
    bounds: list[Bound] = ["earliest", "latest"] if bound == "range" else ["latest"] * len(parts)
    return tuple(
        Offset(part["amount"], part["unit"], None, bound=one) for part, one in zip(parts, bounds, strict=True)
    )


def _anchor_date(given: Given, words: str | None) -> Fixed | None:
    day = as_year_day(words) if words else None
    if day is None:
        for key in ("of_year", "of_what"):
            if key in given.values:
                raise MistakeError(
                    key, say("“{key}” belongs to a date without a year", key=given.spelled(key))
                )
        return None
    return Fixed(day, day, bound="point", year_relative=given.year([day]), anchor=given.year_words())


def _link(way: str | None, bound: Bound) -> str:
    """Return the words by which a term tells what it counts from, as `describe` says them."""
    if way == "before":
        return "предшествующий" if bound == "point" else "до"
    return "после" if way else ""


# Days of a month ---------------------------------------------------------------------------------------------


def day_of_month(given: Given) -> Reading:
    """Return a day, or days, counted inside a month."""
    given.needs("until", "since")
    given.needs("since", "until")
    span = given.one_of("on", "since") == "since"
    days = (given.values["since"], given.values["until"]) if span else tuple(given.values["on"])
    if span and 0 < days[1] < days[0]:
        raise MistakeError("until", say("the end comes before the beginning"))
    way = given.at_most_one("after", "before", "last_month_of", "of_month")
    given.needs("nth_month", "after", "before")
    given.needs("of_year", "of_month")
    given.needs("of_what", "of_year")
    nth = given.values.get("nth_month", 1)
    offset = {"after": nth, "before": -nth, "last_month_of": 0}.get(way or "")
    detail = Detail(
        day=days[0] if len(days) == 1 else None,
        day_unit=given.day_unit(),
        days=days if len(days) > 1 else (),
        month_offset=offset,
        month=given.month() if way == "of_month" else None,
    )
    return given.capped(_detailed(given, way, detail, span=span))


def _detailed(given: Given, way: str | None, detail: Detail, *, span: bool) -> Reading:
    named = given.values.get("bound", "range" if span else "latest")
    common: Values = {
        "bound": "latest" if named == "until" else named,
        "inclusive": True if named == "latest" else None,
        "detail": detail,
        "time": given.get("hour"),
        "periods": given.values.get("periods", ()),
        "cap": given.get("but"),
    }
    if way == "of_month":
        given.apart("of_month", "excepted")
        return Fixed(**common, year_relative=given.year_named(), anchor=given.year_words())
    words = given.values[way] if way else None
    exception, link = given.get("excepted"), _MONTH_LINKS.get(way or "", "")
    return Offset(**common, direction=_DIRECTIONS.get(way), anchor=words, exception=exception, link=link)


_DIRECTIONS: dict[str | None, Direction] = {"after": "after", "before": "before"}
#: «20 числа месяца, следующего после отчётного квартала»: the case is that of the words after “after” and “before”.
_MONTH_LINKS = {"after": "следующего после", "before": "последнего до", "last_month_of": "последнего месяца"}
