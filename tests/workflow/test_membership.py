"""A file of participants adds to what the definition says of those whom it names itself."""

from dataclasses import replace
from datetime import date, datetime

from calendars import load_calendar
from definitions import read_definition
from workflow import Change, Cycle, Participant, joined, member_changes, members_of, read_participants

PLAN = """
цикл: листы
название: "Листы"
календарь: ru
часовой пояс: Asia/Barnaul
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
роли:
  район: {каждый: да}
  орган: {каждый: да}
  ведомство: {сведения: [показатели], участники: {Минфин: {он же: орган, сведения: {показатели: "1.1"}}}}
общие порядки: [исполнение]
мероприятия:
  - №: "1"
    мероприятие: Сведения
    ответственный: район
    для каждого: [район, ведомство]
    срок: 1 июня 2016 г.
    порядок: исполнение
  - {№: "2", мероприятие: Перечень, ответственный: орган, для каждого: орган, срок: 1 июля 2016 г., порядок: исполнение}
"""
HEAD = "название;роль;почта;показатели"


def read(rows: str):
    definition = read_definition(PLAN.encode(), "").definition
    assert definition is not None
    return definition, read_participants(f"{HEAD}\n{rows}".encode(), "list.csv", definition)


def test_a_row_about_one_whom_the_definition_names_adds_to_it():
    definition, found = read("Северный;район;s@example.org;\nМинфин;;minfin@example.org;")
    assert found.problems == ()
    every = joined(members_of(definition), found.participants)
    assert [one.name for one in every] == ["Минфин", "Северный"]
    minfin = every[0]
    assert (minfin.role, minfin.also, minfin.email) == ("ведомство", ("орган",), "minfin@example.org")
    assert minfin.data == {"показатели": "1.1"}


def test_data_in_a_row_stand_instead_of_those_in_the_definition():
    definition, found = read("Минфин;ведомство;;1.1-1.2")
    (minfin,) = joined(members_of(definition), found.participants)
    assert minfin.data == {"показатели": "1.1-1.2"}


def test_the_role_of_one_whom_the_definition_names_is_what_it_says():
    _, found = read("Минфин;район;;")
    (problem,) = found.problems
    assert problem.line == 2
    assert "the definition gives “Минфин” the role “ведомство”, not “район”" in str(problem.message)


def test_in_a_running_cycle_such_a_row_changes_its_data_and_nothing_else():
    definition, found = read("Минфин;;minfin@example.org;")
    members = (*members_of(definition), Participant("Северный", "район"))
    cycle = Cycle("листы", definition, load_calendar("ru"), members, date(2016, 5, 30))
    stamp = Change(1, date(2016, 7, 4), datetime(2016, 7, 4, 10, tzinfo=cycle.zone), "приказ № 1")
    (change,) = member_changes(cycle, found.participants, {}, stamp)
    assert change.participant == replace(cycle.by_name["Минфин"], email="minfin@example.org")
