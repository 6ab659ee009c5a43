"""The cycle says what the document says, and its dates are those worked out by hand."""

import csv
import json
from collections import Counter

import pytest

CYCLE = "minfin-pilot-regions"
#: The facts of each control event, as the document's column of actual dates has them, and the events that follow them.
FACTS = {
    "1": ["1.1", "1.1-проект", "1.1-МО", "1.1-МО-проект", "1.2", "1.2-проект", "1.2-МО", "1.2-МО-проект"],
    "2": ["2"],
    "3": ["3.1", "3.2", "3.3"],  # формирования, утверждения и размещения
    "4": ["4.1", "4.2"],  # проведения отбора и заключения соглашений
    "5": ["5.1", "5.2"],  # проведения конференции и утверждения методических рекомендаций
    "6": ["6"],
}


def iso(day: str) -> str | None:
    return "-".join(reversed(day.split("."))) or None


@pytest.fixture
def log(pilots):
    told = pilots("deviations", CYCLE, "--format", "json")
    assert told.status == 0, told.err
    return {(row["event"], row["subject"]): row for row in told.json}


def test_it_has_no_errors_and_its_examples_come_out(srok, file):
    done = srok("check", file("yaml"))
    assert (done.status, done.err) == (0, "")
    assert done.out.rstrip().endswith("ошибок нет; мероприятий: 23, примеров сошлось: 5")


def test_every_fact_of_the_six_control_events_has_an_event(srok, file):
    plan = csv.DictReader(srok("plan", file("yaml"), "--format", "csv").out.splitlines(), delimiter=";")
    numbers = list(dict.fromkeys(row["event"] for row in plan))
    control = [number for number in numbers if number[0].isdigit()]
    assert sorted(control) == sorted(number for numbers in FACTS.values() for number in numbers)
    assert [number for number in numbers if number not in control] == [
        "соглашение",
        "решение",
        "решение-МО",
        "мониторинг",
        "результаты-в-регион",
        "результаты-в-Правительство",
    ]


def test_rows_worked_out_by_hand(log, table):
    rows = table("worked.csv")
    assert len(rows) >= 20
    for row in rows:
        found = log[row["мероприятие"], row["участник"]]
        names = ("planned", "due", "actual", "delay_planned_days", "delay_days")
        days = (iso(row[name]) for name in ("по плану", "последний день", "исполнено"))
        late = (int(row[name]) for name in ("дней от плана", "дней от последнего дня"))
        assert [found[name] for name in names] == [*days, *late], row["счёт"]


def test_a_month_after_every_agreement_is_the_last_day_that_the_document_prints(log, table):
    rows = table("agreements.csv")
    assert len(rows) == 16
    assert {row["субъект"]: log["решение", row["субъект"]]["due"] for row in rows} == {
        row["субъект"]: iso(row["предельный срок"]) for row in rows
    }


def test_a_municipality_answers_for_the_agreement_of_its_own_region(log):
    assert {who: row["due"] for (event, who), row in log.items() if event == "решение-МО"} == {
        "Муниципальное образование Белгородской области": "2021-02-15",
        "Муниципальное образование Калининградской области": "2021-02-15",
        "Муниципальное образование Ярославской области": "2021-02-26",
    }


def test_what_a_plan_of_approbation_does_not_name_is_never_overdue(log):
    bare = [row for (event, _), row in log.items() if event == "1.2-проект"]
    assert Counter(row["status"] for row in bare) == {"undated": 16}


def test_the_journal_is_whole_and_the_tables_are_its_fold(pilots):
    done = pilots("verify")
    assert (done.status, done.err) == (0, "")


def test_a_municipality_may_pass_to_another_region(pilots, file, tmp_path):
    """Its decision is due a month after that region's agreement: 24 December + 1 month is Sunday, so the 25th."""
    old, new = "образование;Белгородская область", "образование;Воронежская область"
    (tmp_path / "who.csv").write_text(file("participants.csv").read_text().replace(old, new))
    moved = ["--on", "2021-01-11", "--apply", "--basis", "закон от 11.01.2021"]
    assert pilots("participants", CYCLE, "who.csv", *moved).status == 0
    town = "Муниципальное образование Белгородской области"
    rows = pilots(
        "deviations", CYCLE, "--event", "решение-МО", "--participant", town, "--format", "json"
    ).json
    assert {(row["agency"], row["status"], row["due"]) for row in rows} == {
        ("Воронежская область", "overdue", "2021-01-25"),
        ("Белгородская область", "removed", "2021-02-15"),
    }
    assert pilots("verify").status == 0


def test_a_quarter_that_has_not_begun_is_told_of(pilots):
    """Monitoring of the second quarter on 17 March is kept with a word; that of the first, before its end, is not odd:
    the document is just that.
    """
    done = CYCLE, "мониторинг", "исполнить", "--on", "2021-03-17", "--period"
    assert pilots("record", *done, "1 квартал").err == ""
    early = pilots("record", *done, "2 квартал")
    assert early.status == 0
    assert "01.04.2021" in early.err


def test_a_planned_date_does_not_make_it_due_after_its_quarter(pilots):
    """The document has no term for monitoring: a date that somebody set does not say that it sums the quarter up."""
    to = "--date", "2021-04-15", "--basis", "график", "--on", "2021-03-01", "--period", "1 квартал"
    assert pilots("record", CYCLE, "мониторинг", "назначить срок", *to).status == 0
    done = CYCLE, "мониторинг", "исполнить", "--on", "2021-03-17", "--period"
    assert pilots("record", *done, "1 квартал").err == ""


def test_the_whole_year_plays(srok, file):
    """327 cases, counted by hand.

    соглашение 16, решение 16, решение-МО 3; 1.1, 1.1-проект, 1.2, 1.2-проект: 4 * 16 = 64 and of the municipalities
    4 * 3 = 12; 2, 3.1-3.3, 4.1-4.2, 5.1-5.2, 6: 9 * 16 = 144; мониторинг 4, результаты-в-регион 4 * 16 = 64,
    результаты-в-Правительство 4: together 327.
    Dated: решение 16, решение-МО 3, 1.1 16, 1.1-проект 7, one act of each municipality 3, 1.2 9, the others 144:
    together 198. Late: решение 5 (Челябинская, Ярославская, Калининградская, Новгородская, Югра), решение-МО 3,
    1.1-проект 1 (Ярославская), 1.1-МО-проект 1 (Калининградская), 4.2 2: together 12. Open: 6 of Югра.
    In time: 198 - 12 - 1 = 185.
    """
    played = json.loads(srok("simulate", file("yaml"), "--json").out)
    assert played["statuses"] == {"in_time": 185, "late": 12, "overdue": 1, "undated": 129}
    late = [row for row in played["deviations"] if row["status"] == "late"]
    days = {(row["event"], row["subject"]): row["delay_days"] for row in late}
    assert days["решение", "Ярославская область"] == 27  # 26.02 - 25.03: 2 days of February and 25 of March
    assert days["решение", "Новгородская область"] == 39  # 01.03 - 09.04: 30 of March and 9 of April
    assert days["4.2", "Ярославская область"] == 10  # 01.10 - 11.10
    (still,) = [row for row in played["deviations"] if row["status"] == "overdue"]
    assert (still["event"], still["subject"], still["delay_days"]) == (
        "6",
        "Ханты-Мансийский автономный округ - Югра",
        11,
    )
