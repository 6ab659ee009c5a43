"""The cycle of supported teams: what was held and who took part, returned papers, and the programme's figures.

The presentation gives the programme's three totals and no dates: the days are the scenario's, counted by hand by the
production calendar of 2023 (23 February is a holiday and the 24th a day off; 8-9 May, 12 June, 6 November are too).
"""

import pytest

NAME = "ppmi-support"
TOTALS = (867, 971, 878)  # projects, millions of roubles, thousands of people: slide «Результаты»

#: event, whose, due, actual, status, days late, working days late, slip in days and its cause.
ROWS = [
    ("1.1", None, "2023-03-17", "2023-03-17", "in_time", 0, 0, 0, None),
    ("1.2", "2023-Q1", "2023-02-14", "2023-02-14", "in_time", 0, 0, 0, None),
    # May 17, 18, 19, 22, 23: five working days of seven
    ("1.2", "2023-Q2", "2023-05-16", "2023-05-23", "late", 7, 5, 0, None),
    # the schedule moved it beforehand, 19 to 26 September: a slip by decision and nobody's delay
    ("1.2", "2023-Q3", "2023-09-26", "2023-09-26", "in_time", 0, 0, 7, "decision"),
    ("1.2", "2023-Q4", None, None, "undated", 0, 0, 0, None),
    ("2.1", "2023-Q1", None, "2023-01-27", "undated", 0, 0, 0, None),
    ("2.2", "2023-Q1", None, "2023-03-24", "undated", 0, 0, 0, None),
    # February 21 and 22
    ("2.3", "Боготол", "2023-02-20", "2023-02-22", "late", 2, 2, 0, None),
    ("2.3", "Ермаковский район", "2023-02-20", "2023-02-13", "in_time", 0, 0, 0, None),
    ("2.3", "Канский район", "2023-02-20", "2023-02-13", "in_time", 0, 0, 0, None),
    ("3.1", "Боготол", None, "2023-01-20", "undated", 0, 0, 0, None),
    ("3.2", "2023-Q1", "2023-02-28", "2023-02-28", "in_time", 0, 0, 0, None),
    # November 29-30; December 1, 4-8, 11-15, 18-22, 25-29: 2 + 1 + 5 + 5 + 5 + 5 of 31 days
    ("3.2", "2023-Q4", "2023-11-28", None, "overdue", 31, 23, 0, None),
    ("3.3", "Шушенский район", None, "2023-04-06", "undated", 0, 0, 0, None),
    ("4", "2023-Q1", None, "2023-03-31", "undated", 0, 0, 0, None),
    ("5.1", "2023-Q2", "2023-06-09", "2023-06-09", "in_time", 0, 0, 0, None),
    ("5.3", None, None, "2023-01-18", "undated", 0, 0, 0, None),
    ("6", None, "2023-12-22", "2023-12-21", "in_time", 0, 0, 0, None),
]

#: What Bogotol's papers went through: state, who held it, since, until, days, working days.
PAPERS = [
    # January 17-20, 23-27, 30-31; February 1-3, 6-8: 4 + 5 + 2 + 3 + 3
    ("готовится", "Боготол", "2023-01-16", "2023-02-08", 23, 17),
    ("на проверке", "институт", "2023-02-08", "2023-02-10", 2, 2),
    # February 13-17, 20
    ("готовится", "Боготол", "2023-02-10", "2023-02-20", 10, 6),
    ("на проверке", "институт", "2023-02-20", "2023-02-22", 2, 2),
]


@pytest.fixture
def year(played):
    return played(NAME, "год программы=2023")


def report(cli, name: str) -> list[list[object]]:
    return [list(row.values()) for row in cli("report", NAME, name, "--format", "json").json["rows"]]


def test_what_was_held_and_when(year):
    columns = "due", "actual", "status", "delay_days", "delay_working_days", "slip_days", "slip_cause"
    log = year("deviations", NAME, "--format", "json").json
    found = {
        (row["event"], row["subject"] or row["period"]): tuple(row[one] for one in columns)
        for row in log
        if row["step"] is None
    }
    assert [(*key, *found[key]) for key in ((row[0], row[1]) for row in ROWS)] == ROWS


def test_papers_go_back_and_forth_and_each_day_is_somebody_s(year):
    stays = year("case", NAME, "2.3", "--participant", "Боготол", "--json").json["stays"]
    columns = "state", "holder", "since", "until", "held_days", "held_working_days"
    assert [tuple(stay[one] for one in columns) for stay in stays if stay["until"]] == PAPERS


def test_who_took_part(year):
    # Courses: 4 from each but Kansk. Seminars: 6 + 5 + 7, Shushenskoe not in May: 6 + 7. Meetings of June: 10 or 3.
    assert report(year, "участие команд") == [
        ["Боготол", 4, 18, 2, 3, "курируется"],
        ["Ермаковский район", 4, 18, 2, 3, "курирование завершено"],
        ["Канский район", None, 18, None, None, "курируется"],
        ["Курагинский район", 4, 18, None, 10, "курирование завершено"],
        ["Шушенский район", 4, 13, None, 10, "курирование завершено"],
    ]


def test_whoever_was_not_there_is_said_not_to_have_been(year):
    told = {row["participant"]: row for row in year("sheet", NAME, "1.1", "--format", "json").json}
    assert told["Канский район"]["unanswered"] == "не участвовала"
    assert told["Боготол"]["data"] == {"обучено человек": "4"}


def test_the_figures_of_the_programme_are_the_sum_of_the_teams(year):
    assert report(year, "результаты") == [["Всего по программе", *TOTALS]]
    teams = report(year, "результаты по командам")
    assert tuple(sum(row[place] for row in teams) for place in (1, 2, 3)) == TOTALS


def test_a_corrected_figure_changes_the_sum(year):
    (entry,) = [
        one["entry"]
        for one in year("journal", NAME, "6", "--json").json
        if one["row"] == "Боготол" and one["kind"] == "answer"
    ]
    figures = ["проектов=121", "средства, млн рублей=131,5", "население, тыс. человек=118"]
    given = [word for figure in figures for word in ("--data", figure)]
    fixed = year("record", NAME, "6", "ответ", "--participant", "Боготол", "--corrects", entry, *given)
    assert fixed.status == 0, fixed.err
    assert report(year, "результаты") == [["Всего по программе", 868, 971.5, 878]]


def test_by_direction(year):
    # Held: courses and three seminars; a memo, a column, five teams' papers; five consultants, a meeting, a visit; …
    assert report(year, "что проведено") == [
        ["Обучение участников программы", 4, 4, 3, 0],
        ["Методическая поддержка", 7, 5, 4, 0],
        ["Консультационная поддержка", 7, 2, 1, 1],
        ["Информационное сопровождение", 1, 0, 0, 0],
        ["Обмен опытом между участниками", 2, 1, 1, 0],
    ]


def test_letters_go_to_the_consultant_of_the_team(year):
    told = year("case", NAME, "3.1", "--participant", "Боготол", "--json").json
    assert told["holder"] == "Иванова И. И."
    other = year("case", NAME, "3.1", "--participant", "Шушенский район", "--json").json
    assert other["state"] == "курирование завершено"


def test_the_schedule_beside_it_fits(cli, library):
    files = library / f"{NAME}.yaml", "--participants", library / f"{NAME}.participants.csv"
    assert cli("start", *files, "--set", "год программы=2023", "--now", "2023-01-16T09:00").status == 0
    taken = cli("record", NAME, "--from", library / f"{NAME}.schedule.csv")
    assert taken.status == 0, taken.err
    dated = [row for row in cli("deviations", NAME, "--format", "json").json if row["due"]]
    assert len(dated) == 12
