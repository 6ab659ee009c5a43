"""The checker can ask, before a cycle starts, what a phrase needs: periods, years, and what it counts from."""

import pytest

from definitions import Years
from definitions.phrases import read_phrase
from definitions.plannable import counts_from, last_year, unplannable

ALTAI = "по итогам 6 месяцев и 9 месяцев отчетного года - не позднее 43 рабочих дней, следующих за отчетным периодом"


@pytest.mark.parametrize(
    ("phrase", "periods", "years", "why"),
    [
        (ALTAI, ["6M", "9M"], Years(), None),
        (ALTAI, ["6M", "9M", "year"], Years(), "other reporting periods"),
        (ALTAI, [], Years(), "a row for each of them"),
        ("к 15 марта года, следующего за отчетным", ["year"], Years(), None),
        ("к 15 марта года, следующего за отчетным", [], Years(reporting=2017), None),
        ("к 15 марта года, следующего за отчетным", [], Years(current=2017), "the reporting year"),
        ("до 1 декабря", [], Years(unnamed=2017), None),
        ("до 1 декабря", ["year"], Years(), "names no year"),
        ("ежегодно до 1 декабря", ["year"], Years(), None),
        ("ежеквартально, до 15 числа месяца, следующего за отчетным кварталом", ["quarter"], Years(), None),
        (
            "ежеквартально, до 15 числа месяца, следующего за отчетным кварталом",
            ["month"],
            Years(),
            "how often",
        ),
        ("в срок, установленный соглашением", [], Years(), None),
    ],
)
def test_what_the_definition_must_say(phrase: str, periods, years: Years, why: str | None):
    found = unplannable(read_phrase(phrase), periods, years)
    assert (found is None) if why is None else (why in str(found))


@pytest.mark.parametrize(
    ("phrase", "periods", "counts"),
    [
        ("до 1 декабря 2016 г.", [], ()),
        ("до 1 декабря текущего года", [], ()),
        ("в течение 10 рабочих дней со дня подписания", [], ("подписания",)),
        ("в течение 10 рабочих дней", [], ("",)),
        ("по мере поступления, до 1 декабря 2016 г.", [], ("поступления",)),
        (
            "до 20 января года, следующего за годом предоставления субсидии",
            [],
            ("годом предоставления субсидии",),
        ),
        ("не позднее 43 рабочих дней, следующих за отчетным периодом", [], ("отчетным периодом",)),
        ("не позднее 43 рабочих дней, следующих за отчетным периодом", ["6M"], ()),
        ("ежегодно до 1 июня года, следующего за отчетным", ["year"], ()),
        ("ежемесячно, не позднее 5 числа", ["month"], ()),
        (
            "в течение 5 дней со дня обращения, но не позднее чем за 10 дней до даты собрания",
            [],
            ("обращения", "даты собрания"),
        ),
    ],
)
def test_what_a_deadline_counts_from(phrase: str, periods, counts: tuple[str, ...]):
    assert counts_from(read_phrase(phrase), periods) == counts


@pytest.mark.parametrize(
    ("phrase", "year"),
    [
        ("декабрь 2016 г. – март 2017 г.", 2017),
        ("до 1 июня года, следующего за отчетным", 2018),
        ("не позднее последнего рабочего дня текущего финансового года", 2019),
        ("по мере поступления, до 1 декабря 2016 г.", 2016),
        ("в течение 10 рабочих дней со дня подписания", None),
        ("до 20 января года, следующего за годом предоставления субсидии", None),
    ],
)
def test_the_year_in_which_a_phrase_ends(phrase: str, year: int | None):
    assert last_year(read_phrase(phrase), Years(reporting=2017, current=2019)) == year
