"""What must hold for reporting periods: rows where deadlines speak of periods, and one deadline for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calendars.saying import say
from definitions.check_names import Parts, Values
from definitions.deadline_shapes import is_period_word, rows_by_period
from definitions.made import kinds
from definitions.periods import KIND_NAMES, One, period_kind
from definitions.shapes import unknown
from definitions.tree import Listing, Node, Scalar, TablePlace


def check_periods(event: Values, parts: Parts) -> None:
    """Report reporting periods that an event names and has no rows for, and the other way round."""
    word = next((name for name in event.get("for_each", ()) if is_period_word(name.text)), None)
    check_named(event, parts)
    if word is not None:
        _check_rows(word, event, parts)
    elif "periods" in event:
        parts.error(
            event["periods"][0].place,
            say(
                "this event has no rows for reporting periods: add “{word}” to “{key}”",
                word=_word(parts),
                key=parts.context.spelled("for_each"),
            ),
        )
    _check_deadlines(event, parts)
    for one in event.get("excepted", ()):
        periods_known(one.get("periods", ()), event, parts)


def check_named(values: Values, parts: Parts) -> None:
    """Report reporting periods in another language than the file's, and such as stand twice."""
    place, language = values.get("_place"), parts.language
    for item in _items(place.nodes.get("periods")) if isinstance(place, TablePlace) else ():
        kind = period_kind(item.text)
        if kind is not None and item.text.isascii() != (language == "en"):
            parts.error(
                item.place,
                say(
                    "“{key}” mixes two languages in one file: write “{right}”",
                    key=item.text,
                    right=KIND_NAMES[kind][language == "en"],
                ),
            )
    _check_once(values.get("periods", ()), parts)


def periods_known(names: Iterable[Scalar], event: Values, parts: Parts) -> bool:
    """Whether the event has rows for all these reporting periods; report each that it has none for."""
    rows = rows_by_period(event, parts.values)
    strange = [name for name in names if not set(kinds([name])) <= set(kinds(rows))]
    for name in strange:
        known = [row.text for row in rows]
        parts.error(name.place, unknown("period", name.text, known))
    return not strange


def _word(parts: Parts) -> str:
    return "период" if parts.language == "ru" else "period"


def _items(node: Node | None) -> Sequence[Scalar]:
    items = node.items if isinstance(node, Listing) else (node,)
    return [item for item in items if isinstance(item, Scalar)]


def _check_rows(word: Scalar, event: Values, parts: Parts) -> None:
    rules = parts.values.get("rules", {})
    if word.text != _word(parts):
        parts.error(
            word.place,
            say(
                "“{key}” mixes two languages in one file: write “{right}”", key=word.text, right=_word(parts)
            ),
        )
    if not rows_by_period(event, parts.values):
        parts.error(
            word.place,
            say("name the reporting periods in “{key}”", key=parts.context.spelled("periods")),
        )
    elif "reporting" not in {*event.get("years", {}), *rules.get("years", {})}:
        parts.error(
            word.place,
            say(
                "rows for reporting periods need the reporting year: say which it is in “{years}: {word}: …”",
                years=parts.context.spelled("years"),
                word=parts.context.spelled("reporting"),
            ),
        )


def _check_deadlines(event: Values, parts: Parts) -> None:
    """Each reporting period has one deadline, and deadlines are for the periods that the event has."""
    named = [period for one in event.get("deadline", ()) for period in one.periods]
    if not named:
        return
    rows = rows_by_period(event, parts.values)
    if not any(is_period_word(name.text) for name in event.get("for_each", ())):
        parts.error(
            named[0].place,
            say(
                "deadlines by reporting period need a row for each: add “{word}” to “{key}”",
                word=_word(parts),
                key=parts.context.spelled("for_each"),
            ),
        )
    elif rows and periods_known(named, event, parts):
        _check_once(named, parts)
        for missing in [one for one in kinds(rows) if one not in kinds(named)]:
            name = KIND_NAMES[missing][parts.language == "en"]
            told = say(
                "no deadline for the reporting period “{name}”: add one, or “{name}: {none}”",
                name=name,
                none=parts.word("not_set"),
            )
            parts.error(named[0].place, told)


def _check_once(names: Iterable[Scalar], parts: Parts) -> None:
    seen: set[One] = set()
    for name in names:
        if seen & set(kinds([name])):
            parts.error(
                name.place, say("“{name}” stands twice here: leave one of the two out", name=name.text)
            )
        seen |= set(kinds([name]))
