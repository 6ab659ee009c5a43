"""A calendar file that is not well formed is refused with the place of each mistake and how to mend it."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars import Overlay, Region, build_calendar, known_names, parse_region, read_region
from calendars.errors import CalendarError

COUNTRY = """name: xx
title: Страна
first_year: 2020
projected_years: 1
laws: {holidays: Law, short_days: Law}
holidays:
  - name: Day
    days: ["05-09"]
decrees:
  - year: 2020
    act: Resolution
    number: "1"
    date: 2019-09-01
    transfers:
      - [2020-01-04, 2020-05-04]
"""

REGION = """name: xx-yy
title: Область
base: ru
holidays:
  - name: Праздник
    act: Закон
    coinciding_day_off: stays
    days: ["07-12"]
"""


def test_a_file_with_a_base_is_a_region():
    assert isinstance(parse_region(COUNTRY, "x.yaml"), Region)
    assert isinstance(parse_region(REGION, "x.yaml"), Overlay)


def test_a_file_knows_where_it_was_read():
    assert parse_region(REGION + "file: y.yaml\n", "x.yaml").file == "x.yaml"
    assert [read_region(name).file for name in known_names()] == [
        f"calendars/regions/{name}.yaml" for name in known_names()
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 0, "no keys with values"),
        ("- 1", 0, "no keys with values"),
        ("name: ru\nfirst_year: 2013", 1, "“decrees” is missing"),
        (COUNTRY.replace('    number: "1"\n', ""), 10, "“decrees.0.number” is missing"),
        (COUNTRY.replace("  - year: 2020\n    act", "  - act"), 10, "“decrees.0.year” is missing"),
        (COUNTRY.replace('"1"', "1048"), 12, "“decrees.0.number” must be text, in quotes"),
        (COUNTRY.replace("2019-09-01", "autumn"), 13, "“decrees.0.date” must be a date like 2027-01-31"),
        (COUNTRY.replace("2020-01-04,", "2020-02-30,"), 0, "not YAML: day is out of range"),
        (COUNTRY.replace('"05-09"', '"02-30"'), 8, "“holidays.0.days.0” must be a day that every year has"),
        (COUNTRY.replace('"05-09"', '"02-29"'), 8, "“holidays.0.days.0” must be a day that every year has"),
        (COUNTRY.replace("title:", "titel:"), 2, "the key “titel” is not known here"),
        (COUNTRY.replace("first_year: 2020", "first_year: soon"), 3, "“first_year” must be a whole number"),
        (COUNTRY + "    status: signed\n", 16, "“decrees.0.status” must be one of: 'official', 'draft'"),
        (COUNTRY + "    date: 2019-10-01\n", 16, "the key “date” stands twice"),
        (COUNTRY.replace("decrees:\n", "decrees: none\nothers:\n"), 9, "“decrees” must be a list"),
        (
            REGION.replace("    coinciding_day_off: stays\n", ""),
            5,
            "“holidays.0.coinciding_day_off” is missing",
        ),
        (REGION.replace("xx-yy", "xx+yy"), 1, "“name” must be made of letters, digits and “-”"),
        (
            COUNTRY.replace("first_year: 2020", "first_year: 99999"),
            3,
            "“first_year” must be a smaller number",
        ),
        (
            COUNTRY.replace("projected_years: 1", "projected_years: -1"),
            4,
            "“projected_years” must be a larger number",
        ),
        ("- " * 3000, 0, "not YAML"),
        (REGION.replace("stays", "moves"), 7, "must be one of: 'next_working_day', 'stays' or 'unknown'"),
        (REGION.replace("name: Праздник", "Праздник"), 6, "not YAML: mapping values are not allowed"),
        (REGION.replace("days: [", "days: "), 8, "not YAML"),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, line: int, words: str):
    with pytest.raises(CalendarError, match=r"x\.yaml is not well formed") as refused:
        parse_region(text, "x.yaml")
    found = [(problem.line, str(problem.message)) for problem in refused.value.problems]
    assert any(at == line and words in message for at, message in found), found
    assert {problem.file for problem in refused.value.problems} == {"x.yaml"}


def test_every_mistake_is_told_at_once():
    with pytest.raises(CalendarError) as refused:
        parse_region(COUNTRY.replace("title:", "titel:").replace('"1"', "1"), "x.yaml")
    assert len(refused.value.problems) == 3


PIECES = [*COUNTRY.split(), *REGION.split(), "\n", "  ", "- ", "yearly: []", "after_easter: 9", "? ", "!!set"]
PIECES += ["&a", "*a", "<<: *a", "{", "}", "[", "'", "null", "1e9", "-1", "9" * 20]
PIECES += ["2030-13-01", "9999-12-31", "0001-01-01"]


@settings(deadline=None)
@given(
    st.sampled_from([COUNTRY, REGION]),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 20), st.sampled_from(PIECES)), max_size=4),
)
def test_no_mistake_brings_more_than_a_refusal(text: str, changes: list[tuple[int, int, str]]):
    for place, length, piece in changes:
        text = text[:place] + piece + text[place + length :]
    with contextlib.suppress(CalendarError):
        build_calendar(parse_region(text, "x.yaml"))
