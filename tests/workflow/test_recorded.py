"""An act that an entry names must be one recorded where the definition says: an amendment cites the act that made it.

Event “1” keeps the acts of a plan; a correction, which is a case or a row of a sheet, names the act that made it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from calendars.errors import RefusedError
from definitions import Definition
from workflow import Case, CaseKey, Cycle, Entry, Wish, admit, fold, named_again, older_than_row

PLAN = (
    """      исполнить: {из: ожидается, в: исполнено, кто: министр}
""",
    """      исполнить: {из: ожидается, в: исполнено, кто: министр}
  план:
    начало: готовится
    состояния: {готовится: {}, утверждён: {срок исполнен: да}}
    действия:
      утвердить: {из: готовится, в: утверждён, указать: {постановление: номер и дата}}
      изменить: {из: утверждён, в: утверждён, указать: {постановление: номер и дата}}
  корректировка:
    начало: предложена
    состояния: {предложена: {}, внесена: {срок исполнен: да}}
    действия: {внести: {из: [предложена, внесена], в: внесена, указать: {акт: номер и дата}}}
""",
)
EVENT = ("    срок: 8 июня 2016 г.\n    порядок: исполнение", "    срок: 8 июня 2016 г.\n    порядок: план")
OF_CASE = (
    "    ответственный: район\n    для каждого: район\n    срок: июль 2016 г.\n    порядок: исполнение",
    """    ответственный: министр
    срок: июль 2016 г.
    порядок: корректировка
    записано в: {сведения: акт, мероприятия: "1", действие: изменить}""",
)


@pytest.fixture(scope="module")
def corrected(changed: Callable[..., Definition], cycle_of: Callable[[Definition], Cycle]) -> Cycle:
    """A correction is a case of its own."""
    return cycle_of(changed(PLAN, EVENT, OF_CASE))


@pytest.fixture(scope="module")
def by_rows(changed: Callable[..., Definition], cycle_of: Callable[[Definition], Cycle]) -> Cycle:
    """Corrections are rows of one case."""
    sheet = "порядок: исполнение\n    лист: {порядок: корректировка, пополняется: да}"
    rows = OF_CASE[1].replace("порядок: корректировка", sheet)
    return cycle_of(changed(PLAN, EVENT, (OF_CASE[0], rows)))


APPROVED = Wish("1", "утвердить", on=date(2016, 6, 2), data={"постановление": "№ 3309 от 02.06.2016"})


def amended(act: str, on: str) -> Wish:
    return Wish("1", "изменить", on=date.fromisoformat(on), data={"постановление": act})


def named(act: str, on: str, row: str = "") -> Wish:
    return Wish("2", "внести", on=date.fromisoformat(on), data={"акт": act}, row=row)


def recorded(cycle: Cycle, moment: Callable[..., Any], *wishes: Wish) -> list[Entry]:
    entries: list[Entry] = []
    for wish in (APPROVED, *wishes):
        entries.append(admit(cycle, entries, wish, len(entries) + 1, moment("2016-09-01")))
    return entries


def second(cycle: Cycle, entries: list[Entry], **more: Any) -> Case:
    return fold(cycle, entries, **more)[CaseKey("2")]


ACT = "№ 706 от 10.06.2016"


def test_an_act_that_nobody_recorded_is_refused_with_those_that_were(corrected: Cycle, moment: Any) -> None:
    entries = recorded(corrected, moment, amended("№ 5 от 03.06.2016", "2016-06-03"))
    with pytest.raises(RefusedError) as refused:
        admit(corrected, entries, named(ACT, "2016-06-10"), 3, moment("2016-09-01"))
    told = str(refused.value)
    assert f"no act “{ACT}” is recorded with “изменить” in events 1 by 10.06.2016" in told
    assert "those recorded: № 5 от 03.06.2016" in told
    assert "Record that act there first" in told


@pytest.mark.parametrize(
    "written",
    [ACT, "706 от 10.06.2016", "N706 от 2016-06-10", "постановление №706 от 10.06.2016 г."],
)
def test_it_is_the_same_act_however_its_number_and_date_are_written(
    corrected: Cycle, moment: Any, written: str
) -> None:
    wishes = amended(ACT, "2016-06-10"), named(written, "2016-06-10")
    assert second(corrected, recorded(corrected, moment, *wishes)).actual == date(2016, 6, 10)


@pytest.mark.parametrize(
    "other", ["№ 707 от 10.06.2016", "№ 706 от 11.06.2016", "№ 706-п от 10.06.2016", "№ 70 от 10.06.2016"]
)
def test_another_number_or_date_is_another_act(corrected: Cycle, moment: Any, other: str) -> None:
    with pytest.raises(RefusedError, match="is recorded with “изменить” in events 1"):
        recorded(corrected, moment, amended(ACT, "2016-06-10"), named(other, "2016-06-20"))


def test_every_act_recorded_so_far_may_be_named_not_only_the_last(corrected: Cycle, moment: Any) -> None:
    acts = amended(ACT, "2016-06-10"), amended("№ 1683 от 10.07.2016", "2016-07-10")
    assert recorded(corrected, moment, *acts, named(ACT, "2016-07-11"))


def test_the_act_that_approved_the_plan_is_no_amendment_of_it(corrected: Cycle, moment: Any) -> None:
    with pytest.raises(RefusedError, match="those recorded: —"):
        recorded(corrected, moment, named("№ 3309 от 02.06.2016", "2016-06-10"))


def test_an_act_recorded_for_a_later_day_is_not_there_yet(corrected: Cycle, moment: Any) -> None:
    with pytest.raises(RefusedError, match=r"by 09\.06\.2016"):
        recorded(corrected, moment, amended(ACT, "2016-06-10"), named(ACT, "2016-06-09"))


def test_a_row_of_a_sheet_names_an_act_as_a_case_does(by_rows: Cycle, moment: Any) -> None:
    row = Wish("2", "добавить строку", on=date(2016, 6, 1), row="1", note="благоустроить проспект")
    entries = recorded(by_rows, moment, row, amended(ACT, "2016-06-10"))
    with pytest.raises(RefusedError, match="is recorded with “изменить” in events 1"):
        admit(by_rows, entries, named("№ 1 от 10.06.2016", "2016-06-10", "1"), 4, moment("2016-09-01"))
    entries.append(admit(by_rows, entries, named(ACT, "2016-06-10", "1"), 4, moment("2016-09-01")))
    assert second(by_rows, entries).sheet["1"].state == "внесена"


def test_where_the_act_is_withdrawn_what_named_it_is_shown_as_not_fitting(
    corrected: Cycle, moment: Any
) -> None:
    entries = recorded(corrected, moment, amended(ACT, "2016-06-10"), named(ACT, "2016-06-10"))
    gone = Wish("1", "отозвать", note="опечатка", corrects=2)
    entries.append(admit(corrected, entries, gone, 4, moment("2016-09-01")))
    case = second(corrected, entries)
    assert case.actual is None
    assert [conflict.entry for conflict in case.conflicts] == [3]
    assert second(corrected, entries[:3], as_of=date(2016, 6, 10)).actual == date(2016, 6, 10)


# The same once more ---------------------------------------------------------------------------------------


def test_an_act_that_stands_just_so_already_is_not_recorded_twice(corrected: Cycle, moment: Any) -> None:
    one = amended(ACT, "2016-06-10")
    with pytest.raises(RefusedError, match=r"just this stands already as entry 2 of 10\.06\.2016"):
        recorded(corrected, moment, one, one)
    entries = recorded(corrected, moment, one)
    entries.append(
        admit(corrected, entries, Wish("1", "отозвать", note="ошибка", corrects=2), 3, moment("2016-09-01"))
    )
    assert admit(corrected, entries, one, 4, moment("2016-09-01")).on == date(2016, 6, 10)


@pytest.mark.parametrize(
    ("act", "on", "again"),
    [
        ("706 от 10.06.2016", "2016-06-10", True),  # written otherwise
        (ACT, "2016-06-14", True),  # of another day
        ("№ 707 от 10.06.2016", "2016-06-10", False),
        ("№ 3309 от 02.06.2016", "2016-06-10", False),  # the act that approved: another action
    ],
)
def test_whoever_names_the_same_act_again_is_told(
    corrected: Cycle, moment: Any, act: str, on: str, again: bool
) -> None:
    entries = recorded(corrected, moment, amended(ACT, "2016-06-10"))
    before = fold(corrected, entries)[CaseKey("1")]
    entry = admit(corrected, entries, amended(act, on), 3, moment("2016-09-01"))
    told = [str(one) for one in named_again(entry, before)]
    words = f"“{ACT}” is recorded with “изменить” already, on 10.06.2016; if this is the same, withdraw it"
    assert told == ([f"{words}: --corrects 3"] if again else [])


@pytest.mark.parametrize(("added", "older"), [("2016-06-10", False), ("2016-06-11", True)])
def test_an_act_older_than_the_row_that_it_closes_is_told(
    by_rows: Cycle, moment: Any, added: str, older: bool
) -> None:
    """A proposal of 11 June cannot have been carried out by an act of the 10th; also after the row was acted on."""
    row = Wish("2", "добавить строку", on=date.fromisoformat(added), row="1", note="дорога")
    entries = recorded(by_rows, moment, amended(ACT, "2016-06-10"), row)
    for number in (4, 5):
        before = second(by_rows, entries)
        entries.append(admit(by_rows, entries, named(ACT, "2016-06-20", "1"), number, moment("2016-09-01")))
        told = [str(one) for one in older_than_row(entries[-1], before, by_rows)]
        assert [("the day on which the row “1” was added" in one) for one in told] == [True] * older
