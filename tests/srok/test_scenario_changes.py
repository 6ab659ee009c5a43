"""A scenario drives agencies, reporting periods and rounds by the hour, and what changes the cycle itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from calendars import load_calendar
from calendars.errors import InputError
from calendars.saying import ENGLISH
from definitions import Definition, read_definition, read_scenario
from notifications.channels.memory import MemoryChannel
from srok.cli.material import material_of
from srok.gather import Post
from srok.scenario import Act, acts_of
from srok.simulate import play
from srok.store.database import Database
from srok.store.journal import entries_of
from workflow import CONTROL, Cycle, Participant, members_of

SKETCH = Path(__file__).parents[1] / "definitions" / "data" / "sketches" / "altai.yaml"
PLAN = (Path(__file__).parent / "data" / "life.yaml").read_text(encoding="utf-8")
TOWNS = ("Горно-Алтайск", "Майминский район")

HEAD = "сценарий: проба\nначинается: 2018-07-02\nкончается: 2018-12-28\nход:\n  - молчит: да\n"
HANDED_IN = "дата внесения: 2018-08-27, час внесения: '16:30', от МО: Иванов И.И., лист: лист.docx"
HANDED_IN_LATE = HANDED_IN.replace("16:30", "17:20")


@pytest.fixture(scope="module")
def altai() -> Definition:
    found = read_definition(SKETCH.read_bytes(), "altai.yaml")
    assert found.definition is not None
    return found.definition


@pytest.fixture
def read(altai: Definition) -> Callable[[str], Any]:
    members = [*(one.name for one in members_of(altai)), *TOWNS]
    return lambda text: read_scenario(text.encode(), "s.yaml", altai, members, CONTROL)


@pytest.fixture
def acts(altai: Definition, read: Callable[[str], Any]) -> Callable[[str], list[Act]]:
    """What happens by a course below a rule of silence for all."""

    def written(course: str) -> list[Act]:
        found = read(HEAD + course)
        assert found.scenario is not None, [str(problem.message) for problem in found.problems]
        members = (*members_of(altai), *(Participant(name, "муниципалитет") for name in TOWNS))
        return acts_of(
            found.scenario, Cycle("a", altai, load_calendar(), members, found.scenario.starts), "s.yaml"
        )

    return written


# Rows by agency and period ---------------------------------------------------------------------------------


def test_a_rule_may_be_about_agencies_and_periods(acts: Callable[[str], list[Act]]) -> None:
    found = acts(
        '  - {мероприятия: ["7"], ведомства: [минтруд, минздрав], периоды: 6 месяцев, шаги: [{день: 2018-08-27, '
        f"сведения: {{{HANDED_IN}}}}}]}}\n"
        f'  - {{мероприятия: ["7"], участники: [{TOWNS[1]}], ведомства: минздрав, молчит: да}}\n'
    )
    assert [(act.wish.participant, act.wish.agency, act.wish.period) for act in found] == [
        (TOWNS[0], "минтруд", "2018-6M"),
        (TOWNS[0], "минздрав", "2018-6M"),
        (TOWNS[1], "минтруд", "2018-6M"),
    ]


def test_who_has_rows_of_its_own_is_an_agency_too(acts: Callable[[str], list[Act]]) -> None:
    found = acts(
        '  - {мероприятия: ["7"], ведомства: минтруд, периоды: 6 месяцев, шаги: [{день: 2018-08-27, '
        f"сведения: {{{HANDED_IN}}}}}]}}\n"
        '  - {мероприятия: ["7-записка"], ведомства: минтруд, шаги: [{день: 2018-09-03}]}\n'
    )
    notes = [act.wish for act in found if act.wish.event == "7-записка"]
    assert [(wish.participant, wish.period) for wish in notes] == [("минтруд", "2018-6M")]


def test_rounds_go_act_by_act_with_hours_and_whoever_does_them(acts: Callable[[str], list[Act]]) -> None:
    found = acts(
        '  - мероприятия: ["7"]\n    участники: Горно-Алтайск\n    ведомства: минтруд\n    периоды: год\n    шаги:\n'
        f"      - {{день: 2018-08-27, час: 16-30, сведения: {{{HANDED_IN}}}}}\n"
        "      - {действие: вернуть, рабочих дней: 1, час: 11-00, кто: минтруд, "
        "сведения: {строки: 4.2, комментарий: нет}}\n"
        f"      - {{действие: внести, рабочих дней: 1, час: 17-20, сведения: {{{HANDED_IN_LATE}}}}}\n"
    )
    told = [
        (act.wish.trigger, f"{act.wish.on:%d.%m}", f"{act.wish.at:%H:%M}", act.wish.actor) for act in found
    ]
    assert told == [
        ("внести", "27.08", "16:30", TOWNS[0]),
        ("вернуть", "28.08", "11:00", "минтруд"),
        ("внести", "29.08", "17:20", TOWNS[0]),
    ]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("  - {ведомства: [минтрут], молчит: да}", "6:18", "did you mean “минтруд”?"),
        ('  - {мероприятия: ["7"], периоды: [квартал], молчит: да}', "6:36", "unknown reporting period “квартал”"),
        ('  - {мероприятия: ["9"], периоды: [год], молчит: да}', "6:36", "none is known here"),
        ('  - {мероприятия: ["9"], шаги: [{день: 2018-09-03, час: 25-00}]}', "6:57", "not a time of day"),
        ("изменения: [{день: 2018-09-03, основание: акт}]", "6:13", "a change is exactly one of these"),
        ("изменения: [{день: 2018-09-03, основание: акт, описание: б.yaml, календарь: ru}]", "6:13", "exactly one"),
        ("изменения: [{день: 2018-09-03, календарь: ru}]", "6:13", "“основание” is missing"),
        ("изменения: [{день: 2019-09-03, основание: акт, календарь: ru}]", "6:13", "03.09.2019 is not a day of"),
        ("изменения: [{день: 2018-09-03, основание: акт, выходит: Чемал}]", "6:57", "unknown participant “Чемал”"),
        ("изменения: [{день: 2018-09-03, основание: акт, вливается в: минтруд, календарь: ru}]", "6:13",
         "“вливается в” needs “выходит” beside it"),
        ("изменения: [{день: 2018-09-03, основание: акт, вступает: {роль: муниципалитет}}]", "6:13",
         "say what the participant who joins is called"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_with_its_place(
    read: Callable[[str], Any], text: str, place: str, words: str
) -> None:
    (problem,) = read(HEAD + text + "\n").problems
    assert f"{problem.line}:{problem.column}" == place
    assert words in str(problem.message)


def test_who_joins_may_be_named_by_the_rules(read: Callable[[str], Any]) -> None:
    joins = (
        "изменения: [{день: 2018-09-03, основание: акт, вступает: {название: Чемал, роль: муниципалитет}}]\n"
    )
    assert read(HEAD + "  - {участники: [Чемал], молчит: да}\n" + joins).problems == ()


# Changes of the cycle --------------------------------------------------------------------------------------

CHANGED = """
сценарий: С изменениями
начинается: 2016-09-01
кончается: 2016-10-31
изменения:
  - {день: 2016-09-12, основание: приказ № 2, описание: новая.yaml, записано через: 1}
  - {день: 2016-09-14, основание: приказ № 3, календарь: ru+ru-ta}
  - {день: 2016-09-19, основание: закон № 4, вступает: {название: Вилюй, роль: ОМСУ, почта: viluy@example.org}}
  - {день: 2016-09-22, основание: закон № 5, выходит: Бор, вливается в: Ачинск}
ход:
  - шаги: [{до срока: 1}]
  - {мероприятия: ["3"], участники: [Ачинск, Бор], шаги: [{день: 2016-09-09}]}
  - {мероприятия: ["5"], молчит: да}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "план.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "новая.yaml").write_text(
        PLAN.replace("30 сентября 2016 г.", "14 октября 2016 г."), encoding="utf-8"
    )
    people = (
        "название;роль;почта\nАчинск;ОМСУ;achinsk@example.org\nБор;ОМСУ;bor@example.org\nмин;министерство;\n"
    )
    (tmp_path / "план.participants.csv").write_text(people, encoding="utf-8")
    (tmp_path / "план.scenario.yaml").write_text(CHANGED, encoding="utf-8")
    return tmp_path


def played(folder: Path, name: str) -> tuple[list[Any], list[tuple[str, bytes]]]:
    """Play the scenario on a database of that name; return the journal and the letters."""
    database, channel = Database(f"sqlite:///{folder / name}"), MemoryChannel()
    material = material_of(folder / "план.yaml")
    play(database, material, Post(lambda: channel, "srok@example.org", "", ENGLISH))
    with database.read() as session:
        entries = list(entries_of(session, "small-2016"))
    database.close()
    return entries, [(letter.recipient, letter.message) for letter in channel.sent]


def test_what_changes_the_cycle_happens_on_its_day(folder: Path) -> None:
    entries, _ = played(folder, "srok.db")
    changes = [
        one for one in entries if one.kind in ("amend", "calendar", "leave") or (one.basis and not one.case)
    ]
    assert [(one.kind, f"{one.on:%d.%m}", f"{one.recorded_at:%d.%m}") for one in changes] == [
        ("amend", "12.09", "13.09"),
        ("calendar", "14.09", "14.09"),
        ("join", "19.09", "19.09"),
        ("leave", "22.09", "22.09"),
    ]
    done = {str(one.case): f"{one.on:%d.%m}" for one in entries if one.case}
    assert done["6 / Ачинск"] == "13.10"  # a day before the 14th of the new wording, not before the 30th
    assert done["6 / Вилюй"] == "13.10"
    assert done["3 / Бор"] == "09.09"
    assert "6 / Бор" not in done  # off the plan since the 22nd
    assert "1 / Вилюй" not in done


def test_what_happens_on_the_day_of_a_change_goes_by_it_as_the_scenario_is_read(folder: Path) -> None:
    """A change is recorded at two in the afternoon, acts at three: the second change of all, before the first act."""
    asked = PLAN.replace(
        "в: на рассмотрении, кто: ОМСУ}", "в: на рассмотрении, кто: ОМСУ, указать: [листов]}"
    )
    assert asked != PLAN
    (folder / "новая.yaml").write_text(asked, encoding="utf-8")
    (folder / "план.scenario.yaml").write_text(
        "сценарий: проба\nначинается: 2016-09-01\nкончается: 2016-10-31\nизменения:\n"
        "  - {день: 2016-09-05, основание: приказ № 2, календарь: ru+ru-ta}\n"
        "  - {день: 2016-09-12, основание: приказ № 3, описание: новая.yaml}\n"
        'ход:\n  - молчит: да\n  - {мероприятия: ["3"], участники: Ачинск, шаги: [{день: 2016-09-12}]}\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError) as refused:
        material_of(folder / "план.yaml")
    (problem,) = refused.value.problems
    assert (problem.line, "needs: листов" in str(problem.message)) == (9, True)


def test_the_same_scenario_gives_the_same_journal_and_letters_byte_for_byte(folder: Path) -> None:
    one, other = played(folder, "one.db"), played(folder, "other.db")
    assert one == other
    assert len(one[1]) > 5


def test_a_new_wording_that_is_not_there_is_told(folder: Path, cli: Callable[..., Any]) -> None:
    (folder / "новая.yaml").unlink()
    done = cli("simulate", folder / "план.yaml")
    assert done.status != 0
    assert "новая.yaml" in done.err


def test_who_joins_with_a_role_that_is_not_there_is_told_with_the_place(
    folder: Path, cli: Callable[..., Any]
) -> None:
    scenario = folder / "план.scenario.yaml"
    scenario.write_text(CHANGED.replace("Вилюй, роль: ОМСУ", "Вилюй, роль: ОМСЯ"), encoding="utf-8")
    done = cli("check", scenario)
    assert done.status == 1
    assert f"{scenario}:8:5" in done.err
    assert "unknown role “ОМСЯ”" in done.err


LATER = """
  - {№: "7", мероприятие: Доклад, ответственный: министерство, срок: "17 октября 2016 г.", порядок: доклад}
"""
REPORTED = """\
  доклад:
    начало: готовится
    состояния: {готовится: {}, представлен: {срок исполнен: да, конец: да}}
    действия: {представить: {из: готовится, в: представлен}}
"""


@pytest.fixture
def with_a_report(folder: Path) -> Path:
    """The new wording has an item 7 of its own, with a flow of its own."""
    text = (folder / "новая.yaml").read_text(encoding="utf-8").rstrip("\n")
    head, flows = text.split("порядки:\n", 1)
    (folder / "новая.yaml").write_text(f"{head}порядки:\n{REPORTED}{flows}{LATER}", encoding="utf-8")
    return folder


def test_what_only_a_later_wording_has_may_be_named(with_a_report: Path) -> None:
    rule = '  - {мероприятия: ["7"], шаги: [{действие: представить, до срока: 2}]}\n'
    (with_a_report / "план.scenario.yaml").write_text(CHANGED + rule, encoding="utf-8")
    entries, _ = played(with_a_report, "srok.db")
    # Two working days before Monday, the 17th.
    assert [(one.trigger, f"{one.on:%d.%m}") for one in entries if one.case and one.case.event == "7"] == [
        ("представить", "13.10")
    ]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ('{мероприятия: ["8"], молчит: да}', "unknown event “8”"),
        ('{мероприятия: ["7"], шаги: [{действие: доложить, до срока: 2}]}', "unknown action “доложить”"),
    ],
)
def test_what_no_wording_has_is_still_told(
    with_a_report: Path, cli: Callable[..., Any], rule: str, words: str
) -> None:
    (with_a_report / "план.scenario.yaml").write_text(f"{CHANGED}  - {rule}\n", encoding="utf-8")
    done = cli("check", with_a_report / "план.scenario.yaml")
    assert done.status == 1
    assert words in done.err
