"""A scenario says who does what when; what it cannot say is refused with its place."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from calendars import load_calendar
from calendars.errors import InputError
from definitions import Definition, read_scenario
from srok.scenario import Act, acts_of
from workflow import CONTROL, Cycle, Participant

Acts = Callable[[str], list[Act]]

HEAD = "сценарий: проба\nначинается: 2016-08-25\nкончается: 2017-01-31\nход:\n"


@pytest.fixture
def problems(definition: Definition, participants: Sequence[Participant]) -> Callable[[str], list[str]]:
    def found(text: str) -> list[str]:
        names = [member.name for member in participants]
        return [
            str(one.line) + ":" + str(one.column) + " " + str(one.message)
            for one in read_scenario(text.encode(), "s.yaml", definition, names, CONTROL).problems
        ]

    return found


@pytest.fixture
def acts(definition: Definition, participants: Sequence[Participant]) -> Acts:
    """What happens by a course, written below the usual head."""

    def written(course: str) -> list[Act]:
        names = [member.name for member in participants]
        read = read_scenario((HEAD + course).encode(), "s.yaml", definition, names, CONTROL)
        assert read.scenario is not None, read.problems
        cycle = Cycle("small", definition, load_calendar(), tuple(participants), read.scenario.starts)
        return acts_of(read.scenario, cycle, "s.yaml")

    return written


def told(act: Act) -> tuple[str, str, str, str]:
    """Who did what on which day, and the day on which it is recorded."""
    wish = act.wish
    return wish.participant, wish.trigger, f"{wish.on:%d.%m}", f"{act.at:%d.%m}"


@pytest.mark.parametrize(
    ("course", "place", "words"),
    [
        ('  - {мероприятия: ["77"], молчит: да}', "5:21", "unknown event “77”"),
        ("  - {участники: [Ачинс], молчит: да}", "5:18", "did you mean “Ачинск”?"),
        ('  - {мероприятия: ["10"], шаги: [{действие: напрвить, до срока: 1}]}', "5:45", "did you mean “направить”?"),
        ('  - {мероприятия: ["5"], шаги: [{действие: вернуть, до срока: 1}]}', "5:44", "unknown action “вернуть”"),
        ('  - {мероприятия: ["5"], шаги: [{до срока: 1, после срока: 2}]}', "5:33", "exactly one of these ways"),
        ('  - {мероприятия: ["5"], шаги: [{пояснение: так}]}', "5:33", "exactly one of these ways"),
        ('  - {мероприятия: ["5"], шаги: [{после: "77"}]}', "5:42", "unknown event “77”"),
        ('  - {мероприятия: ["5"], шаги: [{до срока: два}]}', "5:44", "“два” is not a whole number"),
        ('  - {мероприятия: ["5"], шаги: [{день: 2016-02-30}]}', "5:40", "not a date of the calendar"),
        ('  - {мероприятия: ["5"]}', "5:5", "either “шаги” or “молчит”"),
        ('  - {мероприятия: ["5"], молчит: да, шаги: [{до срока: 1}]}', "5:5", "either “шаги” or “молчит”"),
        ('  - {мероприятия: ["5"], молчок: да}', "5:26", "did you mean “молчит”?"),
        ("  - {один из: 0, молчит: да}", "5:15", "from 1 on"),
        ("  - {шаги: {до срока: 1}}", "5:12", "a list is expected"),
        ('  - {мероприятия: ["10"], шаги: [{после: "19"}]}\n  - {мероприятия: ["19"], шаги: [{после: "10"}]}',
         "1:1", "these events wait for each other"),
    ],
)  # fmt: skip
def test_what_a_scenario_cannot_say_is_told_with_its_place(
    problems: Callable[[str], list[str]], course: str, place: str, words: str
) -> None:
    (problem,) = problems(HEAD + course)
    assert problem.startswith(place + " ")
    assert words in problem


def test_every_problem_is_told_at_once(problems: Callable[[str], list[str]]) -> None:
    found = problems(HEAD + '  - {мероприятия: ["77"], молчит: да}\n  - {участники: [Ур], молчит: да}')
    assert [problem.split()[0] for problem in found] == ["5:21", "6:18"]


def test_a_scenario_that_ends_before_it_starts_is_refused(problems: Callable[[str], list[str]]) -> None:
    text = "scenario: x\nstarts: 2016-08-25\nends: 2016-08-25\ncourse: [{silent: yes}]"
    assert ["ends before it starts" in problem for problem in problems(text)] == [True]


def test_the_last_rule_that_fits_counts(acts: Acts) -> None:
    found = acts(
        '  - {мероприятия: ["10"], шаги: [{до срока: 2}]}\n'
        '  - {мероприятия: ["10"], участники: [Бор], шаги: [{после срока: 1}]}\n'
        '  - {мероприятия: ["10"], участники: [Вилюй], молчит: да}\n'
    )
    assert [told(act) for act in found] == [
        ("Ачинск", "направить", "13.09", "13.09"),
        ("Глухой", "направить", "13.09", "13.09"),
        ("Бор", "направить", "16.09", "16.09"),
    ]


def test_before_a_due_date_that_is_a_day_off_counts_from_the_last_working_day(acts: Acts) -> None:
    (act,) = acts('  - {мероприятия: ["5"], шаги: [{до срока: 0, сведения: {отстающие: нет}}]}')
    assert act.wish.on == date(2016, 9, 9)
    acts_of_19 = acts('  - {мероприятия: ["19"], участники: [Бор], шаги: [{до срока: 0}]}')
    assert acts_of_19[0].wish.on == date(2016, 11, 21)  # the 20th is a Sunday: due on the 21st


def test_what_is_given_may_name_its_day_and_whose_it_is(acts: Acts) -> None:
    (act,) = acts(
        '  - {мероприятия: ["10"], участники: [Бор], шаги: '
        '[{до срока: 1, реквизиты: "исх. {день}", сведения: {письмо: "№ 7 от {день}", кто: "глава ({участник})"}}]}'
    )
    assert act.wish.ref == "исх. 14.09.2016"
    assert act.wish.data == {"письмо": "№ 7 от 14.09.2016", "кто": "глава (Бор)"}


def test_one_in_so_many_counts_in_the_order_of_the_file(acts: Acts) -> None:
    found = acts('  - {мероприятия: ["10"], один из: 2, начиная с: 2, шаги: [{до срока: 2}]}')
    assert [act.wish.participant for act in found] == ["Бор", "Глухой"]


def test_an_act_can_be_recorded_later_than_it_happened(acts: Acts) -> None:
    (act,) = acts('  - {мероприятия: ["10"], участники: [Бор], шаги: [{до срока: 1, записано через: 5}]}')
    assert told(act) == ("Бор", "направить", "14.09", "21.09")


def test_a_correction_names_the_entry_that_it_corrects(acts: Acts) -> None:
    wrong, right = acts(
        '  - {мероприятия: ["10"], участники: [Бор], шаги: '
        "[{после срока: 3, исправление: {рабочих дней: 5, раньше на: 4}}]}"
    )
    assert (told(wrong)[2:], told(right)[2:]) == (("20.09", "20.09"), ("14.09", "27.09"))
    assert (wrong.corrects, right.corrects) == ("", wrong.wish.key)


def test_steps_follow_each_other(acts: Acts) -> None:
    found = acts(
        '  - {мероприятия: ["10"], участники: [Бор], шаги: [{до срока: 5}, '
        "{действие: вернуть, рабочих дней: 2, сведения: {замечания: нет подписи}}, "
        "{действие: направить, рабочих дней: 3}]}"
    )
    assert [told(act)[1:3] for act in found] == [
        ("направить", "08.09"),
        ("вернуть", "12.09"),
        ("направить", "15.09"),
    ]
    assert [act.wish.actor for act in found] == ["Бор", "министерство", "Бор"]


def test_a_review_follows_what_it_reviews_and_stays_away_where_that_never_came(acts: Acts) -> None:
    found = acts(
        '  - {мероприятия: ["10"], шаги: [{день: 2016-09-12}]}\n'
        '  - {мероприятия: ["10"], участники: [Бор, Глухой], молчит: да}\n'
        '  - {мероприятия: ["12"], шаги: [{после: "10", рабочих дней: 3}]}\n'
        '  - {мероприятия: ["12"], участники: [Глухой], шаги: [{день: 2016-09-30}]}\n'
    )
    reviews = [told(act)[::2] for act in found if act.wish.event == "12"]
    assert reviews == [("Ачинск", "15.09"), ("Вилюй", "15.09")]


def test_a_review_is_recorded_no_earlier_than_what_it_reviews(acts: Acts) -> None:
    found = acts(
        '  - {мероприятия: ["10"], участники: [Бор], шаги: [{день: 2016-09-12, записано через: 10}]}\n'
        '  - {мероприятия: ["12"], участники: [Бор], шаги: [{после: "10", рабочих дней: 3}]}\n'
    )
    assert [told(act)[2:] for act in found] == [("12.09", "26.09"), ("15.09", "26.09")]


def test_only_those_named_act_where_an_event_is_only_for_them(acts: Acts) -> None:
    found = acts(
        '  - {мероприятия: ["5"], шаги: [{до срока: 0, сведения: {отстающие: [Бор, Вилюй]}}]}\n'
        '  - {мероприятия: ["7"], шаги: [{до срока: 1}]}\n'
    )
    assert [act.wish.participant for act in found] == ["", "Бор", "Вилюй"]


def test_a_date_that_is_set_is_counted_from(acts: Acts) -> None:
    found = acts(
        '  - {мероприятия: ["26"], участники: [Бор], шаги: [{действие: назначить срок, день: 2016-10-03, '
        "срок: 2016-11-10, основание: приказ № 1}, {действие: исполнить, до срока: 3}]}"
    )
    assert [told(act)[1:3] for act in found] == [("назначить срок", "03.10"), ("исполнить", "07.11")]


def test_what_would_happen_after_the_end_does_not_happen(acts: Acts) -> None:
    assert acts('  - {мероприятия: ["19"], участники: [Бор], шаги: [{после срока: 90}]}') == []


def test_a_spread_differs_between_cases_and_never_between_runs(acts: Acts) -> None:
    course = '  - {шаги: [{до срока: 9, разброс: 9}]}\n  - {мероприятия: ["5", "1"], молчит: да}'
    first = [told(act) for act in acts(course)]
    assert first == [told(act) for act in acts(course)]
    assert len({day for _, _, day, _ in first}) > 3


def test_an_act_that_the_cycle_would_refuse_is_told_with_its_place(acts: Acts) -> None:
    with pytest.raises(InputError) as caught:
        acts('  - {мероприятия: ["5"], шаги: [{до срока: 1}]}')
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column) == ("s.yaml", 5, 33)
    assert "отстающие" in str(problem.message)
