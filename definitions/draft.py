"""A plan's tables written down as a definition to edit: the plan's words kept, nothing guessed, nothing dropped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from calendars.errors import InputError, PhraseError
from calendars.saying import Catalog, Text, say
from definitions.draft_header import Part
from definitions.draft_roles import DraftRole, Roles, find_roles, may_be_list
from definitions.draft_rows import Item, Remark, Sorted, own_texts, sort_rows
from definitions.draft_source import Cell, Grid, GridRow, Source
from definitions.keys import RUSSIAN, spelled
from definitions.phrases import read_phrase
from definitions.read import read_definition
from definitions.tree import clean

__all__ = ["Cell", "Draft", "Grid", "GridRow", "Source", "draft"]


@dataclass(frozen=True)
class Draft:
    """A definition to edit (`text`, YAML with Russian keys) and what became of the plan's rows."""

    text: str
    rows: int
    events: int
    understood: int
    joined: int
    skipped: tuple[Text, ...]
    doubts: tuple[Text, ...]


def draft(source: Source, catalog: Catalog) -> Draft:
    """Write a definition from a plan's tables, its comments in the language of `catalog`.

    What a person has to decide is left empty and marked; so is what `read_definition` refuses: the mark says why.
    Raises InputError when no table looks like a plan.
    """
    found = sort_rows(source)
    if not found.items:
        raise InputError(_no_plan(source))
    writer = _Writer(source, found, catalog)
    return Draft(
        _marked("\n".join(writer.lines()) + "\n", catalog),
        found.rows,
        len(found.items),
        sum(_is_understood(item) for item in found.items),
        found.joined,
        tuple(_skipped(grid) for grid in found.skipped),
        (*source.doubts, *found.doubts),
    )


def _is_understood(item: Item) -> bool:
    try:
        read_phrase(clean(item.parts.get("deadline", "")))
    except PhraseError:
        return False
    return True


_DECIDE = say("DECIDE")
_LOOK = say("LOOK")
_NO_PLAN = say(
    "no table of a plan was found: its header must name the events («Мероприятия») and their terms («Срок»), and "
    "rows must follow it"
)


def _no_plan(source: Source) -> Text:
    if not source.grids:
        return _NO_PLAN
    seen = tuple(_skipped(grid) for grid in source.grids[:5])
    return say("{why}; found here: {tables}", why=_NO_PLAN, tables=seen)


def _skipped(grid: Grid) -> Text:
    first = next((texts for row in grid.rows if (texts := own_texts(row))), [])
    cells = " | ".join(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…" for text in first[:4])
    return say("{table} (begins: {cells})", table=grid.name, cells=cells)


_SHOWN = 40


def _marked(text: str, catalog: Catalog) -> str:
    """Put above each line that `srok check` would refuse a comment that says why, unless it is marked already."""
    mark = f"# {_DECIDE.render(catalog)}:"
    lines = text.split("\n")
    problems = [
        problem for problem in read_definition(text.encode(), "").problems if problem.severity == "error"
    ]
    for problem in reversed(problems):
        at = problem.line - 1
        if at < 0 or mark in lines[at]:
            continue
        indent = len(lines[at]) - len(lines[at].lstrip(" "))
        why = clean(problem.message.render(catalog))
        lines.insert(at, f"{' ' * indent}{mark} {why}")
    return "\n".join(lines)


# What is written -----------------------------------------------------------------------------------------


class _Writer:
    """Writes the lines of one draft; the keys are Russian, the comments in the reader's language."""

    def __init__(self, source: Source, found: Sorted, catalog: Catalog) -> None:
        self.source, self.found, self.catalog = source, found, catalog
        self.roles: Roles = find_roles(item.parts.get("responsible", "") for item in found.items)

    def lines(self) -> Iterator[str]:
        yield from self.preface()
        yield from self.cycle()
        yield from self.rules()
        yield from self.role_lines()
        yield from _FLOW.splitlines()
        yield from ("", f"{spelled('events', 'ru')}:")
        for entry in self.found.entries:
            if isinstance(entry, Remark):
                yield f"  # {self.tr(entry.place)}: {_plain(entry.text)}"
            else:
                yield from self.event(entry)
        yield from self.leftovers()

    # The head --------------------------------------------------------------------------------------------

    def preface(self) -> Iterator[str]:
        yield self.comment(say("draft of a definition, made from the plan “{name}”", name=self.source.name))
        yield self.comment(
            say(
                "{decide}: srok check refuses the file until this is decided; {look}: was the plan read right?",
                decide=_DECIDE,
                look=_LOOK,
            )
        )
        for header in self.found.headers:
            yield self.comment(say("columns of the plan: {columns}", columns=header))
        for doubt in (*self.source.doubts, *self.found.doubts):
            yield self.comment(doubt, _LOOK)
        if self.source.around:
            yield self.comment(say("text outside the tables:"))
            yield from (f"#   {_plain(text)}" for text in self.source.around)

    def cycle(self) -> Iterator[str]:
        name = clean(self.source.name) or "plan"
        title = _title(self.source, self.found)
        yield self.line("cycle", name, self.comment(say("the name of the file: give a short name"), _LOOK))
        yield self.line("title", title or name, self.comment(say("is this what the plan is called?"), _LOOK))
        document = ", ".join(f"{RUSSIAN[key]}: …" for key in ("form", "approved_by", "dated", "basis"))
        yield self.comment(
            say(
                "who approved the plan, by what and when: {keys}",
                keys=f"{RUSSIAN['document']}: {{{document}}}",
            ),
            _LOOK,
        )
        yield f"{RUSSIAN['calendar']}: ru   {self.comment(say('the days off of all Russia'), _LOOK)}"
        yield self.line(
            "timezone", "", self.comment(say("by whose clock, for example Asia/Krasnoyarsk"), _DECIDE)
        )

    def rules(self) -> Iterator[str]:
        where = tuple(
            f"«{word}»" for word in ("следующий рабочий день", "предыдущий рабочий день", "не переносить")
        )
        yield from ("", f"{RUSSIAN['rules']}:", f"  {RUSSIAN['roll']}:")
        yield "    " + self.line(
            "dates", "", self.comment(say("where a date on a day off moves: {words}", words=where), _DECIDE)
        )
        yield "    " + self.line(
            "windows", "", self.comment(say("where the end of a period moves: {words}", words=where), _DECIDE)
        )
        yield "    " + self.line("decided_by", "", self.comment(say("who decided so"), _DECIDE))

    def role_lines(self) -> Iterator[str]:
        empty = not self.roles.roles
        yield ""
        yield f"{RUSSIAN['roles']}:" + (
            f"   {self.comment(say('who is responsible'), _DECIDE)}" if empty else ""
        )
        for role in self.roles.roles:
            line = f"  {_word(role.name)}: {{{RUSSIAN['title']}: {_quoted(role.title)}}}"
            if role.many:
                asked = say("many bodies? then add “{key}: да”", key=RUSSIAN["each"])
                line += f"   {self.comment(asked, _LOOK)}"
            elif may_be_list(role.title):
                line += f"   {self.comment(say('one role, or a list of several?'), _LOOK)}"
            yield line
        yield ""

    # The events ------------------------------------------------------------------------------------------

    def event(self, item: Item) -> Iterator[str]:
        roles = self.roles.of(item.parts.get("responsible", ""))
        yield f"  - {RUSSIAN['number']}: {_quoted(item.number)}   # {_plain(self.tr(item.place))}"
        for doubt in item.doubts:
            yield f"    {self.comment(doubt, _LOOK)}"
        yield self.field("event", item, say("what is to be done"))
        yield (
            f"    {RUSSIAN['responsible']}: {_names(roles)}"
            if roles
            else self.field("responsible", item, say("who is responsible"))
        )
        many = next((role for role in roles if role.many), None)
        if many:
            asked = say("is there a row for each?")
            yield f"    # {RUSSIAN['for_each']}: {_word(many.name)}   {self.comment(asked, _LOOK)}"
        yield self.field("deadline", item, say("the plan names no term"))
        yield f"    {RUSSIAN['flow']}: исполнение"
        if item.parts.get("interaction"):
            yield self.field("interaction", item, say("interaction"))
        for name, text in item.others:
            yield f"    # {_plain(name)}: {_plain(text)}" if clean(name) else f"    # {_plain(text)}"
        yield ""

    def field(self, key: str, item: Item, missing: Text) -> str:
        text = clean(item.parts.get(_PART[key], ""))
        return "    " + self.line(key, text, "" if text else self.comment(missing, _DECIDE))

    def leftovers(self) -> Iterator[str]:
        for grid in self.found.skipped:
            yield self.comment(say("{table} is no plan; it says:", table=grid.name))
            for row in grid.rows:
                if texts := own_texts(row):
                    yield f"#   {_plain(' | '.join(texts))}"

    # Lines -----------------------------------------------------------------------------------------------

    def tr(self, text: Text) -> str:
        return text.render(self.catalog)

    def line(self, key: str, value: str, comment: str = "") -> str:
        written = f"{RUSSIAN[key]}: {_quoted(value)}" if value else f"{RUSSIAN[key]}:"
        return f"{written}   {comment}".rstrip()

    def comment(self, text: Text, mark: Text | None = None) -> str:
        told = self.tr(text)
        return f"# {_plain(f'{self.tr(mark)}: {told}' if mark else told)}"


_PART: dict[str, Part] = {
    "event": "title",
    "responsible": "responsible",
    "deadline": "deadline",
    "interaction": "interaction",
}
_FLOW = """порядки:
  исполнение:
    начало: ожидается
    состояния:
      ожидается: {}
      исполнено: {срок исполнен: да, конец: да}
    действия:
      исполнить: {из: ожидается, в: исполнено}"""
_LONE = 2  # words; «ПЛАН МЕРОПРИЯТИЙ» is no title yet
_TITLE = re.compile(r"[#\s]*(план|дорожная карта|комплекс мер|график|программа)\b", re.IGNORECASE)


def _title(source: Source, found: Sorted) -> str:
    """Return the line outside the tables that reads like a title; «План» alone goes on in the next line."""
    told = [
        clean(text) for text in (*source.around, *(e.text for e in found.entries if isinstance(e, Remark)))
    ]
    for at, text in enumerate(told):
        if _TITLE.match(text):
            alone = len(text.split()) <= _LONE and at + 1 < len(told)
            return (f"{text} {told[at + 1]}" if alone else text).lstrip("# ")
    return ""


# How YAML is written -------------------------------------------------------------------------------------

_SAFE_WORD = re.compile(r"[А-Яа-яЁё][А-Яа-яЁё -]*[А-Яа-яЁё]")
_YAML_WORDS = {"да", "нет", "yes", "no", "on", "off", "true", "false", "null"}


def _plain(text: str) -> str:
    """Return the text on one line, with a sign in the place of what YAML cannot hold."""
    return _UNWRITABLE.sub("\ufffd", clean(text))


_UNWRITABLE = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # YAML 1.1, c-printable


def _quoted(text: str) -> str:
    """Return the text in the quotes that change none of its signs, so that a problem is found at the very word."""
    plain = _plain(text)
    if '"' not in plain and "\\" not in plain:
        return f'"{plain}"'
    if "'" not in plain:
        return f"'{plain}'"
    return json.dumps(plain, ensure_ascii=False)


def _word(name: str) -> str:
    safe = _SAFE_WORD.fullmatch(name) and name.lower() not in _YAML_WORDS
    return name if safe else _quoted(name)


def _names(roles: tuple[DraftRole, ...]) -> str:
    words = [_word(role.name) for role in roles]
    return words[0] if len(words) == 1 else f"[{', '.join(words)}]"
