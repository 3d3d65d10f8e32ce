"""`flask worker`, for proofs: the product's own, or with --wrong-order one that notes as sent what is not yet."""

import sys

from api import clock, create_app
from api.cli import worker
from api.delivery.services.sending import _Slice


def mark_before_sending() -> None:
    """Break this process the way that the proof must find out."""

    def begin(slice_, message, _kind):
        slice_.notes.end(message, "sent", "so it was hoped", clock.now())
        slice_.notes.write()

    _Slice._begin = begin


if __name__ == "__main__":
    if "--wrong-order" in sys.argv:
        mark_before_sending()
    app = create_app()
    with app.app_context():
        worker.callback()
