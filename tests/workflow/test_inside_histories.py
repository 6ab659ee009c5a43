"""Histories of rows by chance: where the day decides, the order of recording does not, and a withdrawal restores."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from definitions import Definition
from workflow import CaseKey, Cycle, Entry, fold

KEY = CaseKey("2", "Северный")
FIRST = date(2016, 6, 1)
FLOW = """\
  строка:
    начало: ждёт
    состояния:
      ждёт: {}
      внесена: {}
      согласована: {конец: да}
    действия:
      внести: {из: ждёт, в: внесена, кто: район}
      вернуть: {из: внесена, в: ждёт, кто: министр}
      согласовать: {из: внесена, в: согласована, кто: министр}
мероприятия:
"""
OLD = "    для каждого: район\n    срок: июль 2016 г.\n"
SHEET = """\
    лист:
      порядок: строка
      строки: [Первая, Вторая]
      пополняется: да
      прежде чем: {исполнить: {все: согласована}}
"""


@pytest.fixture(scope="module")
def cycle(changed: Callable[..., Definition], cycle_of: Callable[[Definition], Cycle]) -> Cycle:
    return cycle_of(changed(("мероприятия:\n", FLOW), (OLD, OLD + SHEET)))


names = st.sampled_from(("Первая", "Вторая", "Третья"))
acts = st.tuples(st.sampled_from(("внести", "вернуть", "согласовать")), names)
facts = st.one_of(acts, acts, st.tuples(st.just("добавить строку"), names), st.just(("исполнить", "")))
histories = st.lists(facts, min_size=1, max_size=14)


@pytest.fixture(scope="module")
def written(entry: Callable[..., Entry]) -> Callable[..., list[Entry]]:
    """The entries of a history, a day each, recorded in some order."""

    def write(history: list[tuple[str, str]], order: list[int]) -> list[Entry]:
        found = [
            entry(
                number,
                "2 Северный",
                action,
                f"{FIRST + timedelta(days=day)}",
                kind="add_row" if action == "добавить строку" else "act",
                row=row,
            )
            for day, ((action, row), number) in enumerate(zip(history, order, strict=True))
        ]
        return sorted(found, key=lambda one: one.number)

    return write


def picture(cycle: Cycle, entries: list[Entry]) -> Any:
    """How rows and case stand, without the numbers of entries."""
    case = fold(cycle, entries)[KEY]
    days = {one.number: one.on for one in entries}
    rows = {name: (row.state, row.since, [mark.on for mark in row.marks]) for name, row in case.sheet.items()}
    return case.state, rows, [(days[conflict.entry], str(conflict.why)) for conflict in case.conflicts]


@settings(max_examples=60, deadline=None)
@given(data=st.data(), history=histories)
def test_the_order_of_recording_does_not_matter(cycle: Cycle, written: Any, data: Any, history: Any):
    numbers = list(range(1, len(history) + 1))
    order = data.draw(st.permutations(numbers))
    assert picture(cycle, written(history, order)) == picture(cycle, written(history, numbers))


@settings(max_examples=60, deadline=None)
@given(data=st.data(), history=histories)
def test_what_is_withdrawn_might_never_have_been(cycle: Cycle, written: Any, data: Any, history: Any):
    entries = written(history, list(range(1, len(history) + 1)))
    gone = data.draw(st.sampled_from(entries))
    withdrawal = replace(gone, number=99, kind="withdraw", trigger="отозвать", row="", corrects=gone.number)
    without = [one for one in entries if one is not gone]
    assert picture(cycle, [*entries, withdrawal]) == picture(cycle, without)


@settings(max_examples=60, deadline=None)
@given(history=histories)
def test_the_whole_is_done_only_while_all_rows_are_approved(cycle: Cycle, written: Any, history: Any):
    entries = written(history, list(range(1, len(history) + 1)))
    case = fold(cycle, entries)[KEY]
    if case.actual is not None:
        then = fold(cycle, entries, as_of=case.actual)[KEY]
        assert {row.state for row in then.sheet.values()} == {"согласована"}
