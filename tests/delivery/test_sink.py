"""The embedded mail sink keeps every mail, and its inbox shows them safely."""

from dataclasses import replace
from pathlib import Path

import pytest

from api import create_app
from api.delivery import sink
from api.delivery.email import Email, Server, Smtp


@pytest.fixture
def folder(app) -> Path:
    return app.config["WAYMARK"].mail_folder


def put(folder: Path, subject: str, text: str = "Hello", html: str = "<p>Hello</p>") -> str:
    with Smtp(Server(sink.HOST, sink.port_of(folder), "none", "Waymark <hello@waymark.example>")) as wire:
        wire.send(Email(subject, text, html), "ada@example.org", f"{abs(hash(subject)):032x}", lambda: None)
    return next(key for key, mail in sink.kept_mails(folder, 5) if mail["Subject"] == subject)


def test_a_mail_is_kept_as_a_file_that_reads_well(folder):
    key = put(folder, "Kept", "Your code is 123456.\n")

    kept = (folder / "new" / key).read_text()
    assert "Delivered-To: ada@example.org\n" in kept
    assert "\nYour code is 123456.\n" in kept
    assert (folder / "cur").is_dir()
    assert list((folder / "tmp").iterdir()) == []


def test_the_inbox_lists_mails_and_shows_one(app, folder):
    key = put(folder, "Look <here>", "Go to http://127.0.0.1:8000/c/abc\n", "<head></head><p>Hello</p>")
    client = app.test_client()

    listed = client.get("/dev/inbox")
    shown = client.get(f"/dev/inbox/{key}")
    html = client.get(f"/dev/inbox/{key}/html")

    assert "Look &lt;here&gt;" in listed.text
    assert '<a href="http://127.0.0.1:8000/c/abc">' in shown.text
    assert "<script" not in listed.text + shown.text
    assert "style=" not in listed.text + shown.text
    assert "sandbox" in html.headers["Content-Security-Policy"]
    with client.get("/dev/inbox/style.css") as style:
        assert style.mimetype == "text/css"


@pytest.mark.parametrize("key", ["nothing", "..", "%2e%2e%2fwaymark.db", ".hidden"])
def test_no_other_file_can_be_read_through_the_inbox(app, key):
    assert app.test_client().get(f"/dev/inbox/{key}").status_code == 404


@pytest.mark.parametrize(
    ("caller", "status"),
    [
        ("127.0.0.1", 200),
        ("::1", 200),
        ("::ffff:127.0.0.1", 200),
        ("192.0.2.7", 404),
        ("::ffff:192.0.2.7", 404),
        ("2001:db8::7", 404),
        (None, 404),
    ],
)
def test_the_inbox_is_for_the_machine_itself_whoever_else_reaches_the_server(app, folder, caller, status):
    key = put(folder, "Your code", "123456", "<head></head>")
    for path in ("/dev/inbox", f"/dev/inbox/{key}", f"/dev/inbox/{key}/html", "/dev/inbox/style.css"):
        with app.test_client().get(path, environ_overrides={"REMOTE_ADDR": caller}) as answer:
            assert answer.status_code == status, path


def test_production_has_no_inbox(app, tmp_path):
    settings = replace(app.config["WAYMARK"], env="production", smtp_host="smtp.example.org", smtp_port=587)
    production = create_app(settings)

    assert not [rule for rule in production.url_map.iter_rules() if rule.rule.startswith("/dev")]
    assert not settings.sink
