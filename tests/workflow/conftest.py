"""What the tests of the workflow share: the Krasnoyarsk cycle with three municipalities, and entries for it."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from calendars import Calendar, load_calendar
from definitions import Definition, read_definition
from workflow import (
    Case,
    CaseKey,
    Cycle,
    Entry,
    Participant,
    Watched,
    Wish,
    admit,
    fold,
    members_of,
    watched,
)

ROOT = Path(__file__).parents[2]
#: The plan with its simplest flows, as the first version had it: the library has more of the language in it.
SIMPLE = ROOT / "tests" / "definitions" / "data" / "krasnoyarsk-0.1.0.yaml"
SMALL = ROOT / "tests" / "definitions" / "data" / "small.yaml"
KRASNOYARSK = ZoneInfo("Asia/Krasnoyarsk")
NAMES = ("Ачинск", "Канск", "Норильск")


def noon(day: str) -> datetime:
    """Noon of a day by the clock of the cycle."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), KRASNOYARSK) + timedelta(hours=12)


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return load_calendar()


def _definition(data: bytes) -> Definition:
    found = read_definition(data, "план.yaml")
    assert found.definition is not None, [str(problem.message) for problem in found.problems]
    return found.definition


@pytest.fixture(scope="session")
def definition() -> Definition:
    return _definition(SIMPLE.read_bytes())


@pytest.fixture(scope="session")
def small() -> Definition:
    """Two events: “1” of the minister, “2” of each “район”."""
    return _definition(SMALL.read_bytes())


@pytest.fixture(scope="session")
def small_text() -> str:
    """The text of the small definition."""
    return SMALL.read_text()


@pytest.fixture(scope="session")
def changed() -> Callable[..., Definition]:
    """Make the small definition with pieces of its text replaced."""

    def change(*pairs: tuple[str, str]) -> Definition:
        text = SMALL.read_text()
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return _definition(text.encode())

    return change


@pytest.fixture(scope="session")
def cycle(definition: Definition, calendar: Calendar) -> Cycle:
    members = (
        *(Participant(name, "ОМСУ") for name in NAMES),
        Participant("Минэкономразвития", "министерство"),
    )
    return Cycle("krasnoyarsk-2016", definition, calendar, members, date(2016, 6, 1))


@pytest.fixture(scope="session")
def municipalities(calendar: Calendar) -> Callable[[Definition], Cycle]:
    """Start the plan with the 61 municipalities of 2016."""
    with (ROOT / "tests" / "definitions" / "data" / "krasnoyarsk_municipalities.csv").open(
        newline=""
    ) as file:
        members = tuple(Participant(row["name"], "ОМСУ", row["kind"]) for row in csv.DictReader(file))
    return lambda definition: Cycle("krasnoyarsk-2016", definition, calendar, members, date(2016, 6, 1))


@pytest.fixture(scope="session")
def plan_cases() -> list[tuple[str, int]]:
    """How many cases each item has, from the table of the plan's dates."""
    with (ROOT / "tests" / "definitions" / "data" / "krasnoyarsk_plan_dates.csv").open(newline="") as file:
        return [(row["item"], int(row["cases"])) for row in csv.DictReader(file)]


@pytest.fixture(scope="session")
def cycle_of(calendar: Calendar) -> Callable[[Definition], Cycle]:
    """Start a small definition with two districts."""

    def make(definition: Definition) -> Cycle:
        members = (Participant("Северный", "район"), Participant("Южный", "район"))
        return Cycle("small", definition, calendar, members, date(2016, 6, 1))

    return make


@pytest.fixture(scope="session")
def entry() -> Callable[..., Entry]:
    """Make an entry: `act(3, "10 Ачинск", "направить", "2016-09-12")`; recorded at noon of its day by default."""

    def make(number: int, case: str, trigger: str, on: str, *, known: str = "", **more: Any) -> Entry:
        event, _, subject = case.partition(" ")
        more = {"kind": "act", **more}
        day = more.pop("day", None)
        return Entry(
            number=number,
            on=date.fromisoformat(on),
            recorded_at=noon(known or on),
            case=CaseKey(event, subject),
            trigger=trigger,
            day=date.fromisoformat(day) if day else None,
            **more,
        )

    return make


@pytest.fixture(scope="session")
def case_after(cycle: Cycle) -> Callable[..., Case]:
    """Fold entries and return one case: `case_after([...], "10 Ачинск", as_of="2016-09-12")`."""

    def after(entries: Iterable[Entry], case: str, *, as_of: str = "", known_on: str = "") -> Case:
        event, _, subject = case.partition(" ")
        return fold(
            cycle,
            entries,
            as_of=date.fromisoformat(as_of) if as_of else None,
            known_on=date.fromisoformat(known_on) if known_on else None,
        )[CaseKey(event, subject)]

    return after


@pytest.fixture(scope="session")
def recorder(cycle: Cycle) -> Callable[..., list[Entry]]:
    """Admit one wish after the other: each is recorded at noon of its `on`, or on the day that `now` names."""

    def record(*wishes: tuple[str, Wish]) -> list[Entry]:
        entries: list[Entry] = []
        for now, wish in wishes:
            entries.append(admit(cycle, entries, wish, len(entries) + 1, noon(now)))
        return entries

    return record


@pytest.fixture(scope="session")
def moment() -> Callable[[str], datetime]:
    return noon


@pytest.fixture
def open_case(cycle: Cycle) -> Callable[[str], Case]:
    """The case of item 10, as if it were due on a day."""

    def make(due: str) -> Case:
        case = fold(cycle, ())[CaseKey("10", "Ачинск")]
        return replace(case, deadline=replace(case.deadline, due=date.fromisoformat(due)))

    return make


@pytest.fixture
def due_on(cycle: Cycle, open_case: Callable[[str], Case]) -> Callable[[str], Watched]:
    """What is watched of that case."""

    def make(due: str) -> Watched:
        (one,) = watched(cycle, open_case(due))
        return one

    return make


# Order 337 of the Altai Republic, as an official would sketch it ----------------------------------------------

SKETCH = ROOT / "tests" / "definitions" / "data" / "sketches" / "altai.yaml"
TOWNS = ("Горно-Алтайск", "Майминский район")


@pytest.fixture(scope="session")
def altai() -> Definition:
    return _definition(SKETCH.read_bytes())


@pytest.fixture(scope="session")
def variant() -> Callable[..., Definition]:
    """The sketch with some of its words replaced: `variant((old, new), ...)`; without its examples."""

    def make(*pairs: tuple[str, str]) -> Definition:
        text = SKETCH.read_text(encoding="utf-8")
        for old, new in pairs:
            assert text.count(old) == 1
            text = text.replace(old, new)
        return _definition(text[: text.index("примеры:")].encode())

    return make


@pytest.fixture(scope="session")
def start() -> Callable[..., Cycle]:
    """Start the sketch with two towns and whoever else is given."""

    def make(definition: Definition, *more: Participant) -> Cycle:
        towns = tuple(Participant(name, "муниципалитет") for name in TOWNS)
        members = (*members_of(definition), *towns, *more)
        return Cycle("altai", definition, load_calendar("ru"), members, date(2017, 12, 1))

    return make


@pytest.fixture(scope="session")
def altai_cycle(altai: Definition, start: Callable[..., Cycle]) -> Cycle:
    return start(altai)


@pytest.fixture
def recorded(altai_cycle: Cycle) -> Callable[..., list[Entry]]:
    """Admit wishes one after the other, each on its own day."""

    def record(*wishes: Wish, of: Cycle = altai_cycle) -> list[Entry]:
        entries: list[Entry] = []
        for wish in wishes:
            entries.append(admit(of, entries, wish, len(entries) + 1, noon(f"{wish.on}")))
        return entries

    return record


# The Krasnoyarsk plan, as an official would sketch it ---------------------------------------------------------

PLAN = ROOT / "tests" / "definitions" / "data" / "sketches" / "krasnoyarsk.yaml"


@pytest.fixture(scope="session")
def plan() -> Definition:
    return _definition(PLAN.read_bytes())


@pytest.fixture(scope="session")
def plan_cycle(plan: Definition, calendar: Calendar) -> Cycle:
    """The sketch started with three municipalities, each with a head and a curator of its own file."""
    towns = (
        Participant(
            name,
            "ОМСУ",
            email=f"{number}@omsu.example",
            head=f"Глава {name}",
            head_email=f"head{number}@omsu.example",
            curator="Сидоров С. С.",
            curator_email="sidorov@econ.example",
        )
        for number, name in enumerate(NAMES)
    )
    ministry = Participant("Минэкономразвития", "министерство", email="min@econ.example")
    group = Participant("Рабочая группа", "рабочая группа", email="group@econ.example")
    return Cycle("krasnoyarsk-2016", plan, calendar, (*towns, ministry, group), date(2016, 6, 1))


@pytest.fixture
def admitted(plan_cycle: Cycle) -> Callable[..., list[Entry]]:
    """Admit wishes one after the other, each recorded at noon of its own day (or of `now`)."""

    def admit_all(*wishes: Wish, of: Cycle = plan_cycle, now: str = "") -> list[Entry]:
        entries: list[Entry] = []
        for wish in wishes:
            entries.append(admit(of, entries, wish, len(entries) + 1, noon(now or f"{wish.on}")))
        return entries

    return admit_all
