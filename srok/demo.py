"""A whole real cycle for whoever looks at srok for the first time, with mail sent to a server of its own."""

from __future__ import annotations

import email
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from email import policy
from importlib import resources
from pathlib import Path

from calendars.errors import InputError
from calendars.saying import Catalog, say
from notifications.channels.smtp import SmtpChannel
from srok.catcher import Catcher, catch
from srok.deviations import View, deviation_rows
from srok.gather import Post
from srok.material import Material
from srok.reports import Row
from srok.simulate import Played, play
from srok.store.database import Database
from srok.store.journal import entries_of
from workflow import fold

#: The cycle that is shown: a real plan with a made-up course of events.
FILE = Path(str(resources.files("definitions"))) / "library" / "krasnoyarsk-2016.yaml"
_SENDER = "srok <srok@minec.example>"
_CONTACT = "plan@minec.example"


@dataclass(frozen=True)
class Shown:
    """What a demo leaves: the database, the letters, and the deviation log as of its last day."""

    database: Path
    letters: Path
    caught: int
    played: Played
    rows: list[Row]
    sample: ReadLetter


@dataclass(frozen=True)
class ReadLetter:
    """A letter as its reader sees it."""

    sender: str
    recipient: str
    subject: str
    text: str


def show(
    material: Material,
    folder: Path,
    catalog: Catalog,
    progress: Callable[[date], None] = lambda _day: None,
) -> Shown:
    """Play the cycle with its database and its letters in `folder`, which is empty or does not exist.

    `catalog` is the language in which the letters and the log are written: what stays depends on no reader.
    """
    try:
        (folder / "letters").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(say("{folder} cannot be made: {why}", folder=str(folder), why=why)) from None
    database = Database(f"sqlite:///{folder / 'srok.db'}")
    with catch(folder / "letters") as catcher:
        post = Post(lambda: SmtpChannel(catcher.url), _SENDER, _CONTACT, catalog)
        played = play(database, material, post, progress)
    rows = rows_of(database, played, catalog)
    database.close()
    return Shown(
        database.path, catcher.folder, len(catcher.letters), played, rows, _sample(catcher, material)
    )


def rows_of(database: Database, played: Played, catalog: Catalog) -> list[Row]:
    """Return the deviation log as of the last day played."""
    with database.read() as session:
        cases = fold(played.cycle, entries_of(session, played.cycle.name))
    return deviation_rows(View(played.cycle, cases, played.last), catalog)


def worst(rows: Sequence[Row], number: int) -> list[Row]:
    """Return the rows that were or are latest."""
    late = [row for row in rows if row["delay_days"]]
    return sorted(late, key=lambda row: -row["delay_days"])[:number]


def _sample(catcher: Catcher, material: Material) -> ReadLetter:
    """Return the letter that has most to say to one of those who have rows of their own."""
    each = {member.email for member in material.participants if member.role == material.definition.each_role}
    paths = [letter.path for letter in catcher.letters if letter.recipient in each]
    return _read(max(paths, key=lambda path: (path.stat().st_size, path.name)))


def _read(path: Path) -> ReadLetter:
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body else ""
    return ReadLetter(str(message["From"]), str(message["To"]), str(message["Subject"]), text)
