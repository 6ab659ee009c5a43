"""A letter tells an official in five seconds what to do."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from calendars.saying import ENGLISH, Catalog
from notifications.digest import _TEMPLATES, SUBJECT_LENGTH, Digest, Line, render

DATA = Path(__file__).parent / "data"
FRIDAY = date(2016, 11, 18)


class Page(HTMLParser):
    """The words a reader sees, the tags, and every attribute."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.words += data.split()


@pytest.fixture(params=["ru", "en"])
def language(request, russian) -> tuple[str, Catalog]:
    return request.param, russian if request.param == "ru" else ENGLISH


@pytest.mark.parametrize("rehearsal", [None, "город Канск <kansk@example.org>"], ids=["real", "rehearsal"])
@pytest.mark.parametrize("part", ["txt", "html"])
def test_the_letter_reads_as_it_was_approved(digest, language, part, rehearsal):
    """The files in data/ were read by people; change them only after looking at the letter anew."""
    name, catalog = language
    letter = render(replace(digest, rehearsal_for=rehearsal), catalog)
    approved = DATA / f"digest_{name}{'_rehearsal' if rehearsal else ''}.{part}"
    shown = letter.html if part == "html" else f"{letter.subject}\n\n{letter.text}"
    assert shown == approved.read_text(encoding="utf-8")


@pytest.mark.parametrize("part", ["txt", "html"])
def test_a_letter_of_steps_and_targets_reads_as_it_was_approved(softer, language, part):
    name, catalog = language
    letter = render(softer, catalog)
    approved = (DATA / f"steps_{name}.{part}").read_text(encoding="utf-8")
    assert (letter.html if part == "html" else f"{letter.subject}\n\n{letter.text}") == approved


@pytest.mark.parametrize(
    ("at", "subject"),
    [
        (0, "п. 22, на рассмотрении: сегодня последний день — Рассмотрение проекта…"),
        (3, "п. 19: ориентир 23.11.2016 — Направление проекта муниципальной стратегии"),
        (5, "п. 19: сообщите: Минэкономразвития — Направление проекта муниципальной…"),
    ],
)
def test_the_subject_of_a_step_names_its_state_and_a_target_is_no_deadline(softer, russian, at, subject):
    assert render(replace(softer, lines=(softer.lines[at],)), russian).subject == subject


@pytest.mark.parametrize(
    ("rung", "subject"),
    [
        ("overdue", "п. 3: просрочено на 3 рабочих дня — Доработка материалов «ОМСУ» & <a…"),
        ("today", "п. 10: сегодня последний день — Направление в министерство разделов проектов…"),
        ("ahead", "п. 12: остался 1 рабочий день, срок 21.11.2016 — Проведение заседаний рабочей…"),
        ("opened", "п. 20: можно приступать — Общественное обсуждение проекта"),
        ("moved", "п. 21: новый срок 30.12.2016 — Утверждение муниципальной стратегии"),
    ],
)
def test_a_letter_of_one_deadline_says_in_its_subject_what_it_is(digest, lines, russian, rung, subject):
    assert render(replace(digest, lines=(lines[rung],)), russian).subject == subject


def test_a_subject_of_many_names_the_most_urgent_and_counts_the_rest(digest, russian):
    subject = render(digest, russian).subject
    assert subject == "5 сроков — просрочено: п. 3; сегодня: п. 10; скоро: п. 12; ещё 2"


def test_a_subject_counts_where_even_the_most_urgent_are_too_many_to_name(digest, lines, russian):
    overdue = tuple(replace(lines["overdue"], event=str(number)) for number in range(100, 127))
    subject = render(replace(digest, lines=(*overdue, lines["today"])), russian).subject
    assert subject == "28 сроков — просрочено: 27; сегодня: 1"


def test_an_item_due_for_many_municipalities_is_named_once(digest, lines, russian):
    many = tuple(replace(lines["today"], subject=f"МО {number}") for number in range(61))
    assert render(replace(digest, lines=many), russian).subject == "61 срок — сегодня: п. 10"


def test_an_item_known_by_a_name_is_called_by_it(digest, lines, russian):
    line = replace(lines["opened"], event="соглашение")
    assert render(replace(digest, lines=(line,)), russian).subject.startswith("соглашение: можно")


@pytest.mark.parametrize("rehearsal", [None, "город Канск"])
@pytest.mark.parametrize("count", [1, 2, 1000])
def test_a_subject_is_short_and_on_one_line(digest, lines, language, count, rehearsal):
    every = [replace(line, title="слово " * 50 + "\r\nBcc: all@example.org") for line in lines.values()]
    digest = replace(digest, lines=tuple(every * count)[: max(count, 1)], rehearsal_for=rehearsal)
    subject = render(digest, language[1]).subject
    assert len(subject) <= SUBJECT_LENGTH
    assert subject.isprintable()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, ("сегодня последний рабочий день", "просрочено")),
        (1, ("остался 1 рабочий день", "просрочено на 1 рабочий день")),
        (2, ("осталось 2 рабочих дня", "просрочено на 2 рабочих дня")),
        (5, ("осталось 5 рабочих дней", "просрочено на 5 рабочих дней")),
        (11, ("осталось 11 рабочих дней", "просрочено на 11 рабочих дней")),
        (21, ("остался 21 рабочий день", "просрочено на 21 рабочий день")),
        (43, ("осталось 43 рабочих дня", "просрочено на 43 рабочих дня")),
    ],
)
def test_working_days_are_counted_in_good_russian(digest, lines, russian, days, words):
    left, late = words
    ahead, overdue = replace(lines["ahead"], days=days), replace(lines["overdue"], days=days)
    text = render(replace(digest, lines=(ahead, overdue)), russian).text
    assert f"Срок: 21.11.2016, понедельник; {left}; предварительно\n" in text
    assert f"Срок: 15.11.2016, вторник; {late}\n" in text


def test_sections_come_in_the_order_of_urgency(digest, russian):
    text = render(digest, russian).text
    assert re.findall(r"^([А-ЯЁ ]+: \d+)$", text, re.MULTILINE) == [
        "ПРОСРОЧЕНО: 1",
        "СРОК СЕГОДНЯ: 1",
        "СКОРО СРОК: 1",
        "МОЖНО ПРИСТУПАТЬ: 1",
        "НОВЫЙ СРОК: 1",
    ]


def test_lines_are_sorted_by_date_and_then_as_people_number_items(digest, lines, russian):
    numbers = ["3.10", "10", "2", "3.2", "1", "соглашение"]
    same_day = [replace(lines["ahead"], event=number) for number in numbers]
    later = replace(lines["ahead"], event="0", due=date(2016, 11, 22))
    text = render(replace(digest, lines=(later, *same_day)), russian).text
    shown = re.findall(r"^  (?:п\. )?(\S+)\. Проведение", text, re.MULTILINE)
    assert shown == ["1", "2", "3.2", "3.10", "10", "соглашение", "0"]


def test_a_deadline_of_many_participants_is_told_once_and_names_them_all(digest, lines, language):
    """A ministry's letter has a line for each municipality; the title does not stand there 61 times."""
    names = [f"МО {number}" for number in range(1, 62)]
    many = tuple(replace(lines["ahead"], subject=name) for name in reversed(names))
    letter = render(replace(digest, lines=many), language[1])
    counted = "61 участник" if language[0] == "ru" else "61 participants"
    assert f"{counted}: {', '.join(names)}\n" in letter.text
    assert ", ".join(names) in letter.html
    assert letter.text.count(lines["ahead"].title) == letter.html.count(lines["ahead"].title) == 1
    assert ": 61\n" in letter.text  # the section counts deadlines, not rows


@pytest.mark.parametrize(
    "other",
    [
        {"due": date(2016, 11, 22)},
        {"days": 2},
        {"provisional": False},
        {"moved_from": FRIDAY},
        {"why": None},
        {"event": "13"},
    ],
)
def test_what_differs_in_more_than_its_subject_is_told_apart(digest, lines, russian, other):
    """Whatever the subjects are called, those alike stay together."""
    line = lines["ahead"]
    mixed = [replace(line, subject=name, **(other if name in "БГ" else {})) for name in "АБВГ"]
    text = render(replace(digest, lines=tuple(mixed)), russian).text
    assert "      2 участника: А, В\n" in text
    assert "      2 участника: Б, Г\n" in text


def test_participants_are_named_in_the_order_of_the_alphabet(digest, lines, russian):
    names = ["Ермаковский район", "Ёлкино", "Ачинск", "ЗАТО Солнечный", "МО 10", "МО 9"]
    many = tuple(replace(lines["ahead"], subject=name) for name in names)
    text = render(replace(digest, lines=many), russian).text
    assert "6 участников: Ачинск, Ёлкино, Ермаковский район, ЗАТО Солнечный, МО 9, МО 10\n" in text


def test_sheets_of_one_participant_with_several_agencies_are_no_participants(digest, lines):
    sheets = ("Чемальский район / Минздрав РА", "Чемальский район / Минтруд РА")
    many = tuple(replace(lines["ahead"], subject=name) for name in sheets)
    text = render(replace(digest, lines=many), ENGLISH).text
    assert f"2 cases: {', '.join(sheets)}\n" in text


def test_a_very_long_title_is_whole_on_the_page_and_ends_at_a_word_in_the_text(digest, lines, russian):
    title = " ".join(["мероприятие"] * 30)
    letter = render(replace(digest, lines=(replace(lines["today"], title=title),)), russian)
    assert title in letter.html
    assert re.search(r"\. (мероприятие ){12,}мероприятие…\n", letter.text)


@pytest.mark.parametrize(("ahead", "shown"), [(1, True), (0, False), (-1, False)])
def test_days_left_to_a_moved_deadline_are_told_only_while_it_lies_ahead(
    digest, lines, russian, ahead, shown
):
    moved = replace(lines["moved"], due=FRIDAY + timedelta(days=ahead), days=1)
    text = render(replace(digest, lines=(moved,)), russian).text
    assert ("остался 1 рабочий день" in text) is shown


def test_who_has_no_salutation_is_greeted_all_the_same(digest, russian):
    assert render(replace(digest, salutation=" "), russian).text.startswith("Здравствуйте!\n")


def test_without_a_contact_nobody_is_named(digest, russian):
    assert "По вопросам" not in render(replace(digest, contact=""), russian).text


def test_the_text_is_not_escaped_and_the_page_is(digest, lines, language):
    title = lines["overdue"].title
    letter = render(digest, language[1])
    assert title in letter.text
    assert '<a href="' not in letter.html
    assert set(title.split()) <= set(Page(letter.html).words)


@pytest.mark.parametrize(
    "title",
    ["{{ 7*7 }}", "{% raw %}", "{# x #}", "{number}", "%(number)s", "{{ ''.__class__.__mro__ }}", "{0}"],
)
def test_a_title_is_never_read_as_a_template(digest, lines, language, title):
    letter = render(replace(digest, lines=(replace(lines["today"], title=title),)), language[1])
    assert f"10. {title}\n" in letter.text
    assert set(title.split()) <= set(Page(letter.html).words)


@pytest.mark.parametrize("field", ["title", "event", "phrase", "subject"])
def test_markup_in_any_field_of_a_line_stays_text(digest, lines, language, field):
    line = replace(lines["ahead"], **{field: '"><img src=x onerror=alert(1)>'})
    assert "<img" not in render(replace(digest, lines=(line,)), language[1]).html


@pytest.mark.parametrize("field", ["cycle_title", "recipient", "salutation", "contact", "rehearsal_for"])
def test_markup_in_any_field_of_a_letter_stays_text(digest, language, field):
    digest = replace(digest, **{field: '"><img src=x onerror=alert(1)>'})
    assert "<img" not in render(digest, language[1]).html


def test_a_soft_hyphen_or_a_line_break_from_a_table_cell_is_not_seen(digest, lines, russian):
    line = replace(lines["today"], title="Направ\u00adление\n  раз\u00adделов\u00a0проекта")
    assert "Направление разделов проекта\n" in render(replace(digest, lines=(line,)), russian).text


def test_the_page_fetches_nothing_and_runs_nothing(digest, russian):
    page = Page(render(digest, russian).html)
    assert not page.tags & {"img", "script", "link", "iframe", "style", "form", "a"}
    assert not page.attributes & {"src", "href", "background", "onclick", "onload"}


def test_templates_are_sandboxed_and_strict():
    with pytest.raises(SecurityError):
        _TEMPLATES.from_string("{{ ''.__class__.__mro__ }}").render()
    with pytest.raises(SecurityError):
        _TEMPLATES.from_string("{{ names.append(1) }}").render(names=[])
    with pytest.raises(UndefinedError):
        _TEMPLATES.from_string("{{ nobody }}").render()


def test_the_same_digest_gives_the_same_letter(digest: Digest, lines: dict[str, Line], russian):
    shuffled = replace(digest, lines=tuple(reversed(digest.lines)))
    assert render(shuffled, russian) == render(digest, russian)
