"""Ticks of several processes at once, and journals that nobody foresaw: said once, never too late."""

import random
import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from calendars.errors import RefusedError
from calendars.saying import ENGLISH
from srok.catcher import catch
from srok.gather import Post
from srok.store import cycles, facts, projection
from srok.store.database import Database
from srok.store.tables import CaseRow
from srok.tick import tick
from workflow import Wish

CYCLE = "small-2016"


@pytest.mark.slow
def test_two_ticks_at_once_send_nothing_twice(store, url, moment, damage, tmp_path, side_by_side):
    days = ("01T10", "01T14", "05T10", "06T14", "12T10", "12T14", "14T10", "14T14", "15T10", "15T14")
    with catch(tmp_path / "letters") as catcher:
        moments = [moment(f"2016-09-{day}:00").isoformat() for day in days]
        assert side_by_side("tick_at.py", [[url, catcher.url]] * 2, moments) == [0, 0]
    assert catcher.repeats == []
    sent = Counter((letter.recipient, letter.path.name[:10]) for letter in catcher.letters)
    assert set(sent.values()) == {1}
    assert sum(sent.values()) == 15
    assert damage(store, "2016-09-15T15:00") == []


# Random journals -----------------------------------------------------------------------------------------


def story(seed: int) -> list[tuple[int, Wish]]:
    """What happens in five days: hours from its beginning, and entries (many do not fit)."""
    chance = random.Random(seed)  # noqa: S311
    acts = [
        ("10", "направить", {}),
        ("10", "вернуть", {"замечания": "x"}),
        ("19", "направить", {}),
        ("12", "исполнить", {}),
    ]
    told = []
    for _ in range(14):
        who = chance.choice(("Ачинск", "Бор", "Вилюй", "Глухой"))
        event, trigger, data = chance.choice(acts)
        day = date(2016, 9, 1) + timedelta(days=chance.randrange(60))
        wish = chance.choice((
            Wish(event, trigger, who, data=data),
            Wish(chance.choice(("10", "19", "26")), "назначить срок", who, day=day, basis="приказ"),
            Wish("5", "исполнить", data={"отстающие": who}),
            Wish("19", "снять с контроля", who, basis="приказ"),
        ))  # fmt: skip
        told.append((chance.randrange(5 * 24), wish))
    return sorted(told, key=lambda one: one[0])


class Life:
    """A copy of the database that lives through a story by one way of ticking."""

    def __init__(self, file: Path, relay: object) -> None:
        self.database, self.relay = Database(f"sqlite:///{file}"), relay
        self.post = Post(lambda: relay, "srok@example.org", "", ENGLISH)

    def record(self, wish: Wish, moment: object) -> bool:
        try:
            cycles.record(self.database, CYCLE, [wish], moment)
        except RefusedError:
            return False
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
def test_looking_only_when_told_sends_what_looking_always_would(store, moment, relay, damage, tmp_path, seed):
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
    for hours, wish in story(seed):
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
