"""What must hold for roles, their participants, ladders of reminders, and who may move a deadline."""

from __future__ import annotations

from calendars.saying import say
from definitions.check_names import Parts, Values
from definitions.keys import ENGLISH_VALUES

_PERIOD = ("период", "period")
_TAKEN = ("responsible", "addressee")


def check_roles(parts: Parts) -> None:
    """Report everything in the roles, and in the rules that name roles, that does not fit together."""
    for role in parts.values.get("roles", []):
        _check_name(role, parts)
        _check_role(role, parts)
    rules = parts.values.get("rules", {})
    for ladder in (rules.get("reminders", {}), *parts.values.get("ladders", [])):
        for copy in ladder.get("copies", []):
            parts.roles_known(copy.get("to", ()), "head", "curator", "superior")
    for moving in (rules.get("moving", {}), rules.get("removing", {})):
        parts.roles_known([*moving.get("by", ()), *moving.get("requested_by", ())])


def _check_name(role: Values, parts: Parts) -> None:
    """«период» in «для каждого» is no role, and «исполнитель» in a flow is whoever an event names."""
    name = role["name"]
    if name.text in _PERIOD or ENGLISH_VALUES.get(name.text, name.text) in _TAKEN:
        parts.error(
            name.place,
            say(
                "“{name}” already means something in a definition: give the role another name", name=name.text
            ),
        )


def _check_role(role: Values, parts: Parts) -> None:
    appointed = role.get("appointed", {})
    parts.roles_known([role.get("superior"), role.get("within"), appointed.get("for_each")])
    parts.one_of("event", [appointed.get("event")], parts.events)
    for member in role.get("participants", []):
        parts.roles_known(member.get("also", ()))
        _check_belongs(member, role, parts)
    for above in (role.get("superior"), role.get("within")):
        if above and above.text == role["name"].text:
            parts.error(
                above.place, say("“{role}” cannot stand above itself: name another role", role=above.text)
            )


def _check_belongs(member: Values, role: Values, parts: Parts) -> None:
    """Whoever is within another role says to whom of it, else it would have no rows with anybody."""
    within = role.get("within")
    if within and within.text not in member.get("data", {}):
        parts.error(
            member["name"].place,
            say(
                "say to whom this one belongs: in “{data}”, under “{role}”",
                role=within.text,
                data=parts.context.spelled("data"),
            ),
        )
