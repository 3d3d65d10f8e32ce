"""Browsers that take notifications, on the wire."""

from marshmallow import fields, validate

from api.wire import In, Instant, Out, page_out

_KEY = validate.Length(min=1, max=200)


class PushKeysIn(In):
    """What a message for the browser is sealed with."""

    p256dh = fields.String(required=True, validate=_KEY)
    auth = fields.String(required=True, validate=_KEY)


class PushSubscriptionIn(In):
    """What the browser's `PushSubscription.toJSON()` gives, without its expirationTime."""

    endpoint = fields.String(required=True, validate=validate.Length(min=1, max=1024))
    keys = fields.Nested(PushKeysIn, required=True)


class PushSubscriptionOut(Out):
    id = fields.UUID()
    endpoint_hash = fields.String(
        metadata={"description": "SHA-256 of the endpoint, in hexadecimal: a browser finds itself by it."}
    )
    made_at = Instant()


class PushKeyOut(Out):
    key = fields.String(metadata={"description": "The applicationServerKey, base64url."})


PushSubscriptionPageOut = page_out(PushSubscriptionOut)
