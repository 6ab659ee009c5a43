"""Words that stand as values in the definition language, in both languages; keys are in `definitions.keys`."""

from __future__ import annotations

from typing import Literal

Language = Literal["ru", "en"]

#: Words that stand as values, English -> Russian.
RUSSIAN_VALUES: dict[str, str] = {
    "following": "следующий рабочий день",
    "preceding": "предыдущий рабочий день",
    "modified_following": "следующий рабочий день того же месяца",
    "none": "не переносить",
    "yes": "да",
    "no": "нет",
    "external": "внешний",
    "reporting_period": "отчётный период",
    "not_set": "не установлен",
    "forbidden": "запрещён",
    "participants": "участники",
    "text": "текст",
    "date": "дата",
    "time": "время",
    "number": "число",
    "document": "номер и дата",
    "person": "ФИО",
    "file": "файл",
    "year": "год",
    "cycle": "цикла",
    "addressee's": "адресата",
    "sender's": "отправителя",
    "sending": "направлением",
    "receipt": "поступлением",
    "submission": "внесением",
    "decision": "решением",
    "holding": "проведением",
    "responsible": "исполнитель",
    "addressee": "адресат",
    "head": "глава",
    "curator": "куратор",
    "superior": "вышестоящий",
    # of scenarios
    "every": "каждая",
    # of deadlines written as structure: their kinds
    "window": "окно",
    "term": "срок",
    "day_of_month": "день месяца",
    "on_receipt": "по поступлении",
    "recurring": "повторяется",
    "ongoing": "постоянно",
    "several": "несколько",
    # units
    "minute": "минута",
    "hour": "час",
    "working_day": "рабочий день",
    "calendar_day": "календарный день",
    "week": "неделя",
    "month": "месяц",
    # bounds
    "latest": "не позднее",
    "until": "до",
    "earliest": "не ранее",
    "point": "в этот день",
    "as_of": "по состоянию",
    "range": "промежуток",
    "duration": "длительность",
    "extension": "продление",
    # of which year
    "current": "текущего",
    "reporting": "отчётного",
    "following_reporting": "следующего за отчётным",
    "following_current": "очередного",
    "preceding_planned": "предшествующего планируемому",
    "following_event": "следующего за годом",
    # how often, and on which days
    "hourly": "ежечасно",
    "daily": "ежедневно",
    "weekly": "еженедельно",
    "monthly": "ежемесячно",
    "quarterly": "ежеквартально",
    "half_yearly": "раз в полугодие",
    "yearly": "ежегодно",
    "at_least": "не реже",
    "at_most": "не чаще",
    "last": "последний",
    "monday": "понедельник",
    "tuesday": "вторник",
    "wednesday": "среда",
    "thursday": "четверг",
    "friday": "пятница",
    "saturday": "суббота",
    "sunday": "воскресенье",
    "january": "января",
    "february": "февраля",
    "march": "марта",
    "april": "апреля",
    "may": "мая",
    "june": "июня",
    "july": "июля",
    "august": "августа",
    "september": "сентября",
    "october": "октября",
    "november": "ноября",
    "december": "декабря",
}
ENGLISH_VALUES: dict[str, str] = {russian: english for english, russian in RUSSIAN_VALUES.items()}


def value_spelled(value: str, language: Language) -> str:
    """Return a value word as a file in `language` writes it."""
    return RUSSIAN_VALUES.get(value, value) if language == "ru" else value
