"""A passkey made and shown by Chromium, with an authenticator that its developer tools make up."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.callers import Caller, new_address, open_practice, sign_in
from tests.e2e.server import Waymark

# Browsers know no passkeys for an IP address; the same server is also at localhost.
_CALL = """async ([method, path, body]) => {
  const headers = body === null ? {} : { "Content-Type": "application/json" };
  const answer = await fetch(`/api/v1${path}`, { method, headers, body: body === null ? null : JSON.stringify(body) });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
}"""
_MAKE = """async (options) => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return (await navigator.credentials.create({ publicKey })).toJSON();
}"""
_SHOW = """async (options) => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return (await navigator.credentials.get({ publicKey })).toJSON();
}"""


class Phone:
    """A browser at localhost with an authenticator of its own."""

    def __init__(self, page: Page, waymark: Waymark, *, verifies: bool = True) -> None:
        self.page = page
        tools = page.context.new_cdp_session(page)
        tools.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
        options |= {
            "hasUserVerification": True,
            "isUserVerified": verifies,
            "automaticPresenceSimulation": True,
        }
        self.authenticator = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})[
            "authenticatorId"
        ]
        self.tools = tools
        page.goto(f"http://localhost:{waymark.port}/api/docs")

    def hold(self, caller: Caller) -> None:
        """The browser holds the session that `caller` has."""
        name, _, value = caller.cookie.partition("=")
        where = self.page.url.split("/api/")[0]
        self.page.context.add_cookies([{"name": name, "value": value, "url": where}])

    def touches_the_authenticator(self, *, by_itself: bool) -> None:
        """Whether somebody touches the authenticator whenever it asks."""
        which = {"authenticatorId": self.authenticator, "enabled": by_itself}
        self.tools.send("WebAuthn.setAutomaticPresenceSimulation", which)

    def call(self, method: str, path: str, body: Any = None) -> Any:
        return self.page.evaluate(_CALL, [method, path, body])

    def add(self, name: str) -> Any:
        options = self.call("POST", "/passkeys/options")
        assert options["status"] == 200, options
        made = self.page.evaluate(_MAKE, options["body"]["public_key"])
        return self.call("POST", "/passkeys", {"name": name, "credential": made})

    def show(self) -> Any:
        options = self.call("POST", "/session/passkey-options")
        assert options["status"] == 200, options
        shown = self.page.evaluate(_SHOW, options["body"]["public_key"])
        return self.call("POST", "/session/passkey", {"credential": shown})


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(locale="en-GB")
    yield context.new_page()
    context.close()


def test_a_passkey_is_made_and_signs_in_without_an_address(waymark: Waymark, page: Page):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    client = sign_in(waymark, cleo)
    mails = len(waymark.mails(cleo.email))
    phone = Phone(page, waymark)
    phone.hold(client)

    added = phone.add("Cleo's phone")
    assert added["status"] == 201, added
    assert "passkey was added" in waymark.next_mail(cleo.email, mails)["Subject"]

    assert phone.call("DELETE", "/session")["status"] == 204
    assert phone.call("GET", "/me")["status"] == 401
    for _ in range(2):
        entered = phone.show()
        assert (entered["status"], entered["body"]["id"]) == (201, client.id), entered
    assert phone.call("GET", "/me")["body"]["email"] == cleo.email
    [current] = [it for it in phone.call("GET", "/sessions")["body"]["items"] if it["current"]]
    assert current["signed_in_with"] == "passkey"
    assert current["device"].startswith("Chrome on ")

    removed = phone.call("DELETE", f"/passkeys/{added['body']['id']}")
    assert removed["status"] == 204
    assert phone.show()["status"] == 401


def test_a_device_that_has_a_passkey_makes_no_second_one(waymark: Waymark, page: Page):
    ada = new_address("Ada")
    open_practice(waymark, ada)
    phone = Phone(page, waymark)
    phone.hold(sign_in(waymark, ada))
    assert phone.add("First")["status"] == 201
    with pytest.raises(Exception, match="InvalidStateError"):
        phone.add("Second")
