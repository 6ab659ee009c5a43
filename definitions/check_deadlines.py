"""What must hold for a deadline: a single day or window, in a year that is known, counted from something."""

from __future__ import annotations

from collections.abc import Iterable

from calendars import load_calendar
from calendars.errors import CalendarError
from calendars.saying import Text, say
from definitions.check_anchors import check_anchor
from definitions.check_names import Parts, Values, entries
from definitions.check_periods import check_periods
from definitions.deadline_days import Base, names_every_year, year_base
from definitions.deadline_given import Years
from definitions.deadline_shapes import Written, rows_by_period
from definitions.periods import PeriodKind, period_kind
from definitions.phrases import Fixed, Reading, Window, warnings
from definitions.phrases.warn import Settled
from definitions.plannable import counts_from, last_year, limits, unplannable
from definitions.tree import Scalar

#: The year of the arithmetic -> the key of «годы» that says which it is.
_KEYS: dict[Base, str] = {
    "reporting": "reporting",
    "current": "current",
    "planned": "planned_for",
    "unnamed": "unnamed",
}
_SOME_YEAR = 2000  # a leap year: 29 February is no mistake of the phrase


def check_deadline(event: Values, parts: Parts) -> None:
    """Report what keeps the deadlines of an event from being counted."""
    check_periods(event, parts)
    written = [one for one in event.get("deadline", ()) if one.reading is not None]
    good = [one for one in written if _countable(one, event, parts)]
    for one in good:
        _check_matched(one, event, parts)
        _check_reach(one, event, parts)
    if len(good) == len(written):
        check_anchor(event, parts)


def _countable(written: Written, event: Values, parts: Parts) -> bool:
    reading = written.reading
    assert reading is not None  # noqa: S101 - the caller has looked
    kinds, years = _kinds(written, event, parts), years_said(event, parts)
    if why := unplannable(reading, kinds, years):
        missing = _missing_year(reading, years, has_period=bool(kinds))
        told = _no_year(missing, parts) if missing else why
        parts.error(written.place, told if written.phrase else _of_structure(told))
        return False
    settled: set[Settled] = {"year", "anchor"}
    if "inclusive" in event or "inclusive" in parts.values.get("rules", {}):
        settled.add("until")
    for warning in warnings(reading, settled) if written.phrase else ():
        parts.warning(written.place, warning)
    return True


def _of_structure(why: Text) -> Text:
    """Say which of the two ways of writing a deadline it is about."""
    return say("the deadline written as structure: {why}", why=why)


def _kinds(written: Written, event: Values, parts: Parts) -> list[PeriodKind]:
    return _known_kinds(written.periods or rows_by_period(event, parts.values))


def rows_of(event: Values, parts: Parts) -> list[PeriodKind]:
    """Return the reporting periods that an event has rows for."""
    return _known_kinds(rows_by_period(event, parts.values))


def _known_kinds(names: Iterable[Scalar]) -> list[PeriodKind]:
    return [kind for name in names if (kind := period_kind(name.text))]


# The year it means -------------------------------------------------------------------------------------------


def years_said(event: Values, parts: Parts) -> Years:
    """Return years to check phrases with: which they are does not matter, only which are said."""
    said = {**parts.values.get("rules", {}).get("years", {}), **event.get("years", {})}
    return Years(**{base: _SOME_YEAR for base, key in _KEYS.items() if key in entries(said)})


def _missing_year(reading: Reading, years: Years, *, has_period: bool) -> Base | None:
    """Return the year that a phrase means and the definition does not say."""
    known = years.of_period(_SOME_YEAR if has_period else None)
    for limit in limits(reading):
        if isinstance(limit, Fixed | Window) and not names_every_year(limit):
            base, _ = year_base(limit, known)
            if base != "event" and getattr(known, base) is None:
                return base
    return None


def _no_year(base: Base, parts: Parts) -> Text:
    years, word = parts.context.spelled("years"), parts.context.spelled(_KEYS[base])
    if base == "unnamed":
        return say(
            "the phrase names no year: write the date with its year, or say which year it is in “{years}: {word}: …”",
            word=word,
            years=years,
        )
    return say(
        "the phrase speaks of a year that the definition does not name: say which it is in “{years}: {word}: …”",
        word=word,
        years=years,
    )


# What it counts from, and how far ----------------------------------------------------------------------------


def _check_matched(written: Written, event: Values, parts: Parts) -> None:
    """What a deadline counts from must be matched to something, never guessed."""
    reading, anchor = written.reading, event.get("anchor", {})
    assert reading is not None  # noqa: S101 - the caller has looked
    if reading.type == "external" and not (anchor.get("external") or "other_deadline" in event):
        parts.error(
            written.place,
            say(
                "somebody else sets this deadline: say so with “{key}: {value}”",
                key=parts.context.spelled("anchor"),
                value=parts.word("external"),
            ),
        )
    words = counts_from(reading, _kinds(written, event, parts), years_said(event, parts))
    if words and "anchor" not in event["_place"].nodes:
        parts.error(
            written.place,
            say(
                "the deadline counts from “{anchor}”: say in “{key}” which event or date that is",
                anchor=words[0] or "—",
                key=parts.context.spelled("anchor"),
            ),
        )
    elif len(words) > 1:
        parts.error(
            written.place,
            say(
                "the deadline counts from two things, “{first}” and “{second}”: make two events of it",
                first=words[0],
                second=words[1],
            ),
        )


def _check_reach(written: Written, event: Values, parts: Parts) -> None:
    """A date that the calendar does not reach is told where it is written."""
    name = event.get("calendar") or parts.values.get("calendar")
    assert written.reading is not None  # noqa: S101 - the caller has looked
    last = last_year(written.reading)
    if name is None or last is None:
        return
    try:
        calendar = load_calendar(name.text)
    except CalendarError:
        return  # told at the key itself
    if not calendar.first.year <= last <= calendar.last.year:
        parts.error(
            written.place,
            say(
                "the calendar “{name}” knows the years {first} to {last}: a newer srok is needed for others",
                name=name.text,
                first=calendar.first.year,
                last=calendar.last.year,
            ),
        )
