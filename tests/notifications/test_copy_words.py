"""A copy says that it is one, whose deadlines it brings, and as what its reader has it."""

from dataclasses import replace
from pathlib import Path

import pytest

from calendars.saying import ENGLISH
from definitions import CURATOR, HEAD, SUPERIOR
from notifications import render
from notifications.digest import Digest
from workflow import Participant
from workflow.participants import correspondents_of

DATA = Path(__file__).parent / "data"
FIRST = Participant("Ачинск", "ОМСУ", timezone="Asia/Omsk", curator="Орлова", curator_email="o@example.org")
SECOND = replace(FIRST, name="Боготол", timezone="Asia/Krasnoyarsk", curator_email="O@Example.org")


def text(digest: Digest) -> str:
    return render(digest, ENGLISH).text


@pytest.fixture(scope="session")
def copied(digest: Digest) -> Digest:
    line = replace(digest.lines[0], copy_as=CURATOR, copy_of=("Ачинск",), subject="Ачинск")
    other = replace(line, copy_of=("Боготол",), subject="Боготол")
    return replace(digest, recipient="Орлова О. О.", salutation="", lines=(line, other))


@pytest.mark.parametrize("part", ["txt", "html"])
def test_a_copy_reads_as_it_was_approved(copied: Digest, part: str):
    letter = render(copied, ENGLISH)
    shown = letter.html if part == "html" else f"{letter.subject}\n\n{letter.text}"
    assert shown == (DATA / f"copy_en.{part}").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("stand", "words"),
    [
        (HEAD, "as the head"),
        (CURATOR, "as the curator"),
        (SUPERIOR, "as the superior body"),
        ("министерство", "by the rules of reminders"),
    ],
)
def test_a_copy_says_as_what_it_comes(copied: Digest, stand: str, words: str):
    lines = tuple(replace(line, copy_as=stand) for line in copied.lines)
    assert f"Орлова О. О. receives it {words}." in text(replace(copied, lines=lines))


def test_many_are_counted(copied: Digest):
    names = tuple(f"Город {at}" for at in range(61))
    lines = (replace(copied.lines[0], copy_of=names),)
    assert "Город 4 and 56 more" in text(replace(copied, lines=lines))


def test_a_letter_of_ones_own_marks_what_is_a_copy(copied: Digest, digest: Digest):
    mixed = text(replace(digest, lines=(copied.lines[0], digest.lines[1])))
    assert "takes part in" in mixed
    assert mixed.count("A copy for information") == 1
    assert "A copy for information" not in text(digest)


def test_one_person_beside_two_participants_is_one_and_two_of_one_name_are_two():
    assert FIRST.to_curator.name == SECOND.to_curator.name == "Орлова <o@example.org>"
    namesake = replace(SECOND, curator_email="other@example.org")
    assert namesake.to_curator.name != FIRST.to_curator.name
    found = correspondents_of((FIRST, SECOND))
    assert {name for name in found if "@" in name} == {"Орлова <o@example.org>"}
    assert found["Орлова <o@example.org>"].timezone == ""
    assert found["Орлова (Ачинск)"].timezone == "Asia/Omsk"
    assert correspondents_of((FIRST,))["Орлова <o@example.org>"].timezone == "Asia/Omsk"
