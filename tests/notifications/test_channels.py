"""One suite over every channel, and what a real relay may answer to the one that speaks SMTP."""

# ruff: noqa: N802  aiosmtpd finds its hooks by their names and calls them with all it knows

import asyncio
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from socket import create_server

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from calendars.errors import InputError
from notifications.channels import Channel, Deferred, Rejected
from notifications.channels import smtp as smtp_module
from notifications.channels.memory import MemoryChannel
from notifications.channels.smtp import SmtpChannel

MESSAGE = b"Subject: =?utf-8?b?0KHRgNC+0Lo=?=\r\nMessage-ID: <1@example.org>\r\n\r\n.\r\n..dots\r\nend\r\n"
SENDER, ACHINSK, KANSK = "plan@example.org", "achinsk@example.org", "kansk@example.org"


class Relay:
    """Keeps letters; `answers` are given to recipients in turn, then everything is accepted."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.data_answers: list[str] = []
        self.kept: list[tuple[str, str, bytes]] = []
        self.connections = 0
        self.url = ""

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == "drop":
            server.transport.close()
        elif answer == "silence":
            await asyncio.Event().wait()
        elif answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        answer = self.data_answers.pop(0) if self.data_answers else "250 OK"
        if answer.startswith("250"):
            self.kept.append((envelope.mail_from, envelope.rcpt_tos[0], envelope.content))
        return answer


class AnyPort(Controller):
    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def relay_with(**options) -> Iterator[Relay]:
    relay = Relay()
    controller = AnyPort(relay, hostname="127.0.0.1", port=0, server_hostname="localhost", **options)
    controller.start()
    relay.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield relay
    finally:
        controller.stop()


@pytest.fixture
def relay() -> Iterator[Relay]:
    with relay_with() as relay:
        yield relay


@pytest.fixture
def closed_url() -> str:
    with closing(create_server(("127.0.0.1", 0))) as socket:
        return f"smtp://127.0.0.1:{socket.getsockname()[1]}"


def send(channel: Channel, *recipients: str) -> list[type[Exception] | None]:
    """Send the letter to each in one batch and return what became of each."""

    async def batch() -> list[type[Exception] | None]:
        async with channel:
            return [await outcome(channel, recipient) for recipient in recipients]

    return asyncio.run(batch())


async def outcome(channel: Channel, recipient: str) -> type[Exception] | None:
    try:
        await channel.send(SENDER, recipient, MESSAGE)
    except (Deferred, Rejected) as error:
        return type(error)
    return None


def failure(channel: Channel) -> Exception:
    async def once() -> None:
        async with channel:
            await channel.send(SENDER, ACHINSK, MESSAGE)

    with pytest.raises((Deferred, Rejected)) as caught:
        asyncio.run(once())
    return caught.value


class TestEveryChannel:
    """A new channel is done when it passes these."""

    @pytest.fixture(params=["memory", "smtp"])
    def channel(self, request) -> tuple[Channel, Callable[[], list[tuple[str, str, bytes]]]]:
        if request.param == "memory":
            memory = MemoryChannel()
            return memory, lambda: [(sent.sender, sent.recipient, sent.message) for sent in memory.sent]
        relay = request.getfixturevalue("relay")
        return SmtpChannel(relay.url), lambda: relay.kept

    def test_delivers_the_bytes_unchanged_to_each_in_order(self, channel):
        channel, kept = channel
        assert send(channel, ACHINSK, KANSK) == [None, None]
        assert kept() == [(SENDER, ACHINSK, MESSAGE), (SENDER, KANSK, MESSAGE)]

    def test_takes_batch_after_batch(self, channel):
        channel, kept = channel
        send(channel, ACHINSK)
        send(channel, KANSK)
        assert [recipient for _, recipient, _ in kept()] == [ACHINSK, KANSK]

    def test_an_empty_batch_is_nothing(self, channel):
        channel, kept = channel
        assert send(channel) == []
        assert kept() == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("451 Greylisted", Deferred),
        ("421 Busy", Deferred),
        ("550 No such user", Rejected),
        ("drop", Deferred),
    ],
)
def test_one_recipients_trouble_is_not_the_next_ones(relay, answer, expected):
    relay.answers = [answer]
    assert send(SmtpChannel(relay.url), ACHINSK, KANSK) == [expected, None]
    assert [recipient for _, recipient, _ in relay.kept] == [KANSK]


@pytest.mark.parametrize(("answer", "expected"), [("452 Full", Deferred), ("554 Looks like spam", Rejected)])
def test_a_letter_refused_as_a_whole_is_told_apart_too(relay, answer, expected):
    relay.data_answers = [answer]
    assert send(SmtpChannel(relay.url), ACHINSK, KANSK) == [expected, None]


def test_a_greylisted_letter_is_accepted_later(relay):
    relay.answers = ["451 Greylisted, come back later"]
    channel = SmtpChannel(relay.url)
    assert [*send(channel, ACHINSK), *send(channel, ACHINSK)] == [Deferred, None]
    assert relay.kept == [(SENDER, ACHINSK, MESSAGE)]


def test_a_batch_is_one_connection_and_none_before_the_first_letter(relay):
    channel = SmtpChannel(relay.url)
    send(channel)
    assert relay.connections == 0
    send(channel, ACHINSK, KANSK, ACHINSK)
    assert relay.connections == 1


def test_a_relay_that_falls_silent_defers(relay, monkeypatch):
    monkeypatch.setattr(smtp_module, "TIMEOUT_SECONDS", 0.1)
    relay.answers = ["silence"]
    assert send(SmtpChannel(relay.url), ACHINSK) == [Deferred]


def test_a_relay_that_is_not_there_defers_the_batch_and_is_tried_once(closed_url, monkeypatch):
    channel, attempts = SmtpChannel(closed_url), []
    connect = channel._smtp.connect
    monkeypatch.setattr(channel._smtp, "connect", lambda: attempts.append(1) or connect())
    assert send(channel, ACHINSK, KANSK) == [Deferred, Deferred]
    assert len(attempts) == 1
    assert send(channel, ACHINSK) == [Deferred]
    assert len(attempts) == 2


def test_an_address_that_no_relay_could_take_is_rejected_and_the_rest_goes_on(relay):
    assert send(SmtpChannel(relay.url), "почта@example.org", ACHINSK) == [Rejected, None]


def test_a_sender_that_no_relay_could_take_is_mended_in_the_settings_so_letters_wait(relay):
    async def once() -> None:
        async with SmtpChannel(relay.url) as channel:
            await channel.send("министерство", ACHINSK, MESSAGE)

    with pytest.raises(Deferred, match="cannot be used as an e-mail address"):
        asyncio.run(once())


def test_a_russian_domain_reaches_the_relay_in_its_ascii_form(relay):
    send(SmtpChannel(relay.url), "Глава <glava@край.рф>")
    assert [recipient for _, recipient, _ in relay.kept] == ["glava@xn--80asby.xn--p1ai"]


def test_a_refusal_repeats_what_the_relay_said(relay):
    relay.answers = ["550 5.1.1 No such user here"]
    assert str(failure(SmtpChannel(relay.url))) == (
        f"The mail relay {relay.url} did not take a letter for {ACHINSK}: 550 5.1.1 No such user here"
    )


class TestPassword:
    """User and password come percent-encoded from the URL and are shown nowhere."""

    @staticmethod
    def accepting(login: bytes, password: bytes):
        def authenticator(server, session, envelope, mechanism, data):
            success = (data.login, data.password) == (login, password)
            return AuthResult(success=success, handled=False)

        return {"authenticator": authenticator, "auth_require_tls": False}

    def test_is_decoded_for_the_login(self):
        with relay_with(**self.accepting("план".encode(), b"p@ss/w:rd")) as relay:
            url = relay.url.replace("//", "//%D0%BF%D0%BB%D0%B0%D0%BD:p%40ss%2Fw%3Ard@")
            assert send(SmtpChannel(url), ACHINSK) == [None]

    def test_that_is_wrong_defers_and_is_not_told(self):
        with relay_with(**self.accepting(b"plan", b"right")) as relay:
            channel = SmtpChannel(relay.url.replace("//", "//plan:secret@"))
            error = failure(channel)
        assert type(error) is Deferred
        assert "535" in str(error)
        for shown in (str(error), repr(error), repr(channel), repr(error.__cause__)):
            assert "secret" not in shown
            assert "plan:" not in shown

    @pytest.mark.parametrize(
        "url",
        [
            "http://plan:secret@example.org",
            "smtp://",
            "smtp://plan:sec/ret@example.org",
            "smtp://plan:sec#ret@example.org:25",
            "smtp://plan:secret@example.org:port",
            "smtp://plan:secret@example.org:99999",
            "smtp://example.org/secret",
            "smtp://plan:secret@[::1",
            "",
        ],
    )
    def test_is_not_repeated_by_the_refusal_of_a_bad_url(self, url):
        with pytest.raises(InputError, match="address of the mail relay") as caught:
            SmtpChannel(url)
        assert "secret" not in str(caught.value)
        assert "ret" not in str(caught.value)
        assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("url", "port", "use_tls", "start_tls"),
    [
        ("smtp://example.org", 25, False, False),
        ("smtps://example.org", 465, True, None),
        ("smtp+starttls://example.org", 587, False, True),
        ("smtp+starttls://example.org:2525", 2525, False, True),
    ],
)
def test_the_scheme_chooses_the_port_and_the_encryption(url, port, use_tls, start_tls):
    relay = SmtpChannel(url)._smtp
    assert (relay.port or relay._get_default_port(), relay.use_tls) == (port, use_tls)
    assert relay._start_tls_on_connect is start_tls
    assert relay.validate_certs


def test_where_encryption_is_demanded_nothing_is_sent_without_it(relay):
    assert send(SmtpChannel(relay.url.replace("smtp:", "smtp+starttls:")), ACHINSK) == [Deferred]
    assert relay.kept == []


def test_a_relay_without_a_trusted_certificate_gets_nothing(relay):
    error = failure(SmtpChannel(relay.url.replace("smtp:", "smtps:")))
    assert type(error) is Deferred
    assert relay.kept == []
