"""How long a definition is checked: seconds for a hundred events, and how many times the bare parsing of its YAML.

Parsing is the floor: whoever wants places for problems must compose the whole tree with its marks.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib import resources

import yaml

from benchmarks.timing import seconds
from definitions import read_definition

_LIBRARY = resources.files("definitions") / "library" / "krasnoyarsk-2016.yaml"
_NUMBER = re.compile(r'"(\d+)"')


def plan_of(events: int) -> bytes:
    """Return the plan of the library with its events repeated; each copy refers to the events of its own."""
    head, _, rest = _LIBRARY.read_text(encoding="utf-8").partition("мероприятия:\n")
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

    with resources.as_file(_LIBRARY) as path:
        command = seconds(run("from srok.cli import main; main()", "check", str(path)))
    yield "seconds that srok check takes for the library, from start to end", command
    yield "srok check of the library : import of the command line", command / seconds(run("import srok.cli"))
