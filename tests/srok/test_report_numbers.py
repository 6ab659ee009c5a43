"""What was given with acts and answers is summed, shown in thousands and millions, and counted each time."""

from collections.abc import Callable
from typing import Any

import pytest

CYCLE = "visits"
PLAN = """cycle: visits
title: Visits to teams
calendar: ru
timezone: Asia/Krasnoyarsk
rules: {roll: {dates: none, windows: none, decided_by: us}}
roles: {team: {each: yes}, us: {participants: {us: {}}}}
flows:
  visits:
    initial: open
    states: {open: {}, closed: {met: yes, final: yes}}
    transitions:
      visit: {source: open, target: open, by: us, needs: {people: whole, experts: text}}
      close: {source: open, target: closed, by: us}
events:
  - {number: "1", event: Visits, responsible: us, for_each: team, deadline: not_set, flow: visits}
  - number: "2"
    event: Figures
    responsible: us
    deadline: not_set
    survey: {for_each: team, filled_by: us, answers: {inhabitants: whole, roubles: money}, unanswered: unknown}
    flow: visits
reports:
  teams:
    for_each: team
    columns:
      Team: participant
      Visits: {event: "1", times: people}
      With experts: {event: "1", times: experts}
      People last time: {event: "1", data: people}
      Inhabitants: {event: "2", total: inhabitants}
      Thousands of them: {event: "2", total: inhabitants, unit: thousand}
      Told: {event: "2", times: inhabitants}
  all:
    rows: [{title: All, events: ["1", "2"]}]
    columns:
      What: title
      Visits: {times: people}
      Thousands of inhabitants: {total: inhabitants, unit: thousand}
      Millions of roubles: {total: roubles, unit: million}
      Roubles: {total: roubles}
      Told: {times: inhabitants}
  off control:
    for_each: team
    only: removed
    columns: {Team: participant, Visits: {event: "1", times: people}, Inhabitants: {event: "2", total: inhabitants}}
"""
DONE = """event;trigger;participant;on;people;experts;inhabitants;roubles
1;visit;Altai;01.03.2021;25;no;;
1;visit;Altai;02.03.2021;8;Ivanova;;
1;visit;Biysk;03.03.2021;1 200;Petrov;;
2;answer;Altai;04.03.2021;;;118 249;1 250 000,50
2;answer;Biysk;04.03.2021;;;0;99 999,49
"""


@pytest.fixture
def visited(cli: Callable[..., Any], tmp_path) -> Callable[..., Any]:
    """The command line on Friday 5 March 2021: the third team has not been visited, nor has it told anything."""
    (tmp_path / "visits.yaml").write_text(PLAN)
    (tmp_path / "who.csv").write_text("name\nAltai\nBiysk\nKansk\n")
    (tmp_path / "done.csv").write_text(DONE)
    assert cli("start", "visits.yaml", "--participants", "who.csv", "--now", "2021-02-01T09:00").status == 0
    recorded = cli("record", CYCLE, "--from", "done.csv", "--now", "2021-03-05T12:00")
    assert recorded.status == 0, recorded.err
    return cli


@pytest.fixture
def rows(visited: Callable[..., Any]) -> Callable[[str], list[list[Any]]]:
    def found(name: str) -> list[list[Any]]:
        made = visited("report", CYCLE, name, "--format", "json")
        return [list(row.values()) for row in made.json["rows"]]

    return found


def test_what_is_done_again_counts_each_time_and_no_and_0_do_not(rows):
    """Of Kansk nobody has said anything: that is not 0."""
    assert rows("teams") == [
        ["Altai", 2, 1, "8", 118249, 118.2, 1],
        ["Biysk", 1, 1, "1 200", 0, 0, 0],
        ["Kansk", None, None, None, None, None, None],
    ]


def test_the_sum_is_rounded_and_not_what_is_summed(rows):
    """1 250 000.50 + 99 999.49 = 1 349 999.99 roubles: 1.3 million (each rounded by itself would give 1.4)."""
    assert rows("all") == [["All", 3, 118.2, 1.3, 1349999.99, 1]]


def test_half_is_rounded_up(visited, rows):
    given = ["--data", "inhabitants=50", "--data", "roubles=0"]
    assert visited("record", CYCLE, "2", "answer", "--participant", "Kansk", *given).status == 0
    assert rows("teams")[2][4:6] == [50, 0.1]


def test_a_visit_that_is_taken_back_does_not_count(visited, rows):
    entry, _ = [
        row["entry"] for row in visited("journal", CYCLE, "1", "--participant", "Altai", "--json").json
    ]
    taken = visited("record", CYCLE, "1", "withdraw", "--participant", "Altai", "--corrects", entry)
    assert taken.status == 0, taken.err
    assert rows("teams")[0][1] == 1


def test_what_was_met_before_it_was_taken_off_control_counts_and_what_was_done_since_does_not(visited, rows):
    before = rows("all")
    for number, whose in (("1", ["--participant", "Altai"]), ("2", [])):
        closed = visited("record", CYCLE, number, "close", *whose)
        assert closed.status == 0, closed.err
        off = visited("record", CYCLE, number, "remove", *whose, "--basis", "letter 3")
        assert off.status == 0, off.err
    assert rows("all") == before
    assert rows("off control") == [["Altai", 2, 118249], ["Biysk", None, 0]]
    assert (
        visited("record", CYCLE, "1", "remove", "--participant", "Biysk", "--basis", "letter 3").status == 0
    )
    assert visited("record", CYCLE, "1", "close", "--participant", "Biysk").status == 0
    assert rows("all")[0][1] == 2


def test_what_is_off_control_is_in_no_number_but_of_a_report_that_asks_for_it(visited, rows):
    """None was met: of Altai's two visits nothing is left, and Biysk's figure goes with Altai's."""
    for whose in (["1", "remove", "--participant", "Altai"], ["2", "remove"]):
        taken_off = visited("record", CYCLE, *whose, "--basis", "letter 3")
        assert taken_off.status == 0, taken_off.err
    assert rows("teams") == [
        ["Altai", None, None, None, None, None, None],
        ["Biysk", 1, 1, "1 200", None, None, None],
        ["Kansk", None, None, None, None, None, None],
    ]
    assert rows("all") == [["All", 1, None, None, None, None]]
    assert rows("off control") == [["Altai", 2, 118249], ["Biysk", None, 0]]
