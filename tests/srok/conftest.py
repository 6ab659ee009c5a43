"""What the tests of the shell share: a small plan, its participants, a database, a started cycle, the command line."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from calendars import load_calendar
from calendars.saying import ENGLISH, say
from definitions import Definition, read_definition
from notifications.channels import Deferred, Rejected
from srok import i18n
from srok.cli.app import run
from srok.gather import Post
from srok.store import cycles
from srok.store.database import Database
from srok.store.guards import GUARDS
from srok.store.verify import verify
from srok.tick import Ticked
from srok.tick import tick as do_tick
from workflow import Participant, Wish, read_participants

DATA = Path(__file__).parent / "data"
ZONE = ZoneInfo("Asia/Krasnoyarsk")
CYCLE = "small-2016"


def at(text: str) -> datetime:
    """A moment by the cycle's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


START = at("2016-08-25T09:00")


@pytest.fixture(scope="session")
def moment() -> Callable[[str], datetime]:
    """A moment by the cycle's clock."""
    return at


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("SROK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SROK_LANG", "en")
    yield
    i18n.use(None)


@pytest.fixture(scope="session")
def definition() -> Definition:
    read = read_definition((DATA / "small.yaml").read_bytes(), "small.yaml")
    assert read.definition is not None, read.problems
    return read.definition


@pytest.fixture(scope="session")
def participants(definition: Definition) -> tuple[Participant, ...]:
    return read_participants((DATA / "participants.csv").read_bytes(), "", definition).participants


@pytest.fixture(params=["sqlite"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database; another kind of database is another parameter here."""
    return {"sqlite": f"sqlite:///{tmp_path / 'srok.db'}"}[request.param]


@pytest.fixture
def empty(url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def store(empty: Database, definition: Definition, participants: Sequence[Participant]) -> Database:
    """A database with the small cycle started on a virtual clock."""
    cycles.start(empty, definition, load_calendar(), participants, START, virtual=True)
    return empty


@pytest.fixture
def record(store: Database) -> Callable[..., list[cycles.Recorded]]:
    """Record one entry at a moment of the cycle's clock."""

    def recorded(event: str, trigger: str, who: str = "", now: str = "2016-09-01T10:00", **rest: object):
        return cycles.record(store, CYCLE, [Wish(event, trigger, who, **rest)], at(now))

    return recorded


class Relay:
    """A channel that keeps what it was given; `down` and `refuses` say what it does not take."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, bytes]] = []
        self.down = False
        self.refuses: set[str] = set()

    async def __aenter__(self) -> "Relay":
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def send(self, sender: str, recipient: str, message: bytes) -> None:
        if self.down:
            raise Deferred(say("the relay is down"))
        if recipient in self.refuses:
            raise Rejected(say("no such mailbox"))
        self.letters.append((recipient, message))

    @property
    def reached(self) -> list[str]:
        """To whom letters went, by the part before the @."""
        return [recipient.partition("@")[0] for recipient, _ in self.letters]


@pytest.fixture
def relay() -> Relay:
    return Relay()


def tick_at(database: Database, moment: str, relay: Relay) -> Ticked:
    return do_tick(database, at(moment), Post(lambda: relay, "srok@example.org", "", ENGLISH))


@pytest.fixture
def tick(store: Database, relay: Relay) -> Callable[[str], Ticked]:
    """Tick the store at a moment of the cycle's clock."""
    return lambda moment: tick_at(store, moment, relay)


@pytest.fixture(scope="session")
def lived_file(
    tmp_path_factory: pytest.TempPathFactory, definition: Definition, participants: Sequence[Participant]
) -> Path:
    """A file in which things have happened: entries 7 to 9, then the seal 10, letters, entries 11 to 13."""
    path = tmp_path_factory.mktemp("lived") / "srok.db"
    database = Database(f"sqlite:///{path}")
    cycles.start(database, definition, load_calendar(), participants, START, virtual=True)

    def happens(now: str, *wish: str, **rest: object) -> None:
        cycles.record(database, CYCLE, [Wish(*wish, **rest)], at(now))

    happens("2016-09-01T10:00", "10", "направить", "Ачинск", ref="№ 1", key="first", data={"листов": "12"})
    happens("2016-09-01T11:00", "10", "вернуть", "Ачинск", note="устно", data={"замечания": "нет подписи"})
    happens("2016-09-01T11:30", "26", "назначить срок", "Бор", day=date(2016, 12, 1), basis="приказ № 7")
    tick_at(database, "2016-09-01T12:00", Relay())
    happens("2016-09-02T10:00", "10", "направить", "Ачинск", actor="Ачинск")
    happens("2016-09-02T11:00", "19", "направить", "Вилюй", key="second")
    happens("2016-09-02T12:00", "5", "исполнить", data={"отстающие": "Ачинск"})
    database.close()
    return path


@pytest.fixture
def lived(lived_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of the database in which things have happened."""
    path = Path(shutil.copy(lived_file, tmp_path / "lived.db"))
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


# The database as a stranger sees it ----------------------------------------------------------------------


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as opened, opened:
        yield opened


@pytest.fixture(name="raw")
def _raw() -> Callable[[Path], AbstractContextManager[sqlite3.Connection]]:
    """A raw connection to a file; what it did is committed at the end."""
    return raw


@pytest.fixture
def tamper(lived: Database) -> Callable[..., None]:
    """Do something to the tables behind the back of the guards, and leave the guards standing as they were."""

    def done(*statements: str | tuple[str, Sequence[object]]) -> None:
        with raw(lived.path) as connection:
            for guard in GUARDS:
                connection.execute(f"DROP TRIGGER {guard}")
            for statement in statements:
                connection.execute(*([statement] if isinstance(statement, str) else statement))
            for statement in GUARDS.values():
                connection.execute(statement)

    return done


@pytest.fixture(scope="session")
def damage() -> Callable[..., list[str]]:
    """What `verify` finds at a moment, in English."""

    def found(database: Database, moment: str = "2016-09-02T13:00", only: str | None = None) -> list[str]:
        return [text.render(ENGLISH) for text in verify(database, at(moment), only)]

    return found


# The command line ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def cli(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Outcome]:
    """Run a command in this process, in an empty folder, on the database of the test."""
    monkeypatch.setenv("SROK_DATABASE_URL", url)
    monkeypatch.setenv("SROK_SMTP_URL", "smtp://127.0.0.1:9")
    monkeypatch.chdir(tmp_path)

    def command(*arguments: object) -> Outcome:
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Outcome(status, captured.out, captured.err)

    return command


@pytest.fixture
def data() -> Path:
    """The folder of the small plan and its participants."""
    return DATA


@pytest.fixture
def started(cli: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """The command line with the small cycle started on a virtual clock."""
    files = DATA / "small.yaml", "--participants", DATA / "participants.csv"
    assert cli("start", *files, "--now", "2016-08-25T09:00").status == 0
    return cli


@pytest.fixture
def side_by_side() -> Callable[[str, list[list[str]], list[str]], list[int]]:
    """Run a script of the folder of that name in several processes, in step: a line to all once all are ready."""

    def run(script: str, arguments: list[list[str]], lines: list[str]) -> list[int]:
        file = Path(__file__).with_name("side_by_side") / script
        processes = [
            subprocess.Popen(
                [sys.executable, str(file), *own],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                bufsize=1,
            )
            for own in arguments
        ]
        for line in lines:
            for process in processes:
                process.stdout.readline()
            for process in processes:
                process.stdin.write(f"{line}\n")
        for process in processes:
            process.communicate()
        return [process.returncode for process in processes]

    return run
