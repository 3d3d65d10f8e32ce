"""The practice's directory of providers: owners keep it, everybody in the practice reads it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from uuid_utils.compat import uuid7

from api.accounts.rules import Principal
from api.accounts.services.sight import audit
from api.db import changed, db
from api.errors import NotFound, Stale
from api.pagination import Page, PageQuery, fetch_page, map_page
from api.referrals.models import Provider

COLUMNS = Provider.__table__.c
PLACE = [(COLUMNS.name, False), (COLUMNS.id, False)]


def providers(
    principal: Principal,
    query: PageQuery,
    *,
    specialty: str | None = None,
    region: str | None = None,
    remote: bool | None = None,
    accepting: bool | None = None,
) -> Page[dict[str, Any]]:
    """Page through the directory by name: nobody stands higher than another."""
    statement = sa.select(*COLUMNS).where(*_of(principal))
    if specialty:
        statement = statement.where(COLUMNS.specialties.contains(f"\n{specialty.lower()}\n", autoescape=True))
    if region:
        statement = statement.where(sa.func.lower(COLUMNS.region) == region.lower())
    if remote is not None:
        statement = statement.where(COLUMNS.is_remote == remote)
    if accepting is not None:
        statement = statement.where(COLUMNS.is_accepting == accepting)
    return map_page(fetch_page(statement, PLACE, query), _tell)


def provider(principal: Principal, provider_id: UUID) -> tuple[dict[str, Any], int]:
    """Give a provider and its version. Raises NotFound."""
    row = _find(principal, provider_id)
    return _tell(row), row.version


def add_provider(principal: Principal, fields: dict[str, Any], now: datetime) -> tuple[dict[str, Any], int]:
    """The directory has one more."""
    made = uuid7()
    db.session.execute(
        sa.insert(Provider).values(
            id=made, practice_id=principal.practice_id, version=1, changed_at=now, **_kept(fields)
        )
    )
    audit(principal.practice_id, principal.member_id, "provider.added", made, now)
    db.session.commit()
    return provider(principal, made)


def change_provider(
    principal: Principal, provider_id: UUID, fields: dict[str, Any], version: int, now: datetime
) -> tuple[dict[str, Any], int]:
    """The provider reads as `fields` say; what they leave out stays."""
    _write(principal, provider_id, version, now, "provider.changed", _kept(fields))
    return provider(principal, provider_id)


def retire_provider(principal: Principal, provider_id: UUID, version: int, now: datetime) -> None:
    """The provider is gone from the directory."""
    _write(principal, provider_id, version, now, "provider.retired", {"retired_at": now})


def _write(
    principal: Principal, provider_id: UUID, version: int, now: datetime, action: str, values: dict[str, Any]
) -> None:
    _find(principal, provider_id)
    met = db.session.execute(
        sa.update(Provider)
        .where(COLUMNS.id == provider_id, COLUMNS.version == version, *_of(principal))
        .values(version=version + 1, changed_at=now, **values)
    )
    if changed(met) != 1:
        raise Stale
    audit(principal.practice_id, principal.member_id, action, provider_id, now)
    db.session.commit()


def _find(principal: Principal, provider_id: UUID) -> Any:
    row = db.session.execute(
        sa.select(*COLUMNS).where(COLUMNS.id == provider_id, *_of(principal))
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def _of(principal: Principal) -> tuple[sa.ColumnElement[bool], ...]:
    return COLUMNS.practice_id == principal.practice_id, COLUMNS.retired_at.is_(None)


def _kept(fields: dict[str, Any]) -> dict[str, Any]:
    """Give the columns of what was sent."""
    if "specialties" not in fields:
        return fields
    words = dict.fromkeys(" ".join(word.lower().split()) for word in fields["specialties"])
    return fields | {"specialties": "".join(f"\n{word}" for word in words if word) + "\n"}


def _tell(row: Any) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("id", "name", "credentials", "region", "contact", "url")}
    return told | {
        "specialties": [word for word in row.specialties.split("\n") if word],
        "remote": row.is_remote,
        "accepting": row.is_accepting,
    }
