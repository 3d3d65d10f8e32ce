"""The inbox of the embedded mail sink, so that every mail can be looked at. Never registered in production."""

import re
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request, send_from_directory
from markupsafe import Markup, escape

from api.config import Settings
from api.delivery import sink
from api.errors import NotFound

MOST_SHOWN = 200

inbox = Blueprint("inbox", __name__, url_prefix="/dev/inbox", template_folder="texts")

# A mail is shown as a mail program would show it: its own styles, nothing that runs, nothing from elsewhere.
_MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; frame-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


@inbox.before_request
def refuse_other_machines() -> None:
    """Sign-in codes lie here: a server that others can reach shows them to the machine itself alone."""
    try:
        caller = ip_address(request.remote_addr or "")
    except ValueError:
        raise NotFound from None
    if not (getattr(caller, "ipv4_mapped", None) or caller).is_loopback:
        raise NotFound


@inbox.get("")
def list_mails() -> str:
    """Show the latest mails, newest first."""
    return render_template(
        "inbox.html", mails=[_tell(key, mail) for key, mail in sink.kept_mails(_folder(), MOST_SHOWN)]
    )


@inbox.get("/<key>")
def show_mail(key: str) -> str:
    """Show one mail: its head, its text part, its HTML part in a frame of its own."""
    mail = _mail(key)
    return render_template("inbox_mail.html", mail=_tell(key, mail), text=_with_links(_part(mail, "plain")))


@inbox.get("/<key>/html")
def show_html(key: str) -> Response:
    """Give the HTML part alone, for the frame."""
    # In the frame itself, nothing could be followed; links open beside it.
    html = _part(_mail(key), "html").replace("<head>", '<head><base target="_blank">', 1)
    return Response(html, headers={"Content-Security-Policy": _MAIL_POLICY}, mimetype="text/html")


@inbox.get("/style.css")
def style() -> Response:
    return send_from_directory(Path(__file__).parent / "texts", "inbox.css")


@inbox.after_request
def protect(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _PAGE_POLICY)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _folder() -> Path:
    settings: Settings = current_app.config["WAYMARK"]
    return settings.mail_folder


def _mail(key: str) -> EmailMessage:
    mail = sink.kept_mail(_folder(), key)
    if mail is None:
        raise NotFound
    return mail


def _tell(key: str, mail: EmailMessage) -> dict[str, str]:
    names = {"to": "To", "sender": "From", "reply_to": "Reply-To", "subject": "Subject", "date": "Date"}
    return {"key": key} | {name: str(mail[header] or "") for name, header in names.items()}


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return "" if part is None else str(part.get_content())


def _with_links(text: str) -> Markup:
    """Give the text with what looks like a web address made a link."""
    pieces = re.split(r"(https?://[^\s<>\"]+)", text)
    linked = Markup('<a href="{0}">{0}</a>')
    return Markup("").join(
        linked.format(piece) if index % 2 else escape(piece) for index, piece in enumerate(pieces)
    )
