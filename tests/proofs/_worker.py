"""`flask worker`, for proofs: the product's own, or with --wrong-order one that notes as sent what is not yet."""

import sys

from api import clock, create_app
from api.cli import worker
from api.delivery.services import sending


def mark_before_sending() -> None:
    """Break this process the way that the proof must find out."""

    def by_mail(message, wires, kind, name, _params):
        email = kind.render(sending._payload(message), message.address)
        sending._end(message, name, "sent", "so it was hoped", clock.now())
        return wires.mail.send(email, message.address, message.message_id, lambda: None)

    sending._by_mail = by_mail


if __name__ == "__main__":
    if "--wrong-order" in sys.argv:
        mark_before_sending()
    app = create_app()
    with app.app_context():
        worker.callback()
