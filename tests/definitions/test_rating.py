"""What a definition says of its rating is read in both languages, and what does not fit is told at its place."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from definitions import (
    Achievement,
    Band,
    DelayDays,
    LeftOut,
    Rating,
    Read,
    RowsCounted,
    Score,
    dump_definition,
    parse_definition,
)

PLAN = """цикл: рейтинг
название: Рейтинг
календарь: ru
часовой пояс: Europe/Moscow
правила: {перенос: {даты: не переносить, окна: не переносить, решил: мы}}
роли: {район: {каждый: да}}
порядки:
  лист:
    начало: готовится
    состояния: {готовится: {}, внесён: {срок исполнен: да}, на доработке: {срок: 1 рабочий день}, принят: {конец: да}}
    действия:
      внести: {из: [готовится, на доработке], в: внесён}
      вернуть: {из: внесён, в: на доработке}
      принять: {из: внесён, в: принят}
  пункт:
    начало: готовится
    состояния: {готовится: {}, внесён: {}}
    действия: {внести: {из: готовится, в: внесён, указать: {статус: [выполнено, отложено], отчёт: текст}}}
мероприятия:
  - №: "7"
    мероприятие: Лист
    ответственный: район
    для каждого: район
    срок: не установлен
    порядок: лист
    лист: [{раздел: 1. Решения, порядок: пункт, пополняется: да}, {раздел: 2. Показатели, порядок: пункт, строки: "1"}]
рейтинг:
  для каждого: район
  среднее: край
  не более: 2
  при нуле: "1,5"
  обратные: "3"
  кроме: {показатели: 2-3, вид: город}
  достижение:
    столбец: план
    ступени:
      - {более: 90, коэффициент: 1}
      - {не менее: 70, коэффициент: "0,9"}
      - {коэффициент: "0.8"}
  оценки:
    рост: {столбец: темп, частное: [факт, было], без частного: "2", показатели: "1-3, 4.1", достижение за: год}
    сроки:
      просрочка: {мероприятия: "7", этапы: на доработке, из этапов: на доработке,
                  дни этапов: отведённые, единица: рабочий день}
      лучше: меньше
    решения:
      столбец: отложено
      из: всего
      строки: {мероприятия: "7", раздел: "1. Реш", сведения: статус, значения: [отложено, не указано],
               состояния: внесён}
      лучше: больше
"""
RATING = Rating(
    "район",
    (
        Score(
            "рост",
            column="темп",
            quotient=("факт", "было"),
            no_quotient=("2",),
            indicators=("1", "2", "3", "4.1"),
            achievement_in=("year",),
        ),
        Score(
            "сроки", delay=DelayDays(("7",), ("на доработке",), ("на доработке",), "allotted"), better="less"
        ),
        Score(
            "решения",
            column="отложено",
            source="всего",
            rows=RowsCounted(("7",), "1. Реш", "статус", ("отложено",), not_given=True, states=("внесён",)),
        ),
    ),
    Decimal(2),
    Decimal("1.5"),
    average="край",
    inverse=("3",),
    excepted=(LeftOut(("2", "3"), form="город"),),
    achievement=Achievement(
        "план",
        (
            Band(Decimal(1), over=Decimal(90)),
            Band(Decimal("0.9"), at_least=Decimal(70)),
            Band(Decimal("0.8")),
        ),
    ),
)


def test_it_is_read_and_kept(read: Callable[[str], Read]):
    found = read(PLAN)
    assert found.problems == ()
    assert found.definition is not None
    assert found.definition.rating == RATING
    assert parse_definition(dump_definition(found.definition)).rating == RATING


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        (
            "для каждого: район\n  среднее",
            "для каждого: край\n  среднее",
            28,
            "unknown role “край”; did you mean “район”?",
        ),
        ("  среднее: край\n", "", 28, "the key “среднее” is missing here"),
        ("не более: 2", "не более: два", 30, "“два” is not a number; write it like 2 or 0.9"),
        ('обратные: "3"', 'обратные: "5"', 32, "unknown indicator “5”; known here: 1, 2, 3, 4.1"),
        ("показатели: 2-3", "показатели: 2-6", 33, "unknown indicator “5”; known here: 1, 2, 3, 4.1"),
        (
            '"1-3, 4.1"',
            '"1-3, 4.1-5.2"',
            41,
            "“4.1-5.2” is not understood: only the last number of a range may grow, like “1.2-1.4”; else name each row",
        ),
        (
            "{более: 90, коэффициент: 1}",
            "{более: 60, коэффициент: 1}",
            38,
            "put the bands in order, from the highest bound down",
        ),
        (
            '{коэффициент: "0.8"}',
            '{не менее: 50, коэффициент: "0.8"}',
            39,
            "each band has one bound, “более” or “не менее”; the last has none: it takes all the rest",
        ),
        ("столбец: темп, ", "", 41, "the key “столбец” is missing here"),
        (
            "[факт, было]",
            "[факт, было, стало]",
            41,
            "“частное” names two columns, for a score with “показатели”",
        ),
        (
            "      из: всего\n",
            "",
            46,
            "say of this score in one of the keys what it is made of: показатели, из, просрочка",
        ),
        ("      лучше: меньше\n", "", 42, "the key “лучше” is missing here"),
        ('мероприятия: "7", э', 'мероприятия: "8", э', 43, "unknown event “8”; known here: 7"),
        (
            ", этапы: на доработке",
            ", этапы: внесён",
            43,
            "no stage with a deadline of its own “внесён”; known here: на доработке",
        ),
        ('раздел: "1. Реш"', 'раздел: "3"', 49, "unknown section “3”; known here: 1. Решения, 2. Показатели"),
        (
            "сведения: статус",
            "сведения: итог",
            49,
            "rows are not asked for such data: “итог”; known here: статус, отчёт",
        ),
        ('без частного: "2"', 'без частного: "5"', 41, "unknown indicator “5”; known here: 1, 2, 3, 4.1"),
        (
            "состояния: внесён}",
            "состояния: принят}",
            50,
            "unknown state “принят”; known here: готовится, внесён",
        ),
        (
            "[отложено, не указано]",
            "[перенесено]",
            49,
            "unknown value “перенесено”; known here: выполнено, отложено",
        ),
        (
            "      столбец: отложено\n      из: всего\n",
            "      показатели: 1\n",
            48,
            "the key “из” is missing here",
        ),
    ],
)
def test_what_does_not_fit_is_told(read: Callable[[str], Read], old: str, new: str, line: int, told: str):
    assert PLAN.count(old) == 1
    problems = read(PLAN.replace(old, new)).problems
    assert (line, told) in [(one.line, str(one.message)) for one in problems]


def test_achievement_in_some_periods_needs_to_know_what_it_is(read: Callable[[str], Read]):
    start, end = PLAN.index("  достижение:\n"), PLAN.index("  оценки:\n")
    problems = read(PLAN[:start] + PLAN[end:]).problems
    assert [str(one.message) for one in problems] == ["the key “достижение” is missing here"]
