"""The page of phrases for staff, docs/ru/phrases.md, is made of data/documented.md and of what srok reads.

Renew it after a change: python tests/definitions/phrases/test_documented.py
"""

from itertools import groupby
from pathlib import Path

import pytest

from calendars.errors import PhraseError
from definitions.phrases import describe, read_phrase

SOURCE = Path(__file__).parent / "data/documented.md"
PAGE = Path(__file__).parents[3] / "docs/ru/phrases.md"
ITEM = "- "
REASON = " | "


def source() -> list[str]:
    return SOURCE.read_text(encoding="utf-8").splitlines()


def refused() -> list[str]:
    """The phrases that stand with the reason why they are not read."""
    return [line.removeprefix(ITEM).split(REASON, 1)[0] for line in source() if REASON in line]


def table(items: list[str]) -> list[str]:
    """A list of phrases with what each means, or with the reason why it is refused."""
    if REASON in items[0]:
        return ["| слова | в чём сомнение |", "|---|---|", *(f"| {item} |" for item in items)]
    meanings = (f"| {item} | {describe(read_phrase(item))} |" for item in items)
    return ["| слова плана | как поняты |", "|---|---|", *meanings]


def page() -> str:
    """The source with a table in the place of each list."""
    lines: list[str] = []
    for listed, block in groupby(source(), lambda line: line.startswith(ITEM)):
        same = [line.removeprefix(ITEM) for line in block]
        lines += table(same) if listed else same
    return "\n".join(lines) + "\n"


def test_the_page_of_phrases_says_how_they_are_read_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (__doc__ or "").splitlines()[-1]


@pytest.mark.parametrize("phrase", refused())
def test_what_the_page_says_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        read_phrase(phrase)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
