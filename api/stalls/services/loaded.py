"""Who has been telling of a high load, for features that go easier on them then."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from api.accounts.models import Consent
from api.batch import among
from api.db import db
from api.stalls.models import StallAssessment
from api.stalls.rules import DEFAULT

_LOADED = (
    sa.select(StallAssessment.client_id)
    .join(
        Consent,
        sa.and_(Consent.client_id == StallAssessment.client_id, Consent.kind == "feelings", Consent.given),
    )
    .where(
        among(StallAssessment.client_id, "client_ids"),
        StallAssessment.viewer == "client",
        StallAssessment.is_latest,
        StallAssessment.load_0_10 >= DEFAULT.load_high,
    )
    .distinct()
)


def loaded_clients(client_ids: Collection[UUID]) -> set[UUID]:
    """Give those of the clients whose own latest verdicts rest on a high load, and who agree to feelings being kept."""
    return set(db.session.connection().scalars(_LOADED, {"client_ids": client_ids}))
