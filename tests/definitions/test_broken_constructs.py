"""A mistake in each construct of the language is told at the very value, in words that help to mend it.

A file of `data/broken/constructs/` is `data/small.yaml` (or the same with English keys) with one mistake.
"""

from pathlib import Path

import pytest

from definitions import read_definition

BROKEN = Path(__file__).parent / "data" / "broken" / "constructs"

#: File -> its problem: line, column, and words that its message must have.
MISTAKES: dict[str, tuple[int, int, tuple[str, ...]]] = {
    # Parameters and years
    "parameter_of_unknown_kind": (5, 27, ("unknown value “лет”", "год, дата, число, текст")),
    "parameter_default_misfit": (
        5,
        52,
        ("“две тысячи” is not a value of the kind that “отчётный год” has (“год”)",),
    ),
    "parameter_with_a_reserved_name": (5, 13, ("“календарь”", "`--set`", "another name")),
    "parameter_with_an_equals_sign": (5, 13, ("“год=отчётный”", "without “=”")),
    "parameter_twice": (7, 3, ("“отчётный год” stands twice", "line 6")),
    "year_of_unknown_parameter": (8, 19, ("unknown parameter “отчетный”", "did you mean “отчётный год”")),
    "year_typed_oddly": (8, 19, ("“отчётный год-1” is not understood as a year", "write “отчётный год - 1”")),
    "year_of_a_text": (8, 19, ("“номер” is a parameter of the kind “текст”", "“год” or “дата”")),
    "year_out_of_reach": (7, 19, ("“9017” is not a year", "like 2017")),
    "year_of_an_event": (24, 21, ("unknown parameter “отчётный год”", "none is known")),
    "year_of_three_digits": (7, 20, ("“226” is no year", "four digits")),
    "year_not_said": (22, 11, ("speaks of a year", "“годы: отчётный: …”")),
    # Reporting periods
    "unknown_period": (31, 15, ("unknown reporting period “9 месяцов”", "did you mean “9 месяцев”")),
    "periods_without_rows": (30, 15, ("no rows for reporting periods", "add “период” to “для каждого”")),
    "rows_without_periods": (28, 26, ("name the reporting periods in “периоды”",)),
    "rows_without_the_reporting_year": (27, 26, ("need the reporting year", "“годы: отчётный: …”")),
    "period_twice": (31, 20, ("“год” stands twice",)),
    "period_inside_another": (31, 24, ("“1 квартал” stands twice",)),
    "period_without_a_deadline": (30, 12, ("no deadline for the reporting period “год”",)),
    "deadline_of_a_period_without_rows": (30, 34, ("unknown reporting period “квартал”", "год")),
    "deadline_for_a_period_twice": (32, 7, ("“год” stands twice",)),
    "deadlines_by_period_without_rows": (
        28,
        12,
        ("deadlines by reporting period need a row for each", "“период” to “для каждого”"),
    ),
    "period_of_the_other_language": (31, 15, ("“year” mixes two languages", "“год”")),
    "period_word_of_the_other_language": (28, 26, ("“period” mixes two languages", "“период”")),
    # Rows
    "three_roles": (28, 37, ("at most two roles",)),
    "role_twice_in_rows": (27, 26, ("“район” stands twice",)),
    "responsible_twice": (21, 30, ("“министр” stands twice", "leave one")),
    "unknown_agency": (27, 26, ("unknown role “ведомство”", "район, министр")),
    "excepted_all": (30, 12, ("excepts every row",)),
    "excepted_period_unknown": (32, 22, ("unknown reporting period “квартал”",)),
    "excepted_without_rows": (24, 24, ("no rows by participant", "“для каждого”")),
    # What a deadline counts from
    "anchor_of_two_days": (31, 13, ("“отсчёт” names the one thing",)),
    "anchor_of_unknown_state": (30, 43, ("unknown state “исполнен”", "did you mean “исполнено”")),
    "anchor_of_data_not_given": (
        30,
        42,
        ("event 1 is not given “подпись”", "“подпись: дата” to its “указать”"),
    ),
    "anchor_of_data_without_a_day": (31, 43, ("“подпись” is given as “текст”", "“дата” or “номер и дата”")),
    "anchor_of_unknown_parameter": (
        31,
        24,
        ("unknown parameter “дата опроса”", "did you mean “дата опросов”"),
    ),
    "anchor_of_a_parameter_without_a_day": (
        31,
        24,
        ("“год опроса” is a parameter of the kind “год”", "must be “дата”"),
    ),
    "anchor_of_a_period_without_rows": (30, 13, ("counts from the reporting period", "no rows")),
    "anchor_of_the_due_date_and_a_state": (30, 13, ("“плановый срок” and “состояние”", "leave one")),
    "anchor_of_the_due_date_of_none": (30, 28, ("no deadline for event 1",)),
    "anchor_of_each": (24, 28, ("event 2 has a row for each “район”",)),
    "anchor_without_a_word": (30, 13, ("unknown value “внешнее”", "внешний")),
    "anchor_of_a_period_not_said": (
        32,
        13,
        (
            "counts from “получения отчета”",
            "no reporting period",
            "“отсчёт: {мероприятие: …}”",
            "“отсчёт: внешний”",
        ),
    ),
    "anchor_is_a_number": (30, 14, ("“1” here is not understood", '“отсчёт: {мероприятие: "1"}”')),
    # What an event waits for
    "opens_after_all_of_none": (24, 39, ("unknown event “7”",)),
    "opens_after_an_unknown_state": (30, 54, ("unknown state “исполнен”", "did you mean “исполнено”")),
    "requires_unknown": (30, 19, ("unknown event “7”", "1, 2")),
    "recorded_in_given_no_act": (32, 28, ("names an act as “акт”", "“акт: номер и дата”", "“указать”")),
    "recorded_in_where_no_act_is": (31, 48, ("recorded in event 1 with “исполнить”", "“номер и дата”")),
    "recorded_in_with_an_unknown_action": (31, 63, ("unknown action “изменить”", "исполнить")),
    "soft_target_not_given": (30, 44, ("event 1 is not given “график”", "“указать”")),
    "survey_of_an_unknown_role": (24, 26, ("unknown role “районы”", "did you mean “район”")),
    "met_by_an_unknown_word": (24, 20, ("unknown value “отправлением”", "did you mean “направлением”")),
    # Rows inside a case
    "sheet_and_survey": (41, 7, ("either “лист” or “опрос”",)),
    "sheet_of_an_unknown_flow": (34, 16, ("unknown flow “строки”",)),
    "sheet_row_with_a_time_limit": (41, 16, ("the state “ждёт”", "“срок”", "cannot have yet")),
    "sheet_row_with_a_step_skipped": (
        41,
        16,
        ("the action “согласовать”", "“пропускается у”", "whole sheet"),
    ),
    "skipped_for_an_unknown_role": (17, 78, ("unknown role “министер”", "did you mean “министр”")),
    "sheet_without_rows": (41, 7, ("no rows", "“строки”", "“строки из”", "“пополняется: да”")),
    "sheet_row_twice": (42, 38, ("“Решение 1” stands twice",)),
    "sheet_rows_of_a_role_without_rows": (42, 25, ("no rows by “министр”", "“для каждого”")),
    "sheet_rows_of_an_unknown_column": (
        42,
        42,
        ("unknown column “показатель”", "did you mean “показатели”"),
    ),
    "dates_in_order_not_given": (20, 79, ("“исполнить” is not given “дата”", "add “дата: дата”")),
    "sheet_range_not_understood": (11, 50, ("“3.1-3.2.1” is not understood", "name each row")),
    "sheet_open_twice": (42, 55, ("another section of this heading",)),
    "sheet_title_of_no_row": (43, 23, ("unknown row “1.4”", "did you mean “1.3”")),
    "sheet_data_of_no_row": (43, 23, ("unknown row “1.4”", "did you mean “1.3”")),
    "sheet_heading_of_no_row": (43, 21, ("unknown row “1.4”", "did you mean “1.3”")),
    "sheet_heading_in_braces": (40, 19, ("unknown value “число”", "конец периода")),
    "sheet_excepts_without_periods": (46, 14, ("the key “периоды” is missing",)),
    "sheet_excepts_nothing": (46, 14, ("excepts no row", "“строки”")),
    "sheet_excepts_without_a_column": (46, 25, ("say in “строки из” which",)),
    "sheet_excepts_a_row_not_listed": (13, 70, ("unknown row “1.4”",)),
    "sheet_excepts_an_unknown_row": (46, 23, ("unknown row “Решение 2”", "did you mean “Решение 1”")),
    "sheet_excepts_a_period_it_has_not": (44, 43, ("unknown reporting period “год”",)),
    "sheet_before_an_unknown_action": (43, 20, ("unknown action “согласовать”", "исполнить")),
    "sheet_before_an_unknown_state": (43, 37, ("unknown state “согласованы”", "“согласована”")),
    "sheet_before_without_a_state": (43, 20, ("before “исполнить”", "“все”", "“хотя бы одна”")),
    # Flows
    "unknown_shared_flow": (5, 17, ("unknown flow “рассмотрения”", "did you mean “рассмотрение”")),
    "shared_flow_and_own": (5, 17, ("a flow “исполнение” of its own",)),
    "shared_flow_twice": (5, 30, ("“направление” stands twice",)),
    "shared_flow_not_taken": (23, 14, ("“рассмотрение” comes with srok", "“общие порядки: [рассмотрение]”")),
    "flow_without_its_addressee": (24, 14, ("speaks of the addressee", "“кому”")),
    "state_limit_no_term": (15, 44, ("a state has so many days or hours", "“1 рабочий день”")),
    "state_anchor_not_given": (15, 68, ("“исполнить” is not given “дата внесения”", "“указать”")),
    "state_anchor_without_limit": (15, 46, ("no “срок”",)),
    "unknown_kind_of_data": (17, 77, ("unknown value “номер и дат”", "did you mean “номер и дата”")),
    "state_twice_in_an_action": (17, 35, ("“ожидается” stands twice",)),
    # Roles and reminders
    "role_with_a_reserved_name": (10, 3, ("“исполнитель” already means something", "another name")),
    "role_above_itself": (9, 22, ("“министр” cannot stand above itself",)),
    "role_above_unknown": (9, 22, ("unknown role “губернатор”",)),
    "member_of_an_unknown_role": (9, 41, ("unknown role “куратор”",)),
    "appointed_by_no_event": (10, 41, ("unknown event “4”",)),
    "moving_by_an_unknown_role": (7, 24, ("unknown role “министерство”",)),
    "listed_of_an_unknown_role": (23, 36, ("unknown role “районы”", "did you mean “район”")),
    "removing_by_an_unknown_role": (7, 45, ("unknown role “районы”", "did you mean “район”")),
    "copy_to_nobody": (7, 40, ("unknown role “кураторы”", "did you mean “куратор”")),
    "unknown_ladder": (25, 18, ("unknown ladder of reminders “короткие”", "did you mean “короткая”")),
    "no_time_of_day": (7, 27, ("“25:00” is not a time of day", "17:00")),
    # The document and calendars
    "force_backwards": (5, 43, ("until 01.01.2016", "its first day, 01.02.2016")),
    "calendar_half_said": (3, 12, ("“+”", "missing")),
    "calendar_not_quite": (3, 12, ("“Республика Алтаи”", "“ru-al”")),
    "calendar_of_an_event": (24, 16, ("“ru-all”", "“ru-al”")),
    # Examples
    "example_of_an_unknown_period": (33, 22, ("unknown reporting period “квартал”", "год")),
    "example_of_no_period": (33, 5, ("event 2 has a row for each reporting period", "“период: год”")),
    "example_of_several_periods": (33, 22, ("“квартал” are several",)),
    "example_of_an_unknown_parameter": (32, 54, ("unknown parameter “год”", "отчётный год")),
    "example_of_a_misfit": (32, 69, ("“двадцатый” is not a value",)),
    # In English
    "english_key_in_russian": (4, 1, ("“часовой пояс” mixes two languages", "“timezone”")),
    "english_key_misspelled": (22, 5, ("unknown key “deadlin”", "did you mean “deadline”")),
    "english_unknown_role": (21, 18, ("unknown role “минстр”",)),
    "english_no_anchor": (28, 15, ("counts from “опроса”", "say in “anchor”")),
    "english_period_in_russian": (28, 23, ("“период” mixes two languages", "“period”")),
    "english_year_typed_oddly": (8, 22, ("write “report - 1”",)),
    "english_flow_without_its_addressee": (24, 11, ("say in “to”",)),
}
#: The same for files that can be used all the same, with a warning.
WARNED: dict[str, tuple[int, int, tuple[str, ...]]] = {
    "unused_role": (10, 3, ("names the role “губернатор”",)),
    "unused_flow": (18, 3, ("goes through the flow “лишний”",)),
    "unused_shared_flow": (5, 17, ("goes through the flow “рассмотрение”",)),
    "unused_ladder": (5, 12, ("uses the ladder “короткая”",)),
    "unused_parameter": (5, 13, ("depends on the parameter “отчётный год”",)),
    "unused_periods": (5, 11, ("no event has rows", "“для каждого”")),
    "out_of_force": (29, 11, ("31.07.2016", "от 01.02.2016 № 5: from 01.02.2016 to 30.06.2016")),
    "out_of_force_by_default": (31, 12, ("01.03.2018", "№ 5: until 30.06.2017")),
    "excepted_nobody_known": (30, 25, ("“Ачинcк” is no participant",)),
    "example_counted_from_nothing": (31, 54, ("counts from nothing", "“считать от”")),
    "anchor_unneeded": (30, 28, ("“отсчёт” only orders", "“открывается после”")),
    "anchor_external_unneeded": (30, 13, ("has a date of its own", "“отсчёт” does nothing here")),
    "year_planned_before_the_current": (7, 38, ("“планируемый” is not the year after “текущий”",)),
    "year_planned_two_later": (9, 43, ("“планируемый” is not the year after “текущий”",)),
    "doubtful_words": (22, 11, ("“до”", "“включительно”")),
}


def test_every_broken_file_has_its_row():
    assert {path.stem for path in BROKEN.glob("*.yaml")} == {*MISTAKES, *WARNED}


@pytest.mark.parametrize("name", [*MISTAKES, *WARNED])
def test_mistake(name: str):
    line, column, words = {**MISTAKES, **WARNED}[name]
    found = read_definition((BROKEN / f"{name}.yaml").read_bytes(), f"{name}.yaml")
    assert (found.definition is None) == (name in MISTAKES)
    (problem,) = found.problems
    assert (problem.file, problem.line, problem.column) == (f"{name}.yaml", line, column)
    assert problem.severity == ("error" if name in MISTAKES else "warning")
    for word in words:
        assert word in str(problem.message)
