"""What the state machine library lets pass without a word, and a flow of ours does not."""

import sys
from dataclasses import replace
from typing import Any

import pytest
from transitions import EventData

from calendars.errors import DefinitionError
from definitions import Definition, Flow, State, Transition
from workflow import Cycle, fold
from workflow.machine import CompiledFlow

SEND = Transition("направить", ("готовится", "возвращено"), "направлено")
FLOW = Flow(
    "направление",
    "готовится",
    (State("готовится"), State("направлено", met=True), State("возвращено")),
    (SEND, Transition("вернуть", ("направлено",), "возвращено")),
)


@pytest.fixture
def machine() -> CompiledFlow:
    return CompiledFlow(FLOW)


def inside(machine: CompiledFlow) -> Any:
    """The library's own machine, to ask what it was told and to put into it what a flow cannot say."""
    return machine._machine


# States that are not there -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flow", "named"),
    [
        (replace(FLOW, initial="начато"), ("направление", "начато")),
        (replace(FLOW, transitions=(replace(SEND, target="ушло"),)), ("направление", "направить", "ушло")),
        (
            replace(FLOW, transitions=(replace(SEND, sources=("готовится", "черновик")),)),
            ("направление", "направить", "черновик"),
        ),
    ],
    ids=["initial", "destination", "source"],
)
def test_a_state_that_the_flow_does_not_have_is_refused_when_it_is_compiled(
    flow: Flow, named: tuple[str, ...]
):
    with pytest.raises(DefinitionError) as refused:
        CompiledFlow(flow)
    assert all(f"“{name}”" in str(refused.value) for name in named)


def test_from_a_state_that_the_flow_does_not_have_nothing_is_possible(machine: CompiledFlow):
    assert machine.fire("ушло", "направить") is None


def test_a_damaged_definition_of_a_cycle_is_refused_before_anything_is_folded(
    small: Definition, cycle_of: Any
):
    flow = small.flows[0]
    damaged = replace(flow, transitions=(replace(flow.transitions[0], target="ушло"), *flow.transitions[1:]))
    with pytest.raises(DefinitionError, match="ушло"):
        fold(cycle_of(replace(small, flows=(damaged, *small.flows[1:]))), ())


# What is raised on the way -------------------------------------------------------------------------------


class Broken(Exception):
    """What a callback of the test raises."""


@pytest.mark.parametrize("when", ["prepare", "before", "after"])
def test_a_raising_callback_leaves_the_state_as_it_was(cycle: Cycle, entry: Any, when: str):
    """The library does not roll back: after a raising “after” its object is in the new state."""
    entries = [entry(1, "10 Ачинск", "направить", "2016-09-01")]
    before, after = fold(cycle, ()), fold(cycle, entries)
    event = inside(cycle.machine_of(cycle.event("10"))).events["направить"]
    met: list[str] = []

    def raises(data: EventData) -> None:
        met.extend(vars(data.model).values())
        raise Broken

    event.add_callback(when, raises)
    try:
        with pytest.raises(Broken):
            fold(cycle, entries)
    finally:
        for moves in event.transitions.values():
            for move in moves:
                getattr(move, when).remove(raises)
    assert met == ["направлено" if when == "after" else before[entries[0].case].state]
    assert fold(cycle, ()) == before
    assert fold(cycle, entries) == after


# Many rows through one machine ---------------------------------------------------------------------------


def test_540_000_rows_go_through_one_machine_with_flat_memory(machine: CompiledFlow):
    """20,000 participants with 27 events each; memory is asked after each hundredth of them."""
    alive = []
    for _ in range(100):
        for _ in range(5_400):
            machine.fire("готовится", "направить")
        alive.append(sys.getallocatedblocks())
    assert max(alive) - alive[0] < 1_000  # one that kept its rows would hold 534,600 more


def test_a_machine_knows_no_models(machine: CompiledFlow):
    """The library keeps the models it is given for ever, and hangs a method on them for each trigger."""
    machine.fire("готовится", "направить")
    machine.allowed("готовится")
    assert inside(machine).models == []


# Names ---------------------------------------------------------------------------------------------------


def test_there_are_no_triggers_but_those_of_the_flow(machine: CompiledFlow):
    """By itself the library adds `to_<state>` for every state, open from everywhere."""
    assert set(inside(machine).events) == {"направить", "вернуть"}
    assert machine.fire("готовится", "to_возвращено") is None


@pytest.mark.parametrize("trigger", ["вернуть", "нет такого", "", "trigger", "state"])
def test_what_a_state_does_not_allow_is_refused_without_an_exception(machine: CompiledFlow, trigger: str):
    assert machine.fire("готовится", trigger) is None


@pytest.mark.parametrize("name", ["trigger", "state", "may_state", "is_готовится", "to_готовится"])
def test_an_action_may_be_called_what_the_library_calls_its_own(name: str):
    machine = CompiledFlow(replace(FLOW, transitions=(replace(SEND, name=name),)))
    assert machine.fire("готовится", name) == "направлено"
    assert machine.allowed("направлено") == ()


def test_a_guard_known_by_name_is_looked_up_on_the_light_row_and_missed_aloud(machine: CompiledFlow):
    """A flow has no guards; one put in by name must not pass for true."""
    (move,) = inside(machine).events["направить"].transitions["готовится"]
    assert (move.conditions, move.before, move.after, move.prepare) == ([], [], [], [])
    move.conditions.append(move.condition_cls("everything_is_signed"))
    with pytest.raises(AttributeError, match="everything_is_signed"):
        machine.fire("готовится", "направить")
    assert machine.fire("возвращено", "направить") == "направлено"


@pytest.mark.parametrize("name", ["*", "="])
def test_a_state_may_be_called_what_the_library_means_other_states_by(name: str):
    flow = Flow(
        "знаки",
        "готовится",
        (State("готовится"), State(name)),
        (Transition("туда", ("готовится",), name), Transition("обратно", (name,), "готовится")),
    )
    machine = CompiledFlow(flow)
    assert machine.fire("готовится", "туда") == name
    assert machine.fire(name, "обратно") == "готовится"
    assert machine.fire("готовится", "обратно") is None


def test_a_light_row_holds_its_state_alone(machine: CompiledFlow):
    rows: list[Any] = []
    inside(machine).events["направить"].add_callback("before", lambda data: rows.append(data.model))
    machine.fire("готовится", "направить")
    assert list(vars(rows[0]).values()) == ["направлено"]
