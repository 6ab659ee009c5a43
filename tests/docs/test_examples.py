"""What the documents show is what srok does.

A fenced block with a file name after its language (```yaml plan.yaml) is a file that the commands below it use; with
the name of an earlier file after its own (```yaml years.yaml plan.yaml) it is that file with these keys put in. A
```console block is run: lines that begin with `$ ` are commands, the others what they print, where `...` stands for
anything. The blocks of a document share a folder, a database and a catcher of mail.
"""

import io
import os
import re
import shlex
import textwrap
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from definitions import read_definition
from srok.catcher import catch
from srok.cli.app import run

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")] if "```console" in path.read_text()
)
BLOCK = re.compile(
    r"^```(?P<language>\w+)(?: (?P<name>\S+))?(?: (?P<base>\S+))?\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
COMMAND = re.compile(r"^\$ (?P<command>.+)\n(?P<output>(?:(?!\$ ).*\n?)*)", re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in [name for name in os.environ if name.startswith("SROK_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "definitions").symlink_to(ROOT / "definitions")
    with catch(tmp_path / "letters") as catcher:
        monkeypatch.setenv("SROK_SMTP_URL", catcher.url)
        yield tmp_path


def printed(command: str) -> str:
    """What a command prints, results and problems in the order in which they come."""
    program, *arguments = shlex.split(command)
    assert program == "srok", command
    output = io.StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        run(arguments)
    return output.getvalue()


def with_keys(base: str, text: str) -> str:
    """A YAML file with the keys of another put in: tables are merged, everything else is replaced."""
    parts = by_key(base)
    for key, part in by_key(text).items():
        both = [body(parts.get(key, "")), body(part)]
        tables = all(re.match(r"[^-\s]", one) for one in both)
        parts[key] = f"{key}:\n{textwrap.indent(with_keys(*both), '  ')}" if tables else part
    return "".join(parts.values())


def by_key(text: str) -> dict[str, str]:
    """The keys at the left margin, each with all that belongs to it."""
    parts = [part for part in re.split(r"(?m)^(?=[^\s#])", text) if part.strip()]
    return {part.split(":", 1)[0]: part for part in parts}


def body(part: str) -> str:
    """What stands below a key, moved to the left margin."""
    return textwrap.dedent(part.partition("\n")[2])


def lines(text: str) -> str:
    """The text without what the eye does not see at the ends of lines."""
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def fits(expected: str, found: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in lines(expected).split("..."))
    return re.fullmatch(pattern, lines(found), re.DOTALL) is not None


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.relative_to(ROOT).as_posix() for path in DOCUMENTS])
def test_examples_come_out(path: Path, folder: Path) -> None:
    for block in BLOCK.finditer(path.read_text()):
        if block["name"]:
            base = (folder / block["base"]).read_text() if block["base"] else ""
            (folder / block["name"]).write_text(with_keys(base, block["text"]) if base else block["text"])
        elif block["language"] == "yaml":
            problems = read_definition(block["text"].encode(), path.name).problems
            assert [str(problem.message) for problem in problems if problem.severity == "error"] == []
        for step in COMMAND.finditer(block["text"]) if block["language"] == "console" else ():
            found = printed(step["command"])
            assert fits(step["output"], found), f"$ {step['command']}\n{found}"
