"""Whatever is recorded, changed, ticked and killed: the tables equal the journal, and nobody is told a thing twice.

Random histories of a small cycle; after each step `verify` refolds the journal and compares.
"""

import email
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlmodel import Session, select

from calendars import load_calendar
from calendars.errors import SrokError
from calendars.saying import ENGLISH, say
from definitions import Definition, read_definition
from notifications.channels import Deferred, Rejected
from srok.gather import Post
from srok.store import cycles
from srok.store import database as store
from srok.store.amending import adopt, unseen
from srok.store.database import Database
from srok.store.journal import entries_of
from srok.store.tables import OutboxRow, SaidRow
from srok.store.verify import verify
from srok.tick import tick
from workflow import Change, Cycle, Participant, Wish

CYCLE = "small-2016"
PLAN = (Path(__file__).parent / "data" / "life.yaml").read_text(encoding="utf-8")
TOWNS = ("Ачинск", "Бор")
#: Wordings of the plan that an amendment may bring; the first is the one it starts with.
WORDINGS = (
    PLAN,
    PLAN.replace("20 сентября 2016 г.", "27 сентября 2016 г."),
    PLAN.replace("в течение 5 рабочих дней", "в течение 12 рабочих дней"),
    PLAN.replace("срок: 1 рабочий день", "срок: 3 рабочих дня"),
    "\n".join(line for line in PLAN.splitlines() if "Письмо" not in line),
)


class Killed(BaseException):
    """What a process does not survive."""


@dataclass
class Death:
    """When the process dies: at which commit or letter from now on, and whether that still happens."""

    at: int = -1
    after: bool = False

    def near(self, do: Callable[[], Any]) -> Any:
        """Do something that can be the last thing that is done."""
        self.at -= 1
        if self.at == 0 and not self.after:
            raise Killed
        done = do()
        if self.at == 0:
            raise Killed
        return done


DEATH = Death()


class Mortal(Session):
    """A session that may die at its commit."""

    def commit(self) -> None:
        DEATH.near(super().commit)


@dataclass
class Relay(AbstractAsyncContextManager[Any]):
    """A channel that takes letters, wants them later or refuses them."""

    taken: list[tuple[str, bytes]] = field(default_factory=list)
    mood: str = "takes"

    async def __aexit__(self, *_: object) -> None:
        pass

    async def send(self, sender: str, recipient: str, message: bytes) -> None:
        if self.mood == "defers":
            raise Deferred(say("the relay is down"))
        if self.mood == "refuses" and recipient.startswith("bor"):
            raise Rejected(say("no such mailbox"))
        DEATH.near(lambda: self.taken.append((recipient, message)))


def read(text: str) -> Definition:
    found = read_definition(text.encode(), "life.yaml")
    assert found.definition is not None, [str(problem.message) for problem in found.problems]
    return found.definition


MAIL = {"Ачинск": "achinsk", "Бор": "bor", "Вилюй": "viluy"}


def participant(name: str) -> Participant:
    own, head = f"{MAIL[name]}@example.org", f"{MAIL[name]}-head@example.org"
    return Participant(name, "ОМСУ", email=own, head="Глава", head_email=head)


MEMBERS = (*map(participant, TOWNS), Participant("министерство", "министерство", email="plan@example.org"))

CONTROL = ("назначить срок", "снять с контроля", "пояснить")
SHEET = ("направить", "вернуть", "согласовать")
WISHES = st.builds(
    lambda what, who, ago, day, note: Wish(*what, who, ago, day=day, basis="приказ № 7", note=note),
    st.sampled_from(
        [
            *((event, "исполнить") for event in "11222222456" * 2),
            *(("3", act) for act in SHEET * 5),
            *((event, act) for event in "123456" for act in CONTROL),
        ]
    ),
    st.sampled_from((*TOWNS, *TOWNS, "Вилюй")),
    st.sampled_from((0, 0, 1, 5)).map(lambda days: timedelta(days=days)),
    st.dates(date(2016, 9, 1), date(2016, 11, 1)),
    st.sampled_from(("болезнь", "паводок")),
)
#: How much time goes by before a step, in hours; and where in it the process dies, if it does.
WHILES = st.sampled_from((1, 24, 24, 48, 24 * 7))
MOODS = ("takes", "takes", "takes", "defers", "refuses")
DEATHS = st.none() | st.none() | st.builds(Death, st.integers(1, 4), st.booleans())


class History(RuleBasedStateMachine):
    """A cycle, its clock, and what the relay has taken."""

    def __init__(self, fresh: Callable[[], Database]) -> None:
        super().__init__()
        self.database = fresh()
        self.relay = Relay()
        self.now = datetime.fromisoformat("2016-09-01T09:00+07:00")
        self.told: dict[tuple[Any, ...], int] = {}

    def teardown(self) -> None:
        self.database.close()

    # What happens ------------------------------------------------------------------------------------------

    @rule(
        wishes=st.lists(WISHES, min_size=1, max_size=4),
        death=DEATHS,
        at_once=st.sampled_from((1, 500)),
        hours=WHILES,
    )
    def record(self, wishes: list[Wish], death: Death | None, at_once: int, hours: int) -> None:
        """Those of a file all or none; else one by one."""
        self.now += timedelta(hours=hours)
        for some in [wishes] if death else [[wish] for wish in wishes]:
            self._record(some, death, at_once)

    @rule(number=st.integers(5, 30), days=st.integers(0, 9), withdraw=st.booleans(), death=DEATHS)
    def correct(self, number: int, days: int, withdraw: bool, death: Death | None) -> None:
        with self.database.read() as session:
            entries = {entry.number: entry for entry in entries_of(session, CYCLE) if entry.case}
        if not entries:
            return
        old = entries[sorted(entries)[number % len(entries)]]
        assert old.case is not None
        trigger = "отозвать" if withdraw else old.trigger
        wish = Wish(old.case.event, trigger, old.case.subject, timedelta(days=days), day=old.day, basis="акт")
        self._record([replace(wish, corrects=old.number, note="ошибка")], death, 500)

    @rule(hours=WHILES, times=st.sampled_from((1, 1, 3, 9)), mood=st.sampled_from(MOODS), death=DEATHS)
    def tick(self, hours: int, times: int, mood: str, death: Death | None) -> None:
        self.relay.mood = mood
        for _ in range(times):
            self.now += timedelta(hours=hours)
            with self._mortal(death):
                tick(self.database, self.now, Post(lambda: self.relay, "srok@example.org", "", ENGLISH))

    @rule(wording=st.sampled_from(range(len(WORDINGS))), ago=st.integers(0, 5), death=DEATHS)
    def amend(self, wording: int, ago: int, death: Death | None) -> None:
        self._change(ago, death, definition=self.definitions[wording])

    @rule(what=st.sampled_from(("ru", "ru+ru-ta", "Вилюй")), ago=st.integers(0, 5), death=DEATHS)
    def join_or_adopt_a_calendar(self, what: str, ago: int, death: Death | None) -> None:
        if what in MAIL:
            self._change(ago, death, participant=participant(what))
        else:
            self._change(ago, death, calendar=load_calendar(what), calendars={})

    @rule(who=st.sampled_from(tuple(MAIL)), into=st.sampled_from(("", "Ачинск")), death=DEATHS)
    def leave(self, who: str, into: str, death: Death | None) -> None:
        with self.database.read() as session:
            present = cycles.load(session, CYCLE).by_name
        if who in present and (into in present or not into) and who != into and len(present) > 2:
            self._change(0, death, name=who, into=into)

    # What always holds -------------------------------------------------------------------------------------

    @invariant()
    def the_tables_are_those_of_the_journal(self) -> None:
        assert [str(damage) for damage in verify(self.database, self.now)] == []

    @invariant()
    def what_was_told_is_told_once_and_to_whom_it_concerns(self) -> None:
        with self.database.read() as session:
            sent = {row.id for row in session.exec(select(OutboxRow).where(OutboxRow.state == "sent"))}
            said = [row for row in session.exec(select(SaidRow)) if row.letter in sent]
            cycle = cycles.load(session, CYCLE)
        what = ("event", "subject", "step", "round", "rung", "due", "recipient")
        told = {tuple(getattr(row, part) for part in what): row.letter for row in said}
        assert {key: told.get(key) for key in self.told} == self.told
        self.told = told
        for row in said:
            assert row.recipient in cycle.correspondents
            if row.recipient in MAIL:
                assert row.recipient in (row.subject, cycle.left.get(row.subject))

    @invariant()
    def a_letter_that_comes_again_is_the_same(self) -> None:
        letters = {
            (to, email.message_from_bytes(content)["Message-ID"], content) for to, content in self.relay.taken
        }
        assert len({name for _, name, _ in letters}) == len(letters)

    definitions: Sequence[Definition] = ()

    def _record(self, wishes: Sequence[Wish], death: Death | None, at_once: int) -> None:
        """Record all or nothing; a day is given as how long ago it was, and an event for all names nobody."""
        today = self.now.date()
        meant = [
            replace(wish, on=today - wish.on, participant="" if wish.event in "14" else wish.participant)
            for wish in wishes
        ]
        self._write(
            len(wishes), death, lambda: cycles.record(self.database, CYCLE, meant, self.now, at_once=at_once)
        )

    def _change(self, ago: int, death: Death | None, **what: Any) -> None:
        day = max(self.now.date() - timedelta(days=ago), date(2016, 9, 1))
        basis = "постановление № 5"

        def make(_running: Cycle, stamp: Change) -> list[Change]:
            return [replace(stamp, **what)]

        rest = {"on": day, "basis": basis}
        self._write(1, death, lambda: adopt(self.database, CYCLE, make, self.now, unseen, **rest))

    def _write(self, entries: int, death: Death | None, do: Callable[[], object]) -> None:
        self.now += timedelta(minutes=10)
        before = self._numbers()
        with self._mortal(death), suppress(SrokError):
            do()
        assert self._numbers() - before in (0, entries)

    def _numbers(self) -> int:
        """How many entries the journal has but for its seals."""
        with self.database.read() as session:
            return sum(entry.kind != "seal" for entry in entries_of(session, CYCLE))

    @contextmanager
    def _mortal(self, death: Death | None) -> Iterator[None]:
        DEATH.at, DEATH.after = (death.at, death.after) if death else (-1, False)
        with suppress(Killed):
            yield
        DEATH.at = -1


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[], Database]:
    """Open a copy of the database in which the cycle has just started, each time another."""
    template = tmp_path / "template.db"
    database = Database(f"sqlite:///{template}")
    start = datetime.fromisoformat("2016-09-01T08:00+07:00")
    cycles.start(database, read(PLAN), load_calendar(), MEMBERS, start, virtual=True)
    database.close()
    made = iter(range(10**6))

    def copy() -> Database:
        return Database(f"sqlite:///{shutil.copy(template, tmp_path / f'{next(made)}.db')}")

    return copy


@pytest.mark.slow
def test_any_history(fresh: Callable[[], Database], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "Session", Mortal)
    monkeypatch.setattr(History, "definitions", [read(text) for text in WORDINGS])
    run_state_machine_as_test(
        lambda: History(fresh), settings=settings(max_examples=15, stateful_step_count=20, deadline=None)
    )
