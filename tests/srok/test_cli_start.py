"""A cycle starts without a file of participants where its definition names everybody, else it says who is missing."""

import pytest

NOW = ("--now", "2018-08-01T09:00")


@pytest.fixture
def named(data, tmp_path):
    """A plan that names everybody, and one that leaves out the municipalities."""
    text = (data / "sheet.yaml").read_text(encoding="utf-8")
    (tmp_path / "some.yaml").write_text(text, encoding="utf-8")
    all_of = text.replace("муниципалитет: {каждый: да}", "муниципалитет: {каждый: да, участники: {Бор: {}}}")
    (tmp_path / "all.yaml").write_text(all_of, encoding="utf-8")
    return tmp_path


def test_where_the_definition_names_everybody_no_file_is_asked_for(cli, named):
    told = cli("start", named / "all.yaml", *NOW, "--json")
    assert told.status == 0, told.err
    assert (told.json["participants"], told.json["cases"]) == (2, 2)


def test_where_it_leaves_somebody_out_who_has_rows_the_file_is_asked_for(cli, named):
    told = cli("start", named / "some.yaml", *NOW)
    assert (told.status, told.out) == (2, "")
    assert (
        "the definition names nobody as муниципалитет, and there are events with a row for each" in told.err
    )
    assert "--participants CSV" in told.err
