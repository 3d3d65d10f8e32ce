"""A device in a few plain words, whatever its browser says of itself."""

import pytest

from api.accounts.rules.devices import device_of
from api.accounts.rules.relying import relying_party

APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
GOOGLE = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0",
            "Firefox on Windows",
        ),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {GOOGLE} Safari/537.36 Edg/150.0.0.0",
            "Edge on Windows",
        ),
        (f"Mozilla/5.0 (X11; Linux x86_64) {GOOGLE} Safari/537.36", "Chrome on Linux"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541) {GOOGLE} Safari/537.36", "Chrome on ChromeOS"),
        (f"Mozilla/5.0 (Linux; Android 10; K) {GOOGLE} Mobile Safari/537.36", "Chrome on Android"),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 SamsungBrowser/30.0 {GOOGLE}",
            "Samsung Internet on Android",
        ),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/19.0 Safari/605.1.15",
            "Safari on Mac",
        ),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) {APPLE} Version/19.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) {APPLE} CriOS/150.0", "Chrome on iPhone"),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) {APPLE} Mobile/15E148",
            "A browser on iPhone",
        ),
        ("curl/8.5.0", "A browser"),
        ("", "A browser"),
        ("x" * 100_000 + "Firefox/1 Windows", "A browser"),
        ("<script>alert(1)</script> Windows", "A browser on Windows"),
    ],
)
def test_a_device_is_told_in_words_that_its_owner_knows(agent, words):
    assert device_of(agent) == words


@pytest.mark.parametrize(
    ("public_url", "name", "origin"),
    [
        ("https://waymark.example.org", "waymark.example.org", "https://waymark.example.org"),
        ("https://Waymark.Example.org:8443", "waymark.example.org", "https://waymark.example.org:8443"),
        ("http://127.0.0.1:8000", "localhost", "http://localhost:8000"),
        ("http://[::1]:8000", "localhost", "http://localhost:8000"),
        ("http://localhost:8000", "localhost", "http://localhost:8000"),
    ],
)
def test_passkeys_are_for_the_address_at_which_people_reach_this_instance(public_url, name, origin):
    party = relying_party(public_url)
    assert (party.id, party.origin) == (name, origin)
