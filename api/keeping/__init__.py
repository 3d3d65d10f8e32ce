"""What is kept of a client, how long, and under which key: export, import, erasure, retention, rotation, backup."""

from functools import partial

from flask import Flask


def register(app: Flask) -> None:
    """Let the app word the mail about an erasure, and ask whether it is still wanted."""
    # Imported here, because the tables can be imported only after `api.db`.
    from api.delivery.services import register_kind  # noqa: PLC0415
    from api.keeping.services import erasure_mail  # noqa: PLC0415

    word = partial(erasure_mail.word, app.config["WAYMARK"])
    register_kind(app, erasure_mail.KIND, word, erasure_mail.still_wanted)
