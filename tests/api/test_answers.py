"""What becomes of a client's answer."""

from datetime import timedelta

import sqlalchemy as sa

from api import clock
from api.db import db
from api.referrals.models import Suggestion
from tests.api.test_suggestions import respond
from tests.factories import offered


def test_an_answer_is_not_to_be_overlooked_on_the_caseload(app, circle):
    offer_made = offered(app, circle)

    def shown():
        cases = circle.coach.get("/caseload").json["items"]
        return next(case for case in cases if case["client"]["id"] == offer_made["client_id"])[
            "open_suggestion"
        ]

    assert shown() == {"id": offer_made["id"], "state": "offered"}
    respond(circle, offer_made, "talk")
    assert shown() == {"id": offer_made["id"], "state": "answered"}
    with app.app_context():
        db.session.execute(sa.update(Suggestion).values(answered_at=clock.now() - timedelta(days=29)))
        db.session.commit()
    assert shown() is None
