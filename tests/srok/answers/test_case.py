"""`srok case`: all about one case, in whose hands it is, whose fault its delay is, what was known when."""

from pathlib import Path

import pytest

PLAN = Path(__file__).parents[2] / "workflow" / "data" / "sheets.yaml"
CYCLE = "листы-2018"
SHEET = ("7", "--participant", "Чемал", "--agency", "минтруд")


@pytest.fixture
def case(sheets):
    """A case as a document."""
    return lambda *asked: sheets("case", CYCLE, *asked, "--json").json


def test_in_whose_hands_a_sheet_is_and_since_when(case):
    """Handed in again on Monday, 25 March: one working day is allowed, Tuesday; four have gone by on Friday."""
    assert case(*SHEET)["hands"] == {
        "holder": "минтруд",
        "state": "на рассмотрении",
        "since": "2019-03-25",
        "since_at": "10:00",
        "held_from": "2019-03-25",
        "working_days": 4,
        "of": 1,
        "until": "2019-03-26",
        "until_at": None,
    }


def test_it_is_told_to_people_too(sheets):
    told = sheets("case", CYCLE, *SHEET).out
    assert "In whose hands: минтруд, since 25.03.2019, 10:00" in told
    assert "Held for 4 working days, allowed 1; the last day is 26.03.2019" in told


def test_each_stay_says_who_held_it_how_long(case):
    held = [
        (stay["holder"], stay["since"], stay["until"], stay["held_working_days"])
        for stay in case(*SHEET)["stays"]
    ]
    assert held == [
        (
            "Чемал",
            "2019-02-01",
            "2019-03-15",
            30,
        ),  # 19 working days in February, 11 in March, received on Monday the 18th: the 8th was a holiday
        ("минтруд", "2019-03-15", "2019-03-22", 4),  # after 17:00: received on Monday; 19–22 March
        ("Чемал", "2019-03-22", "2019-03-25", 1),
        ("минтруд", "2019-03-25", None, 4),
    ]


def test_whose_fault_a_delay_is_leads_to_whoever_holds_what_is_missing(case):
    (note,) = case("16")["inherited_from"]
    assert (note["event"], note["subject"], note["came"], note["held"]) == ("7-записка", "минтруд", None, [])
    (sheet,) = note["inherited_from"]
    assert (sheet["event"], sheet["subject"], sheet["agency"]) == ("7", "Чемал", "минтруд")
    assert sheet["held"] == [
        {"state": "на рассмотрении", "holder": "минтруд", "days": 1, "working_days": 1},
    ]


def test_the_chain_is_told_to_people_too(sheets):
    lines = [line.strip() for line in sheets("case", CYCLE, "16").out.splitlines()]
    at = lines.index("What was missing")
    assert lines[at + 1 : at + 4] == [
        "7-записка / минтруд: still missing, for 1 day (1 working) so far",
        "7 / Чемал / минтруд: still missing, for 1 day (1 working) so far",
        "минтруд, “на рассмотрении”: 1 day (1 working)",
    ]


def test_what_waits_is_in_nobodys_hands(case):
    found = case("16")
    assert (found["hands"], found["blocked_by"]) == (None, "7-записка")
    assert (found["slips"], found["requests"], found["conflicts"]) == ([], [], [])


def test_what_has_ended_is_in_nobodys_hands(case):
    assert case("7", "--participant", "Майма", "--agency", "минфин")["hands"] is None


def test_why_that_date_with_the_days_that_came(case):
    """The sheets of минфин were forwarded on 15 March; within 2 working days: Tuesday, 19 March."""
    found = case("7-записка", "--participant", "минфин")
    assert (found["due"], found["actual"], found["status"]) == ("2019-03-19", "2019-03-19", "in_time")
    assert any("15.03.2019" in step for step in found["why"])


def test_as_of_a_day_nothing_later_has_happened(case):
    found = case(*SHEET, "--as-of", "2019-03-16")
    assert (found["state"], found["actual"], found["data"]) == ("на рассмотрении", "2019-03-15", {})
    assert [(entry["entry"], entry["counts"]) for entry in found["entries"]] == [
        (16, True),
        (18, False),
        (19, False),
    ]


def test_what_was_known_on_a_day(case):
    """It was handed in on 15 March, and recorded on the 25th."""
    found = case(*SHEET, "--known-on", "2019-03-24")
    assert (found["state"], found["status"], found["entries"]) == ("готовится", "overdue", [])
    assert found["delay_working_days"] == 5  # 18–22 March


def test_what_was_given_is_told(case):
    assert case(*SHEET)["data"] == {"комментарий": "строка 4.2: нет обоснования"}


def test_a_row_that_there_is_not_is_told(sheets):
    refused = sheets("case", CYCLE, "7", "--participant", "Чемал")
    assert (refused.status, refused.out) == (1, "")
    assert "--agency" in refused.err


class TestConflicts:
    """An entry that fits no more is shown with the command that takes it back, and that command works."""

    @pytest.fixture
    def torn(self, sheets):
        """Entry 16, the first handing in, is withdrawn: the return, entry 18, hangs in the air."""
        away = sheets(
            "record", CYCLE, "7", "отозвать", *SHEET[1:], "--corrects", "16", "--now", "2019-03-29T11:30"
        )
        assert away.status == 0
        return sheets

    def test_the_log_shows_it(self, torn):
        out = torn("deviations", CYCLE, "--event", "7").out.splitlines()
        assert any(line.startswith("! 7 / Чемал / минтруд: does not count: entry 18") for line in out)
        assert out[-1].endswith("srok case")

    def test_the_command_that_mends_it_works(self, torn):
        (conflict,) = torn("case", CYCLE, *SHEET, "--json").json["conflicts"]
        assert conflict["entry"] == 18
        program, *command = conflict["mend"].split()
        assert program == "srok"
        assert torn(*command, "--now", "2019-03-29T11:40").status == 0
        found = torn("case", CYCLE, *SHEET, "--json").json
        assert found["conflicts"] == []
        assert [(entry["entry"], entry["why_not"]) for entry in found["entries"] if not entry["counts"]] == [
            (16, "withdrawn by entry 22"),
            (18, "withdrawn by entry 23"),
        ]

    def test_recording_the_fact_again_mends_it_too(self, torn):
        again = ("--on", "2019-03-15", "--at", "17:05", "--now", "2019-03-29T11:40")
        assert torn("record", CYCLE, "7", "внести", *SHEET[1:], *again).status == 0
        assert torn("case", CYCLE, *SHEET, "--json").json["conflicts"] == []


def test_a_step_whose_last_day_moved_says_why(sheets, tmp_path):
    """From 28 March a review takes 3 working days: the one that began on the 25th ends on the 28th, not the 26th."""
    old, new = "ведомство, срок: 1 рабочий день", "ведомство, срок: 3 рабочих дня"
    (tmp_path / "new.yaml").write_text(PLAN.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    since = ("--on", "2019-03-28", "--apply", "--basis", "приказ № 5", "--now", "2019-03-29T11:30")
    assert sheets("amend", CYCLE, tmp_path / "new.yaml", *since).status == 0
    *_, step = sheets("case", CYCLE, *SHEET, "--json").json["steps"]
    assert (step["due"], step["slip_days"], step["slip_cause"]) == ("2019-03-28", 2, "amendment")
    (moved,) = step["slips"]
    assert moved["says"] == "2 days later: the plan was amended"
    out = sheets("case", CYCLE, *SHEET).out
    assert "The last day of “на рассмотрении, round 2” moved: 2 days later: the plan was amended" in out
    rows = sheets("deviations", CYCLE, "--event", "7", "--format", "json").json
    assert [row["slip_days"] for row in rows if row["step"] and row["slips"]] == [2]
