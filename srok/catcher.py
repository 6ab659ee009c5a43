"""A mail server of one's own that keeps every letter as a file and passes none on, for `srok demo`."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

_NAME_LENGTH = 100


@dataclass(frozen=True)
class Caught:
    """One letter for one recipient, and the file it is kept in."""

    recipient: str
    message_id: str
    path: Path


@dataclass
class Catcher:
    """What has been caught: `letters` in order; `repeats` are those whose Message-ID had come before."""

    folder: Path
    url: str = ""
    letters: list[Caught] = field(default_factory=list)
    repeats: list[Caught] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802  aiosmtpd's hook
        """Keep the letter; aiosmtpd calls this and sends the answer returned."""
        content = envelope.content or b""
        for recipient in envelope.rcpt_tos:
            self._keep(recipient, content if isinstance(content, bytes) else content.encode())
        return "250 Kept"

    def _keep(self, recipient: str, content: bytes) -> None:
        message = email.message_from_bytes(content)
        message_id = str(message["Message-ID"] or sha256(content).hexdigest())
        for known in self.letters:
            if (known.recipient, known.message_id) == (recipient, message_id):
                self.repeats.append(known)
                return
        path = self._free(f"{_day(message['Date'])}-{_safe(recipient)}")
        path.write_bytes(content)
        self.letters.append(Caught(recipient, message_id, path))

    def _free(self, stem: str) -> Path:
        """Number the second letter of a day to one recipient; files of an earlier run are written over."""
        taken = {letter.path.stem for letter in self.letters}
        number = 1
        while (name := stem if number == 1 else f"{stem}-{number}") in taken:
            number += 1
        return self.folder / f"{name}.eml"


class _AnyPort(Controller):
    """A controller that may listen on port 0, at which aiosmtpd alone would knock to see if it answers."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def catch(folder: Path) -> Iterator[Catcher]:
    """Listen on a free port of this machine; letters sent to `.url` end up in `folder` as `.eml`.

    A file is named after the letter's own date and its recipient, so that equal letters give equal files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    catcher = Catcher(folder)
    # Without a name aiosmtpd asks the network for one, which takes its time where there is no network.
    server = _AnyPort(catcher, hostname="127.0.0.1", port=0, server_hostname="localhost")
    server.start()
    try:
        catcher.url = f"smtp://127.0.0.1:{server.port}"
        yield catcher
    finally:
        server.stop()


def _day(date: object) -> str:
    try:
        return f"{parsedate_to_datetime(str(date)):%Y-%m-%d}"
    except ValueError:
        return "undated"


def _safe(address: str) -> str:
    """Keep of an address what is safe in a file name on every system."""
    return re.sub(r"[^\w@.+-]|(?<=\.)\.", "_", address.lower())[:_NAME_LENGTH]
