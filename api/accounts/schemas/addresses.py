"""Roles, and changes of address, on the wire."""

from marshmallow import fields, validate

from api.accounts.schemas.joining import roles_field
from api.accounts.schemas.sign_in import ADDRESS
from api.wire import In


class RolesIn(In):
    """All the roles that the member has from now on."""

    roles = roles_field()


class NewAddressIn(In):
    email = fields.Email(required=True, validate=ADDRESS)


class AddressProofIn(NewAddressIn):
    """A new address, and the code that was mailed to it."""

    code = fields.String(
        required=True,
        validate=validate.Regexp(r"^\s*[0-9]{3}\s?[0-9]{3}\s*$", error="The code has six digits."),
    )
