"""What must hold for one control event: the roles, events, rows and participants that it names."""

from __future__ import annotations

from calendars.saying import say
from definitions.check_flows import check_dated, check_flow_of
from definitions.check_names import Parts, Values, text_of
from definitions.check_settings import check_calendar, check_other_deadline, check_years
from definitions.check_sheets import check_sheet
from definitions.deadline_shapes import is_period_word
from definitions.keys import value_spelled
from definitions.model_rules import Among, DataKind
from definitions.tree import Scalar


def check_event(event: Values, parts: Parts) -> None:
    """Report everything in an event that does not fit the rest of the definition, but for its deadline."""
    check_calendar(event.get("calendar"), parts)
    check_years(event.get("years", {}), parts)
    check_other_deadline(event.get("other_deadline"), parts)
    parts.roles_known(roles_named(event))
    for several in ("responsible", "for_each", "to", "requires"):
        parts.once(event.get(several, ()))
    check_flow_of(event, parts)
    parts.one_of("event", upstream(event), parts.events)
    parts.one_of("ladder", [event.get("reminders")], parts.ladders)
    _check_dimensions(event, parts)
    _check_rows(event, parts)
    _check_opening(event.get("opens_after"), parts)
    _check_condition(event, parts)
    _check_each(event, parts)
    _check_excepted(event, parts)
    _check_target(event, parts)
    check_sheet(event, parts)


def upstream(event: Values) -> list[Scalar]:
    """Return the numbers of the events that one depends on, as they stand in the file."""
    opens = event.get("opens_after")
    found = [
        opens.get("event") if isinstance(opens, dict) else opens,
        event.get("anchor", {}).get("event"),
        event.get("only_for", {}).get("named_in"),
        event.get("soft_target", {}).get("event"),
        *event.get("requires", ()),
        *event.get("recorded_in", {}).get("events", ()),
    ]
    return [item for item in found if item is not None]


def roles_named(event: Values) -> list[Scalar | None]:
    """Return the roles that an event names, as they stand in the file."""
    survey, moving = event.get("survey", {}), event.get("moving", {})
    return [
        *event.get("responsible", ()),
        event.get("coordinator"),
        *_roles_of_rows(event),
        *event.get("to", ()),
        event.get("via"),
        event.get("submitted_by"),
        survey.get("for_each"),
        survey.get("filled_by"),
        *event.get("then", {}).get("inform", ()),
        *moving.get("by", ()),
        *moving.get("requested_by", ()),
    ]


def _roles_of_rows(event: Values) -> list[Scalar]:
    return [name for name in event.get("for_each", ()) if not is_period_word(name.text)]


# Its rows ----------------------------------------------------------------------------------------------------


def _check_dimensions(event: Values, parts: Parts) -> None:
    """An event has rows for at most two roles, each named once."""
    roles = _roles_of_rows(event)
    most = 2
    if len(roles) > most:
        parts.error(
            roles[most].place,
            say("an event has rows for at most two roles, the subject and the agency: leave this one out"),
        )
    elif len(roles) == most and text_of(parts.roles.get(roles[1].text, {}).get("within")) == roles[0].text:
        parts.error(
            roles[0].place,
            say(
                "“{part}” belong to “{whole}”: name them first, so that each has a row with its own",
                part=roles[1].text,
                whole=roles[0].text,
            ),
        )


def _check_rows(event: Values, parts: Parts) -> None:
    """An event can answer to one with several rows only row by row, or to all of them at once."""
    own = {name.text for name in event.get("for_each", ())}
    waits = (event.get("opens_after"), event.get("anchor"))
    together = [one.get("event") for one in waits if isinstance(one, dict) and one.get("all")]
    for number in upstream(event):
        other = parts.event(number) or {}
        missing = [name.text for name in other.get("for_each", ()) if name.text not in own]
        if missing and not any(number is one for one in together):
            parts.error(
                number.place,
                say(
                    "event {event} has a row for each “{role}”: this event can depend on it only with “{key}: {role}”, "
                    "or on all its rows together with “{all}: {yes}”",
                    event=number.text,
                    role=missing[0],
                    key=parts.context.spelled("for_each"),
                    all=parts.context.spelled("all"),
                    yes=value_spelled("yes", parts.context.language),
                ),
            )


def _check_each(event: Values, parts: Parts) -> None:
    """A role marked “each” owes a row a participant, so the event must say so."""
    if _roles_of_rows(event):
        return
    for name in event.get("responsible", ()):
        if parts.roles.get(name.text, {}).get("each"):
            parts.error(
                name.place,
                say(
                    "“{role}” are many: add “{key}: {role}”, so that each has a row of its own",
                    role=name.text,
                    key=parts.context.spelled("for_each"),
                ),
            )


def _check_excepted(event: Values, parts: Parts) -> None:
    members = {
        member["name"].text for role in parts.roles.values() for member in role.get("participants", [])
    }
    for one in event.get("excepted", ()):
        names = one.get("participants", ())
        if not names and "periods" not in one:
            parts.error(one["_place"], say("this excepts every row: say whom or which periods it is about"))
        if names and not _roles_of_rows(event):
            parts.error(
                names[0].place,
                say(
                    "this event has no rows by participant: say in “{key}” for which role, or leave the exception out",
                    key=parts.context.spelled("for_each"),
                ),
            )
            continue
        # A participant that only the file of participants names cannot be checked here.
        for name in names if members else ():
            if name.text not in members:
                parts.warning(
                    name.place,
                    say(
                        "“{name}” is no participant that this definition names: check the spelling",
                        name=name.text,
                    ),
                )


# What it takes from other events -----------------------------------------------------------------------------


def _check_opening(opens: Values | Scalar | None, parts: Parts) -> None:
    """The state waited for is one of the flow of the event that is waited for; of one row alone none can be missing."""
    if not isinstance(opens, dict):
        return
    if opens.get("without_missing") and not opens.get("all"):
        parts.error(
            opens["_place"],
            say(
                "“{key}” is for what waits for all rows: add “{all}: {yes}”",
                key=parts.context.spelled("without_missing"),
                all=parts.context.spelled("all"),
                yes=value_spelled("yes", parts.context.language),
            ),
        )
    if "state" not in opens:
        return
    flow = parts.flow_of(parts.event(opens.get("event")) or {})
    if flow is not None:
        parts.one_of("state", [opens["state"]], [state["name"].text for state in flow.get("states", [])])


def _check_condition(event: Values, parts: Parts) -> None:
    only = event.get("only_for")
    if only is None:
        return
    named, data = only.get("named_in"), only.get("data")
    if not _roles_of_rows(event):
        parts.error(
            only["_place"],
            say(
                "a condition by participant needs rows: say in “{key}” for which role",
                key=parts.context.spelled("for_each"),
            ),
        )
    other = parts.event(named)
    if other and named and data and not _decides(other, data, event):
        parts.error(
            data.place,
            say(
                "event {event} does not ask for the participants “{data}”: add them to its “{key}”",
                event=named.text,
                data=data.text,
                key=parts.context.spelled("needs"),
            ),
        )


def _decides(other: Values, data: Scalar, event: Values) -> bool:
    """Whether an event names participants under this name, or asks about each of those that `event` has rows for."""
    survey, asked = other.get("survey", {}), {name.text for name in event.get("for_each", ())}
    surveyed = data.text in survey.get("answers", {}) and text_of(survey.get("for_each")) in asked
    listed = other.get("needs", {}).get(data.text)
    return surveyed or listed in ("participants", *(Among(role) for role in asked))


def _check_target(event: Values, parts: Parts) -> None:
    """A softer date comes from an entry that gives it: a date, or a file with a date for each row."""
    target = event.get("soft_target", {})
    number, data = target.get("event"), target.get("data")
    other = parts.event(number)
    given = given_with(other, parts) if other is not None else {}
    if other is not None and data is not None and given.get(data.text) != "file":
        check_dated(given, (data,), say("event {event}", event=number.text), parts)


def given_with(event: Values, parts: Parts) -> dict[str, DataKind]:
    """Return what is given with the entries of an event: names and kinds."""
    given = {**event.get("needs", {}), **event.get("attach", {})}
    for move in (parts.flow_of(event) or {}).get("transitions", []):
        given |= move.get("needs", {})
    return given
