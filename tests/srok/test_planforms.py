"""A plan in other programs' forms is read back by those forms' own rules."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar as Ics

from calendars import load_calendar
from calendars.saying import ENGLISH
from definitions import read_definition
from srok.planforms import to_ics, to_mermaid, to_svg
from srok.reports import plan_rows
from workflow import Cycle, Participant


@pytest.fixture(scope="module")
def cycle():
    file = Path(__file__).parents[1] / "definitions" / "data" / "krasnoyarsk-0.1.0.yaml"
    definition = read_definition(file.read_bytes(), file.name).definition
    members = (Participant("Ачинск", "ОМСУ"), Participant("ЗАТО Железногорск", "ОМСУ"))
    return Cycle(definition.name, definition, load_calendar(), members, date(2016, 6, 1))


@pytest.fixture(scope="module")
def rows(cycle):
    return list(plan_rows(cycle))


class TestCalendarFile:
    def test_every_dated_case_is_one_all_day_event(self, cycle, rows):
        file = Ics.from_ical(to_ics(cycle.definition, rows, ENGLISH))

        entries = list(file.walk("VEVENT"))

        assert len(entries) == 17 + 2 * 10 - 2  # item 26 has no date for either of the two
        assert {entry["DTSTART"].dt for entry in entries if "item 19:" in entry["SUMMARY"]} == {
            date(2016, 11, 21)
        }

    def test_no_two_entries_share_an_identifier(self, cycle, rows):
        identifiers = [
            entry["UID"] for entry in Ics.from_ical(to_ics(cycle.definition, rows, ENGLISH)).walk("VEVENT")
        ]

        assert len(identifiers) == len(set(identifiers))

    def test_lines_are_folded_as_the_standard_wants(self, cycle, rows):
        """RFC 5545, 3.1: no line longer than 75 octets, ended by CRLF."""
        lines = to_ics(cycle.definition, rows, ENGLISH).split("\r\n")

        assert max(len(line.encode()) for line in lines) <= 75


class TestPicture:
    def test_every_event_has_its_line_and_every_window_its_bar(self, cycle, rows):
        svg = ET.fromstring(to_svg(cycle.definition, rows, ENGLISH))  # noqa: S314 - made a line above

        texts = [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text")]
        bars = [bar for bar in svg.iter("{http://www.w3.org/2000/svg}rect") if bar.get("fill") != "white"]

        assert [text for text in texts if text[0].isdigit() and ". " in text][-1].startswith("27. ")
        assert len(bars) == 9  # items 7, 9, 12, 15, 16, 21, 22, 23, 24

    def test_a_plan_without_dates_is_an_empty_picture(self, cycle):
        assert ET.fromstring(to_svg(cycle.definition, [], ENGLISH)).tag.endswith("svg")  # noqa: S314 - made here


def test_a_flow_shows_its_states_and_who_leads_where(cycle):
    lines = to_mermaid(cycle.definition.flows).splitlines()

    assert lines[0] == "stateDiagram-v2"
    assert '    state "возвращено" as f1s2' in lines
    assert "    f1s1 --> f1s2 : вернуть" in lines


def test_without_participants_every_event_has_one_row(cycle):
    empty = Cycle(cycle.name, cycle.definition, cycle.calendar, (), cycle.started_on)

    rows = list(plan_rows(empty))

    assert [row["event"] for row in rows] == [str(number) for number in range(1, 28)]
    assert {row["participant"] for row in rows} == {None}
    assert rows[18]["due"] == "2016-11-21"
