"""The one table between the English and the Russian keys of the definition language; a file uses one column."""

from __future__ import annotations

from typing import Literal

Language = Literal["ru", "en"]

#: English key (the name used in code) -> Russian key. A bijection.
RUSSIAN: dict[str, str] = {
    "cycle": "цикл",
    "title": "название",
    "document": "документ",
    "form": "вид",
    "approved_by": "утвердил",
    "dated": "дата",
    "basis": "основание",
    "calendar": "календарь",
    "presidential": "президентские нерабочие дни",
    "timezone": "часовой пояс",
    "rules": "правила",
    "roll": "перенос",
    "dates": "даты",
    "windows": "окна",
    "decided_by": "решил",
    "reminders": "напоминания",
    "days_before": "рабочих дней до срока",
    "on_the_day": "в день срока",
    "overdue_after": "просрочка, рабочих дней",
    "overdue_every": "затем каждые, дней",
    "roles": "роли",
    "each": "каждый",
    "flows": "порядки",
    "states": "состояния",
    "initial": "начало",
    "final": "конец",
    "met": "срок исполнен",
    "holder": "у кого",
    "transitions": "действия",
    "source": "из",
    "target": "в",
    "by": "кто",
    "needs": "указать",
    "events": "мероприятия",
    "number": "№",
    "event": "мероприятие",
    "responsible": "ответственный",
    "coordinator": "координатор",
    "for_each": "для каждого",
    "deadline": "срок",
    "interaction": "взаимодействие",
    "flow": "порядок",
    "anchor": "отсчёт",
    "opens_after": "открывается после",
    "only_for": "только для",
    "named_in": "названных в",
    "data": "сведения",
    "examples": "примеры",
    "due": "последний день",
    # of scenarios
    "scenario": "сценарий",
    "starts": "начинается",
    "ends": "кончается",
    "course": "ход",
    "participants": "участники",
    "one_in": "один из",
    "counting_from": "начиная с",
    "silent": "молчит",
    "steps": "шаги",
    "action": "действие",
    "before_due": "до срока",
    "after_due": "после срока",
    "after": "после",
    "days": "рабочих дней",
    "on": "день",
    "spread": "разброс",
    "recorded_after": "записано через",
    "correction": "исправление",
    "earlier_by": "раньше на",
    "note": "пояснение",
}
ENGLISH: dict[str, str] = {russian: english for english, russian in RUSSIAN.items()}

#: Words that stand as values, English -> Russian.
RUSSIAN_VALUES: dict[str, str] = {
    "following": "следующий рабочий день",
    "preceding": "предыдущий рабочий день",
    "modified_following": "следующий рабочий день того же месяца",
    "none": "не переносить",
    "yes": "да",
    "no": "нет",
    "external": "внешний",
    "participants": "участники",
    "text": "текст",
    "date": "дата",
}
#: How the control entries of the journal are called; an action of a flow cannot have such a name.
CONTROL_WORDS = frozenset(
    (
        "set-date",
        "назначить срок",
        "remove",
        "снять с контроля",
        "annotate",
        "пояснить",
        "withdraw",
        "отозвать",
    )
)

ENGLISH_VALUES: dict[str, str] = {russian: english for english, russian in RUSSIAN_VALUES.items()}


def spelled(key: str, language: Language) -> str:
    """Return the key as a file in `language` writes it."""
    return RUSSIAN[key] if language == "ru" else key


def value_spelled(value: str, language: Language) -> str:
    """Return a value word as a file in `language` writes it."""
    return RUSSIAN_VALUES.get(value, value) if language == "ru" else value
