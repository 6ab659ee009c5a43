"""Heads are written to by the same rules as participants: one letter a day, and no tick for nothing."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from calendars.saying import ENGLISH
from definitions import HEAD, Copy
from srok.gather import Post
from srok.store import projection
from srok.store.tables import OutboxRow, SaidRow
from srok.tick import tick as do_tick

HEAD_OF_ACHINSK = "Глава <head@example.org>"


@pytest.fixture(scope="session")
def definition(definition):
    """The small plan told at once, with copies to heads: on the day itself, and three working days late."""
    copies = Copy((HEAD,), 0), Copy((HEAD,), 3)
    ladder = replace(definition.reminders, days_before=(15, 3, 1), at_once=True, copies=copies)
    return replace(definition, reminders=ladder)


@pytest.fixture(scope="session")
def participants(participants):
    first, *others = participants
    return (replace(first, head="Глава", head_email="head@example.org"), *others)


def test_second_news_of_a_day_wait_for_the_next(store, moment, tick, record, relay):
    tick("2016-09-15T09:00")
    assert relay.reached.count("head") == 1
    record("26", "назначить срок", "Ачинск", now="2016-09-15T10:00", day=date(2016, 9, 20), basis="приказ")
    tick("2016-09-15T10:00")
    with store.read() as session:
        assert projection.next_wake(session) > moment("2016-09-15T10:00")
    tick("2016-09-16T09:00")
    assert relay.reached.count("head") == 2


def test_one_letter_says_all_that_a_day_calls_for(store, tick):
    """The plan was started fifteen working days before the deadline: both that and the beginning are told then."""
    tick("2016-08-25T10:00")
    with store.read() as session:
        query = select(SaidRow.rung).where(SaidRow.recipient == "Ачинск", SaidRow.event == "10")
        assert sorted(session.exec(query)) == ["ahead:15", "opened:1"]


def test_every_tick_moves_time_on_and_no_copy_is_lost(store, moment, tick, relay, record):
    record("26", "назначить срок", "Ачинск", now="2016-09-01T10:00", day=date(2016, 9, 20), basis="приказ")
    tick("2016-09-01T10:00")
    post, last = Post(lambda: relay, "srok@example.org", "", ENGLISH), moment("2016-09-01T10:00")
    while True:
        with store.read() as session:
            wake = projection.next_wake(session)
        if wake is None or wake > moment("2016-09-28T00:00"):
            break
        assert wake > last, "a tick must leave nothing for the same moment"
        do_tick(store, wake, post)
        last = wake
    with store.read() as session:
        letters = session.exec(select(OutboxRow.day).where(OutboxRow.recipient == HEAD_OF_ACHINSK)).all()
        said = session.exec(select(SaidRow).where(SaidRow.recipient == HEAD_OF_ACHINSK)).all()
    assert [day.day for day in letters] == [1, 15, 20, 23, 27]  # of September
    assert sorted((row.event, row.rung) for row in said) == [
        ("10", "overdue:2016-09-20"),
        ("10", "overdue:2016-09-27"),
        ("10", "today"),
        ("26", "moved"),
        ("26", "overdue:2016-09-23"),
        ("26", "today"),
    ]
