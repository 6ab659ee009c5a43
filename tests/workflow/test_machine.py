"""A flow allows what it says and nothing else, and a refusal changes nothing."""

import pytest

from definitions import Flow, State, Transition
from workflow.machine import CompiledFlow

FLOW = Flow(
    "направление",
    "готовится",
    (State("готовится"), State("направлено", met=True), State("возвращено")),
    (
        Transition("направить", ("готовится", "возвращено"), "направлено"),
        Transition("вернуть", ("направлено",), "возвращено"),
        Transition("дополнить", ("направлено",), "направлено"),
    ),
)


@pytest.fixture(scope="module")
def machine() -> CompiledFlow:
    return CompiledFlow(FLOW)


@pytest.mark.parametrize(
    ("state", "trigger", "target"),
    [
        ("готовится", "направить", "направлено"),
        ("возвращено", "направить", "направлено"),
        ("направлено", "вернуть", "возвращено"),
        ("направлено", "дополнить", "направлено"),
        ("готовится", "вернуть", None),
        ("направлено", "направить", None),
        ("готовится", "уничтожить", None),
        ("готовится", "to_направлено", None),
        ("готовится", "", None),
    ],
)
def test_fire(machine: CompiledFlow, state: str, trigger: str, target: str | None):
    assert machine.fire(state, trigger) == target


def test_a_refusal_leaves_nothing_behind(machine: CompiledFlow):
    """One machine serves every case, so it must not remember where the last one was."""
    assert machine.fire("готовится", "вернуть") is None
    assert machine.fire("направлено", "вернуть") == "возвращено"
    assert machine.fire("готовится", "вернуть") is None
    assert machine.fire("готовится", "направить") == "направлено"


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        ("готовится", {"направить"}),
        ("направлено", {"вернуть", "дополнить"}),
        ("возвращено", {"направить"}),
    ],
)
def test_allowed(machine: CompiledFlow, state: str, allowed: set[str]):
    assert set(machine.allowed(state)) == allowed
    assert {move.name for move in FLOW.transitions if machine.fire(state, move.name)} == allowed
