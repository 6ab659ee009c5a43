"""A case of somebody for whom an action is skipped goes past the state before it, and waits for nobody there."""

from datetime import UTC, date, datetime

import pytest

from calendars import load_calendar
from calendars.errors import RefusedError
from definitions import Definition, read_definition
from workflow import CaseKey, Cycle, Wish, admit, fold, members_of

PLAN = """
цикл: листы
название: "Листы"
календарь: ru
часовой пояс: Asia/Barnaul
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
роли:
  район: {участники: {Северный: {}}}
  ведомство: {участники: {Минфин: {}, Минэк: {он же: министерство}}}
  министерство: {}
порядки:
  лист:
    начало: готовится
    состояния:
      готовится: {у кого: район}
      на рассмотрении: {у кого: ведомство}
      согласован: {срок исполнен: да, у кого: ведомство, срок: 1 рабочий день}
      направлен: {конец: да}
    действия:
      внести: {из: готовится, в: на рассмотрении, кто: район}
      согласовать: {из: на рассмотрении, в: согласован, кто: ведомство}
      направить: {из: согласован, в: направлен, кто: ведомство, пропускается у: министерство}
мероприятия:
  - №: "7"
    мероприятие: Лист
    ответственный: район
    для каждого: [район, ведомство]
    срок: 1 июля 2016 г.
    порядок: лист
"""
MOMENT = datetime(2016, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def cycle() -> Cycle:
    definition = read_definition(PLAN.encode(), "").definition
    assert isinstance(definition, Definition)
    return Cycle("листы", definition, load_calendar("ru"), members_of(definition), date(2016, 5, 30))


def recorded(cycle: Cycle, agency: str, *actions: str):
    entries = []
    for number, action in enumerate(actions, start=1):
        wish = Wish("7", action, "Северный", date(2016, 6, 20 + number), agency=agency)
        entries.append(admit(cycle, entries, wish, number, MOMENT))
    return entries


def test_the_ministry_forwards_nothing_to_itself(cycle: Cycle):
    """Both have the term met on the day of approval; only the agency has a day of its own to forward the sheet."""
    for agency, state, steps in (("Минфин", "согласован", 1), ("Минэк", "направлен", 0)):
        case = fold(cycle, recorded(cycle, agency, "внести", "согласовать"))[CaseKey("7", "Северный", agency)]
        assert (case.state, case.actual, len(case.steps)) == (state, date(2016, 6, 22), steps)


def test_where_it_is_skipped_it_is_not_possible_either(cycle: Cycle):
    with pytest.raises(RefusedError, match="not possible in the state “направлен”"):
        recorded(cycle, "Минэк", "внести", "согласовать", "направить")
    assert recorded(cycle, "Минфин", "внести", "согласовать", "направить")
