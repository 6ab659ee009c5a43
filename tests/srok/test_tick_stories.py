"""Journals that nobody foresaw: whoever looks only when told to says what looking always would, and never too late."""

import random
import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from calendars.errors import RefusedError
from calendars.saying import ENGLISH
from definitions import read_definition
from srok.gather import Post
from srok.store import cycles, facts, projection
from srok.store.database import Database
from srok.store.tables import CaseRow
from srok.tick import tick
from workflow import Entry, Wish

CYCLE = "small-2016"
TOWNS = "Ачинск", "Бор", "Вилюй", "Глухой"
#: What happens in cases of the small plan, and in those of a plan with steps.
ACTS = {
    "small.yaml": [
        ("10", "направить", {}),
        ("10", "вернуть", {"замечания": "x"}),
        ("19", "направить", {}),
        ("12", "исполнить", {}),
        ("26", "исполнить", {}),
        *[("5", "исполнить", {"отстающие": who}) for who in TOWNS[:2]],
    ],
    "steps.yaml": [
        *[("1", trigger, {}) for trigger in ("направить", "направить", "вернуть", "согласовать")],
        *[("2", trigger, {}) for trigger in ("показать", "показать", "возразить", "принять")],
    ],
}


@pytest.fixture(scope="session", params=ACTS)
def definition(request):
    file = Path(__file__).parent / "data" / request.param
    read = read_definition(file.read_bytes(), file.name)
    assert read.definition is not None, [str(problem.message) for problem in read.problems]
    return read.definition


@pytest.fixture
def acts(definition) -> list[tuple[str, str, dict[str, str]]]:
    return next(
        found for name, found in ACTS.items() if (name == "steps.yaml") == (len(definition.events) == 2)
    )


def story(seed: int, acts: list[tuple[str, str, dict[str, str]]]) -> list[tuple[int, Wish]]:
    """What happens in five days: hours from its beginning, and entries (many do not fit)."""
    chance = random.Random(seed)  # noqa: S311
    told = []
    for _ in range(18):
        who = chance.choice(TOWNS)
        event, trigger, data = chance.choice(acts)
        who = "" if event == "5" else who
        day = date(2016, 9, 1) + timedelta(days=chance.randrange(60))
        hour = chance.randrange(5 * 24)
        late = date(2016, 9, 11) + timedelta(hours=hour) - timedelta(days=chance.randrange(4))
        wish = chance.choice((
            Wish(event, trigger, who, data=data),
            Wish(event, trigger, who, data=data, on=late),
            Wish(event, "назначить срок", who, day=day, basis="приказ"),
            Wish(event, "отозвать", who, corrects=chance.randrange(9)),
            Wish(event, "снять с контроля", who, basis="приказ"),
        ))  # fmt: skip
        told.append((hour, wish))
    return sorted(told, key=lambda one: one[0])


class Life:
    """A copy of the database that lives through a story by one way of ticking."""

    def __init__(self, file: Path, relay: object) -> None:
        self.recorded: list[Entry] = []
        self.database, self.relay = Database(f"sqlite:///{file}"), relay
        self.post = Post(lambda: relay, "srok@example.org", "", ENGLISH)

    def record(self, wish: Wish, moment: object) -> bool:
        """Record a wish; one that takes an entry back counts the entries of this life."""
        if wish.corrects is not None:
            if wish.corrects >= len(self.recorded):
                return False
            entry = self.recorded[wish.corrects]
            wish = Wish(entry.case.event, wish.trigger, entry.case.subject, corrects=entry.number)
        try:
            (done,) = cycles.record(self.database, CYCLE, [wish], moment)
        except RefusedError:
            return False
        self.recorded.append(done.entry)
        return True

    def tick_when_told(self, end: object) -> None:
        """Tick only at the moments that the table names, as the scheduler does."""
        while True:
            with self.database.read() as session:
                wake, (_, stands) = projection.next_wake(session), facts.clock(session)
            if wake is None or wake > end:
                return
            tick(self.database, max(wake, stands), self.post)

    def tick_always(self, begin: object, end: object) -> None:
        """Tick every hour, whatever the table says: every case is looked at anew."""
        moment = begin
        while moment <= end:
            with self.database.write() as session:
                everything = {projection.key_of(row): moment for row in session.exec(select(CaseRow))}
                projection.set_wakes(session, CYCLE, everything)
            tick(self.database, moment, self.post)
            moment += timedelta(hours=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_looking_only_when_told_sends_what_looking_always_would(
    store, moment, relay, damage, tmp_path, acts, seed
):
    """So no `wake_at` is ever later than it should be, whatever was recorded."""
    store.close()
    begin = moment("2016-09-11T00:00")
    lives = [
        Life(Path(shutil.copy(store.path, tmp_path / name)), type(relay)()) for name in ("told", "always")
    ]
    told, always = lives
    for life in lives:
        life.tick_when_told(begin)
    last = begin
    for hours, wish in story(seed, acts):
        now = begin + timedelta(hours=hours)
        told.tick_when_told(now)
        always.tick_always(last, now)
        assert told.record(wish, now) == always.record(wish, now)
        assert damage(told.database, f"{now:%Y-%m-%dT%H:%M}") == []
        last = now
    end = begin + timedelta(days=6)
    told.tick_when_told(end)
    always.tick_always(last, end)
    letters = [Counter(life.relay.letters) for life in lives]
    assert letters[0] == letters[1]
    assert len(letters[0]) >= 10
    for life in lives:
        assert damage(life.database, "2016-09-17T00:00") == []
        life.database.close()
