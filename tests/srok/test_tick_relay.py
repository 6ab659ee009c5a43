"""What becomes of letters that a relay does not take, and of those that a dead process was sending."""

import email
from datetime import datetime
from email.utils import parsedate_to_datetime

import pytest
from sqlmodel import select

from calendars.errors import InputError
from calendars.saying import ENGLISH
from notifications.channels.smtp import SmtpChannel
from srok.gather import Post
from srok.store.database import Database
from srok.store.tables import OutboxRow
from srok.tick import tick as do_tick

CYCLE = "small-2016"


def text_of(message: bytes) -> str:
    part = email.message_from_bytes(message).get_payload()[0]
    return part.get_payload(decode=True).decode()


def date_of(message: bytes) -> datetime:
    return parsedate_to_datetime(email.message_from_bytes(message)["Date"])


def outbox(store: Database) -> list[tuple[str, str, str]]:
    with store.read() as session:
        rows = session.exec(select(OutboxRow).order_by(OutboxRow.id))
        return [(row.recipient, f"{row.day:%d.%m}", row.state) for row in rows]


# The relay -----------------------------------------------------------------------------------------------


def test_a_relay_that_is_down_defers_and_then_takes_the_same_letter(tick, relay, store):
    relay.down = True
    down = tick("2016-09-01T10:00")
    assert (down.sent, down.deferred, str(down.trouble)) == (0, 3, "the relay is down")
    assert tick("2016-09-01T10:01").sent == 0
    relay.down = False
    assert tick("2016-09-01T10:01").sent == 0  # the pause is not over yet
    assert tick("2016-09-01T10:06").sent == 3
    assert [date_of(message).hour for _, message in relay.letters if "bor" not in _] == [10, 10, 15]
    assert tick("2016-09-01T10:30").sent == 0


def test_letters_that_never_left_are_superseded_by_one(tick, relay, store):
    relay.down = True
    for day in (12, 13, 14):
        for hour in range(4, 24):
            tick(f"2016-09-{day}T{hour:02}:00")
    relay.down = False
    for hour in range(4, 24):
        tick(f"2016-09-15T{hour:02}:00")
    assert sorted(relay.reached) == ["achinsk", "bor", "plan", "viluy"]
    mine = [(day, state) for recipient, day, state in outbox(store) if recipient == "Ачинск"]
    assert mine == [
        ("12.09", "superseded"),
        ("13.09", "superseded"),
        ("14.09", "superseded"),
        ("15.09", "sent"),
    ]


def test_a_deferred_letter_waits_for_working_hours(tick, relay):
    relay.down = True
    tick("2016-09-16T17:50")
    relay.down = False
    for moment in ("2016-09-16T18:30", "2016-09-16T23:00", "2016-09-17T12:00", "2016-09-18T12:00"):
        tick(moment)
    assert "achinsk" not in relay.reached
    tick("2016-09-19T09:00")
    assert relay.reached.count("achinsk") == 1
    assert [f"{date_of(m):%d.%m}" for r, m in relay.letters if r.startswith("achinsk")] == ["19.09"]


def test_a_refused_letter_is_not_tried_again_and_keeps_none_from_theirs(tick, relay, store):
    relay.refuses = {"achinsk@example.org"}
    first = tick("2016-09-01T14:00")
    assert (first.sent, first.failed, first.deferred) == (2, 1, 0)
    relay.refuses = set()
    assert tick("2016-09-01T15:00").sent == 0
    assert ("Ачинск", "01.09", "failed") in outbox(store)


def test_letters_of_a_process_that_died_are_gathered_anew_after_an_outage(tick, relay, store, raw):
    """Killed while sending; nobody ticks for three days: one letter, of the day on which it leaves."""
    relay.down = True
    tick("2016-09-12T10:00")
    with raw(store.path) as connection:
        connection.execute("UPDATE outbox SET state = 'sending', next_try_at = NULL")
    relay.down = False
    tick("2016-09-15T10:00")
    assert relay.reached.count("achinsk") == 1
    assert "15.09.2016" in text_of(dict(relay.letters)["achinsk@example.org"])


def test_a_process_that_dies_after_superseding_loses_no_letter(tick, relay, store, monkeypatch):
    relay.down = True
    tick("2016-09-12T10:00")
    relay.down = False
    with monkeypatch.context() as patched:
        patched.setattr("srok.gather._write_letter", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tick("2016-09-13T10:00")
    tick("2016-09-13T10:00")
    assert "achinsk" in relay.reached


def test_an_address_of_the_relay_that_makes_no_sense_writes_nothing(store, moment):
    with pytest.raises(InputError, match="not understood"):
        do_tick(
            store,
            moment("2016-09-01T14:00"),
            Post(lambda: SmtpChannel("nonsense"), "srok@example.org", "", ENGLISH),
        )
    assert outbox(store) == []
