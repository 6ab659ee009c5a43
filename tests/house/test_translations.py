"""Every sentence that srok can say has its Russian, the help of its commands too, and it says the same things."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract
from typer.main import get_command

from srok.cli.app import application

KEYWORDS = {**DEFAULT_KEYWORDS, "say": (1,), "say_many": (1, 2)}
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}|%\((\w+)\)")

MessageId = str | tuple[str, ...]


def messages_of(path: Path) -> set[MessageId]:
    method = "python" if path.suffix == ".py" else babel_extract
    return {message for _, message, *_ in extract_from_file(method, path, keywords=KEYWORDS)}


def help_of(command: Any) -> Iterator[str]:
    """Everything that `--help` says of a command and of those below it (`translate` in srok/cli/app.py)."""
    texts = [command.help, *(getattr(parameter, "help", None) for parameter in command.params)]
    yield from (text for text in texts if isinstance(text, str) and text)
    for below in getattr(command, "commands", {}).values():
        yield from help_of(below)


@pytest.fixture(scope="module")
def said(root: Path, rooms: tuple[str, ...]) -> dict[MessageId, str]:
    """Every message in the sources with one place where it is said."""
    paths = [path for room in rooms for path in sorted((root / room).rglob("*"))]
    sources = [
        path for path in paths if path.suffix == ".py" or (path.is_file() and "templates" in path.parts)
    ]
    found = {message: path.relative_to(root).as_posix() for path in sources for message in messages_of(path)}
    return found | dict.fromkeys(help_of(get_command(application())), "srok/cli")


@pytest.fixture(scope="module")
def russian(root: Path) -> Catalog:
    with (root / "srok/locale/ru/LC_MESSAGES/srok.po").open("rb") as file:
        return read_po(file, locale="ru", abort_invalid=True)


def placeholders(text: str) -> set[str]:
    return {brace or percent for brace, percent in PLACEHOLDER.findall(text)}


def forms(text: MessageId) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def test_every_sentence_has_its_russian(said: dict[MessageId, str], russian: Catalog) -> None:
    known = {message.id for message in russian if message.id}
    assert {message: place for message, place in said.items() if message not in known} == {}


def test_nothing_is_translated_that_nobody_says(said: dict[MessageId, str], russian: Catalog) -> None:
    assert [message.id for message in russian if message.id and message.id not in said] == []
    assert not russian.obsolete


def is_whole(message: Message) -> bool:
    """All forms are there (Russian has three for a number) and each fills in what the English fills in."""
    wanted = 1 if isinstance(message.id, str) else 3
    english, translated = forms(message.id), forms(message.string)
    return (
        len(translated) == wanted
        and all(form and placeholders(form) == placeholders(english[-1]) for form in translated)
        and not message.fuzzy
    )


def test_a_translation_is_whole(russian: Catalog) -> None:
    assert [message.id for message in russian if message.id and not is_whole(message)] == []


SENTENCES = {"say": 1, "say_many": 2}


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Where sentences are made."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SENTENCES:
            yield node


def is_literal(call: ast.Call) -> bool:
    sentences = call.args[: SENTENCES[ast.unparse(call.func)]]
    return all(
        isinstance(sentence, ast.Constant) and isinstance(sentence.value, str) for sentence in sentences
    )


def unextractable(tree: ast.Module) -> list[int]:
    """Lines where Babel cannot find the sentence: it is not a literal, or it is inside an f-string."""
    f_strings = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    hidden = {call.lineno for f_string in f_strings for call in calls(f_string)}
    return sorted(hidden | {call.lineno for call in calls(tree) if not is_literal(call)})


def test_sentences_are_written_out_where_they_are_said(modules: dict[str, ast.Module]) -> None:
    found = {path: unextractable(tree) for path, tree in modules.items()}
    assert {path: lines for path, lines in found.items() if lines} == {}
