"""Killed at any moment, srok loses nothing that it acknowledged, says nothing twice, and goes on where it was."""

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from calendars import add, load_calendar
from srok.catcher import Catcher, catch
from srok.cli.app import run
from srok.store import cycles
from srok.store.database import Database
from srok.store.journal import entries_of
from srok.store.tables import OutboxRow
from workflow import Participant, Wish

CYCLE = "small-2016"
SEED = 2016
WHO = tuple(Participant(f"МО {n}", "ОМСУ", email=f"mo{n}@example.org") for n in range(8))
CODE = "from srok.cli import main; main()"


class Commands:
    """The command line in processes of its own, to their end or until a moment at which they are killed."""

    def __init__(self, environment: dict[str, str], output: Path) -> None:
        self.environment, self.output = environment, output

    def run(self, arguments: list[str], until: float | None) -> int | None:
        """Run as anybody would; None where it was killed."""
        with (
            self.output.open("wb") as output,
            subprocess.Popen(
                [sys.executable, "-c", CODE, *arguments],
                stdout=output,
                env={**os.environ, **self.environment},
            ) as process,
        ):
            try:
                return process.wait(until)
            except subprocess.TimeoutExpired:
                process.kill()
                return None


class World:
    """A database, the relay, and what has been acknowledged and delivered so far."""

    def __init__(
        self, database: Database, commands: Commands, received: list[tuple[str, str, bytes]]
    ) -> None:
        self.database, self.commands, self.received = database, commands, received
        self.acknowledged: dict[str, str] = {}
        self.killed = 0

    def keys(self) -> list[str]:
        with self.database.read() as session:
            return [entry.key for entry in entries_of(session, CYCLE) if entry.key]

    def record(self, key: str, now: str, until: float | None) -> None:
        """Record under a key, perhaps killed; then again, as a script would that got no answer."""
        who = WHO[len(key) % len(WHO)].name
        arguments = [
            "record",
            CYCLE,
            "19",
            "пояснить",
            "--participant",
            who,
            "--note",
            key,
            "--key",
            key,
            "--now",
            now,
        ]
        self.commands.output.write_text("")
        status = self.commands.run(arguments, until)
        assert status in {0, None}
        self.killed += status is None
        told = re.search(r"entry (\d+)", self.commands.output.read_text())
        if status == 0 or told:
            assert self.keys().count(key) == 1
        assert run(arguments) == 0
        assert self.keys().count(key) == 1

    def tick(self, now: str, until: float | None) -> None:
        """Tick, perhaps killed; then again until it is done."""
        status = self.commands.run(["tick", "--now", now], until)
        assert status in {0, None}, self.commands.output.read_text()
        self.killed += status is None
        if status is None:
            assert run(["tick", "--now", now]) == 0
        with self.database.read() as session:
            frozen = session.exec(
                select(OutboxRow).where(OutboxRow.day == date.fromisoformat(now[:10]))
            ).all()
            assert {letter.recipient for letter in frozen} == {member.name for member in WHO}
            assert {letter.state for letter in frozen} == {"sent"}
            expected = {(letter.address, letter.message) for letter in frozen}
        today = {(to, content) for to, day, content in self.received if day == now[:10]}
        assert today == expected  # every letter at least once; copies are equal; no second letter of the day


@pytest.fixture
def received(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, bytes]]:
    """Every letter that reached the relay, also those that came again: recipient, day and bytes."""
    found: list[tuple[str, str, bytes]] = []
    keep = Catcher._keep

    def kept(self: Catcher, recipient: str, content: bytes) -> None:
        day = re.search(rb"Date: \w+, (\d+ \w+ \d+)", content)
        assert day is not None
        found.append(
            (recipient, time.strftime("%Y-%m-%d", time.strptime(day[1].decode(), "%d %b %Y")), content)
        )
        keep(self, recipient, content)

    monkeypatch.setattr(Catcher, "_keep", kept)
    return found


@pytest.fixture
def world(empty, url, definition, moment, received, tmp_path, monkeypatch):
    cycles.start(empty, definition, load_calendar(), WHO, moment("2016-09-01T08:00"), virtual=True)
    with catch(tmp_path / "letters") as catcher:
        environment = {
            "SROK_DATABASE_URL": url,
            "SROK_SMTP_URL": catcher.url,
            "SROK_SENDER": "srok@example.org",
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield World(empty, Commands({**environment, "SROK_LANG": "en"}, tmp_path / "output"), received)


def timed(execute: Callable[[], object]) -> float:
    begin = time.monotonic()
    execute()
    return time.monotonic() - begin


@pytest.mark.slow
def test_killed_fifty_times_at_random_moments(world, moment, damage):
    """Each round is a working day: dates are moved for all, a `record` and a `tick` are killed and run again."""
    chance = random.Random(SEED)  # noqa: S311
    calendar, day, rounds = load_calendar(), date(2016, 9, 1), 0
    typical: dict[str, float] = {}
    while world.killed < 52:
        rounds += 1
        assert rounds < 120, "too few commands were killed in time"
        day = next(day + timedelta(n) for n in range(1, 15) if calendar.is_working(day + timedelta(n)))
        later = add(calendar, day, 120).date
        moved = [Wish("26", "назначить срок", who.name, day=later, basis="приказ") for who in WHO]
        cycles.record(world.database, CYCLE, moved, moment(f"{day}T09:30"))
        for command, arguments in (
            (world.record, (f"key-{rounds}", f"{day}T10:00")),
            (world.tick, (f"{day}T10:30",)),
        ):
            name, before = command.__name__, world.killed
            if name not in typical:
                typical[name] = timed(lambda: command(*arguments, None))  # noqa: B023
                continue
            # Nothing happens while a new process imports its modules, so it is killed in the second half.
            command(*arguments, typical[name] * chance.uniform(0.5, 0.9))
            # A machine that is busy now and idle then has no typical time: follow it.
            typical[name] *= 1.04 if world.killed > before else 0.9
        assert damage(world.database, f"{day}T11:00") == []
    assert len(world.keys()) == len(set(world.keys())) == rounds
