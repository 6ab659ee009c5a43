"""Phrases made by walking the grammar at random: each is read or refused, and what is read can be said again."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lark.grammar import NonTerminal, Rule, Symbol

from definitions.phrases import describe, read_phrase, warnings
from definitions.phrases.grammar import WORD_END, build_parser

Row = dict[str, Any]
WORDS: dict[str, list[str]] = json.loads(
    (Path(__file__).parent / "data/words.json").read_text(encoding="utf-8")
)
PARSER = build_parser()
LITERALS = {
    terminal.name: terminal.pattern.value for terminal in PARSER.terminals if terminal.name not in WORDS
}
PHRASES_A_WALK = 150
DEEP = 9


def rules_of(name: str) -> list[Rule]:
    return [rule for rule in PARSER.rules if rule.origin.name == name]


def walk(symbol: Symbol, chance: random.Random, depth: int = 0) -> str:
    """Make words out of a symbol; deep down the shortest rules are taken, so that the walk ends."""
    if symbol.is_term:
        return chance.choice(WORDS[symbol.name]) if symbol.name in WORDS else literal(symbol.name)
    rules = rules_of(symbol.name)
    if depth > DEEP:
        rules = sorted(rules, key=lambda rule: len(rule.expansion))[:2]
    return " ".join(walk(part, chance, depth + 1) for part in chance.choice(rules).expansion)


def literal(name: str) -> str:
    return LITERALS[name].removeprefix("(?:").removesuffix(")" + WORD_END).replace("\\", "")


def test_every_word_of_the_grammar_has_an_example() -> None:
    patterns = [
        terminal.name for terminal in PARSER.terminals if set(LITERALS.get(terminal.name, "")) & set("|[?*+")
    ]
    assert [name for name in patterns if not literal(name).replace(" ", "").isalpha()] == []


@pytest.mark.parametrize("seed", range(20))
def test_what_the_grammar_can_say_is_refused_or_said_again(
    seed: int, read: Callable[[str], Row | None], deciding: Callable[[Row], Row]
) -> None:
    chance = random.Random(seed)  # noqa: S311  the same walk every time
    phrases = [walk(NonTerminal("start"), chance).replace(" ,", ",") for _ in range(PHRASES_A_WALK)]
    understood = {phrase: found for phrase in phrases if (found := read(phrase)) is not None}
    assert len(understood) > PHRASES_A_WALK / 5
    for phrase, found in understood.items():
        reading = read_phrase(phrase)
        again = read(describe(reading))
        assert again is not None, phrase
        assert deciding(again) == deciding(found), phrase
        assert all(str(warning) for warning in warnings(reading))
