"""Sections of a sheet: what their rows are called, and to which of them an entry adds a row."""

from datetime import UTC, date, datetime

import pytest

from calendars import load_calendar
from calendars.errors import RefusedError
from definitions import Definition, read_definition
from workflow import CaseKey, Change, Cycle, Entry, Wish, admit, amended, fold, members_of

PLAN = """
цикл: листы
название: "Листы"
календарь: ru
часовой пояс: Asia/Barnaul
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
роли:
  район: {сведения: [показатели], участники: {Северный: {сведения: {показатели: "5.1-5.2"}}}}
порядки:
  лист:
    начало: готовится
    состояния: {готовится: {}, внесён: {срок исполнен: да}}
    действия: {внести: {из: готовится, в: внесён}}
  строка: {начало: пуста, состояния: {пуста: {}, внесена: {}}, действия: {внести: {из: пуста, в: внесена}}}
  показатель: {начало: пуст, состояния: {пуст: {}, внесён: {}}, действия: {внести: {из: пуст, в: внесён}}}
мероприятия:
  - №: "7"
    мероприятие: Лист
    ответственный: район
    для каждого: район
    срок: 1 июля 2016 г.
    порядок: лист
    лист:
      - {раздел: 1. Решения Комиссии, порядок: строка, пополняется: да, прежде чем: {внести: {все: внесена}}}
      - раздел: 2. Показатели
        подраздел: 1. Основные показатели
        порядок: показатель
        прежде чем: {внести: {все: внесён}}
        строки из: {роль: район, сведения: показатели}
        названия строк: {"5.1": Число родившихся}
      - {раздел: 2. Показатели, подраздел: 2. Дополнительные показатели, порядок: строка, пополняется: да}
"""
KEY = CaseKey("7", "Северный")


@pytest.fixture
def cycle() -> Cycle:
    definition = read_definition(PLAN.encode(), "").definition
    assert isinstance(definition, Definition)
    return Cycle("листы", definition, load_calendar("ru"), members_of(definition), date(2016, 5, 30))


def added(cycle: Cycle, name: str, **data: str) -> Entry:
    wish = Wish("7", "добавить строку", "Северный", date(2016, 6, 1), row=name, note="Новое", data=data)
    return admit(cycle, (), wish, 1, datetime(2016, 6, 1, 12, tzinfo=UTC))


def test_a_row_is_called_what_the_definition_calls_it(cycle: Cycle):
    sheet = fold(cycle, ())[KEY].sheet
    assert {name: row.wording for name, row in sheet.items()} == {"5.1": "Число родившихся", "5.2": ""}


@pytest.mark.parametrize(
    ("said", "goes"),
    [
        ("1. Решения Комиссии", "1. Решения Комиссии"),
        ("2. дополнительные", "2. Показатели: 2. Дополнительные показатели"),
    ],
)
def test_a_row_goes_to_the_section_that_the_entry_names(cycle: Cycle, said: str, goes: str):
    row = fold(cycle, [added(cycle, "Новая", раздел=said)])[KEY].sheet["Новая"]
    assert (row.section.heading, row.wording, row.added) == (goes, "Новое", date(2016, 6, 1))


@pytest.mark.parametrize("said", ["", "3. Прочее", "2. Показатели: 1. Основные показатели"])
def test_with_several_sections_the_entry_must_name_one(cycle: Cycle, said: str):
    with pytest.raises(RefusedError, match=r"1\. Решения Комиссии, 2\. Дополнительные показатели"):
        added(cycle, "Новая", раздел=said)


def test_in_another_wording_the_row_stays_in_the_section_of_its_heading(cycle: Cycle):
    """Sections have changed places: what was added to the additional indicators is there still."""
    head, decisions, main, additional = (
        PLAN.split("      - {раздел: 1.", maxsplit=1)[0],
        *PLAN.split("      - ")[1:],
    )
    turned = "".join([head, *(f"      - {one}" for one in (additional, main, decisions))])
    new = read_definition(turned.encode(), "").definition
    moment = datetime(2016, 6, 2, 12, tzinfo=UTC)
    after = amended(cycle, (Change(2, date(2016, 6, 2), moment, "приказ № 1", definition=new),))
    sheet = fold(after, [added(cycle, "Новая", раздел="2. Дополнительные")])[KEY].sheet
    assert sheet["Новая"].section.heading == "2. Показатели: 2. Дополнительные показатели"
    assert sheet["5.1"].wording == "Число родившихся"


def test_what_rows_lack_is_told_in_the_words_of_their_own_section(cycle: Cycle):
    """No decision is missing, so the state in which decisions would have to be is not named."""
    moment = datetime(2016, 6, 1, 12, tzinfo=UTC)
    with pytest.raises(RefusedError) as refused:
        admit(cycle, (), Wish("7", "внести", "Северный", date(2016, 6, 1)), 1, moment)
    assert "every row must be: внесён; it is not so yet for: 5.1 (пуст), 5.2 (пуст)" in str(refused.value)


# An action, and the row that it is about ------------------------------------------------------------------


def told(cycle: Cycle, entries: list[Entry], action: str, row: str = "", on: date = date(2016, 6, 2)) -> str:
    wish = Wish("7", action, "Северный", on, row=row)
    with pytest.raises(RefusedError) as refused:
        admit(cycle, entries, wish, 9, datetime(2016, 6, 3, 12, tzinfo=UTC))
    return str(refused.value)


def test_on_a_day_before_the_row_was_added_there_was_nothing_to_do_with_it(cycle: Cycle):
    entries = [added(cycle, "Новая", раздел="1. Решения")]
    assert told(cycle, entries, "внести", "Новая", date(2016, 5, 31)) == (
        "the row “Новая” was added on 01.06.2016, and 31.05.2016 is earlier: give that day or a later one (--on), or "
        "correct the day on which the row was added"
    )


def test_an_action_of_rows_asks_for_the_row(cycle: Cycle):
    """A decision is taken off by an action that the case itself does not know; indicators have no such action."""
    decisions = "действия: {внести: {из: пуста, в: внесена}, снять: {из: пуста, в: внесена}}}\n  показатель"
    plan = PLAN.replace("действия: {внести: {из: пуста, в: внесена}}}\n  показатель", decisions)
    definition = read_definition(plan.encode(), "").definition
    own = Cycle("листы", definition, cycle.calendar, cycle.participants, cycle.since)
    assert told(own, [], "снять") == "“снять” is done with a row inside the case, and there is none yet"
    asked = "“снять” is done with a row inside the case: say with which (--row, in a file the column “row”)"
    entries = [added(own, "Новая", раздел="1. Решения")]
    assert told(own, entries, "снять") == f"{asked}; the rows are: Новая"
    assert "unknown action “вернуть”" in told(own, entries, "вернуть")


def test_an_action_of_the_whole_case_takes_no_row(cycle: Cycle):
    plan = PLAN.replace("действия: {внести: {из: готовится", "действия: {сдать: {из: готовится")
    definition = read_definition(plan.replace("{внести: {все", "{сдать: {все").encode(), "").definition
    own = Cycle("листы", definition, cycle.calendar, cycle.participants, cycle.since)
    possible = "Possible for the row “5.1” in the state “пуст”: внести"
    assert told(own, [], "сдать", "5.1") == f"“сдать” is about the whole case: leave the row out. {possible}"
