"""What a definition writes down and nothing ever uses: most often a slip, so its author is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from calendars.saying import Text, say
from definitions.check_events import roles_named
from definitions.check_flows import flows_of_rows
from definitions.check_lists import roles_listed
from definitions.check_names import Parts, Values, entries, text_of
from definitions.deadline_shapes import rows_by_period
from definitions.tree import Scalar


def check_unused(parts: Parts) -> None:
    """Warn of roles, flows, ladders, parameters and reporting periods that nothing uses."""
    values, events = parts.values, parts.values.get("events", [])
    _warn(
        parts.roles,
        _roles_used(parts),
        say("no event and no flow names the role “{name}”: delete it, or say where it takes part"),
        parts,
    )
    flows_used = {name for event in events for name in (text_of(event.get("flow")), *flows_of_rows(event))}
    own = {name: flow for name, flow in parts.flows.items() if name not in parts.borrowed}
    unused_flow = say("no event goes through the flow “{name}”: delete it, or say which one does")
    _warn(own, flows_used, unused_flow, parts)
    for name in values.get("shared_flows", ()):
        if name.text in parts.flows and name.text not in flows_used:
            parts.warning(name.place, unused_flow.with_values(name=name.text))
    states = [state for flow in values.get("flows", []) for state in flow.get("states", [])]
    ladders_used = {text_of(user.get("reminders")) for user in (*events, *states)}
    _warn(
        parts.ladders,
        ladders_used,
        say("no event and no state uses the ladder “{name}”: delete it, or say which one does"),
        parts,
    )
    years = {
        name: one for name, one in parts.parameters.items() if one.get("kind") in ("year", "date", "term")
    }
    told = say("no year and no deadline depends on the parameter “{name}”: giving it would change nothing")
    _warn(years, set(_parameters_used(parts)), told, parts)
    _warn_periods(parts)


def _warn(known: Mapping[str, Values], used: set[str], told: Text, parts: Parts) -> None:
    for name, part in known.items():
        if name not in used:
            parts.warning(part["name"].place, told.with_values(name=name))


def _roles_used(parts: Parts) -> set[str]:
    return {role.text for role in _roles_named(parts) if role is not None}


def _roles_named(parts: Parts) -> Iterator[Scalar | None]:
    values, rules = parts.values, parts.values.get("rules", {})
    for event in values.get("events", []):
        yield from roles_named(event)
    for flow in values.get("flows", []):
        yield from (state.get("holder") for state in flow.get("states", []))
        for move in flow.get("transitions", []):
            yield from (*move.get("by", ()), *move.get("skipped_for", ()))
    for role in values.get("roles", []):
        yield role.get("superior")
        yield role.get("within")
        yield role.get("appointed", {}).get("for_each")
        yield from (other for member in role.get("participants", []) for other in member.get("also", ()))
    for ladder in (rules.get("reminders", {}), *values.get("ladders", [])):
        yield from (role for copy in ladder.get("copies", []) for role in copy.get("to", ()))
    for moving in (rules.get("moving", {}), rules.get("removing", {})):
        yield from (*moving.get("by", ()), *moving.get("requested_by", ()))
    yield from roles_listed(parts)


def _parameters_used(parts: Parts) -> Iterable[str]:
    rules = parts.values.get("rules", {})
    for user in (rules, *parts.values.get("events", [])):
        yield from (parameter for _, parameter, _ in entries(user.get("years", {})).values())
        yield text_of(user.get("anchor", {}).get("parameter"))
        yield text_of(user.get("other_deadline"))


def _warn_periods(parts: Parts) -> None:
    """The reporting periods of the cycle are for events that have rows for them, and name none of their own."""
    periods = parts.values.get("periods", ())
    events = parts.values.get("events", [])
    if periods and not any(rows_by_period(event, parts.values) == periods for event in events):
        parts.warning(
            periods[0].place,
            say(
                "no event has rows for these reporting periods: say it in “{key}” of the event",
                key=parts.context.spelled("for_each"),
            ),
        )
