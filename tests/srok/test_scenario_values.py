"""A scenario may let a value become known on the way: the term that another act sets."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PLAN = """
цикл: сроки
название: Сроки
календарь: ru
часовой пояс: Asia/Krasnoyarsk
параметры:
  срок размещения: {тип: срок}
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
роли: {министерство: {участники: {Минэк: {}}}}
общие порядки: [исполнение]
мероприятия:
  - №: "25"
    мероприятие: Утверждение
    ответственный: министерство
    срок: не позднее 30 июня 2017 г.
    указать: {решение: номер и дата}
    порядок: исполнение
  - №: "26"
    мероприятие: Размещение
    ответственный: министерство
    срок: в установленные законодательством сроки
    иной срок: срок размещения
    отсчёт: {мероприятие: "25", сведения: решение}
    порядок: исполнение
"""
SCENARIO = """
сценарий: проба
начинается: 2017-06-01
кончается: 2017-07-31
изменения:
  - {день: 2017-06-26, основание: записка № 4, параметры: {срок размещения: 10 рабочих дней со дня утверждения}}
ход:
  - мероприятия: ["25"]
    шаги: [{день: 2017-06-20, сведения: {решение: "№ 12 от {день}"}}]
  - мероприятия: ["26"]
    шаги: [{после срока: 1}]
"""


@pytest.fixture
def simulate(cli: Callable[..., Any], tmp_path: Path) -> Callable[[str], Any]:
    def run(scenario: str) -> Any:
        (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
        (tmp_path / "plan.scenario.yaml").write_text(scenario, encoding="utf-8")
        return cli("--lang", "en", "simulate", "plan.yaml", "--json")

    return run


def test_the_term_counts_once_it_is_known(simulate: Callable[[str], Any]) -> None:
    """Ten working days after 20 June 2017: 21-23 (3), 26-30 (8), 3 and 4 July (10); a day after it was late by one."""
    (row,) = (one for one in simulate(SCENARIO).json["deviations"] if one["event"] == "26")
    assert (row["due"], row["actual"], row["delay_working_days"]) == ("2017-07-04", "2017-07-05", 1)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("срок размещенья: 10 рабочих дней", "did you mean “срок размещения”"),
        ("срок размещения: как-нибудь", "is not understood as a deadline"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_its_place(
    simulate: Callable[[str], Any], wrong: str, told: str
) -> None:
    done = simulate(SCENARIO.replace("срок размещения: 10 рабочих дней со дня утверждения", wrong))
    assert done.status == 1
    assert "plan.scenario.yaml:6:5" in done.err
    assert told in done.err
