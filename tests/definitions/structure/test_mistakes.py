"""What is wrong with a deadline written as structure is told at its place, and as a mistake of a structure."""

from collections.abc import Callable
from typing import Any

import pytest

from definitions import Read
from definitions.keys import Language
from definitions.phrases import Fixed, Reading, YearDay

ReadStructure = Callable[[dict[str, Any] | str, Language], tuple[Reading | None, list[str]]]


@pytest.mark.parametrize(
    ("structure", "place", "words"),
    [
        ("{по: 15.09.2016}", "1:7", ("say its kind in “тип”", "дата", "окно")),
        ("{тип: дато, по: 15.09.2016}", "1:13", ("unknown value “дато”", "did you mean “дата”")),
        ("{тип: дата}", "1:7", ("one of these keys is missing", "по, до, день, с")),
        ("{тип: дата, по: 31.09.2016}", "1:23", ("“31.09.2016” is not a day", "15.09.2016")),
        ("{тип: дата, по: 31 сентября}", "1:23", ("“31 сентября” is not a day",)),
        ("{тип: дата, пo: 15.09.2016}", "1:19", ("unknown key “пo”",)),
        ("{тип: дата, until: 15.09.2016}", "1:19", ("mixes two languages", "“по”")),
        ("{тип: дата, с: 01.09.2016, по: 15.09.2016}", "1:22", ("is a window", "“тип: окно”")),
        (
            "{тип: дата, по: 15.09.2016, какого года: текущего}",
            "1:48",
            ("named in the date", "“какого года”"),
        ),
        ("{тип: дата, по: 15.09, какого года: следующего за годом}", "1:43", ("say in “чего”",)),
        ("{тип: дата, по: 15.09, какого года: прошлого}", "1:43", ("unknown value “прошлого”",)),
        ("{тип: дата, по: 15.09.2016, до: 16.09.2016}", "1:39", ("“по” and “до” cannot stand together",)),
        ("{тип: окно, с: 31.07.2016, по: 01.07.2016}", "1:38", ("the end comes before the beginning",)),
        ("{тип: окно, с: 31.07.2016}", "1:7", ("a first day, “с”", "“по”")),
        ("{тип: срок, число: 5, до: заседания}", "1:26", ("“число” means nothing without “единица”",)),
        ("{тип: срок, единица: рабочий день}", "1:28", ("“единица” means nothing without “число”",)),
        ("{тип: срок, число: пять, единица: неделя}", "1:26", ("“пять” is not a number",)),
        (
            "{тип: срок, число: 5, единица: день}",
            "1:38",
            ("unknown value “день”", "рабочий день, календарный день"),
        ),
        ("{тип: срок, не менее: 5, не более: 3, единица: неделя}", "1:42", ("no day is in time",)),
        ("{тип: день месяца, день: 32}", "1:32", ("not a whole number from 1 to 31",)),
        ("{тип: день месяца, день: 5, единица: неделя}", "1:44", ("unknown value “неделя”",)),
        (
            "{тип: день месяца, день: 5, который месяц: 2}",
            "1:50",
            ("“который месяц” means nothing without “после”",),
        ),
        ("{тип: повторяется, срок: {тип: дата, по: 15.11}}", "1:7", ("“как часто” is missing",)),
        ("{тип: внешний, но: {тип: дата, по: 45}}", "1:42", ("“45” is not a day",)),
        (
            "{тип: дата, по: 01.12.2016, но: {тип: дата, с: 05.12.2016}}",
            "1:39",
            ("the end comes before the beginning",),
        ),
    ],
)
def test_a_mistake_is_told_at_its_place_and_as_one_of_a_structure(
    structure: str, place: str, words: tuple[str, ...], read_structure: ReadStructure
) -> None:
    found, told = read_structure(structure, "ru")
    assert found is None
    assert len(told) == 1
    assert told[0].startswith(f"{place} the deadline written as structure: ")
    assert all(word in told[0] for word in words), told[0]


def test_a_definition_with_structures_is_a_definition(read: Callable[[str], Read], small: str) -> None:
    plan = read(
        small.replace("срок: 8 июня 2016 г.", "срок: {тип: дата, по: 08.06.2016}").replace(
            "срок: июль 2016 г.", "срок: {тип: окно, с: 01.07.2016, по: 31.07.2016}"
        )
    )
    assert plan.problems == ()
    assert plan.definition is not None
    (term,) = plan.definition.events[0].terms
    assert (term.phrase, term.reading) == (
        "тип: дата, по: 08.06.2016",
        Fixed(end=YearDay(6, 8, 2016), inclusive=True),
    )


def test_what_cannot_be_counted_says_which_way_it_was_written(
    read: Callable[[str], Read], small: str
) -> None:
    plan = read(small.replace("срок: 8 июня 2016 г.", "срок: {тип: постоянно}"))
    assert ["the deadline written as structure: " in str(problem.message) for problem in plan.problems] == [
        True
    ]


def test_structure_and_phrase_stand_side_by_side(read: Callable[[str], Read], small: str) -> None:
    by_period = (
        "срок: {1 полугодие: 'июль 2016 г.', 2 полугодие: {тип: дата, по: 20.01.2017}}\n"
        "    периоды: полугодие\n    годы: {отчётный: 2016}"
    )
    plan = read(
        small.replace("срок: июль 2016 г.", by_period).replace(
            "для каждого: район", "для каждого: [район, период]"
        )
    )
    assert [str(problem.message) for problem in plan.problems if problem.severity == "error"] == []
    assert plan.definition is not None
    assert [term.phrase for term in plan.definition.events[1].terms] == [
        "июль 2016 г.",
        "тип: дата, по: 20.01.2017",
    ]
