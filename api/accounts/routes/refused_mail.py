"""How the practice's messages fare, and clients whose address refuses mail."""

from typing import Any

from api import clock
from api.accounts import auth
from api.accounts.rules import Principal
from api.accounts.schemas.messages import MessagesOut
from api.accounts.schemas.refused_mail import MailRefusalPageOut
from api.accounts.services import messages, refused_mail
from api.wire import Blueprint, PageIn, page_query

refusing = Blueprint("refused-mail", __name__, description="Addresses that refuse mail")


@refusing.route("/messages", methods=["GET"])
@auth.allow("owner")
@refusing.response(200, MessagesOut)
def show_messages(principal: Principal) -> Any:
    """Tell the owner how mails and notifications fared in the last seven days, and what waits. Counts alone."""
    return messages.messages(principal, clock.now())


@refusing.route("/mail-refusals", methods=["GET"])
@auth.allow("owner", "coach")
@refusing.arguments(PageIn, location="query")
@refusing.response(200, MailRefusalPageOut)
def list_mail_refusals(principal: Principal, query: dict[str, Any]) -> Any:
    """List the clients whose address refuses mail: a coach's own, or all of the practice for an owner."""
    return refused_mail.refusals(principal, page_query(query), clock.now())


@refusing.route("/mail-refusals/<uuid:client_id>", methods=["DELETE"])
@auth.allow("owner", "coach")
@refusing.response(204)
def lift_mail_refusal(principal: Principal, client_id: Any) -> None:
    """Let mail to the client's address be tried again."""
    refused_mail.lift(principal, client_id, clock.now())
