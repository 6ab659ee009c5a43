"""`srok case` and the log show what control entries have said of a case."""

import pytest

PLAN = """
цикл: надзор
название: "Контроль"
календарь: ru
часовой пояс: Asia/Krasnoyarsk
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
  перенос срока: {кто: министерство, просит: ОМСУ}
роли:
  ОМСУ: {каждый: да}
  министерство: {}
  куратор: {назначается: {мероприятие: "1", для каждого: ОМСУ}}
общие порядки: [исполнение]
мероприятия:
  - №: "1"
    мероприятие: Кураторы и график
    ответственный: министерство
    срок: 1 июня 2016 г.
    указать: {график: файл}
    порядок: исполнение
  - {№: "2", мероприятие: Помощь, ответственный: куратор, для каждого: ОМСУ, срок: 1 июля 2016 г., порядок: исполнение}
  - №: "3"
    мероприятие: Утверждение
    ответственный: ОМСУ
    для каждого: ОМСУ
    срок: "1 августа 2016 г."
    порядок: исполнение
    затем: {сообщить: министерство}
    ориентир: {мероприятие: "1", сведения: график}
"""
APPOINTED = [
    part
    for value in ("роль=куратор", "для=Канск", "кто=Иванов И. И.", "почта=ivanov@example.org")
    for part in ("--data", value)
]
CANSK = ("--participant", "Канск")


@pytest.fixture
def control(cli, tmp_path):
    """A plan with curators, requests and duties to inform, on 2 September 2016."""
    plan, members = tmp_path / "plan.yaml", tmp_path / "members.csv"
    plan.write_text(PLAN)
    members.write_text("название;роль\nАчинск;ОМСУ\nКанск;ОМСУ\nМинэк;министерство\n")
    started = cli("start", plan, "--participants", members, "--now", "2016-05-16T09:00")
    assert started.status == 0, started.err
    for act in (
        ("1", "назначить", *APPOINTED),
        ("3", "ориентир", *CANSK, "--date", "2016-07-20", "--basis", "график"),
        ("3", "просить о переносе", *CANSK, "--date", "2016-08-20", "--note", "слушания"),
        ("3", "исполнить", *CANSK, "--on", "2016-08-10"),
        ("3", "пояснить", *CANSK, "--note", "болезнь"),
        ("3", "принять причину", *CANSK, "--actor", "министерство"),
    ):
        done = cli("record", "надзор", *act, "--now", "2016-09-02T12:00")
        assert done.status == 0, done.err
    return cli


def test_who_was_appointed_is_named_as_responsible(control):
    rows = control("deviations", "надзор", "--event", "2", "--format", "json").json
    assert [(row["subject"], row["responsible"]) for row in rows] == [
        ("Ачинск", "куратор"),
        ("Канск", "Иванов И. И."),
    ]
    assert control("case", "надзор", "2", *CANSK, "--json").json["hands"]["holder"] == "Иванов И. И."


def test_a_target_is_shown_and_no_violation(control):
    row = control("case", "надзор", "3", *CANSK, "--json").json
    assert (row["target"], row["due"], row["delay_days"]) == ("2016-07-20", "2016-08-01", 9)
    assert "target: 20.07.2016" in control("case", "надзор", "3", *CANSK).out


def test_a_request_that_nobody_has_answered_is_shown(control):
    (request,) = control("case", "надзор", "3", *CANSK, "--json").json["requests"]
    assert (request["proposed"], request["reason"], request["answered"]) == ("2016-08-20", "слушания", None)
    row = next(
        row
        for row in control("deviations", "надзор", "--event", "3", "--format", "json").json
        if row["subject"] == "Канск"
    )
    assert row["requested"] == "2016-08-20"


def test_a_reason_is_shown_with_how_it_was_judged(control):
    assert control("case", "надзор", "3", *CANSK, "--json").json["reason_accepted"] is True
    assert "Reason: болезнь (accepted)" in control("case", "надзор", "3", *CANSK).out


def test_who_is_still_to_be_informed_is_shown_until_it_is_done(control):
    assert control("case", "надзор", "3", *CANSK, "--json").json["to_inform"] == ["министерство"]
    told = (
        "record",
        "надзор",
        "3",
        "сообщить",
        *CANSK,
        "--ref",
        "№ 5 от 02.09.2016",
        "--now",
        "2016-09-02T13:00",
    )
    assert control(*told).status == 0
    after = control("case", "надзор", "3", *CANSK, "--json").json
    assert (after["to_inform"], after["informed"]) == ([], "2016-09-02")


def test_nobody_is_to_be_informed_of_what_is_off_control(control):
    told = (
        "record",
        "надзор",
        "3",
        "снять с контроля",
        *CANSK,
        "--basis",
        "№ 6",
        "--now",
        "2016-09-02T13:00",
    )
    assert control(*told).status == 0
    assert control("case", "надзор", "3", *CANSK, "--json").json["to_inform"] == []
