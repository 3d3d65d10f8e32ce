"""No address that a client hands over makes this server connect to anything but a known push service."""

import socket
from uuid import uuid4

import pytest

from api import clock
from api.delivery.rules import GiveUp, TryLater, endpoint_fault, is_public_address
from api.delivery.webpush import Push, Subscription, VapidKey, WebPush
from tests.delivery.push_service import BrowserKeys
from tests.factories import a_browser, a_circle

FCM = "fcm.googleapis.com"
KNOWN = [
    f"https://{FCM}/fcm/send/abc:APA91b",
    f"https://{FCM}:443/fcm/send/abc",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
    "https://web.push.apple.com/QDx",
    "https://api.push.apple.com/3/device/x",
    "https://db5p.notify.windows.com/w/?token=BQYAAAB%2f",
]
HOSTILE = [
    "http://127.0.0.1/", "https://127.0.0.1/", "https://127.0.0.1:443/", "https://localhost/", "https://[::1]/",
    "https://[::ffff:127.0.0.1]/", "https://0.0.0.0/", "https://0/", "https://2130706433/", "https://0x7f000001/",
    "https://017700000001/", "https://127.1/", "https://10.0.0.1/", "https://192.168.1.1/", "https://172.16.0.1/",
    "https://169.254.169.254/latest/meta-data/", "http://169.254.169.254/", "https://metadata.google.internal/",
    "https://[fd00::1]/", "https://[fe80::1]/", "https://100.64.0.1/", "https://224.0.0.1/", "https://evil.example/",
    f"http://{FCM}/fcm/send/x", f"ftp://{FCM}/x", f"file://{FCM}/etc/passwd", "file:///etc/passwd",
    f"gopher://{FCM}/x", "javascript:alert(1)", "data:text/plain,x", f"//{FCM}/x", f"{FCM}/x", "", "https://",
    f"https://{FCM}:22/", f"https://{FCM}:80/", f"https://{FCM}:0/", f"https://{FCM}:99999/", f"https://{FCM}:x/",
    f"https://{FCM}.evil.example/", f"https://evil{FCM}/", f"https://evil.example/{FCM}",
    f"https://evil.example?https://{FCM}/", f"https://evil.example#{FCM}/", f"https://{FCM}@127.0.0.1/",
    f"https://{FCM}%40127.0.0.1/", f"https://user:word@{FCM}/", f"https://127.0.0.1@{FCM}/", f"https://{FCM}./x",
    f"https://.{FCM}/", "https://.push.apple.com/", "https://push.apple.com.evil.example/",
    "https://evilpush.apple.com/", "https://127.0.0.1\\.push.apple.com/", f"https://{FCM}\\@127.0.0.1/",
    f"https://127.0.0.1\\@{FCM}/", f"https://{FCM}\r\nHost: 127.0.0.1/", f"https://{FCM}/x\r\nX-Evil: 1",
    f"https://{FCM}/ x", f"https://{FCM}/\x00", f"https://{FCM}\t/", "https://ｆｃｍ.googleapis.com/",
    "https://fcm。googleapis.com/", "https://fcm.googleapıs.com/", f"https://{FCM}/{'x' * 2000}",
    "https://-.push.apple.com/",
]  # fmt: skip


class Connections:
    """Every attempt to leave this process, and what names resolve to meanwhile."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: list[object] = []
        self.asked: list[str] = []
        self.answers: list[list[str]] = [["127.0.0.1"]]
        monkeypatch.setattr(socket, "create_connection", self._connect)
        monkeypatch.setattr(socket, "getaddrinfo", self._resolve)

    def _connect(self, address, *_args, **_more):
        self.made.append(address)
        raise ConnectionRefusedError("a test connects to nothing")

    def _resolve(self, host, port, *_args, **_more):
        self.asked.append(host)
        addresses = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]


@pytest.fixture
def connections(monkeypatch) -> Connections:
    return Connections(monkeypatch)


@pytest.fixture
def wire(tmp_path) -> WebPush:
    return WebPush(VapidKey.kept_in(tmp_path), "mailto:a@practice.example", "https://waymark.example")


def post(wire: WebPush, endpoint: str) -> None:
    keys = BrowserKeys().subscription(endpoint)["keys"]
    push = Push("Title", "", "/", "tag", "2026-11-23", uuid4())
    wire.send(push, Subscription(uuid4(), endpoint, **keys), uuid4().hex, clock.now())


def test_there_are_sixty_hostile_addresses():
    assert len(set(HOSTILE)) >= 60


@pytest.mark.parametrize("endpoint", KNOWN)
def test_the_browsers_own_services_are_known(endpoint):
    assert endpoint_fault(endpoint) is None


@pytest.mark.parametrize("endpoint", HOSTILE)
def test_a_hostile_address_is_refused_and_never_connected_to(endpoint, wire, connections):
    assert endpoint_fault(endpoint) is not None
    with pytest.raises(GiveUp):
        post(wire, endpoint)

    assert (connections.made, connections.asked) == ([], [])


def test_the_api_takes_no_hostile_address(sqlite_stage, monkeypatch):
    sqlite_stage.clear()
    client = a_circle(sqlite_stage.app).client
    connections = Connections(monkeypatch)

    answers = {
        endpoint: client.post("/push-subscriptions", a_browser() | {"endpoint": endpoint}).status_code
        for endpoint in HOSTILE
    }

    assert set(answers.values()) == {422}
    assert connections.made == []
    sqlite_stage.disconnect()


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"], ["10.1.2.3"], ["169.254.169.254"], ["::1"], ["::ffff:10.0.0.1"], ["fd00::1"], ["100.64.1.1"],
        ["0.0.0.0"], ["64:ff9b::7f00:1"], ["2002:7f00:1::"], ["142.250.1.1", "127.0.0.1"],
    ],
)  # fmt: skip
def test_a_known_name_that_leads_to_a_private_address_is_not_connected_to(addresses, wire, connections):
    connections.answers = [addresses]

    with pytest.raises(TryLater):
        post(wire, KNOWN[0])

    assert connections.made == []


def test_a_name_is_looked_up_once_and_the_address_that_was_checked_is_the_one_connected_to(wire, connections):
    connections.answers = [["142.250.1.1"], ["127.0.0.1"]]

    with pytest.raises(TryLater):
        post(wire, KNOWN[0])

    assert connections.asked == [FCM]
    assert connections.made == [("142.250.1.1", 443)]


def test_public_addresses_are_told_from_others():
    assert is_public_address("142.250.1.1")
    assert is_public_address("2a00:1450:4001::1")
    for address in ("127.0.0.1", "224.0.0.1", "240.0.0.1", "ff02::1", "::", "2001:db8::1", "192.0.2.1"):
        assert not is_public_address(address), address
