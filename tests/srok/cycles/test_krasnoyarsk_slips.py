"""What may be a slip in records of the Krasnoyarsk plan is told of at once, by the command that records it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CYCLE = "krasnoyarsk-2016"
PEOPLE = """название;роль
Ачинск;ОМСУ
Канск;ОМСУ
Министерство;министерство
Министр;утвердивший план
"""
KANSK = ("--participant", "Канск")


@pytest.fixture
def record(cli: Callable[..., Any], library: Path, tmp_path: Path) -> Callable[..., Any]:
    """Record in the plan of two municipalities, begun on 1 June 2016."""
    (tmp_path / "who.csv").write_text(PEOPLE)
    plan = library / f"{CYCLE}.yaml"
    begun = cli("start", plan, "--participants", "who.csv", "--now", "2016-06-01T09:00")
    assert begun.status == 0, begun.err
    return lambda *arguments: cli("record", CYCLE, *arguments)


def test_a_decision_with_the_number_of_last_year_is_told(record):
    """Item 26 would count from 30 June 2016, and be a year overdue at once."""
    given = ("25", "исполнить", *KANSK, "--data", "решение=№ 5 от 30.06.2016")
    done = record(*given, "--on", "2017-06-30", "--now", "2017-06-30T15:00")
    assert done.status == 0
    assert "with the year 2017 it would be 30.06.2017" in done.err


def test_a_decision_recorded_without_its_day_is_told_and_mended(record):
    """«до июля»: the decision of 30 June is in time, the entry of Monday, 3 July, is not."""
    given = ("25", "исполнить", *KANSK, "--data", "решение=№ 5 от 30.06.2017", "--now", "2017-07-03T12:00")
    done = record(*given)
    assert "if it was decided on 30.06.2017, correct the day: --on 30.06.2017 --corrects 6" in done.err
    assert record(*given, "--on", "30.06.2017", "--corrects", "6").err == ""


def test_what_is_done_before_its_period_is_told(record):
    """Item 24: «апрель 2017 г.»."""
    done = record("24", "исполнить", *KANSK, "--on", "2016-07-20", "--now", "2016-07-20T12:00")
    assert "24 / Канск: 20.07.2016 is earlier than 01.04.2017, when the period" in done.err


def test_a_target_of_before_the_cycle_is_told(record):
    given = ("19", "ориентир", *KANSK, "--basis", "график", "--now", "2016-10-07T12:00")
    assert "with the year 2016 it would be 11.11.2016" in record(*given, "--date", "11.11.2015").err
    assert record(*given, "--date", "11.11.2016").err == ""


def test_a_name_that_nobody_here_has_is_told(record):
    """Who may return the materials is checked of those whom the cycle knows: this one it does not."""
    sent = (
        "сопроводительное письмо=№ 150 от 08.09.2016",
        "подписал глава МО=Иванов",
        "электронная версия=1.docx",
    )
    given = [part for one in sent for part in ("--data", one)]
    assert record("10", "направить", *KANSK, *given, "--now", "2016-09-08T12:00").err == ""
    back = ("10", "вернуть", *KANSK, "--data", "замечания=нет целей", "--now", "2016-09-14T12:00")
    assert "“Ачинск” may not do “вернуть”" in record(*back, "--actor", "Ачинск").err
    assert "“Петров” neither takes part" in record(*back, "--actor", "Петров").err


def test_such_a_name_is_told_once_in_a_file(record, tmp_path):
    lines = (f"5;ответ;{town};29.06.2016;нет;Лаптев" for town in ("Ачинск", "Канск"))
    text = "\n".join(("мероприятие;действие;участник;дата;невыполненные этапы;кто", *lines))
    (tmp_path / "5.csv").write_text(text)
    (line,) = record("--from", "5.csv", "--now", "2016-06-29T12:00").err.splitlines()
    assert line.startswith("5.csv:2:1: warning: “Лаптев” neither takes part")


def test_two_answers_of_one_file_about_one_and_the_same_are_told(record, tmp_path):
    lines = ("5;ответ;Канск;29.06.2016;нет", "5;ответ;Ачинск;29.06.2016;нет", "5;ответ;Канск;29.06.2016;есть")
    text = "\n".join(("мероприятие;действие;участник;дата;невыполненные этапы", *lines))
    (tmp_path / "5.csv").write_text(text)
    done = record("--from", "5.csv", "--now", "2016-06-29T12:00")
    (line,) = done.err.splitlines()
    assert line.startswith(
        "5.csv:2:1: warning: about Канск entry 8 answers otherwise of the same day, 29.06.2016"
    )
    assert "and that answer stands" in line


def test_an_answer_that_takes_the_place_of_another_is_told(record):
    def answer(said: str, *more: str) -> str:
        return record("5", "ответ", *KANSK, "--data", f"невыполненные этапы={said}", *more).err

    now = ("--now", "2016-06-29T12:00")
    assert answer("нет", *now) == ""
    assert answer("нет", *now, "--note", "по телефону") == ""
    assert "about Канск entry 7 answers otherwise" in answer("есть", *now)
    assert answer("нет", *now, "--corrects", "8") == ""
