"""Whoever looks when told, and only then, neither spins nor sleeps over a letter."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars import load_calendar
from definitions import CURATOR, HEAD, Copy, Reminders, read_definition
from notifications import Told, next_look, reachable, recipients, sayings
from workflow import Case, CaseKey, Cycle, Participant, fold

ACHINSK = Participant(
    "Ачинск",
    "ОМСУ",
    email="achinsk@example.org",
    head="Петров",
    head_email="head@example.org",
    curator_email="curator@example.org",
)
#: Its working day is 4-13 by the clock of the cycle.
MINISTRY = Participant("Минэк", "министерство", email="ministry@example.org", timezone="Asia/Kamchatka")
NAMES = ["Ачинск", "Петров (Ачинск)", "curator@example.org (Ачинск)", "Минэк"]

DAYS = st.dates(date(2016, 8, 1), date(2016, 11, 30))
MOMENTS = st.datetimes(datetime(2016, 8, 1), datetime(2016, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is given beside
COPIES = st.builds(
    Copy,
    st.sampled_from([(HEAD,), (CURATOR,), ("министерство",), (HEAD, CURATOR, "ОМСУ")]),
    st.integers(0, 6),
)
LADDERS = st.builds(
    Reminders,
    st.lists(st.integers(0, 20), max_size=3).map(tuple),
    st.booleans(),
    st.integers(0, 4),
    st.integers(0, 8),
    st.booleans(),
    st.lists(COPIES, max_size=3).map(tuple),
)


@pytest.fixture(scope="module")
def cycle() -> Cycle:
    file = Path(__file__).parents[1] / "definitions" / "data" / "krasnoyarsk-0.1.0.yaml"
    definition = read_definition(file.read_bytes(), file.name).definition
    assert definition is not None
    return Cycle("к", definition, load_calendar(), (ACHINSK, MINISTRY), date(2016, 6, 1))


@pytest.fixture(scope="module")
def begun(cycle: Cycle) -> Case:
    return fold(cycle, ())[CaseKey("10", "Ачинск")]


def news(cycle: Cycle, case: Case, now: datetime, told: set[Told]) -> dict[str, set[Told]]:
    """What would be remembered as said if everybody were written to at a moment, by recipient."""
    found = ((who.name, sayings(cycle, case, who, now, told)) for who in recipients(cycle, case))
    letter = len(told) + 1
    return {
        name: {replace(had, letter=letter) for one in news for had in one.told(name)}
        for name, news in found
        if news
    }


@given(
    ladder=LADDERS,
    due=DAYS,
    since=DAYS,
    moved_on=DAYS | st.none(),
    known_since=DAYS | st.none(),
    earlier=st.lists(st.tuples(DAYS, MOMENTS), max_size=2),
    before=st.lists(MOMENTS, max_size=3).map(sorted),
    now=MOMENTS,
    served=st.sets(st.sampled_from(NAMES)),
)
def test_a_case_is_to_be_looked_at_now_only_while_somebody_can_be_written_to(
    cycle: Cycle, begun: Case, ladder, due, since, moved_on, known_since, earlier, before, now, served
):
    """Whatever was said of it before, also when it had other last days."""
    cycle = replace(cycle, definition=replace(cycle.definition, reminders=ladder))
    stays = (replace(begun.stays[0], since=since),)
    moved = {"moved_on": moved_on, "known_since": known_since}
    case = replace(begun, deadline=replace(begun.deadline, due=due), stays=stays, **moved)
    said = set[Told]()
    for day, moment in earlier:
        was = replace(case, deadline=replace(case.deadline, due=day))
        said = said.union(*news(cycle, was, moment, said).values())
    for moment in before:
        said = said.union(*news(cycle, case, moment, said).values())
    writable = {
        who.name
        for who in recipients(cycle, case)
        if who.name not in served and reachable(cycle, who, now) and sayings(cycle, case, who, now, said)
    }
    look = next_look(cycle, case, now, said, served)
    assert (look is not None and look <= now) == bool(writable)
    told = said.union(*news(cycle, case, now, said).values())
    assert news(cycle, case, now, told) == {}
    later = next_look(cycle, case, now, told, served)
    assert later is None or later > now
