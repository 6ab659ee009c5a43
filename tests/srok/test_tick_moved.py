"""A date that follows another moves with it: everyone concerned hears of it once, in one letter."""

import csv
import email
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from definitions import read_definition
from srok.store import cycles
from workflow import Participant, Wish

# Sixty-one municipalities have ten working days from the ministry's request; an agency has only what is its own.
PLAN = """
цикл: small-2016
название: Запрос
календарь: ru
часовой пояс: Asia/Krasnoyarsk
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
  напоминания:
    рабочих дней до срока: [3, 1]
    в день срока: да
    "просрочка, рабочих дней": 1
    "затем каждые, дней": 7
    копии: [{кому: [глава, министерство], "просрочка, рабочих дней": 3}]
роли:
  ОМСУ: {каждый: да}
  министерство: {}
  ведомство: {}
общие порядки: [исполнение]
мероприятия:
  - {№: "1", мероприятие: Запрос, ответственный: министерство, срок: "1 августа 2016 г.", порядок: исполнение}
  - {№: "2", мероприятие: Ответ на запрос, ответственный: ОМСУ, для каждого: ОМСУ, срок: "в течение 10 рабочих дней",
     отсчёт: {мероприятие: "1"}, порядок: исполнение}
  - {№: "3", мероприятие: Справка, ответственный: ведомство, срок: "30 декабря 2016 г.", порядок: исполнение}
"""
TOWNS = Path(__file__).parents[1] / "definitions" / "data" / "krasnoyarsk_municipalities.csv"


def text_of(message: bytes) -> str:
    return email.message_from_bytes(message).get_payload()[0].get_payload(decode=True).decode()


@pytest.fixture(scope="session")
def definition():
    read = read_definition(PLAN.encode(), "запрос.yaml")
    assert read.definition is not None, [str(problem.message) for problem in read.problems]
    return read.definition


@pytest.fixture(scope="session")
def participants():
    with TOWNS.open(newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    towns = (
        Participant(name, "ОМСУ", email=f"t{at}@example.org", head="Глава", head_email=f"h{at}@example.org")
        for at, name in enumerate(names)
    )
    ministry = Participant("Минэк", "министерство", email="ministry@example.org")
    agency = Participant("Ведомство", "ведомство", email="agency@example.org")
    return (*towns, ministry, agency)


@pytest.fixture
def reached(tick, relay):
    """Tick at a moment; how many letters each kind of recipient got, and their texts."""

    def letters(now: str) -> tuple[dict[str, int], list[str]]:
        relay.letters.clear()
        tick(now)
        kinds = Counter(name.rstrip("0123456789") for name in relay.reached)
        return dict(kinds), [text_of(message) for _, message in relay.letters]

    return letters


@pytest.fixture
def asked(store, moment) -> cycles.Recorded:
    """The request went out on Monday 29 August: the answers are due on Monday 12 September."""
    (recorded,) = cycles.record(store, "small-2016", [Wish("1", "исполнить")], moment("2016-08-29T10:00"))
    return recorded


@pytest.fixture
def correct(store, moment, asked):
    """Correct the day of the request."""

    def corrected(day: str, now: str) -> cycles.Recorded:
        wish = Wish("1", "исполнить", on=date.fromisoformat(day), corrects=asked.entry.number)
        (recorded,) = cycles.record(store, "small-2016", [wish], moment(now))
        return recorded

    return corrected


def test_a_shared_anchor_corrected_backwards_is_one_letter_for_each_and_no_storm(reached, record, correct):
    assert reached("2016-08-29T11:00") == ({}, [])
    assert reached("2016-09-07T10:00")[0] == {"t": 61}  # three working days before
    record("2", "исполнить", "Ачинск", now="2016-09-07T12:00")
    correct("2016-08-15", "2016-09-08T09:30")  # so the answers were due on Monday 29 August
    kinds, texts = reached("2016-09-08T10:00")
    assert kinds == {"t": 60}
    for text in texts:
        assert text.count("2. Ответ на запрос") == 1
        assert "Deadline: 29.08.2016, Monday; was 12.09.2016; 8 working days late" in text
    assert reached("2016-09-08T11:00")[0] == {}
    assert reached("2016-09-09T10:00")[0] == {}
    # Three working days after the delay became known, and for the towns a week after it.
    assert reached("2016-09-13T10:00")[0] == {"h": 60, "ministry": 1}
    assert reached("2016-09-14T10:00")[0] == {}
    assert reached("2016-09-15T10:00")[0] == {"t": 60}


def test_what_was_told_nobody_yet_is_told_by_the_ladder_alone(reached, correct):
    correct("2016-08-25", "2016-08-30T10:00")
    assert reached("2016-08-30T11:00")[0] == {}
    kinds, texts = reached("2016-09-05T10:00")
    assert kinds == {"t": 61}
    assert "; was " not in texts[0]


def test_a_date_known_only_when_it_is_past_is_one_line_for_its_holder(reached, store, moment):
    late = Wish("1", "исполнить", on=date(2016, 8, 25))
    cycles.record(store, "small-2016", [late], moment("2016-10-03T10:00"))
    kinds, texts = reached("2016-10-03T11:00")
    assert kinds == {"t": 61}
    assert all(text.count("2. Ответ на запрос") == 1 for text in texts)
    assert reached("2016-10-04T10:00")[0] == {}


def test_there_and_back_before_the_letters_leave_is_no_news(reached, correct, store, moment):
    reached("2016-09-07T10:00")
    moved = correct("2016-08-31", "2016-09-07T12:00")
    back = Wish("1", "отозвать", corrects=moved.entry.number)
    cycles.record(store, "small-2016", [back], moment("2016-09-07T13:00"))
    assert reached("2016-09-08T10:00")[0] == {}
    assert reached("2016-09-09T10:00")[0] == {"t": 61}  # one working day before, as ever


def test_a_move_forward_is_told_once_and_then_the_ladder_of_the_new_day(reached, correct):
    reached("2016-09-07T10:00")
    correct("2016-09-05", "2016-09-07T12:00")  # the answers are due on Monday 19 September
    days = {f"{day:02}": reached(f"2016-09-{day:02}T10:00")[0] for day in range(8, 20)}
    assert {day for day, kinds in days.items() if kinds} == {"08", "14", "16", "19"}
