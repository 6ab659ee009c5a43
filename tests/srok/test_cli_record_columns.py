"""A table of entries may have columns for everything that the definition asks for."""

from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"


def test_what_the_definition_asks_for_is_no_slip(cli, tmp_path):
    """«обоснование» looks like «основание», and is the name of what the action needs."""
    plan = (DATA / "small.yaml").read_text().replace("указать: [замечания]", "указать: [обоснование]")
    (tmp_path / "own.yaml").write_text(plan)
    started = cli(
        "start",
        tmp_path / "own.yaml",
        "--participants",
        DATA / "participants.csv",
        "--now",
        "2016-08-25T09:00",
    )
    assert started.status == 0, started.err
    (tmp_path / "rows.csv").write_text(
        "№;действие;участник;обоснование\n10;направить;Ачинск;\n10;вернуть;Ачинск;нет анализа\n"
    )
    told = cli("record", "small-2016", "--from", tmp_path / "rows.csv", "--now", "2016-08-25T10:00")
    assert told.status == 0, told.err


def test_a_column_that_stands_twice_is_told_once(started, tmp_path):
    (tmp_path / "rows.csv").write_text("№;№;действие\n10;10;направить\n")
    told = started("record", "small-2016", "--from", tmp_path / "rows.csv", "--now", "2016-09-01T10:00")
    assert (told.status, told.err.count("is given twice")) == (1, 1)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            ("№;действие;пояснение\n10;направить;" + "x" * 200_000).encode(),
            "rows.csv:2:1: error: a value that begins",
        ),
        (b"\xff\xfe\x00\x01\x02", "rows.csv:1:1: error: the table is neither UTF-8 nor windows-1251"),
        (
            "№;действие\n10;направить\n".encode("utf-16-le"),
            "rows.csv:1:1: error: the table is neither UTF-8 nor",
        ),
        (b"\0" * 100, "rows.csv:1:1: error: the table is neither UTF-8 nor windows-1251"),
    ],
    ids=["a long value", "binary", "UTF-16 without its mark", "zeros"],
)
def test_what_cannot_be_read_as_a_table_is_told_by_its_cause(started, tmp_path, content, says):
    (tmp_path / "rows.csv").write_bytes(content)
    told = started("record", "small-2016", "--from", tmp_path / "rows.csv", "--now", "2016-09-01T10:00")
    assert (told.status, says in told.err) == (1, True), told.err


def test_a_day_of_the_first_year_is_shown_with_four_digits(started):
    told = started(
        "record", "small-2016", "1", "исполнить", "--on", "0001-01-01", "--now", "2016-09-01T10:00"
    )
    assert (told.status, "01.01.0001" in told.err) == (1, True), told.err
