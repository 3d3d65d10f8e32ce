"""What a practice chooses: one row each, and whoever writes says which version they have read."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from api.db import changed, db
from api.errors import Stale


def keep_choice(
    model: type[Any], practice_id: UUID, version: int, values: Mapping[str, Any], unset: int = 0
) -> None:
    """The practice's row says this now, one version on; `unset` is the version of a row that is not there yet.

    Raises Stale when somebody has chosen since that version, having rolled back. Does not commit.
    """
    written = {**values, "version": version + 1}
    if version == unset:
        try:
            db.session.execute(sa.insert(model).values(practice_id=practice_id, **written))
        except IntegrityError as error:
            # Somebody has chosen, before or in this very moment.
            db.session.rollback()
            raise Stale from error
        return
    met = db.session.execute(
        sa.update(model).where(model.practice_id == practice_id, model.version == version).values(**written)
    )
    if changed(met) != 1:
        db.session.rollback()
        raise Stale
