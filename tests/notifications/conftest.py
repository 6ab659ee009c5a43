"""What the tests of letters share: the Russian catalog and one day of a real plan."""

import gettext
import io
from datetime import date
from importlib.resources import files

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from calendars.saying import Catalog, say, weekday
from notifications.digest import Digest, Line

FRIDAY = date(2016, 11, 18)


@pytest.fixture(scope="session")
def russian() -> Catalog:
    compiled = io.BytesIO()
    with (files("srok") / "locale/ru/LC_MESSAGES/srok.po").open("rb") as source:
        write_mo(compiled, read_po(source))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@pytest.fixture(scope="session")
def lines() -> dict[str, Line]:
    """One deadline of each kind, by its rung."""
    return {
        "today": Line(
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
        ),
        "overdue": Line(
            event="3",
            title='Доработка материалов «ОМСУ» & <a href="http://econ.krskstate.ru/seg_mo">портал</a> {{ 7*7 }}',
            subject=None,
            due=date(2016, 11, 15),
            rung="overdue",
            days=3,
            phrase="до 15 ноября 2016 г.",
            why=None,
            provisional=False,
        ),
        "ahead": Line(
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
        "opened": Line(
            event="20",
            title="Общественное обсуждение проекта",
            subject=None,
            due=None,
            rung="opened",
            days=0,
            phrase="",
            why=None,
            provisional=False,
        ),
        "moved": Line(
            event="21",
            title="Утверждение муниципальной стратегии",
            subject=None,
            due=date(2016, 12, 30),
            rung="moved",
            days=30,
            phrase="до 30 декабря 2016 г.",
            why=None,
            provisional=False,
            moved_from=date(2016, 12, 20),
        ),
    }


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
