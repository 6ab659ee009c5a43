"""What happened early and is told late: steps that were missing are recorded together, in one file, or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from srok.store.database import Database

CYCLE = "small-2016"
CASE = ("10", "--participant", "Ачинск")
NOW = ("--now", "2016-09-20T10:00")
HEADER = "мероприятие;действие;участник;дата;замечания"
RETURN = "10;вернуть;{};2016-09-12;нет анализа"
SEND = "10;направить;{};2016-09-13;"


@pytest.fixture
def returned(started: Callable[..., Any]) -> Callable[..., Any]:
    """Materials sent on the 1st and returned on the 15th; that they were returned in between too is not known yet."""
    for name in ("Ачинск", "Бор"):
        for action, day, *more in (
            ("направить", "2016-09-01"),
            ("вернуть", "2016-09-15", "--data", "замечания=нет целей"),
        ):
            done = started("record", CYCLE, "10", action, "--participant", name, "--on", day, *more, *NOW)
            assert done.status == 0, done.err
    return started


@pytest.fixture
def table(returned: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """Record rows from one file."""

    def record(*lines: str, header: str = HEADER) -> Any:
        path = tmp_path / "late.csv"
        path.write_text("\n".join([header, *lines]), encoding="utf-8")
        return returned("record", CYCLE, "--from", path, *NOW, "--json")

    return record


def journal(cli: Callable[..., Any]) -> list[int]:
    return [one["entry"] for one in cli("journal", CYCLE, "10", "--json").json]


def test_a_step_alone_is_refused_and_told_how_the_missing_ones_get_in(returned: Callable[..., Any]):
    before = journal(returned)
    late = ("--on", "2016-09-12", "--data", "замечания=нет анализа")
    told = returned("record", CYCLE, "10", "вернуть", *CASE[1:], *late, *NOW)
    assert told.status == 1
    assert "entry 8 (“вернуть”, 15.09.2016) would no longer fit" in told.err
    assert "“вернуть” is not possible in the state “возвращено”" in told.err
    assert "record them together with this one in one file (--from)" in told.err
    assert "only if entry 8 is wrong, replace it by this one: --corrects 8" in told.err
    assert journal(returned) == before


@pytest.mark.parametrize("lines", [(RETURN, SEND), (SEND, RETURN)])
def test_the_missing_steps_get_in_together_in_whatever_order(
    returned: Callable[..., Any], table: Callable[..., Any], empty: Database, damage: Any, lines: Any
):
    done = table(*(line.format(name) for line in lines for name in ("Ачинск", "Бор")))
    assert done.status == 0, done.err
    assert [(one["entry"], one["conflicts"]) for one in done.json] == [(n, []) for n in range(11, 15)]
    rows = returned("deviations", CYCLE, "--format", "json").json
    assert not any(row["conflict"] for row in rows)
    assert damage(empty, "2016-09-20T12:00") == []


def test_what_does_not_fit_in_the_end_is_told_with_its_line(table: Callable[..., Any]):
    """Returned, and returned again: the second has nothing to return, and the later return nothing either."""
    told = table(RETURN.format("Ачинск"), RETURN.format("Ачинск").replace("-12;", "-13;"))
    assert told.status == 1
    assert "late.csv:2:1: error: entry 8" in told.err
    assert "late.csv:3:1: error: " in told.err


def test_a_slip_in_one_case_says_nothing_of_another_where_all_fits_together(
    returned: Callable[..., Any], table: Callable[..., Any]
):
    before = journal(returned)
    told = table(RETURN.format("Ачинск"), SEND.format("Ачинск"), "10;послать;Бор;2016-09-16;")
    assert (told.status, told.err.count("error:")) == (1, 1)
    assert "late.csv:4:1: error: unknown action “послать”" in told.err
    assert journal(returned) == before


def test_rows_of_a_file_do_not_displace_each_other(table: Callable[..., Any]):
    told = table("10;направить;Вилюй;2016-09-16;", "10;направить;Вилюй;2016-09-13;")
    assert told.status == 1
    assert "late.csv:3:1: error: entry 11 (“направить”, 16.09.2016) would no longer fit" in told.err


def test_what_follows_is_judged_by_the_whole_file(returned: Callable[..., Any], table: Callable[..., Any]):
    """Item 12 answers to item 10, whose sending is told in the file's last line, out of order."""
    done = table(
        "10;вернуть;Вилюй;2016-09-14;нет", "12;исполнить;Вилюй;2016-09-14;", "10;направить;Вилюй;2016-09-13;"
    )
    assert done.status == 0, done.err
    assert not any(row["conflict"] for row in returned("deviations", CYCLE, "--format", "json").json)


def test_a_repeated_file_adds_nothing(table: Callable[..., Any]):
    lines = [f"{line.format('Ачинск')};k{number}" for number, line in enumerate((RETURN, SEND))]
    once, again = (table(*lines, header=f"{HEADER};ключ") for _ in range(2))
    assert [one["added"] for one in (*once.json, *again.json)] == [True, True, False, False]


@pytest.mark.parametrize(("left_out", "name"), [("мероприятие", "event"), ("действие", "trigger")])
def test_a_column_that_is_missing_is_told(table: Callable[..., Any], left_out: str, name: str):
    told = table(RETURN.format("Ачинск"), header=HEADER.replace(left_out, "пункт"))
    assert told.status == 1
    assert f"late.csv:1:1: error: the column “{name}” is missing; the first line has: " in told.err
    assert "“”" not in told.err


# Rows of a sheet -----------------------------------------------------------------------------------------

SHEET = ("7", "--participant", "Майма", "--agency", "минздрав")
ROW = "7;{};Майма;минздрав;{};{};{};{};{};{}"
ROW_HEADER = "мероприятие;действие;участник;ведомство;строка;дата;пояснение;внесено;от МО;согласовал"
ADDED = ROW.format("добавить строку", "Решение 1", "2018-08-03", "Дорога", "", "", "")
FILLED = ROW.format("внести", "Решение 1", "2018-08-03", "", "03.08.2018", "Иванова А.А.", "")
AGREED = ROW.format("согласовать", "Решение 1", "2018-08-04", "", "", "", "Петров П.П.")
WHOLE = ROW.format("внести", "", "2018-08-04", "", "", "", "")
LATER = ("--now", "2018-08-06T10:00")


@pytest.fixture
def sheet(cli: Callable[..., Any], data: Path, tmp_path: Path) -> Callable[..., Any]:
    """Record rows from one file, in a cycle whose sheets go in once every decision is filled in."""
    plan = (data / "sheet.yaml").read_text(encoding="utf-8")
    before = "прежде чем: {принять: {все: согласована}}"
    both = before.replace("{принять", "{внести: {все: [внесена, согласована]}, принять")
    (tmp_path / "plan.yaml").write_text(plan.replace(before, both, 1), encoding="utf-8")
    (tmp_path / "who.csv").write_text("название\nГорно-Алтайск\nМайма\nЧоя\n", encoding="utf-8")
    started = cli(
        "start", tmp_path / "plan.yaml", "--participants", tmp_path / "who.csv", "--now", "2018-07-01T09:00"
    )
    assert started.status == 0, started.err

    def record(*lines: str) -> Any:
        path = tmp_path / "rows.csv"
        path.write_text("\n".join([ROW_HEADER, *lines]), encoding="utf-8")
        return cli("record", "лист-2018", "--from", path, *LATER)

    return record


def test_a_row_told_late_gets_in_with_what_was_done_with_it(sheet: Callable[..., Any], cli: Any):
    assert sheet(WHOLE).status == 0
    told = sheet(ADDED)
    assert told.status == 1
    assert "it is not so yet for: Решение 1 (не внесена)" in told.err
    assert "or add the row on the day on which it became known (--on)" in told.err
    assert "--corrects" not in told.err
    done = sheet(ADDED, FILLED)
    assert done.status == 0, done.err
    assert not any(row["conflict"] for row in cli("deviations", "лист-2018", "--format", "json").json)


def test_a_row_told_late_gets_in_on_the_day_on_which_it_became_known(sheet: Callable[..., Any]):
    assert sheet(WHOLE).status == 0
    done = sheet(ADDED.replace("2018-08-03", "2018-08-06"))
    assert done.status == 0, done.err


def test_to_a_sheet_that_is_closed_a_row_is_added_on_no_later_day(sheet: Callable[..., Any]):
    indicators = [line.replace("Решение 1", row) for row in ("5.1", "5.2") for line in (FILLED, AGREED)]
    accepted = ROW.format("принять", "", "2018-08-05", "", "", "", "")
    done = sheet(WHOLE, *indicators, accepted)
    assert done.status == 0, done.err
    told = sheet(ADDED, FILLED)
    assert (told.status, "rows.csv:2:1: error: entry" in told.err) == (1, True)
    assert "record them together with this one in one file" in told.err
    assert "withdraw it first" in told.err
    assert "--on" not in told.err
    assert "--corrects" not in told.err
    done = sheet(ADDED, FILLED, AGREED)
    assert done.status == 0, done.err
