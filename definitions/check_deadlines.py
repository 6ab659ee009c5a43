"""What must hold for a deadline: it can be counted, and what it counts from is matched to something, never guessed."""

from __future__ import annotations

from collections.abc import Iterator

from calendars import load_calendar
from calendars.errors import CalendarError
from calendars.saying import Text, say
from definitions.check_events import event_named
from definitions.check_flows import Values, names_in, one_of
from definitions.deadline_given import Years
from definitions.deadline_shapes import Written, kinds_of, rows_by_period
from definitions.keys import value_spelled
from definitions.periods import PeriodKind, period_kind
from definitions.phrases import Reading, warnings
from definitions.plannable import counts_from, last_year, unplannable
from definitions.shapes import Context
from definitions.tree import Scalar

#: Which key of «годы» says which year a relative year of a phrase is.
_YEAR_KEYS = {
    "reporting": "reporting",
    "following_reporting": "reporting",
    "current": "current",
    "following_current": "current",
    "preceding_planned": "planned_for",
    "unstated": "unnamed",
}


def check_deadline(event: Values, values: Values, context: Context) -> None:
    """Report what keeps the deadlines of an event from being counted."""
    check_years(event.get("years", {}), values, context)
    _check_periods(event, values, context)
    written = [one for one in event.get("deadline", ()) if one.reading is not None]
    good = [one for one in written if _countable(one, event, values, context)]
    for one in good:
        _check_anchor(one, event, values, context)
        _check_reach(one, event, values, context)
    if len(good) == len(written):
        _check_matched(event, values, context)


def check_limit(state: Values, flow: Values, values: Values, context: Context) -> None:
    """Report a time limit of a state that is no number of days or hours from its entry."""
    for written in state.get("deadline", ()):
        reading = written.reading
        if reading is None or reading.type != "offset" or reading.direction == "before" or written.periods:
            context.report.error(
                written.place,
                say("a state has so many days or hours: write it like “1 рабочий день” or “24 часа”"),
            )
    ladders = [ladder["name"].text for ladder in values.get("ladders", [])]
    one_of("ladder", [state.get("reminders")], ladders, context)
    if (anchor := state.get("anchor")) is not None:
        into = [
            move for move in flow.get("transitions", []) if _text(move.get("target")) == state["name"].text
        ]
        given = {name for move in into for name, kind in move.get("needs", {}).items() if kind in _DATED}
        one_of("data", [anchor], given, context)


def check_years(years: Values, values: Values, context: Context) -> None:
    """Report a year taken from a parameter that there is not, or that has no year."""
    known = [
        parameter["name"].text
        for parameter in values.get("parameters", [])
        if parameter.get("kind") in ("year", "date")
    ]
    for name, year in years.items():
        if name != "_place" and (parameter := year[1]):
            one_of("parameter", [Scalar(parameter, year[0].place)], known, context)


# One deadline ------------------------------------------------------------------------------------------------


def _countable(written: Written, event: Values, values: Values, context: Context) -> bool:
    reading = written.reading
    assert reading is not None  # noqa: S101 - the caller has looked
    kinds, years = _kinds(written, event, values), _years(event, values)
    if (word := _year_word(reading)) and word not in years and not (kinds and word == "reporting"):
        context.report.error(written.place, _no_year(word, context))
        return False
    if why := unplannable(reading, kinds, _known(years)):
        context.report.error(written.place, _told(written, why))
        return False
    for warning in warnings(reading) if written.phrase else ():
        context.report.warning(written.place, warning)
    return True


def _kinds(written: Written, event: Values, values: Values) -> list[PeriodKind]:
    names = written.periods or rows_by_period(event, values)
    return [kind for name in names if (kind := period_kind(name.text))]


def _years(event: Values, values: Values) -> Values:
    given = {**values.get("rules", {}).get("years", {}), **event.get("years", {})}
    return {name: value for name, value in given.items() if name != "_place"}


def _known(years: Values) -> Years:
    """Return years to check phrases with: which they are does not matter, only which are said."""
    return Years(**{_YEARS_OF[name]: _SOME_YEAR for name in years})


_SOME_YEAR = 2000  # a leap year: 29 February is no mistake of the phrase
_YEARS_OF = {"reporting": "reporting", "current": "current", "planned_for": "planned", "unnamed": "unnamed"}


def _year_word(reading: Reading) -> str | None:
    return _YEAR_KEYS.get(getattr(reading, "year_relative", None) or "")


def _no_year(word: str, context: Context) -> Text:
    return say(
        "the phrase names no year: write the date with its year, or say which year it is in “{years}: {word}: …”",
        word=context.spelled(word),
        years=context.spelled("years"),
    )


def _told(written: Written, why: Text) -> Text:
    """Say which of the two ways of writing a deadline it is about."""
    return why if written.phrase else say("the deadline written as structure: {why}", why=why)


def _check_anchor(written: Written, event: Values, values: Values, context: Context) -> None:
    """What a deadline counts from must be matched to something."""
    reading, anchor = written.reading, event.get("anchor", {})
    assert reading is not None  # noqa: S101 - the caller has looked
    if reading.type == "external" and not anchor.get("external"):
        context.report.error(
            written.place,
            say(
                "somebody else sets this deadline: say so with “{key}: {value}”",
                key=context.spelled("anchor"),
                value=value_spelled("external", context.language),
            ),
        )
    words = counts_from(reading, _kinds(written, event, values), _known(_years(event, values)))
    if words and not anchor:
        context.report.error(
            written.place,
            say(
                "the deadline counts from “{anchor}”: say in “{key}” which event or date that is",
                anchor=words[0] or "—",
                key=context.spelled("anchor"),
            ),
        )
    elif len(words) > 1:
        context.report.error(
            written.place,
            say(
                "the deadline counts from two things, “{first}” and “{second}”: make two events of it",
                first=words[0],
                second=words[1],
            ),
        )


def _check_reach(written: Written, event: Values, values: Values, context: Context) -> None:
    """A date that the calendar does not reach is told where it is written."""
    name = event.get("calendar") or values.get("calendar")
    assert written.reading is not None  # noqa: S101 - the caller has looked
    last = last_year(written.reading)
    if name is None or last is None:
        return
    try:
        calendar = load_calendar(name.text)
    except CalendarError:
        return  # told at the key itself
    if not calendar.first.year <= last <= calendar.last.year:
        context.report.error(
            written.place,
            say(
                "the calendar “{name}” knows the years {first} to {last}: a newer srok is needed for others",
                name=name.text,
                first=calendar.first.year,
                last=calendar.last.year,
            ),
        )


def _check_periods(event: Values, values: Values, context: Context) -> None:
    """Each reporting period has one deadline, and deadlines are for the periods that the event has."""
    kinds, written = kinds_of(event, values), event.get("deadline", ())
    named = [period for one in written for period in one.periods]
    if not named:
        return
    if not rows_by_period(event, values):
        context.report.error(
            named[0].place,
            say(
                "deadlines by reporting period need a row for each: add “{word}” to “{key}”",
                word="период" if context.language == "ru" else "period",
                key=context.spelled("for_each"),
            ),
        )
        return
    one_of("period", named, kinds, context)
    seen: set[str] = set()
    for period in named:
        if period.text in seen:
            context.report.error(period.place, say("“{name}” stands twice here", name=period.text))
        seen.add(period.text)
    for kind in kinds:
        if kind not in seen:
            context.report.error(
                named[0].place, say("no deadline for the reporting period “{name}”", name=kind)
            )


# What the anchor names ---------------------------------------------------------------------------------------

_DATED = ("date", "document")


def _check_matched(event: Values, values: Values, context: Context) -> None:
    """What an anchor names must exist, and be used."""
    anchor = event.get("anchor", {})
    if not anchor:
        return
    readings = [written.reading for written in event.get("deadline", ()) if written.reading is not None]
    place = anchor["_place"]
    if readings and not any(_counts(reading) or reading.type == "external" for reading in readings):
        number = anchor.get("event")
        context.report.warning(
            number.place if number else place,
            say(
                "this deadline counts from nothing: “{anchor}” only orders the events; write “{key}” for that",
                anchor=context.spelled("anchor"),
                key=context.spelled("opens_after"),
            ),
        )
    elif "event" in anchor and "opens_after" in event:
        after = event["opens_after"]
        context.report.error(
            after["_place"] if isinstance(after, dict) else after.place,
            say(
                "“{key}” says already what this event answers to: leave one of the two out",
                key=context.spelled("anchor"),
            ),
        )
    for told in _unmatched(anchor, event, values, context):
        context.report.error(place, told)
    if readings and any(getattr(reading, "direction", None) == "before" for reading in readings):
        _check_backwards(anchor, event, context)


def _counts(reading: Reading) -> bool:
    return bool(counts_from(reading)) or getattr(reading, "year_relative", None) == "following_event"


def _unmatched(anchor: Values, event: Values, values: Values, context: Context) -> Iterator[Text]:
    ways = [name for name in ("event", "parameter", "external", "reporting_period") if name in anchor]
    if len(ways) != 1 and not ("state" in anchor and not ways):
        yield say(
            "“{key}” names one thing that the deadline counts from: an event, a state or a parameter",
            key=context.spelled("anchor"),
        )
    if anchor.get("reporting_period") and not rows_by_period(event, values):
        yield say(
            "the deadline counts from the reporting period, but this event has no rows for such periods"
        )
    dates = [p["name"].text for p in values.get("parameters", []) if p.get("kind") == "date"]
    one_of("parameter", [anchor.get("parameter")], dates, context)
    other = event_named(values, anchor["event"]) if "event" in anchor else event
    if other is None:
        return
    flow = next((f for f in values.get("flows", []) if f["name"].text == _text(other.get("flow"))), None)
    if flow is not None:
        one_of("state", [anchor.get("state")], names_in(flow, "states"), context)
        given = {**other.get("needs", {}), **other.get("attach", {})}
        for move in flow.get("transitions", []):
            given |= move.get("needs", {})
        one_of("data", anchor.get("data", ()), [n for n, kind in given.items() if kind in _DATED], context)


def _check_backwards(anchor: Values, event: Values, context: Context) -> None:
    """A term that ends before what it counts from needs a day that is known beforehand."""
    if "event" not in anchor or anchor.get("planned") or "data" in anchor:
        return
    context.report.error(
        event["deadline"][0].place,
        say(
            "the term ends before the event it counts from, whose day is known only afterwards: count from its due "
            "date (“{planned}: {yes}”), or write “{key}: {value}” and set the date when the day is fixed",
            planned=context.spelled("planned"),
            yes=value_spelled("yes", context.language),
            key=context.spelled("anchor"),
            value=value_spelled("external", context.language),
        ),
    )


def _text(value: Scalar | None) -> str:
    return value.text if value else ""
