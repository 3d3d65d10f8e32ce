"""How a mail looks on the wire, in a mail program and to a script."""

import re
import time
from email import message_from_bytes
from email.policy import default

import pytest

from api.delivery.email import Email, Server, Smtp, compose
from api.delivery.rules import TryLater
from api.delivery.services import Footer, Link, button, choices, code, mail_html, mail_text, note, paragraph
from tests.delivery.conftest import MailServer

BLOCKS = (
    paragraph("Hello <Ada> & others"),
    code("123456"),
    button("Sign in", "https://waymark.example/sign-in#code=123456"),
    choices(
        "Strategy time",
        [Link("Done", "https://waymark.example/c/a"), Link("Partly", "https://waymark.example/c/b")],
    ),
    note("Small print"),
)
FOOTER = (Footer("Done with these?", "Turn reminders off", "https://waymark.example/u/x"),)
SIX_DIGITS = re.compile(r"\b\d{6}\b")


def test_only_the_code_looks_like_a_code():
    email = Email("Your code", mail_text("Your code", BLOCKS, FOOTER), mail_html("Your code", BLOCKS, FOOTER))

    raw = compose(
        email, "Waymark <hello@waymark.example>", "ada@example.org", "0" * 32, is_8bit=True
    ).decode()

    assert set(SIX_DIGITS.findall(raw)) == {"123456"}


def test_the_text_part_comes_first_and_travels_as_it_reads():
    email = Email("Zeit für dich", "Grüße · 123456\nhttps://waymark.example/c/a=b\n", "<p>x</p>")

    raw = compose(email, "Waymark <hello@waymark.example>", "ada@example.org", "1f" * 16, is_8bit=True)

    assert "Grüße · 123456\r\nhttps://waymark.example/c/a=b\r\n".encode() in raw
    assert raw.index(b"text/plain") < raw.index(b"text/html")
    assert b"base64" not in raw


def test_a_server_that_carries_seven_bits_gets_seven():
    email = Email("Grüße", "Grüße\n", "<p>Grüße</p>")

    raw = compose(email, "Waymark <hello@waymark.example>", "ada@example.org", "1f" * 16, is_8bit=False)

    assert raw.isascii()
    assert b"base64" not in raw.lower().replace(b"=?utf-8?b?", b"")


def test_the_text_part_alone_says_everything():
    text = mail_text("Your code", BLOCKS, FOOTER)

    for words in ("Hello <Ada> & others", "123456", "https://waymark.example/c/b", "Small print", "/u/x"):
        assert words in text
    assert max(len(line) for line in text.splitlines()) < 80


def test_words_in_the_html_part_are_escaped_and_nothing_is_fetched_from_elsewhere():
    html = mail_html("Your code", BLOCKS, FOOTER)

    assert "Hello &lt;Ada&gt; &amp; others" in html
    assert "<Ada>" not in html
    outside = set(re.findall(r"https?://([^/\"'\s)]+)", html)) - {"waymark.example", "www.w3.org"}
    assert outside == set()
    assert not re.search(r"<(?:img|script|link)\b", html)
    assert max(len(line) for line in html.splitlines()) < 900


def test_a_mail_knows_the_dark():
    assert "prefers-color-scheme: dark" in mail_html("Your code", BLOCKS)


def test_a_long_link_in_a_header_stays_whole():
    link = f"<https://waymark.example/u/{'x' * 200}>"
    email = Email("Hello", "x", "x", headers={"List-Unsubscribe": link})

    raw = compose(email, "Waymark <hello@waymark.example>", "ada@example.org", "1f" * 16, is_8bit=True)

    assert f"\r\nList-Unsubscribe: {link}\r\n".encode() in raw


def test_a_header_cannot_be_smuggled_in_through_the_subject():
    email = Email("Hello\r\nBcc: all@example.org", "x", "x")

    raw = compose(email, "Waymark <hello@waymark.example>", "ada@example.org", "1f" * 16, is_8bit=True)

    assert b"\r\nBcc:" not in raw


def test_a_server_that_drips_is_cut_off_in_time(server: MailServer):
    server.at_content = lambda _: time.sleep(5) or "250 At last"
    began = time.monotonic()

    with (
        Smtp(Server("127.0.0.1", server.port, "none", "hello@waymark.example"), seconds=0.5) as wire,
        pytest.raises(TryLater),
    ):
        wire.send(Email("x", "x", "x"), "ada@example.org", "1f" * 16, lambda: None)

    assert time.monotonic() - began < 3


def test_after_a_refusal_the_same_connection_goes_on(server: MailServer):
    server.at_recipient = lambda address: "450 Later" if address.startswith("slow") else "250 Fine"
    email = Email("x", "x", "x")

    with Smtp(Server("127.0.0.1", server.port, "none", "hello@waymark.example")) as wire:
        with pytest.raises(TryLater):
            wire.send(email, "slow@example.org", "1f" * 16, lambda: None)
        wire.send(email, "ada@example.org", "2f" * 16, lambda: None)

    assert server.connections == 1
    assert len(server.received) == 1


def test_an_address_beyond_ascii_arrives(server: MailServer):
    with Smtp(Server("127.0.0.1", server.port, "none", "hello@waymark.example")) as wire:
        wire.send(Email("x", "x", "x"), "jörg@example.org", "1f" * 16, lambda: None)

    assert len(server.received) == 1


def test_a_server_that_takes_one_message_a_connection_gets_the_next_on_another(server: MailServer):
    known = set()

    async def handle_mail(_server, session, envelope, address, _options):
        if session in known:
            return "421 4.7.0 Enough for one connection"
        known.add(session)
        envelope.mail_from = address
        return "250 Fine"

    server.handle_MAIL = handle_mail

    with Smtp(Server("127.0.0.1", server.port, "none", "hello@waymark.example")) as wire:
        for number in range(3):
            wire.send(Email("x", "x", "x"), "ada@example.org", f"{number}f" * 16, lambda: None)

    assert server.connections == 3
    assert len(server.received) == 3


@pytest.mark.parametrize("is_8bit", [True, False])
def test_what_is_long_or_beyond_ascii_is_read_as_it_was_written(is_8bit):
    text = f".\n{'Grüße, ' * 200}\n\n= trailing \nlast"
    email = Email("Grüße " * 20, text, "<p>x</p>", "jörg@example.org")

    raw = compose(email, '"Ärztin, Ada" <a@waymark.example>', "b@example.org", "1f" * 16, is_8bit=is_8bit)

    assert max(map(len, raw.splitlines())) <= 900
    mail = message_from_bytes(raw, policy=default)
    assert mail.get_body(("plain",)).get_content().splitlines() == text.splitlines()
    assert (mail["Subject"], mail["From"].addresses[0].display_name) == (email.subject.strip(), "Ärztin, Ada")
    assert mail["Reply-To"].addresses[0].addr_spec == "jörg@example.org"
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
