"""A curator of several municipalities is one person: one letter a day, in words of their own."""

import email
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from definitions import CURATOR, Copy
from srok.store.tables import OutboxRow, SaidRow

NAME = "Орлова <curator@example.org>"


@pytest.fixture(scope="session")
def definition(definition):
    """The small plan with copies to curators on the last day itself."""
    return replace(definition, reminders=replace(definition.reminders, copies=(Copy((CURATOR,), 0),)))


@pytest.fixture(scope="session")
def participants(participants):
    """Two municipalities, in two time zones, of one curator: her address is written in two ways."""
    first, second, *others = participants
    zones = ("Asia/Krasnoyarsk", "Asia/Omsk")
    mails = ("curator@example.org", "Curator@example.org")
    both = (
        replace(one, curator="Орлова", curator_email=mail, timezone=zone)
        for one, mail, zone in zip((first, second), mails, zones, strict=True)
    )
    return (*both, *others)


def texts(relay, box: str) -> list[str]:
    return [
        email.message_from_bytes(message).get_payload()[0].get_payload(decode=True).decode()
        for to, message in relay.letters
        if to.lower().startswith(box)
    ]


def test_one_person_with_one_address_has_one_letter(store, tick, relay, participants):
    tick("2016-09-15T12:00")
    (text,) = texts(relay, "curator")
    names = ", ".join(sorted(one.name for one in participants[:2]))
    assert "This is a copy for information: Орлова receives it as the curator." in text
    assert f"Whose deadlines these are: {names}." in text
    assert "takes part" not in text
    with store.read() as session:
        (letter,) = session.exec(select(OutboxRow).where(OutboxRow.recipient == NAME))
        said = session.exec(select(SaidRow).where(SaidRow.recipient == NAME)).all()
    assert letter.timezone == ""
    assert {row.subject for row in said} >= {one.name for one in participants[:2]}
    tick("2016-09-15T13:00")
    assert len(texts(relay, "curator")) == 1


@pytest.mark.parametrize("name", ["Орлова ({town})", "Кого-то больше нет"], ids=["as before", "not known"])
def test_a_letter_of_an_earlier_release_waits_and_leaves(store, tick, relay, raw, participants, name):
    relay.down = True
    tick("2016-09-15T12:00")
    old = name.format(town=participants[0].name)
    with raw(store.path) as connection:
        connection.execute("DELETE FROM said WHERE subject <> ?", (participants[0].name,))
        connection.execute("UPDATE said SET recipient = ? WHERE recipient = ?", (old, NAME))
        connection.execute(
            "UPDATE outbox SET recipient = ?, message_id = '<old>' WHERE recipient = ?", (old, NAME)
        )
    relay.down = False
    tick("2016-09-15T14:00")
    assert len(texts(relay, "curator")) == 1


def test_what_was_said_by_an_earlier_release_is_not_said_again(store, tick, relay, raw, participants):
    tick("2016-09-15T12:00")
    assert len(texts(relay, "curator")) == 1
    with raw(store.path) as connection:
        for town in participants[:2]:
            old = (f"Орлова ({town.name})", NAME, town.name)
            connection.execute("UPDATE said SET recipient = ? WHERE recipient = ? AND subject = ?", old)
        connection.execute("UPDATE outbox SET recipient = 'Орлова (?)' WHERE recipient = ?", (NAME,))
        connection.execute("UPDATE case_state SET wake_at = '2016-09-15 06:00:00'")
    tick("2016-09-15T15:00")
    assert len(texts(relay, "curator")) == 1


def test_a_moved_date_says_why(tick, relay, record, participants):
    town = participants[0].name
    record("26", "назначить срок", town, now="2016-09-01T10:00", day=date(2016, 9, 20), basis="письмо № 7")
    tick("2016-09-01T11:00")
    assert any("Basis: письмо № 7" in text for _, message in relay.letters for text in [_text(message)])


def _text(message: bytes) -> str:
    return email.message_from_bytes(message).get_payload()[0].get_payload(decode=True).decode()
