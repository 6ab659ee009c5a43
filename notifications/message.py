"""A letter as the bytes of an e-mail: MIME, headers that carry Russian, nothing that a name could smuggle in.

Built with `email.mime` and `Header`: the newer `EmailMessage` under `policy.SMTP` breaks long Russian headers
on Python 3.11.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from hashlib import sha256

from calendars.errors import InputError
from calendars.saying import say
from notifications.digest import Letter
from notifications.line import plain

_CRLF = compat32.clone(linesep="\r\n")
_MAILBOX = re.compile(
    r"(?:(?P<name>[^<>]*)<)?(?P<local>[^\s<>@,;:\"()\[\]\\]+)@(?P<domain>[^\s<>@,;:\"()\[\]\\]+)>?"
)
_MESSAGE_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")


def build_message(
    letter: Letter, *, sender: str, recipient: str, message_id: str, sent_at: datetime
) -> bytes:
    """Return the e-mail; equal arguments give equal bytes, so that a letter sent again is the same letter.

    `sender` and `recipient` are `mail@host` or `Name <mail@host>`, `message_id` is `<unique@host>`, `sent_at`
    knows its time zone. An address that cannot be used raises InputError.
    """
    if sent_at.tzinfo is None:
        raise ValueError("sent_at needs a time zone")
    if not _MESSAGE_ID.fullmatch(message_id):
        raise ValueError(f"not a Message-ID: {message_id!r}")
    message = MIMEMultipart("alternative", boundary=f"srok-{sha256(message_id.encode()).hexdigest()[:32]}")
    # `plain` leaves no line break with which a name could start a header of its own.
    message["Subject"] = Header(plain(letter.subject), "utf-8", header_name="Subject").encode()
    message["From"] = _mailbox("From", sender)
    message["To"] = _mailbox("To", recipient)
    message["Date"] = format_datetime(sent_at)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: keeps out-of-office replies away
    # MIMEText turns UTF-8 into base64, which passes relays that know only seven bits.
    message.attach(MIMEText(letter.text, "plain", "utf-8"))
    message.attach(MIMEText(letter.html, "html", "utf-8"))
    return message.as_bytes(policy=_CRLF)


def split_address(mailbox: str) -> tuple[str, str]:
    """Return the display name and the address of `mail@host` or `Name <mail@host>`.

    The address is plain ASCII: a Russian domain is written the way mail servers know it (край.рф becomes
    xn--80asby.xn--p1ai, RFC 5890). Letters outside ASCII before the @ are refused: most relays do not take them
    (RFC 6531 is optional).
    """
    found = _MAILBOX.fullmatch(mailbox.strip())
    if not found or (found["name"] is None) == mailbox.strip().endswith(">") or not found["local"].isascii():
        raise _unusable(mailbox)
    try:
        domain = found["domain"].encode("idna").decode()
    except UnicodeError:
        raise _unusable(mailbox) from None
    return plain(found["name"] or "").strip('"'), f"{found['local']}@{domain}"


def _unusable(mailbox: str) -> InputError:
    return InputError(
        say(
            "“{mailbox}” cannot be used as an e-mail address; write mail@host or Name <mail@host>, "
            "in Latin letters before the @.",
            mailbox=plain(mailbox),
        )
    )


def _mailbox(field: str, mailbox: str) -> str:
    name, address = split_address(mailbox)
    header = Header(name, "utf-8", header_name=field)
    header.append(f"<{address}>" if name else address, "us-ascii")
    return header.encode()
