"""A push becomes a notification, and its button a check-in, also without a server."""

import json
from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.browser import PHONE, Device
from tests.e2e.callers import (
    HABIT,
    Caller,
    check_ins_of,
    new_address,
    open_practice,
    sign_in,
    with_a_daily_habit,
)
from tests.e2e.server import Waymark

Devices = Callable[..., Device]
ARRIVED_WITHIN_MS = 70_000
_SHOWN = """async () => (await registration.getNotifications()).map(
    ({ title, tag, actions, data }) => ({ title, tag, actions: actions.map((it) => it.action), data }))"""
_TAP = """async (action) => {
  const [notification] = await registration.getNotifications();
  dispatchEvent(new NotificationEvent("notificationclick", { notification, action }));
}"""
# A headless Chromium has no push service: what it would say is put in its place, with keys that are a real point.
_SUBSCRIBE = """() => {
  const said = {
    endpoint: "https://fcm.googleapis.com/fcm/send/of-a-test",
    keys: {
      p256dh: "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
      auth: "BTBZMqHH6r4Tts7J_aSIgg",
    },
  };
  let held = null;
  const subscription = {
    endpoint: said.endpoint, options: { applicationServerKey: null }, toJSON: () => said,
    unsubscribe: async () => { held = null; return true; },
  };
  PushManager.prototype.subscribe = async () => (held = subscription);
  PushManager.prototype.getSubscription = async () => held;
}"""


@pytest.fixture
def client(waymark: Waymark) -> Caller:
    """A client with one habit for every day."""
    coach, client = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, coach, client)
    return with_a_daily_habit(sign_in(waymark, client), HABIT)


def deliver(device: Device, payload: dict | str) -> None:
    """Let the browser hand a push to the service worker, as if a push service had."""
    session = device.context.new_cdp_session(device.page)
    versions: list[dict] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda it: versions.extend(it["registrations"]))
    session.send("ServiceWorker.enable")
    device.page.wait_for_timeout(200)
    session.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": device.waymark.url,
            "registrationId": versions[-1]["registrationId"],
            "data": payload if isinstance(payload, str) else json.dumps(payload),
        },
    )
    session.detach()


def a_reminder(client: Caller, waymark: Waymark) -> dict:
    [goal] = client.get("/goals")["items"]
    address = f"{waymark.url}/today?on={client.today}"
    return {
        "web_push": 8030,
        "notification": {
            "title": "Time for your check-in",
            "body": "One tap is enough.",
            "navigate": address,
            "tag": "reminder",
            "actions": [
                {"action": "done", "title": "Done", "navigate": address},
                {"action": "not", "title": "Not this time", "navigate": address},
            ],
            "data": {
                "on": str(client.today),
                "client": client.id,
                "goals": [{"goal": goal["id"], "check_in": str(uuid4())}],
            },
        },
    }


def worker_of(context: BrowserContext):
    [worker] = context.service_workers
    return worker


def shown(device: Device) -> list[dict]:
    for _ in range(50):
        if found := worker_of(device.context).evaluate(_SHOWN):
            return found
        device.page.wait_for_timeout(100)
    return []


def ready(device: Device, client: Caller) -> Device:
    device.context.grant_permissions(["notifications"], origin=device.waymark.url)
    device.enter(client, "/today")
    expect(device.page.get_by_role("button", name=f"Done: {HABIT}")).to_be_visible()
    device.be_ready_for_no_network()
    return device


def test_a_reminder_is_shown_and_its_button_checks_in_though_the_server_is_away(
    waymark: Waymark, client: Caller, device: Devices
):
    phone = ready(device(**PHONE), client)
    reminder = a_reminder(client, waymark)

    deliver(phone, reminder)
    [notification] = shown(phone)
    assert notification["title"] == "Time for your check-in"
    assert notification["actions"] == ["done", "not"]

    with waymark.stopped():
        worker_of(phone.context).evaluate(_TAP, "done")
        expect(
            phone.page.get_by_role("region", name=HABIT).get_by_text("Saved on this phone")
        ).to_be_visible()
        # The same push once more, by another road: it is the same check-in.
        deliver(phone, reminder)
        assert shown(phone)
        worker_of(phone.context).evaluate(_TAP, "done")
        phone.page.wait_for_timeout(300)

    expect(phone.page.get_by_role("button", name="1 waiting")).to_be_hidden(timeout=ARRIVED_WITHIN_MS)
    [row] = check_ins_of(client)
    assert (row["outcome"], row["source"], row["happened_on"]) == ("done", "push", str(client.today))
    assert row["id"] == reminder["notification"]["data"]["goals"][0]["check_in"]


def test_a_reminder_of_somebody_else_records_nothing(waymark: Waymark, client: Caller, device: Devices):
    phone = ready(device(**PHONE), client)
    reminder = a_reminder(client, waymark)
    reminder["notification"]["data"]["client"] = str(uuid4())

    deliver(phone, reminder)
    assert shown(phone)
    worker_of(phone.context).evaluate(_TAP, "done")
    phone.page.wait_for_timeout(500)

    assert check_ins_of(client) == []


def test_a_push_that_cannot_be_read_is_shown_without_words_of_its_own(client: Caller, device: Devices):
    phone = ready(device(**PHONE), client)

    deliver(phone, "not what was agreed")

    [notification] = shown(phone)
    assert notification["title"] == "Time for your check-in"
    assert notification["actions"] == []


def test_notifications_are_turned_on_tested_and_turned_off_under_settings(client: Caller, device: Devices):
    phone = device(**PHONE)
    phone.context.add_init_script(f"({_SUBSCRIBE})()")
    page = ready(phone, client).page
    phone.go("/settings")
    switch = page.get_by_role("switch", name="Notifications on this device")

    switch.click()
    expect(page.get_by_role("button", name="Send me a test")).to_be_visible()
    assert len(client.get("/push-subscriptions")["items"]) == 1

    switch.click()
    expect(page.get_by_role("button", name="Send me a test")).to_be_hidden()
    assert client.get("/push-subscriptions")["items"] == []
