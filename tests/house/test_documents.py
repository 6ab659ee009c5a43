"""What the documents name exists."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)|<(?:img|a)[^>]+(?:src|href)=\"([^\"]+)\"")


@pytest.fixture(scope="module")
def documents(texts: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in texts.items() if path.endswith(".md")}


def anchors(text: str) -> set[str]:
    """The anchors a Markdown reader makes of the headings."""
    headings = re.findall(r"(?m)^#+ +(.+?) *$", re.sub(r"(?ms)^```.*?^```", "", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(root: Path, path: str, text: str) -> list[str]:
    broken = []
    for link in (markdown or html for markdown, html in LINK.findall(text)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (root / path).parent / name if name else root / path
        if not target.exists() or (anchor and anchor not in anchors(target.read_text())):
            broken.append(link)
    return broken


def test_links_lead_somewhere(root: Path, documents: dict[str, str]) -> None:
    found = {path: broken_links(root, path, text) for path, text in documents.items()}
    assert {path: links for path, links in found.items() if links} == {}


def named_in_code(pattern: str, documents: dict[str, str]) -> set[str]:
    """What `pattern` finds in code spans and code blocks."""
    code = [code for text in documents.values() for code in re.findall(r"(?ms)^```.*?^```|`[^`]*`", text)]
    return {name for span in code for name in re.findall(pattern, span)}


def test_make_targets_exist(root: Path, documents: dict[str, str]) -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (root / "Makefile").read_text()))
    named = named_in_code(r"\bmake ([a-z]+)\b", documents)
    assert {"demo", "test"} <= named <= targets


def test_commands_exist(documents: dict[str, str]) -> None:
    srok = Path(sys.executable).with_name("srok")
    shown = subprocess.run([srok, "--help"], capture_output=True, text=True, check=True).stdout
    commands = set(re.findall(r"(?m)^\W*([a-z]+)\b", shown))
    named = named_in_code(r"(?<![\w/.-])srok ([a-z]+)\b", documents)
    assert {"demo"} <= named <= commands


def test_settings_exist(documents: dict[str, str], texts: dict[str, str]) -> None:
    code = "".join(text for path, text in texts.items() if path.startswith("srok/")).lower()
    named = named_in_code(r"\bSROK_([A-Z_]+)\b", documents)
    assert {name for name in named if name.lower() not in code} == set()
