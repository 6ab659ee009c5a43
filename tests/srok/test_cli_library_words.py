"""What the library of the command line says by itself comes out in the reader's language, and as it is in English."""

import pytest

from srok.cli.library_words import in_words


class Marked:
    """A catalog that shows which sentences it was asked for."""

    def gettext(self, message: str) -> str:
        return f"<<{message}>>"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise NotImplementedError


def one_line(text: str) -> str:
    """The message that stands after how to use the command."""
    return next(line for line in text.splitlines() if line.startswith("Error"))


@pytest.mark.parametrize(
    ("arguments", "english", "asked"),
    [
        ("plan", "Error: Missing argument 'FILE'.", "<<Missing argument «FILE».>>"),
        ("rating x", "Error: Missing option '--indicators'.", "<<Missing option «--indicators».>>"),
        ("plna", "Error: No such command 'plna'. Did you mean 'plan'?", "No such command «plna». Did you"),
        ("zzz", "Error: No such command 'zzz'.", "<<No such command «zzz».>>"),
        ("plan --zzz x", "Error: No such option: --zzz", "<<No such option: --zzz>>"),
        ("plan --foo x", "Error: No such option: --foo (Possible options: --format)", "(Possible options:"),
        (
            "plan a b c",
            "Error: Got unexpected extra argument(s) (b c)",
            "unexpected extra argument(s) (b c)>>",
        ),
        ("plan x --set", "Error: Option '--set' requires an argument.", "<<Option «--set» requires an"),
        ("plan x --json=1", "Error: Option '--json' does not take a value.", "<<Option «--json» does not"),
        (
            "calendar show x",
            "Error: Invalid value for 'YEAR': Input should be a valid integer, unable to parse string as an integer",
            "<<Invalid value for «YEAR»: <<Input should be a valid integer",
        ),
        (
            "calendar roll 2016-01-01 x",
            "Error: Invalid value for 'CONVENTION': choose one of: following, preceding, modified_following, none",
            "<<Invalid value for «CONVENTION»: choose one of",
        ),
        (
            "sheet x 1 --format zip",
            "Error: Invalid value for '--format': Value error, 'zip' is not one of 'table', 'json', 'csv', 'docx'.",
            "<<Value error, <<«zip» is not one of «table», «json», «csv», «docx».>>",
        ),
    ],
)
def test_a_command_line_that_cannot_be_read(cli, arguments: str, english: str, asked: str):
    told = cli(*arguments.split())
    assert (told.status, one_line(told.err)) == (2, english)
    assert asked in in_words(english, Marked())
    assert in_words(english, Marked()).startswith("<<Error: ")


def test_how_to_use_it_stands_before(cli):
    first, second, *_ = cli("plan").err.splitlines()
    assert in_words(first, Marked()) == "<<Usage: >>srok plan <<[OPTIONS]>> {FILE}"
    assert in_words(second, Marked()) == "<<Try «srok plan --help» for help.>>"


def test_the_help(cli):
    told = cli("calendar", "add", "--help")
    assert (told.status, told.err) == (0, "")
    help_ = in_words(told.out, Marked())
    for heading in ("<<Usage: >>", "<<Arguments:>>", "<<Options:>>", "<<[required]>>", "<<[default:>> ru]"):
        assert heading in help_
    assert "<<Show this message and exit.>>" in help_
    assert "<str>" not in help_
    assert "--calendar <…>    " in help_
    groups = in_words(cli("--help").out, Marked())
    assert "<<Commands:>>" in groups
    assert "<<COMMAND [ARGS]...>>" in groups


def test_no_command_is_a_call_for_help(cli):
    told = cli("calendar")
    assert (told.status, told.out) == (2, "")
    assert "Commands:" in told.err


def test_in_russian_the_library_says_nothing_in_english(cli, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SROK_LANG", "ru")
    told = cli("plan")
    assert told.status == 2
    for word in ("Usage", "OPTIONS", "Try ", "Error", "Missing"):
        assert word not in told.err
    told = cli("calendar", "add", "--help")
    for word in ("Usage", "Options", "Arguments", "required", "default", "Show this", "<str>"):
        assert word not in told.out
