"""What `srok record` warns of: entries that a new one displaces, and days that may be a slip."""

import pytest

CYCLE = "small-2016"
NOW = ("--now", "2016-10-20T10:00")
WHO = ("--participant", "Ачинск")


@pytest.fixture
def record(started):
    return lambda *arguments: started("record", CYCLE, *arguments, *NOW)


@pytest.fixture
def reviewed(record):
    """The materials of Ачинск came (entry 7) and were considered (entry 8)."""
    assert record("10", "направить", *WHO, "--on", "2016-09-05").err == ""
    assert record("12", "исполнить", *WHO, "--on", "2016-10-03").err == ""
    return record


def test_what_does_not_count_any_more_is_told(reviewed):
    done = reviewed("10", "отозвать", *WHO, "--corrects", "7")
    assert done.status == 0
    assert done.out == "Recorded as entry 9\n"
    (line,) = done.err.splitlines()
    assert line.startswith(
        "warning: since entry 9, entry 8 (12 / Ачинск) does not count any more: event 10 has not been recorded"
    )


def test_scripts_are_told_what_does_not_count_any_more(reviewed):
    done = reviewed("10", "отозвать", *WHO, "--corrects", "7", "--json")
    ((found,),) = [one["conflicts"] for one in done.json]
    assert (found["entry"], found["event"], found["participant"]) == (8, "12", "Ачинск")
    assert found["why"].startswith("event 10 has not been recorded")
    again = reviewed("10", "направить", *WHO, "--on", "2016-09-06", "--json")
    assert [one["conflicts"] for one in again.json] == [[]]


FILE = "№;действие;участник;дата;исправляет\n10;отозвать;Ачинск;;7\n"


def test_a_file_is_warned_of_by_row(reviewed, tmp_path):
    (tmp_path / "rows.csv").write_text(FILE)
    done = reviewed("--from", tmp_path / "rows.csv")
    assert done.status == 0
    assert done.err.startswith(f"{tmp_path}/rows.csv:2:1: warning: since entry 9, entry 8")


def test_what_a_later_row_puts_right_is_not_told(reviewed, tmp_path):
    (tmp_path / "rows.csv").write_text(FILE + "10;направить;Ачинск;06.09.2016;\n")
    done = reviewed("--from", tmp_path / "rows.csv")
    assert (done.status, done.err) == (0, "")


def test_a_day_before_the_cycle_started_may_be_a_slip(record):
    done = record("10", "направить", *WHO, "--on", "05.09.2015")
    assert (done.status, done.out) == (0, "Recorded as entry 7\n")
    assert done.err == (
        "warning: 05.09.2015 is before the cycle started (25.08.2016);"
        " with the year 2016 it would be 05.09.2016; if that is a slip, correct it: --corrects 7\n"
    )
    assert record("10", "направить", *WHO, "--on", "2016-09-05", "--corrects", "7").err == ""


@pytest.mark.parametrize("day", ["2016-08-20", "2015-12-31"])
def test_no_year_is_named_with_which_a_day_before_the_cycle_would_not_have_come_yet(record, day):
    """20.08.2017 is to come and 20.08.2016 is before 25.08.2016 too; so is 31.12.2016 to come on 20.10.2016."""
    done = record("10", "направить", *WHO, "--on", day)
    assert "is before the cycle started (25.08.2016); if that is a slip" in done.err


def test_an_act_on_what_is_off_control_is_kept_with_a_warning(record):
    removed = record("10", "снять с контроля", *WHO, "--on", "2016-09-05", "--basis", "поручение № 1")
    assert (removed.status, removed.err) == (0, "")
    done = record("10", "направить", *WHO, "--on", "2016-09-06")
    assert (done.status, done.out) == (0, "Recorded as entry 8\n")
    assert done.err == (
        "warning: 10 / Ачинск is off control: entry 8 is kept, but nobody is waiting for it\n"
    )
    note = record("10", "пояснить", *WHO, "--note", "как есть", "--json")
    assert ([one["off_control"] for one in note.json], note.err) == ([False], "")
