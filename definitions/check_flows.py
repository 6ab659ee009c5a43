"""What must hold inside a flow: states that are known and can be reached, and a way to meet the deadline."""

from __future__ import annotations

from calendars.saying import Text, Value, say
from definitions.check_names import Parts, Values, text_of
from definitions.control_words import CONTROL_WORDS
from definitions.model_rules import Among, DataKind
from definitions.shapes import unknown
from definitions.shared import shared_flows
from definitions.tree import Scalar

#: The kinds of data that have a day in them.
DATED = ("date", "document")


def check_flows(parts: Parts) -> None:
    """Report everything in the flows of a definition that does not fit together."""
    parts.once(parts.values.get("shared_flows", ()))
    for flow in parts.values.get("flows", []):
        if flow["name"].text not in parts.borrowed:
            _check_flow(flow, parts)


def flows_of_rows(event: Values) -> set[str]:
    """Return the names of the flows that the rows of an event's sheet go through."""
    return {text_of(section.get("flow")) for section in event.get("sheet", [])}


def kind_word(kind: str | Among) -> str:
    """Return the word for a kind of what is given with an entry."""
    return "participants" if isinstance(kind, Among) else kind


def check_dated(given: dict[str, DataKind], names: tuple[Scalar, ...], whose: Value, parts: Parts) -> None:
    """Report each name under which no date is given; `whose` entry ought to give it."""
    for name in names:
        kind = given.get(name.text)
        if kind is None:
            parts.error(
                name.place,
                say(
                    "{whose} is not given “{data}”: add “{data}: {kind}” to its “{needs}”",
                    whose=whose,
                    data=name.text,
                    kind=parts.word("date"),
                    needs=parts.context.spelled("needs"),
                ),
            )
        elif kind not in DATED:
            parts.error(
                name.place,
                say(
                    "“{data}” is given as “{kind}”, and what counts as a day is “{date}” or “{document}”",
                    data=name.text,
                    kind="/".join(kind) if isinstance(kind, tuple) else parts.word(kind_word(kind)),
                    date=parts.word("date"),
                    document=parts.word("document"),
                ),
            )


def _check_flow(flow: Values, parts: Parts) -> None:
    states, moves = _states(flow), flow.get("transitions", [])
    for state in states:
        parts.roles_known([state.get("holder")], "responsible", "addressee")
        _check_limit(state, moves, parts)
    for move in moves:
        parts.roles_known(move.get("by", ()), "responsible", "addressee")
        parts.roles_known(move.get("skipped_for", ()))
        _check_move(move, states, parts)
    ends = [end for move in moves for end in (*move.get("source", ()), move.get("target"))]
    names = [state["name"].text for state in states]
    if "states" in flow and parts.one_of("state", [flow.get("initial"), *ends], names):
        _check_ways(flow, moves, parts)


def _states(flow: Values) -> list[Values]:
    return list(flow.get("states", []))


# One state, one action ---------------------------------------------------------------------------------------


def _check_limit(state: Values, moves: list[Values], parts: Parts) -> None:
    """The time limit of a state is so many days or hours from its entry, or from a date given with the entry."""
    for written in state.get("deadline", ()):
        reading = written.reading
        if reading is None and written.phrase is None and not written.periods:
            continue  # “not set”: the days are counted, and none is too many
        if reading is None or reading.type != "offset" or reading.direction == "before" or written.periods:
            parts.error(
                written.place,
                say("a state has so many days or hours: write it like “1 рабочий день” or “24 часа”"),
            )
    parts.one_of("ladder", [state.get("reminders")], parts.ladders)
    if (anchor := state.get("anchor")) is None:
        return
    into = [move for move in moves if text_of(move.get("target")) == state["name"].text]
    given = {name: kind for move in into for name, kind in move.get("needs", {}).items()}
    whose = ", ".join(f"“{move['name'].text}”" for move in into) or f"“{state['name'].text}”"
    check_dated(given, (anchor,), whose, parts)
    if "deadline" not in state:
        parts.error(
            anchor.place,
            say(
                "“{anchor}” says what the time limit of this state counts from, but it has no “{deadline}”",
                anchor=parts.context.spelled("anchor"),
                deadline=parts.context.spelled("deadline"),
            ),
        )


def _check_move(move: Values, states: list[Values], parts: Parts) -> None:
    name = move["name"]
    if name.text in CONTROL_WORDS:
        parts.error(
            name.place,
            say(
                "“{name}” is what srok itself calls an entry that every case knows: take another name",
                name=name.text,
            ),
        )
    parts.once(move.get("source", ()))
    check_dated(move.get("needs", {}), move.get("in_order", ()), f"“{name.text}”", parts)
    final = {state["name"].text for state in states if state.get("final")}
    for source in move.get("source", ()):
        if source.text in final:
            parts.error(
                source.place,
                say(
                    "the state “{state}” is an end (“{key}”), and no action leads out of one: "
                    "take that mark or the action away",
                    state=source.text,
                    key=parts.context.spelled("final"),
                ),
            )


# The ways through --------------------------------------------------------------------------------------------


def _check_ways(flow: Values, moves: list[Values], parts: Parts) -> None:
    if "initial" in flow:
        _check_reachable(flow, moves, parts)
    if flow["name"].text in _rows_alone(parts):
        return
    met = {state["name"].text for state in _states(flow) if state.get("met")}
    if not any(move["target"].text in met for move in moves if "target" in move):
        parts.error(
            flow["name"].place,
            say(
                "no action of the flow “{flow}” leads to a state with “{key}”, so its deadlines could never be met: "
                "mark one",
                flow=flow["name"].text,
                key=parts.context.spelled("met"),
            ),
        )


def _rows_alone(parts: Parts) -> set[str]:
    """Return the flows of rows and of no case: they meet no deadline."""
    events = parts.values.get("events", [])
    cases = {text_of(event.get("flow")) for event in events}
    return {name for event in events for name in flows_of_rows(event)} - cases


def _check_reachable(flow: Values, moves: list[Values], parts: Parts) -> None:
    reached = {flow["initial"].text}
    while more := _one_move_on(reached, moves) - reached:
        reached |= more
    for state in _states(flow):
        if state["name"].text not in reached:
            parts.error(
                state["name"].place,
                say(
                    "no action leads to the state “{state}” from “{initial}”: add one, or delete the state",
                    state=state["name"].text,
                    initial=flow["initial"].text,
                ),
            )


def _one_move_on(reached: set[str], moves: list[Values]) -> set[str]:
    return {
        move["target"].text
        for move in moves
        if "target" in move and reached & {source.text for source in move.get("source", ())}
    }


# The flow of an event ----------------------------------------------------------------------------------------


def check_flow_of(event: Values, parts: Parts) -> None:
    """Report a flow that there is not, and one that speaks of an addressee whom the event does not name."""
    name = event.get("flow")
    if name is None:
        return
    flow = parts.flows.get(name.text)
    if flow is None:
        parts.error(name.place, _no_flow(name.text, parts))
    elif "to" not in event and _speaks_of_addressee(flow, parts):
        parts.error(
            name.place,
            say(
                "the flow “{flow}” speaks of the addressee: say in “{to}” who that is",
                flow=name.text,
                to=parts.context.spelled("to"),
            ),
        )


def _speaks_of_addressee(flow: Values, parts: Parts) -> bool:
    named = [state.get("holder") for state in _states(flow)]
    named += [role for move in flow.get("transitions", []) for role in move.get("by", ())]
    words = {"addressee", "адресат"} - parts.roles.keys()
    return any(text_of(role) in words for role in named)


def _no_flow(name: str, parts: Parts) -> Text:
    if name in shared_flows():
        return say(
            "the flow “{flow}” comes with srok: take it with “{key}: [{flow}]” at the top of the definition",
            flow=name,
            key=parts.context.spelled("shared_flows"),
        )
    return unknown("flow", name, parts.flows)
