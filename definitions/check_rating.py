"""What must hold for a rating: scores of one kind each, indicators that are counted, bands without a hole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from calendars.saying import say
from definitions.building_rating import indicators, said_and_silent
from definitions.check_names import Parts, Values
from definitions.rownames import NOT_UNDERSTOOD, misread
from definitions.shapes import unknown
from definitions.tree import Scalar

_KINDS = ("indicators", "source", "delay")
_TWO = 2


def check_rating(parts: Parts) -> None:
    """Report everything in the rating that does not fit the rest of the definition."""
    rating = parts.values.get("rating")
    if rating is None:
        return
    parts.roles_known([rating.get("for_each")])
    scores = rating.get("scores", [])
    for score in scores:
        _check_kind(score, parts)
        _check_quotient(score, parts)
        _check_named(score.get("indicators", ()), parts)
        _check_counted(score.get("no_quotient", ()), indicators(score.get("indicators", ())), parts)
        _check_delay(score.get("delay", {}), parts)
        _check_rows(score, parts)
        if "achievement_in" in score and "achievement" not in rating:
            _check_missing(rating, "achievement", parts)
    counted = indicators(name for score in scores for name in score.get("indicators", ()))
    if counted and "average" not in rating:
        _check_missing(rating, "average", parts)
    for left_out in (
        rating.get("inverse", ()),
        *(one.get("indicators", ()) for one in rating.get("excepted", ())),
    ):
        _check_counted(left_out, counted, parts)
    _check_bands(rating.get("achievement", {}).get("bands", ()), parts)


def _check_quotient(score: Values, parts: Parts) -> None:
    columns = score.get("quotient", ())
    if columns and (len(columns) != _TWO or "indicators" not in score):
        parts.error(
            columns[0].place,
            say(
                "“{key}” names two columns, for a score with “{indicators}”",
                key=parts.context.spelled("quotient"),
                indicators=parts.context.spelled("indicators"),
            ),
        )


def _check_missing(rating: Values, key: str, parts: Parts) -> None:
    parts.error(rating["_place"], say("the key “{key}” is missing here", key=parts.context.spelled(key)))


def _check_kind(score: Values, parts: Parts) -> None:
    """A score is a mean, a share of two columns, or a share of late days; a share says what is better."""
    given = [kind for kind in _KINDS if kind in score]
    if len(given) != 1:
        parts.error(
            score["name"].place,
            say(
                "say of this score in one of the keys what it is made of: {keys}",
                keys=tuple(parts.context.spelled(kind) for kind in _KINDS),
            ),
        )
        return
    needed = {"indicators": ("column",), "source": ("column", "better"), "delay": ("better",)}[given[0]]
    for key in needed:
        if key not in score:
            parts.error(
                score["name"].place, say("the key “{key}” is missing here", key=parts.context.spelled(key))
            )


def _check_named(given: Iterable[Scalar], parts: Parts) -> None:
    for one in given:
        for piece in misread(one.text):
            parts.error(one.place, NOT_UNDERSTOOD.with_values(range=piece))


def _check_counted(given: Sequence[Scalar], counted: Sequence[str], parts: Parts) -> None:
    """Report each that no score counts: it would be left out, or turned round, for nothing."""
    _check_named(given, parts)
    for one in given:
        for name in indicators([one]):
            if name not in counted:
                parts.error(one.place, unknown("indicator", name, counted))


def _check_delay(delay: Values, parts: Parts) -> None:
    """The days of a stage are counted only where it has a time limit of its own."""
    parts.one_of("event", delay.get("events", ()), parts.events)
    events = [event for number in delay.get("events", ()) if (event := parts.event(number))]
    flows = [flow for event in events if (flow := parts.flow_of(event))]
    limited = [
        state["name"].text for flow in flows for state in flow.get("states", ()) if "deadline" in state
    ]
    if flows:
        parts.one_of("stage", (*delay.get("stages", ()), *delay.get("of_stages", ())), limited)


def _check_rows(score: Values, parts: Parts) -> None:
    """The rows counted stand in a section of those events, and what they say is asked for there."""
    rows = score.get("rows")
    if rows is None:
        return
    if "source" not in score:
        _check_missing(score | {"_place": rows["_place"]}, "source", parts)
    if not parts.one_of("event", rows.get("events", ()), parts.events) or "section" not in rows:
        return
    sheets = [
        one for number in rows.get("events", ()) for one in (parts.event(number) or {}).get("sheet", [])
    ]
    begins = rows["section"].text.casefold()
    found = [one for one in sheets if any(name.casefold().startswith(begins) for name in _headings(one))]
    if not found:
        names = dict.fromkeys(name for one in sheets for name in _headings(one))
        parts.one_of("section", [rows["section"]], tuple(names))
        return
    flows = [flow for one in found if (flow := parts.flow_of(one))]
    states = [state["name"].text for flow in flows for state in flow.get("states", ())]
    parts.one_of("state", rows.get("states", ()), states)
    moves = [move for flow in flows for move in flow.get("transitions", [])]
    asked = {name: kind for move in moves for name, kind in move.get("needs", {}).items()}
    if parts.one_of("data", [rows.get("data")], asked) and isinstance(asked[rows["data"].text], tuple):
        words = asked[rows["data"].text]
        said, _ = said_and_silent(rows.get("values", ()))
        parts.one_of("value", [one for one in rows.get("values", ()) if one.text in said], words)


def _headings(section: Values) -> list[str]:
    return [section[key] for key in ("subsection", "section") if section.get(key)]


def _check_bands(bands: Sequence[Values], parts: Parts) -> None:
    """Bands go from the highest down without a hole: each takes what those before it have left."""
    before: Decimal | None = None
    for place, band in enumerate(bands):
        bounds = [band[key] for key in ("over", "at_least") if key in band]
        last = place == len(bands) - 1
        if len(bounds) != (0 if last else 1):
            parts.error(
                band["_place"],
                say(
                    "each band has one bound, “{over}” or “{at_least}”; the last has none: it takes all the rest",
                    over=parts.context.spelled("over"),
                    at_least=parts.context.spelled("at_least"),
                ),
            )
        elif bounds and before is not None and bounds[0] >= before:
            parts.error(band["_place"], say("put the bands in order, from the highest bound down"))
        before = next(iter(bounds), before)
