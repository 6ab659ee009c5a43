"""How long a definition is checked: seconds for a hundred events, and how many times the bare parsing of its YAML.

Parsing is the floor: whoever wants places for problems must compose the whole tree with its marks.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml

from benchmarks.timing import seconds
from definitions import read_definition

#: The plan of 27 events as the first version had it: it does not change, so that figures can be compared.
PLAN = Path(__file__).parents[1] / "tests" / "definitions" / "data" / "krasnoyarsk-0.1.0.yaml"
_NUMBER = re.compile(r'"(\d+)"')


def plan_of(events: int) -> bytes:
    """Return the plan with its events repeated; each copy refers to the events of its own."""
    head, _, rest = PLAN.read_text(encoding="utf-8").partition("мероприятия:\n")
    written = [f"  - №{event}" for event in rest.partition("примеры:")[0].split("  - №")[1:]]
    copies = [
        _NUMBER.sub(rf'"{number // len(written)}.\1"', written[number % len(written)])
        for number in range(events)
    ]
    return f"{head}мероприятия:\n{''.join(copies)}".encode()


def check(plan: bytes) -> None:
    found = read_definition(plan, "план.yaml")
    assert found.definition is not None, [str(problem.message) for problem in found.problems]


def definition_ratios() -> Iterable[tuple[str, float]]:
    small, large = plan_of(100), plan_of(1000)
    text = large.decode()
    whole = seconds(lambda: check(large))
    yield "seconds to check 100 events of 1000", whole / 10
    yield (
        "check of 1000 events : parsing of their YAML",
        whole / seconds(lambda: yaml.compose(text, yaml.SafeLoader)),
    )
    yield "check of 1000 events : of 100 events", whole / seconds(lambda: check(small))


def command_ratios() -> Iterable[tuple[str, float]]:
    def run(code: str, *arguments: str) -> Callable[[], object]:
        return lambda: subprocess.run(
            [sys.executable, "-c", code, *arguments], check=True, capture_output=True
        )

    command = seconds(run("from srok.cli import main; main()", "check", str(PLAN)))
    yield "seconds that srok check takes for the plan, from start to end", command
    yield "srok check of that plan : import of the command line", command / seconds(run("import srok.cli"))
