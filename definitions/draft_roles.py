"""Who is responsible, in the plan's words, as roles: the same words are the same role, lists are split with care."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from definitions.tree import clean

#: Several bodies under one name: each may owe a row of its own.
_MANY = re.compile(
    r"\bомсу\b|\bомс\b|муниципалитеты|муниципальные (образования|районы|округа)|городские округа|"
    r"органы местного самоуправления|(администрации|главы) (муниципал|район|город|округ)",
    re.IGNORECASE,
)
_LONGEST_NAME = 48
_ENDING = re.compile(r"(?:[\s,;:–-]|\b(?:и|в|во|по|на|с|для|от|до|из|за|к|о|об|при)\b)+$", re.IGNORECASE)


@dataclass(frozen=True)
class DraftRole:
    """A role: a short name, and the plan's words in full."""

    name: str
    title: str

    @property
    def many(self) -> bool:
        """Whether the words speak of several bodies at once."""
        return _MANY.search(self.title) is not None


@dataclass(frozen=True)
class Roles:
    """The roles of a plan and how each cell of its column is made of them."""

    roles: tuple[DraftRole, ...]
    by_cell: dict[str, tuple[DraftRole, ...]]

    def of(self, cell: str) -> tuple[DraftRole, ...]:
        """Return the roles that a cell names; none for an empty one."""
        return self.by_cell.get(cell, ())


def find_roles(cells: Iterable[str]) -> Roles:
    """Make roles of the texts of the column “responsible”."""
    texts = list(dict.fromkeys(cell for cell in cells if clean(cell)))
    alone = {_key(text) for text in texts}
    roles: dict[str, DraftRole] = {}
    by_cell = {}
    for text in texts:
        for part in _parts(text, alone):
            title = clean(part)
            name = _name(title, {role.name for role in roles.values()})
            roles.setdefault(_key(part), DraftRole(name, title))
        by_cell[text] = tuple(dict.fromkeys(roles[_key(part)] for part in _parts(text, alone)))
    return Roles(tuple(roles.values()), by_cell)


def may_be_list(title: str) -> bool:
    """Whether a role that was kept whole may be several."""
    return "," in title


def _key(text: str) -> str:
    return clean(text).casefold().rstrip(".")


def _parts(text: str, alone: set[str]) -> list[str]:
    """Split a list: at semicolons always, at commas and new lines only where each part stands alone elsewhere."""
    for separator, certain in ((";", True), ("\n", False), (",", False), (r"[,\n]", False)):
        parts = [part for part in re.split(separator, text) if clean(part)]
        if len(parts) > 1 and (certain or all(_key(part.strip(" ,")) in alone for part in parts)):
            return [deeper for part in parts for deeper in _parts(part.strip(" ,\n"), alone)]
    return [text]


def _name(title: str, taken: set[str]) -> str:
    """Return a short name that no other role has: the first words of the title."""
    short = title
    if len(title) > _LONGEST_NAME:
        short = title[: _LONGEST_NAME + 1].rpartition(" ")[0] or title[:_LONGEST_NAME]
    short = stem = _ENDING.sub("", short) or title[:_LONGEST_NAME]
    count = 1
    while short in taken:
        count += 1
        short = f"{stem} {count}"
    return short
