"""Write docs/ru/keys.md, the keys of the definition language, from the language itself: `make docs`.

What a key may hold is read from the JSON Schemas in both languages, which stand side by side key by key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from calendars.saying import Text
from definitions.keys import ENGLISH_VALUES
from definitions.language import CYCLE
from definitions.periods import KIND_NAMES
from definitions.shapes import Reader, table_schema
from definitions.structure import structure_schema
from srok.i18n import catalog

STRUCTURE = "срок: {тип: дата}"
PAGE = Path(__file__).parent / "ru" / "keys.md"
HEAD = """\
# Все ключи языка описаний

Справочник к [языку описаний](definition.md): там всё показано на примерах.
Страница составлена по самой программе (`make docs`).

Один файл пишется на одном языке. Ключ со ссылкой открывает таблицу, которая лежит под ним.
"""
Json = dict[str, Any]


@dataclass
class Table:
    """One table of keys: its schemas in both languages, and the keys that hold it."""

    russian: Json
    english: Json
    held_by: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The keys under which the table stands."""
        return ", ".join(dict.fromkeys(f"`{key}`" for key in self.held_by)) or "Описание цикла"

    @property
    def anchor(self) -> str:
        """The address that a heading gets from its text."""
        kept = (sign for sign in self.title.lower() if sign.isalnum() or sign in " -_")
        return "".join(kept).replace(" ", "-")


def page() -> str:
    """Return the whole page."""
    whole = Table(table_schema(CYCLE, Reader("ru", words)), table_schema(CYCLE, Reader("en", words)))
    tables = [whole]
    collect(whole, tables)
    for kind in deadlines():
        tables.append(kind)
        collect(kind, tables)
    shown: dict[tuple[str, ...], Table] = {}
    sections = (line for table in tables for line in section(table, tables, shown))
    return "\n".join([HEAD, *sections, *values(), ""])


def deadlines() -> Iterator[Table]:
    """Yield the tables of deadlines written as structure, which every “срок” may hold."""
    both = (structure_schema(Reader(lang, words))["anyOf"] for lang in ("ru", "en"))
    for russian, english in zip(*both, strict=True):
        kind = russian["properties"]["тип"]["enum"][0]
        yield Table(russian, english, [f"срок: {{тип: {kind}}}"])


def collect(table: Table, tables: list[Table]) -> None:
    """Add the tables that one holds, each once and right after the first that holds it."""
    for key, below in inside(table):
        known = next((one for one in tables if one.russian == below.russian), None)
        alone = all(one.held_by[:1] != [key] for one in tables)
        (known or below).held_by.append(key if known or alone else f"{table.held_by[0]}, {key}")
        if known is None:
            tables.append(below)
            collect(below, tables)


def words(text: Text) -> str:
    """Say what a key is for, in Russian."""
    return text.render(catalog("ru"))


def inside(table: Table) -> Iterator[tuple[str, Table]]:
    """Yield the tables that the keys of a table hold."""
    pairs = zip(table.russian["properties"].items(), table.english["properties"].values(), strict=True)
    for (key, russian), english in pairs:
        for one, other in zip(tables_in(russian), tables_in(english), strict=True):
            yield key, Table(one, other)


def tables_in(schema: Json) -> Iterator[Json]:
    """Yield the tables with known keys that a value may be or hold, without those further inside."""
    if "properties" in schema:
        yield {part: schema[part] for part in schema if part != "description"}
        return
    further = [*schema.get("anyOf", ()), schema.get("items"), schema.get("additionalProperties")]
    for one in further:
        if isinstance(one, dict):
            yield from tables_in(one)


def section(table: Table, tables: list[Table], shown: dict[tuple[str, ...], Table]) -> Iterator[str]:
    """Yield one table of the page; `shown` are the words already listed, with the table where they are."""
    yield f"## {table.title}\n"
    yield "| ключ | по-английски | обязателен | что значит |"
    yield "|---|---|---|---|"
    needed = table.russian.get("required", ())
    pairs = zip(table.russian["properties"].items(), table.english["properties"], strict=True)
    for (key, schema), english in pairs:
        below = next((one for one in tables if opens(schema, one)), None)
        link = f"[`{key}`](#{below.anchor})" if below else f"`{key}`"
        told = schema["description"] + taken(schema, table, shown)
        yield f"| {link} | `{english}` | {'да' if key in needed else ''} | {told} |"
    yield ""


def opens(schema: Json, table: Table) -> bool:
    """Whether a value may be such a table; one written as structure is the first of its kinds."""
    return table.russian in tables_in(schema) or ("$ref" in str(schema) and table.held_by == [STRUCTURE])


def taken(schema: Json, table: Table, shown: dict[tuple[str, ...], Table]) -> str:
    """Return the words that a key takes, or where they were listed before."""
    found = tuple(dict.fromkeys(word for word in words_in(schema) if word not in ("да", "нет")))
    if found in shown:
        return f" ([слова](#{shown[found].anchor}))"
    if found:
        shown[found] = table
    return f": {', '.join(f'`{word}`' for word in found)}" if found else ""


def words_in(schema: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a schema
    """Yield the words that a value takes."""
    if isinstance(schema, list):
        for one in schema:
            yield from words_in(one)
    elif isinstance(schema, dict):
        yield from schema.get("enum", ())
        for key, below in schema.items():
            if key not in ("enum", "properties"):  # what a table holds stands where that is
                yield from words_in(below)


def values() -> Iterator[str]:
    """Yield the table of words that stand as values, in both languages."""
    yield "## Слова-значения\n"
    yield "| слово | по-английски |"
    yield "|---|---|"
    for word, english in [*ENGLISH_VALUES.items(), *KIND_NAMES.values()]:
        yield f"| `{word}` | `{english}` |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
