"""The course of order 337, played whole: rows worked out by hand, and what the ministry does not send to itself."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

#: How many cases each point has, from its own words: eleven municipalities, three periods, the bodies that take part.
CASES = {
    "4": 10,  # six responsible agencies beside the ministry, and four other bodies
    "7": 11 * 7 * 3,
    "7-записка": 5 * 3,  # not on the consolidated budget, nor from the ministry to itself
    "8": 1,
    "9": 1,
    "10": 11,
    "11": 11,
    "12": 11,
    "13": 11 * 3,
    "15": 3,
    "16": 3,
    "17": 1,
}
MINISTRY = "Минэкономразвития РА"


def iso(day: str) -> str | None:
    return "-".join(reversed(day.split("."))) or None


def row_of(row: dict[str, Any]) -> tuple[Any, ...]:
    names = ("event", "subject", "agency", "period", "step")
    return (*(row[name] or "" for name in names), str(row["round"] or "") if row["step"] else "")


@pytest.fixture(scope="module")
def log(simulated: dict[str, Any]) -> dict[tuple[Any, ...], dict[str, Any]]:
    return {row_of(row): row for row in simulated["deviations"]}


def test_it_has_no_errors_and_its_examples_come_out(srok, file):
    done = srok("check", file("yaml"))
    assert done.status == 0
    assert done.out.rstrip().endswith("ошибок нет; мероприятий: 12, примеров сошлось: 26")
    assert ": error: " not in done.err


def test_the_command_that_plays_it_is_the_one_on_its_page(library: Path):
    """The page shows the command of the fixture, which takes too long to be run there once more."""
    page = library.parents[1] / "docs" / "ru" / "cycles" / "altai-337.md"
    assert "\nsrok simulate definitions/library/altai-337.yaml\n" in page.read_text(encoding="utf-8")


def test_it_plays_whole_for_nineteen_months(simulated):
    """From 20 November 2017, before the first term, to the end of the month of the report."""
    assert (simulated["from"], simulated["to"]) == ("2017-11-20", "2019-06-28")
    assert Counter(row["event"] for row in simulated["deviations"] if row["step"] is None) == CASES
    assert sum(simulated["statuses"].values()) == sum(CASES.values()) == 331
    assert simulated["statuses"]["overdue"] == 1
    assert simulated["letters"] > 0


def test_rows_worked_out_by_hand(log, table: Callable[..., list[dict[str, str]]]):
    rows = table("worked.csv")
    assert len(rows) >= 20
    for row in rows:
        key = tuple(row[name] for name in ("пункт", "участник", "ведомство", "период", "этап", "круг"))
        found = log[key]
        assert (found["due"], found["status"]) == (iso(row["последний день"]), row["положение"]), row["счёт"]
        if row["исполнено"] != "*":
            assert found["actual"] == iso(row["исполнено"]), row["счёт"]
        days = (found["delay_days"], found["delay_working_days"])
        assert days == (int(row["дней"]), int(row["рабочих дней"])), row["счёт"]


def test_the_ministry_forwards_nothing_to_itself(log):
    """An approved sheet of any other agency has a working day to be forwarded; the ministry's own is there already."""
    kinds = {(key[2] == MINISTRY, key[4]) for key in log if key[0] == "7" and key[4]}
    assert (False, "согласован") in kinds
    assert {step for own, step in kinds if own} == {"на рассмотрении"}
    ends = {row["state"] for key, row in log.items() if key[0] == "7" and not key[4]}
    assert ends == {"направлен"}


def test_notes_come_from_every_agency_but_of_the_consolidated_budget_and_the_ministry_itself(log, altai):
    agencies = {member.name for role in altai.roles if role.name == "ведомство" for member in role.members}
    assert len(agencies) == 7
    notes = {(key[1], key[3]) for key in log if key[0] == "7-записка"}
    assert {who for who, _ in notes} == agencies - {"Минфин РА", MINISTRY}
    assert {period for _, period in notes} == {"2018-6M", "2018-9M", "2018"}


def test_a_note_waits_for_the_last_approval_of_its_own_agency(log):
    """Чемальский's sheet of six months was approved by Минтруд on 7 September, the last of eleven."""
    note = log["7-записка", "Минтруд РА", "", "2018-6M", "", ""]
    approved = log["7", "Чемальский район", "Минтруд РА", "2018-6M", "на рассмотрении", "2"]["actual"]
    assert approved == "2018-09-07"
    assert note["due"] is None
    assert note["actual"] >= approved
