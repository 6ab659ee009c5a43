"""What a deadline counts from must exist, give a day, and be the one thing that the phrase needs."""

from __future__ import annotations

from collections.abc import Sequence

from calendars.saying import Text, say
from definitions.check_events import given_with
from definitions.check_flows import check_dated
from definitions.check_names import Parts, Values, text_of
from definitions.deadline_shapes import rows_by_period
from definitions.periods import names_the_period, unit_named
from definitions.phrases import Reading
from definitions.plannable import counts_from
from definitions.shapes import unknown
from definitions.tree import Scalar

_WAYS = ("event", "parameter", "external", "reporting_period")


def check_anchor(event: Values, parts: Parts) -> None:
    """Report what an anchor names and there is not, and an anchor that nothing needs."""
    anchor = event.get("anchor", {})
    if not anchor:
        return
    readings = [written.reading for written in event.get("deadline", ()) if written.reading is not None]
    if readings and not any(_counts(reading) for reading in readings):
        _warn_unneeded(anchor, parts)
    elif "event" in anchor and not anchor.get("planned") and "opens_after" in event:
        _refuse_two(event["opens_after"], parts)
    if not _one_way(anchor, parts):
        return
    if anchor.get("reporting_period") and not rows_by_period(event, parts.values):
        parts.error(
            anchor["_place"],
            say(
                "the deadline counts from the reporting period, but this event has no rows for such periods: "
                "add them in “{key}”",
                key=parts.context.spelled("for_each"),
            ),
        )
    elif anchor.get("reporting_period"):
        _check_period(anchor, readings, parts)
    _check_parameter(anchor.get("parameter"), parts)
    _check_source(anchor, event, parts)
    if any(getattr(reading, "direction", None) == "before" for reading in readings):
        _check_backwards(anchor, event, parts)


def _counts(reading: Reading) -> bool:
    relative = getattr(reading, "year_relative", None) == "following_event"
    return relative or reading.type == "external" or bool(counts_from(reading))


def _warn_unneeded(anchor: Values, parts: Parts) -> None:
    number = anchor.get("event")
    if not number and "state" not in anchor:
        parts.warning(
            anchor["_place"],
            say(
                "this deadline has a date of its own and counts from nothing: “{key}” does nothing here, delete it",
                key=parts.context.spelled("anchor"),
            ),
        )
        return
    parts.warning(
        number.place if number else anchor["_place"],
        say(
            "this deadline counts from nothing: “{anchor}” only orders the events; write “{key}” for that",
            anchor=parts.context.spelled("anchor"),
            key=parts.context.spelled("opens_after"),
        ),
    )


def _refuse_two(after: Values | Scalar, parts: Parts) -> None:
    parts.error(
        after["_place"] if isinstance(after, dict) else after.place,
        say(
            "“{key}” says already what this event answers to: leave one of the two out",
            key=parts.context.spelled("anchor"),
        ),
    )


# What it names -----------------------------------------------------------------------------------------------


def _one_way(anchor: Values, parts: Parts) -> bool:
    """Whether an anchor names one thing: an event, a state of its own, a parameter."""
    ways = [name for name in _WAYS if name in anchor]
    alone = "state" in anchor and not ways
    told: Text | None = None
    if len(ways) != 1 and not alone:
        told = say(
            "“{key}” names the one thing that the deadline counts from, an event, a state or a parameter: "
            "leave one of them",
            key=parts.context.spelled("anchor"),
        )
    elif detail := _beside(anchor, ways):
        told = say(
            "“{first}” and “{second}” are two days to count from: leave one of the two out",
            first=parts.context.spelled(detail[0]),
            second=parts.context.spelled(detail[1]),
        )
    if told:
        parts.error(anchor["_place"], told)
    return told is None


def _beside(anchor: Values, ways: list[str]) -> tuple[str, str] | None:
    """Return two keys of an anchor that cannot stand side by side."""
    details = [name for name in ("planned", "state", "data", "all") if anchor.get(name)]
    if "event" not in anchor and anchor.get("all") and "state" in anchor:
        return "state", "all"
    details = [name for name in details if name != "all" or ways == ["parameter"]]
    if ways == ["parameter"] and details:
        return "parameter", details[0]
    return ("planned", details[1]) if len(details) > 1 and details[0] == "planned" else None


def _check_period(anchor: Values, readings: Sequence[Reading], parts: Parts) -> None:
    """A phrase that names what it counts from must name the period; one that names nothing may count from it."""
    words = (said for reading in readings for said in counts_from(reading))
    strange = next(
        (said for said in words if said and not (names_the_period(said) or unit_named(said))), None
    )
    if strange is None:
        return
    key = parts.context.spelled("anchor")
    parts.error(
        anchor["_place"],
        say(
            "the deadline counts from “{words}”, which is no reporting period: name the event with “{event}” or, "
            "where that day comes from outside the plan, write “{external}”",
            words=strange,
            event=f"{key}: {{{parts.context.spelled('event')}: …}}",
            external=f"{key}: {parts.word('external')}",
        ),
    )


def _check_parameter(name: Scalar | None, parts: Parts) -> None:
    if name is None:
        return
    kind = parts.parameters.get(name.text, {}).get("kind")
    if name.text not in parts.parameters:
        known = [name for name, one in parts.parameters.items() if one.get("kind") == "date"]
        parts.error(name.place, unknown("parameter", name.text, known))
    elif kind is not None and kind != "date":
        parts.error(
            name.place,
            say(
                "a deadline counts from a day, and “{name}” is a parameter of the kind “{kind}”: it must be “{date}”",
                name=name.text,
                kind=parts.word(kind),
                date=parts.word("date"),
            ),
        )


def _check_source(anchor: Values, event: Values, parts: Parts) -> None:
    """The event counted from has the state, gives the dates, or has the due date that the anchor asks for."""
    number = anchor.get("event")
    if number is not None and number.text == text_of(event.get("number")):
        return  # told as a circle
    other = parts.event(number) if number else event
    flow = parts.flow_of(other) if other else None
    if other is None or flow is None:
        return
    whose = say("event {event}", event=text_of(other.get("number")))
    parts.one_of("state", [anchor.get("state")], [state["name"].text for state in flow.get("states", [])])
    check_dated(given_with(other, parts), anchor.get("data", ()), whose, parts)
    deadlines = other.get("deadline", ())
    if number and anchor.get("planned") and deadlines and not any(one.reading for one in deadlines):
        parts.error(
            number.place,
            say(
                "the plan sets no deadline for event {event}, so nothing can count from it: "
                "count from the day the event is met",
                event=number.text,
            ),
        )


def _check_backwards(anchor: Values, event: Values, parts: Parts) -> None:
    """A term that ends before what it counts from needs a day that is known beforehand."""
    if "event" not in anchor or anchor.get("planned") or "data" in anchor:
        return
    parts.error(
        event["deadline"][0].place,
        say(
            "the term ends before the event it counts from, whose day is known only afterwards: count from its due "
            "date (“{planned}: {yes}”), or write “{key}: {value}” and set the date when the day is fixed",
            planned=parts.context.spelled("planned"),
            yes=parts.word("yes"),
            key=parts.context.spelled("anchor"),
            value=parts.word("external"),
        ),
    )
