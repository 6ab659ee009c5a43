"""The roles of those who may be named in a list of participants that is given with an entry."""

from __future__ import annotations

from collections.abc import Iterator

from definitions.check_names import Parts, Values
from definitions.tree import Scalar, Table, TablePlace

_GIVEN = ("needs", "attach", "answers")


def check_lists(parts: Parts) -> None:
    """Report each role of a list that there is not."""
    parts.roles_known(roles_listed(parts))


def roles_listed(parts: Parts) -> Iterator[Scalar]:
    """Yield the roles of lists, as they stand in the file."""
    for owner in _owners(parts.values):
        place = owner.get("_place")
        nodes = place.nodes if isinstance(place, TablePlace) else {}
        for given in (nodes[key] for key in _GIVEN if key in nodes):
            for _, kind in given.entries if isinstance(given, Table) else ():
                if isinstance(kind, Table):
                    yield from (role for _, role in kind.entries if isinstance(role, Scalar))


def _owners(values: Values) -> Iterator[Values]:
    """Yield all that says what is given with an entry."""
    rules = values.get("rules", {})
    yield from (rules[key] for key in ("moving", "removing") if key in rules)
    for event in values.get("events", []):
        yield event
        yield from (event[key] for key in ("survey", "moving") if key in event)
    yield from (move for flow in values.get("flows", []) for move in flow.get("transitions", []))
