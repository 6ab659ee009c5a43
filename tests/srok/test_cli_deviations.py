"""`srok deviations` on the screen: of which day it is, and which entries do not count."""

import pytest

CYCLE = "small-2016"
WHO = ("--participant", "Ачинск")


@pytest.fixture
def told(started):
    """The command on 20.10.2016, when entry 8 about item 12 hangs on the withdrawn entry 7 about item 10."""
    for act in (
        ("10", "направить", *WHO, "--on", "2016-09-05"),
        ("12", "исполнить", *WHO, "--on", "2016-10-03"),
        ("10", "отозвать", *WHO, "--corrects", "7"),
    ):
        assert started("record", CYCLE, *act, "--now", "2016-10-20T10:00").status == 0
    return lambda *options: started("deviations", CYCLE, *options)


def test_what_does_not_count_is_marked_and_explained(told):
    lines = told().out.splitlines()
    cells = [[cell.strip() for cell in line.split("│")[1:3]] for line in lines if "│" in line]
    assert [row for row in cells if "!" in row[0]] == [["12 !", "Ачинск"]]
    assert lines[-1] == "How to take such an entry back is told by: srok case"
    assert lines[-2].startswith("! 12 / Ачинск: does not count: entry 8: event 10 has not been recorded yet")


def test_where_everything_fits_nothing_is_marked(started):
    assert "!" not in started("deviations", CYCLE).out


@pytest.mark.parametrize(
    ("options", "heading"),
    [
        ((), "Planned against actual as of 20.10.2016"),
        (("--as-of", "2016-10-01"), "Planned against actual as of 01.10.2016"),
        (("--known-on", "2016-10-02"), "Planned against actual as of 02.10.2016, by what was known on 02.10.2016"),
        (
            ("--as-of", "2016-10-01", "--known-on", "2016-10-20"),
            "Planned against actual as of 01.10.2016, by what was known on 20.10.2016",
        ),
    ],
)  # fmt: skip
def test_the_heading_says_of_which_day_it_is(told, options, heading):
    assert told(*options).out.splitlines()[0].rstrip() == heading


@pytest.mark.parametrize("option", ["--as-of", "--known-on"])
@pytest.mark.parametrize("style", ["table", "json", "csv"])
def test_nobody_is_accused_of_what_has_not_come(told, option, style):
    refused = told(option, "2016-10-21", "--format", style)
    assert (refused.status, refused.out) == (1, "")
    assert "21.10.2016 lies in the future (today is 20.10.2016)" in refused.err
    assert told(option, "2016-10-20", "--format", style).status == 0


def test_today_is_by_the_clock_of_the_cycle(started):
    """At 18:00 UTC it is tomorrow already in Krasnoyarsk."""
    acted = started("record", CYCLE, "10", "направить", *WHO, "--now", "2016-10-20T18:00+00:00")
    assert acted.status == 0
    assert started("deviations", CYCLE, "--as-of", "2016-10-21").status == 0
    assert started("deviations", CYCLE, "--as-of", "2016-10-22").status == 1


def test_the_planned_date_stays_the_plans_and_the_moved_one_stands_apart(started):
    """Item 10 is planned for Thursday, 15 September 2016, and moved by a decision to Monday the 26th, 11 days later."""
    moved = ("--date", "2016-09-26", "--basis", "decision", "--now", "2016-09-01T10:00")
    assert started("record", CYCLE, "10", "назначить срок", *WHO, *moved).status == 0
    found = [
        [cell.strip() for cell in line.split("│")]
        for line in started("deviations", CYCLE, "--event", "10").out.splitlines()
        if "Ачинск" in line
    ]
    assert [(line[6], line[7]) for line in found] == [("15.09.2016", "26.09.2016 (moved +11)")]
    dates = started("case", CYCLE, "10", *WHO).out.split("\n\n")[1].splitlines()
    assert [line.strip() for line in dates[1:4]] == [
        "planned: 15.09.2016",
        "planned now: 26.09.2016",
        "the last day: 26.09.2016",
    ]
