"""What a definition may say that this version keeps and shows, and does not watch yet: told before a cycle starts."""

from __future__ import annotations

from collections.abc import Iterator

from calendars.saying import Text, say
from definitions.model import Definition, Event


def unwatched(definition: Definition) -> Iterator[Text]:
    """Yield what nobody will be reminded of, and must watch themselves."""
    for flow in definition.flows:
        for state in flow.states:
            if state.limit is not None:
                yield _LIMIT.with_values(state=state.name, flow=flow.name)
    for role in definition.roles:
        if role.appointed is not None:
            yield _APPOINTED.with_values(role=role.name)
    for event in definition.events:
        yield from (sentence.with_values(event=event.number) for sentence in _of(event))


def _of(event: Event) -> Iterator[Text]:
    for part, sentence in ((event.target, _TARGET), (event.then, _THEN)):
        if part is not None:
            yield sentence


_LIMIT = say("the time limit of the state “{state}” of “{flow}” is kept, but not watched yet")
_APPOINTED = say("who is appointed “{role}” is not taken over from the journal yet")
_TARGET = say("the target of event {event} is not shown beside its deadline yet")
_THEN = say("nobody is reminded of what is to follow event {event} yet")
