"""What was said and never read is said again: refused letters, a clock that was wrong, the end of the calendar."""

import email
from datetime import date

import pytest
from sqlmodel import select

from calendars import load_calendar
from calendars.errors import InputError
from calendars.saying import ENGLISH, say
from notifications import build_message
from srok import clock
from srok.gather import Post, Refusal
from srok.store import cycles, sending
from srok.store.database import Database
from srok.store.tables import EntryRow, OutboxRow
from srok.tick import tick as do_tick
from workflow import Wish

CYCLE = "small-2016"
ACHINSK = "achinsk@example.org"


def text_of(message: bytes) -> str:
    return email.message_from_bytes(message).get_payload()[0].get_payload(decode=True).decode()


# Refused -------------------------------------------------------------------------------------------------


def test_what_a_refused_letter_said_is_in_that_of_the_next_day(tick, relay, damage, store):
    relay.refuses = {ACHINSK}
    assert tick("2016-09-01T10:00").refused == (Refusal(ACHINSK, say("no such mailbox")),)
    assert damage(store, "2016-09-01T10:00") == []
    relay.refuses = set()
    assert tick("2016-09-01T17:00").sent == 1  # Bor, by its own clock
    relay.letters.clear()
    assert tick("2016-09-02T10:00").sent == 1
    assert relay.reached == ["achinsk"]
    assert "10. Направление" in text_of(relay.letters[0][1])
    assert damage(store, "2016-09-02T10:00") == []


def test_a_letter_that_cannot_be_written_is_told_and_written_the_next_day(tick, relay, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("srok.gather.build_message", _unwritable(ACHINSK))
        told = tick("2016-09-01T10:00")
    assert [refusal.address for refusal in told.refused] == [ACHINSK]
    assert tick("2016-09-01T11:00").failed == 0
    relay.letters.clear()
    tick("2016-09-02T10:00")
    assert "achinsk" in relay.reached


def _unwritable(address: str):
    def build(*arguments, recipient, **rest):
        if recipient == address:
            raise InputError(say("not an address"))
        return build_message(*arguments, recipient=recipient, **rest)

    return build


def test_the_command_names_who_was_refused_and_why(started, monkeypatch, relay):
    relay.refuses = {ACHINSK}
    post = Post(lambda: relay, "srok@example.org", "", ENGLISH)
    monkeypatch.setattr("srok.cli.system.post", lambda: post)
    told = started("tick", "--now", "2016-09-01T10:00")
    assert told.status == 3
    assert f"error: the letter to {ACHINSK} was refused: no such mailbox" in told.err
    assert "refused: 1" in told.out
    assert started("tick", "--now", "2016-09-01T11:00").status == 0


# A clock that was wrong ----------------------------------------------------------------------------------


@pytest.fixture
def real(empty, definition, participants, moment) -> Database:
    """The small cycle, started on the real clock."""
    cycles.start(empty, definition, load_calendar(), participants, moment("2016-08-25T09:00"))
    return empty


@pytest.fixture
def tick_really(real, moment, relay):
    return lambda now: do_tick(real, moment(now), Post(lambda: relay, "srok@example.org", "", ENGLISH))


def test_a_clock_that_was_months_ahead_for_one_tick_silences_nobody(tick_really, real, relay, moment, damage):
    tick_really("2016-09-01T10:00")
    tick_really("2017-03-01T10:00")
    relay.letters.clear()
    back = tick_really("2016-09-02T10:00")
    assert back.went_back == moment("2017-03-01T10:00")
    for day in (5, 6, 7, 8, 9, 12, 13, 14, 15):
        assert tick_really(f"2016-09-{day:02}T10:00").went_back is None
    days = [text_of(message) for recipient, message in relay.letters if recipient == ACHINSK]
    assert len(days) == 3  # 12, 14 and 15 September
    assert damage(real, "2016-09-15T10:00") == []


def test_a_letter_that_waited_for_a_day_to_come_is_withdrawn(tick_really, real, relay):
    relay.down = True
    tick_really("2016-12-15T10:00")
    relay.down = False
    tick_really("2016-09-15T10:00")
    assert "achinsk" in relay.reached
    with real.read() as session:
        assert sending.counts(session) == {"superseded": 3, "sent": len(relay.letters)}
        days = {row.day for row in session.exec(select(OutboxRow)) if row.state == "sent"}
    assert days == {date(2016, 9, 15)}


def test_seals_go_on_after_a_clock_that_was_ahead(tick_really, real, moment, damage):
    tick_really("2016-09-01T10:00")
    cycles.record(real, CYCLE, [Wish("10", "направить", "Бор")], moment("2017-03-01T09:00"))
    tick_really("2017-03-01T10:00")
    tick_really("2016-09-02T10:00")
    cycles.record(real, CYCLE, [Wish("10", "направить", "Ачинск")], moment("2016-09-05T10:00"))
    tick_really("2016-09-05T11:00")
    assert damage(real, "2016-09-05T11:00") == []
    with real.read() as session:
        seals = session.exec(select(EntryRow).where(EntryRow.kind == "seal").order_by(EntryRow.number)).all()
    assert [(f"{row.on:%d.%m.%Y}", "clock_back" in row.data) for row in seals][-2:] == [
        ("02.09.2016", True),
        ("05.09.2016", False),
    ]


def test_a_clock_that_has_gone_back_is_told(cli, data, moment, relay, monkeypatch):
    post = Post(lambda: relay, "srok@example.org", "", ENGLISH)
    monkeypatch.setattr("srok.cli.system.post", lambda: post)
    monkeypatch.setattr(clock, "now", lambda: moment("2016-08-25T09:00"))
    assert cli("start", data / "small.yaml", "--participants", data / "participants.csv").status == 0
    monkeypatch.setattr(clock, "now", lambda: moment("2017-03-01T10:00"))
    assert cli("tick").err == ""
    monkeypatch.setattr(clock, "now", lambda: moment("2016-08-26T10:00"))
    told = cli("tick")
    assert told.status == 0
    assert "warning: the clock has gone back: the last tick was at 01.03.2017" in told.err


# The end of the calendar ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "now", ["2029-12-31T10:00", "2029-12-31T23:00", "2030-01-10T10:00", "2031-06-02T10:00"]
)
def test_a_tick_after_the_end_of_the_calendar_stops_nothing(tick, store, damage, now):
    tick("2016-09-01T10:00")
    tick(now)
    assert damage(store, now) == []
