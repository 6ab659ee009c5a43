"""Steps of one working day, as the order on the monitoring of municipalities has them: by hand, day by day."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from calendars import load_calendar
from definitions import read_definition
from workflow import (
    CaseKey,
    Change,
    Cycle,
    Days,
    Deviation,
    Entry,
    Inputs,
    Participant,
    deviation,
    fold,
    held_span,
    members_of,
    step_deviation,
    versioned,
)
from workflow.held import StepDeviation

PLAN = Path(__file__).parent / "data" / "sheets.yaml"
SHEET = CaseKey("7", "Чемал", "минтруд")
ACT = re.compile(
    r"(?P<day>\d+)\.(?P<month>\d+)(?: (?P<at>\d+:\d+))? (?P<event>\S+) ?(?P<whose>.*?) ?\| (?P<what>\D+)(?P<due>.*)"
)


def cycle_from(text: str) -> Cycle:
    definition = read_definition(text.encode(), "sheets.yaml").definition
    assert definition is not None
    towns = tuple(Participant(name, "муниципалитет") for name in ("Майма", "Чемал"))
    members = (*members_of(definition), *towns, Participant("Минэкономразвития", "министерство"))
    return Cycle("sheets", definition, load_calendar(), members, date(2019, 2, 1))


@pytest.fixture(scope="module")
def sheets() -> Cycle:
    return cycle_from(PLAN.read_text())


def acts(cycle: Cycle, *lines: str) -> list[Entry]:
    """Entries from lines like “15.03 17:05 7 Чемал / минтруд | внести” and “25.03 16 | назначить срок 28.03”."""
    return [_entry(cycle, number, line) for number, line in enumerate(lines, start=1)]


def _entry(cycle: Cycle, number: int, line: str) -> Entry:
    found = ACT.fullmatch(line)
    assert found is not None, line
    on = date(2019, int(found["month"]), int(found["day"]))
    due = date(2019, *map(int, reversed(found["due"].split(".")))) if found["due"] else None
    return Entry(
        number=number,
        kind="set_date" if due else "act",
        on=on,
        recorded_at=datetime(2019, 4, 20, 12, tzinfo=cycle.zone),
        case=CaseKey(found["event"], *filter(None, found["whose"].split(" / "))),
        trigger=found["what"].strip(),
        at=time.fromisoformat(found["at"]) if found["at"] else None,
        day=due,
    )


@pytest.fixture
def steps(sheets: Cycle) -> Callable[..., list[StepDeviation]]:
    """How the steps of the sheet stand on a day, at an hour of it."""

    def made(today: str, *lines: str) -> list[StepDeviation]:
        when, _, at = today.partition(" ")
        case = fold(sheets, acts(sheets, *map(sheet, lines)))[SHEET]
        hour = time.fromisoformat(at) if at else None
        return [step_deviation(sheets, case, step, date.fromisoformat(when), hour) for step in case.steps]

    return made


def sheet(line: str) -> str:
    return f"{line[:11]} 7 Чемал / минтруд | {line[12:]}"


def on(text: str) -> date:
    return date.fromisoformat(f"2019-03-{text}")


@pytest.mark.parametrize(
    ("handed_in", "began", "agreed", "status", "delay"),
    [
        # 15 March 2019 was a Friday: one working day after it is Monday, 18 March.
        ("15.03 16:59", "15", "18.03 18:30", "in_time", (0, 0)),
        ("15.03 17:00", "15", "18.03 18:30", "in_time", (0, 0)),
        ("15.03 17:00", "15", "19.03 09:00", "late", (1, 1)),
        # After 17:00 it was received on Monday: one working day after that is Tuesday, 19 March.
        ("15.03 17:05", "18", "19.03 09:00", "in_time", (0, 0)),
        ("15.03 17:05", "18", "22.03 09:00", "late", (3, 3)),
        ("16.03 10:00", "18", "19.03 09:00", "in_time", (0, 0)),  # handed in on a Saturday
    ],
)
def test_a_review_of_one_working_day(
    steps: Callable[..., list[StepDeviation]],
    handed_in: str,
    began: str,
    agreed: str,
    status: str,
    delay: tuple[int, int],
):
    found = steps("2019-03-29", f"{handed_in} внести", f"{agreed} согласовать")[0]
    assert (found.began, found.status, found.delay) == (on(began), status, Days(*delay))


@pytest.mark.parametrize(
    ("at", "ended", "status", "delay"),
    [
        # Returned on Friday, 22 March; Monday is the last day.
        ("25.03 17:00", "25", "in_time", (0, 0)),
        ("25.03 17:05", "26", "late", (1, 1)),  # received as of Tuesday, like the first time
    ],
)
def test_what_is_handed_in_again_is_received_like_the_first_time(
    steps: Callable[..., list[StepDeviation]], at: str, ended: str, status: str, delay: tuple[int, int]
):
    found = steps("2019-03-29", "15.03 12:00 внести", "22.03 12:00 вернуть", f"{at} внести")[1]
    assert (found.ended, found.status, found.delay) == (on(ended), status, Days(*delay))


def test_each_round_is_a_step_of_its_own_charged_to_whoever_held_it(
    steps: Callable[..., list[StepDeviation]],
):
    found = steps("2019-03-29", "15.03 12:00 внести", "22.03 12:00 вернуть", "25.03 10:00 внести")
    assert [(one.status, one.delay, one.held) for one in found] == [
        ("late", Days(4, 4), Days(7, 5)),  # by the agency: 18 | 19, 20, 21, 22
        ("in_time", Days(), Days(3, 1)),  # by the town: 25
        ("overdue", Days(3, 3), Days(4, 4)),  # by the agency: 26 | 27, 28, 29
    ]


@pytest.mark.parametrize(
    ("today", "status"),
    [("2019-03-18", "not_due"), ("2019-03-18 23:00", "not_due"), ("2019-03-19", "overdue")],
)
def test_the_last_day_of_a_step_is_in_time_as_a_whole(
    steps: Callable[..., list[StepDeviation]], today: str, status: str
):
    assert [one.status for one in steps(today, "15.03 12:00 внести")] == [status]


def test_of_the_delay_of_the_whole_case_each_bears_the_days_that_it_held_it():
    """Due on Friday, 15 March, and met by the agreement of Thursday, 28 March: 13 days late, all of them in steps."""
    text = PLAN.read_text().replace("{срок исполнен: да, у кого: ведомство", "{у кого: ведомство", 1)
    cycle = cycle_from(text.replace("      согласован: {", "      согласован: {срок исполнен: да, "))
    lines = ("14.03 12:00 внести", "20.03 12:00 вернуть", "25.03 10:00 внести", "28.03 10:00 согласовать")
    case = fold(cycle, acts(cycle, *map(sheet, lines)))[SHEET]
    # 18, 19, 20 by the agency | 21, 22, 25 by the town | 26, 27, 28 by the agency | met
    assert [step_deviation(cycle, case, step, date(2019, 3, 29)).charged for step in case.steps] == [
        Days(5, 3),
        Days(5, 3),
        Days(3, 3),
        Days(),
    ]


def test_days_without_a_limit_are_counted_and_never_late():
    cycle = cycle_from(
        PLAN.read_text().replace("ведомство, срок: 1 рабочий день", "ведомство, срок: не установлен")
    )
    case = fold(cycle, acts(cycle, sheet("15.03 12:00 внести")))[SHEET]
    found = step_deviation(cycle, case, case.steps[0], date(2019, 4, 30))
    assert (found.status, found.delay) == ("undated", Days())
    assert found.held == Days(46, 32)  # 10 working days left in March, 22 in April


@pytest.mark.parametrize(
    ("off", "delay", "held"), [("18", Days(), Days(3, 1)), ("20", Days(2, 2), Days(5, 3))]
)
def test_a_step_off_control_stays_as_late_as_it_was(sheets: Cycle, off: str, delay: Days, held: Days):
    """Handed in on Friday 15 March, due on Monday the 18th."""
    (handed_in,) = acts(sheets, sheet("15.03 12:00 внести"))
    gone = replace(handed_in, number=2, kind="remove", trigger="", on=on(off), at=None, basis="приказ")
    case = fold(sheets, [handed_in, gone])[SHEET]
    found = step_deviation(sheets, case, case.steps[0], date(2019, 3, 29))
    assert (found.status, found.delay, found.held) == ("removed", delay, held)


class TestSeveralInputs:
    """What many rows feed inherits from those that came last."""

    @pytest.fixture
    def parted(self, sheets: Cycle) -> Callable[..., Deviation]:
        def made(today: str, *lines: str) -> Deviation:
            cases = fold(sheets, acts(sheets, *lines))
            return deviation(cases[CaseKey("16")], date.fromisoformat(today), Inputs(sheets, cases))

        return made

    #: The summary is due on Thursday, 28 March 2019, by the protocol; both notes are needed.
    DUE = "25.03 16 | назначить срок 28.03"

    def test_the_last_to_come_stands_first(self, parted: Callable[..., Deviation]):
        notes = "29.03 7-записка минфин | исполнить", "01.04 7-записка минтруд | исполнить"
        found = parted("2019-04-03", self.DUE, *self.forwarded("14.03"), *notes)
        assert [(one.key.subject, one.came) for one in found.inherited_from] == [
            ("минтруд", date(2019, 4, 1)),
            ("минфин", date(2019, 3, 29)),
        ]
        # 29 March, 1 April | 2, 3 April
        assert (found.inherited, found.own) == (Days(4, 2), Days(2, 2))
        assert found.delay_cause == "inherited"

    def test_what_has_not_come_stands_before_all(self, parted: Callable[..., Deviation]):
        came = "29.03 7-записка минтруд | исполнить"
        found = parted("2019-04-03", self.DUE, *self.forwarded("14.03"), came)
        assert [(one.key.subject, one.came) for one in found.inherited_from] == [
            ("минфин", None),
            ("минтруд", date(2019, 3, 29)),
        ]

    def forwarded(self, on: str) -> list[str]:
        return [
            f"{on} 7 {town} / {agency} | {act}"
            for town in ("Майма", "Чемал")
            for agency in ("минтруд", "минфин")
            for act in ("внести", "согласовать", "направить")
        ]


def test_a_step_is_judged_by_the_wording_that_it_ended_under(sheets: Cycle):
    """From 28 March a review takes 3 working days and has another name: the one that is open keeps its start."""
    text = PLAN.read_text().replace("ведомство, срок: 1 рабочий день", "ведомство, срок: 3 рабочих дня", 1)
    amended = cycle_from(text.replace("на рассмотрении", "рассматривается")).definition
    change = Change(
        20,
        on=date(2019, 3, 28),
        recorded_at=datetime(2019, 3, 28, 12, tzinfo=sheets.zone),
        definition=amended,
        states={"на рассмотрении": "рассматривается"},
    )
    cycle = versioned(sheets, [change])
    lines = ("15.03 12:00 внести", "22.03 12:00 вернуть", "25.03 10:00 внести")
    case = fold(cycle, acts(cycle, *map(sheet, lines)))[SHEET]
    found = [step_deviation(cycle, case, step, date(2019, 3, 29)) for step in case.steps]
    assert [(step.state, step.due) for step in case.steps] == [
        ("на рассмотрении", on("18")),
        ("на доработке", on("25")),
        ("рассматривается", on("28")),  # 26, 27, 28
    ]
    assert [(one.status, one.delay) for one in found] == [
        ("late", Days(4, 4)),
        ("in_time", Days()),
        ("overdue", Days(1, 1)),
    ]


class TestFromWhenDaysAreHeld:
    """The days of a stay go by its own beginning and by the hour of receipt, wherever its limit counts from."""

    def test_a_limit_that_counts_from_another_day_moves_no_days_into_the_stay(self):
        """Agreed in an act of Monday, 18 March, dated the Friday before; forwarded on Wednesday."""
        text = PLAN.read_text()
        old = "согласован: {у кого: ведомство, срок: 1 рабочий день"
        assert old in text
        text = text.replace(old, f"{old}, отсчёт: дата согласования")
        text = re.sub(
            r"согласовать: \{(из: на рассмотрении, в: согласован, кто: ведомство).*?\}",
            r"согласовать: {\1, указать: {дата согласования: дата}}",
            text,
        )
        cycle = cycle_from(text)
        lines = ("14.03 12:00 внести", "18.03 10:00 согласовать", "20.03 12:00 направить")
        entries = acts(cycle, *map(sheet, lines))
        entries[1] = replace(entries[1], data={"дата согласования": "2019-03-15"})
        case = fold(cycle, entries)[SHEET]
        found = [step_deviation(cycle, case, step, date(2019, 3, 29)) for step in case.steps]
        assert [step.due for step in case.steps] == [on("15"), on("18")]
        assert [one.held for one in found] == [Days(4, 2), Days(2, 2)]  # 15, 18 | 19, 20

    @pytest.mark.parametrize(("at", "began"), [("16:59", "15"), ("17:05", "18")])
    def test_what_is_received_after_the_hour_is_held_from_the_next_working_day(self, at: str, began: str):
        """Without a limit too: whoever sent it held it until then."""
        text = PLAN.read_text().replace(
            "{срок исполнен: да, у кого: ведомство, срок: 1 рабочий день",
            "{срок исполнен: да, у кого: ведомство",
        )
        cycle = cycle_from(text)
        case = fold(cycle, acts(cycle, sheet(f"15.03 {at} внести")))[SHEET]
        assert not case.steps
        assert [held_span(cycle, case, stay) for stay in case.stays] == [
            (cycle.started_on, on(began)),
            (on(began), None),
        ]
