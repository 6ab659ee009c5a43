"""What an appointment must satisfy before it is recorded: a role that the event fills, for whom, and an address."""

from __future__ import annotations

from calendars.errors import RefusedError
from calendars.saying import say
from definitions import Role, unknown
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import Entry
from workflow.participants import is_address, is_zone, unknown_participant
from workflow.roles import APPOINTED_WITH, appointed_by, for_whom, given_with


def check_appointment(entry: Entry, case: Case, cycle: Cycle) -> None:
    """Refuse an appointment that does not say who fills which role for whom, or cannot be written to."""
    _check_names(entry)
    values = given_with(entry)
    role = _role(values.get("role", ""), case, cycle)
    _check_whom(role, for_whom(values) or tuple(filter(None, [case.key.subject])), cycle)
    name, email, zone = (values.get(field, "") for field in ("name", "email", "timezone"))
    if not name:
        raise RefusedError(say("say who is appointed: --data who=NAME"))
    own = cycle.by_name.get(name)
    if own is not None and email not in ("", own.email):
        raise RefusedError(
            say(
                "“{name}” takes part in the cycle, with the address {address}: leave the address out",
                name=name,
                address=own.email or say("no address"),
            )
        )
    if own is None and not is_address(email):
        raise RefusedError(_ADDRESS.with_values(address=email) if email else _NO_ADDRESS)
    if zone and not is_zone(zone):
        raise RefusedError(
            say("unknown time zone “{zone}”; write it like Asia/Krasnoyarsk or Europe/Moscow", zone=zone)
        )


_NO_ADDRESS = say("say where letters to whoever is appointed go: --data email=ADDRESS")
_ADDRESS = say("“{address}” is not an e-mail address")


def _check_names(entry: Entry) -> None:
    """A slip in the name of a value would lose what it says; files that came along have names of their own."""
    for name in entry.data:
        if name.lower() not in APPOINTED_WITH and not name.startswith("file:"):
            raise RefusedError(unknown("value", name, APPOINTED_WITH))


def _role(name: str, case: Case, cycle: Cycle) -> Role:
    fills = {role.name: role for role in appointed_by(cycle.definition, case.key.event)}
    if not fills:
        others = tuple(
            say("{role} (event {event})", role=role.name, event=role.appointed.event)
            for role in cycle.definition.roles
            if role.appointed
        )
        raise RefusedError(
            say(
                "event {event} appoints nobody; roles that events appoint: {others}",
                event=case.key.event,
                others=others or None,
            )
        )
    if not name:
        raise RefusedError(
            say("say to which role: --data role=NAME; this event fills: {roles}", roles=tuple(fills))
        )
    if name not in fills:
        raise RefusedError(unknown("role", name, fills))
    return fills[name]


def _check_whom(role: Role, whom: tuple[str, ...], cycle: Cycle) -> None:
    each = role.appointed.for_each if role.appointed else None
    if each is None:
        if whom:
            raise RefusedError(say("“{role}” is one for all: leave out for whom", role=role.name))
        return
    names = [member.name for member in cycle.by_role.get(each, ())]
    if not whom:
        raise RefusedError(
            say(
                "“{role}” is appointed for each “{each}”: say for whom (--data for=NAME)",
                role=role.name,
                each=each,
            )
        )
    for one in whom:
        if one not in names:
            raise RefusedError(unknown_participant(one, names))
