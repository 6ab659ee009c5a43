"""`srok rating` on the command line: every kind of file, days of the year so far, and what it refuses."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

DATA = Path(__file__).parent / "data"
CYCLE = "рейтинг-2026"


@pytest.fixture
def rating(cli: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """The six months' sheet of Б came on the 13th, three days late; that of А on the 10th. The year's of А: 11.01.2027.

    10 January 2027 is a Sunday: what was due then is due on the 11th.
    """
    (tmp_path / "who.csv").write_text("название\nА\nБ\n", encoding="utf-8")
    (tmp_path / "figures.csv").write_text(
        "показатель;район;темп\n1;край;100\n1;А;90\n1;Б;120\n", encoding="utf-8"
    )
    acts = "1;А;6 месяцев;направить;10.07.2026\n1;Б;6 месяцев;направить;13.07.2026\n1;А;год;направить;11.01.2027\n"
    (tmp_path / "acts.csv").write_text(f"мероприятие;участник;период;действие;дата\n{acts}", encoding="utf-8")
    members = "--participants", tmp_path / "who.csv"
    assert cli("start", DATA / "rating.yaml", *members, "--now", "2026-06-01T09:00").status == 0
    assert cli("record", CYCLE, "--from", tmp_path / "acts.csv", "--now", "2027-01-15T12:00").status == 0
    return lambda *rest: cli("rating", CYCLE, "--indicators", tmp_path / "figures.csv", *rest)


def rows(made: Any) -> list[tuple[object, ...]]:
    assert made.status == 0, made.err
    return [
        (row["place"], row["participant"], *row["scores"].values(), row["estimate"])
        for row in made.json["rows"]
    ]


def test_delay_is_counted_from_the_beginning_of_the_year(rating: Callable[..., Any]):
    # of six months: 3 days of 3 are late, and so of all together: 1 : 1
    half = rows(rating("--period", "2026-6M", "--format", "json"))
    assert half == [(1, "А", 0.9, 2, 2.9), (2, "Б", 1.2, 1, 2.2)]
    # the year: Б owes it since 11 January, four days; 3 + 4 are all the days there are
    log = rating("--period", "год", "--format", "json", "--explain", "Б").json["rows"]
    assert [step["how"] for step in log if step["score"] == "сроки"] == [
        "days of delay: 3; days in all: 3",
        "days of delay: 4; days in all: 4",
        "7 : 7 = 1; of all together 7 : 7 = 1; 1 : 1 (the less the better)",
    ]


def test_what_had_happened_by_a_day(rating: Callable[..., Any]):
    early = rows(rating("--period", "6 месяцев", "--as-of", "2026-07-10", "--format", "json"))
    assert early == [(1, "Б", 1.2, 2, 3.2), (2, "А", 0.9, 2, 2.9)]


def test_every_kind_of_file(rating: Callable[..., Any], tmp_path: Path):
    period = "--period", "6 месяцев"
    assert rating(*period, "--format", "csv").out == (
        "Place;район;рост;сроки;Estimate\n1;А;0.9;2;2.9\n2;Б;1.2;1;2.2\n"
    )
    for ending in ("xlsx", "docx"):
        made = rating(*period, "--format", ending, "--output", tmp_path / f"rating.{ending}")
        assert made.status == 0, made.err
    sheet = load_workbook(io.BytesIO((tmp_path / "rating.xlsx").read_bytes())).worksheets[0]
    assert [cell.value for cell in sheet[5]] == [1, "А", 0.9, 2, 2.9]
    grid = Document(str(tmp_path / "rating.docx")).tables[0]
    assert [cell.text for cell in grid.rows[2].cells] == ["2", "Б", "1,2", "1", "2,2"]
    assert "2,9" in rating(*period).out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            (),
            "say with --period of which reporting period: 6 months of 2026 (--period 2026-6M), the year 2026 (--period",
        ),
        (
            ("--period", "9 месяцев"),
            "unknown reporting period “9 месяцев”; known here: 6 months of 2026 (--period ",
        ),
        (("--period", "год", "--explain", "В"), "unknown participant “В”; known here: А, Б"),
        (("--period", "год", "--indicators", "нет.csv"), "there is no such file"),
    ],
)
def test_what_it_refuses(rating: Callable[..., Any], options: tuple[str, ...], told: str):
    made = rating(*options)
    assert made.status == 1
    assert told in made.err


def test_a_cycle_without_a_rating_says_so(cli: Callable[..., Any], tmp_path: Path):
    text = (DATA / "rating.yaml").read_text(encoding="utf-8")
    (tmp_path / "plain.yaml").write_text(text[: text.index("рейтинг:\n")], encoding="utf-8")
    (tmp_path / "who.csv").write_text("название\nА\n", encoding="utf-8")
    members = "--participants", tmp_path / "who.csv"
    assert cli("start", tmp_path / "plain.yaml", *members, "--now", "2026-06-01T09:00").status == 0
    made = cli("rating", CYCLE, "--indicators", tmp_path / "who.csv")
    assert (made.status, made.err.strip()) == (1, "error: the definition of this cycle has no rating")
