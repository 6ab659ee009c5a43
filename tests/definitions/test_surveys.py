"""A survey that decides for whom another item is asks so that nobody can be taken for the wrong one."""

from pathlib import Path

import pytest

from calendars.errors import Problem
from definitions import read_definition

SMALL = (Path(__file__).parent / "data" / "small.yaml").read_text()


def problems(answers: str, unanswered: str = "не опрошен") -> list[Problem]:
    """Return what is said of the small plan with a survey at item 1, by which it is decided for whom item 2 is."""
    survey = f"опрос: {{для каждого: район, заполняет: министр, ответ: {answers}, нет ответа: {unanswered}}}"
    text = SMALL.replace("срок: 8 июня 2016 г.", f"срок: 8 июня 2016 г.\n    {survey}")
    named = 'только для: {названных в: "1", сведения: этапы}'
    text = text.replace("срок: июль 2016 г.", f"срок: июль 2016 г.\n    {named}")
    return list(read_definition(text.encode(), "план.yaml").problems)


@pytest.mark.parametrize(
    "answers", ["{этапы: [есть, нет]}", "{этапы: [не выполнены, нет]}", "{этапы: число}"]
)
def test_what_can_be_told_yes_from_no_decides(answers: str):
    assert problems(answers) == []


@pytest.mark.parametrize("answers", ["[этапы]", "{этапы: текст, прочее: число}"])
def test_free_words_decide_with_a_warning(answers: str):
    (problem,) = problems(answers)
    assert problem.severity == "warning"
    assert "free words decide for whom event 2 is" in str(problem.message)
    assert "“ответ: {этапы: [yes, no]}”" in str(problem.message)


@pytest.mark.parametrize("answers", ["{этапы: [есть, были]}", "{этапы: [нет, no]}"])
def test_words_that_all_mean_the_same_decide_nothing(answers: str):
    (problem,) = problems(answers)
    assert problem.severity == "error"
    assert "event 2 is for those whose answer is any word but “no”" in str(problem.message)


@pytest.mark.parametrize(
    ("answers", "unanswered"), [("{этапы: число}", "нет"), ("{этапы: [есть, нет]}", "есть")]
)
def test_no_answer_is_not_an_answer(answers: str, unanswered: str):
    (problem,) = problems(answers, unanswered)
    assert f"“{unanswered}” is an answer itself" in str(problem.message)
