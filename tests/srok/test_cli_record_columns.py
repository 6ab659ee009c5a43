"""A table of entries may have columns for everything that the definition asks for."""

from pathlib import Path

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
