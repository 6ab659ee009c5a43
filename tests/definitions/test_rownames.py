"""Rows listed in one text, as appendix 1 of order 337 lists the indicators of an agency."""

import pytest

from definitions.rownames import misread, row_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1.1", ("1.1",)),
        ("2.2, 5.3, 5.4", ("2.2", "5.3", "5.4")),
        ("3.3-3.12", tuple(f"3.{number}" for number in range(3, 13))),
        ("1.2 – 1.4; 2.1", ("1.2", "1.3", "1.4", "2.1")),
        ("5.5.-5.7.", ("5.5", "5.6", "5.7")),
        ("1-3", ("1", "2", "3")),
        ("3.1, 3.1-3.2", ("3.1", "3.2")),
        ("Решение о дорожно-строительной технике", ("Решение о дорожно-строительной технике",)),
        ("", ()),
    ],
)
def test_what_a_text_lists(text: str, names: tuple[str, ...]):
    assert row_names(text) == names
    assert list(misread(text)) == []


@pytest.mark.parametrize("text", ["3.1-3.2.1", "1.4-1.2", "1.2-2.4", "1.1-1.9999", "2.1-2.1"])
def test_a_range_that_cannot_be_counted_through(text: str):
    assert list(misread(f"1.1, {text}")) == [text]
    assert row_names(text) == (text,)
