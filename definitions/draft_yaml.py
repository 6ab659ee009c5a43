"""How a draft writes texts in YAML: on one line, changed as little as can be."""

from __future__ import annotations

import json
import re

from definitions.tree import clean

_SAFE_WORD = re.compile(r"[А-Яа-яЁё][А-Яа-яЁё -]*[А-Яа-яЁё]")
_YAML_WORDS = {"да", "нет", "yes", "no", "on", "off", "true", "false", "null"}


def plain(text: str) -> str:
    """Return the text on one line, with a sign in the place of what YAML cannot hold."""
    return _UNWRITABLE.sub("\ufffd", clean(text))


_UNWRITABLE = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # YAML 1.1, c-printable


def quoted(text: str) -> str:
    """Return the text in the quotes that change none of its signs, so that a problem is found at the very word."""
    line = plain(text)
    if '"' not in line and "\\" not in line:
        return f'"{line}"'
    if "'" not in line:
        return f"'{line}'"
    return json.dumps(line, ensure_ascii=False)


def word(name: str) -> str:
    """Return a name as staff would write it, in quotes only where YAML needs them."""
    safe = _SAFE_WORD.fullmatch(name) and name.lower() not in _YAML_WORDS
    return name if safe else quoted(name)
