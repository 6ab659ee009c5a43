"""A short step is told at once, also to whoever has had the letter of the day; everything else waits for the next."""

import email
from pathlib import Path

import pytest
from sqlmodel import select

from definitions import read_definition
from srok.store import projection
from srok.store.tables import OutboxRow
from workflow import Participant

PLAN = Path(__file__).parent / "data" / "steps.yaml"

# The review of event 1 is a step of one working day, told at once; that of event 2 takes three, and waits.


def text_of(message: bytes) -> str:
    return email.message_from_bytes(message).get_payload()[0].get_payload(decode=True).decode()


@pytest.fixture(scope="session")
def definition():
    read = read_definition(PLAN.read_bytes(), PLAN.name)
    assert read.definition is not None, [str(problem.message) for problem in read.problems]
    return read.definition


@pytest.fixture(scope="session")
def participants():
    towns = (
        Participant(name, "ОМСУ", email=f"{at}@example.org") for at, name in enumerate(("Ачинск", "Бор"))
    )
    head = {"head": "Петров", "head_email": "head@example.org"}
    return (*towns, Participant("Минэк", "министерство", email="ministry@example.org", **head))


@pytest.fixture
def ministry(tick, relay):
    """Tick at a moment; the letters that the ministry gets."""

    def letters(now: str) -> list[str]:
        relay.letters.clear()
        tick(now)
        return [text_of(message) for to, message in relay.letters if to == "ministry@example.org"]

    return letters


@pytest.fixture
def hand_in(record):
    def handed(who: str, now: str) -> None:
        record("1", "направить", who, now=now)

    return handed


def test_a_second_letter_of_the_day_says_only_what_is_urgent(record, hand_in, ministry, store, damage):
    hand_in("Ачинск", "2016-09-05T10:00")
    (first,) = ministry("2016-09-05T10:05")
    assert "Step “на рассмотрении”, round 1: in your hands since 05.09.2016" in first
    record("2", "показать", "Ачинск", now="2016-09-05T11:00")  # till Thursday: told three working days before
    hand_in("Бор", "2016-09-05T11:30")
    (second,) = ministry("2016-09-05T12:00")
    assert "Бор" in second
    assert "Проект доклада" not in second
    assert ministry("2016-09-05T13:00") == []
    (morning,) = ministry("2016-09-06T09:00")
    assert "Проект доклада" in morning
    assert morning.count("на рассмотрении") == 1  # the last day of both, said once for both
    assert damage(store, "2016-09-06T10:00") == []


def test_a_letter_of_its_own_goes_out_for_every_urgent_step(hand_in, ministry, store):
    for minute, who in ((5, "Ачинск"), (25, "Бор")):
        hand_in(who, f"2016-09-05T10:{minute - 1:02}")
        assert len(ministry(f"2016-09-05T10:{minute:02}")) == 1
    with store.read() as session:
        rows = session.exec(select(OutboxRow).where(OutboxRow.recipient == "Минэк")).all()
    assert [row.urgent for row in rows] == [0, 1]
    assert len({row.message_id for row in rows}) == 2


def test_nothing_urgent_leaves_outside_working_hours(hand_in, ministry, store, moment):
    hand_in("Ачинск", "2016-09-09T17:00")
    assert len(ministry("2016-09-09T17:01")) == 1
    hand_in("Бор", "2016-09-09T18:30")
    for now in ("2016-09-09T19:00", "2016-09-10T12:00", "2016-09-11T12:00"):
        assert ministry(now) == []
    with store.read() as session:
        assert projection.next_wake(session) == moment("2016-09-12T09:00")
    assert len(ministry("2016-09-12T09:00")) == 1


def test_time_wakes_at_once_for_an_urgent_step_and_not_for_another(record, hand_in, ministry, store, moment):
    hand_in("Ачинск", "2016-09-05T10:00")
    ministry("2016-09-05T10:05")
    hand_in("Бор", "2016-09-05T11:30")
    with store.read() as session:
        assert projection.next_wake(session) == moment("2016-09-05T11:30")


def test_an_address_that_is_refused_is_not_tried_again_for_what_is_urgent(
    hand_in, ministry, tick, relay, store
):
    relay.refuses = {"ministry@example.org"}
    hand_in("Ачинск", "2016-09-05T10:00")
    assert tick("2016-09-05T10:05").failed == 1
    hand_in("Бор", "2016-09-05T11:30")
    assert tick("2016-09-05T12:00").failed == 0
    relay.refuses = set()
    (morning,) = ministry("2016-09-06T09:00")
    assert "2 participants: Ачинск, Бор" in morning


def test_an_urgent_letter_that_waits_is_withdrawn_once_the_step_is_over(
    record, hand_in, ministry, relay, store
):
    hand_in("Ачинск", "2016-09-05T10:00")
    ministry("2016-09-05T10:05")
    relay.down = True
    hand_in("Бор", "2016-09-05T11:30")
    ministry("2016-09-05T11:31")
    record("1", "согласовать", "Бор", now="2016-09-05T11:40")
    relay.down = False
    assert ministry("2016-09-05T12:00") == []


def test_a_late_step_is_reminded_of_every_day_and_its_head_hears_of_it(hand_in, ministry, relay):
    hand_in("Ачинск", "2016-09-05T10:00")
    ministry("2016-09-05T10:05")
    reached = {}
    for day in ("06", "07", "08", "09"):
        ministry(f"2016-09-{day}T09:00")
        reached[day] = sorted(name for name in relay.reached if not name.isdecimal())
    assert reached == {
        "06": ["ministry"],
        "07": ["ministry"],
        "08": ["head", "ministry"],
        "09": ["head", "ministry"],
    }
