"""What kind of file the bytes are, and whether a package of Word or Excel is safe to open."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias

from calendars.errors import InputError
from calendars.saying import Text, say

Kind: TypeAlias = Literal["word", "excel", "text"]

_MAX_UNPACKED = 100_000_000
_MAX_XML = 30_000_000
_MAX_PARTS = 5_000
_MAX_AREA = 1_000_000  # cells that merged ranges and links may cover: openpyxl walks every one

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = re.compile(rb"<!DOCTYPE|<\0!\0D\0O\0C\0T\0Y\0P\0E\0|\0<\0!\0D\0O\0C\0T\0Y\0P\0E", re.IGNORECASE)
_RANGE = re.compile(
    rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*\bref\s*=\s*["']([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)["']"""
)


def kind_of(data: bytes, suffix: str) -> Kind:
    """Return what the bytes are; raises InputError for what cannot be read, with what to do about it."""
    if data.startswith(_OLE):
        raise InputError(_old_format(data, suffix))
    if data.startswith(b"PK"):
        return _package_kind(data)
    if suffix in (".tsv", ".csv", ".txt"):
        return "text"
    if suffix in (".docx", ".xlsx"):
        raise InputError(say("this is no file of Word or Excel: open it and save it again as .docx or .xlsx"))
    raise InputError(say("a plan is read from .docx, .xlsx, .tsv or .csv; save this file as one of these"))


def _old_format(data: bytes, suffix: str) -> Text:
    if _ENCRYPTED in data:
        return say("the file is protected with a password: take the protection off and save it again")
    if suffix.startswith(".x"):
        return say("this is the old format of Excel: open the file and save it as .xlsx")
    return say("this is the old format of Word: open the file and save it as .docx")


def _package_kind(data: bytes) -> Kind:
    with damage_told(), zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        names = [part.filename for part in parts]
        _check_sizes(parts)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                _check_part(part.filename, package.read(part))
    if any(name.startswith("word/") for name in names):
        return "word"
    if any(name.startswith("xl/") for name in names):
        return "excel"
    raise InputError(say("this archive is no document of Word or Excel: save the plan as .docx or .xlsx"))


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    # zipfile reads no more of a part than is declared here, so a bomb cannot lie about its size.
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED or xml > _MAX_XML:
        raise InputError(say("the file is too large when it is unpacked: leave only the plan in it"))


def _check_part(name: str, xml: bytes) -> None:
    if _DOCTYPE.search(xml):
        raise InputError(
            say("the part {name} of the file holds a DTD, which no plan needs: refused", name=name)
        )
    if name.startswith("xl/worksheets/") and sum(_areas(xml)) > _MAX_AREA:
        raise InputError(
            say("merged cells or links cover the whole sheet in {name}: take them off", name=name)
        )


def _areas(xml: bytes) -> Iterator[int]:
    """Yield how many cells each range of a sheet covers."""
    for left, top, right, bottom in _RANGE.findall(xml):
        yield (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn whatever a library makes of a damaged file into one sentence."""
    try:
        yield
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - the libraries raise dozens of kinds, and every one means the same here
        raise InputError(
            say("the file is damaged or protected: open it in Word or Excel and save it again")
        ) from None
