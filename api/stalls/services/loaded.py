"""Who has been telling of a high load, for features that go easier on them then."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Consent
from api.batch import among
from api.db import db, of_one_practice
from api.stalls.models import StallAssessment
from api.stalls.rules import DEFAULT

_LOADED = (
    sa.select(StallAssessment.client_id)
    .join(
        Consent,
        sa.and_(
            Consent.client_id == StallAssessment.client_id,
            of_one_practice(Consent, StallAssessment),
            Consent.kind == "feelings",
            Consent.given,
        ),
    )
    .where(
        among(StallAssessment.client_id, "client_ids"),
        among(StallAssessment.practice_id, "practice_ids"),
        StallAssessment.viewer == "client",
        StallAssessment.is_latest,
        StallAssessment.load_0_10 >= DEFAULT.load_high,
    )
    .distinct()
)


def loaded_clients(practice_ids: Collection[UUID], client_ids: Collection[UUID]) -> set[UUID]:
    """Give those of these practices' clients whose own latest verdicts rest on a high load.

    Of those alone who agree to feelings being kept.
    """
    whose = {"practice_ids": practice_ids, "client_ids": client_ids}
    return set(db.session.connection().scalars(_LOADED, whose))
