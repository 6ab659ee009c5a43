"""srok speaks Russian unless asked otherwise, and English where a language has no file."""

import pytest

from calendars.saying import ENGLISH
from srok.i18n import catalog, current, use


@pytest.fixture(autouse=True)
def _no_choice(monkeypatch):
    monkeypatch.delenv("SROK_LANG", raising=False)
    use(None)
    yield
    use(None)


@pytest.mark.parametrize("language", ["en", "xx"])
def test_a_language_without_a_file_is_english(language: str):
    assert catalog(language) is ENGLISH


def test_russian_is_spoken_unless_asked_otherwise():
    assert current() is catalog("ru")


def test_the_environment_chooses_and_the_option_goes_before_it(monkeypatch):
    monkeypatch.setenv("SROK_LANG", "en")
    assert current() is ENGLISH
    use("ru")
    assert current() is catalog("ru")
