"""The browsers in which a client wants to be notified."""

from typing import Any

from flask import Response, jsonify

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.accounts.schemas.push import (
    PushKeyOut,
    PushSubscriptionIn,
    PushSubscriptionOut,
    PushSubscriptionPageOut,
)
from api.accounts.schemas.sign_in import AcceptedOut
from api.accounts.services import browsers
from api.wire import Blueprint, PageIn, page_query

notifying = Blueprint("notifications", __name__, description="Browsers that take notifications")


@notifying.route("/push-key", methods=["GET"])
@auth.allow("client")
@notifying.response(200, PushKeyOut)
def show_push_key(_principal: Principal) -> dict[str, str]:
    """Give the key under which a browser subscribes."""
    return {"key": browsers.public_key(auth.settings())}


@notifying.route("/push-subscriptions", methods=["GET"])
@auth.allow("client")
@notifying.arguments(PageIn, location="query")
@notifying.response(200, PushSubscriptionPageOut)
def list_push_subscriptions(principal: Principal, query: dict[str, Any]) -> Any:
    """List the caller's browsers that take notifications, the latest first."""
    return browsers.mine(principal, page_query(query))


@notifying.route("/push-subscriptions", methods=["POST"])
@auth.allow("client")
@notifying.arguments(PushSubscriptionIn)
@notifying.response(201, PushSubscriptionOut)
@notifying.alt_response(
    200, schema=PushSubscriptionOut, description="Known already; it belongs to this session now."
)
def add_push_subscription(principal: Principal, sent: dict[str, Any]) -> Response:
    """Let a browser take notifications, for as long as the session lasts in which this is sent."""
    row, is_new = browsers.add(principal, sent, auth.settings(), clock.now())
    response = jsonify(PushSubscriptionOut().dump(row))
    response.status_code = 201 if is_new else 200
    return response


@notifying.route("/push-subscriptions/<uuid:subscription_id>", methods=["DELETE"])
@auth.allow("client")
@notifying.response(204)
def remove_push_subscription(principal: Principal, subscription_id: Any) -> None:
    """Let a browser take no more notifications."""
    browsers.remove(principal, subscription_id)


@notifying.route("/push-subscriptions/test", methods=["POST"])
@auth.allow("client")
@notifying.response(202, AcceptedOut)
@notifying.alt_response(409, description="No browser of the caller takes notifications.")
def send_test_push(principal: Principal) -> dict[str, Any]:
    """Send a notification to every browser of the caller."""
    browsers.send_test(principal, clock.now())
    return {}
