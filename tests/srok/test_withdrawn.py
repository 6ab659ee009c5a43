"""A letter that has not left says what holds: it is withdrawn with the entry, and written anew for the same day."""

import email
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from calendars.saying import ENGLISH
from notifications.channels.smtp import SmtpChannel
from srok.catcher import catch
from srok.gather import Post
from srok.store import cycles, outbox, projection, sending
from srok.store.tables import OutboxRow, SaidRow
from srok.tick import tick as do_tick
from workflow import CaseKey

CYCLE = "small-2016"
NOBODY = "smtp://127.0.0.1:9"


def text_of(message: bytes) -> str:
    part = email.message_from_bytes(message).get_payload()[0]
    return part.get_payload(decode=True).decode()


@pytest.fixture
def letters(store) -> Callable[[str], list[tuple[str, str]]]:
    """The letters of a recipient: state and Message-ID."""

    def of(recipient: str) -> list[tuple[str, str]]:
        with store.read() as session:
            query = select(OutboxRow).where(OutboxRow.recipient == recipient).order_by(OutboxRow.id)
            return [(row.state, row.message_id) for row in session.exec(query)]

    return of


@pytest.fixture(params=["", "me@example.org"], ids=["in earnest", "rehearsal"])
def post(request) -> Callable[[str], Post]:
    """How letters leave through a relay at an address: to their recipients, or in a rehearsal."""
    return lambda url: Post(
        lambda: SmtpChannel(url), "srok@example.org", "", ENGLISH, rehearsal=request.param
    )


@pytest.fixture
def waiting(store, moment, post) -> None:
    """On 1 September everybody has a letter that the relay could not take: event 10 is due on the 15th."""
    assert do_tick(store, moment("2016-09-01T14:00"), post(NOBODY)).deferred == 3


@pytest.fixture
def sent(store, moment, post, tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """Tick with the relay up; the letters that left, by whom they were for."""

    def leave(now: str) -> dict[str, str]:
        with catch(tmp_path / now[:13]) as catcher:
            do_tick(store, moment(now), post(catcher.url))
        assert catcher.repeats == []
        found = [text_of(letter.path.read_bytes()) for letter in catcher.letters]
        names = "Ачинск", "Бор", "Вилюй", "министерство"
        return {name: text for text in found for name in names if f"because {name} takes part" in text}

    return leave


def test_what_was_done_meanwhile_is_not_reminded_of(waiting, record, sent, letters):
    record("10", "направить", "Ачинск", now="2016-09-01T14:02")
    assert [state for state, _ in letters("Ачинск")] == ["superseded"]
    left = sent("2016-09-01T14:20")
    assert "Ачинск" not in left
    assert "Бор" in left


def test_what_is_left_is_said_in_a_new_letter_of_the_same_day(store, moment, post, record, sent, letters):
    for event in ("10", "26"):
        record(event, "назначить срок", "Ачинск", day=date(2016, 9, 20), basis="приказ № 7")
    do_tick(store, moment("2016-09-01T14:00"), post(NOBODY))
    record("10", "направить", "Ачинск", now="2016-09-01T14:02")
    left = sent("2016-09-01T14:20")["Ачинск"]
    assert "Направление материалов" not in left
    assert "26. Размещение" in left
    (first, withdrawn), (second, own) = letters("Ачинск")
    assert (first, second) == ("superseded", "sent")
    assert withdrawn != own


@pytest.mark.parametrize(
    ("trigger", "data", "left"),
    [
        ("назначить срок", {"day": date(2016, 9, 22), "basis": "приказ"}, "22.09.2016"),
        ("снять с контроля", {"basis": "приказ"}, None),
    ],
    ids=["moved", "removed"],
)
def test_a_new_letter_says_how_it_stands_now(waiting, record, sent, trigger, data, left):
    record("10", trigger, "Бор", now="2016-09-01T14:02", **data)
    told = sent("2016-09-01T14:20")
    assert ("Бор" in told) == (left is not None)
    if left:
        assert left in told["Бор"]
        assert "15.09.2016" in told["Бор"]  # the notice says what it was


def test_what_changes_nothing_that_a_letter_says_leaves_it_alone(waiting, record, letters):
    before = letters("Ачинск"), letters("Бор")
    record("10", "пояснить", "Ачинск", now="2016-09-01T14:02", note="готовим")
    record("19", "назначить срок", "Ачинск", now="2016-09-01T14:02", day=date(2016, 12, 1), basis="приказ")
    assert (letters("Ачинск"), letters("Бор")) == before


def test_a_withdrawn_entry_brings_back_what_the_letter_said(waiting, record, sent, letters):
    (done,) = record("10", "направить", "Ачинск", now="2016-09-01T14:02")
    record("10", "отозвать", "Ачинск", now="2016-09-01T14:03", corrects=done.entry.number)
    assert "10. Направление" in sent("2016-09-01T14:20")["Ачинск"]
    assert [state for state, _ in letters("Ачинск")] == ["superseded", "sent"]


def test_a_letter_that_left_stays(store, record, sent, letters):
    sent("2016-09-01T14:00")
    record("10", "направить", "Ачинск", now="2016-09-01T14:02")
    assert [state for state, _ in letters("Ачинск")] == ["sent"]
    assert sent("2016-09-01T14:20") == {}


def test_a_letter_that_was_being_sent_and_came_back_is_withdrawn_before_the_next_try(
    store, moment, post, waiting, record, sent, letters, raw
):
    """Nobody can call it back at that moment; but it must not go out once more."""
    with raw(store.path) as connection:
        connection.execute("UPDATE outbox SET state = 'sending', next_try_at = NULL")
    record("10", "направить", "Ачинск", now="2016-09-01T14:02")
    assert [state for state, _ in letters("Ачинск")] == ["sending"]
    assert sorted(sent("2016-09-01T14:20")) == ["Бор", "министерство"]
    assert [state for state, _ in letters("Ачинск")] == ["superseded"]


def test_only_what_a_withdrawn_letter_said_is_unsaid(store, waiting, record, damage):
    with store.read() as session:
        before = {row.recipient for row in session.exec(select(SaidRow))}
    record("10", "направить", "Ачинск", now="2016-09-01T14:02")
    with store.read() as session:
        after = {row.recipient for row in session.exec(select(SaidRow))}
        told = outbox.told_of(session, CYCLE, [CaseKey("10", "Ачинск")])
    assert before - after == {"Ачинск"}
    assert told == {CaseKey("10", "Ачинск"): []}
    assert damage(store, "2016-09-01T14:03") == []


def test_a_letter_withdrawn_again_and_again_is_another_each_time(
    store, moment, post, waiting, record, letters
):
    for minute, day in ((10, 22), (30, 23), (50, 26)):
        record(
            "10", "назначить срок", "Ачинск", now=f"2016-09-01T14:{minute}", day=date(2016, 9, day), basis="п"
        )
        do_tick(store, moment(f"2016-09-01T14:{minute + 1}"), post(NOBODY))
    found = letters("Ачинск")
    assert [state for state, _ in found] == ["superseded"] * 3 + ["deferred"]
    assert len({name for _, name in found}) == 4


def test_a_letter_about_a_stale_case_waits_until_it_is_folded(store, moment, waiting, letters):
    """Somebody has recorded what very many cases follow from, and their folding has only begun."""
    with store.write() as session:
        cycle = cycles.load(session, CYCLE)
        projection.mark_stale(session, CYCLE, [CaseKey("10", "Ачинск")], moment("2016-09-01T14:10"))
        sending.take(session, cycle, moment("2016-09-01T14:20"))
    assert [state for name in ("Ачинск", "Бор") for state, _ in letters(name)] == ["deferred", "sending"]
