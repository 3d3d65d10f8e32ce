"""Passkeys: adding one, signing in with one, and taking one away."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from api.accounts.models import Challenge, Membership, Passkey, Person, Practice, Session
from api.accounts.rules import Principal, limits
from api.accounts.rules.relying import RelyingParty
from api.accounts.services import access_mail
from api.accounts.services import limits as counting
from api.accounts.services.sessions import (
    Browser,
    SignedIn,
    latest_membership,
    open_session,
    refuse_unless_recent,
    refuse_without_own_passkey,
)
from api.accounts.services.sight import audit
from api.db import changed, db
from api.errors import Conflict, Fault, Invalid, NotFound, NotSignedIn
from api.pagination import Page, PageQuery, fetch_page

log = structlog.get_logger()

NAME = "Waymark"
_LIFE = timedelta(minutes=limits.CHALLENGE_MINUTES)
_TRANSPORTS = {transport.value for transport in AuthenticatorTransport}
_PASSKEY = (Passkey.id, Passkey.name, Passkey.created_at, Passkey.used_at)


class PasskeyRefused(NotSignedIn):
    """It is no passkey of anybody here, or was not used in time; which of these is not told."""

    def __init__(self) -> None:
        detail = "That passkey did not work here. Try once more, or sign in with a code."
        super().__init__(detail, Fault("credential", detail))


def options_to_add(principal: Principal, party: RelyingParty, secret: str, now: datetime) -> dict[str, Any]:
    """Give what `navigator.credentials.create` needs to make a passkey for the caller, for the next minutes.

    Raises SignInAgain, PasskeyFirst and TooMany.
    """
    refuse_unless_recent(principal, now)
    refuse_without_own_passkey(principal)
    counting.count([(limits.PASSKEYS_BY_PERSON, str(principal.person_id))], secret, now)
    me = db.session.execute(
        sa.select(Person.id, Person.email, Membership.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.id == principal.member_id)
    ).one()
    had = db.session.execute(
        sa.select(Passkey.credential_id, Passkey.transports).where(Passkey.person_id == me.id)
    ).all()
    options = generate_registration_options(
        rp_id=party.id,
        rp_name=NAME,
        user_id=me.id.bytes,
        user_name=me.email,
        user_display_name=me.name,
        challenge=_new_challenge(principal.session_id, now),
        timeout=int(_LIFE.total_seconds() * 1000),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[_described(row) for row in had],
    )
    db.session.commit()
    return dict(options_to_json_dict(options))


def _described(row: Any) -> PublicKeyCredentialDescriptor:
    transports = [AuthenticatorTransport(word) for word in row.transports.split()]
    return PublicKeyCredentialDescriptor(id=row.credential_id, transports=transports or None)


def add(
    principal: Principal, name: str, credential: Mapping[str, Any], party: RelyingParty, now: datetime
) -> Any:
    """The passkey that a browser made with `options_to_add` signs the caller in from now on; they are told by mail.

    This session counts as one with a passkey.
    Raises SignInAgain, PasskeyFirst, Conflict, and Invalid naming `credential`.
    """
    refuse_unless_recent(principal, now)
    refuse_without_own_passkey(principal)
    challenge = _spend_challenge(credential, principal.session_id, now)
    try:
        if challenge is None:
            raise _unusable()
        passkey_id = _keep(principal, name, credential, challenge, party, now)
    except (Invalid, Conflict):
        # The challenge stays spent.
        db.session.commit()
        raise
    except IntegrityError as error:
        # Somebody has the same one this moment.
        db.session.rollback()
        raise _unusable() from error
    db.session.execute(sa.update(Session).where(Session.id == principal.session_id).values(via="passkey"))
    audit(principal.practice_id, principal.member_id, "passkey.added", passkey_id, now)
    db.session.commit()
    return db.session.execute(sa.select(*_PASSKEY).where(Passkey.id == passkey_id)).one()


def _keep(
    principal: Principal,
    name: str,
    credential: Mapping[str, Any],
    challenge: bytes,
    party: RelyingParty,
    now: datetime,
) -> UUID:
    try:
        made = verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except Exception as error:
        raise _unusable() from error
    # Their row is locked meanwhile, so that many at once are no more than may be.
    email = db.session.scalars(
        sa.select(Person.email).where(Person.id == principal.person_id).with_for_update()
    ).one()
    had = db.session.scalars(sa.select(Passkey.id).where(Passkey.person_id == principal.person_id)).all()
    if len(had) >= limits.PASSKEYS_MOST:
        raise Conflict(f"You have {limits.PASSKEYS_MOST} passkeys, which is all that one person can.")
    if db.session.scalar(sa.select(Passkey.id).where(Passkey.credential_id == made.credential_id)):
        raise _unusable()
    passkey_id = uuid7()
    transports = credential["response"].get("transports") or ()
    db.session.execute(
        sa.insert(Passkey).values(
            id=passkey_id,
            person_id=principal.person_id,
            credential_id=made.credential_id,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            transports=" ".join(sorted(_TRANSPORTS.intersection(transports))),
            name=name,
            created_at=now,
        )
    )
    access_mail.tell(email, "passkey", passkey_id, now)
    return passkey_id


def _unusable() -> Invalid:
    return Invalid.field("credential", "This passkey could not be added. Please begin again.")


def passkeys(principal: Principal, query: PageQuery) -> Page[Any]:
    """Page through the caller's passkeys, newest first. They belong to the person, in whatever practice."""
    statement = sa.select(*_PASSKEY).where(Passkey.person_id == principal.person_id)
    return fetch_page(statement, [(Passkey.id, True)], query)


def remove(principal: Principal, passkey_id: UUID, now: datetime) -> None:
    """The passkey signs nobody in any more.

    Raises SignInAgain, PasskeyFirst, NotFound, and Conflict for the last one of a coach whose practice asks for one.
    """
    refuse_unless_recent(principal, now)
    refuse_without_own_passkey(principal)
    # Locked, so that of two that are removed at once one is seen to be the last.
    db.session.execute(sa.select(Person.id).where(Person.id == principal.person_id).with_for_update())
    had = db.session.scalars(sa.select(Passkey.id).where(Passkey.person_id == principal.person_id)).all()
    if passkey_id not in had:
        raise NotFound
    if len(had) == 1 and _needs_one(principal):
        raise Conflict("Your practice asks coaches for a passkey. Add another one first.")
    db.session.execute(sa.delete(Passkey).where(Passkey.id == passkey_id))
    audit(principal.practice_id, principal.member_id, "passkey.removed", passkey_id, now)
    db.session.commit()


def _needs_one(principal: Principal) -> bool:
    found = (
        sa.select(Membership.id)
        .join(Practice, Practice.id == Membership.practice_id)
        .where(
            Membership.person_id == principal.person_id,
            Membership.left_at.is_(None),
            sa.or_(Membership.is_coach, Membership.is_owner),
            Practice.passkeys_required_of_coaches,
        )
    )
    return db.session.scalar(found.limit(1)) is not None


def options_to_sign_in(party: RelyingParty, now: datetime) -> dict[str, Any]:
    """Give what `navigator.credentials.get` needs to sign somebody in, whoever it is: it names no passkey."""
    options = generate_authentication_options(
        rp_id=party.id,
        challenge=_new_challenge(None, now),
        timeout=int(_LIFE.total_seconds() * 1000),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    db.session.commit()
    return dict(options_to_json_dict(options))


def sign_in(credential: Mapping[str, Any], party: RelyingParty, now: datetime, browser: Browser) -> SignedIn:
    """The holder of a passkey is signed in. Raises PasskeyRefused; the challenge is spent all the same."""
    challenge = _spend_challenge(credential, None, now)
    member = None if challenge is None else _holder(credential, challenge, party, now)
    if member is None:
        db.session.commit()
        raise PasskeyRefused
    signed_in = open_session(member, now, browser, "passkey")
    db.session.commit()
    return signed_in


def _holder(credential: Mapping[str, Any], challenge: bytes, party: RelyingParty, now: datetime) -> Any:
    """Give the membership that the signature opens. None: it opens nothing."""
    try:
        credential_id = base64url_to_bytes(credential["rawId"])
        handle = base64url_to_bytes(credential["response"].get("userHandle") or "")
    except ValueError:
        return None
    passkey = db.session.execute(
        sa.select(Passkey.id, Passkey.person_id, Passkey.public_key, Passkey.sign_count).where(
            Passkey.credential_id == credential_id
        )
    ).one_or_none()
    # A discoverable passkey always says whose it is.
    if passkey is None or handle != passkey.person_id.bytes:
        return None
    try:
        shown = verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except Exception as error:  # noqa: BLE001 -- made-up bytes fail in as many ways as there are parsers
        log.info("passkey refused", passkey=str(passkey.id), error=type(error).__name__)
        return None
    # The count must still be the one that was compared: a copy of the device may be signing in at this moment.
    used = db.session.execute(
        sa.update(Passkey)
        .where(Passkey.id == passkey.id, Passkey.sign_count == passkey.sign_count)
        .values(sign_count=shown.new_sign_count, used_at=now)
    )
    return latest_membership(Membership.person_id == passkey.person_id) if changed(used) == 1 else None


def _new_challenge(session_id: UUID | None, now: datetime) -> bytes:
    value = secrets.token_bytes(32)
    db.session.execute(
        sa.insert(Challenge).values(id=uuid7(), value=value, session_id=session_id, expires_at=now + _LIFE)
    )
    return value


def _spend_challenge(credential: Mapping[str, Any], session_id: UUID | None, now: datetime) -> bytes | None:
    """Give the challenge that was signed, if it was given out for this and nobody has used it yet; nobody can again."""
    try:
        said = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        value = base64url_to_bytes(said["challenge"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    # One statement finds and spends it: of many at once, one gets the row.
    return db.session.scalar(
        sa.delete(Challenge)
        .where(
            Challenge.value == value,
            Challenge.session_id.is_(None) if session_id is None else Challenge.session_id == session_id,
            Challenge.expires_at > now,
        )
        .returning(Challenge.value)
    )
