"""A report is what its definition asks for: rows of cases, of participants or its own, facts and counts in columns."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

CYCLE = "pilots-2021"
WHO = "name;role;region\nAltai;region;\nKaluga;region;\nBiysk;town;Altai\nObninsk;town;Kaluga\n"
DONE = (
    "event;trigger;participant;on;paper\n"
    "1;adopt;Altai;05.03.2021;№ 5 от 05.03.2021\n"
    "1;adopt;Kaluga;09.03.2021;№ 7 от 09.03.2021\n"
    "2;sign;Obninsk;12.03.2021;\n"
)


@pytest.fixture
def pilots(cli: Callable[..., Any], data, tmp_path) -> Callable[..., Any]:
    """The command line as of Wednesday 17 March 2021: both regions have adopted their acts, the towns have not."""
    (tmp_path / "who.csv").write_text(WHO)
    (tmp_path / "done.csv").write_text(DONE)
    started = cli("start", data / "reports.yaml", "--participants", "who.csv", "--now", "2021-01-11T09:00")
    assert started.status == 0, started.err
    recorded = cli("record", CYCLE, "--from", "done.csv", "--now", "2021-03-17T12:00")
    assert recorded.status == 0, recorded.err
    return cli


@pytest.fixture
def rows(pilots: Callable[..., Any]) -> Callable[..., list[list[Any]]]:
    def found(name: str, *options: str) -> list[list[Any]]:
        made = pilots("report", CYCLE, name, "--format", "json", *options)
        assert made.status == 0, made.err
        return [list(row.values()) for row in made.json["rows"]]

    return found


def test_a_row_for_each_case_measured_from_the_planned_date(rows):
    # 6.03 is a Saturday, 8.03 a holiday: the last day is the 9th, so that Kaluga is 3 days after the plan and not late.
    assert rows("log") == [
        ["1", "Act of the region", "Altai", "2021-03-06", "2021-03-05", 0, 0, "№ 5 от 05.03.2021"],
        ["1", "Act of the region", "Kaluga", "2021-03-06", "2021-03-09", 3, 0, "№ 7 от 09.03.2021"],
        ["2", "Act of the town", "Biysk", "2021-03-15", None, 2, 2, None],
        ["2", "Act of the town", "Obninsk", "2021-03-15", None, 2, 2, None],
    ]


def test_a_row_for_each_participant_with_all_that_belongs_to_it(rows):
    assert rows("regions") == [
        ["1", "Altai", "adopted", "drafted", 1, 2],
        ["2", "Kaluga", "adopted", "signed", 1, 2],
    ]


def test_counts_by_group_and_a_heading_among_them(rows):
    assert rows("quarter") == [
        ["1", "Acts", 4, 2],
        [None, "among them:", None, None],
        [None, "of regions", 2, 2],
        [None, "of towns", 2, 0],
    ]


def test_what_has_no_date_counts_as_open_and_not_as_planned(rows):
    assert rows("all that is open") == [["Open", 3, 2, 1, 2]]


def test_it_is_as_of_a_day(rows):
    assert rows("quarter", "--as-of", "2021-03-08")[0] == ["1", "Acts", 2, 1]


def test_only_what_is_planned_since_a_day(pilots, rows):
    """The acts of the regions are planned for 6 March, those of the towns for the 15th."""
    assert [row[2:] for row in rows("quarter", "--since", "2021-03-07")] == [
        [2, 0],
        [None, None],
        [0, 0],
        [2, 0],
    ]
    assert rows("quarter", "--since", "06.03.2021")[0] == ["1", "Acts", 4, 2]
    note = pilots("report", CYCLE, "quarter", "--since", "2021-03-07", "--format", "json").json["note"]
    assert note == "As of 17.03.2021; planned since 07.03.2021"


def test_what_somebody_did_who_has_left_is_still_told(pilots, rows, tmp_path):
    (tmp_path / "who.csv").write_text(
        WHO.replace("Kaluga;region;\n", "").replace("Obninsk;town;Kaluga\n", "")
    )
    left = ["--on", "2021-03-17", "--apply", "--basis", "law 5"]
    done = pilots("participants", CYCLE, "who.csv", *left)
    assert done.status == 0, done.err
    assert ["Kaluga", "adopted"] in [row[1:3] for row in rows("regions")]


def test_a_correction_changes_the_count(pilots, rows):
    given = ["--on", "2021-03-12", "--data", "paper=№ 1 от 12.03.2021"]
    assert pilots("record", CYCLE, "2", "adopt", "--participant", "Biysk", *given).status == 0
    assert rows("quarter")[0] == ["1", "Acts", 4, 3]
    (adopted,) = pilots("journal", CYCLE, "1", "--participant", "Altai").out.splitlines()
    taken_back = ["withdraw", "--participant", "Altai", "--corrects", adopted.split()[0]]
    assert pilots("record", CYCLE, "1", *taken_back).status == 0
    assert rows("quarter")[0] == ["1", "Acts", 4, 2]


def test_what_is_off_control_is_not_counted(pilots, rows):
    """The town's act stands in no report but one that asks for such."""
    pilots("record", CYCLE, "2", "remove", "--participant", "Biysk", "--basis", "letter 3")
    assert rows("quarter")[0] == ["1", "Acts", 3, 2]
    assert [row[2] for row in rows("log")] == ["Altai", "Kaluga", "Obninsk"]
    assert rows("regions")[0] == ["1", "Altai", "adopted", None, 1, 1]
    assert rows("all that is open") == [["Open", 2, 1, 1, 1]]
    assert rows("off control") == [["2", "Biysk", "drafted"]]


def test_of_one_participant_alone(rows):
    assert [row[2] for row in rows("log", "--participant", "Kaluga")] == ["Kaluga", "Obninsk"]
    assert rows("regions", "--participant", "Kaluga") == [["1", "Kaluga", "adopted", "signed", 1, 2]]
    assert rows("quarter", "--participant", "Kaluga")[0] == ["1", "Acts", 2, 1]


def test_on_the_screen_it_has_its_title_and_day(pilots):
    shown = pilots("report", CYCLE, "quarter").out
    assert shown.splitlines()[0].strip() == "The quarter"
    assert shown.splitlines()[1].strip() == "As of 17.03.2021"


def test_a_workbook_keeps_dates_and_numbers(pilots, tmp_path):
    assert pilots("report", CYCLE, "log", "--format", "xlsx", "--output", "log.xlsx").status == 0
    page = load_workbook(tmp_path / "log.xlsx").worksheets[0]
    assert [page["A1"].value, page["A2"].value] == ["Acts and delays", "As of 17.03.2021"]
    kaluga = [cell.value for cell in page[6]]
    assert (f"{kaluga[3]:%d.%m.%Y}", kaluga[5]) == ("06.03.2021", 3)


def test_a_document_has_the_table(pilots, tmp_path):
    assert pilots("report", CYCLE, "quarter", "--format", "docx", "--output", "q.docx").status == 0
    made = Document(BytesIO((tmp_path / "q.docx").read_bytes()))
    assert made.paragraphs[0].text == "The quarter"
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["1", "Acts", "4", "2"]


def test_a_table_for_a_spreadsheet(pilots):
    lines = pilots("report", CYCLE, "quarter", "--format", "csv").out.splitlines()
    assert lines[:2] == ["No;What;Planned by now;In time", "1;Acts;4;2"]


def test_without_a_name_the_names_are_told(pilots):
    assert pilots("report", CYCLE).out.splitlines() == [
        "log: Acts and delays",
        "regions: regions",
        "quarter: The quarter",
        "all that is open: all that is open",
        "off control: off control",
    ]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["quarterly"], "unknown report “quarterly”; did you mean “quarter”?"),
        (["log", "--participant", "Kalluga"], "unknown participant “Kalluga”; did you mean “Kaluga”?"),
        (["log", "--format", "pdf"], "“pdf” is none of: table, json, csv, xlsx, docx"),
        (["log", "--output", "log.txt"], "give --format csv, json, xlsx or docx"),
    ],
)
def test_what_there_is_not_is_told(pilots, options: list[str], told: str):
    refused = pilots("report", CYCLE, *options)
    assert refused.status != 0
    assert told in refused.err


def test_a_cycle_without_reports_says_where_the_log_is(started):
    assert "srok deviations" in started("report", "small-2016").out


def test_a_running_cycle_gets_a_report_by_an_amendment_that_moves_no_date(cli, data, tmp_path):
    whole = (data / "reports.yaml").read_text()
    (tmp_path / "who.csv").write_text(WHO)
    (tmp_path / "bare.yaml").write_text(whole[: whole.index("reports:")])
    assert cli("start", "bare.yaml", "--participants", "who.csv", "--now", "2021-01-11T09:00").status == 0
    adopted = cli("amend", CYCLE, data / "reports.yaml", "--apply", "--basis", "letter 4")
    assert (adopted.status, adopted.err) == (0, "")
    assert adopted.out.startswith("0 of 5 cases change")
    assert cli("report", CYCLE, "quarter").status == 0
