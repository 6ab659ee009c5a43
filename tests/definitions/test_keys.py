"""The two sets of keys are one table."""

from definitions.keys import ENGLISH, ENGLISH_VALUES, RUSSIAN, RUSSIAN_VALUES, spelled


def test_keys_are_a_bijection():
    assert len(set(RUSSIAN.values())) == len(RUSSIAN)
    assert {ENGLISH[russian]: russian for russian in ENGLISH} == RUSSIAN


def test_no_key_belongs_to_both_languages():
    assert not RUSSIAN.keys() & ENGLISH.keys()


def test_words_that_stand_as_values_are_a_bijection():
    assert {ENGLISH_VALUES[russian]: russian for russian in ENGLISH_VALUES} == RUSSIAN_VALUES


def test_a_key_is_spelled_in_the_language_of_its_file():
    assert (spelled("deadline", "ru"), spelled("deadline", "en")) == ("срок", "deadline")


def test_no_word_that_stands_as_a_value_belongs_to_both_languages():
    assert not RUSSIAN_VALUES.keys() & ENGLISH_VALUES.keys()
