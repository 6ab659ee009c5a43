"""What the tests of letters share: the Russian catalog and one day of a real plan."""

from dataclasses import replace
from datetime import date, time

import pytest

from calendars.saying import Catalog, say, weekday
from notifications.digest import Digest, Line
from srok.i18n import catalog

FRIDAY = date(2016, 11, 18)


@pytest.fixture(scope="session")
def russian() -> Catalog:
    return catalog("ru")


@pytest.fixture(scope="session")
def lines() -> dict[str, Line]:
    """One deadline of each kind, by its rung."""
    plain = Line(
        event="10",
        title="Направление в министерство разделов проектов муниципальных стратегий, содержащих результаты "
        "стратегического анализа социально-экономического развития муниципального образования",
        subject=None,
        due=FRIDAY,
        rung="today",
        days=0,
        phrase="до 18 ноября 2016 г.",
        why=None,
        provisional=False,
    )
    every = (
        plain,
        replace(
            plain,
            event="3",
            title='Доработка материалов «ОМСУ» & <a href="http://econ.krskstate.ru/seg_mo">портал</a> {{ 7*7 }}',
            due=date(2016, 11, 15),
            rung="overdue",
            days=3,
            phrase="до 15 ноября 2016 г.",
        ),
        replace(
            plain,
            event="12",
            title="Проведение заседаний рабочей группы с участием глав МО",
            subject="город Ачинск",
            due=date(2016, 11, 21),
            rung="ahead",
            days=1,
            phrase="до 20 ноября 2016 г.",
            # Reasons come from the calendar; this one uses only words of the letter's own.
            why=say("{day}, {weekday}", day=date(2016, 11, 20), weekday=weekday(date(2016, 11, 20))),
            provisional=True,
        ),
        replace(
            plain, event="20", title="Общественное обсуждение проекта", due=None, rung="opened", phrase=""
        ),
        replace(
            plain,
            event="21",
            title="Утверждение муниципальной стратегии",
            due=date(2016, 12, 30),
            rung="moved",
            days=30,
            phrase="до 30 декабря 2016 г.",
            moved_from=date(2016, 12, 20),
        ),
    )
    return {line.rung: line for line in every}


@pytest.fixture(scope="session")
def digest(lines: dict[str, Line]) -> Digest:
    return Digest(
        cycle="krasnoyarsk-2016",
        cycle_title="План работы по формированию муниципальных стратегий до 2030 года",
        recipient="город Ачинск",
        salutation="Уважаемый Иван Иванович!",
        day=FRIDAY,
        lines=tuple(lines.values()),
        contact="Петрова Анна Сергеевна, 8 (391) 222-22-22, petrova@example.org",
    )


@pytest.fixture(scope="session")
def softer(digest: Digest, lines: dict[str, Line]) -> Digest:
    """A letter of steps, one in the reader's hands and one in another's, of a target, and of what is to follow."""
    return replace(digest, lines=(*_steps(lines["today"]), *_softer(lines["today"])))


def _steps(plain: Line) -> tuple[Line, ...]:
    review = replace(
        plain,
        event="22",
        title="Рассмотрение проекта муниципальной стратегии",
        subject="город Канск",
        phrase="1 рабочий день",
        step="на рассмотрении",
        round=2,
        since=FRIDAY,
    )
    return (
        replace(review, due_time=time(15, 0)),
        replace(review, rung="opened", subject="город Назарово", due=date(2016, 11, 21), days=1, round=1),
        replace(
            review,
            rung="overdue",
            subject="город Бородино",
            due=date(2016, 11, 16),
            since=date(2016, 11, 15),
            days=2,
            round=1,
            holder="Министерство финансов",
        ),
    )


def _softer(plain: Line) -> tuple[Line, ...]:
    target = replace(
        plain,
        event="19",
        title="Направление проекта муниципальной стратегии",
        rung="target",
        due=date(2016, 11, 23),
        term=date(2016, 12, 20),
        days=3,
        phrase="до 20 декабря 2016 г.",
    )
    return (
        target,
        replace(target, subject="город Канск", due=FRIDAY, days=0, moved_from=date(2016, 11, 16)),
        replace(target, rung="inform", due=date(2016, 11, 17), days=1, phrase="", inform="Минэкономразвития"),
    )
