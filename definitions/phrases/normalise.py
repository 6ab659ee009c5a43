"""Make typography harmless: the grammar sees plain lower-case text, and every character knows where it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DASHES = "‐‑‒–—―−﹘﹣-"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LOOKALIKE = {"ё": "е", "і": "i", "ⅰ": "i", "ⅱ": "ii", "ⅲ": "iii", "ⅳ": "iv"}
_LATIN = str.maketrans("aceopxykmtbh", "асеорхукмтвн")
_MIXED_WORD = re.compile(r"\b(?=[a-z]*[а-я])[а-яa-z]+\b|\b[ckb]\b")
_SPLIT_WORD = re.compile(r"(?<=[а-я]{3})- (?=[а-я]{1,5}(?![а-я]))")


@dataclass(frozen=True)
class Source:
    """A phrase as written (`original`) and as the grammar reads it (`text`)."""

    original: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a range of `text` into the range of `original` it came from."""
        if not self.text:
            return 0, len(self.original)
        if start >= len(self.text):
            end_of_last = self.places[-1] + 1
            return end_of_last, end_of_last
        return self.places[start], self.places[max(start, end - 1)] + 1


def normalise(original: str) -> Source:
    """Lower the case, unify letters and dashes, drop soft hyphens, fold white space, cut punctuation at the end."""
    text, places = _fold(original)
    text = _MIXED_WORD.sub(lambda word: word.group().translate(_LATIN), text)
    text, places = _rejoin(text, places)
    kept = len(text.rstrip(" .;,"))
    return Source(original, text[:kept], tuple(places[:kept]))


def _fold(original: str) -> tuple[str, list[int]]:
    text: list[str] = []
    places: list[int] = []
    for place, character in enumerate(original):
        for plain in _plain(character):
            if plain == " " and (not text or text[-1] == " "):
                continue
            text.append(plain)
            places.append(place)
    return "".join(text), places


def _plain(character: str) -> str:
    if character in _INVISIBLE:
        return ""
    if character.isspace():
        return " "
    if character in _DASHES:
        return "-"
    lower = character.lower()
    return _LOOKALIKE.get(lower, lower)


def _rejoin(text: str, places: list[int]) -> tuple[str, list[int]]:
    """Put together a word that a line end has cut in two («октяб- ря»)."""
    for cut in reversed(list(_SPLIT_WORD.finditer(text))):
        text = text[: cut.start()] + text[cut.end() :]
        del places[cut.start() : cut.end()]
    return text, places
