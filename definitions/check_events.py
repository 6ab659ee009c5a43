"""What must hold for one control event: the roles, events and periods that it names."""

from __future__ import annotations

from calendars.saying import say
from definitions.check_flows import Values, names_in, one_of
from definitions.deadline_shapes import is_period_word, kinds_of
from definitions.shapes import Context
from definitions.tree import Scalar


def check_event(event: Values, values: Values, context: Context) -> None:
    """Report everything in an event that does not fit the rest of the definition, but for its deadline."""
    numbers = [other["number"].text for other in values.get("events", []) if "number" in other]
    one_of("role", _roles_named(event), names_in(values, "roles"), context)
    one_of("flow", [event.get("flow")], names_in(values, "flows"), context)
    one_of("event", [*upstream(event), event.get("soft_target", {}).get("event")], numbers, context)
    ladders = [ladder["name"].text for ladder in values.get("ladders", [])]
    one_of("ladder", [event.get("reminders")], ladders, context)
    _check_dimensions(event, values, context)
    _check_rows(event, values, context)
    if only := event.get("only_for"):
        _check_condition(only, event, values, context)
    _check_each(event, values, context)
    _check_excepted(event, values, context)


def upstream(event: Values) -> list[Scalar]:
    """Return the numbers of the events that one depends on, as they stand in the file."""
    opens = event.get("opens_after")
    found = [
        opens.get("event") if isinstance(opens, dict) else opens,
        event.get("anchor", {}).get("event"),
        event.get("only_for", {}).get("named_in"),
        *event.get("requires", ()),
    ]
    return [item for item in found if item is not None]


def event_named(values: Values, number: Scalar | None) -> Values | None:
    """Return the event of a number, or None."""
    found = (e for e in values["events"] if number and "number" in e and e["number"].text == number.text)
    return next(found, None)


def _roles_named(event: Values) -> list[Scalar | None]:
    survey, moving = event.get("survey", {}), event.get("moving", {})
    return [
        *event.get("responsible", ()),
        event.get("coordinator"),
        *(name for name in event.get("for_each", ()) if not is_period_word(name.text)),
        *event.get("to", ()),
        event.get("via"),
        event.get("submitted_by"),
        survey.get("for_each"),
        survey.get("filled_by"),
        *event.get("then", {}).get("inform", ()),
        *moving.get("by", ()),
        *moving.get("requested_by", ()),
    ]


def _check_dimensions(event: Values, values: Values, context: Context) -> None:
    """An event has rows for at most two roles, and for reporting periods that are named."""
    names = event.get("for_each", ())
    roles = [name for name in names if not is_period_word(name.text)]
    most = 2
    if len(roles) > most:
        context.report.error(
            roles[most].place, say("an event has rows for at most two roles: the subject and the agency")
        )
    by_period = [name for name in names if is_period_word(name.text)]
    if by_period and not kinds_of(event, values):
        context.report.error(
            by_period[0].place,
            say("name the reporting periods in “{key}”", key=context.spelled("periods")),
        )
    elif by_period and not {"reporting"} & {
        *event.get("years", {}),
        *values.get("rules", {}).get("years", {}),
    }:
        context.report.error(
            by_period[0].place,
            say(
                "rows for reporting periods need the reporting year: say which it is in “{years}: {word}: …”",
                years=context.spelled("years"),
                word=context.spelled("reporting"),
            ),
        )


def _check_each(event: Values, values: Values, context: Context) -> None:
    """A role marked “each” owes a row a participant, so the event must say so."""
    each = {role["name"].text for role in values.get("roles", []) if role.get("each")}
    for name in event.get("responsible", ()):
        if name.text in each and "for_each" not in event:
            context.report.error(
                name.place,
                say(
                    "“{role}” are many: add “{key}: {role}”, so that each has a row of its own",
                    role=name.text,
                    key=context.spelled("for_each"),
                ),
            )


def _check_condition(only: Values, event: Values, values: Values, context: Context) -> None:
    named, data = only.get("named_in"), only.get("data")
    if "for_each" not in event:
        context.report.error(
            only["_place"], say("a condition by participant needs “{key}”", key=context.spelled("for_each"))
        )
    other = event_named(values, named)
    if other and named and data and other.get("needs", {}).get(data.text) != "participants":
        context.report.error(
            data.place,
            say(
                "event {event} does not ask for the participants “{data}”: add them to its “{key}”",
                event=named.text,
                data=data.text,
                key=context.spelled("needs"),
            ),
        )


def _check_rows(event: Values, values: Values, context: Context) -> None:
    """An event can answer to one with several rows only row by row, or to all of them at once."""
    own = {name.text for name in event.get("for_each", ())}
    opens = event.get("opens_after")
    together = opens.get("event") if isinstance(opens, dict) and opens.get("all") else None
    for number in upstream(event):
        other = event_named(values, number)
        missing = [name.text for name in (other or {}).get("for_each", ()) if name.text not in own]
        if missing and number is not together:
            context.report.error(
                number.place,
                say(
                    "event {event} has a row for each “{role}”: this event can depend on it only with “{key}: {role}”",
                    event=number.text,
                    role=missing[0],
                    key=context.spelled("for_each"),
                ),
            )


def _check_excepted(event: Values, values: Values, context: Context) -> None:
    members = {
        member["name"].text for role in values.get("roles", []) for member in role.get("participants", [])
    }
    for one in event.get("excepted", ()):
        one_of("period", one.get("periods", ()), kinds_of(event, values), context)
        if members:
            # A participant that only the file of participants names cannot be checked here.
            for name in one.get("participants", ()):
                if name.text not in members:
                    context.report.warning(
                        name.place,
                        say(
                            "“{name}” is no participant that this definition names: check the spelling",
                            name=name.text,
                        ),
                    )
