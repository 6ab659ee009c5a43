"""The catcher keeps what a relay would have been given, under names a person can read."""

import asyncio
import smtplib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from notifications.channels.smtp import SmtpChannel
from notifications.digest import Letter
from notifications.message import build_message
from srok.catcher import Catcher, catch

LETTER = Letter("Срок сегодня: п. 10", "Здравствуйте!\n", "<p>Здравствуйте!</p>\n")


def message(number: int = 1, recipient: str = "achinsk@example.org") -> bytes:
    return build_message(
        LETTER,
        sender="plan@example.org",
        recipient=recipient,
        message_id=f"<{number}@example.org>",
        sent_at=datetime(2016, 11, 18, 9, tzinfo=UTC),
    )


def post(catcher: Catcher, *letters: tuple[str, bytes]) -> None:
    async def batch() -> None:
        async with SmtpChannel(catcher.url) as channel:
            for recipient, content in letters:
                await channel.send("plan@example.org", recipient, content)

    asyncio.run(batch())


def post_raw(catcher: Catcher, recipient: str, content: bytes) -> None:
    host, port = catcher.url.removeprefix("smtp://").split(":")
    with smtplib.SMTP(host, int(port), local_hostname="localhost") as client:
        client.sendmail("plan@example.org", [recipient], content)


def test_a_letter_becomes_a_file_named_after_its_day_and_recipient(tmp_path):
    with catch(tmp_path / "letters") as catcher:
        post(catcher, ("achinsk@example.org", message()))
    (file,) = (tmp_path / "letters").iterdir()
    assert file.name == "2016-11-18-achinsk@example.org.eml"
    assert file.read_bytes() == message()
    assert [letter.path for letter in catcher.letters] == [file]


def test_the_same_letter_twice_is_one_file_and_one_repeat(tmp_path):
    with catch(tmp_path) as catcher:
        post(catcher, ("achinsk@example.org", message()), ("achinsk@example.org", message()))
    assert len(catcher.letters) == len(list(tmp_path.iterdir())) == 1
    assert catcher.repeats == catcher.letters


def test_a_second_letter_of_the_day_gets_a_number(tmp_path):
    with catch(tmp_path) as catcher:
        post(catcher, *[("achinsk@example.org", message(number)) for number in (1, 2, 3)])
    assert [letter.path.name for letter in catcher.letters] == [
        "2016-11-18-achinsk@example.org.eml",
        "2016-11-18-achinsk@example.org-2.eml",
        "2016-11-18-achinsk@example.org-3.eml",
    ]
    assert catcher.repeats == []


@pytest.mark.parametrize(
    "address",
    [
        '"../../evil"@example.org',
        '"..\\..\\evil"@example.org',
        '"/etc/passwd"@example.org',
        '"a:b|c*?<>"@example.org',
        ".hidden@example.org",
        "a" * 60 + "@" + ("b" * 60 + ".") * 3 + "org",
    ],
)
def test_no_address_writes_outside_the_folder(tmp_path, address):
    folder = tmp_path / "letters"
    with catch(folder) as catcher:
        post_raw(catcher, address, message())
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert file.parent == folder
    assert file.name.startswith("2016-11-18-")
    assert len(file.name) < 130
    assert ".." not in file.name
    assert not set(file.name) & set('\\/:*?"<>|')


@pytest.mark.parametrize("date", [b"", b"Date: yesterday\r\n", b"Date: \r\n", b"Date: 99 Nov 2016 25:00\r\n"])
def test_a_letter_without_a_readable_date_is_kept_as_undated(tmp_path, date):
    with catch(tmp_path) as catcher:
        post_raw(catcher, "achinsk@example.org", date + b"Subject: x\r\n\r\ny\r\n")
    assert [letter.path.name for letter in catcher.letters] == ["undated-achinsk@example.org.eml"]


def test_two_catchers_stand_side_by_side(tmp_path):
    with catch(tmp_path / "one") as one, catch(tmp_path / "two") as two:
        assert one.url != two.url
        post(two, ("achinsk@example.org", message()))
    assert (len(one.letters), len(two.letters)) == (0, 1)


def test_afterwards_nothing_listens(tmp_path: Path):
    with catch(tmp_path) as catcher:
        pass
    with pytest.raises(OSError, match="refused"):
        post_raw(catcher, "achinsk@example.org", message())
