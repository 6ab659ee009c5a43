"""A deadline falls on the day that its phrase, the roll and the calendar say; what cannot be followed is refused."""

from datetime import date, time

import pytest

from calendars import Calendar
from calendars.errors import CalendarError
from definitions import Deadline, Given, Roll, Years, deadline, set_by_hand, with_settings
from definitions.phrases import Fixed, YearDay, read_phrase

NOTHING = Given()
FOLLOWING = Roll("following", "none", "министр")


def of(phrase: str, rule: Roll, calendar: Calendar, given: Given = NOTHING) -> Deadline:
    return deadline(phrase, read_phrase(phrase), rule, calendar, given)


@pytest.mark.parametrize(
    ("phrase", "anchor", "planned", "due"),
    [
        # 43 and 50 working days after the reporting period, as the order of the Altai Republic counts them
        ("не позднее 43 рабочих дней со дня окончания периода", "2017-06-30", "2017-08-30", "2017-08-30"),
        ("не позднее 50 рабочих дней со дня окончания периода", "2017-09-30", "2017-12-11", "2017-12-11"),
        # a month from the signing of an agreement, as the Ministry of Finance counted it in 2021
        ("в течение 1 месяца со дня подписания", "2020-12-18", "2021-01-18", "2021-01-18"),
        ("в течение 1 месяца со дня подписания", "2020-12-30", "2021-01-30", "2021-02-01"),
        ("в течение месяца со дня подписания", "2021-01-14", "2021-02-14", "2021-02-15"),
        ("в течение 30 календарных дней со дня подписания", "2016-08-31", "2016-09-30", "2016-09-30"),
        (
            "в течение 2 недель со дня подписания",
            "2016-10-21",
            "2016-11-04",
            "2016-11-07",
        ),  # National Unity Day
        ("в течение года со дня подписания", "2016-02-29", "2017-02-28", "2017-02-28"),
        # a term counted backwards rolls only backwards: 10 days before 1 March 2017 is Sunday, 19 February
        ("не позднее чем за 10 календарных дней до заседания", "2017-03-01", "2017-02-19", "2017-02-17"),
    ],
)
def test_terms(calendar: Calendar, phrase: str, anchor: str, planned: str, due: str):
    found = of(phrase, FOLLOWING, calendar, Given(anchor=date.fromisoformat(anchor)))
    assert (str(found.planned), str(found.due)) == (planned, due)


def test_a_term_waits_for_what_it_counts_from(calendar: Calendar):
    found = of("в течение 10 рабочих дней со дня подписания", FOLLOWING, calendar)
    assert (found.planned, found.due) == (None, None)
    assert "подписания" in str(found.waits)


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        # the order of the Altai Republic: figures, the report on the agreement, the ministry's own report
        ("к 15 марта года, следующего за отчетным", "2018-03-15"),
        ("не позднее 25 марта года, следующего за отчетным", "2018-03-26"),  # a Sunday
        ("до 1 июня года, следующего за отчетным", "2018-06-01"),
        ("до 1 декабря отчетного года", "2017-12-01"),
        ("не позднее 10 февраля года, следующего за истекшим налоговым периодом", "2018-02-12"),
        ("до 1 декабря текущего года", "2020-12-01"),
        ("до 1 января очередного финансового года", "2021-01-11"),
        ("до 20 января года, следующего за годом предоставления субсидии", "2020-01-20"),
        ("до 15 декабря года, предшествующего планируемому", "2024-12-16"),
        ("до 1 декабря", "2022-12-01"),
        ("не позднее последнего рабочего дня текущего финансового года", "2020-12-31"),
        ("не позднее первого рабочего дня очередного финансового года", "2021-01-11"),
        ("в первые пять рабочих дней текущего финансового года", "2020-01-15"),
        ("сентябрь - октябрь текущего года", "2020-10-31"),
        ("в декабре", "2022-12-31"),
    ],
)
def test_a_year_named_by_its_relation_is_the_one_the_definition_says(
    calendar: Calendar, phrase: str, due: str
):
    known = Given(
        anchor=date(2019, 5, 20), years=Years(reporting=2017, current=2020, planned=2025, unnamed=2022)
    )
    assert str(of(phrase, FOLLOWING, calendar, known).due) == due


@pytest.mark.parametrize(
    ("phrase", "asked_for"),
    [
        ("до 1 июня года, следующего за отчетным", "the reporting year"),
        ("до 1 декабря текущего года", "the current year"),
        ("до 15 декабря года, предшествующего планируемому", "the planned year"),
        ("до 1 декабря", "names no year"),
        ("сентябрь - октябрь текущего года", "the current year"),
    ],
)
def test_a_year_that_nobody_said_is_asked_for(calendar: Calendar, phrase: str, asked_for: str):
    found = of(phrase, FOLLOWING, calendar, Given(anchor=date(2017, 6, 30)))
    assert found.due is None
    assert asked_for in str(found.waits)


def test_the_year_of_an_event_waits_for_the_event(calendar: Calendar):
    found = of("до 20 января года, следующего за годом предоставления субсидии", FOLLOWING, calendar)
    assert "waits for: годом предоставления субсидии" in str(found.waits)


def test_february_29_of_a_year_without_a_number_is_refused(calendar: Calendar):
    reading = Fixed(end=YearDay(2, 29), year_relative="current")
    found = deadline(
        "до 29 февраля текущего года", reading, FOLLOWING, calendar, Given(years=Years(current=2017))
    )
    assert "29th: name the year" in str(found.waits)


@pytest.mark.parametrize(
    ("inclusive", "phrase", "due"),
    [
        (True, "до 1 декабря 2016 г.", "2016-12-01"),
        (False, "до 1 декабря 2016 г.", "2016-11-30"),
        (False, "к 1 декабря 2016 г.", "2016-11-30"),
        (False, "не позднее 1 декабря 2016 г.", "2016-12-01"),
        (False, "до 1 декабря 2016 г. включительно", "2016-12-01"),
        (False, "1 декабря 2016 г.", "2016-12-01"),
        (False, "до декабря 2016 г.", "2016-11-30"),
        (True, "до декабря 2016 г.", "2016-11-30"),
        (False, "до 12:00 1 декабря 2016 г.", "2016-12-01"),
        (False, "с 1 ноября до 1 декабря 2016 г.", "2016-11-30"),
        (False, "с 1 ноября по 1 декабря 2016 г.", "2016-12-01"),
        (False, "до 15 числа месяца, следующего за отчетным", "2016-11-14"),
        (False, "не позднее 15 числа месяца, следующего за отчетным", "2016-11-15"),
    ],
)
def test_whether_the_day_itself_counts_is_the_choice_of_the_definition_where_words_leave_it_open(
    calendar: Calendar, inclusive: bool, phrase: str, due: str
):
    known = Given(anchor=date(2016, 10, 31), inclusive=inclusive)
    assert str(of(phrase, FOLLOWING, calendar, known).due) == due


@pytest.mark.parametrize(
    ("phrase", "due", "hour"),
    [
        ("до 12:00 15 ноября 2016 г.", "2016-11-15", "12:00"),
        ("до 12:00 20 ноября 2016 г.", "2016-11-21", "12:00"),  # a Sunday: the same hour of Monday
        ("15 ноября 2016 г. в 10:00", "2016-11-15", "10:00"),
        ("15 ноября 2016 г. с 10:00 до 12:00", "2016-11-15", "12:00"),
        ("до 10 часов следующего рабочего дня", "2016-11-07", "10:00"),
        ("до 24:00 15 ноября 2016 г.", "2016-11-15", None),
    ],
)
def test_a_deadline_can_end_at_an_hour(calendar: Calendar, phrase: str, due: str, hour: str | None):
    found = of(phrase, FOLLOWING, calendar, Given(anchor=date(2016, 11, 3)))
    assert (str(found.due), found.due_time) == (due, time.fromisoformat(hour) if hour else None)
    if hour:
        assert hour in str(found.steps[-1])


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        (Roll("following", "none", ""), "2016-11-21"),
        (Roll("preceding", "none", ""), "2016-11-18"),
        (Roll("none", "following", ""), "2016-11-20"),
    ],
)
def test_a_date_on_a_sunday(calendar: Calendar, rule: Roll, due: str):
    assert str(of("до 20 ноября 2016 г.", rule, calendar).due) == due


@pytest.mark.parametrize(
    ("windows", "due"),
    [
        ("none", "2016-12-31"),
        ("following", "2017-01-09"),  # out of its month, because the definition says so
        ("preceding", "2016-12-30"),
        ("modified_following", "2016-12-30"),
    ],
)
def test_a_window_that_ends_on_a_saturday(calendar: Calendar, windows, due: str):
    found = of("декабрь 2016 г.", Roll("preceding", windows, ""), calendar)
    assert (str(found.opens), str(found.planned), str(found.due)) == ("2016-12-01", "2016-12-31", due)


def test_a_setting_is_named_as_the_one_who_chose(plan, calendar: Calendar):
    changed = with_settings(plan, ["roll=preceding"])
    event = changed.events[18]
    found = deadline(event.terms[0].phrase, event.terms[0].reading, changed.roll, calendar)
    assert any("decided by: --set roll=preceding" in str(step) for step in found.steps)


def test_a_date_of_a_year_without_a_decree_is_provisional(calendar: Calendar):
    year = calendar.last.year
    found = of(f"до 20 ноября {year} г.", FOLLOWING, calendar)
    assert found.provisional == (year,)
    assert str(year) in str(found.steps[-1])


def test_a_date_outside_the_calendar_is_an_error(calendar: Calendar):
    with pytest.raises(CalendarError):
        of("до 20 ноября 2055 г.", FOLLOWING, calendar)


def test_a_date_set_by_hand_names_its_basis_and_rolls(calendar: Calendar):
    found = set_by_hand(date(2017, 7, 1), "приказ № 5", FOLLOWING, calendar)
    assert (found.planned, found.due) == (date(2017, 7, 1), date(2017, 7, 3))
    assert "приказ № 5" in str(found.steps[0])


@pytest.mark.parametrize(
    "phrase",
    [
        "ежегодно до 1 декабря",
        "постоянно",
        "не ранее 8 июня 2016 г.",
        "до 1 декабря",
        "до 1 декабря текущего года",
        "в течение 100000 лет со дня подписания",
        "от 5 до 10 рабочих дней со дня подписания",
    ],
)
def test_what_a_single_deadline_cannot_take_into_account_is_refused(small: str, read, phrase: str):
    found = read(small.replace("срок: июль 2016 г.", f'срок: "{phrase}"\n    отсчёт: {{мероприятие: "1"}}'))
    assert found.definition is None
    assert [problem.line for problem in found.problems] == [28] * len(found.problems)
