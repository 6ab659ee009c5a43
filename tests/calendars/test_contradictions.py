"""A decree that contradicts itself is refused, in words that say what is wrong."""

from dataclasses import replace
from datetime import date

import pytest

from calendars import Decree, Region, contradictions, derive, load_calendar, parse_region
from calendars.errors import CalendarError

SATURDAY, SUNDAY = date(2030, 1, 5), date(2030, 1, 6)
WORKDAY, OTHER_WORKDAY = date(2030, 5, 2), date(2030, 5, 3)


def with_decree(region: Region, *transfers: tuple[date, date]) -> Region:
    decree = Decree(2030, "Resolution", "1", date(2029, 9, 1), transfers)
    return replace(region, decrees=(*region.decrees, decree))


def test_transfers_that_the_days_allow_are_accepted(region: Region):
    sound = with_decree(region, (SATURDAY, WORKDAY), (SUNDAY, OTHER_WORKDAY))
    assert contradictions(sound) == ()
    assert not derive(sound).is_working(WORKDAY)


@pytest.mark.parametrize(
    ("transfers", "words"),
    [
        ([(date(2030, 4, 3), WORKDAY)], ["03.04.2030", "Wednesday", "not a day off"]),
        ([(date(2030, 1, 1), WORKDAY)], ["01.01.2030", "Tuesday", "not a day off"]),
        ([(SATURDAY, date(2030, 5, 11))], ["11.05.2030", "off already", "weekend"]),
        ([(SATURDAY, date(2030, 5, 9))], ["09.05.2030", "off already", "Victory Day"]),
        ([(SATURDAY, date(2030, 2, 25))], ["25.02.2030", "off already", "moved from 23.02.2030"]),
        ([(SATURDAY, WORKDAY), (SATURDAY, OTHER_WORKDAY)], ["05.01.2030", "moved twice"]),
        ([(SATURDAY, WORKDAY), (SUNDAY, WORKDAY)], ["two days off", "onto 02.05.2030"]),
        ([(SATURDAY, date(2031, 5, 5))], ["05.05.2031", "another year", "2030"]),
        ([(date(2029, 12, 29), WORKDAY)], ["29.12.2029", "another year", "2030"]),
    ],
)
def test_a_contradiction_is_refused(region: Region, transfers: list[tuple[date, date]], words: list[str]):
    with pytest.raises(CalendarError) as refused:
        derive(with_decree(region, *transfers))
    (problem,) = refused.value.problems
    message = str(problem.message)
    assert [word for word in ["01.09.2029 No 1", *words] if word not in message] == []
    assert problem.file == "calendars/regions/ru.yaml"


def test_two_decrees_for_a_year_are_refused(region: Region):
    with pytest.raises(CalendarError) as refused:
        derive(replace(region, decrees=(*region.decrees, region.decrees[-1])))
    assert "Two decrees are given for 2027" in str(refused.value.problems[0].message)


def test_every_contradiction_is_reported_at_once(region: Region):
    wrong = with_decree(region, (date(2030, 4, 3), date(2030, 5, 9)), (SATURDAY, date(2031, 5, 5)))
    assert len(contradictions(wrong)) == 3


def test_a_draft_decree_is_applied_but_its_year_is_not_official(region: Region):
    draft = Decree(
        2028, "Resolution", "1", date(2027, 9, 1), ((date(2028, 1, 1), WORKDAY.replace(year=2028)),)
    )
    calendar = derive(replace(region, decrees=(*region.decrees, replace(draft, status="draft"))))
    assert calendar.status(2028) == "draft"
    assert not calendar.is_working(date(2028, 5, 2))
    assert calendar.last == date(2029, 12, 31)


def test_a_year_without_a_decree_between_two_others_is_projected(region: Region):
    calendar = derive(replace(region, decrees=tuple(item for item in region.decrees if item.year != 2020)))
    assert calendar.status(2020) == "projected"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name: [", "not YAML"),
        ("name: ru\nfirst_year: 2013", "“decrees” is missing"),
        ("holidays: [{name: A, days: ['02-30']}]", "holidays.0.days.0"),
        ("colour: red", "colour"),
    ],
)
def test_a_calendar_file_that_is_not_well_formed_is_refused(text: str, words: str):
    with pytest.raises(CalendarError, match="not well formed") as refused:
        parse_region(text, "some.yaml")
    assert any(words in str(problem.message) for problem in refused.value.problems)


def test_an_unknown_calendar_names_the_known_ones():
    with pytest.raises(CalendarError, match=r"“xx”.*ru"):
        load_calendar("xx")
