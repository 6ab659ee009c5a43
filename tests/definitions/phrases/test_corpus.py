"""Every phrase of the corpus is read as its documents mean it, or refused; none is misread."""

from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter

from definitions.phrases import Reading, describe, read_phrase, reading_to_json

Row = dict[str, Any]
Read = Callable[[str], Row | None]
Deciding = Callable[[Row], Row]
READINGS: TypeAdapter[Reading] = TypeAdapter(Reading)
READ_RIGHTLY = 0.96


def named(reading: Row) -> tuple[str, str | None, bool]:
    return reading["type"], reading.get("bound"), bool(reading.get("anchor"))


def test_every_phrase_of_the_krasnoyarsk_plan_is_read(plan_row: Row, read: Read, deciding: Deciding) -> None:
    found = read(plan_row["text"])
    assert found is not None
    assert (deciding(found), named(found)) == (deciding(plan_row["gold"]), named(plan_row["gold"]))


def test_no_real_phrase_is_misread(real_row: Row, read: Read, deciding: Deciding) -> None:
    found = read(real_row["text"])
    assert found is None or deciding(found) == deciding(real_row["gold"])


def test_our_own_phrases_are_read_or_refused_as_they_should_be(
    own_row: Row, read: Read, deciding: Deciding
) -> None:
    found = read(own_row["text"])
    assert (found and deciding(found)) == (own_row["gold"] and deciding(own_row["gold"]))


def test_most_real_phrases_are_read_and_named_rightly(real: list[Row], read: Read) -> None:
    right = [row["id"] for row in real if (found := read(row["text"])) and named(found) == named(row["gold"])]
    assert len(right) >= READ_RIGHTLY * len(real)


def test_what_is_described_reads_again_to_the_same_dates(row: Row, read: Read, deciding: Deciding) -> None:
    found = read(row["text"])
    if found is not None:
        again = read(describe(read_phrase(row["text"])))
        assert again is not None
        assert deciding(again) == deciding(found)


def test_a_reading_survives_json(row: Row, read: Read) -> None:
    if read(row["text"]) is not None:
        reading = read_phrase(row["text"])
        assert READINGS.validate_json(READINGS.dump_json(reading)) == reading


def test_an_anchor_is_cut_from_the_phrase_as_written(row: Row, read: Read) -> None:
    if read(row["text"]) is not None:
        reading = read_phrase(row["text"])
        anchor = getattr(reading, "anchor", None)
        assert anchor is None or row["text"][slice(*reading.anchor_at)] == anchor


def test_the_public_keys_have_no_empty_values(row: Row, read: Read) -> None:
    if read(row["text"]) is not None:
        found = reading_to_json(read_phrase(row["text"]))
        assert not [key for key, value in found.items() if value in (None, "", [], {})]
