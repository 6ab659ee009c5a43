"""A definition is read as it looks, in either language, whatever editor and clipboard did to its bytes."""

import codecs
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from definitions import Definition, dump_definition, parse_definition, read_definition

NO_BREAK = "\u00a0"
SOFT_HYPHEN = "\u00ad"
MINIMAL = (Path(__file__).parent / "data" / "minimal-ru.yaml").read_text()


# What it says --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("russian", "english"), [("minimal-ru", "minimal-en"), ("rich", "rich-en")])
def test_both_languages_say_the_same(russian: str, english: str, data: Path, good):
    one, other = (good((data / f"{name}.yaml").read_text()) for name in (russian, english))
    assert without_structures(one) == without_structures(other)


def without_structures(definition: Definition) -> Definition:
    """A structure is kept in its author's words too, and those are in one of the languages."""
    events = (
        replace(
            event,
            terms=tuple(
                replace(term, phrase="") if term.phrase.startswith(("тип:", "kind:")) else term
                for term in event.terms
            ),
        )
        for event in definition.events
    )
    return replace(definition, events=tuple(events))


@pytest.mark.parametrize("name", ["rich", "rich-en"])
def test_a_definition_with_every_construct_raises_no_doubt(name: str, data: Path, read):
    assert read((data / f"{name}.yaml").read_text()).problems == ()


def test_what_the_minimal_definition_says(good):
    found = good(MINIMAL)
    assert (found.name, found.calendar, found.timezone) == ("minimal", "ru", "Europe/Moscow")
    assert (found.document.form, found.document.dated) == ("план", "01.03.2017 № 5")
    assert (found.roll.dates, found.roll.windows, found.roll.decided_by) == (
        "following",
        "none",
        "министерство",
    )
    assert found.reminders.days_before == (5, 1)
    assert (found.reminders.on_the_day, found.reminders.overdue_after, found.reminders.overdue_every) == (
        False,
        2,
        14,
    )
    assert found.each_role == "район"
    flow = found.flows[0]
    assert (flow.initial, [state.name for state in flow.states if state.met]) == ("готовится", ["принято"])
    assert flow.transitions[1].needs == {"замечания": "text"}
    assert [event.upstream for event in found.events] == [(), ("1",), ("2", "1"), ()]
    assert found.events[3].anchor is not None
    assert found.events[3].anchor.external


def test_a_role_is_taken_for_granted_only_where_one_is_marked(good):
    two = MINIMAL.replace("  министерство:\n", "  министерство: {каждый: да}\n")
    assert (
        good(
            two.replace("ответственный: министерство", "ответственный: район\n    для каждого: район")
        ).each_role
        is None
    )


def test_a_problem_of_language_is_told_in_the_language_of_the_file(data: Path, read):
    text = (data / "minimal-en.yaml").read_text().replace("timezone:", "часовой пояс:")
    assert [str(problem.message) for problem in read(text).problems if problem.severity == "error"] == [
        "“часовой пояс” mixes two languages in one file: write “timezone”"
    ]


def test_ambiguous_wording_is_a_warning_at_the_phrase(read):
    found = read(MINIMAL)
    assert {problem.severity for problem in found.problems} == {"warning"}
    line = MINIMAL.splitlines().index('    срок: "до 10 июня 2017 г."') + 1
    assert {problem.line for problem in found.problems} == {line}


@pytest.mark.parametrize(
    ("phrase", "rule"),
    [
        ("до 8 июня 2016 г.", "включительно: да"),
        ("до 8 июня 2016 г.", "включительно: нет"),
        ("не позднее 8 июня", "годы: {без года: 2016}"),
    ],
)
def test_what_the_rules_decide_is_no_longer_doubtful(phrase: str, rule: str, small: str, read):
    doubtful = small.replace("8 июня 2016 г.", phrase)
    assert read(doubtful).problems
    assert not read(doubtful.replace("роли:\n", f"  {rule}\nроли:\n")).problems


# What does no harm ---------------------------------------------------------------------------------------

HARMLESS = {
    "byte order mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "old mac line ends": lambda text: text.replace("\n", "\r").encode(),
    "no-break spaces in values, keys and names": lambda text: re.sub(
        r"(?<=[а-яё\d]) (?=[а-яё\d])", NO_BREAK, text
    ).encode(),
    "soft hyphens in every word": lambda text: re.sub(
        r"(?<=[а-яё]{3})(?=[а-яё]{3})", SOFT_HYPHEN, text
    ).encode(),
    "zero-width signs": lambda text: (
        text.replace("июня", "\u200bиюня")
        .replace("срок:", "\ufeffсрок:")
        .replace("Опрос", "\u200eОпрос")
        .encode()
    ),
    "a document mark and a directive": lambda text: f"%YAML 1.1\n---\n{text}".encode(),
    "a mark of the end": lambda text: f"{text}...\n".encode(),
    "quoted keys": lambda text: text.replace("цикл:", '"цикл":').encode(),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_no_harm(name: str, small: str, good):
    assert good(HARMLESS[name](small)) == good(small)


def test_composed_and_decomposed_letters_are_the_same(small: str, good):
    """«й» pasted from a file name of a Mac is «и» and an accent."""
    decomposed = small.replace("район", "раи\u0306он", 1)
    assert decomposed != small
    assert good(decomposed) == good(small)


def test_a_byte_order_mark_shifts_no_column(data: Path, read):
    broken = (data / "broken" / "phrase_in_quotes.yaml").read_bytes()
    assert read(codecs.BOM_UTF8 + broken).problems == read(broken).problems
    first = read(codecs.BOM_UTF8 + "цикл: !x y".encode()).problems[0]
    assert (first.line, first.column) == (1, 7)


def test_windows_line_ends_shift_no_place(data: Path, read):
    broken = (data / "broken" / "several.yaml").read_bytes()
    assert read(broken.replace(b"\n", b"\r\n")).problems == read(broken).problems


@pytest.mark.parametrize("value", ["~", "null", ""])
def test_null_is_no_value(value: str, small: str, read):
    found = read(small.replace("название: Малый план", f"название: {value}"))
    assert [(problem.line, str(problem.message)) for problem in found.problems] == [
        (2, "“название” has no value")
    ]


@pytest.mark.parametrize("number", ["1e3", "1.1", "1.2.3", "08", "7а", "на", "2016-6-8", "on"])
def test_a_number_is_kept_as_it_is_written(number: str, small: str, good):
    """What older and newer versions of YAML read differently stays a text."""
    assert good(small.replace('№: "2"', f"№: {number}")).events[1].number == number


# What is refused before it is read -----------------------------------------------------------------------


def only_problem(found) -> tuple[int, int, str]:
    assert found.definition is None
    (problem,) = found.problems
    return problem.line, problem.column, str(problem.message)


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "utf-16"])
def test_another_encoding(encoding: str, small: str, read):
    line, column, message = only_problem(read(small.encode(encoding)))
    assert (line, column) <= (1, 2)
    assert "not UTF-8" in message


def test_a_single_byte_that_is_not_utf_8_is_found(small: str, read):
    cut = small.encode().replace("срок: 8".encode(), "срок: ".encode() + b"\xff8")
    line, column, message = only_problem(read(cut))
    assert (line, column) == (22, 11)
    assert "not UTF-8" in message


def test_a_value_without_end_is_refused_where_it_begins(small: str, read, good):
    line, column, message = only_problem(read(small.replace("Опрос", "х" * 4001).encode()))
    assert (line, column) == (20, 18)
    assert "has 4001 signs, 4000 at most" in message
    assert good(small.replace("Опрос", "х" * 4000)).events[0].title == "х" * 4000


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\ufffe"])
def test_a_control_character_is_found(sign: str, small: str, read):
    line, column, message = only_problem(read(small.replace("Опрос", f"Оп{sign}рос")))
    assert (line, column) == (20, 20)
    assert "control character" in message


@pytest.mark.parametrize("ending", ["\r", "\x85", "\u2028"])
def test_a_line_ends_where_yaml_ends_it(ending: str, small: str, read):
    """So a control character and an unknown role are found in the same line."""
    shifted = small.replace("название: Малый план\n", f"название: Малый план{ending}")
    for mistake in ("ответственный: минстр", "ответственный: мини\x07стр"):
        line, _, _ = only_problem(read(shifted.replace("ответственный: министр", mistake)))
        assert line == 21


def test_a_huge_file_is_not_even_parsed(read):
    _, _, message = only_problem(read(b"- " * 1_000_000))
    assert "2000000 bytes" in message


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_without_end(opening: str, read):
    assert read("цикл: \n  " + opening * 50_000).definition is None


def test_a_number_of_thousands_of_digits(small: str, read):
    numbers = "напоминания: {рабочих дней до срока: [" + "9" * 4_000 + "]}"
    found = read(small.replace("роли:", f"  {numbers}\nроли:"))
    assert found.definition is None
    assert "not a whole number" in str(found.problems[-1].message)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_problem(data: bytes):
    assert read_definition(data, "план.yaml").problems


# The snapshot --------------------------------------------------------------------------------------------


def test_a_snapshot_reads_back_equal(good, plan):
    for definition in (good(MINIMAL), plan):
        text = dump_definition(definition)
        assert parse_definition(text) == definition
        assert dump_definition(parse_definition(text)) == text


def test_a_snapshot_says_what_the_definition_says_and_not_how_it_was_typed(good):
    text = dump_definition(good(MINIMAL))
    assert text == dump_definition(good(MINIMAL.replace("название: ", "название:   ")))
    assert text != dump_definition(good(MINIMAL.replace("затем каждые, дней: 14", "затем каждые, дней: 15")))


def test_a_snapshot_of_the_first_version_still_says_the_same(data: Path):
    """Running cycles keep what they started with; an upgrade changes none of them."""
    kept = parse_definition((data / "snapshot-0.1.0.json").read_text(encoding="utf-8"))
    file = data / "krasnoyarsk-0.1.0.yaml"
    now = read_definition(file.read_bytes(), file.name).definition
    assert kept == now
