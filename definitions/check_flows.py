"""What must hold inside a flow: states that are known and can be reached, and a way to meet the deadline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from calendars.saying import say
from definitions.keys import CONTROL_WORDS, value_spelled
from definitions.shapes import Context, unknown
from definitions.tree import Scalar

Values = dict[str, Any]

_ANYONE = ("responsible", "addressee")


def check_flow(flow: Values, roles: list[str] | None, context: Context) -> None:
    """Report everything in a flow that does not fit together."""
    states = names_in(flow, "states")
    moves = flow.get("transitions", [])
    # A role, or a word for whoever the event names.
    known = None if roles is None else [*roles, *(value_spelled(word, context.language) for word in _ANYONE)]
    one_of("role", [state.get("holder") for state in flow.get("states", [])], known, context)
    for move in moves:
        one_of("role", move.get("by", ()), known, context)
        _check_move(flow, move, context)
    ends = [end for move in moves for end in (*move.get("source", ()), move.get("target"))]
    if one_of("state", [flow.get("initial"), *ends], states, context):
        _check_ways(flow, moves, context)


def _check_move(flow: Values, move: Values, context: Context) -> None:
    if move["name"].text in CONTROL_WORDS:
        context.report.error(
            move["name"].place,
            say(
                "“{name}” is what srok itself calls an entry that every case knows: take another name",
                name=move["name"].text,
            ),
        )
    final = {state["name"].text for state in flow.get("states", []) if state.get("final")}
    for source in move.get("source", ()):
        if source.text in final:
            context.report.error(
                source.place,
                say(
                    "the state “{state}” is an end (“{key}”): no action leads out of it",
                    state=source.text,
                    key=context.spelled("final"),
                ),
            )


def _check_ways(flow: Values, moves: list[Values], context: Context) -> None:
    if "initial" in flow:
        _check_reachable(flow, moves, context)
    met = {state["name"].text for state in flow.get("states", []) if state.get("met")}
    if not any(move["target"].text in met for move in moves if "target" in move):
        context.report.error(
            flow["name"].place,
            say(
                "no action of the flow “{flow}” leads to a state with “{key}”: its deadlines could never be met",
                flow=flow["name"].text,
                key=context.spelled("met"),
            ),
        )


def _check_reachable(flow: Values, moves: list[Values], context: Context) -> None:
    reached = {flow["initial"].text}
    while (
        more := {
            move["target"].text
            for move in moves
            if "target" in move and reached & {source.text for source in move.get("source", ())}
        }
        - reached
    ):
        reached |= more
    for state in flow.get("states", []):
        if state["name"].text not in reached:
            context.report.error(
                state["name"].place,
                say(
                    "no transition leads to the state “{state}” from “{initial}”",
                    state=state["name"].text,
                    initial=flow["initial"].text,
                ),
            )


# Names -------------------------------------------------------------------------------------------------


def names_in(values: Values, part: str) -> list[str] | None:
    """Return the names in a part of the definition; None where the part is missing."""
    return [item["name"].text for item in values[part]] if part in values else None


def one_of(kind: str, given: Iterable[Scalar | None], known: Iterable[str] | None, context: Context) -> bool:
    """Whether all are known; report what is not, unless the part that would know is missing, which was reported."""
    if known is None:
        return False
    names = list(known)
    strange = [item for item in given if item is not None and item.text not in names]
    for item in strange:
        context.report.error(item.place, unknown(kind, item.text, names))
    return not strange
