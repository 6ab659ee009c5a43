"""What a definition says of its reports is read in both languages, and what does not fit is told at its place."""

from collections.abc import Callable

import pytest

from definitions import Read, ReportColumn, ReportForm, ReportLine

PLAN = """цикл: пилоты
название: Пилоты
календарь: ru
часовой пояс: Europe/Moscow
правила: {перенос: {даты: не переносить, окна: не переносить, решил: мы}}
роли: {регион: {каждый: да}}
общие порядки: исполнение
мероприятия:
  - {№: "1", мероприятие: Акт, ответственный: регион, для каждого: регион, срок: не установлен, порядок: исполнение,
     указать: {акт: номер и дата}}
отчёты:
  итоги:
    название: Итоги квартала
    только: срок назначен
    строки: [{№: "1", название: Акты, мероприятия: "1"}, {название: "в том числе:"}]
    столбцы: {№ п/п: номер, Что: название, В срок: {сколько: [срок наступил, в срок]}, Ждут: {сколько: ожидается}}
  регионы:
    для каждого: регион
    столбцы: {Регион: участник, Акт: {мероприятие: "1", сведения: акт}}
    по первой дате: да
"""


def test_it_is_read(read: Callable[[str], Read]):
    found = read(PLAN)
    assert found.problems == ()
    assert found.definition is not None
    assert found.definition.reports == (
        ReportForm(
            "итоги",
            title="Итоги квартала",
            only=("dated",),
            lines=(ReportLine("Акты", "1", ("1",)), ReportLine("в том числе:")),
            columns=(
                ReportColumn("№ п/п", show="item"),
                ReportColumn("Что", show="title"),
                ReportColumn("В срок", count=("come", "in_time")),
                ReportColumn("Ждут", count=("ожидается",)),
            ),
        ),
        ReportForm(
            "регионы",
            for_each="регион",
            by_first_date=True,
            columns=(
                ReportColumn("Регион", show="participant"),
                ReportColumn("Акт", events=("1",), data="акт"),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        (
            "    для каждого: регион\n    столбцы",
            "    столбцы",
            17,
            "say of this report in one of the keys what its rows are: мероприятия, для каждого, строки",
        ),
        (
            "    для каждого: регион\n    столбцы",
            '    для каждого: регион\n    мероприятия: "1"\n    столбцы',
            17,
            "say of this report in one of the keys what its rows are: мероприятия, для каждого, строки",
        ),
        ("для каждого: регион\n", "для каждого: район\n", 18, "unknown role “район”; known here: регион"),
        ('мероприятия: "1"}', 'мероприятия: "2"}', 15, "unknown event “2”; known here: 1"),
        ('{мероприятие: "1", с', '{мероприятие: "3", с', 19, "unknown event “3”; known here: 1"),
        ("сведения: акт}", "сведения: акты}", 19, "unknown column “акты”; did you mean “акт”?"),
        (
            "сведения: акт}",
            "сведения: акт, показать: исполнено}",
            19,
            (
                "say of this column in one of the keys what stands in it: "
                "показать, сведения, роль, сумма, сколько раз, сколько"
            ),
        ),
        ("сведения: акт}", "роль: куратор}", 19, "unknown role “куратор”; known here: регион"),
        (
            "сведения: акт}",
            "роль: регион}",
            19,
            "“регион” is appointed by no event: the column would say nothing",
        ),
        ("сведения: акт}", "сумма: акт}", 19, "“акт” has no sum: where it is given, say that it is a number"),
        ("сведения: акт}", "сколько раз: акты}", 19, "unknown column “акты”; did you mean “акт”?"),
        ("сведения: акт}", "сведения: акт, единица: тысяча}", 19, "only a sum is shown in a unit: “сумма”"),
        (
            "сведения: акт}",
            "показать: название}",
            19,
            "“название” is of the row itself: leave “мероприятие” out",
        ),
        ("участник", "участники", 19, "unknown value “участники”; did you mean “участник”?"),
        (
            "сколько: ожидается",
            "сколько: ожидаются",
            16,
            "unknown value “ожидаются”; did you mean “ожидается”?",
        ),
        (
            "только: срок назначен",
            "только: назначен",
            14,
            "unknown value “назначен”; did you mean “срок назначен”?",
        ),
    ],
)
def test_what_does_not_fit_is_told(read: Callable[[str], Read], old: str, new: str, line: int, told: str):
    assert old in PLAN
    problems = read(PLAN.replace(old, new)).problems
    assert (line, told) in [(one.line, str(one.message)) for one in problems]


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ('{название: "в том числе:"}', '{№: "2"}', 15, "this row is nothing yet: write “название” or “мероприятия”"),
        ("название: Итоги квартала", 'название: "Итоги {года}"', 12, "unknown value “года”"),
        (
            "сведения: акт}",
            "показать: состояние, подписи: {\"2\": Регион}}",
            19,
            "unknown event “2”; known here: 1",
        ),
        ("указать: {акт", 'в отчётах вместе с: "1", указать: {акт', 10, "unknown event “1”"),
    ],
)  # fmt: skip
def test_what_a_form_cannot_follow_is_told(
    read: Callable[[str], Read], old: str, new: str, line: int, told: str
):
    assert old in PLAN
    problems = read(PLAN.replace(old, new)).problems
    assert any(one.line == line and str(one.message).startswith(told) for one in problems), problems


OTHER = """
  - {№: "1.2", мероприятие: Акт, ответственный: регион, для каждого: регион, срок: не установлен, порядок: исполнение}
отчёты:
"""


def test_an_event_that_no_report_has_is_told_where_those_beside_it_are_in_one(read: Callable[[str], Read]):
    """Not in a report that counts everything of a participant, nor an event that stands with another."""
    longer = PLAN.replace("\nотчёты:\n", OTHER)
    (told,) = read(longer).problems
    assert (told.severity, told.line) == ("warning", 11)
    assert str(told.message) == (
        "event 1.2 is in no report, and 1 beside it are: name it there too, or write in it "
        "“в отчётах вместе с: …” with one of them, and it is counted wherever that one is"
    )
    assert (
        read(longer.replace('№: "1.2"', "№: итог")).problems == ()
    )  # nothing stands beside what has no number
    everything = "столбцы: {Регион: участник, Всего: {сколько: все}, А"
    assert read(longer.replace("столбцы: {Регион: участник, А", everything)).problems == ()
    found = read(longer.replace('{№: "1.2",', '{№: "1.2", в отчётах вместе с: "1",'))
    assert found.problems == ()
    assert found.definition is not None
    assert found.definition.reports[0].lines[0].events == ("1", "1.2")
