"""A delay is own while the case lies with whoever answers for it; what falls into other hands is told apart."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from calendars import load_calendar
from definitions import read_definition
from workflow import CaseKey, Cycle, Days, Deviation, Entry, Inputs, Participant, deviation, fold, members_of

SHEET = CaseKey("7", "Чемал", "минтруд")
#: The town answers for its sheet, due on Friday, 15 March 2019; what meets that is the agreement of the agency.
PLAN = (
    (Path(__file__).parent / "data" / "sheets.yaml")
    .read_text()
    .replace("{срок исполнен: да, у кого: ведомство", "{у кого: ведомство", 1)
    .replace("      согласован: {", "      согласован: {срок исполнен: да, ")
)


@pytest.fixture(scope="module")
def sheets() -> Cycle:
    definition = read_definition(PLAN.encode(), "sheets.yaml").definition
    assert definition is not None
    town, ministry = Participant("Чемал", "муниципалитет"), Participant("Минэкономразвития", "министерство")
    return Cycle(
        "sheets", definition, load_calendar(), (*members_of(definition), town, ministry), date(2019, 2, 1)
    )


def parted(cycle: Cycle, today: int, *acts: str) -> Deviation:
    """The deviation of the sheet on a day of March after acts like “20 12:00 внести”."""
    entries = [
        Entry(
            number=number,
            kind="act",
            on=date(2019, 3, int(day)),
            recorded_at=datetime(2019, 4, 20, 12, tzinfo=cycle.zone),
            case=SHEET,
            trigger=trigger,
            at=time.fromisoformat(at),
        )
        for number, (day, at, trigger) in enumerate((act.split() for act in acts), start=1)
    ]
    cases = fold(cycle, entries)
    assert not cases[SHEET].conflicts
    return deviation(cases[SHEET], date(2019, 3, today), Inputs(cycle, cases))


@pytest.mark.parametrize(
    ("acts", "own", "others", "cause"),
    [
        # On Monday the 25th, while the town has never handed it in: 18-22, 25.
        ((), (10, 6), (0, 0), "own"),
        # 18, 19, 20 by the town | 21, 22, 25 by the agency: equal, so its own.
        (("20 12:00 внести",), (5, 3), (5, 3), "own"),
        # 18, 19 | 20, 21, 22, 25.
        (("19 12:00 внести",), (4, 2), (6, 4), "others"),
        # After 17:00 the agency received it on the 20th: 18, 19, 20 | 21, 22, 25.
        (("19 17:30 внести",), (5, 3), (5, 3), "own"),
        # Handed in on the last day, returned on the 19th: 18, 19 by the agency | 20, 21, 22, 25 by the town.
        (("15 12:00 внести", "19 12:00 вернуть"), (6, 4), (4, 2), "own"),
    ],
)
def test_a_delay_is_own_while_it_lies_with_whoever_answers_for_it(
    sheets: Cycle,
    acts: tuple[str, ...],
    own: tuple[int, int],
    others: tuple[int, int],
    cause: str,
):
    found = parted(sheets, 25, *acts)
    assert (found.own, found.others, found.delay_cause) == (Days(*own), Days(*others), cause)
    assert (found.delay_days, found.delay_working_days, found.inherited) == (10, 6, Days())


def test_every_turn_in_other_hands_has_its_days(sheets: Cycle):
    """Agreed on Thursday the 28th: 18, 19, 20 by the agency | 21, 22, 25 by the town | 26, 27, 28 by the agency."""
    acts = ("14 12:00 внести", "20 12:00 вернуть", "25 10:00 внести", "28 10:00 согласовать")
    found = parted(sheets, 29, *acts)
    assert (found.own, found.others, found.delay_cause) == (Days(5, 3), Days(8, 6), "others")
    assert [(turn.roles, held) for turn, held in found.held_by] == [
        (("ведомство",), Days(5, 3)),
        (("ведомство",), Days(3, 3)),
    ]
