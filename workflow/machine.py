"""Flows compiled to `transitions` machines: the only module that knows that library."""

from __future__ import annotations

from dataclasses import dataclass

from transitions import Machine, MachineError

from definitions import Flow, Transition


@dataclass
class _Row:
    """The light object a machine is fired on; it keeps nothing but the state."""

    state: str


class CompiledFlow:
    """A flow as a state machine without models: stateless, so one serves every case of its flow."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._machine = Machine(
            model=None,
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
        """Return the state that `trigger` leads to from `state`; None where the flow does not allow it."""
        event = self._machine.events.get(trigger)
        if event is None:
            return None
        row = _Row(state)
        try:
            event.trigger(row)
        except MachineError:
            return None
        return row.state

    def allowed(self, state: str) -> tuple[str, ...]:
        """Return the triggers that the flow allows in `state`."""
        return tuple(self._machine.get_triggers(state))
