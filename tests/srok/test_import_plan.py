"""The plan of Krasnoyarsk Krai, given as a file of Word, Excel or text, imports into the dates that it names."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from definitions import read_definition

PLAN = Path(__file__).parent / "data" / "krasnoyarsk_plan.tsv"
DATES = Path(__file__).parents[1] / "definitions" / "data" / "krasnoyarsk_plan_dates.csv"

#: The tables of the approved plan, one for each of its pages; the last begins with what a page break cut off.
TABLES = [[line.split("\t") for line in table.splitlines()] for table in PLAN.read_text().split("\n\n")]

#: What an official decides in the draft: by whose clock, where days off move, what two terms wait for.
DECIDED = {
    "часовой пояс:": "часовой пояс: Asia/Krasnoyarsk",
    "    даты:": "    даты: следующий рабочий день",
    "    окна:": "    окна: не переносить",
    "    решил:": "    решил: министерство",
}
WAITS = {
    '    срок: "по мере поступления': '    отсчёт: {мероприятие: "19"}',
    '    срок: "в установленном законодательством': "    отсчёт: внешний",
}

Cli = Callable[..., Any]


def word() -> bytes:
    document = Document()
    document.add_paragraph("УТВЕРЖДАЮ:")
    document.add_paragraph("План работы по формированию стратегий до 2030 года")
    for rows in TABLES:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.add_page_break()
    return saved(document)


def excel() -> bytes:
    book = Workbook()
    for rows in TABLES:
        for cells in rows:
            book.active.append(cells)
    return saved(book)


def saved(made: Any) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "plan.docx": word,
    "plan.xlsx": excel,
    "plan.tsv": PLAN.read_bytes,
    "plan.csv": lambda: PLAN.read_text().replace(";", ",").replace("\t", ";").encode("cp1251"),
}


def decided(draft: str) -> str:
    """The draft as an official leaves it: every place that was empty is filled in, two terms say what they wait for."""
    lines = []
    for line in draft.splitlines():
        filled = next((filled for empty, filled in DECIDED.items() if line.startswith(f"{empty} ")), line)
        lines.extend([filled, *(waits for term, waits in WAITS.items() if line.startswith(term))])
    return "\n".join(lines)


@pytest.fixture(params=FILES)
def imported(request: pytest.FixtureRequest, cli: Cli) -> Any:
    """What `srok import` made of each kind of file."""
    Path(request.param).write_bytes(FILES[request.param]())
    return cli("import", request.param)


def test_the_twenty_seven_dates_are_those_of_the_plan(imported: Any, cli: Cli) -> None:
    Path("ready.yaml").write_text(decided(imported.out))
    rows = {row["event"]: row for row in cli("plan", "ready.yaml", "--json").json}
    with DATES.open(newline="") as file:
        wanted = {row["item"]: row for row in csv.DictReader(file)}
    assert len(wanted) == 27
    assert {item: row["planned"] for item, row in rows.items()} == {
        item: row["planned_on"] or None for item, row in wanted.items()
    }
    assert {item: row["due"] for item, row in rows.items()} == {
        item: row["due_roll_following"] or None for item, row in wanted.items()
    }
    assert {item: row["opens"] for item, row in rows.items() if row["opens"]} == {
        item: row["window_from"] for item, row in wanted.items() if row["window_from"]
    }


def test_the_draft_is_accepted_once_its_questions_are_answered(imported: Any, cli: Cli) -> None:
    Path("draft.yaml").write_text(imported.out)
    Path("ready.yaml").write_text(decided(imported.out))
    assert cli("check", "draft.yaml").status == 1
    assert cli("check", "ready.yaml").status == 0


def test_every_word_of_the_plan_is_in_the_draft(imported: Any) -> None:
    cells = [" ".join(cell.split()) for table in TABLES for row in table for cell in row]
    written = imported.out.replace(",", ";")  # one of the files cannot keep the semicolons
    assert [cell for cell in cells if cell.rstrip(".").replace(",", ";") not in written] == []


def test_the_text_cut_off_by_a_page_break_is_joined(imported: Any) -> None:
    read = read_definition(decided(imported.out).encode(), "")
    events = {event.number: event for event in read.definition.events}
    assert events["20"].interaction.endswith(
        "на предмет согласованности с краевыми документами стратегического планирования"
    )


def test_what_happened_is_told_apart_from_the_draft(imported: Any) -> None:
    assert imported.status == 0
    assert (
        "events: 27, rows that continue another: 1; terms understood: 27, not understood or missing: 0"
        in imported.err
    )
    assert "to be solved before srok check accepts the definition: 6" in imported.err
    problems = [line for line in imported.err.splitlines() if ": error: " in line]
    lines = imported.out.splitlines()
    told = [lines[int(problem.split(":")[1]) - 1].strip() for problem in problems]
    assert [line.split(":")[0] for line in told] == ["часовой пояс", "даты", "окна", "решил", "срок", "срок"]


def test_every_refusal_is_marked_in_the_draft(imported: Any) -> None:
    assert imported.out.count("# DECIDE:") == 1 + 6  # the first line tells what the mark means


def test_the_same_text_is_the_same_role(imported: Any) -> None:
    read = read_definition(decided(imported.out).encode(), "")
    assert [role.name for role in read.definition.roles] == [
        "министерство",
        "рабочая группа",
        "ОМСУ",
        "рабочая группа, координатор - министерство",
        "министерство, кадровый центр",
    ]
    events = {event.number: event.responsible for event in read.definition.events}
    assert events["9"] == ("министерство", "рабочая группа")
    assert events["15"] == ("министерство, кадровый центр",)


def test_the_title_and_the_text_around_come_from_the_document(cli: Cli) -> None:
    Path("plan.docx").write_bytes(word())
    done = cli("import", "plan.docx")
    assert 'название: "План работы по формированию стратегий до 2030 года"' in done.out
    assert "#   УТВЕРЖДАЮ:" in done.out
    assert 'цикл: "plan"' in done.out


# Where the draft goes ------------------------------------------------------------------------------------


def test_a_file_is_written_and_its_problems_name_it(cli: Cli) -> None:
    done = cli("import", PLAN, "--output", "new.yaml")
    assert (done.status, done.out) == (0, "")
    assert "new.yaml:" in done.err
    assert read_definition(Path("new.yaml").read_bytes(), "new.yaml").problems


def test_a_file_is_not_overwritten_unless_told_so(cli: Cli) -> None:
    Path("new.yaml").write_text("mine")
    refused = cli("import", PLAN, "--output", "new.yaml")
    assert refused.status == 1
    assert refused.err.startswith("new.yaml:1:1: error: the file is there already")
    assert Path("new.yaml").read_text() == "mine"
    assert cli("import", PLAN, "--output", "new.yaml", "--force").status == 0
    assert Path("new.yaml").read_text() != "mine"


def test_a_place_that_cannot_be_written_is_told(cli: Cli) -> None:
    done = cli("import", PLAN, "--output", "no/such/folder.yaml")
    assert done.status == 1
    assert "cannot be written" in done.err
