"""What the tests of amendments share: a small plan, its new wordings, and what they do to its cases."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from calendars import Calendar
from definitions import Definition, read_definition
from workflow import Change, Cycle, Difference, Entry, Folding, Participant, amended, batches, differences

ZONE = ZoneInfo("Asia/Krasnoyarsk")
PLAN = Path(__file__).with_name("plan.yaml")


@pytest.fixture(scope="session")
def worded() -> Callable[[str], Definition]:
    """Read a definition."""

    def read(text: str) -> Definition:
        found = read_definition(text.encode(), "план.yaml")
        assert found.definition is not None, [str(problem.message) for problem in found.problems]
        return found.definition

    return read


@pytest.fixture(scope="session")
def plan(worded: Callable[[str], Definition]) -> Callable[..., Definition]:
    """The plan with pieces of its text replaced."""

    def replaced(*pairs: tuple[str, str]) -> Definition:
        text = PLAN.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return worded(text)

    return replaced


@pytest.fixture(scope="session")
def amendment() -> Callable[..., Change]:
    """An amendment in force from a day, and recorded at noon of it."""

    def made(number: int, on: str, definition: Definition, **more: object) -> Change:
        moment = datetime.combine(date.fromisoformat(on), datetime.min.time(), ZONE).replace(hour=12)
        return Change(number, date.fromisoformat(on), moment, "приказ № 7", definition=definition, **more)

    return made


@pytest.fixture(scope="session")
def small_cycle(plan: Callable[..., Definition], calendar: Calendar) -> Cycle:
    members = (Participant("Север", "район"), Participant("Юг", "район"), Participant("министр", "министр"))
    return Cycle("правки", plan(), calendar, members, date(2016, 8, 1))


def side_by_side(
    cycle: Cycle, entries: list[Entry], changes: tuple[Change, ...], today: date, size: int
) -> list[Difference]:
    after, found = amended(cycle, changes), list[Difference]()
    sides = [(one, Folding(one, today, size)) for one in (cycle, after)]
    for keys in batches(after, size):
        before, then = (folding.of(filter(one.has, keys), lambda *_: entries) for one, folding in sides)
        found += differences(before, then, changes)
    return found


@pytest.fixture(scope="session")
def compared() -> Callable[..., dict[str, Difference]]:
    """What changes do, by the names of the cases: the same, however many of them are looked at at a time."""

    def found(cycle: Cycle, entries: list[Entry], *changes: Change, today: str) -> dict[str, Difference]:
        whole, single = (
            {
                str(one.key): one
                for one in side_by_side(cycle, entries, changes, date.fromisoformat(today), size)
            }
            for size in (10**6, 1)
        )
        assert whole == single
        return whole

    return found
