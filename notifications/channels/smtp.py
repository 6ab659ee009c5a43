"""Letters to a mail relay; the only file that knows aiosmtplib."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Self
from urllib.parse import SplitResult, unquote, urlsplit

import aiosmtplib

from calendars.errors import Deferred, InputError, Rejected
from calendars.saying import Text, say
from notifications.message import split_address

TIMEOUT_SECONDS = 30.0
"""How long the relay may take over one answer."""

_PERMANENT = 500  # RFC 5321, 4.2.1: from here on the same attempt would fail again
_TLS: dict[str, dict[str, Any]] = {
    "smtp": {"use_tls": False, "start_tls": False},
    "smtps": {"use_tls": True},
    "smtp+starttls": {"use_tls": False, "start_tls": True},
}


class SmtpChannel:
    """One connection to a relay for a batch of letters, opened for the first one and anew where it was lost.

    The URL is `smtp://user:password@host:port`, or `smtps://` (TLS from the start) or `smtp+starttls://` (TLS
    demanded); user and password are percent-encoded and never shown. A URL of another form raises InputError.

    Only a refusal of the recipient or of the letter itself is Rejected. A relay that refuses the login or the
    sender refuses every letter alike: that is to be mended in the settings, so the letters wait.
    """

    def __init__(self, url: str) -> None:
        parts, port = _parsed(url)
        self._name = f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port else "")
        self._unreachable: Text | None = None
        self._smtp = aiosmtplib.SMTP(
            hostname=parts.hostname,
            port=port,
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            timeout=TIMEOUT_SECONDS,
            **_TLS[parts.scheme],
        )

    def __repr__(self) -> str:
        return f"SmtpChannel({self._name})"

    async def __aenter__(self) -> Self:
        self._unreachable = None
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take leave of the relay; letters it accepted stay accepted, even if it no longer answers."""
        await self._smtp.__aexit__(kind, error, trace)

    async def connect(self) -> None:
        """Reach the relay and log in, unless that is done; raises Deferred.

        A relay that could not be reached is not tried again in this batch: each letter would wait for the
        time-out.
        """
        if self._smtp.is_connected:
            return
        if self._unreachable is None:
            try:
                await self._smtp.connect()
            except (aiosmtplib.SMTPException, OSError, ValueError) as error:
                self._unreachable = self._no_connection(error)
            else:
                return
        raise Deferred(self._unreachable)

    async def send(self, sender: str, recipient: str, message: bytes) -> None:
        """Hand the letter to the relay; raises Deferred or Rejected."""
        mail_from = _bare(sender, otherwise=Deferred)
        mail_to = _bare(recipient, otherwise=Rejected)
        await self.connect()
        try:
            await self._smtp.sendmail(mail_from, mail_to, message)
        except aiosmtplib.SMTPRecipientsRefused as error:
            refusal = error.recipients[0]
            raise self._refusal(refusal.code, refusal.message, mail_to) from error
        except aiosmtplib.SMTPDataError as error:
            raise self._refusal(error.code, error.message, mail_to) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            self._smtp.close()
            raise Deferred(self._not_sent(error)) from error

    def _refusal(self, code: int, answer: str, recipient: str) -> Deferred | Rejected:
        outcome = Rejected if code >= _PERMANENT else Deferred
        return outcome(
            say(
                "The mail relay {relay} did not take a letter for {recipient}: {code} {answer}",
                relay=self._name,
                recipient=recipient,
                code=code,
                answer=answer,
            )
        )

    def _not_sent(self, error: Exception) -> Text:
        return say(
            "The mail relay {relay} did not take a letter: {reason}", relay=self._name, reason=_reason(error)
        )

    def _no_connection(self, error: Exception) -> Text:
        return say(
            "The mail relay {relay} cannot be used: {reason}. Check its address and password in settings.",
            relay=self._name,
            reason=_reason(error),
        )


def _reason(error: Exception) -> str:
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        return str(error.code)  # the relay's words may repeat what it was sent
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return f"{error.code} {error.message}"
    return str(error) or type(error).__name__


def _bare(mailbox: str, otherwise: type[Deferred | Rejected]) -> str:
    try:
        return split_address(mailbox)[1]
    except InputError as error:
        raise otherwise(error.message) from error


def _parsed(url: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # its message would quote a part of the password
        raise _bad_url() from None
    # A password with an unencoded / ? or # ends up behind the host.
    if (
        parts.scheme not in _TLS
        or not parts.hostname
        or parts.path.strip("/")
        or parts.query
        or parts.fragment
    ):
        raise _bad_url()
    return parts, port


def _bad_url() -> InputError:
    return InputError(
        say(
            "The address of the mail relay is not understood. Write smtp://user:password@host:port, or smtps:// "
            "or smtp+starttls://, with special characters of the password percent-encoded (@ is %40, / is %2F)."
        )
    )
