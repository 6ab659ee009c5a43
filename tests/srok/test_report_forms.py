"""A report takes the form of a document: numbered rows for each participant, labels, notes below, words for the day."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

CYCLE = "pilots-2021"
WHO = "name;role;region\nAltai;region;\nKaluga;region;\nBiysk;town;Altai\n"


@pytest.fixture
def pilots(cli: Callable[..., Any], data, tmp_path) -> Callable[..., Any]:
    """The command line as of 17 March 2021: Altai has adopted its first act, nobody anything else."""
    (tmp_path / "who.csv").write_text(WHO)
    begun = cli(
        "start", data / "reports-by-member.yaml", "--participants", "who.csv", "--now", "2021-01-11T09:00"
    )
    assert begun.status == 0, begun.err
    done = cli("record", CYCLE, "1.1", "исполнить", "--participant", "Altai", "--now", "2021-03-17T12:00")
    assert done.status == 0, done.err
    return cli


@pytest.fixture
def made(pilots: Callable[..., Any]) -> Callable[..., Any]:
    def found(name: str, *options: str) -> Any:
        told = pilots("report", CYCLE, name, "--format", "json", *options)
        assert told.status == 0, told.err
        return told.json

    return found


def rows(told: Any) -> list[list[Any]]:
    return [list(row.values()) for row in told["rows"]]


def test_the_rows_of_a_form_stand_below_each_participant(made):
    """A row without a title is one for each case: in the order in which its events are named."""
    assert rows(made("form")) == [
        [None, "Altai", None, None],
        ["1", "Acts", None, None],
        [None, "Biysk: Act of the town", "2021-03-15", None],
        [None, "Act of the region", "2021-03-05", "2021-03-17"],
        [None, "Another act", "2021-03-09", None],
        ["2", "Orders", "2021-04-01", None],
        [None, "Kaluga", None, None],
        ["1", "Acts", None, None],
        [None, "Act of the region", "2021-03-05", None],
        [None, "Another act", "2021-03-09", None],
        ["2", "Orders", "2021-04-01", None],
    ]
    assert rows(made("form", "--participant", "Kaluga"))[0] == [None, "Kaluga", None, None]


def test_what_is_reported_with_an_event_is_counted_wherever_that_is(made):
    """1.1 and 1.3 of two regions."""
    assert rows(made("counts")) == [["Acts of regions", 4]]


def test_a_label_stands_before_each_of_several_values_and_not_before_the_only_one(made):
    """1.3 stands with 1.1 and has its label, but where it has one of its own."""
    assert rows(made("decisions")) == [
        [
            "Altai",
            "Region: исполнено; Town: ожидается; Region: ожидается",
            "First: исполнено; Another: ожидается",
        ],
        ["Kaluga", "Ожидается", "First: ожидается; Another: ожидается"],
    ]


def test_the_only_value_keeps_its_label_where_it_is_not_of_the_first_event(made):
    """Altai's row with what its town does alone never reads as what Altai does."""
    assert rows(made("decisions", "--participant", "Biysk"))[0] == ["Altai", "Town: ожидается", None]


def test_several_of_one_label_are_named(pilots, made, tmp_path):
    (tmp_path / "who.csv").write_text(WHO + "Barnaul;town;Altai\n")
    joined = "--on", "2021-03-01", "--apply", "--basis", "letter"
    assert pilots("participants", CYCLE, "who.csv", *joined).status == 0
    for town in ("Biysk", "Barnaul"):
        done = pilots("record", CYCLE, "1.2", "исполнить", "--participant", town, "--on", "2021-03-10")
        assert done.status == 0, done.err
    told = rows(made("decisions"))[0][1]
    assert [part for part in told.split("; ") if "Region" not in part] == [
        "Biysk: исполнено",
        "Barnaul: исполнено",
    ]


def test_the_title_names_the_quarter_of_its_day(pilots, made):
    done = pilots("record", CYCLE, "2", "исполнить", "--participant", "Altai", "--now", "2021-10-01T12:00")
    assert done.status == 0, done.err
    days = {"31.03.2021": "first", "01.04.2021": "second", "30.09.2021": "third", "01.10.2021": "fourth"}
    for day, quarter in days.items():
        told = made("form", "--as-of", day)
        assert (told["title"], told["footnotes"][0]) == (
            f"Results of the {quarter} quarter",
            f"* As of {day}",
        )
    assert "form: Results of the fourth quarter" in pilots("report", CYCLE).out


def test_the_notes_stand_below_the_table_wherever_a_table_is_printed(pilots, tmp_path):
    notes = ["* As of 17.03.2021", "** [sic]"]
    assert [line.rstrip() for line in pilots("report", CYCLE, "form").out.splitlines()[-2:]] == notes
    for style in ("docx", "xlsx"):
        assert pilots("report", CYCLE, "form", "--format", style, "--output", f"f.{style}").status == 0
    made = Document(BytesIO((tmp_path / "f.docx").read_bytes()))
    assert [one.text for one in made.paragraphs[2:]] == notes
    page = load_workbook(tmp_path / "f.xlsx").worksheets[0]
    assert [page.cell(page.max_row - 1, 1).value, page.cell(page.max_row, 1).value] == notes
    assert "[sic]" not in pilots("report", CYCLE, "form", "--format", "csv").out
