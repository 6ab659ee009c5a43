"""Rows by agency and reporting period, from the command line: the sketch of order 337 of the Altai Republic."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar as Ics

ALTAI = Path(__file__).parents[1] / "definitions" / "data" / "sketches" / "altai.yaml"
WHO = """название;роль;почта;почта главы;исполнитель
Горно-Алтайск;муниципалитет;town@example.org;head@example.org;Иванов
Майминский район;муниципалитет;;;
минприроды;исполнительный орган;;;
"""
NOW = ("--now", "2018-08-20T12:00")
SHEET = ("7", "внести", "--participant", "Горно-Алтайск", "--agency", "минтруд", "--on", "2018-08-20")
GIVEN = ("--data", "дата внесения=2018-08-20", "--data", "час внесения=10:00", "--data", "от МО=Иванов И.И.")


@pytest.fixture
def who(tmp_path: Path) -> Path:
    path = tmp_path / "who.csv"
    path.write_text(WHO, encoding="utf-8")
    return path


@pytest.fixture
def begun(cli, who: Path):
    told = cli("start", ALTAI, "--participants", who, "--now", "2017-12-01T09:00")
    assert told.status == 0
    return told


def test_a_plan_has_a_row_for_each_agency_and_period(cli, who: Path):
    rows = cli("plan", ALTAI, "--participants", who, "--json").json
    sheets = [row for row in rows if row["event"] == "7"]
    assert len(sheets) == 2 * 7 * 3
    one = next(row for row in sheets if (row["agency"], row["period"]) == ("минобр", "2018"))
    assert (one["participant"], one["due"], one["basis"]) == (
        "Горно-Алтайск",
        "2019-03-15",
        "к 15 марта года, следующего за отчетным",
    )
    assert {(row["event"], row["period"]) for row in rows if row["participant"] is None} >= {
        ("16", "2018-9M")
    }


def test_without_participants_each_period_has_its_line(cli):
    rows = cli("plan", ALTAI, "--json").json
    assert [row["period"] for row in rows if row["event"] == "13"] == ["2018-6M", "2018-9M", "2018"]


def test_people_see_the_periods(cli, who: Path):
    told = cli("plan", ALTAI, "--participants", who)
    assert "9 months of 2018" in told.out
    assert "29.11.2018" in told.out


def test_a_date_of_a_year_without_a_decree_is_provisional_everywhere(cli, who: Path):
    later = ("--participants", who, "--set", "отчётный год=2028")
    assert "provisional" in cli("plan", ALTAI, *later).out
    rows = cli("plan", ALTAI, *later, "--json").json
    assert {row["provisional"] for row in rows if row["event"] == "7"} == {True}
    summaries = [
        str(entry["SUMMARY"])
        for entry in Ics.from_ical(cli("plan", ALTAI, *later, "--format", "ics").out).walk("VEVENT")
    ]
    assert all("provisional" in summary for summary in summaries)
    picture = ET.fromstring(cli("plan", ALTAI, *later, "--format", "svg").out)  # noqa: S314 - made by srok
    marks = picture.iter("{http://www.w3.org/2000/svg}circle")
    assert {mark.get("fill") for mark in marks} == {"white"}


def test_each_row_of_a_calendar_file_has_its_own_name(cli, who: Path):
    entries = Ics.from_ical(cli("plan", ALTAI, "--participants", who, "--format", "ics").out).walk("VEVENT")
    names = [str(entry["UID"]) for entry in entries]
    assert len(names) == len(set(names))
    assert any(
        "минтруд" in str(entry["SUMMARY"]) and "9 months" in str(entry["SUMMARY"]) for entry in entries
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ((), ("6 months of 2018", "29.08.2018")),
        (("--period", "год", "--agency", "минздрав"), ("the reporting year is 2018", "15.03.2019")),
        (("--period", "2018-9M", "--participant", "Онгудайский район"), ("9 months of 2018", "29.11.2018")),
    ],
)
def test_a_date_is_explained_for_its_row(cli, more: tuple[str, ...], words: tuple[str, ...]):
    told = cli("explain", ALTAI, "7", *more)
    assert told.status == 0
    for word in words:
        assert word in told.out


def test_an_unknown_period_is_told_with_those_there_are(cli):
    told = cli("explain", ALTAI, "7", "--period", "квартал")
    assert (told.status, "9 months of 2018 (--period 2018-9M)" in told.err) == (1, True)
    assert "no row for the reporting period “квартал”" in told.err


def test_a_parameter_of_the_wrong_kind(cli):
    told = cli("plan", ALTAI, "--set", "отчётный год=позапрошлый")
    assert (told.status, "is not a year; write it like 2017" in told.err) == (1, True)


def test_a_sheet_is_recorded_by_agency_and_period(cli, begun, tmp_path: Path):
    (tmp_path / "лист.docx").write_bytes(b"...")
    sheet = ("record", "altai-337", *SHEET, *GIVEN, "--data", "лист=лист.docx", "--period", "6 месяцев", *NOW)
    assert cli(*sheet).status == 0
    last = cli("journal", "altai-337", "7", "--json").json[-1]
    assert (last["participant"], last["agency"], last["period"]) == ("Горно-Алтайск", "минтруд", "2018-6M")
    rows = cli("deviations", "altai-337", "--format", "json", "--as-of", "2018-08-20").json
    met = [row for row in rows if row["actual"]]
    assert [(row["agency"], row["period"], row["holder"]) for row in met] == [
        ("минтруд", "2018-6M", "минтруд")
    ]
    told = cli("deviations", "altai-337", "--as-of", "2018-08-20").out
    assert "Горно-Алтайск" in told


def test_many_are_recorded_from_a_table(cli, begun, tmp_path: Path):
    header = "№;действие;участник;ведомство;период;дата;дата внесения;час внесения;от МО;лист"
    lines = [
        f"7;внести;Горно-Алтайск;{agency};9 месяцев;20.08.2018;20.08.2018;10:00;Иванов;лист.docx"
        for agency in ("минтруд", "минобр")
    ]
    (tmp_path / "листы.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    told = cli("record", "altai-337", "--from", tmp_path / "листы.csv", *NOW, "--json")
    assert (told.status, len(told.json)) == (0, 2)


def test_what_is_given_with_an_entry_has_its_form(cli, begun):
    wrong = (
        "--data",
        "дата внесения=2018-08-20",
        "--data",
        "час внесения=25:00",
        "--data",
        "от МО=И",
        "--data",
        "лист=л",
    )
    told = cli("record", "altai-337", *SHEET, *wrong, "--period", "год", *NOW)
    assert (told.status, "“25:00” is not a time like 17:00" in told.err) == (1, True)


def test_verify_finds_such_a_cycle_whole(cli, begun):
    assert cli("verify").status == 0


UNSET = """
цикл: без-года
название: Отчёты
календарь: ru
часовой пояс: Europe/Moscow
параметры: {отчётный год: год}
периоды: квартал
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
  годы: {отчётный: отчётный год}
роли: {район: {каждый: да}}
общие порядки: [исполнение]
мероприятия:
  - №: "1"
    мероприятие: Отчёт
    ответственный: район
    для каждого: [район, период]
    срок: в течение 10 рабочих дней после отчетного периода
    отсчёт: отчётный период
    порядок: исполнение
"""


def test_nothing_starts_without_the_values_that_dates_need(cli, tmp_path: Path):
    (tmp_path / "plan.yaml").write_text(UNSET, encoding="utf-8")
    (tmp_path / "who.csv").write_text("название\nА\n", encoding="utf-8")
    files = (tmp_path / "plan.yaml", "--participants", tmp_path / "who.csv")
    for command in ("start", "simulate"):
        told = cli(command, *files)
        assert (told.status, "отчётный год: no value is given" in told.err) == (1, True)
    told = cli("plan", *files, "--json")
    assert (told.status, "отчётный год: no value is given" in told.err) == (0, True)
    assert [(row["event"], row["due"]) for row in told.json] == [("1", None)]
    assert cli("start", *files, "--set", "отчётный год=2026", "--now", "2026-01-12T09:00").status == 0
    assert {row["period"] for row in cli("plan", *files, "--set", "отчётный год=2026", "--json").json} == {
        "2026-Q1",
        "2026-Q2",
        "2026-Q3",
        "2026-Q4",
    }
