"""What the documents name exists."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)|<(?:img|a)[^>]+(?:src|href)=\"([^\"]+)\"")
MAKE = re.compile(r"\bmake ([a-z]+)\b")


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


def test_make_targets_exist(root: Path, documents: dict[str, str]) -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (root / "Makefile").read_text()))
    named = {
        target
        for text in documents.values()
        for code in re.findall(r"(?ms)^```.*?^```|`[^`]*`", text)
        for target in MAKE.findall(code)
    }
    assert named
    assert named <= targets
