"""What is given as one of several words is one of them: nothing else gets into the journal."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from calendars.errors import RefusedError
from definitions import Definition, read_definition
from definitions.snapshot import dump_definition, parse_definition
from workflow import Cycle, Wish, admit

WAYS = ("выполнено", "не выполнено", "отложено")


@pytest.fixture
def asking(changed: Callable[..., Definition]) -> Definition:
    """The small definition, whose only action asks how a decision was carried out."""
    return changed(("кто: министр}", f"кто: министр, указать: {{статус: [{', '.join(WAYS)}]}}}}"))


def told(status: str) -> Wish:
    return Wish("1", "исполнить", on=date(2016, 6, 7), data={"статус": status})


@pytest.mark.parametrize("status", WAYS)
def test_each_of_the_words_is_taken(
    asking: Definition,
    cycle_of: Callable[[Definition], Cycle],
    moment: Callable[[str], Any],
    status: str,
):
    assert admit(cycle_of(asking), [], told(status), 1, moment("2016-06-07")).data == {"статус": status}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("частично", "“частично” is none of the words to choose from: выполнено, не выполнено, отложено"),
        ("Выполнен", "“Выполнен” is none of the words to choose from"),
        ("", "needs: статус"),
    ],
)
def test_anything_else_is_refused_with_the_words(
    asking: Definition,
    cycle_of: Callable[[Definition], Cycle],
    moment: Callable[[str], Any],
    status: str,
    words: str,
):
    with pytest.raises(RefusedError, match=words):
        admit(cycle_of(asking), [], told(status), 1, moment("2016-06-07"))


def test_a_word_is_kept_as_the_definition_writes_it(
    asking: Definition, cycle_of: Callable[[Definition], Cycle], moment: Callable[[str], Any]
):
    taken = admit(cycle_of(asking), [], told("Не выполнено"), 1, moment("2016-06-07"))
    assert taken.data == {"статус": "не выполнено"}


def test_a_running_cycle_keeps_the_words(asking: Definition):
    assert parse_definition(dump_definition(asking)) == asking
    (move,) = asking.flows[0].transitions
    assert move.needs == {"статус": WAYS}


@pytest.mark.parametrize("written", ["[выполнено]", "[выполнено, выполнено]"])
def test_one_word_is_no_choice(written: str, small_text: str):
    text = small_text.replace("кто: министр}", f"кто: министр, указать: {{статус: {written}}}}}")
    (problem,) = read_definition(text.encode(), "план.yaml").problems
    assert "a list to choose from has two different words at least" in str(problem.message)
    assert problem.line == 17
