"""Flows that come with srok: written once for any definition, with «исполнитель» and «адресат» in place of roles."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from calendars.saying import say
from definitions.language import FLOWS
from definitions.shapes import Context, Key, read_table, unknown
from definitions.tree import Report
from definitions.yamltree import read_tree


def add_shared_flows(values: dict[str, Any], context: Context) -> None:
    """Add the shared flows that a definition asks for to its own."""
    own = {flow["name"].text for flow in values.get("flows", [])}
    for name in values.get("shared_flows", ()):
        if name.text not in shared_flows():
            context.report.error(name.place, unknown("flow", name.text, shared_flows()))
        elif name.text in own:
            context.report.error(
                name.place,
                say(
                    "this definition has a flow “{name}” of its own: leave one of the two out", name=name.text
                ),
            )
        else:
            values.setdefault("flows", []).append(shared_flows()[name.text])


@cache
def shared_flows() -> dict[str, dict[str, Any]]:
    """Return the flows that come with srok, by name, as their file says them."""
    file = resources.files("definitions") / "flows.yaml"
    report = Report(file.name)
    tree = read_tree(file.read_bytes(), report)
    assert tree is not None  # noqa: S101 - our own file, read by the tests
    values = read_table(tree, {"flows": Key(FLOWS, required=True)}, Context(report, "ru"))
    return {flow["name"].text: flow for flow in (values or {})["flows"]}
