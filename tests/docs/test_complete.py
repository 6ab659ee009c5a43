"""The documents for staff leave nothing out: every key, every command with its options, every setting."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from definitions.keys import RUSSIAN, RUSSIAN_VALUES
from srok.cli.app import application
from srok.settings import Settings

RU = Path(__file__).parents[2] / "docs" / "ru"


def named(text: str) -> set[str]:
    """What stands in code spans."""
    return set(re.findall(r"`([^`\n]+)`", text))


def test_every_key_and_value_of_the_language_is_explained() -> None:
    text = (RU / "keys.md").read_text() + (RU / "definition.md").read_text()
    words = {*RUSSIAN, *RUSSIAN.values(), *RUSSIAN_VALUES, *RUSSIAN_VALUES.values()}
    assert words - named(text) == set()


def test_every_russian_key_is_used_in_an_example() -> None:
    examples = "".join(re.findall(r"(?ms)^```yaml.*?^```", (RU / "definition.md").read_text()))
    unused = {key for key in RUSSIAN.values() if not re.search(rf'(?m)(?:^|[{{,-]) *"?{key}"?:', examples)}
    assert unused == set()


def commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every command that does something, by its full name."""
    below = getattr(command, "commands", {})
    if not below:
        yield path, command
    for name, one in below.items():
        yield from commands(one, f"{path} {name}")


def options(command: Any) -> set[str]:
    return {
        option
        for parameter in command.params
        for option in (*parameter.opts, *getattr(parameter, "secondary_opts", ()))
        if option.startswith("--")
    }


def test_every_command_is_explained_with_its_options() -> None:
    text = (RU / "cli.md").read_text()
    sections = dict(re.findall(r"(?ms)^### (srok [a-z ]+)$(.*?)(?=^##|\Z)", text))
    shared = text[text.index("## Счёт рабочих дней") : text.index("### srok calendar add")]
    missing = {}
    for path, command in commands(get_command(application()), "srok"):
        told = sections.get(path, "") + (shared if "calendar" in path else "")
        missing[path] = options(command) - set(re.findall(r"--[a-z-]+", told))
        if path not in sections:
            missing[path].add("a section")
    assert {path: what for path, what in missing.items() if what} == {}


def test_every_setting_is_explained() -> None:
    told = named((RU / "cli.md").read_text())
    assert {f"SROK_{name.upper()}" for name in Settings.model_fields} - told == set()
