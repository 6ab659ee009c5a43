"""What srok itself calls entries that every case knows, in both languages."""

from __future__ import annotations

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
        "answer",
        "ответ",
        "add-row",
        "добавить строку",
        "appoint",
        "назначить",
        "target",
        "ориентир",
        "request-date",
        "просить о переносе",
        "refuse-date",
        "отказать в переносе",
        "accept-reason",
        "принять причину",
        "reject-reason",
        "отклонить причину",
        "inform",
        "сообщить",
    )
)
