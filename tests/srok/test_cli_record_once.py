"""What is typed twice, or typed again as something else, is refused: the journal would keep only one of the two."""

import pytest

from srok.cli.app import run

CYCLE = "small-2016"


@pytest.fixture
def tell(store, url, monkeypatch, capsys):
    monkeypatch.setenv("SROK_DATABASE_URL", url)

    def told(*arguments: str) -> tuple[int, str]:
        status = run(["--lang", "en", *arguments])
        return status, capsys.readouterr().err

    return told


def test_the_same_name_twice_is_refused(tell):
    status, told = tell(
        "record", CYCLE, "10", "направить", "--participant", "Ачинск", "--data", "q=1", "--data", "q=2"
    )
    assert (status, "“q” is given twice" in told) == (1, True)


def test_two_files_of_one_name_are_refused(tell, tmp_path):
    files = [tmp_path / folder / "letter.pdf" for folder in ("a", "b")]
    for number, file in enumerate(files):
        file.parent.mkdir()
        file.write_text(str(number))
    options = [part for file in files for part in ("--file", str(file))]
    status, told = tell("record", CYCLE, "10", "направить", "--participant", "Ачинск", *options)
    assert (status, "letter.pdf” is given twice" in told) == (1, True)


def test_two_columns_that_mean_the_same_are_refused(tell, tmp_path):
    file = tmp_path / "many.csv"
    file.write_text("event;trigger;participant;on;дата\n10;направить;Ачинск;2016-09-01;2016-09-02\n")
    status, told = tell("record", CYCLE, "--from", str(file))
    assert (status, "“дата” is given twice" in told) == (1, True)


def test_a_key_stands_for_what_was_given_with_it_too(tell):
    """The same again adds nothing; other data, or another actor, is another fact."""
    first = ("record", CYCLE, "5", "исполнить", "--key", "k", "--data")
    assert tell(*first, "отстающие=Ачинск; Бор")[0] == 0
    assert tell(*first, "отстающие=Ачинск;Бор;Ачинск")[0] == 0
    status, told = tell(*first, "отстающие=Бор")
    assert (status, "stands for another entry" in told) == (1, True)
    status, told = tell(*first, "отстающие=Ачинск;Бор", "--actor", "Иванова")
    assert (status, "stands for another entry" in told) == (1, True)


def test_a_key_stands_for_what_was_meant_however_it_is_spelled(tell):
    """The language of an action is no other fact, nor is a space typed after the key."""
    first = ("record", CYCLE, "10", "--participant", "Ачинск", "--note", "ждём письма")
    assert tell(*first, "annotate", "--key", "k")[0] == 0
    assert tell(*first, "пояснить", "--key", "k ") == (0, "")
    assert tell(*first, "annotate", "--key", " k") == (0, "")
    status, told = tell(*first, "снять с контроля", "--key", "k")
    assert (status, "the key “k” stands for another entry already" in told) == (1, True)
