"""The tables that scripts and spreadsheets read: every key of the contract, and rows that say who owes what."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from calendars import load_calendar
from calendars.saying import ENGLISH
from definitions import read_definition
from srok.cli.common import to_csv
from srok.deviations import View, deviation_rows
from srok.reports import plan_rows, standing
from srok.selection import flat
from srok.sheets import in_columns
from workflow import CaseKey, Cycle, Entry, Participant, fold

STARTED = date(2016, 6, 1)

PLAN_KEYS = [
    "event",
    "title",
    "participant",
    "agency",
    "period",
    "opens",
    "planned",
    "due",
    "forecast",
    "waits_for",
    "provisional",
    "anchor",
    "basis",
]
DEVIATION_KEYS = {
    "event", "step", "round", "subject", "responsible", "holder", "agency", "period", "state", "status", "moved",
    "provisional", "conflict", "baseline", "planned", "target", "due", "forecast", "waits_for", "actual", "slip_days",
    "slip_cause", "delay_days", "delay_working_days", "delay_cause", "reason", "recorded_at",
}  # fmt: skip


@pytest.fixture(scope="module")
def cycle():
    file = Path(__file__).parents[1] / "definitions" / "data" / "krasnoyarsk-0.1.0.yaml"
    definition = read_definition(file.read_bytes(), file.name).definition
    members = (Participant("Ачинск", "ОМСУ"), Participant("Канск", "ОМСУ"))
    return Cycle(definition.name, definition, load_calendar(), members, STARTED)


def act(number, event, trigger, on, subject="", **more):
    moment = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return Entry(number, "act", on, moment, case=CaseKey(event, subject), trigger=trigger, **more)


def row(cycle, today, event, subject=None, *entries):
    rows = deviation_rows(View(cycle, fold(cycle, entries), today), ENGLISH)
    return next(one for one in rows if (one["event"], one["subject"]) == (event, subject))


def test_a_plan_row_has_the_keys_of_the_contract_in_their_order(cycle):
    assert list(next(plan_rows(cycle))) == PLAN_KEYS


def test_a_deviation_row_has_the_keys_of_the_contract(cycle):
    assert set(row(cycle, STARTED, "1")) >= DEVIATION_KEYS


class TestLateness:
    def test_due_on_friday_and_done_on_sunday_is_late_by_no_working_day(self, cycle):
        """Item 16 was due on Saturday 15.10.2016; Sunday is one calendar day and no working day later."""
        done = act(3, "16", "исполнить", date(2016, 10, 16))

        found = row(cycle, date(2016, 10, 20), "16", None, done)

        assert (found["status"], found["delay_days"], found["delay_working_days"]) == ("late", 1, 0)

    def test_a_term_that_rolled_has_not_slipped(self, cycle):
        """Item 19: planned for Sunday 20.11.2016, due on Monday; nobody moved anything."""
        found = row(cycle, date(2016, 11, 22), "19", "Ачинск")

        assert (found["baseline"], found["planned"], found["due"]) == (
            "2016-11-20",
            "2016-11-20",
            "2016-11-21",
        )
        assert (found["slip_days"], found["delay_days"], found["delay_cause"]) == (0, 1, "own")

    def test_what_waited_for_a_missing_input_inherits_its_delay(self, cycle):
        found = row(cycle, date(2016, 10, 10), "12", "Канск")

        assert (found["status"], found["delay_cause"]) == ("overdue", "inherited")

    def test_nobody_is_late_while_it_is_not_known_whether_the_case_applies(self, cycle):
        found = row(cycle, date(2016, 12, 1), "7", "Канск")

        assert (found["status"], found["applies"], found["delay_days"]) == ("not_due", "unknown", 0)


class TestWho:
    def test_whoever_owes_a_row_of_a_municipality_is_that_municipality(self, cycle):
        found = row(cycle, STARTED, "10", "Канск")

        assert (found["responsible"], found["holder"]) == ("Канск", "Канск")

    def test_a_review_is_about_the_municipality_and_owed_by_the_working_group(self, cycle):
        found = row(cycle, STARTED, "12", "Канск")

        assert (found["subject"], found["responsible"]) == ("Канск", "рабочая группа")

    def test_what_is_over_is_in_nobodys_hands(self, cycle):
        done = act(3, "1", "исполнить", date(2016, 9, 1))

        assert row(cycle, date(2016, 9, 2), "1", None, done)["holder"] is None

    def test_what_has_met_its_deadline_is_in_the_hands_of_whoever_reads_it(self, cycle):
        sent = act(3, "10", "направить", date(2016, 9, 1), "Канск")
        back = act(4, "10", "вернуть", date(2016, 9, 5), "Канск")

        assert row(cycle, date(2016, 9, 2), "10", "Канск", sent)["holder"] == "министерство"
        assert row(cycle, date(2016, 9, 6), "10", "Канск", sent, back)["holder"] == "Канск"


class TestCsv:
    def test_reads_back_to_the_same_values(self, cycle):
        rows = list(plan_rows(cycle))

        read = list(csv.DictReader(io.StringIO(to_csv(rows)), delimiter=";"))

        assert [one["due"] for one in read] == [one["due"] or "" for one in rows]

    def test_a_list_that_was_given_by_name_is_a_text_in_a_column_of_that_name(self):
        rows = in_columns([{"row": "1", "data": {"кто": ["Канск", "Ачинск"]}}, {"row": "2", "data": {}}])

        assert list(map(flat, rows)) == [{"row": "1", "кто": "Канск; Ачинск"}, {"row": "2", "кто": None}]

    @pytest.mark.parametrize("formula", ["=1+1", "+7 391", "-1", "@SUM(A1)", "\t=1"])
    def test_a_text_that_a_spreadsheet_would_run_is_defused(self, formula):
        assert (
            next(csv.DictReader(io.StringIO(to_csv([{"note": formula}])), delimiter=";"))["note"]
            == "'" + formula
        )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"actual": None, "step": None}, "no date yet"),  # somebody may still set one
        ({"actual": "2018-10-25", "step": None}, "no term is set"),
        ({"actual": None, "step": "на рассмотрении"}, "no term is set"),
        ({"actual": None, "step": None, "applies": "unknown"}, "not known yet whether it applies"),
    ],
)
def test_what_was_done_without_a_term_is_not_said_to_get_one_yet(row, words):
    assert str(standing({"status": "undated", **row})) == words
