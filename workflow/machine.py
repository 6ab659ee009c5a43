"""Flows compiled to `transitions` machines: the only module that knows that library."""

from __future__ import annotations

from types import SimpleNamespace

from transitions import Machine, MachineError

from calendars.errors import DefinitionError
from calendars.saying import say
from definitions import Flow, Transition

#: Words that the library keeps to itself: no name in a definition begins with a space, so that none means these.
_STATE, _ANY, _SAME = " state", " any", " same"


class _Machine(Machine):
    """A machine to which a state called “*” or “=” is a state like the others."""

    wildcard_all, wildcard_same = _ANY, _SAME


class CompiledFlow:
    """A flow as a state machine without models: stateless, so one serves every case of its flow.

    Raises DefinitionError for a flow that names a state it does not have, which the library would accept: definitions
    are checked, but one that a cycle keeps may have been damaged.
    """

    def __init__(self, flow: Flow) -> None:
        _check_states(flow)
        self.flow = flow
        self._machine = _Machine(
            model=None,
            model_attribute=_STATE,
            states=[state.name for state in flow.states],
            transitions=[[move.name, list(move.sources), move.target] for move in flow.transitions],
            initial=flow.initial,
            auto_transitions=False,
            send_event=True,
            queued=False,
        )

    def move(self, trigger: str) -> Transition:
        """Return the transition that a trigger fires."""
        return next(move for move in self.flow.transitions if move.name == trigger)

    def fire(self, state: str, trigger: str) -> str | None:
        """Return the state that `trigger` leads to from `state`; None where the flow does not allow it.

        What is raised on the way passes through: the library would leave its object in the new state, but that object
        is lost with it, and whoever called still has the state that he gave.
        """
        event = self._machine.events.get(trigger)
        if event is None or state not in self._machine.states:
            return None
        # The light object a machine is fired on; it keeps nothing but the state, and lives as long as the firing.
        row = SimpleNamespace(**{_STATE: state})
        try:
            event.trigger(row)
        except MachineError:
            return None
        return str(getattr(row, _STATE))

    def allowed(self, state: str) -> tuple[str, ...]:
        """Return the triggers that the flow allows in `state`."""
        return tuple(self._machine.get_triggers(state))


def _check_states(flow: Flow) -> None:
    known = {state.name for state in flow.states}
    if flow.initial not in known:
        raise DefinitionError(
            say(
                "The flow “{flow}” cannot be used: it begins in the state “{state}”, which it does not have.",
                flow=flow.name,
                state=flow.initial,
            )
        )
    for move in flow.transitions:
        for state in (*move.sources, move.target):
            if state not in known:
                raise DefinitionError(
                    say(
                        "The flow “{flow}” cannot be used: its action “{action}” names the state “{state}”, "
                        "which it does not have.",
                        flow=flow.name,
                        action=move.name,
                        state=state,
                    )
                )
