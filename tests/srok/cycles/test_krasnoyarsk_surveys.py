"""The surveys of the Krasnoyarsk plan (items 5, 8, 11, 14, 18): whom they reach, what is an answer, as of which day."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from calendars import load_calendar
from calendars.errors import RefusedError
from definitions import read_definition
from notifications import recipients, sayings
from workflow import CaseKey, Cycle, Entry, Participant, Wish, admit, fold

TOWNS = ("Ачинск", "Канск", "Туруханский район")
ZONE = ZoneInfo("Asia/Krasnoyarsk")


@pytest.fixture(scope="module")
def cycle(library: Path) -> Cycle:
    read = read_definition((library / "krasnoyarsk-2016.yaml").read_bytes(), "план.yaml")
    assert read.definition is not None
    members = (
        *(Participant(name, "ОМСУ", email=f"{n}@omsu.example") for n, name in enumerate(TOWNS)),
        Participant("Министерство", "министерство", email="plan@minec.example"),
        Participant("Кадровый центр", "кадровый центр", email="kadry@centr.example"),
        Participant("Министр", "утвердивший план", email="zamestitel@krai.example"),
    )
    return Cycle("krasnoyarsk-2016", read.definition, load_calendar(), members, date(2016, 6, 1))


def at(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), ZONE)


def curator(who: str, whom: str) -> tuple[str, Wish]:
    given = {"роль": "куратор", "кто": who, "почта": f"{len(who)}@minec.example", "для": whom}
    return "2016-06-28", Wish("4", "назначить", data=given)


CURATORS = (curator("Белова Н. П.", "Ачинск; Канск"), curator("Ли О.", "Туруханский район"))


def stages(about: str, left: str) -> tuple[str, Wish]:
    return "2016-06-29", Wish("5", "ответ", about, data={"невыполненные этапы": left})


def told(about: str, day: str, event: str = "8") -> tuple[str, Wish]:
    return day, Wish(event, "ответ", about, data={"сделано": "стратегический анализ", "что мешает": "нет"})


def recorded(cycle: Cycle, *wishes: tuple[str, Wish]) -> list[Entry]:
    entries: list[Entry] = []
    for day, wish in wishes:
        entries.append(admit(cycle, entries, wish, len(entries) + 1, at(day)))
    return entries


@pytest.mark.parametrize(
    "said", ["не опрошен", "Не опрошен", "—", "-", "–", "", "нет данных", "н/д", "не дозвонились"]
)
def test_item_5_takes_no_answer_but_its_two_words(cycle: Cycle, said: str):
    """Taken as an answer, each would decide whether item 7 applies, and nobody has said so."""
    with pytest.raises(RefusedError, match="in a file, leave the line out"):
        recorded(cycle, stages("Ачинск", said))


def test_item_7_is_for_whoever_has_stages_left(cycle: Cycle):
    cases = fold(cycle, recorded(cycle, stages("Ачинск", "нет"), stages("Канск", "есть")))
    applies = {name: cases[CaseKey("7", name)].applies for name in TOWNS}
    assert applies == {"Ачинск": "no", "Канск": "yes", "Туруханский район": "unknown"}


#: Item, the day as of which it asks, and its term: the document's own words.
ASKED = [
    ("8", "2016-07-31", "2016-08-04"),
    ("11", "2016-08-31", "2016-09-05"),
    ("14", "2016-09-30", "2016-10-05"),
    ("18", "2016-10-31", "2016-11-08"),
]


@pytest.mark.parametrize(("event", "asked", "term"), ASKED)
def test_an_answer_tells_of_the_day_that_the_plan_names(cycle: Cycle, event: str, asked: str, term: str):
    entries = recorded(cycle, told("Ачинск", term, event))
    assert str(entries[0].on) == asked
    as_known = fold(cycle, entries, as_of=date.fromisoformat(asked), known_on=date.fromisoformat(term))[
        CaseKey(event)
    ]
    assert [name for name, answer in as_known.answers.items() if answer] == ["Ачинск"]
    assert str(as_known.due) == term


@pytest.mark.parametrize(
    ("event", "asked", "day"), [("8", "31.07.2016", "2016-07-29"), ("18", "31.10.2016", "2016-10-28")]
)
def test_before_that_day_there_is_no_answer(cycle: Cycle, event: str, asked: str, day: str):
    with pytest.raises(RefusedError, match=f"how things stand on {asked}, and that day has not come"):
        recorded(cycle, told("Ачинск", day, event))


def letters(cycle: Cycle, day: str, event: str, *wishes: tuple[str, Wish]) -> dict[str, tuple[str, ...]]:
    """Return who is told of a survey on a day, each with those who are still to be asked."""
    case = fold(cycle, recorded(cycle, *wishes))[CaseKey(event)]
    said = {who.name: sayings(cycle, case, who, at(day)) for who in recipients(cycle, case)}
    return {name: one[0].line.unasked for name, one in said.items() if one}


def test_curators_are_reminded_of_a_survey_with_whom_they_are_still_to_ask(cycle: Cycle):
    """4 August 2016, a Thursday, is the last day of item 8."""
    found = letters(cycle, "2016-08-04", "8", *CURATORS, told("Ачинск", "2016-08-03"))
    assert found == {
        "Министерство": ("Канск", "Туруханский район"),
        "Белова Н. П.": ("Канск",),
        "Ли О.": ("Туруханский район",),
    }
    answers = (told(name, "2016-08-03") for name in TOWNS)
    assert letters(cycle, "2016-08-04", "8", *CURATORS, *answers) == {"Министерство": ()}


def of_day(about: str, day: str) -> tuple[str, Wish]:
    given = {"сделано": "стратегический анализ", "что мешает": "нет"}
    return "2016-08-03", Wish("8", "ответ", about, data=given, on=date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2016-07-29", "2016-08-02"])
def test_whose_answer_tells_of_another_day_is_still_to_be_asked_of_the_day_that_the_plan_names(
    cycle: Cycle, day: str
):
    found = letters(cycle, "2016-08-04", "8", *CURATORS, told("Ачинск", "2016-08-03"), of_day("Канск", day))
    assert found["Белова Н. П."] == ("Канск",)
    assert found["Министерство"] == ("Канск", "Туруханский район")


def test_a_later_answer_leaves_what_was_told_of_the_day_that_the_plan_names(cycle: Cycle):
    asked = (told("Канск", "2016-08-02"), of_day("Канск", "2016-08-03"))
    assert letters(cycle, "2016-08-04", "8", *CURATORS, *asked)["Белова Н. П."] == ("Ачинск",)


def test_a_survey_three_working_days_late_is_known_to_whoever_approved_the_plan(cycle: Cycle):
    """Due on Thursday, 4 August; 5, 8 and 9 August are working days."""
    assert "Министр" not in letters(cycle, "2016-08-08", "8", *CURATORS)
    assert letters(cycle, "2016-08-09", "8", *CURATORS)["Министр"] == TOWNS


def test_a_file_of_answers_is_refused_at_the_line_that_has_none(
    cli: Callable[..., Any], library: Path, tmp_path: Path
):
    people = "название;роль\nАчинск;ОМСУ\nКанск;ОМСУ\nМинистерство;министерство\n"
    (tmp_path / "who.csv").write_text(people)
    begun = cli(
        "start", library / "krasnoyarsk-2016.yaml", "--participants", "who.csv", "--now", "2016-06-01T09:00"
    )
    assert begun.status == 0, begun.err
    (tmp_path / "8.csv").write_text(
        "мероприятие;действие;участник;сделано;что мешает\n8;ответ;Ачинск;анализ;нет\n8;ответ;Канск;не опрошен;—\n"
    )
    refused = cli("record", "krasnoyarsk-2016", "--from", "8.csv", "--now", "2016-08-03T12:00")
    assert refused.status == 1
    assert "8.csv:3:1" in refused.err
    assert "“не опрошен” is no answer" in refused.err
    (tmp_path / "8.csv").write_text(
        "мероприятие;действие;участник;сделано;что мешает\n8;ответ;Ачинск;анализ;нет\n"
    )
    taken = cli("record", "krasnoyarsk-2016", "--from", "8.csv", "--now", "2016-08-03T12:00")
    assert (taken.status, taken.out.strip()) == (0, "Recorded as entry 5, as of 31.07.2016")
    given = ("--participant", "Канск", "--data", "сделано=анализ", "--data", "что мешает=нет")
    cli("record", "krasnoyarsk-2016", "8", "ответ", *given, "--on", "2016-08-02", "--now", "2016-08-03T12:00")
    counted = cli("sheet", "krasnoyarsk-2016", "8").out
    assert "Answered: 1 of 2\nof another day than 31.07.2016: Канск (02.08.2016)\n" in counted
