"""The built app as it travels to a browser."""

import http.client
from contextlib import closing

import pytest

from tests.e2e.server import HOST, ROOT, Waymark

DIST = ROOT / "pwa" / "dist"
ENDINGS = (".js", ".css", ".svg", ".webmanifest")
WORTH_IT_BYTES = 200


@pytest.mark.parametrize("way", ["br", "gzip"])
def test_every_text_of_the_app_travels_compressed(waymark: Waymark, way: str):
    texts = [it for it in DIST.rglob("*") if it.suffix in ENDINGS and it.stat().st_size > WORTH_IT_BYTES]
    assert len(texts) > 10
    with closing(http.client.HTTPConnection(HOST, waymark.port, timeout=20)) as connection:
        for file in texts:
            connection.request("GET", f"/{file.relative_to(DIST)}", headers={"Accept-Encoding": way})
            answer = connection.getresponse()
            sent = len(answer.read())
            assert (answer.status, answer.headers["Content-Encoding"]) == (200, way), file
            assert sent < file.stat().st_size, file
            assert "Accept-Encoding" in answer.headers["Vary"]
