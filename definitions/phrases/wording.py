"""Russian words for numbers of units, dates and hours, as a sentence about a deadline needs them."""

from __future__ import annotations

from typing import TypeVar

from definitions.phrases.readings import (
    Bound,
    Detail,
    Fixed,
    Frequency,
    Period,
    Unit,
    Window,
    YearDay,
    YearRelative,
)

T = TypeVar("T")

LEADS: dict[Bound, str] = {
    "latest": "не позднее ",
    "earliest": "не ранее ",
    "as_of": "по состоянию на ",
    "point": "",
}
_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905  a table of words
_MONTH_NAMES = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()  # noqa: SIM905
_YEARS: dict[YearRelative, str] = {
    "current": "текущего года",
    "reporting": "отчетного года",
    "following_reporting": "года, следующего за отчетным",
    "following_current": "очередного финансового года",
    "preceding_planned": "года, предшествующего планируемому",
}
_YEARS_BY_EVENT: dict[YearRelative, str] = {
    "following_reporting": "года, следующего за {}",
    "following_event": "года, следующего за {}",
    "preceding_planned": "года, предшествующего {}",
}
# Genitive, as after «не позднее»: of one, of many.
_GENITIVE: dict[Unit, tuple[str, str]] = {
    "minute": ("минуты", "минут"),
    "hour": ("часа", "часов"),
    "working_day": ("рабочего дня", "рабочих дней"),
    "calendar_day": ("календарного дня", "календарных дней"),
    "week": ("недели", "недель"),
    "month": ("месяца", "месяцев"),
    "year": ("года", "лет"),
}
# Accusative, as after «за» and «через»: one, two to four, many.
_ACCUSATIVE: dict[Unit, tuple[str, str, str]] = {
    "minute": ("минуту", "минуты", "минут"),
    "hour": ("час", "часа", "часов"),
    "working_day": ("рабочий день", "рабочих дня", "рабочих дней"),
    "calendar_day": ("календарный день", "календарных дня", "календарных дней"),
    "week": ("неделю", "недели", "недель"),
    "month": ("месяц", "месяца", "месяцев"),
    "year": ("год", "года", "лет"),
}
_DAY_KINDS: dict[Unit, str] = {"working_day": "рабочий", "calendar_day": "календарный"}
_PERIODS: dict[Period, str] = {
    "quarter": "квартал",
    "Q1": "I квартал",
    "Q2": "II квартал",
    "Q3": "III квартал",
    "Q4": "IV квартал",
    "6M": "6 месяцев",
    "9M": "9 месяцев",
    "year": "год",
}
_EVERY: dict[Frequency, str] = {
    "hourly": "ежечасно",
    "daily": "ежедневно",
    "weekly": "еженедельно",
    "monthly": "ежемесячно",
    "quarterly": "ежеквартально",
    "half_yearly": "каждое полугодие",
    "yearly": "ежегодно",
}
_IN_EVERY: dict[Frequency, tuple[str, str, str]] = {
    "hourly": ("час", "часа", "часов"),
    "daily": ("день", "дня", "дней"),
    "weekly": ("неделю", "недели", "недель"),
    "monthly": ("месяц", "месяца", "месяцев"),
    "quarterly": ("квартал", "квартала", "кварталов"),
    "half_yearly": ("полугодие", "полугодия", "полугодий"),
    "yearly": ("год", "года", "лет"),
}
_WEEKDAYS = ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"]
_ON_WEEKDAYS = ["понедельникам", "вторникам", "средам", "четвергам", "пятницам", "субботам", "воскресеньям"]
_WEEKS = {-1: "последн", 1: "перв", 2: "втор", 3: "трет", 4: "четверт"}


def number(n: float) -> str:
    """Write a number the Russian way: 1,5."""
    return f"{n:g}".replace(".", ",")


def of_units(n: float, unit: Unit) -> str:
    """«5 рабочих дней», «1 месяца»: an amount in the genitive."""
    if (n, unit) == (0.5, "month"):
        return "полумесяца"
    return f"{number(n)} {_GENITIVE[unit][choose(n, (0, 1, 1)) if n == int(n) else 0]}"


def units(n: float, unit: Unit) -> str:
    """«5 рабочих дней», «1 месяц»: an amount in the accusative."""
    if (n, unit) == (0.5, "month"):
        return "полмесяца"
    return f"{number(n)} {choose(n, _ACCUSATIVE[unit])}"


def one_day(unit: Unit) -> str:
    """«рабочий», «календарный»: of which kind a day is."""
    return _DAY_KINDS[unit]


def agreed(link: str, n: float, *, point: bool = False) -> str:
    """Put «следующих за», «предшествующего» into the form that goes with the days before it; other links stay."""
    stem = next((stem for stem in ("следующ", "предшествующ") if link.startswith(stem)), None)
    if stem is None:
        return link
    ending = "ий" if point else "его" if n == 1 else "их"
    return f"{stem}{ending}{' за' * link.endswith(' за')}"


def nth_day(n: float, unit: Unit) -> str:
    """«30-й календарный день»."""
    return f"{n:g}-й {_DAY_KINDS[unit]} день"


def choose(n: float, forms: tuple[T, T, T]) -> T:
    """Choose the word after a number: 1 день, 2 дня, 5 дней; a fraction goes like 2."""
    if n != int(n):
        return forms[1]
    ones, tens = int(n) % 10, int(n) % 100
    if ones == 1 and tens != 11:  # noqa: PLR2004
        return forms[0]
    return forms[1] if ones in (2, 3, 4) and tens not in (12, 13, 14) else forms[2]


def day(there: YearDay, reading: Fixed | Window) -> str:
    """«1 декабря 2016 года», «1 декабря текущего года»."""
    said = f"{there.day} {_MONTHS[there.month - 1]}"
    return f"{said} {there.year} года" if there.year is not None else f"{said} {year(reading)}".rstrip()


def month(number: int) -> str:
    """«январь»."""
    return _MONTH_NAMES[number - 1]


def of_month(number: int) -> str:
    """«января»."""
    return _MONTHS[number - 1]


def year(reading: Fixed | Window) -> str:
    """Name a year that has no number, by its relation to another."""
    relative = reading.year_relative or "unstated"
    if reading.anchor and reading.detail is None and relative in _YEARS_BY_EVENT:
        return _YEARS_BY_EVENT[relative].format(reading.anchor)
    return _YEARS.get(relative, "")


def periods(named: tuple[Period, ...]) -> str:
    """«за 6 месяцев и 9 месяцев - »: what the reports are for."""
    known = [_PERIODS[period] for period in named if period in _PERIODS]
    return f"за {', '.join(known)} - " if known else ""


def day_of_month(detail: Detail) -> str:
    """«15 числа», «последнего рабочего дня»: genitive."""
    which = "последнего" if detail.day == -1 else f"{detail.day}-го"
    if detail.day_unit == "working":
        return f"{which} рабочего дня"
    return "последнего числа" if detail.day == -1 else f"{detail.day} числа"


def date_of_month(detail: Detail) -> str:
    """«15 число», «3-й рабочий день»: accusative."""
    last = detail.day == -1
    if detail.day_unit == "working":
        return f"{'последний' if last else f'{detail.day}-й'} рабочий день"
    return "последнее число" if last else f"{detail.day} число"


def day_span(detail: Detail) -> str:
    """«с 1 по 20 число»."""
    first, last = detail.days
    return f"с {first} по {'последнее' if last < 0 else last} число"


def every(recurrence: Frequency) -> str:
    """«ежегодно»."""
    return _EVERY[recurrence]


def in_every(recurrence: Frequency, interval: float) -> str:
    """«квартал», «3 года»: what a frequency counts in."""
    if interval != int(interval):
        return "полмесяца"
    forms = _IN_EVERY[recurrence]
    return forms[0] if interval == 1 else f"{interval:g} {choose(interval, forms)}"


def weekday(number: int) -> str:
    """«среду»: accusative."""
    return _WEEKDAYS[number - 1]


def on_weekdays(days: tuple[int, ...], week: int | None) -> str:
    """«по вторникам и средам», «в последнюю пятницу месяца»."""
    if week is None:
        *most, last = (_ON_WEEKDAYS[number - 1] for number in days)
        return f"по {', '.join(most)}{' и ' * bool(most)}{last}"
    name = _WEEKDAYS[days[0] - 1]
    ending = {"у": ("ую", "юю", "ью"), "е": ("ое", "ее", "ье")}.get(name[-1], ("ый", "ий", "ий"))
    stem = _WEEKS[week]
    return f"в {stem}{ending[1 if week == -1 else 2 if week == 3 else 0]} {name} месяца"  # noqa: PLR2004


def hours(time: str) -> str:
    """«с 10:00 до 11:00»."""
    opens, closes = time.split("/")
    return f"с {opens} до {closes}"
