"""The cycle of supported teams: what was held and who took part, returned papers, and the programme's figures.

The presentation gives the programme's three totals and no dates: the days are the scenario's, counted by hand by the
production calendar of 2023 (23 February is a holiday and the 24th a day off; 8-9 May, 12 June, 6 November are too).
"""

import pytest

NAME = "ppmi-support"
TOTALS = (867, 971, 878)  # projects, millions of roubles, thousands of people: slide «Результаты»
TEAMS = "Примерск", "Образцовский район", "Вымышленский район", "Условный район", "Небываловский район"
FIRST, SECOND = "Выдуманова В. В.", "Примеров П. П."  # the consultants

#: event, whose, due, actual, status, days late, working days late, slip in days and its cause.
ROWS = [
    # two courses a year
    ("1.1", "Курс 1", "2023-03-17", "2023-03-17", "in_time", 0, 0, 0, None),
    ("1.1", "Курс 2", "2023-10-20", "2023-10-20", "in_time", 0, 0, 0, None),
    # two seminars in one quarter
    ("1.2", "Семинар 1", "2023-02-14", "2023-02-14", "in_time", 0, 0, 0, None),
    ("1.2", "Семинар 2", "2023-03-16", "2023-03-16", "in_time", 0, 0, 0, None),
    # May 17, 18, 19, 22, 23: five working days of seven
    ("1.2", "Семинар 3", "2023-05-16", "2023-05-23", "late", 7, 5, 0, None),
    # the schedule moved it beforehand, 19 to 26 September: a slip by decision and nobody's delay
    ("1.2", "Семинар 4", "2023-09-26", "2023-09-26", "in_time", 0, 0, 7, "decision"),
    ("1.2", "Вебинар 1", None, None, "undated", 0, 0, 0, None),
    ("2.1", "Памятка 1", None, "2023-01-27", "undated", 0, 0, 0, None),
    ("2.1", "Шаблон заявки 1", "2023-02-10", "2023-02-10", "in_time", 0, 0, 0, None),
    ("2.2", "Рубрика 1", "2023-03-31", "2023-03-24", "in_time", 0, 0, 0, None),
    # February 21 and 22
    ("2.3", "Примерск", "2023-02-20", "2023-02-22", "late", 2, 2, 0, None),
    ("2.3", "Образцовский район", "2023-02-20", "2023-02-13", "in_time", 0, 0, 0, None),
    ("2.3", "Вымышленский район", "2023-02-20", "2023-02-13", "in_time", 0, 0, 0, None),
    ("3.1", "Примерск", None, "2023-01-20", "undated", 0, 0, 0, None),
    ("3.2", "Сверим часы 1", "2023-02-28", "2023-02-28", "in_time", 0, 0, 0, None),
    # November 29-30; December 1, 4-8, 11-15, 18-22, 25-29: 2 + 1 + 5 + 5 + 5 + 5 of 31 days
    ("3.2", "Сверим часы 2", "2023-11-28", None, "overdue", 31, 23, 0, None),
    ("3.3", "Погружение 1", "2023-04-06", "2023-04-06", "in_time", 0, 0, 0, None),
    ("4", "2023-Q1", None, "2023-03-31", "undated", 0, 0, 0, None),
    ("5.1", "Слёт команд 1", "2023-06-09", "2023-06-09", "in_time", 0, 0, 0, None),
    ("5.2", "Публикация 1", "2023-06-30", "2023-06-29", "in_time", 0, 0, 0, None),
    ("5.3", None, None, "2023-01-18", "undated", 0, 0, 0, None),
    ("6.1", None, None, "2023-01-20", "undated", 0, 0, 0, None),
    ("6.2", None, "2023-12-22", "2023-12-21", "in_time", 0, 0, 0, None),
]

#: What the first team's papers went through: state, who held it, since, until, days, working days.
PAPERS = [
    # January 17-20, 23-27, 30-31; February 1-3, 6-8: 4 + 5 + 2 + 3 + 3
    ("готовится", "Примерск", "2023-01-16", "2023-02-08", 23, 17),
    ("на проверке", "институт", "2023-02-08", "2023-02-10", 2, 2),
    # February 13-17, 20
    ("готовится", "Примерск", "2023-02-10", "2023-02-20", 10, 6),
    ("на проверке", "институт", "2023-02-20", "2023-02-22", 2, 2),
]


@pytest.fixture
def year(played):
    return played(NAME, "год программы=2023")


def report(cli, name: str) -> list[list[object]]:
    return [list(row.values()) for row in cli("report", NAME, name, "--format", "json").json["rows"]]


def told_of(cli, event: str, whose: str) -> dict[str, tuple[object, object]]:
    """What is said of each team: the number recorded, and the word that stands where none was."""
    rows = cli("sheet", NAME, event, "--participant", whose, "--format", "json").json
    return {row["participant"]: (row["data"]["участвовало человек"], row["unanswered"]) for row in rows}


def test_the_document_has_no_terms_and_the_examples_say_so(cli, library):
    checked = cli("check", library / f"{NAME}.yaml")
    assert checked.status == 0
    assert "events: 14, examples that come out: 14" in checked.out


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
    case = year("case", NAME, "2.3", "--participant", "Примерск", "--json").json
    columns = "state", "holder", "since", "until", "held_days", "held_working_days"
    assert [tuple(stay[one] for one in columns) for stay in case["stays"] if stay["until"]] == PAPERS


def test_the_institute_answers_for_its_work_with_the_papers(year):
    rows = [row for row in year("deviations", NAME, "--format", "json").json if row["event"] == "2.3"]
    assert {row["responsible"] for row in rows} == {"институт"}


# Who took part ----------------------------------------------------------------------------------------------


def test_nobody_is_said_not_to_have_taken_part_before_that_was_recorded(year):
    """Nothing is known of a webinar without a day, nor of a meeting that was forgotten, nor of whom no line names."""
    unknown = (None, "нет сведений")
    assert told_of(year, "1.2", "Вебинар 1") == dict.fromkeys(TEAMS, unknown)
    assert told_of(year, "3.2", "Сверим часы 2") == dict.fromkeys(TEAMS, unknown)
    assert told_of(year, "1.2", "Семинар 2")["Вымышленский район"] == unknown
    assert "не участвовала" not in year("sheet", NAME, "1.2", "--participant", "Семинар 2").out


def test_who_did_not_take_part_stands_there_with_0(year):
    assert told_of(year, "1.2", "Семинар 3") == {
        **dict.fromkeys(TEAMS, ("5", None)),
        "Небываловский район": ("0", None),
    }


@pytest.mark.parametrize(
    ("whose", "told"),
    [
        ("Примерск", "an answer about “Примерск”: give that name as the row"),
        ("Семинар 1", "say whom the answer is about (--row, in a file the column “row”)"),
    ],
)
def test_an_answer_names_the_occasion_and_the_team(year, whose: str, told: str):
    refused = year("record", NAME, "1.2", "ответ", "--participant", whose, "--data", "участвовало человек=2")
    assert refused.status == 1
    assert told in refused.err


def test_each_occasion_has_its_day_its_theme_and_who_took_part(year):
    # Teams and people: 4 × 4; 2 + 3; 5 × 6; 4 × 3; 4 × 5; 5 × 7; 2 × 2; 9; 2 × 10 + 2 × 3.
    assert report(year, "занятия") == [
        ["1.1", "Курс 1", "2023-03-17", "2023-03-17", "инициативное бюджетирование", 4, 16],
        ["1.1", "Курс 2", "2023-10-20", "2023-10-20", "работа с жителями", 2, 5],
        ["1.2", "Семинар 1", "2023-02-14", "2023-02-14", "собрание жителей", 5, 30],
        ["1.2", "Семинар 2", "2023-03-16", "2023-03-16", "смета проекта", 4, 12],
        ["1.2", "Семинар 3", "2023-05-16", "2023-05-23", "отчёт о проекте", 4, 20],
        ["1.2", "Семинар 4", "2023-09-26", "2023-09-26", "новый конкурс", 5, 35],
        ["1.2", "Вебинар 1", None, None, None, None, None],
        ["3.2", "Сверим часы 1", "2023-02-28", "2023-02-28", "сроки конкурса", 2, 4],
        ["3.2", "Сверим часы 2", "2023-11-28", None, None, None, None],
        ["3.3", "Погружение 1", "2023-04-06", "2023-04-06", "первый год в программе", 1, 9],
        ["5.1", "Слёт команд 1", "2023-06-09", "2023-06-09", "лучшие проекты", 4, 26],
    ]
    assert report(year, "материалы и публикации") == [
        ["2.1", "Памятка 1", None, "2023-01-27", "как провести собрание", 5],
        ["2.1", "Шаблон заявки 1", "2023-02-10", "2023-02-10", "заявка на конкурс", 2],
        ["2.2", "Рубрика 1", "2023-03-31", "2023-03-24", "опыт команд", 1],
        ["5.2", "Публикация 1", "2023-06-30", "2023-06-29", "как мы строили парк", 1],
    ]


def test_how_often_each_team_took_part_and_with_how_many(year):
    # Courses: 4 + 2, 4 + 3, 4, 0, 4. Seminars: 6 + 3 + 5 + 7; the third team not at the 2nd, the fifth not at the 3rd.
    # Then the online meeting, the visit, the consultant and talks: two, but one with the first and the third team.
    assert report(year, "участие команд") == [
        ["Примерск", 2, 6, 4, 21, 1, 2, None, None, FIRST, 1, "курируется"],
        ["Образцовский район", 2, 7, 4, 21, 1, 2, None, None, SECOND, 2, "курирование завершено"],
        ["Вымышленский район", 1, 4, 3, 18, None, None, None, None, FIRST, 1, "курируется"],
        ["Условный район", 0, 0, 4, 21, None, None, None, None, SECOND, 2, "курирование завершено"],
        ["Небываловский район", 1, 4, 3, 16, None, None, 1, 9, SECOND, 2, "курирование завершено"],
    ]


def test_what_each_team_was_given_and_what_was_told_of_it(year):
    # Memos and templates, papers, columns, site and networks, meetings of teams, people there, as an expert, articles.
    assert report(year, "поддержка команд") == [
        ["Примерск", 2, "готова", None, 3, 1, 3, 0, None, 12],
        ["Образцовский район", 2, "готова", 2, 1, 1, 3, 0, None, 12],
        ["Вымышленский район", 1, "готова", None, None, None, None, None, None, 12],
        ["Условный район", 1, "готова", None, None, 1, 10, 1, 1, 12],
        ["Небываловский район", 1, "готова", None, None, 1, 10, 1, None, 12],
    ]


def test_what_was_cancelled_counts_in_no_report_for_any_team(year):
    """Of five seminars one was never held, though 6 people of each team are said to have been there: 21 - 6.

    Another was held, with 5, and is closed afterwards: it counts as it did.
    """
    own = "1.2", "--participant", "Семинар 1"
    (held,) = [
        one["entry"] for one in year("journal", NAME, *own, "--json").json if one["trigger"] == "исполнить"
    ]
    back = year("record", NAME, "1.2", "отозвать", *own[1:], "--corrects", held, "--actor", "институт")
    assert back.status == 0, back.err
    for gone in ("Семинар 1", "Семинар 3"):
        given = "--participant", gone, "--basis", "отменено", "--actor", "институт"
        assert year("record", NAME, "1.2", "снять с контроля", *given).status == 0
    assert [row[3:5] for row in report(year, "участие команд")][:2] == [[3, 15], [3, 15]]
    assert [row[1] for row in report(year, "занятия") if row[0] == "1.2"][:2] == ["Семинар 2", "Семинар 3"]


def test_by_direction(year):
    # Planned in all, held, had a day by now, held in time of these, not held though their day has come.
    assert [row for row in report(year, "что проведено") if row[0]] == [
        ["1.1", "курсы повышения квалификации", 2, 2, 2, 2, 0],
        ["1.2", "семинары, вебинары", 5, 4, 4, 3, 0],
        ["2.1", "памятки, разъяснения, шаблоны, методические материалы", 2, 2, 1, 1, 0],
        ["2.2", "рубрики в периодическом издании", 1, 1, 1, 1, 0],
        ["2.3", "работа с конкурсной документацией участников", 5, 5, 5, 4, 0],
        ["3.1", "курирование консультантами муниципальных команд", 5, 5, 0, 0, 0],
        ["3.2", "«ППМИ: сверим часы»", 2, 1, 2, 1, 1],
        ["3.3", "«Добро пожаловать в ППМИ»", 1, 1, 1, 1, 0],
        ["4", "сайт, группы в соцсетях, продвижение", 4, 1, 0, 0, 0],
        ["5.1", "межмуниципальные мероприятия", 1, 1, 1, 1, 0],
        ["5.2", "тематические публикации", 1, 1, 1, 1, 0],
        ["5.3", "группа в мессенджере", 1, 1, 0, 0, 0],
    ]


def test_letters_go_to_the_consultant_of_the_team(year):
    told = year("case", NAME, "3.1", "--participant", "Примерск", "--json").json
    assert told["holder"] == "Выдуманова В. В."
    other = year("case", NAME, "3.1", "--participant", "Условный район", "--json").json
    assert other["state"] == "курирование завершено"


# The figures ------------------------------------------------------------------------------------------------


def test_the_total_of_the_presentation_is_the_programme_s_and_not_one_year_s(year):
    # 650 + 217; 728.25 + 242.75 million, each shown to one decimal; 659 + 219 thousand
    assert report(year, "результаты") == [
        ["До начала года", 650, 728.3, 659],
        ["За год", 217, 242.8, 219],
        ["Всего", *TOTALS],
    ]


def test_the_figures_of_the_year_by_teams(year):
    # 30 + 48 + 41 + 54 + 44 = 217; 32 750 000.50 roubles are 32.8 million, 46 749 999.50 are 46.7
    assert report(year, "результаты по командам") == [
        ["Примерск", 30, 32.8, 29.5],
        ["Образцовский район", 48, 53.5, 44],
        ["Вымышленский район", 41, 46.7, 50.8],
        ["Условный район", 54, 60.8, 47.3],
        ["Небываловский район", 44, 49, 47.5],
    ]


def answer(projects: str, roubles: str, people: str) -> list[str]:
    figures = [f"проектов={projects}", f"средства, рублей={roubles}", f"вовлечено человек={people}"]
    return [word for figure in figures for word in ("--data", figure)]


def test_a_corrected_figure_changes_the_sum(year):
    (entry,) = [
        one["entry"]
        for one in year("journal", NAME, "6.2", "--json").json
        if one["row"] == "Примерск" and one["kind"] == "answer"
    ]
    correcting = ["--participant", "Примерск", "--corrects", entry]
    # one project more, 1 249 999.50 roubles and 100 people more: 867 + 1; 971 + 1.2; 878 + 0.1
    fixed = year("record", NAME, "6.2", "ответ", *correcting, *answer("31", "34 000 000", "29 600"))
    assert fixed.status == 0, fixed.err
    assert report(year, "результаты")[2] == ["Всего", 868, 972.2, 878.1]


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        (("120,5", "0", "0"), "проектов: “120,5” is not a whole number"),
        (("1", "0", "-118"), "вовлечено человек: “-118” is not a whole number"),
        (("1", "-0,01", "0"), "средства, рублей: “-0,01” is not a sum of money"),
    ],
)
def test_half_a_project_and_negative_people_are_refused(year, figures: tuple[str, str, str], told: str):
    refused = year("record", NAME, "6.2", "ответ", "--participant", "Примерск", *answer(*figures))
    assert refused.status == 1
    assert told in refused.err
    assert report(year, "результаты")[2] == ["Всего", *TOTALS]


def test_the_schedule_beside_it_fits(cli, library):
    files = library / f"{NAME}.yaml", "--participants", library / f"{NAME}.participants.csv"
    assert cli("start", *files, "--set", "год программы=2023", "--now", "2023-01-16T09:00").status == 0
    taken = cli("record", NAME, "--from", library / f"{NAME}.schedule.csv")
    assert taken.status == 0, taken.err
    dated = [row for row in cli("deviations", NAME, "--format", "json").json if row["due"]]
    assert len(dated) == 14
