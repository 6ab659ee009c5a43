"""Each kind of mistake is told at its place, in words that help, and nothing else is told beside it.

A file of `data/broken/` is `data/small.yaml` with one mistake (`several.yaml`: with five).
"""

from pathlib import Path

import pytest

from definitions import read_definition

BROKEN = Path(__file__).parent / "data" / "broken"

#: File -> each of its problems: line, column, and words that its message must have.
MISTAKES: dict[str, list[tuple[int, int, tuple[str, ...]]]] = {
    # Keys
    "unknown_key": [(21, 5, ("unknown key “ответственые”", "did you mean “ответственный”"))],
    "key_of_the_other_language": [(3, 1, ("“calendar”", "two languages", "“календарь”"))],
    "key_twice": [(23, 5, ("“срок” stands twice", "line 22"))],
    "key_twice_with_soft_hyphen": [(23, 5, ("“срок” stands twice", "line 22"))],
    "missing_key": [(19, 5, ("“срок” is missing",))],
    "key_without_value": [(21, 5, ("“ответственный” has no value",))],
    "key_is_a_list": [
        (9, 5, ("a key is one word or phrase",)),
        (18, 53, ("unknown role “министр”",)),
        (22, 20, ("unknown role “министр”",)),
    ],
    "comma_in_braces": [(9, 42, ("“развития и связей” has no value", "comma inside {…}", "in quotes"))],
    "name_without_table": [(9, 12, ("a table of keys and values is expected",))],
    "list_without_dashes": [
        (19, 5, ("a list is expected", "dash")),
        *((line, 5, ("stands twice",)) for line in (24, 25, 26, 28, 29)),
    ],
    "empty_list": [(21, 20, ("this list is empty",))],
    "no_events": [(18, 14, ("this list is empty",))],
    # What cannot work
    "beyond_the_calendar": [(22, 11, ("“ru” knows the years 2013 to 2029",))],
    "before_its_anchor": [(28, 11, ("ends before the event it counts from", "отсчёт: внешний"))],
    "end_with_a_way_out": [(17, 21, ("“исполнено” is an end", "конец"))],
    "action_with_a_reserved_name": [(18, 7, ("“пояснить”", "another name"))],
    "two_inputs": [(30, 25, ("“отсчёт” says already",))],
    # What YAML or the screen would lose
    "comment_glued": [(22, 11, ("takes “#перенесено на 20 июня” for a comment", "in quotes"))],
    "control_character": [(20, 18, ("invisible control character",))],
    # What must be decided
    "no_roll": [(6, 3, ("“перенос” is missing",))],
    "no_decision_on_windows": [(6, 12, ("“окна” is missing",))],
    "unknown_roll": [
        (6, 19, ("unknown value “следующий рабочий ден”", "did you mean “следующий рабочий день”"))
    ],
    "unknown_yes": [(8, 19, ("unknown value “ага”", "да, нет"))],
    "unknown_zone": [(4, 15, ("unknown time zone “Europe/Krasnoyarsk”", "Asia/Krasnoyarsk"))],
    "unknown_calendar": [(3, 12, ("“ru-xx”", "ru"))],
    # Names of other parts
    "unknown_role": [(21, 20, ("unknown role “минстр”", "did you mean “министр”"))],
    "unknown_role_in_flow": [(17, 53, ("unknown role “губернатор”", "район, министр"))],
    "unknown_flow": [(23, 14, ("unknown flow “исполнени”", "did you mean “исполнение”"))],
    "unknown_state": [(17, 37, ("unknown state “исполнен”", "did you mean “исполнено”"))],
    "unknown_initial_state": [(12, 13, ("unknown state “ожидает”", "did you mean “ожидается”"))],
    "unknown_event": [(28, 25, ("unknown event “7”", "1, 2"))],
    "anchor_at_no_event": [(29, 28, ("unknown event “11”",))],
    "example_of_no_event": [(11, 10, ("unknown event “5”", "1, 2"))],
    # Phrases: the column points at the words that are not understood
    "phrase_unquoted": [(22, 26, ("not understood", "“утром”"))],
    "phrase_in_quotes": [(22, 27, ("not understood", "“утром”"))],
    "phrase_in_apostrophes": [(22, 27, ("not understood", "“утром”"))],
    "phrase_with_invisible_signs": [(22, 28, ("not understood", "“утром”"))],
    "phrase_folded": [
        (22, 11, ("not understood", "“утром”"))
    ],  # the text is not as in the file: where it begins
    "phrase_escaped": [(22, 11, ("not understood", "“утром”"))],
    "impossible_date": [(22, 12, ("no such day",))],
    "no_year": [(22, 11, ("names no year",))],
    "no_last_day": [(22, 11, ("names no last day",))],
    "no_anchor": [(28, 11, ("counts from “опроса”", "“отсчёт”"))],
    "external_undeclared": [(28, 11, ("somebody else sets this deadline", "отсчёт: внешний"))],
    # What must hold between the parts
    "circle": [(37, 9, ("circle", "1 → 3 → 4 → 1"))],
    "waits_for_itself": [(19, 9, ("event 1 waits for itself",))],
    "one_waits_for_each": [(22, 25, ("event 2 has a row for each “район”", "“для каждого: район”"))],
    "number_twice": [(24, 9, ("number 1 stands twice", "line 19"))],
    "unreachable_state": [(15, 7, ("no action leads to the state “забыто”", "“ожидается”", "add one"))],
    "nothing_met": [(11, 3, ("“исполнение”", "“срок исполнен”", "never be met"))],
    "met_from_the_start": [(11, 3, ("“исполнение”", "“срок исполнен”", "never be met"))],
    "each_without_rows": [(26, 20, ("“район” are many", "“для каждого: район”"))],
    "condition_without_data": [(28, 46, ("event 1", "“отстающие”", "“указать”"))],
    "condition_without_rows": [
        (22, 17, ("needs rows", "“для каждого”")),
        (22, 32, ("event 2 has a row for each “район”",)),
        (22, 46, ("event 2", "“отстающие”", "“указать”")),
    ],
    # Values that YAML itself, or a reader in a hurry, would change
    "number_changed": [(24, 8, ("3.10 into 3.1", '"3.10"'))],
    "time_changed": [(20, 18, ("17:00 into 1020", '"17:00"'))],
    "octal_changed": [(24, 8, ("012 into 10", '"012"'))],
    "thousands_changed": [(24, 8, ("1_000 into 1000", '"1_000"'))],
    "reminder_not_a_number": [
        (7, 45, ("“1e3” is not a whole number",)),
        (7, 50, ("“-1” is not a whole number",)),
        (7, 54, ("“три” is not a whole number",)),
    ],
    "example_not_a_date": [
        (11, 30, ("“2016-6-8” is not a date",)),
        (12, 30, ("“08.06.16” is not a date",)),
        (13, 30, ("“31.06.2016” is not a date",)),
    ],
    # What is not YAML, or YAML that could do harm
    "bomb": [(1, 7, ("&name, *name", "not allowed"))],
    "reference": [(25, 19, ("not valid YAML", "put the value in quotes"))],
    "deep": [(2, 30, ("more than 20 levels",))],
    "tag_of_python": [(2, 11, ("a tag", "os.system", "not allowed"))],
    "tag_of_text": [(2, 11, ("a tag", "not allowed"))],
    "two_documents": [(30, 1, ("a second document",))],
    "empty": [(1, 1, ("the file is empty",))],
    "comments_only": [(1, 1, ("the file is empty",))],
    "list_at_top": [(1, 1, ("a definition is a table",))],
    "text_at_top": [(1, 1, ("a definition is a table",))],
    "tab": [(12, 1, ("not valid YAML", "a tab", "spaces"))],
    "quote_open": [(25, 18, ("not valid YAML", "quotation mark is opened here"))],
    "quote_open_before_another": [(22, 11, ("not valid YAML", "quotation mark is opened here"))],
    "quote_open_in_braces": [(8, 21, ("not valid YAML", "quotation mark is opened here"))],
    "indent_too_deep": [(21, 6, ("not valid YAML", "indented by 5 and the line above by 4"))],
    "bracket_open": [(26, 20, ("not valid YAML", "bracket is opened here"))],
    "colon_in_value": [(25, 23, ("not valid YAML", "colon is not expected", "in quotes"))],
    "no_space_after_colon": [(22, 5, ("not valid YAML", "followed by a colon and a space"))],
    "indent": [(22, 4, ("not valid YAML", "indent"))],
    # All at once, in the order of the file
    "several": [
        (3, 1, ("unknown key “календар”",)),
        (21, 20, ("unknown role “минстр”",)),
        (22, 11, ("no such day",)),
        (23, 14, ("unknown flow “исполнени”",)),
        (24, 9, ("number 1 stands twice",)),
    ],
}


def test_every_broken_file_has_its_row():
    assert {path.stem for path in BROKEN.glob("*.yaml")} == set(MISTAKES)


def test_the_file_they_derive_from_is_good(small: str, good):
    assert [event.number for event in good(small).events] == ["1", "2"]


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake(name: str):
    found = read_definition((BROKEN / f"{name}.yaml").read_bytes(), f"{name}.yaml")
    assert found.definition is None
    assert [(problem.line, problem.column) for problem in found.problems] == [
        (line, column) for line, column, _ in MISTAKES[name]
    ]
    for problem, (_, _, words) in zip(found.problems, MISTAKES[name], strict=True):
        assert problem.file == f"{name}.yaml"
        assert problem.severity == "error"
        for word in words:
            assert word in str(problem.message)
