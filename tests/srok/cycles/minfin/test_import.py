"""The printed table of agreements has three misprinted years: they are told, with the years they should be."""

import pytest

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
