"""One letter a day for each recipient: what is overdue, due, ahead, opened or moved, aimed at or to be told.

The sentences are made here and the templates only place them. So plurals, dates and translation go the one way
that all of srok goes (`say`, one placeholder style, one extraction), and a template receives plain strings, never
an object whose attributes it could reach.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import PackageLoader, StrictUndefined, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from calendars.saying import Catalog, Text, Value, say, say_many, weekday
from definitions import CURATOR, HEAD, SUPERIOR
from notifications.line import BESIDE, Group, Line, Rung, due, groups, headline, items, notes, plain, statuses

__all__ = ["Digest", "Letter", "Line", "render"]

SUBJECT_LENGTH = 78
"""Characters of a subject that mail programs still show (RFC 5322, 2.1.1 recommends lines no longer)."""
MOST_NAMES = 5
"""How many of those whose copies a letter brings are named before the deadlines."""
TITLE_LENGTH = 200
"""Characters of a title in the text part; a plan's own titles run to 400, and the page has them whole."""


@dataclass(frozen=True)
class Digest:
    """Everything one recipient is told about one cycle on one day.

    `recipient` is the participant's name and `contact` whom to ask. In a rehearsal `rehearsal_for` names who
    would have received the letter.
    """

    cycle: str
    cycle_title: str
    recipient: str
    salutation: str
    day: date
    lines: tuple[Line, ...]
    contact: str
    rehearsal_for: str | None = None

    @property
    def is_copy(self) -> bool:
        """Whether nothing of it lies in the recipient's own hands."""
        return bool(self.lines) and all(line.copy_as for line in self.lines)


@dataclass(frozen=True)
class Letter:
    """A letter as its reader sees it: the same content as plain text and as a page."""

    subject: str
    text: str
    html: str


#: As what somebody has a copy, within the sentence that says so.
_STANDS: dict[str, Text] = {
    HEAD: say("as the head"),
    CURATOR: say("as the curator"),
    SUPERIOR: say("as the superior body"),
}
_BY_RULES = say("by the rules of reminders")
_A_COPY = say("A copy for information")

_HEADINGS: dict[Rung, Text] = {
    "overdue": say("Overdue"),
    "today": say("Due today"),
    "returned": say("Sent back, to be handed in again"),
    "ahead": say("Due soon"),
    "opened": say("Can be started"),
    "moved": say("New deadline"),
    "target": say("Targets ahead"),
    "inform": say("Others are to be informed"),
}

#: What the day of a line is, where it is no deadline.
_DAYS: dict[Rung, Text] = {"target": say("Target"), "inform": say("Done"), "returned": say("Sent back")}

_TEMPLATES = ImmutableSandboxedEnvironment(
    loader=PackageLoader("notifications"),
    undefined=StrictUndefined,
    autoescape=select_autoescape(enabled_extensions=("html.j2",)),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def render(digest: Digest, catalog: Catalog) -> Letter:
    """Write the letter in the language of `catalog`; the same digest always gives the same letter."""
    subject = _subject(digest, catalog)
    content = {"subject": subject, **_content(digest, catalog)}
    return Letter(
        subject=subject,
        text=_TEMPLATES.get_template("digest.txt.j2").render(content),
        html=_TEMPLATES.get_template("digest.html.j2").render(content),
    )


def _content(digest: Digest, catalog: Catalog) -> dict[str, Any]:
    sentences = {
        # Translators: the code of your own language, as in <html lang="…">.
        "language": say("en"),
        "rehearsal": _rehearsal(digest),
        "salutation": plain(digest.salutation) or say("Good day!"),
        "intro": _intro(digest),
        "number_column": say("No."),
        "title_column": say("What is to be done"),
        "due_column": say("Deadline"),
        "closing": say("Questions: {contact}", contact=plain(digest.contact)) if digest.contact else "",
        "footer": say("This letter was sent automatically."),
    }
    sections = [_section(rung, digest, catalog) for rung in _HEADINGS if _lines(digest, rung)]
    return {**{name: _in(catalog, sentence) for name, sentence in sentences.items()}, "sections": sections}


def _intro(digest: Digest) -> Text:
    """Say why this letter comes: for what is one's own; or whose letters it is a copy of, and as what one has it."""
    values: dict[str, Value] = {
        "recipient": plain(digest.recipient),
        "cycle": plain(digest.cycle_title),
        "day": digest.day,
        "weekday": weekday(digest.day),
    }
    if not digest.is_copy:
        return say(
            "You receive this letter because {recipient} takes part in “{cycle}”. "
            "Deadlines as of {day}, {weekday}:",
            **values,
        )
    names = list(dict.fromkeys(plain(name) for line in digest.lines for name in line.copy_of))
    stands = {line.copy_as for line in digest.lines}
    return say(
        "This is a copy for information: {recipient} receives it {stand}. Whose deadlines these are: {names}. "
        "“{cycle}”, deadlines as of {day}, {weekday}:",
        stand=_STANDS.get(stands.pop(), _BY_RULES) if len(stands) == 1 else _BY_RULES,
        names=_some(names),
        **values,
    )


def _some(names: list[str]) -> Text | str:
    if len(names) <= MOST_NAMES:
        return ", ".join(names) or "—"
    shown = ", ".join(names[:MOST_NAMES])
    return say_many(
        "{names} and {number} more", "{names} and {number} more", len(names) - MOST_NAMES, names=shown
    )


def _rehearsal(digest: Digest) -> Text | str:
    if digest.rehearsal_for is None:
        return ""
    return say(
        "REHEARSAL. In earnest this letter would go to: {addressee}. No action is needed.",
        addressee=plain(digest.rehearsal_for),
    )


def _section(rung: Rung, digest: Digest, catalog: Catalog) -> dict[str, Any]:
    lines = _lines(digest, rung)
    return {
        "rung": rung,
        "heading": f"{_in(catalog, _HEADINGS[rung])}: {len(lines)}",
        "rows": [_row(group, digest, catalog) for group in groups(lines)],
    }


def _row(group: Group, digest: Digest, catalog: Catalog) -> dict[str, Any]:
    line, subjects = group.line, group.subjects
    told = [*notes(line), *([_A_COPY] if line.copy_as and not digest.is_copy else [])]
    count = _counted(subjects)
    title = plain(line.title)
    return {
        "number": plain(line.event),
        "label": _in(catalog, items([line])),
        "title": title,
        "short_title": textwrap.shorten(title, TITLE_LENGTH, placeholder="…"),
        "whose": subjects[0] if len(subjects) == 1 else _in(catalog, count) if subjects else "",
        "subjects": ", ".join(subjects) if len(subjects) > 1 else "",
        "day": _in(catalog, _DAYS[line.rung]) if line.rung in _DAYS else "",
        "due": _in(catalog, due(line)),
        "statuses": [_in(catalog, status) for status in statuses(line, digest.day)],
        "notes": [_in(catalog, note) for note in told],
    }


def _counted(subjects: Sequence[str]) -> Text:
    """Count those whose deadline it is; sheets that one of them owes to several agencies are no participants."""
    if any(BESIDE in one for one in subjects):
        return say_many("{number} case", "{number} cases", len(subjects))
    return say_many("{number} participant", "{number} participants", len(subjects))


def _lines(digest: Digest, rung: Rung) -> list[Line]:
    return [line for line in digest.lines if line.rung == rung]


def _subject(digest: Digest, catalog: Catalog) -> str:
    mark = "" if digest.rehearsal_for is None else _in(catalog, say("Rehearsal: "))
    room = SUBJECT_LENGTH - len(mark)
    subject = _one_line(digest, catalog) if len(digest.lines) == 1 else _overview(digest, catalog, room)
    return mark + textwrap.shorten(subject, room, placeholder="…")


def _one_line(digest: Digest, catalog: Catalog) -> str:
    (line,) = digest.lines
    item, title = _in(catalog, items([line])), plain(line.title)
    if line.step:
        item = f"{item}, {plain(line.step)}"
    return f"{item}: {_in(catalog, headline(line))} — {title}"


def _overview(digest: Digest, catalog: Catalog, room: int) -> str:
    """Name the most urgent items as far as there is room, and count the rest."""
    total = _in(catalog, say_many("{number} deadline", "{number} deadlines", len(digest.lines)))
    groups = [(_in(catalog, _STATES[rung]), lines) for rung in _HEADINGS if (lines := _lines(digest, rung))]
    for named in range(len(groups), 0, -1):
        parts = [f"{state}: {_in(catalog, items(lines))}" for state, lines in groups[:named]]
        rest = sum(len(lines) for _, lines in groups[named:])
        more = [_in(catalog, say("{number} more", number=rest))] if rest else []
        overview = f"{total} — {'; '.join(parts + more)}"
        if len(overview) <= room:
            return overview
    return f"{total} — {'; '.join(f'{state}: {len(lines)}' for state, lines in groups)}"


_STATES: dict[Rung, Text] = {
    "overdue": say("overdue"),
    "today": say("today"),
    "returned": say("sent back"),
    "ahead": say("soon"),
    "opened": say("can start"),
    "moved": say("new deadline"),
    "target": say("target"),
    "inform": say("to be told"),
}


def _in(catalog: Catalog, sentence: Text | str) -> str:
    return sentence.render(catalog) if isinstance(sentence, Text) else sentence
