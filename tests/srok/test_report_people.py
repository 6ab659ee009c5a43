"""A report shows who was appointed for each participant, and the date to aim at: an empty cell is still to fill."""

from collections.abc import Callable
from typing import Any

import pytest

PLAN = """цикл: план
название: План
календарь: ru
часовой пояс: Asia/Krasnoyarsk
правила: {перенос: {даты: следующий рабочий день, окна: не переносить, решил: мы}}
роли:
  ОМСУ: {каждый: да}
  министерство: {}
  куратор: {назначается: {мероприятие: "4", для каждого: ОМСУ}}
общие порядки: исполнение
мероприятия:
  - {№: "4", мероприятие: Кураторы, ответственный: министерство, срок: 29 июня 2016 г., порядок: исполнение}
  - {№: "8", мероприятие: Опрос, ответственный: министерство, срок: 4 августа 2016 г., порядок: исполнение,
     опрос: {для каждого: ОМСУ, заполняет: куратор, ответ: [сделано], нет ответа: не опрошен}}
  - {№: "13", мероприятие: График, ответственный: министерство, срок: 22 сентября 2016 г., порядок: исполнение,
     указать: {график: файл}}
  - {№: "19", мероприятие: Проект, ответственный: ОМСУ, для каждого: ОМСУ, срок: до 20 ноября 2016 г.,
     порядок: исполнение, ориентир: {мероприятие: "13", сведения: график}}
отчёты:
  кто:
    для каждого: ОМСУ
    столбцы: {МО: участник, Куратор: {роль: куратор}, График: {мероприятие: "19", показать: ориентир}}
  опрос:
    мероприятия: "8"
    столбцы: {Кураторы: {роль: куратор}}
"""
WHO = "название;роль\nАчинск;ОМСУ\nКанск;ОМСУ\nНорильск;ОМСУ\nМинэк;министерство\n"


@pytest.fixture
def plan(cli: Callable[..., Any], tmp_path) -> Callable[..., Any]:
    (tmp_path / "plan.yaml").write_text(PLAN)
    (tmp_path / "who.csv").write_text(WHO)

    def done(*words: str) -> Any:
        told = cli(*words)
        assert told.status == 0, told.err
        return told

    done("start", "plan.yaml", "--participants", "who.csv", "--now", "2016-06-01T09:00")
    return done


def appoint(plan: Callable[..., Any], who: str, whom: str) -> None:
    given = {"роль": "куратор", "кто": who, "почта": "k@minec.example", "для": whom}
    data = [word for name, value in given.items() for word in ("--data", f"{name}={value}")]
    plan("record", "план", "4", "назначить", *data, "--now", "2016-06-28T12:00")


def rows(plan: Callable[..., Any], name: str) -> list[list[Any]]:
    return [list(row.values()) for row in plan("report", "план", name, "--format", "json").json["rows"]]


def test_whoever_has_no_curator_and_no_date_yet_is_seen(plan):
    appoint(plan, "Белова Н. П.", "Ачинск; Канск")
    plan("record", "план", "13", "исполнить", "--data", "график=г.csv", "--now", "2016-09-22T12:00")
    target = ("--participant", "Канск", "--date", "2016-11-11", "--basis", "примерный график")
    plan("record", "план", "19", "ориентир", *target, "--now", "2016-09-22T12:00")
    assert rows(plan, "кто") == [
        ["Ачинск", "Белова Н. П.", None],
        ["Канск", "Белова Н. П.", "2016-11-11"],
        ["Норильск", None, None],
    ]


def test_a_later_curator_stands_there_and_a_case_of_all_has_all(plan):
    appoint(plan, "Белова Н. П.", "Ачинск; Канск")
    appoint(plan, "Лаптев Д. Ю.", "Канск")
    assert [row[1] for row in rows(plan, "кто")] == ["Белова Н. П.", "Лаптев Д. Ю.", None]
    assert rows(plan, "опрос") == [["Белова Н. П.; Лаптев Д. Ю."]]
