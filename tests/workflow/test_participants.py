"""A participants file is read however Excel saved it, and no row is lost unseen."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from definitions import Definition
from workflow import Participant, read_csv, read_participants

TABLE = (
    "Название;Роль;Почта;Глава;Куратор\n"
    "Ачинск;ОМСУ;achinsk@example.org;Иванов И.И.;Петрова А.А.\n"
    "Северо-Енисейский район;;se@example.org;;\n"
    "Минэкономразвития;министерство;;;\n"
)


def found_in(data: bytes | str, definition: Definition):
    return read_participants(data.encode() if isinstance(data, str) else data, "кто.csv", definition)


def told(data: bytes | str, definition: Definition) -> list[tuple[int, int, str]]:
    return [(one.line, one.column, str(one.message)) for one in found_in(data, definition).problems]


@pytest.fixture(scope="module")
def expected() -> tuple[Participant, ...]:
    return (
        Participant(
            "Ачинск", "ОМСУ", email="achinsk@example.org", head="Иванов И.И.", curator="Петрова А.А."
        ),
        Participant("Северо-Енисейский район", "ОМСУ", email="se@example.org"),
        Participant("Минэкономразвития", "министерство"),
    )


SAVED = {
    "UTF-8": TABLE.encode(),
    "UTF-8 with a byte order mark": codecs.BOM_UTF8 + TABLE.encode(),
    "windows-1251": TABLE.encode("cp1251"),
    "Excel's Unicode": TABLE.replace(";", "\t").encode("utf-16"),
    "commas": TABLE.replace(";", ",").encode(),
    "tabs": TABLE.replace(";", "\t").encode(),
    "windows line ends": TABLE.replace("\n", "\r\n").encode(),
    "old mac line ends": TABLE.replace("\n", "\r").encode(),
    "empty rows": ("\n" + TABLE.replace("\n", "\n;;;;\n\n")).encode(),
    "every value in quotes": "\n".join(
        ";".join(f'"{cell}"' for cell in line.split(";")) for line in TABLE.splitlines()
    ).encode(),
    "no-break spaces, soft hyphens, spaces around": TABLE.replace("Енисейский ", "Ени\u00adсейский\u00a0")
    .replace(";", " ;\u00a0")
    .encode(),
    "a name in two lines of a cell": TABLE.replace(
        "Северо-Енисейский район", '"Северо-Енисейский\nрайон"'
    ).encode(),
    "English columns": TABLE.replace(
        "Название;Роль;Почта;Глава;Куратор", "name;role;email;head;curator"
    ).encode(),
    "columns in another case": TABLE.replace("Название;Роль", "НАЗВАНИЕ;роль").encode(),
}


@pytest.mark.parametrize("name", SAVED)
def test_however_it_is_saved(definition: Definition, expected, name: str):
    found = found_in(SAVED[name], definition)
    assert found.problems == ()
    assert found.participants == expected


def test_every_column(definition: Definition):
    english = "name,role,kind,code,timezone,email,head,head_email,salutation,curator,curator_email"
    russian = (
        "наименование,роль,вид,октмо,часовой пояс,e-mail,глава,почта главы,обращение,куратор,почта куратора"
    )
    row = "Канск,ОМСУ,городской округ,04720000,Asia/Krasnoyarsk,k@x.ru,Сидоров,g@x.ru,Уважаемый,Орлова,o@x.ru"
    one, other = (found_in(f"{header}\n{row}\n", definition) for header in (english, russian))
    assert one == other
    assert one.problems == ()
    assert tuple(vars(one.participants[0]).values())[:11] == tuple(row.split(","))


BROKEN = {
    "an empty file": ("", [(1, 1, "is empty")]),
    "only separators": (";;\n;;\n", [(1, 1, "is empty")]),
    "only a header": ("название;почта\n", [(1, 1, "no rows")]),
    "no column of names": ("роль;почта\nОМСУ;a@x.ru\n", [(1, 1, "“name” is missing")]),
    "an unknown column": ("название;пчта\nАчинск;\n", [(1, 2, "did you mean “почта”")]),
    "a column twice": ("название;почта;email\nАчинск;a@x.ru;b@x.ru\n", [(1, 3, "“email” stands twice")]),
    "a name twice": ("название\nАчинск\nКанск\nАчинск\n", [(4, 1, "“Ачинск” stands twice; first in line 2")]),
    "a name twice, with a no-break space": (
        "название\nг. Ачинск\nг.\u00a0Ачинск\n",
        [(3, 1, "“г. Ачинск” stands twice; first in line 2")],
    ),
    "no name": ("название;почта\n;a@x.ru\n", [(2, 1, "without a name")]),
    "an unknown role": ("название;роль\nАчинск;ОМСЯ\n", [(2, 1, "unknown role “ОМСЯ”; did you mean “ОМСУ”")]),
    "an unknown zone": (
        "название;часовой пояс\nАчинск;Красноярск\n",
        [(2, 1, "unknown time zone “Красноярск”")],
    ),
    "two addresses in a cell": (
        'название;почта\nАчинск;"a@x.ru; b@y.ru"\n',
        [(2, 1, "“a@x.ru; b@y.ru” is not an e-mail address")],
    ),
    "two addresses without quotes": (
        "название;почта\nАчинск;a@x.ru; b@y.ru\n",
        [(2, 3, "more values than the header")],
    ),
    "quotes that do not end": (
        'название;почта\nАчинск;\n"Канск;k@x.ru\nНорильск;\n',
        [(3, 1, "quotation marks do not pair")],
    ),
    "quotes inside a value in quotes": (
        'название;глава\nАчинск;"Иванов "старший" И."\n',
        [(2, 1, "quotation marks do not pair")],
    ),
    "neither UTF-8 nor windows-1251": (
        b"name\n\xd0\x98\xff\x98\n",
        [(1, 1, "neither UTF-8 nor windows-1251")],
    ),
    "several at once": (
        "название;роль;почта\nАчинск;ОМСЯ;нет\n;ОМСУ;\nКанск;ОМСУ;k@x\n",
        [
            (2, 1, "unknown role"),
            (2, 1, "“нет” is not an e-mail address"),
            (3, 1, "without a name"),
            (4, 1, "“k@x” is not an e-mail address"),
        ],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong(definition: Definition, name: str):
    data, expected = BROKEN[name]
    found = told(data, definition)
    assert [(line, column) for line, column, _ in found] == [(line, column) for line, column, _ in expected]
    for (_, _, message), (_, _, words) in zip(found, expected, strict=True):
        assert words in message


@pytest.mark.parametrize(
    "address",
    ["a@x.ru", "ivan.petrov+plan@econ.krskstate.ru", "почта@министерство.рф", "A_B@X-Y.org"],
)
def test_an_address(definition: Definition, address: str):
    assert told(f"название,почта\nАчинск,{address}\n", definition) == []


@pytest.mark.parametrize(
    "address",
    ["нет", "a@x", "a@@x.ru", "a@.ru", "a@x..ru", "a@x.", "@x.ru", "a b@x.ru", "Иванов <a@x.ru>", "mailto:a@x.ru",
     "a@x.ru b@y.ru", "a@x.ru/b@y.ru", "a@x.r"],
)  # fmt: skip
def test_not_an_address(definition: Definition, address: str):
    assert "is not an e-mail address" in told(f"название,почта\nАчинск,{address}\n", definition)[0][2]


def test_where_two_roles_are_marked_a_participant_must_name_its_own(changed):
    definition = changed(
        ("министр: {}", "министр: {каждый: да}"),
        ("ответственный: министр", "ответственный: район\n    для каждого: район"),
    )
    assert "unknown role “”" in told("название\nСеверный\n", definition)[0][2]


def test_rows_know_their_lines():
    table = 'a;b\n\n"один\nдва";2\n\n3;4\n'.encode()
    assert list(read_csv(table)) == [(1, ["a", "b"]), (3, ["один\nдва", "2"]), (6, ["3", "4"])]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80) | st.text(alphabet='name;,\t\n\r" @.ё\x00', max_size=60).map(str.encode))
def test_any_bytes_give_participants_or_problems(definition: Definition, data: bytes):
    found = found_in(data, definition)
    assert found.problems or found.participants
