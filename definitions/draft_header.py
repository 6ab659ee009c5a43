"""How the header row of a plan's table is known, and which column is what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from definitions.draft_source import GridRow
from definitions.tree import clean

Part: TypeAlias = Literal["number", "title", "responsible", "start", "deadline", "interaction", "other"]

#: What a heading of a column may be, the first that fits; a word before «срок» may say which («контрольный срок»).
_HEADINGS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("other", re.compile(r".*(отметк|факт)")),
    ("interaction", re.compile(r".*взаимодейств")),
    ("number", re.compile(r"(№|n|no|п/п|пп|номер)(\W|$)")),
    ("start", re.compile(r"((\w+ )?(срок\w*|дата|даты|период)( \w+)?)?\W*начал[оа]\b")),
    ("deadline", re.compile(r"(\w+ )?(срок\w*|дата|даты|период)\b|окончани[ея]\b|завершени[ея]\b")),
    ("responsible", re.compile(r"(\w+ )?(ответственн|исполнител)")),
    ("title", re.compile(r"((наименование|содержание|перечень|основные|планируемые|виды?) )?мероприят")),
    ("other", re.compile(r".*(результат|примечан|основани|показател|цел[ьи]\b)")),
    ("title", re.compile(r"наименован|содержан|поручен|перечень|виды? работ|работ|действи|этап|задан|задач")),
)
#: Where two columns could be the same part, the one that says this is taken; the other is kept as a comment.
_BETTER: dict[Part, re.Pattern[str]] = {
    "deadline": re.compile(r"оконч|заверш|предельн|^сроки?( (исполн|выполн|реализ)\w+)?$"),
    "title": re.compile(r"мероприят"),
    "responsible": re.compile(r"ответственн"),
}
_NOTHING_BETTER = re.compile(r"(?!)")
_LONGEST, _SHORT = 60, 3  # letters of a heading; words of one that stands without № and responsible


@dataclass(frozen=True)
class Layout:
    """What each column of the grid is, and how the plan calls it."""

    parts: tuple[Part, ...]
    names: tuple[str, ...]

    def part(self, column: int) -> Part:
        """Return what a column is; one that the header does not reach is “other”."""
        return self.parts[column] if column < len(self.parts) else "other"

    def name(self, column: int) -> str:
        """Return the heading of a column, or nothing."""
        return self.names[column] if column < len(self.names) else ""


def header_of(row: GridRow) -> Layout | None:
    """Return the layout if the row is the header of a plan: it names at least the events and their terms."""
    names = [clean(cell.text) if not cell.merged else "" for cell in row.cells]
    parts = _only_one_each([_part(name) for name in names], names)
    # A row of the plan may begin with the same words; a header also numbers or assigns, or is very short.
    sure = {"number", "responsible"} & set(parts) or all(len(name.split()) <= _SHORT for name in names)
    if "title" not in parts or not {"start", "deadline"} & set(parts) or not sure:
        return None
    for column, cell in enumerate(row.cells):
        if cell.merged == "left" and column:
            parts[column], names[column] = parts[column - 1], names[column - 1]
    return Layout(tuple(parts), tuple(names))


def below_header(layout: Layout, row: GridRow) -> Layout | None:
    """Return the layout with the names of a second header row; None if the row is none (its title is merged above)."""
    if not any(cell.merged == "above" and layout.part(at) == "title" for at, cell in enumerate(row.cells)):
        return None
    own = [clean(cell.text) if not cell.merged else "" for cell in row.cells]
    width = max(len(own), len(layout.names))
    names = (clean(f"{layout.name(at)} {own[at] if at < len(own) else ''}") for at in range(width))
    return Layout(tuple(_below(layout.part(at), own[at : at + 1]) for at in range(width)), tuple(names))


def _below(part: Part, heading: list[str]) -> Part:
    """Return what a column is by its second heading too: «Срок» over «начало» and «окончание»."""
    begins = part == "deadline" and heading and _part(heading[0]) == "start"
    return "start" if begins else part


def _part(heading: str) -> Part:
    plain = heading.lower()
    if not plain or len(plain) > _LONGEST:
        return "other"
    return next((part for part, pattern in _HEADINGS if pattern.match(plain)), "other")


def _only_one_each(parts: list[Part], names: list[str]) -> list[Part]:
    """Leave each part to one column: the better, else the first."""
    for part in set(parts) - {"other"}:
        columns = [at for at, found in enumerate(parts) if found == part]
        better = _BETTER.get(part, _NOTHING_BETTER)
        chosen = next((at for at in columns if better.search(names[at].lower())), columns[0])
        parts = ["other" if found == part and at != chosen else found for at, found in enumerate(parts)]
    return parts


def is_column_numbers(row: GridRow) -> bool:
    """Whether the row only numbers the columns (1 | 2 | 3 | 4)."""
    own = [clean(cell.text).rstrip(".") for cell in row.cells if cell.text.strip() and not cell.merged]
    return len(own) > 1 and own == [str(number) for number in range(1, len(own) + 1)]
