"""Ten thousand spoilt phrases of real acts: each is refused, or read whole and said again; none breaks or hangs."""

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from calendars.errors import PhraseError
from definitions.phrases import Reading, describe, read_phrase, reading_to_json, warnings

Row = dict[str, Any]
SEEDS, PHRASES_A_SEED = range(20), 500
LETTERS = "абвгдежзиклмнопрстуфхцчшщыьэюя 0123456789.,;:()-–«»IVX\u00a0"


def drop(words: list[str], chance: random.Random, _: Sequence[str]) -> list[str]:
    place = chance.randrange(len(words))
    return words[:place] + words[place + 1 :]


def double(words: list[str], chance: random.Random, _: Sequence[str]) -> list[str]:
    place = chance.randrange(len(words))
    return words[: place + 1] + words[place:]


def swap(words: list[str], chance: random.Random, _: Sequence[str]) -> list[str]:
    one, other = chance.randrange(len(words)), chance.randrange(len(words))
    mixed = list(words)
    mixed[one], mixed[other] = mixed[other], mixed[one]
    return mixed


def borrow(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    """Put a word of another phrase in the place of one."""
    mixed = list(words)
    mixed[chance.randrange(len(words))] = chance.choice(chance.choice(others).split())
    return mixed


def graft(words: list[str], chance: random.Random, others: Sequence[str]) -> list[str]:
    """Go on with the end of another phrase."""
    end = chance.choice(others).split()
    return words[: chance.randrange(len(words)) + 1] + end[chance.randrange(len(end)) :]


def misprint(words: list[str], chance: random.Random, _: Sequence[str]) -> list[str]:
    text = " ".join(words)
    place = chance.randrange(len(text))
    kept = place if chance.random() < 1 / 2 else place + 1
    return [text[:place] + chance.choice(LETTERS) + text[kept:]]


SPOIL = (drop, double, swap, borrow, graft, misprint)


def spoil(text: str, chance: random.Random, others: Sequence[str]) -> str:
    for _ in range(chance.randrange(1, 4)):
        text = " ".join(chance.choice(SPOIL)(text.split() or ["-"], chance, others))
    return text


def read_or_refused(text: str) -> Reading | PhraseError:
    try:
        return read_phrase(text)
    except PhraseError as refusal:
        return refusal


def read_whole(text: str) -> bool:
    """Do with a phrase all that the program does; a foreign word put before it must be noticed."""
    reading = read_or_refused(text)
    if isinstance(reading, PhraseError):
        assert 0 <= reading.start <= reading.end <= len(text)
        return False
    assert reading_to_json(reading)["type"]
    assert all(str(warning) for warning in warnings(reading))
    with pytest.raises(PhraseError):
        read_phrase(f"карамель {text}")
    return True


@pytest.mark.parametrize("seed", SEEDS)
def test_a_spoilt_phrase_is_refused_or_read_whole_and_said_again(
    seed: int, phrases: list[str], read: Callable[[str], Row | None], deciding: Callable[[Row], Row]
) -> None:
    chance = random.Random(seed)  # noqa: S311  the same phrases every time
    spoilt = [spoil(chance.choice(phrases), chance, phrases) for _ in range(PHRASES_A_SEED)]
    understood = [text for text in spoilt if read_whole(text)]
    assert 0 < len(understood) < PHRASES_A_SEED / 2
    for text in understood:
        found, again = read(text), read(describe(read_phrase(text)))
        assert found is not None, text
        assert again is not None, text
        assert deciding(again) == deciding(found), text


@pytest.mark.parametrize(
    "text",
    [
        "(" * 1000,
        "в течение 5 дней со дня " + "(подписания " * 70,
        "в течение 5 дней со дня " + "не " * 300,
        "в течение 5 дней со дня " + "подписания, " * 75,
        "в течение 5 дней со дня подписания " + "а" * 900,
        "1, " * 330 + "1 марта",
        "до 1 марта" + " и 1 марта" * 90,
        "пятидесяти " * 80 + "дней",
        "сорока" * 150 + "дневный срок",
        "до 1 марта 2017 г." * 100,
    ],
)
def test_a_phrase_made_to_keep_the_parser_busy_is_refused_or_read(text: str) -> None:
    read_whole(text)
