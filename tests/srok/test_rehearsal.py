"""A cycle can be rehearsed: every letter goes to one chosen address, marked with whom it would have been for."""

import email

from sqlmodel import select

from calendars.saying import ENGLISH
from srok.gather import Post
from srok.store.tables import OutboxRow
from srok.tick import tick


def test_in_a_rehearsal_nobody_else_is_written_to(store, moment, relay):
    post = Post(lambda: relay, "srok@example.org", "", ENGLISH, rehearsal="me@example.org")

    done = tick(store, moment("2016-09-14T10:00"), post)

    with store.read() as session:
        letters = session.exec(select(OutboxRow)).all()
    assert done.sent == len(letters) > 1
    assert {letter.address for letter in letters} == {"me@example.org"}
    for letter in letters:
        message = email.message_from_bytes(letter.message)
        text = message.get_payload()[0].get_payload(decode=True).decode()
        assert message["To"] == "me@example.org"
        assert text.startswith("REHEARSAL")
        assert letter.recipient in text
