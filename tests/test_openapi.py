"""The API's description in docs/, which the app's types are made from."""

import json
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"


def test_the_description_in_docs_is_what_the_api_says_of_itself(app):
    # When this fails: .venv/bin/flask --app wsgi openapi, then `npm run types` in pwa.
    assert json.loads(DOCUMENT.read_text()) == app.test_client().get("/api/v1/openapi.json").json
