"""Of two limits the earlier one is due; a phrase about reporting periods has a date for each row, or says why not."""

from datetime import date

import pytest

from calendars import Calendar
from definitions import Deadline, Given, Roll, Years, deadline
from definitions.periods import period
from definitions.phrases import read_phrase

FOLLOWING = Roll("following", "none", "министр")


def of(phrase: str, calendar: Calendar, given: Given) -> Deadline:
    return deadline(phrase, read_phrase(phrase), FOLLOWING, calendar, given)


def since(day: str, **more) -> Given:
    return Given(anchor=date.fromisoformat(day), **more)


# Two limits ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anchor", "due"), [("2017-06-20", "2017-06-27"), ("2017-06-29", "2017-07-03"), (None, "2017-07-03")]
)
def test_of_two_limits_the_earlier_one_is_due(calendar: Calendar, anchor: str | None, due: str):
    """1 July 2017 is a Saturday. While the event has not come, the date holds."""
    phrase = "в течение 5 рабочих дней со дня подписания, но не позднее 1 июля 2017 г."
    found = of(phrase, calendar, since(anchor) if anchor else Given())
    assert str(found.due) == due
    assert (found.waits is None) == (anchor is not None)
    told = " ".join(map(str, found.steps))
    assert ("the earlier one counts" in told) == (anchor is not None)


def test_what_opens_a_window_has_no_last_day_of_its_own(calendar: Calendar):
    """It came on a Saturday, which moves nothing: the last day is the other limit's."""
    found = of("по мере поступления, до 1 декабря 2016 г.", calendar, since("2016-11-19"))
    assert (str(found.opens), str(found.due)) == ("2016-11-19", "2016-12-01")
    assert "moved" not in " ".join(map(str, found.steps))


def test_a_first_day_and_a_last_day(calendar: Calendar):
    found = of("не позднее 1 октября 2018 года, но не ранее 1 сентября 2018 года", calendar, Given())
    assert (str(found.earliest), str(found.due)) == ("2018-09-01", "2018-10-01")


def test_a_range_gives_a_first_and_a_last_day(calendar: Calendar):
    phrase = "не менее 10 рабочих дней и не более 20 календарных дней со дня получения"
    found = of(phrase, calendar, since("2017-06-30"))
    assert (str(found.earliest), str(found.due)) == ("2017-07-14", "2017-07-20")


def test_a_first_day_alone_is_no_deadline(calendar: Calendar):
    found = of("не ранее 1 сентября 2018 года", calendar, Given())
    assert (str(found.earliest), found.due) == ("2018-09-01", None)
    assert "names no last day" in str(found.waits)


def test_limits_of_two_events_are_refused(calendar: Calendar):
    phrase = "в течение 45 дней с момента обращения, но не позднее чем за 10 дней до даты собрания"
    found = of(phrase, calendar, since("2017-06-30"))
    assert found.due is None
    assert "обращения" in str(found.waits)
    assert "даты собрания" in str(found.waits)


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        (
            "в течение 30 дней со дня регистрации, за исключением случаев, установленных законом",
            "случаев, установленных",
        ),
        (
            "не должен превышать 30 дней (если в резолюции не указан другой срок исполнения) со дня регистрации",
            "в резолюции",
        ),
    ],
)
def test_what_may_set_another_date_is_told(calendar: Calendar, phrase: str, told: str):
    found = of(phrase, calendar, since("2017-06-30"))
    assert str(found.due) == "2017-07-31"
    assert told in " ".join(map(str, found.steps[1:]))


def test_another_body_sets_the_date_but_not_later_than_said(calendar: Calendar):
    known = Given(years=Years(current=2017))
    found = of("в срок, установленный соглашением, но не позднее 1 декабря текущего года", calendar, known)
    assert str(found.due) == "2017-12-01"
    assert "соглашением" in str(found.waits)


# Reporting periods ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "reported", "due"),
    [
        ("ежегодно до 1 июня года, следующего за отчетным", "2017", "2018-06-01"),
        ("по итогам отчетного года - к 15 марта года, следующего за отчетным", "2017", "2018-03-15"),
        ("ежеквартально, до 15 числа месяца, следующего за отчетным кварталом", "2017-Q4", "2018-01-15"),
        ("ежемесячно, не позднее пятого числа месяца, следующего за отчетным", "2017-12", "2018-01-09"),
        ("ежемесячно, не позднее 5 числа", "2017-12", "2017-12-05"),
        ("ежемесячно не позднее последнего дня каждого последующего месяца", "2017-01", "2017-02-28"),
        ("ежеквартально, не позднее 25 числа последнего месяца квартала", "2017-Q2", "2017-06-26"),
        ("1 раз в полугодие", "2017-6M", "2017-06-30"),
        ("ежегодно до 15 февраля", "2017", "2017-02-15"),
        ("ежегодно с 1 октября по 31 октября", "2018", "2018-10-31"),
        ("не реже 1 раза в квартал", "2017-Q3", "2017-09-30"),
        (
            "за 9 месяцев - до 15 октября и за год - до 15 января года, следующего за отчетным",
            "2017-9M",
            "2017-10-16",
        ),
        (
            "за 9 месяцев - до 15 октября и за год - до 15 января года, следующего за отчетным",
            "2017",
            "2018-01-15",
        ),
        (
            "в течение 5 рабочих дней со дня поступления, но не позднее 25 числа месяца, следующего за отчетным",
            "2017-05",
            "2017-06-26",
        ),
    ],
)
def test_a_repeated_phrase_has_a_date_for_each_period(
    calendar: Calendar, phrase: str, reported: str, due: str
):
    years = Years(unnamed=2017) if phrase.startswith("за ") else Years()
    known = since("2018-07-02", period=period(reported), years=years)
    assert str(of(phrase, calendar, known).due) == due


def test_the_years_of_a_definition_move_with_the_period(calendar: Calendar):
    """In the row of 2018 the current year is the one after it, as 2018 is after the reporting year 2017."""
    years = Years(reporting=2017, current=2018)
    found = [
        of("ежегодно до 1 апреля текущего года", calendar, Given(period=period(year), years=years)).planned
        for year in ("2017", "2018")
    ]
    assert found == [date(2018, 4, 1), date(2019, 4, 1)]


def test_a_list_of_reports_has_a_part_for_each_period(calendar: Calendar):
    phrase = (
        "ежеквартально, до 03 числа месяца, следующего за отчетным кварталом, и за отчетный год - "
        "до 13 января года, следующего за отчетным"
    )
    found = {name: str(of(phrase, calendar, Given(period=period(name))).due) for name in ("2017-Q2", "2017")}
    assert found == {"2017-Q2": "2017-07-03", "2017": "2018-01-15"}


@pytest.mark.parametrize(
    ("phrase", "reported", "why"),
    [
        ("ежегодно до 1 июня года, следующего за отчетным", None, "how often"),
        ("ежегодно до 1 июня года, следующего за отчетным", "2017-6M", "how often"),
        ("ежеквартально", "2017-Q1", "not by which day"),
        ("ежеквартально", "2017-03", "how often"),
        ("1 раз в квартал", "2017", "how often"),
        ("каждую среду с 10.00 до 11.00", "2017-03", "how often"),
        (
            "по итогам отчетного года - к 15 марта года, следующего за отчетным",
            "2017-6M",
            "other reporting periods",
        ),
        ("не позднее 5 числа месяца, следующего за отчетным месяцем", "2017-Q1", "other reporting periods"),
        ("не позднее 20 апреля, не позднее 31 июля, не позднее 31 октября 2017 г.", None, "several dates"),
        ("до 1 марта 2017 г. и до 1 сентября 2017 г.", None, "several dates"),
        ("май, сентябрь 2017 г.", None, "several dates or windows"),
        ("не более чем на 30 дней", None, "sets no deadline"),
        ("не менее 30 и не более 60 дней со дня опубликования", None, "sets no deadline"),
        ("по состоянию на 1 января 2017 г.", None, "sets no deadline"),
        ("постоянно", None, "needs a single date"),
    ],
)
def test_what_gives_no_single_date_says_why(calendar: Calendar, phrase: str, reported: str | None, why: str):
    known = since("2017-06-30", period=period(reported) if reported else None)
    found = of(phrase, calendar, known)
    assert found.due is None
    assert why in str(found.waits)
