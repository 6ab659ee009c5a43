"""`srok deviations`: who is late today, in whose hands, whose fault it is; one deviation of many in one line."""

import csv
import io

import pytest

CYCLE = "листы-2018"


@pytest.fixture
def log(sheets):
    """The rows of the log, by what tells them apart."""

    def rows(*options):
        return {
            (row["event"], row["step"], row["round"], row["subject"], row["agency"]): row
            for row in sheets("deviations", CYCLE, "--format", "json", *options).json
        }

    return rows


def test_who_is_late_today_and_by_how_many_working_days(sheets):
    """The second review began on Monday, 25 March, by Tuesday: 27, 28, 29. The summary was due on the 28th."""
    lines = [
        line.split("│") for line in sheets("deviations", CYCLE, "--late").out.splitlines() if "│" in line
    ]
    cells = [[cell.strip() for cell in line[1:8]] for line in lines if line[1].strip()]
    assert cells == [
        ["7 ↳", "Чемал / минтруд", "на рассмотрении, round 2", "минтруд", "26.03.2019", "3", "3"],
        ["16", "—", "ожидается", "министерство", "28.03.2019", "1", "1"],
    ]


def test_nobody_late_is_said_in_a_line(sheets):
    assert (
        sheets("deviations", CYCLE, "--late", "--as-of", "2019-03-01").out
        == "Nothing is overdue as of 01.03.2019\n"
    )


def test_the_latest_stand_first(sheets):
    found = sheets(
        "deviations", CYCLE, "--late", "--status", "late", "--status", "overdue", "--format", "json"
    ).json
    late = [(row["event"], row["status"], row["delay_working_days"], row["delay_days"]) for row in found]
    assert late == [("7", "late", 3, 3), ("7", "overdue", 3, 3), ("7", "late", 1, 3), ("16", "overdue", 1, 1)]


def test_a_step_is_charged_to_whoever_held_it(log):
    found = log()
    first, rework, second = (
        found["7", step, number, "Чемал", "минтруд"]
        for step, number in (("на рассмотрении", 1), ("на доработке", 1), ("на рассмотрении", 2))
    )
    assert (first["holder"], first["due"], first["actual"], first["delay_working_days"]) == (
        "минтруд",
        "2019-03-19",
        "2019-03-22",
        3,
    )
    assert (rework["holder"], rework["status"], rework["held_working_days"]) == ("Чемал", "in_time", 1)
    assert (second["status"], second["actual"], second["delay_cause"]) == ("overdue", None, "own")


def test_steps_follow_their_case_and_a_case_without_steps_has_one_row(sheets):
    found = [(row["event"], row["step"]) for row in sheets("deviations", CYCLE, "--format", "json").json]
    steps = [("7", None), ("7", "на рассмотрении"), ("7", "согласован")]
    returned = [("7", None), ("7", "на рассмотрении"), ("7", "на доработке"), ("7", "на рассмотрении")]
    assert found == [
        *steps,
        *steps,
        *returned,
        *steps,
        ("7-записка", None),
        ("7-записка", None),
        ("16", None),
    ]


def test_whose_fault_the_delay_of_the_ministrys_report_is(log):
    """Due on 28 March; the note of минтруд has not come, that of минфин came on 19 March."""
    row = log()["16", None, None, None, None]
    assert (row["delay_cause"], row["delay_own_days"], row["delay_inherited_days"]) == ("inherited", 0, 1)
    assert row["inherited_from"] == [
        {
            "event": "7-записка",
            "subject": "минтруд",
            "agency": None,
            "period": None,
            "came": None,
            "days": 1,
            "working_days": 1,
        }
    ]


def test_the_hour_of_the_question_counts(sheets):
    """Asked at 11:00 of the last day the step is not over; so it is at the end of that day, for its day is whole."""
    found = sheets("deviations", CYCLE, "--as-of", "2019-03-26", "--event", "7", "--status", "overdue")
    assert "overdue" not in found.out.replace("Overdue", "")


@pytest.mark.parametrize(
    ("options", "events"),
    [
        (("--event", "16"), {"16"}),
        (("--participant", "Минэкономразвития"), {"16"}),  # the only one of its role
        (("--participant", "минтруд"), {"7", "7-записка"}),
        (("--participant", "Майма", "--status", "overdue"), set()),
    ],
)
def test_the_log_in_part(log, options, events):
    assert {key[0] for key in log(*options)} == events


@pytest.mark.parametrize(
    ("options", "told"), [(("--event", "99"), "unknown event"), (("--participant", "Чемол"), "Чемал")]
)
def test_who_is_not_known_is_told(sheets, options, told):
    refused = sheets("deviations", CYCLE, *options)
    assert (refused.status, refused.out) == (1, "")
    assert told in refused.err


def test_one_deviation_of_many_is_one_line(sheets):
    found = sheets("deviations", CYCLE, "--group", "--event", "7", "--format", "json").json
    lines = {(row["step"], row["holder"], row["status"]): row for row in found}
    forwarded = lines["согласован", "минфин", "in_time"]
    assert (forwarded["rows"], forwarded["participants"], forwarded["names"]) == (2, 2, ["Майма", "Чемал"])
    late = lines["на рассмотрении", "минтруд", "late"]
    assert (late["delay_working_days_least"], late["delay_working_days_most"]) == (3, 3)
    assert lines["на доработке", None, "in_time"]["names"] == ["Чемал"]  # held by whoever it is about


def test_many_names_are_cut_in_the_table_alone(started):
    table = started("deviations", "small-2016", "--group", "--event", "10", "--as-of", "2016-08-25")
    assert table.out.count("Ачинск, Бор, Вилюй, Глухой") == 1
    assert started("deviations", "small-2016", "--group", "--format", "csv").status == 0


def test_lists_are_texts_in_csv(sheets):
    rows = list(
        csv.DictReader(io.StringIO(sheets("deviations", CYCLE, "--format", "csv").out), delimiter=";")
    )
    (row,) = (row for row in rows if row["event"] == "16")
    assert row["inherited_from"] == "7-записка / минтруд +1"
    (note,) = (row for row in rows if row["event"] == "7-записка" and row["subject"] == "минфин")
    assert note["slips"] == ""


def test_a_table_is_not_a_file(sheets, tmp_path):
    refused = sheets("deviations", CYCLE, "--output", tmp_path / "log.txt")
    assert refused.status == 1
    assert "--format" in refused.err
    assert not (tmp_path / "log.txt").exists()
