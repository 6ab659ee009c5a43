"""The parts of a definition by their names, and the one way of saying that a name is not known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from calendars.saying import Text, say
from definitions.keys import Language, value_spelled
from definitions.shapes import Context, unknown
from definitions.tree import Place, Scalar

Values = dict[str, Any]


class Parts:
    """The values of a file as they were read, each part found by its name; made once for all checks."""

    def __init__(self, values: Values, context: Context) -> None:
        self.values = values
        self.context = context
        self.roles = _by_name(values.get("roles", []))
        self.flows = _by_name(values.get("flows", []))
        self.ladders = _by_name(values.get("ladders", []))
        self.parameters = _by_name(values.get("parameters", []))
        self.events: dict[str, Values] = {}
        for event in values.get("events", []):
            if "number" in event:
                self.events.setdefault(event["number"].text, event)
        #: What is borrowed is checked by its own tests: its places lie in another file.
        self.borrowed = {name.text for name in values.get("shared_flows", ())}

    @property
    def language(self) -> Language:
        """The language of the file's keys."""
        return self.context.language

    def event(self, number: Scalar | None) -> Values | None:
        """Return the event of a number, or None."""
        return self.events.get(number.text) if number else None

    def flow_of(self, event: Values) -> Values | None:
        """Return the flow of an event, or None."""
        flow = event.get("flow")
        return self.flows.get(flow.text) if flow else None

    def word(self, value: str) -> str:
        """Return a word that stands as a value, as this file writes it."""
        return value_spelled(value, self.language)

    def error(self, place: Place, message: Text) -> None:
        """Report an error."""
        self.context.report.error(place, message)

    def warning(self, place: Place, message: Text) -> None:
        """Report a warning."""
        self.context.report.warning(place, message)

    def one_of(self, kind: str, given: Iterable[Scalar | None], known: Collection[str]) -> bool:
        """Whether all are known; report each that is not."""
        strange = [item for item in given if item is not None and item.text not in known]
        for item in strange:
            self.error(item.place, unknown(kind, item.text, known))
        return not strange

    def roles_known(self, given: Iterable[Scalar | None], *words: str) -> None:
        """Report each that is no role, nor one of the words; not where the roles are missing, which was told."""
        if "roles" in self.values:
            self.one_of("role", given, (*self.roles, *(self.word(word) for word in words)))

    def exactly_one(self, owner: Values, keys: Sequence[str], message: Text) -> bool:
        """Whether a table has one of some keys and no other; else report the `message`, which names them as {keys}."""
        one = sum(key in owner for key in keys) == 1
        if not one:
            spelled = tuple(self.context.spelled(key) for key in keys)
            self.error(owner["name"].place, message.with_values(keys=spelled))
        return one

    def once(self, given: Iterable[Scalar]) -> None:
        """Report each that stands twice in a list."""
        seen: set[str] = set()
        for item in given:
            if item.text in seen:
                self.error(
                    item.place, say("“{name}” stands twice here: leave one of the two out", name=item.text)
                )
            seen.add(item.text)


def _by_name(parts: Iterable[Values]) -> Mapping[str, Values]:
    return {part["name"].text: part for part in parts}


def entries(values: Values) -> dict[str, Any]:
    """Return what stands in a table, without the place of the table itself."""
    return {name: value for name, value in values.items() if name != "_place"}


def text_of(value: Scalar | None) -> str:
    """Return the text of a value that may be missing."""
    return value.text if value else ""
