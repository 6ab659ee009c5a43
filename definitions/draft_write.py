"""The lines of a draft: a definition with Russian keys, its comments in the reader's language."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from calendars.saying import Catalog, Text, say
from definitions.draft_header import Part
from definitions.draft_roles import DraftRole, Roles, find_roles, may_be_list
from definitions.draft_rows import Item, Remark, Sorted, own_texts
from definitions.draft_source import Source
from definitions.draft_term import term_of
from definitions.draft_yaml import plain, quoted, word
from definitions.keys import RUSSIAN, RUSSIAN_VALUES
from definitions.tree import clean

#: The marks of a draft: what `srok check` refuses until it is decided, and a reading to look at.
DECIDE = say("DECIDE")
LOOK = say("LOOK")


def write(source: Source, found: Sorted, catalog: Catalog) -> str:
    """Write a draft; what only a person can decide is left empty and marked."""
    return "\n".join(_Writer(source, found, catalog).lines()) + "\n"


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
        yield f"{RUSSIAN['shared_flows']}: [исполнение]"
        yield from ("", f"{RUSSIAN['events']}:")
        for entry in self.found.entries:
            if isinstance(entry, Remark):
                yield f"  # {self.tr(entry.place)}: {plain(entry.text)}"
            else:
                yield from self.event(entry)
        yield from self.leftovers()

    # The head --------------------------------------------------------------------------------------------

    def preface(self) -> Iterator[str]:
        yield self.comment(say("draft of a definition, made from the plan “{name}”", name=self.source.name))
        yield self.comment(
            say(
                "{decide}: srok check refuses the file until this is decided; {look}: was the plan read right?",
                decide=DECIDE,
                look=LOOK,
            )
        )
        for header in self.found.headers:
            yield self.comment(say("columns of the plan: {columns}", columns=header))
        for doubt in (*self.source.doubts, *self.found.doubts):
            yield self.comment(doubt, LOOK)
        if self.source.around:
            yield self.comment(say("text outside the tables:"))
            yield from (f"#   {plain(text)}" for text in self.source.around if text)

    def cycle(self) -> Iterator[str]:
        name = clean(self.source.name) or "plan"
        title = _title(self.source, self.found)
        yield self.line("cycle", name, self.comment(say("the name of the file: give a short name"), LOOK))
        yield self.line("title", title or name, self.comment(say("is this what the plan is called?"), LOOK))
        document = ", ".join(f"{RUSSIAN[key]}: …" for key in ("form", "approved_by", "dated", "basis"))
        yield self.comment(
            say(
                "who approved the plan, by what and when: {keys}",
                keys=f"{RUSSIAN['document']}: {{{document}}}",
            ),
            LOOK,
        )
        yield f"{RUSSIAN['calendar']}: ru   " + self.comment(say("the days off of all Russia"), LOOK)
        yield self.line(
            "timezone", "", self.comment(say("by whose clock, for example Asia/Krasnoyarsk"), DECIDE)
        )

    def rules(self) -> Iterator[str]:
        where = tuple(f"«{RUSSIAN_VALUES[value]}»" for value in ("following", "preceding", "none"))
        yield from ("", f"{RUSSIAN['rules']}:", f"  {RUSSIAN['roll']}:")
        yield "    " + self.line(
            "dates", "", self.comment(say("where a date on a day off moves: {words}", words=where), DECIDE)
        )
        yield "    " + self.line(
            "windows", "", self.comment(say("where the end of a period moves: {words}", words=where), DECIDE)
        )
        yield "    " + self.line("decided_by", "", self.comment(say("who decided so"), DECIDE))

    def role_lines(self) -> Iterator[str]:
        yield ""
        missing = "" if self.roles.roles else self.comment(say("who is responsible"), DECIDE)
        yield f"{RUSSIAN['roles']}:   {missing}".rstrip()
        for role in self.roles.roles:
            asked = None
            if role.many:
                asked = say("many bodies? then add “{key}: да”", key=RUSSIAN["each"])
            elif may_be_list(role.title):
                asked = say("one role, or a list of several?")
            line = f"  {word(role.name)}: {{{RUSSIAN['title']}: {quoted(role.title)}}}"
            yield f"{line}   {self.comment(asked, LOOK)}" if asked else line
        yield ""

    # The events ------------------------------------------------------------------------------------------

    def event(self, item: Item) -> Iterator[str]:
        roles = self.roles.of(item.parts.get("responsible", ""))
        yield f"  - {RUSSIAN['number']}: {quoted(item.number)}   # {plain(self.tr(item.place))}"
        term = term_of(item.parts)
        for doubt in (*item.doubts, *([term.doubt] if term.doubt else [])):
            yield f"    {self.comment(doubt, LOOK)}"
        yield self.field("event", item, say("what is to be done"))
        yield (
            f"    {RUSSIAN['responsible']}: {_names(roles)}"
            if roles
            else self.field("responsible", item, say("who is responsible"))
        )
        many = next((role for role in roles if role.many), None)
        if many:
            asked = say("is there a row for each?")
            yield f"    # {RUSSIAN['for_each']}: {word(many.name)}   {self.comment(asked, LOOK)}"
        undecided = item.undecided or term.undecided
        decide = self.comment(undecided, DECIDE) if undecided else ""
        yield "    " + self.line("deadline", term.text, decide)
        yield f"    {RUSSIAN['flow']}: исполнение"
        if interaction := clean(item.parts.get("interaction", "")):
            yield "    " + self.line("interaction", interaction)
        for name, text in item.others:
            yield f"    # {plain(name)}: {plain(text)}" if clean(name) else f"    # {plain(text)}"
        yield ""

    def field(self, key: str, item: Item, missing: Text) -> str:
        text = clean(item.parts.get(_PART[key], ""))
        return "    " + self.line(key, text, "" if text else self.comment(missing, DECIDE))

    def leftovers(self) -> Iterator[str]:
        for grid in self.found.skipped:
            yield self.comment(say("{table} is no plan; it says:", table=grid.name))
            for row in grid.rows:
                if texts := own_texts(row):
                    yield f"#   {plain(' | '.join(texts))}"

    # Lines -----------------------------------------------------------------------------------------------

    def tr(self, text: Text) -> str:
        return text.render(self.catalog)

    def line(self, key: str, value: str, comment: str = "") -> str:
        written = f"{RUSSIAN[key]}: {quoted(value)}" if value else f"{RUSSIAN[key]}:"
        return f"{written}   {comment}".rstrip()

    def comment(self, text: Text, mark: Text | None = None) -> str:
        told = self.tr(text)
        return f"# {plain(f'{self.tr(mark)}: {told}' if mark else told)}"


_PART: dict[str, Part] = {"event": "title", "responsible": "responsible"}
_LONE = 2  # words; «ПЛАН МЕРОПРИЯТИЙ» is no title yet
_TITLE = re.compile(r"[#\s]*(план|дорожная карта|комплекс мер|график|программа)\b", re.IGNORECASE)


def _title(source: Source, found: Sorted) -> str:
    """Return the line outside the tables that reads like a title; «План» alone goes on in the next line."""
    remarks = (entry.text if isinstance(entry, Remark) else "" for entry in found.entries)
    told = [clean(text) for text in (*source.around, "", *remarks, "")]
    for text, following in itertools.pairwise(told):
        if _TITLE.match(text):
            alone = len(text.split()) <= _LONE
            return clean(f"{text} {following}" if alone else text).lstrip("# ")
    return ""


def _names(roles: tuple[DraftRole, ...]) -> str:
    words = [word(role.name) for role in roles]
    return words[0] if len(words) == 1 else f"[{', '.join(words)}]"
