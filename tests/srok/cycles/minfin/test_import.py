"""The printed table of agreements has three misprinted years: they are told, with the years they should be."""

import csv
from datetime import date

import pytest
import yaml

from definitions import as_day

CYCLE = "minfin-pilot-regions"
HEAD = "мероприятие;действие;участник;дата;предельный срок\n"


@pytest.fixture
def agreements(table, tmp_path):
    """Write the table as it is printed, or with the right years; return the file's name."""

    def written(column: str) -> str:
        rows = (
            f"соглашение;исполнить;{row['субъект']};{row[column]};{row['предельный срок']}\n"
            for row in table("agreements.csv")
        )
        (tmp_path / "соглашения.csv").write_text(HEAD + "".join(rows))
        return "соглашения.csv"

    return written


def test_the_three_misprints_and_the_years_they_should_be(started, agreements, table):
    refused = started(
        "record", CYCLE, "--from", agreements("соглашение как напечатано"), "--now", "2021-03-17T12:00"
    )
    assert refused.status == 1
    wrong = [
        (line, row["соглашение как напечатано"], row["соглашение"])
        for line, row in enumerate(table("agreements.csv"), start=2)
        if row["соглашение как напечатано"] != row["соглашение"]
    ]
    assert [right for _, _, right in wrong] == ["14.01.2021", "29.01.2021", "26.01.2021"]
    told = refused.err.splitlines()
    assert len(told) == 3
    for (line, printed, right), message in zip(wrong, told, strict=True):
        assert message.startswith(f"соглашения.csv:{line}:1: error: «дата»: {printed} похоже на опечатку")
        assert f"с годом 2021 было бы {right}" in message
    assert "исполнить" not in started("journal", CYCLE).out


def test_with_the_right_years_it_is_recorded(started, agreements):
    done = started("record", CYCLE, "--from", agreements("соглашение"), "--now", "2021-03-17T12:00")
    assert (done.status, done.err) == (0, "")
    assert len(done.out.splitlines()) == 16


def test_a_misprinted_year_among_the_planned_dates_of_an_event(started, file, tmp_path):
    """The plans have dates of all 2021; those of 3.1 are of May (16 regions), those of 5.1 of 15 November."""
    right = file("schedule.csv").read_text()
    wrong = right.replace(
        "3.1;назначить срок;Алтайский край;17.05.2021", "3.1;назначить срок;Алтайский край;17.05.2022"
    )
    wrong = wrong.replace(
        "5.1;назначить срок;Алтайский край;15.11.2021", "5.1;назначить срок;Алтайский край;15.11.2020"
    )
    (tmp_path / "даты.csv").write_text(wrong)
    refused = started("record", CYCLE, "--from", "даты.csv", "--now", "2021-02-01T12:00")
    assert refused.status == 1
    first, second = refused.err.splitlines()
    assert first.startswith("даты.csv:5:1: error: ")
    assert all(part in first for part in ("17.05.2022", "3.1", "17.05.2021", "31.05.2021"))
    assert second.startswith("даты.csv:10:1: error: ")
    assert all(part in second for part in ("15.11.2020", "5.1", "15.11.2021"))
    assert "назначить срок" not in started("journal", CYCLE).out


WHOSE = ("--participant", "Алтайский край")
BY_PLAN = ("--actor", "Минфин России", "--basis", "план апробации", "--now", "2021-03-17T13:00")


@pytest.mark.parametrize(
    ("event", "printed", "right", "told"),
    [
        (
            "3.1",
            "2022-05-17",
            "17.05.2021",
            "17.05.2021 … 31.05.2021",
        ),  # among the terms of the other regions
        ("5.1", "2020-11-15", "15.11.2021", "14.12.2020"),  # before the cycle started
    ],
)
def test_one_planned_date_with_a_misprinted_year_is_warned_of(pilots, event, printed, right, told):
    done = pilots("record", CYCLE, event, "назначить срок", *WHOSE, "--date", printed, *BY_PLAN)
    assert done.status == 0
    (line,) = done.err.splitlines()
    assert all(part in line for part in (right, *told.split(" … "), "--corrects"))
    day = "-".join(reversed(right.split(".")))
    number = done.out.split()[-1]
    mended = ("--date", day, "--corrects", number)
    assert pilots("record", CYCLE, event, "назначить срок", *WHOSE, *mended, *BY_PLAN).err == ""


def test_a_term_moved_within_its_season_is_no_slip(pilots):
    done = pilots("record", CYCLE, "3.1", "назначить срок", *WHOSE, "--date", "2021-09-20", *BY_PLAN)
    assert (done.status, done.err) == (0, "")


def test_one_agreement_with_a_misprinted_year_is_told_the_year(started):
    """The cycle started on 14.12.2020: of the years after 2020 only 2021 puts 14 January between that and today."""
    whose = ("--participant", "Калининградская область", "--now", "2021-03-17T12:00")
    done = started("record", CYCLE, "соглашение", "исполнить", *whose, "--on", "2020-01-14")
    assert all(part in done.err for part in ("14.01.2020", "14.12.2020", "14.01.2021", "--corrects"))


def test_the_scenario_has_the_planned_dates_of_the_table_up_to_17_march(file, table):
    """28 of them, as the presentation counts: 19 acts and drafts of its row 1, 9 of its row 2."""
    with file("schedule.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    days = ((row["мероприятие"], row["участник"], as_day(row["срок"])) for row in rows)
    first = {(event, whose, day) for event, whose, day in days if day <= date(2021, 3, 17)}
    planned = {
        (event, whose, step["срок"])
        for rule in yaml.safe_load(file("scenario.yaml").read_text())["ход"]
        for step in rule.get("шаги", ())
        for event in rule.get("мероприятия", ())
        for whose in rule.get("участники", ())
        if step.get("срок", date.max) <= date(2021, 3, 17)
    }
    assert len(first) == 19 + 9
    assert planned == first
