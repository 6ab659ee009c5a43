"""The grammar never chooses between two readings, and reads numbers in words."""

import logging

import lark
import pytest

from definitions.phrases import numerals
from definitions.phrases.build import Build
from definitions.phrases.grammar import build_parser


def test_the_grammar_has_no_conflicts(caplog: pytest.LogCaptureFixture) -> None:
    """LALR(1) refuses a choice between two rules itself; a choice to read on is only logged."""
    lark.logger.setLevel(logging.DEBUG)
    try:
        with caplog.at_level(logging.DEBUG, logger=lark.logger.name):
            build_parser(debug=True)
    finally:
        lark.logger.setLevel(logging.CRITICAL)
    assert [record.message for record in caplog.records if "conflict" in record.message] == []


def test_every_rule_of_the_grammar_is_built() -> None:
    """A rule without a method would leave a bare tree in a reading."""
    made = {
        rule.alias or rule.origin.name
        for rule in build_parser().rules
        if rule.alias or not rule.options.expand1
    }
    assert sorted(name for name in made if not name.startswith("_") and not hasattr(Build, name)) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("одного", 1),
        ("двух", 2),
        ("сорока пяти", 45),
        ("двадцати четырех", 24),
        ("девяноста", 90),
        ("ста двадцати", 120),
        ("ста двадцати пяти", 125),
        ("пяти двадцати", None),
        ("десяти двух", None),
        ("двадцати тридцати", None),
        ("карамель", None),
    ],
)
def test_cardinals(words: str, number: int | None) -> None:
    assert numerals.cardinal(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("первого", 1),
        ("третьего", 3),
        ("пятое", 5),
        ("двадцать первого", 21),
        ("сорок", None),
        ("десять первого", None),
    ],
)
def test_ordinals(words: str, number: int | None) -> None:
    assert numerals.ordinal(words) == number


@pytest.mark.parametrize(
    ("stem", "number"),
    [
        ("пяти", 5),
        ("двух", 2),
        ("девяносто", 90),
        ("сорокапяти", 45),
        ("15-ти", 15),
        ("30", 30),
        ("карамеле", None),
    ],
)
def test_stems_of_adjectives(stem: str, number: int | None) -> None:
    assert numerals.stem_number(stem) == number
