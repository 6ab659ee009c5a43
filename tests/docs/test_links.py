"""Links inside the documents lead to a page and a heading that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCED = re.compile(r"(?ms)^```.*?^```")


def headings(path: Path) -> set[str]:
    """The addresses of a page's headings, as GitHub and GitLab make them."""
    titles = re.findall(r"(?m)^#+ (.+)$", FENCED.sub("", path.read_text()))
    kept = ("".join(sign for sign in title.lower() if sign.isalnum() or sign in " -_") for title in titles)
    return {title.replace(" ", "-") for title in kept}


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.relative_to(ROOT).as_posix() for path in DOCUMENTS])
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!http)([^)#]*)(?:#([^)]+))?\)", FENCED.sub("", path.read_text()))
    lost = []
    for file, heading in links:
        target = path.parent / file if file else path
        if not target.exists() or (heading and heading not in headings(target)):
            lost.append((file, heading))
    assert lost == []
