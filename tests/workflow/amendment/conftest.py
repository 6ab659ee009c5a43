"""What the tests of amendments share: a small plan, its new wordings, and what they do to its cases."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from calendars import Calendar
from definitions import Definition, read_definition
from workflow import Change, Cycle, Difference, Entry, Participant, amended, differences, picture

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


@pytest.fixture(scope="session")
def compared() -> Callable[..., dict[str, Difference]]:
    """What changes do, by the names of the cases."""

    def found(cycle: Cycle, entries: list[Entry], *changes: Change, today: str) -> dict[str, Difference]:
        day = date.fromisoformat(today)
        before, after = picture(cycle, entries, day), picture(amended(cycle, changes), entries, day)
        return {str(one.key): one for one in differences(before, after, changes)}

    return found
