"""The parser of deadline phrases: taken ready-made from the wheel, else built from the grammar.

Only Lark and the standard library are imported here: `hatch_build.py` runs this file by itself.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import lark
from lark import Lark
from lark.lexer import PatternRE, PatternStr, TerminalDef

WORD_END = r"(?:(?<=\.)|(?!\w))"
#: Where the wheel brings the parser; a checkout has no such file.
TABLES = "parser.tables"
_HERE = Path(__file__).parent
_GRAMMAR = ("deadline", "terms", "repeats", "words")


def load_parser() -> Lark:
    """Return the parser; building one takes most of a second, so tables made of this very grammar are preferred."""
    tables = _HERE / TABLES
    if tables.exists():
        with tables.open("rb") as file:
            if file.read(len(_fingerprint())) == _fingerprint():
                return Lark.load(file)
    return build_parser()


def save_parser(path: Path) -> None:
    """Write the tables that `load_parser` takes."""
    parser = build_parser()
    parser.options.edit_terminals = None  # has done its work, and a function cannot be saved
    with path.open("wb") as file:
        file.write(_fingerprint())
        parser.save(file)


def build_parser(*, debug: bool = False) -> Lark:
    """Build the parser from the grammar; `debug` logs where it would have to choose."""
    return Lark(
        _grammar(),
        parser="lalr",
        maybe_placeholders=True,
        propagate_positions=True,
        edit_terminals=_whole_words,
        debug=debug,
    )


def _grammar() -> str:
    return "\n".join((_HERE / f"{name}.lark").read_text(encoding="utf-8") for name in _GRAMMAR)


def _fingerprint() -> bytes:
    """Name what the tables depend on: the grammar, this file, and the library that reads them."""
    told = "\n".join((lark.__version__, Path(__file__).read_text(encoding="utf-8"), _grammar()))
    return hashlib.sha256(told.encode()).hexdigest().encode()


def _whole_words(terminal: TerminalDef) -> None:
    """Let a terminal made of Russian letters match whole words only; «раб.дней» is two of them."""
    pattern = terminal.pattern
    written = re.escape(pattern.value) if isinstance(pattern, PatternStr) else pattern.value
    if re.search("[а-я]", written):
        terminal.pattern = PatternRE(rf"(?:{written}){WORD_END}", pattern.flags)
