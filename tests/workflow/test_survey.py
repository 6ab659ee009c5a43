"""A survey: one answer a municipality inside one case of the ministry, and “not asked” for those without one.

Items 5, 7 and 8 of the Krasnoyarsk plan: item 8 reports the state of affairs of 31 July 2016 by 4 August.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calendars.errors import RefusedError
from definitions import Definition, Survey, read_definition
from workflow import Case, CaseKey, Cycle, Entry, Participant, Wish, admit, fold, outlived
from workflow.survey import check_answered

SKETCH = Path(__file__).parents[1] / "definitions" / "data" / "sketches" / "krasnoyarsk.yaml"
SURVEY = CaseKey("8")
NOT_ASKED = ("Богучанский район", "Туруханский район")


@pytest.fixture(scope="module")
def plan() -> Definition:
    read = read_definition(SKETCH.read_bytes(), "krasnoyarsk.yaml")
    assert read.definition is not None
    return read.definition


@pytest.fixture(scope="module")
def cycle(plan: Definition, municipalities: Callable[[Definition], Cycle]) -> Cycle:
    started = municipalities(plan)
    return replace(
        started, participants=(*started.participants, Participant("Минэкономразвития", "министерство"))
    )


@pytest.fixture
def record(cycle: Cycle, moment: Callable[[str], Any]) -> Callable[..., list[Entry]]:
    """Admit wishes, each recorded at noon of the day that stands before it."""

    def admitted(*wishes: tuple[str, Wish], of: Cycle = cycle) -> list[Entry]:
        entries: list[Entry] = []
        for now, wish in wishes:
            entries.append(admit(of, entries, wish, len(entries) + 1, moment(now)))
        return entries

    return admitted


def answer(
    name: str, on: str = "2016-07-31", ready: str = "разделы 1 и 2", event: str = "8", **more: str
) -> Wish:
    data = {"готовность разделов": ready, "что мешает": more.pop("hinders", "нет")}
    return Wish(event, "ответ", name, date.fromisoformat(on), data=data, **more)


def stages(name: str, left: str) -> Wish:
    """An answer of item 5: which stages are not done yet."""
    return Wish("5", "ответ", name, date(2016, 6, 29), data={"невыполненные этапы": left})


def survey(cycle: Cycle, entries: list[Entry], **when: date) -> Case:
    return fold(cycle, entries, **when)[SURVEY]


# The worked case -----------------------------------------------------------------------------------------


def test_61_are_asked_about_in_one_case(cycle: Cycle):
    case = survey(cycle, [])
    assert len(case.answers) == 61
    assert set(case.answers.values()) == {None}
    assert [key for key in cycle.keys if key.event == "8"] == [SURVEY]


def test_who_was_not_asked_is_not_taken_for_well(cycle: Cycle, record: Callable[..., list[Entry]]):
    """59 answers about 31 July come on 3 and 4 August; the ministry reports on the 4th, two have not been asked."""
    names = [name for name in survey(cycle, []).answers if name not in NOT_ASKED]
    assert len(names) == 59
    calls = [
        ("2016-08-03" if number < 30 else "2016-08-04", answer(name)) for number, name in enumerate(names)
    ]
    entries = record(*calls, ("2016-08-04", Wish("8", "исполнить")))
    case = survey(cycle, entries)
    assert str(case.actual) == "2016-08-04"
    assert [name for name, given in case.answers.items() if given is None] == list(NOT_ASKED)
    # As of 31 July, known on the day before the report: the calls of that day alone.
    before = survey(cycle, entries, as_of=date(2016, 7, 31), known_on=date(2016, 8, 3))
    assert sum(given is not None for given in before.answers.values()) == 30
    known = survey(cycle, entries, as_of=date(2016, 7, 31), known_on=date(2016, 8, 4))
    assert sum(given is not None for given in known.answers.values()) == 59
    assert known.actual is None  # what the ministry did on 4 August had not happened by 31 July
    assert not any(survey(cycle, entries, as_of=date(2016, 7, 30)).answers.values())


def test_a_later_answer_replaces_an_earlier_one_and_both_stay_readable(
    cycle: Cycle, record: Callable[..., list[Entry]]
):
    entries = record(
        ("2016-08-02", answer("Ачинск", ready="раздел 1", actor="Петрова П.П.")),
        ("2016-08-04", answer("Ачинск", "2016-08-03", ready="разделы 1-3")),
        ("2016-08-04", answer("Канск", "2016-07-30")),
        ("2016-08-05", answer("Канск", "2016-07-29", ready="ничего")),  # told later, about an earlier day
    )
    now = survey(cycle, entries).answers
    assert (now["Ачинск"].data["готовность разделов"], now["Ачинск"].entry) == ("разделы 1-3", 2)
    assert (now["Канск"].data["готовность разделов"], now["Канск"].entry) == ("разделы 1 и 2", 3)
    then = survey(cycle, entries, as_of=date(2016, 7, 31), known_on=date(2016, 8, 4)).answers
    assert (then["Ачинск"].data["готовность разделов"], then["Ачинск"].actor) == ("раздел 1", "Петрова П.П.")
    assert [entry.row for entry in entries] == ["Ачинск", "Ачинск", "Канск", "Канск"]


def test_an_answer_is_corrected_and_withdrawn(cycle: Cycle, record: Callable[..., list[Entry]]):
    entries = record(
        ("2016-08-02", answer("Ачинск", ready="раздел 1")),
        ("2016-08-02", answer("Канск")),
        ("2016-08-03", replace(answer("Ачинск", ready="раздел 2"), corrects=1)),
        ("2016-08-03", Wish("8", "отозвать", corrects=2)),
    )
    found = survey(cycle, entries).answers
    assert found["Ачинск"].data["готовность разделов"] == "раздел 2"
    assert found["Канск"] is None


def test_answers_come_after_the_report_too(cycle: Cycle, record: Callable[..., list[Entry]]):
    entries = record(("2016-08-04", Wish("8", "исполнить")), ("2016-08-05", answer("Ачинск")))
    found = survey(cycle, entries)
    assert found.answers["Ачинск"] is not None
    assert found.conflicts == ()


# What is refused -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (answer("Ачинcк"), ("unknown participant “Ачинcк”", "did you mean “Ачинск”")),
        (answer(""), ("say whom the answer is about (--participant)",)),
        (answer("Ачинск", hinders=""), ("about Ачинск does not say: что мешает", "leave the line out")),
        (answer("Ачинск", actor="Минэкономразвития"), ("may not do “ответ” here; those who may: куратор",)),
        (answer("", event="13"), ("event 13 is no survey",)),
        (Wish("8", "исполнить", "Ачинск"), ("event 8 is one for all",)),
        (Wish("8", "исполнить", row="Ачинск"), ("no row “Ачинск”", "this case has none")),
    ],
)
def test_what_does_not_fit_is_refused(record: Callable[..., list[Entry]], wish: Wish, words: tuple[str, ...]):
    with pytest.raises(RefusedError) as error:
        record(("2016-08-04", wish))
    for word in words:
        assert word in str(error.value)


def test_whoever_answers_for_itself_answers_for_nobody_else(
    cycle: Cycle, plan: Definition, record: Callable[..., list[Entry]]
):
    events = tuple(
        replace(one, survey=replace(one.survey, filled_by="ОМСУ")) if one.number == "8" else one
        for one in plan.events
    )
    own = replace(cycle, definition=replace(plan, events=events))
    assert record(("2016-08-04", answer("Ачинск", actor="Ачинск")), of=own)
    with pytest.raises(RefusedError, match="“Канск” answers for itself alone"):
        record(("2016-08-04", answer("Ачинск", actor="Канск")), of=own)


@pytest.mark.parametrize(
    "said",
    [
        *("—", "-", "–", " - ", "...", "?"),
        *("не опрошен", "Не опрошен.", "НЕ ОПРОШЕНА", "не опрошен (не дозвонились)", "не опрошены, отпуск"),
        *(
            "н/д",
            "Н/Д",
            "н.д.",
            "нет данных",
            "не дозвонились",
            "Не дозвонился.",
            "не ответили",
            "нет ответа",
        ),
    ],
)
def test_what_stands_for_no_answer_is_none(record: Callable[..., list[Entry]], said: str):
    """Taken as an answer, it would make the silent look asked, and item 7 needless or due."""
    with pytest.raises(RefusedError) as error:
        record(("2016-08-04", answer("Ачинск", hinders=said)))
    assert f"“{said.strip()}” is no answer" in str(error.value)
    assert "record nothing at all (in a file, leave the line out): “не опрошен”" in str(error.value)


CHOOSING = Survey("ОМСУ", "куратор", {"невыполненные этапы": ("есть", "нет")}, "не опрошен")


@pytest.mark.parametrize(
    ("said", "end"),
    [
        *((said, "есть, нет; about whoever has not") for said in ("не опрошен", "нет данных", "-", "н/д")),
        *((said, "есть, нет$") for said in ("всё выполнено", "да", "есть два")),
    ],
)
def test_of_words_to_choose_from_no_other_is_an_answer(said: str, end: str):
    """«Нет данных» would else name a municipality behind, and «всё выполнено» too; of the unasked only it tells."""
    with pytest.raises(RefusedError, match=f"none of the answers to choose from: {end}"):
        check_answered(CHOOSING, "Ачинск", {"невыполненные этапы": said})


@pytest.mark.parametrize("said", ["есть", "Есть", "НЕТ"])
def test_a_capital_letter_makes_no_other_answer_of_it(
    cycle: Cycle, plan: Definition, record: Callable[..., list[Entry]], said: str
):
    events = tuple(replace(one, survey=CHOOSING) if one.number == "5" else one for one in plan.events)
    chosen = replace(cycle, definition=replace(plan, events=events))
    (entry,) = record(("2016-06-29", stages("Ачинск", said)), of=chosen)
    assert entry.data == {"невыполненные этапы": said.lower()}


@pytest.mark.parametrize(
    "said",
    [
        "нет",
        "0",
        "не опрошены жители",
        "не опрошенные жители",
        "нет - всё идёт",
        "не отвечает требованиям раздел 1",
    ],
)
def test_words_that_only_begin_alike_are_an_answer(record: Callable[..., list[Entry]], said: str):
    assert record(("2016-08-04", answer("Ачинск", hinders=said)))


# What an answer decides ----------------------------------------------------------------------------------


@pytest.mark.parametrize("nothing", ["нет", "Нет.", "0"])
def test_item_7_is_for_those_that_item_5_found_behind(
    cycle: Cycle, record: Callable[..., list[Entry]], nothing: str
):
    entries = record(
        ("2016-06-29", stages("Ачинск", "нет рабочей группы")),
        ("2016-06-29", stages("Канск", nothing)),
        ("2016-06-30", Wish("5", "исполнить")),
    )
    cases = fold(cycle, entries)
    found = {name: cases[CaseKey("7", name)].applies for name in ("Ачинск", "Канск", "Норильск")}
    assert found == {"Ачинск": "yes", "Канск": "no", "Норильск": "unknown"}


def test_nothing_is_recorded_of_item_7_for_whom_nobody_was_asked_about(record: Callable[..., list[Entry]]):
    with pytest.raises(RefusedError, match="it is not known yet whether this case applies"):
        record(("2016-07-20", Wish("7", "исполнить", "Норильск")))


# Who writes answers down ---------------------------------------------------------------------------------


def appointed(who: str, town: str) -> tuple[str, Wish]:
    given = {"роль": "куратор", "для": town, "кто": who, "почта": "k@example.org"}
    return "2016-06-28", Wish("4", "назначить", data=given)


def test_a_curator_writes_down_what_his_own_municipalities_answer(
    cycle: Cycle, record: Callable[..., list[Entry]]
):
    first = (appointed("Петрова П.П.", "Ачинск"), appointed("Сидоров С.С.", "Канск"))
    told = answer("Ачинск", actor="Петрова П.П.")
    found = survey(cycle, record(*first, ("2016-08-04", told))).answers["Ачинск"]
    assert found is not None
    assert found.actor == "Петрова П.П."
    with pytest.raises(RefusedError, match=r"“Петрова П\.П\.” answers for Ачинск alone"):
        record(*first, ("2016-08-04", answer("Канск", actor="Петрова П.П.")))


def test_an_answer_of_an_earlier_day_than_the_one_that_stands_is_said_to_change_nothing(cycle: Cycle, record):
    first, late = record(("2016-08-01", answer("Ачинск")), ("2016-08-02", answer("Ачинск", on="2016-07-15")))
    answers = survey(cycle, [first, late]).answers
    (told,) = outlived(late, answers)
    assert str(told) == (
        "about Ачинск the answer of 31.07.2016 stands (entry 1): this one, of an earlier day, changes nothing"
    )
    assert list(outlived(first, answers)) == []
