"""Dates given with an act: what cannot be is refused, what contradicts the day of the act is told of."""

from datetime import date, datetime
from typing import NamedTuple

import pytest

from calendars.errors import RefusedError
from definitions import read_definition
from workflow import CaseKey, Cycle, Wish, admit, doubtful_days, fold_only, members_of

PLAN = """
цикл: даты
название: Даты
календарь: ru
часовой пояс: Asia/Krasnoyarsk
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
  перенос срока: {кто: министерство, указать: {письмо: номер и дата}}
роли: {министерство: {участники: {Минэкономразвития: {}}}}
общие порядки: [исполнение]
порядки:
  рассмотрение листа:
    начало: готовится
    состояния:
      готовится: {}
      на рассмотрении: {у кого: министерство, срок: 1 рабочий день, отсчёт: дата внесения}
      согласован: {срок исполнен: да, конец: да}
    действия:
      внести: {из: готовится, в: на рассмотрении, указать: {дата внесения: дата}}
      согласовать: {из: на рассмотрении, в: согласован, указать: {лист: номер и дата}}
  подписание:
    начало: на подписании
    состояния: {на подписании: {}, направлено: {срок исполнен: да, конец: да}}
    действия:
      направить:
        из: на подписании
        в: направлено
        указать: {дата подписи: дата, исходящий: номер и дата}
        даты по порядку: [дата подписи, исходящий]
мероприятия:
  - {№: "6", мероприятие: Соглашение, ответственный: министерство, срок: 1 июля 2016 г., порядок: подписание}
  - {№: "1", мероприятие: Лист, ответственный: министерство, срок: 1 июля 2016 г., порядок: рассмотрение листа}
  - №: "2"
    мероприятие: Созыв и график
    ответственный: министерство
    срок: 1 июня 2016 г.
    порядок: исполнение
    указать: {заседание: дата, направить до: дата, обсуждено: дата}
  - {№: "3", мероприятие: Повестка, ответственный: министерство, порядок: исполнение,
     срок: не позднее чем за 5 рабочих дней до заседания, отсчёт: {мероприятие: "2", сведения: заседание}}
  - {№: "4", мероприятие: Проект, ответственный: министерство, порядок: исполнение, срок: 1 декабря 2016 г.,
     ориентир: {мероприятие: "2", сведения: направить до}}
  - {№: "5", мероприятие: Решение, ответственный: министерство, порядок: исполнение, открывается после: "2",
     срок: 1 декабря 2016 г., указать: {решение: номер и дата}}
"""
CONVENED = Wish(
    "2", "исполнить", on=date(2016, 6, 6),
    data={"заседание": "2016-06-20", "направить до": "2016-10-14", "обсуждено": "2016-06-06"},
)  # fmt: skip


class Told(NamedTuple):
    """Whether an entry got in, and what was said of it."""

    got_in: bool
    words: str


@pytest.fixture
def told(calendar):
    """Record wishes on 10 June 2016, each at its own day, and return what is said of the last."""
    definition = read_definition(PLAN.encode(), "даты.yaml").definition
    cycle = Cycle("даты", definition, calendar, members_of(definition), date(2016, 5, 30))
    now = datetime(2016, 6, 10, 12, tzinfo=cycle.zone)

    def record(*wishes: Wish) -> Told:
        entries, words = [], ""
        for wish in wishes:
            key = CaseKey(wish.event)
            before = fold_only(cycle, entries, [key])[key]
            try:
                entries.append(admit(cycle, entries, wish, len(entries) + 1, now))
            except RefusedError as error:
                return Told(got_in=False, words=str(error.message))
            words = "; ".join(str(one) for one in doubtful_days(entries[-1], before, cycle))
        return Told(got_in=True, words=words)

    return record


def handed_in(day: str, on: date = date(2016, 6, 9)) -> Wish:
    return Wish("1", "внести", on=on, data={"дата внесения": day})


def test_a_limit_does_not_count_from_a_day_after_the_act(told):
    found = told(handed_in("2016-06-10"))
    assert not found.got_in
    for words in ("дата внесения", "10.06.2016 is later than 09.06.2016", "“внести”", "--on"):
        assert words in found.words


@pytest.mark.parametrize("day", ["2016-06-09", "2016-06-08", "2016-05-30"])
def test_it_counts_from_the_day_of_the_act_or_from_one_before_it(told, day: str):
    assert told(handed_in(day)) == (True, "")


def test_a_day_from_before_there_was_anything_to_do_may_be_a_slip(told):
    found = told(handed_in("2015-06-09"))
    assert found.got_in
    for words in ("дата внесения", "09.06.2015 is earlier than 30.05.2016", "--corrects 1"):
        assert words in found.words


def test_a_document_of_tomorrow_is_refused_whatever_day_the_act_has(told):
    agreed = Wish("1", "согласовать", on=date(2016, 6, 10), data={"лист": "№ 7 от 11.06.2016"})
    found = told(handed_in("2016-06-09"), agreed)
    assert not found.got_in
    for words in ("лист", "11.06.2016, lies in the future", "today is 10.06.2016"):
        assert words in found.words


def test_a_document_that_a_date_rests_on_is_not_of_tomorrow_either(told):
    moved = Wish(
        "4", "назначить срок", day=date(2016, 12, 9), basis="письмо", data={"письмо": "№ 1 от 01.07.2016"}
    )
    assert "письмо: the date of the document, 01.07.2016, lies in the future" in told(moved).words


def test_a_document_that_is_younger_than_the_act_may_be_a_slip(told):
    agreed = Wish("1", "согласовать", on=date(2016, 6, 9), data={"лист": "№ 7 от 10.06.2016"})
    found = told(handed_in("2016-06-09"), agreed)
    assert found.got_in
    assert "лист: 10.06.2016 is later than 09.06.2016, the day of “согласовать”" in found.words
    assert "--corrects 2" in found.words


def test_what_is_to_come_may_lie_ahead(told):
    """The sitting before which the agenda is due, and the date to aim at."""
    assert told(CONVENED) == (True, "")


def test_another_date_that_lies_ahead_may_be_a_slip(told):
    held = Wish("2", "исполнить", on=CONVENED.on, data={**CONVENED.data, "обсуждено": "2016-06-11"})
    found = told(held)
    assert found.got_in
    assert "обсуждено: 11.06.2016 is later than 06.06.2016" in found.words
    assert "заседание" not in found.words
    assert "направить до" not in found.words


def test_a_decision_from_before_what_it_answers_to_may_be_a_slip(told):
    decided = Wish("5", "исполнить", on=date(2016, 6, 9), data={"решение": "№ 3 от 03.06.2016"})
    found = told(CONVENED, decided)
    assert found.got_in
    assert "решение: 03.06.2016 is earlier than 06.06.2016" in found.words


@pytest.mark.parametrize(
    ("signed", "letter", "got_in"),
    [
        ("2016-06-07", "08.06.2016", True),
        ("2016-06-08", "08.06.2016", True),
        ("2016-06-09", "08.06.2016", False),
    ],
)
def test_a_letter_carries_nothing_that_is_signed_after_it(told, signed: str, letter: str, got_in: bool):
    given = {"дата подписи": signed, "исходящий": f"№ 12 от {letter}"}
    found = told(Wish("6", "направить", on=date(2016, 6, 9), data=given))
    assert found.got_in == got_in
    if not got_in:
        assert "дата подписи: 09.06.2016 is later than исходящий: 08.06.2016" in found.words
        assert "correct whichever" in found.words
