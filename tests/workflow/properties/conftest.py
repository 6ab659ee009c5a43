"""Histories that could have been: cycles of several definitions, and entries that the gate of the journal let in."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume
from hypothesis import strategies as st

from calendars import load_calendar
from calendars.errors import RefusedError
from definitions import Definition, read_definition
from workflow import (
    CONTROL,
    Case,
    CaseKey,
    Cycle,
    Entry,
    Participant,
    Wish,
    admit,
    concerned,
    fold_only,
    members_of,
    with_downstream,
)

# A definition by chance ------------------------------------------------------------------------------------------

HEAD = """
цикл: случайный
название: Случайный план
календарь: ru
часовой пояс: Asia/Krasnoyarsk
параметры: {отчётный год: {тип: год, по умолчанию: 2017}}
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министр}
  годы: {отчётный: отчётный год, текущий: отчётный год}
  поступило после: {час: 17-00, чей: цикла}
роли: {район: {каждый: да}, ведомство: {}, министр: {}}
периоды: [1 квартал, 6 месяцев]
общие порядки: [исполнение, направление]
порядки:
  шаги:
    начало: готовится
    состояния:
      готовится: {у кого: исполнитель, срок: не установлен}
      проверка: {срок исполнен: да, у кого: министр, срок: 1 рабочий день}
      доработка: {у кого: исполнитель, срок: 2 рабочих дня, отсчёт: дата возврата}
      согласовано: {срок: 3 рабочих дня, конец: да}
    действия:
      внести: {из: [готовится, доработка], в: проверка, указать: {час внесения: время}}
      вернуть: {из: проверка, в: доработка, указать: {дата возврата: дата}}
      согласовать: {из: [готовится, проверка], в: согласовано}
мероприятия:
  - №: а
    мероприятие: Начало
    ответственный: министр
    срок: 1 февраля 2017 г.
    порядок: исполнение
    указать: {подпись: дата}
  - №: б
    мероприятие: Письмо
    ответственный: район
    для каждого: район
    кому: министр
    срок: 1 марта 2017 г.
    порядок: направление
  - №: в
    мероприятие: Отчёт
    ответственный: ведомство
    для каждого: ведомство
    срок: 3 марта 2017 г.
    порядок: шаги
"""
#: Rows, reporting periods among them, and a state and whoever may owe it.
ROWS = ((), ("район",), ("ведомство",), ("район", "ведомство"), ("район", "период"), ("период",))
STATES = {"исполнение": "исполнено", "направление": "возвращено", "шаги": "доработка"}
COUNTED = ("в течение 5 рабочих дней", "в течение 2 календарных дней", "в течение 1 месяца")
FIXED = (
    "15 марта 2017 г.",
    "не позднее 1 июля 2017 г.",
    "апрель 2017 г.",
    "12 июня 2017 г.",
    "не установлен",
)


@st.composite
def plan_texts(draw: st.DrawFn) -> str:
    """A head, and events of any rows and flows that count from, open after or need some of those before them."""
    known = {"а": ((), "исполнение"), "б": (("район",), "направление"), "в": (("ведомство",), "шаги")}
    text = HEAD
    for number in map(str, range(draw(st.integers(1, 4)))):
        rows, flow = draw(st.sampled_from(ROWS)), draw(st.sampled_from(tuple(STATES)))
        other = draw(st.sampled_from(tuple(known)))
        beside = set(known[other][0]) <= set(rows)
        link = draw(
            st.sampled_from(("день", "состояние", "план", "открыт", "нужен") if beside else ("", "все"))
        )
        counted = link in ("день", "состояние", "план")
        anchor = {
            "день": "",
            "план": ", плановый срок: да",
            "состояние": f", состояние: {STATES[known[other][1]]}",
        }
        lines = {
            "мероприятие": f"Дело {number}",
            "ответственный": next((role for role in rows if role != "период"), "министр"),
            "кому": "министр",
            "порядок": flow,
            "срок": draw(st.sampled_from(COUNTED if counted else FIXED)),
        }
        if rows:
            lines["для каждого"] = f"[{', '.join(rows)}]"
        if counted:
            lines["отсчёт"] = f'{{мероприятие: "{other}"{anchor[link]}}}'
        if link in ("открыт", "все"):
            whole = link == "все"
            lacking = whole and draw(st.booleans())
            lines["открывается после"] = (
                f'{{мероприятие: "{other}", все: {"да" if whole else "нет"}, '
                f"можно без недостающих: {'да' if lacking else 'нет'}}}"
            )
        if link == "нужен":
            lines["нужен"] = f'"{other}"'
        text += f'  - №: "{number}"\n' + "".join(f"    {name}: {value}\n" for name, value in lines.items())
        known[number] = (rows, flow)
    return text


@cache
def _read(text: str) -> Definition | None:
    return read_definition(text.encode(), "план.yaml").definition


# Cycles ----------------------------------------------------------------------------------------------------------

RICH = Path(__file__).parents[2] / "definitions" / "data" / "rich.yaml"
MEMBERS = (
    Participant("Ачинск", "район"),
    Participant("Канск", "район"),
    Participant("минфин", "ведомство"),
    Participant("минтруд", "ведомство"),
    Participant("минэк", "министр"),
)


@pytest.fixture(scope="session")
def rich() -> Cycle:
    """A cycle of the definition that has every construct once."""
    said = "{тип: дата, по умолчанию: 03.07.2017}"
    definition = _read(RICH.read_text(encoding="utf-8").replace("соглашения: дата", f"соглашения: {said}"))
    assert definition is not None
    towns = (Participant("Майма", "район"), Participant("Чемал", "район"))
    return Cycle("rich", definition, load_calendar("ru"), (*members_of(definition), *towns), date(2017, 1, 9))


@pytest.fixture(params=["krasnoyarsk", "altai", "rich", "random"], scope="session")
def cycles(
    request: pytest.FixtureRequest, cycle: Cycle, altai_cycle: Cycle, rich: Cycle
) -> Callable[[st.DataObject], Cycle]:
    """One of the cycles of the documents, or a random one."""

    def some(data: st.DataObject) -> Cycle:
        if request.param != "random":
            return {"krasnoyarsk": cycle, "altai": altai_cycle, "rich": rich}[request.param]
        definition = _read(data.draw(plan_texts(), label="plan"))
        assume(definition is not None)
        assert definition is not None
        return Cycle("random", definition, load_calendar("ru"), MEMBERS, date(2017, 1, 9))

    return some


@pytest.fixture(scope="session")
def touched_by() -> Callable[[Cycle, Entry, list[Entry]], Iterable[CaseKey]]:
    """Tell which cases an entry can change: those below its own, and those that name a role that it fills."""

    def touched(cycle: Cycle, entry: Entry, entries: list[Entry]) -> Iterable[CaseKey]:
        assert entry.case is not None
        about = [entry, *(other for other in entries if other.number == entry.corrects)]
        return dict.fromkeys((*with_downstream(cycle, entry.case), *concerned(cycle, about)))

    return touched


# What is recorded ------------------------------------------------------------------------------------------------

Lives = Callable[..., list[Entry]]


@pytest.fixture(scope="session")
def lives() -> Callable[..., st.SearchStrategy[list[Entry]]]:
    """Make the entries of a cycle: `data.draw(lives(cycle))`."""
    return _lives


def _lives(cycle: Cycle, most: int = 14) -> st.SearchStrategy[list[Entry]]:
    """Return entries admitted one after the other: in order or late, corrected and withdrawn at times."""

    @st.composite
    def lived(draw: st.DrawFn) -> list[Entry]:
        entries: list[Entry] = []
        now = datetime.combine(cycle.started_on, time(10), cycle.zone)
        for _ in range(draw(st.integers(most // 2, most))):
            now += timedelta(days=draw(st.sampled_from((0, 1, 4, 15, 60))), minutes=1)
            with suppress(RefusedError):
                wish = _wish(draw, cycle, entries, now.date())
                entries.append(admit(cycle, entries, wish, len(entries) + 1, now))
        return entries

    return lived()


#: What control entries are called, but for the withdrawal, which is about another entry.
CONTROLS = sorted({name for name in CONTROL if not name.isascii()} - {"отозвать"})


def _wish(draw: st.DrawFn, cycle: Cycle, entries: list[Entry], today: date) -> Wish:
    """Draw what somebody wants to record, mostly something that is possible."""
    old = draw(st.sampled_from(entries)) if entries and draw(st.integers(0, 3)) == 0 else None
    key = old.case if old else _begun(cycle, entries, draw(st.sampled_from(cycle.keys)))
    assert key is not None
    case = fold_only(cycle, entries, [key])[key]
    row = old.row if old else draw(st.sampled_from(("", *case.sheet, *case.answers)))
    acts = _acts(cycle, case, row)
    likely = ("отозвать", old.trigger) if old else acts or CONTROLS
    trigger = draw(st.sampled_from(likely if draw(st.integers(0, 4)) else CONTROLS))
    return Wish(
        key.event,
        trigger,
        key.subject,
        today - timedelta(days=draw(st.sampled_from((0, 0, 1, 3, 12, 40)))),
        at=draw(st.sampled_from((None, None, time(9), time(17, 30)))),
        day=today + timedelta(days=draw(st.integers(-10, 40))),
        actor=draw(st.sampled_from(("",) * 9 + tuple(role.name for role in cycle.definition.roles))),
        basis="приказ № 7",
        note=draw(st.sampled_from(("болезнь", "паводок"))),
        data=_given(draw, cycle, case, trigger, today),
        corrects=old.number if old else None,
        agency=key.agency,
        period=key.period,
        row="Новая" if trigger == "добавить строку" else row,
    )


def _acts(cycle: Cycle, case: Case, row: str) -> tuple[str, ...]:
    """Return what can be done now to a case, or to a row inside it."""
    event = cycle.event_of(case.key)
    if row in case.answers:
        return ("ответ",)
    if row in case.sheet:
        return cycle.worded(event).machines[case.sheet[row].section.flow].allowed(case.sheet[row].state)
    appoints = any(role.appointed and role.appointed.event == event.number for role in cycle.definition.roles)
    more = (*(("назначить",) if appoints else ()), *(("добавить строку",) if case.sheet else ()))
    return (*cycle.machine_of(event).allowed(case.state), *more)


def _begun(cycle: Cycle, entries: list[Entry], key: CaseKey) -> CaseKey:
    """Return a case, or the first of those above it that it waits for."""
    cases = fold_only(cycle, entries, [key])
    while (number := cases[key].waits_for) is not None:
        key = min(cycle.home(key).above(key, number), key=lambda above: cases[above].actual is not None)
    return key


def _given(draw: st.DrawFn, cycle: Cycle, case: Case, trigger: str, today: date) -> dict[str, str]:
    """Draw something for everything that an act asks for."""
    event = cycle.event_of(case.key)
    if trigger == "назначить":
        town = draw(st.sampled_from([one.name for one in cycle.participants]))
        return {
            "роль": "наставник",
            "для": town,
            "кто": draw(st.sampled_from("АБ")),
            "почта": "i@example.org",
        }
    moves = [move for flow in cycle.definition.flows for move in flow.transitions if move.name == trigger]
    kinds = {
        **event.needs,
        **event.attach,
        **{name: kind for move in moves for name, kind in move.needs.items()},
    }
    if event.survey is not None and trigger == "ответ":
        kinds = dict(event.survey.answers)
    kinds |= (
        {**cycle.definition.moving.needs, **cycle.definition.removing.needs} if trigger in CONTROLS else {}
    )
    day = today - timedelta(days=draw(st.integers(0, 9))) if kinds else today
    values = {"date": f"{day}", "document": f"№ 3 от {day:%d.%m.%Y}", "number": "3", "time": "17:20"}
    named = [one.name for one in cycle.participants]
    values["participants"] = draw(st.sampled_from(named)) if "participants" in kinds.values() else ""
    return {name: values.get(kind, "есть") for name, kind in kinds.items()}
