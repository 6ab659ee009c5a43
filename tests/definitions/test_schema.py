"""The JSON Schema takes what `srok check` takes, and refuses what it refuses for its form."""

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from definitions import read_definition, schema
from definitions.keys import ENGLISH, ENGLISH_VALUES, Language, spelled

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LIBRARY = ROOT / "definitions" / "library" / "krasnoyarsk-2016.yaml"
BROKEN = HERE / "data" / "broken"
DOCUMENT = ROOT / "docs" / "ru" / "definition.md"


class Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it (its core schema): dates, yes and no are texts."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own way


for tag, pattern, first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", "[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def load(text: str) -> Any:
    return yaml.load(text, Loader)  # noqa: S506 - a SafeLoader


def english(value: Any) -> Any:
    """Translate the keys and words of a definition; names of the author's that look like keys change with them."""
    if isinstance(value, dict):
        return {ENGLISH.get(key, key): english(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [english(item) for item in value]
    return ENGLISH_VALUES.get(value, value) if isinstance(value, str) else value


VALIDATORS: dict[Language, Draft202012Validator] = {
    language: Draft202012Validator(schema(language, str)) for language in ("ru", "en")
}


def faults(value: Any, language: Language = "ru") -> list[str]:
    return [error.message for error in VALIDATORS[language].iter_errors(value)]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_is_a_json_schema_that_describes_every_key(language: Language) -> None:
    made = schema(language, str)
    Draft202012Validator.check_schema(made)
    assert all("description" in key for key in made["properties"].values())


def test_the_examples_of_the_project_are_valid() -> None:
    (document, *_) = re.findall(r"(?ms)^```yaml [^\n]*\n(цикл: .*?)^```", DOCUMENT.read_text())
    for text in (LIBRARY.read_text(), (HERE / "data" / "small.yaml").read_text(), document):
        assert faults(load(text)) == []
        assert faults(english(load(text)), "en") == []
    assert faults(load((HERE / "data" / "minimal-ru.yaml").read_text())) == []
    assert faults(load((HERE / "data" / "minimal-en.yaml").read_text()), "en") == []


DEADLINES = [
    "до 1 декабря 2016 г.",
    "не установлен",
    "{тип: дата, по: 15.09.2016}",
    "{тип: дата, по: 2016-09-15, час: '17:00'}",
    "{тип: дата, до: 15.11, какого года: отчётного}",
    "{тип: срок, число: 1.5, единица: месяц, после: подписания}",
    "{тип: срок, число: '5', единица: рабочий день, до: заседания, но: {тип: дата, по: 01.12.2016}}",
    "{тип: день месяца, день: последний, последнего месяца: отчётного квартала}",
    "{тип: повторяется, как часто: ежегодно, раз в сколько: 3, начиная с: 2025}",
    "{тип: несколько, части: [{тип: постоянно}, {тип: внешний, чем: соглашением}]}",
]


@pytest.mark.parametrize("deadline", DEADLINES)
def test_every_way_to_write_a_deadline_is_valid(deadline: str) -> None:
    plan = load((HERE / "data" / "small.yaml").read_text())
    plan["мероприятия"][0]["срок"] = load(deadline)
    assert faults(plan) == []
    assert faults(english(plan), "en") == []


@pytest.mark.parametrize(
    ("deadline", "language"),
    [
        ("{I полугодие: 'июль 2016 г.', '9 месяцев, год': {тип: дата, по: 20.01.2017}}", "ru"),
        ("{half-year 1: 'июль 2016 г.', '9 months, year': {kind: date, until: 2017-01-20}}", "en"),
    ],
)
def test_deadlines_by_reporting_period_are_valid(deadline: str, language: Language) -> None:
    plan = load((HERE / "data" / "small.yaml").read_text())
    plan = english(plan) if language == "en" else plan
    plan[spelled("events", language)][0][spelled("deadline", language)] = load(deadline)
    assert faults(plan, language) == []


@pytest.mark.parametrize(
    "deadline",
    [
        "{тип: дата, число: 5}",
        "{тип: дата}",
        "{тип: срок, число: 5}",
        "{тип: дато, по: 15.09.2016}",
        "{по: 15.09.2016}",
        "{тип: дата, по: завтра}",
        "{тип: срок, число: пять, единица: неделя}",
        "{тип: повторяется}",
        "{3 квартала: июль}",
        "[июль 2016 г.]",
    ],
)
def test_a_deadline_of_no_known_form_is_refused(deadline: str) -> None:
    plan = load((HERE / "data" / "small.yaml").read_text())
    plan["мероприятия"][0]["срок"] = load(deadline)
    assert faults(plan)


@pytest.mark.parametrize(
    "name",
    [
        "empty_list",
        "example_not_a_date",
        "key_of_the_other_language",
        "key_without_value",
        "list_at_top",
        "missing_key",
        "name_without_table",
        "no_decision_on_windows",
        "no_events",
        "no_roll",
        "reminder_not_a_number",
        "text_at_top",
        "unknown_key",
        "unknown_roll",
        "unknown_yes",
    ],
)
def test_a_file_broken_in_its_form_is_refused(name: str) -> None:
    assert faults(load((BROKEN / f"{name}.yaml").read_text()))


# What the two refuse is the same ----------------------------------------------------------------------------


def tables(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every key of every table."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        if isinstance(value, dict):
            yield (*path, key)
        yield from tables(below, (*path, key))


def changed(plan: Any, path: tuple[Any, ...], *, rename: bool) -> Any:
    """A plan in which one key is missing, or has another name."""
    result = deepcopy(plan)
    table = result
    for step in path[:-1]:
        table = table[step]
    value = table.pop(path[-1])
    if rename:
        table[f"{path[-1]}ъъ"] = value
    return result


RICH = load((HERE / "data" / "small.yaml").read_text())
RICH["мероприятия"][0]["срок"] = load(
    "{тип: срок, число: 5, единица: неделя, после: начала, но: {тип: дата, по: 01.12.2016}}"
)
RICH["мероприятия"][0]["отсчёт"] = {"мероприятие": "2"}
RICH["правила"]["напоминания"] = load("{рабочих дней до срока: [3], копии: [{кому: [министр]}]}")
KEY_LEVEL = re.compile("unknown key|is missing|say its kind|one of these keys|means nothing without")


@pytest.mark.parametrize("rename", [True, False], ids=["renamed", "deleted"])
@pytest.mark.parametrize("path", list(tables(RICH)), ids=str)
def test_a_key_that_one_refuses_the_other_refuses_too(path: tuple[Any, ...], *, rename: bool) -> None:
    plan = changed(RICH, path, rename=rename)
    told = read_definition(yaml.safe_dump(plan, allow_unicode=True).encode(), "план.yaml").problems
    assert bool(faults(plan)) == any(KEY_LEVEL.search(str(problem.message)) for problem in told)
