"""The project stands alone and stays readable."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

# Letters in brackets, so that this file does not itself name what it looks for.
FOREIGN = re.compile(
    r"(?<![\w/-])share[d]/|/wor[k]/|/[t]mp/dev\b|pyp[i]\.|pythonhoste[d]|simpl[e]/?index|find-link[s]"
)
UNFINISHED = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b")


def lines_with(pattern: re.Pattern[str], texts: dict[str, str]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("pattern", [FOREIGN, UNFINISHED])
def test_nothing_names_another_place_or_is_left_unfinished(
    texts: dict[str, str], pattern: re.Pattern[str]
) -> None:
    assert lines_with(pattern, texts) == []


def test_the_lock_names_versions_and_hashes_but_no_place(root: Path) -> None:
    for lock in (root / "requirements").iterdir():
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert not re.search(r"https?:|file:|--|@ ", text.replace("--hash=sha256:", "")), lock.name


def test_files_of_code_are_short(texts: dict[str, str]) -> None:
    lengths = {path: text.count("\n") for path, text in texts.items() if path.endswith(".py")}
    assert {path: length for path, length in lengths.items() if length > 300} == {}


def long_functions(path: str, text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > 60:
                yield f"{path}:{node.lineno}: {node.name} has {length} lines"


def test_functions_are_short(texts: dict[str, str]) -> None:
    assert [
        long for path, text in texts.items() if path.endswith(".py") for long in long_functions(path, text)
    ] == []
