"""A reminder that comes due is in the mail within seconds, and one tap in it is enough."""

import http.client
import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.e2e.browser import PHONE, Device
from tests.e2e.callers import (
    HABIT,
    agree_to_everything,
    check_ins_of,
    new_address,
    open_practice,
    sign_in,
    with_a_daily_habit,
)
from tests.e2e.server import HOST, Waymark, plain_text

Devices = Callable[..., Device]


def test_a_due_reminder_is_mailed_and_one_tap_in_it_checks_in_without_javascript(
    waymark: Waymark, device: Devices
):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    client = sign_in(waymark, cleo)
    agree_to_everything(client)
    with_a_daily_habit(client, HABIT)
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    at_local = f"{now.astimezone(ZoneInfo(client.me['zone'])):%H:%M}"
    wanted = {"on": True, "weekdays": [0, 1, 2, 3, 4, 5, 6], "at_local": at_local}
    assert client("PUT", "/nudge-preferences", wanted).status == 200
    mails_before = len(waymark.mails(cleo.email))

    waymark.make_reminder_due(client.id, now)

    mail = waymark.next_mail(cleo.email, mails_before)
    assert HABIT not in mail["Subject"]
    assert ada.email in mail["Reply-To"]
    assert mail.get_body(("html",)) is not None
    [sent] = client.get("/nudges")["items"]
    assert sent["on"] == str(client.today)
    # The mail may be read a moment before its server's answer is noted.
    assert sent["outcome"] in {"sent", "waiting"}

    links = re.findall(rf"{re.escape(waymark.url)}/c/\S+", plain_text(mail))
    assert len(links) == 3
    phone = device(**PHONE, java_script_enabled=False)
    phone.page.goto(links[0])
    expect(phone.page.get_by_role("heading", name="Done, ")).to_be_visible()
    assert check_ins_of(client) == []
    for _ in range(2):
        phone.page.goto(links[0])
        phone.page.get_by_role("button", name="Hard").tap()
        expect(phone.page.get_by_role("heading", name="Saved: Done, ")).to_be_visible()
    [row] = check_ins_of(client)
    assert (row["outcome"], row["felt"], row["source"]) == ("done", "hard", "email")

    the_mail_program_unsubscribes(waymark, mail["List-Unsubscribe"], mail["List-Unsubscribe-Post"])
    assert client.get("/nudge-preferences")["on"] is False


def the_mail_program_unsubscribes(waymark: Waymark, where: str, how: str) -> None:
    """As RFC 8058 has it: one POST, with no cookie and no page."""
    assert how == "List-Unsubscribe=One-Click"
    found = re.fullmatch(r"<(\S+)>", where)
    assert found
    assert found[1].startswith(f"{waymark.url}/u/")
    connection = http.client.HTTPConnection(HOST, waymark.port, timeout=20)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", urlsplit(found[1]).path, how, headers)
        assert connection.getresponse().status == 200
    finally:
        connection.close()
