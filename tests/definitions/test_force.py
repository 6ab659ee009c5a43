"""A deadline that the document does not set any more is told of, when a plan is checked and with other parameters."""

import pytest

from definitions import not_in_force, read_definition, with_settings

PLAN = """
цикл: отчёты
название: "Отчёты"
документ:
  реквизиты: постановление № 337
  редакция: от 13.12.2017 № 329
  действует: {с: 13.12.2017}
  утратил силу: {с: 19.05.2020, основание: постановление № 173}
календарь: ru
часовой пояс: Asia/Barnaul
параметры: {отчётный год: {тип: год, по умолчанию: 2018}}
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
  годы: {отчётный: отчётный год}
роли: {министерство: {}}
общие порядки: исполнение
мероприятия:
  - №: "16"
    мероприятие: Сводка
    ответственный: министерство
    срок: 15 марта года, следующего за отчетным
    порядок: исполнение
  - №: "17"
    мероприятие: Доклад
    ответственный: министерство
    срок: 1 июня года, следующего за отчетным
    порядок: исполнение
"""


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (2016, ["in force (от 13.12.2017 № 329: from 13.12.2017): 16 (15.03.2017), 17 (01.06.2017)"]),
        (2017, []),
        (2018, []),
        (2019, ["lost its force (since 19.05.2020, постановление № 173): 17 (01.06.2020)"]),
        (2020, ["16 (15.03.2021), 17 (01.06.2021)"]),
    ],
)
def test_each_year_has_its_own(year: int, words: list[str]):
    """The report for 2019 is due on 1 June 2020; the document lost its force on 19 May."""
    definition = read_definition(PLAN.encode(), "").definition
    assert definition is not None
    found = [str(one) for one in not_in_force(with_settings(definition, [f"отчётный год={year}"]))]
    assert len(found) == len(words)
    assert all(word in one for word, one in zip(words, found, strict=True))


def test_a_plan_that_outlives_its_document_is_warned_of():
    read = read_definition(PLAN.replace("по умолчанию: 2018", "по умолчанию: 2019").encode(), "plan.yaml")
    (problem,) = read.problems
    assert (problem.severity, problem.line) == ("warning", 26)
    assert "the deadline 01.06.2020 comes after the document has lost its force" in str(problem.message)
