"""The reference of keys says what the language says."""

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_reference_is_what_the_language_gives() -> None:
    page = runpy.run_path(str(DOCS / "keys.py"))["page"]()
    assert (DOCS / "ru" / "keys.md").read_text() == page, "docs/ru/keys.md is stale: run `make docs`"
