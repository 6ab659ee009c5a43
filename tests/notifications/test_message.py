"""A letter survives relays, and a name in it cannot become a header."""

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.errors import InputError
from notifications.digest import Letter, render
from notifications.message import build_message, split_address

LETTER = Letter(subject="Срок сегодня: п. 10", text="Здравствуйте!\n", html="<p>Здравствуйте!</p>\n")
ENVELOPE = {
    "sender": "Министерство экономики <plan@example.org>",
    "recipient": "Ачинск <achinsk@example.org>",
    "message_id": "<srok.1@example.org>",
    "sent_at": datetime(2016, 11, 18, 9, 5, tzinfo=UTC),
}

words = st.text(
    st.sampled_from("абвгдеёжзиклмнопрстуфхцчшщъыьэюяАБВЁЯ«»—№ ,.:;()\"'0123456789abcXYZ=?_@&"), min_size=1
).map(lambda text: " ".join(text.split()))


def parsed(**changes) -> email.message.Message:
    return email.message_from_bytes(build_message(LETTER, **{**ENVELOPE, **changes}))


def decoded(header: str) -> str:
    return str(make_header(decode_header(header)))


def test_both_parts_arrive_as_they_were_written(digest, russian):
    letter = render(digest, russian)
    message = email.message_from_bytes(build_message(letter, **ENVELOPE))
    text, html = message.get_payload()
    assert message.get_content_type() == "multipart/alternative"
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_payload(decode=True).decode() == letter.text
    assert html.get_payload(decode=True).decode() == letter.html


@given(words)
def test_any_subject_is_read_back_by_old_and_new_mail_programs(subject):
    raw = build_message(replace(LETTER, subject=subject), **ENVELOPE)
    assert decoded(email.message_from_bytes(raw)["Subject"]) == subject
    assert email.message_from_bytes(raw, policy=email.policy.default)["Subject"] == subject


@given(words.map(lambda name: name.replace('"', "").strip()).filter(bool))
def test_any_name_is_read_back_beside_its_address(name):
    raw = build_message(LETTER, **{**ENVELOPE, "recipient": f"{name} <achinsk@example.org>"})
    # Not by `policy.default`: Python 3.11 adds a space where a long name was folded (python/cpython#128110).
    shown, address = parseaddr(email.message_from_bytes(raw)["To"])
    assert (decoded(shown), address) == (name, "achinsk@example.org")


@given(words, words)
def test_the_bytes_suit_every_relay(subject, name):
    """RFC 5322, 2.1.1: lines end in CRLF and have at most 78 characters; seven bits only."""
    raw = build_message(
        replace(LETTER, subject=subject * 5),
        **{**ENVELOPE, "sender": f"{name.replace(chr(34), '')} <a@b.ru>"},
    )
    assert raw.isascii()
    lines = raw.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 78


def test_the_same_row_gives_the_same_bytes_and_another_id_other_boundaries():
    assert build_message(LETTER, **ENVELOPE) == build_message(LETTER, **ENVELOPE)
    assert parsed().get_boundary() != parsed(message_id="<srok.2@example.org>").get_boundary()


def test_headers_say_when_and_that_a_machine_wrote():
    message = parsed()
    assert message["Date"] == "Fri, 18 Nov 2016 09:05:00 +0000"
    assert message["Message-ID"] == "<srok.1@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\v", "\x85", "\u2028"])
@pytest.mark.parametrize("field", ["sender", "recipient", "subject"])
def test_a_line_break_in_a_name_or_subject_makes_no_header(field, line_break):
    smuggled = f"Ачинск{line_break}Bcc: all@example.org{line_break}{line_break}text"
    if field == "subject":
        message = email.message_from_bytes(build_message(replace(LETTER, subject=smuggled), **ENVELOPE))
    else:
        message = parsed(**{field: f'"{smuggled}" <achinsk@example.org>'})
    assert sorted(message.keys()) == sorted(parsed().keys())
    assert len(message.get_payload()) == 2


@pytest.mark.parametrize(
    ("mailbox", "name", "address"),
    [
        ("achinsk@example.org", "", "achinsk@example.org"),
        (" <achinsk@example.org> ", "", "achinsk@example.org"),
        ("Глава города <glava@край.рф>", "Глава города", "glava@xn--80asby.xn--p1ai"),
        ('"Отдел, экономики" <econ@example.org>', "Отдел, экономики", "econ@example.org"),
        ("Отдел <econ@example.org", None, None),
        ("econ@example.org>", None, None),
        ("a@example.org, b@example.org", None, None),
        ("a@example.org\nBcc: b@example.org", None, None),
        ("<a@example.org>\r\nRCPT TO:<b@example.org>", None, None),
        ("почта@example.org", None, None),
        ("a@b@example.org", None, None),
        ("a@..example.org", None, None),
        ("a@" + "д" * 70 + ".рф", None, None),
        ("", None, None),
        ("нет", None, None),
    ],
)
def test_an_address_is_understood_or_refused(mailbox, name, address):
    if address is None:
        with pytest.raises(InputError, match="cannot be used as an e-mail address"):
            split_address(mailbox)
    else:
        assert split_address(mailbox) == (name, address)


def test_a_moment_without_a_zone_and_an_id_that_is_none_are_programming_mistakes():
    with pytest.raises(ValueError, match="time zone"):
        parsed(sent_at=datetime(2016, 11, 18, 9, 5))  # noqa: DTZ001  the mistake itself
    with pytest.raises(ValueError, match="Message-ID"):
        parsed(message_id="<a@b>\r\nBcc: <c@d>")
