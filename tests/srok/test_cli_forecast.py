"""While what a date counts from is open, plan, explain and deviations show a forecast and what it waits for."""

import csv
import io
import re

import pytest

#: The Commission's list is due on Friday 15.12.2017; five working days later it is the 22nd; ten more: 25 to 29
#: December (5), 9 to 12 January (9), Monday 15.01.2018.
PLAN = """
цикл: соглашения
название: Соглашения с муниципалитетами
календарь: ru
часовой пояс: Asia/Barnaul
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
роли:
  муниципалитет: {каждый: да}
  министерство: {}
  комиссия: {}
общие порядки: [исполнение]
мероприятия:
  - {№: "9", мероприятие: Перечень, ответственный: комиссия, срок: 15 декабря 2017 г., порядок: исполнение}
  - №: "10"
    мероприятие: Соглашения направлены
    ответственный: министерство
    для каждого: муниципалитет
    срок: в течение 5 рабочих дней со дня утверждения перечня
    отсчёт: {мероприятие: "9"}
    порядок: исполнение
  - №: "11"
    мероприятие: Соглашение подписано
    ответственный: муниципалитет
    для каждого: муниципалитет
    срок: в течение 10 рабочих дней со дня направления соглашения
    отсчёт: {мероприятие: "10"}
    порядок: исполнение
"""
PARTICIPANTS = """name,role,email
Чемальский район,муниципалитет,c@example.org
Майминский район,муниципалитет,m@example.org
комиссия,комиссия,k@example.org
министерство,министерство,e@example.org
"""


@pytest.fixture
def file(tmp_path):
    (tmp_path / "соглашения.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "соглашения.participants.csv").write_text(PARTICIPANTS, encoding="utf-8")
    return tmp_path / "соглашения.yaml"


def dates(rows):
    return {
        (row["event"], row.get("participant") or row.get("subject")): (row["due"], row["forecast"])
        for row in rows
    }


def test_a_plan_has_forecasts_beside_dates_that_nothing_sets_yet(cli, file):
    rows = cli("plan", file, "--json").json
    assert dates(rows) == {
        ("9", None): ("2017-12-15", None),
        ("10", None): (None, "2017-12-22"),
        ("11", None): (None, "2018-01-15"),
    }
    assert [row["planned"] for row in rows] == ["2017-12-15", None, None]
    assert rows[2]["waits_for"] == (
        "waits for item 10 (forecast for 22.12.2017); if that comes in time, the last day is 15.01.2018"
    )
    assert re.search("11 .*15.01.2018 \\(forecast\\)", cli("plan", file).out)


def test_explain_names_what_a_date_waits_for(cli, file):
    told = cli("explain", file, "10", "--participant", "Чемальский район")
    assert told.out.splitlines()[-1] == (
        "  · waits for item 9 (due on 15.12.2017); if that comes in time, the last day is 22.12.2017"
    )
    found = cli("explain", file, "10", "--json").json
    assert (found["due"], found["forecast"], found["forecast_due"]) == (None, False, "2017-12-22")


def test_the_log_has_forecasts_until_the_dates_are_known(cli, file):
    """On 20.12.2017 the list is late: 5 working days from then are 27.12.2017, ten more 18.01.2018."""
    assert (
        cli(
            "start",
            file,
            "--participants",
            file.with_suffix(".participants.csv"),
            "--now",
            "2017-12-01T09:00+07:00",
        ).status
        == 0
    )
    town = "Чемальский район"

    def log():
        return list(
            csv.DictReader(io.StringIO(cli("deviations", "соглашения", "--format", "csv").out), delimiter=";")
        )

    late = ("пояснить", "--note", "нет кворума", "--now", "2017-12-20T09:00+07:00")
    assert cli("record", "соглашения", "9", *late).status == 0
    rows = log()
    assert dates(rows)["10", town] == ("", "2017-12-27")
    assert dates(rows)["11", town] == ("", "2018-01-18")
    (last,) = (row for row in rows if (row["event"], row["subject"]) == ("11", town))
    assert (last["status"], last["waits_for"]) == (
        "undated",
        (
            f"waits for item 10 ({town}, forecast for 27.12.2017); "
            "if that comes in time, the last day is 18.01.2018"
        ),
    )
    assert re.search("10 .*27.12.2017 \\(forecast\\)", cli("deviations", "соглашения").out)
    assert cli("record", "соглашения", "9", "исполнить", "--now", "2017-12-20T10:00+07:00").status == 0
    assert dates(log())["10", town] == ("2017-12-27", "")
