"""The one look of all mails: the same blocks make the HTML part and a text part that reads well alone.

What is ours in them is said in the language that is spoken while they are composed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, StrictUndefined, Template
from mjml import mjml2html

from api.delivery.email import Email
from api.languages import say, spoken

_TEMPLATE = Path(__file__).parent.parent / "texts" / "mail.mjml"
_FILL = 72


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a mail. Made by the functions below."""

    kind: Literal["paragraph", "note", "code", "button", "choices"]
    text: str = ""
    label: str = ""
    url: str = ""
    choices: Sequence[Link] = field(default_factory=tuple)


def paragraph(text: str) -> Block:
    return Block("paragraph", text)


def note(text: str) -> Block:
    """Give a paragraph in smaller type."""
    return Block("note", text)


def code(text: str) -> Block:
    """Give something to be typed elsewhere, set large."""
    return Block("code", text)


def button(label: str, url: str) -> Block:
    return Block("button", label=label, url=url)


def choices(text: str, links: Sequence[Link]) -> Block:
    """Give a question with several links under it, of which one is to be followed."""
    return Block("choices", text, choices=links)


@dataclass(frozen=True, slots=True)
class Footer:
    """A line under the mail, ending in a link where there is one."""

    text: str
    label: str = ""
    url: str = ""


def compose(
    subject: str,
    title: str,
    blocks: Sequence[Block],
    footer: Sequence[Footer] = (),
    reply_to: str | None = None,
    **headers: str,
) -> Email:
    """Give a mail in the one look; headers: List_Unsubscribe for List-Unsubscribe."""
    title, blocks, footer = say(title), [_said(block) for block in blocks], [_ended(line) for line in footer]
    return Email(
        say(subject),
        mail_text(title, blocks, footer),
        mail_html(title, blocks, footer),
        reply_to,
        {name.replace("_", "-"): value for name, value in headers.items()},
    )


def _said(block: Block) -> Block:
    links = [replace(link, label=say(link.label)) for link in block.choices]
    # What stands over choices is a goal's name, as its person wrote it.
    text = block.text if block.kind in {"code", "choices"} else say(block.text)
    return replace(block, text=text, label=say(block.label), choices=links)


def _ended(line: Footer) -> Footer:
    return replace(line, text=say(line.text), label=say(line.label))


def mail_html(
    title: str, blocks: Sequence[Block], footer: Sequence[Footer] = (), preview: str | None = None
) -> str:
    """Give the HTML part. preview: what a list of mails shows beside the subject; by default the first words."""
    if preview is None:
        preview = next((block.text for block in blocks if block.kind == "paragraph"), title)
    return _template().render(title=title, preview=preview, blocks=blocks, footer=footer, language=spoken())


def mail_text(title: str, blocks: Sequence[Block], footer: Sequence[Footer] = ()) -> str:
    """Give the text part."""
    parts = [title, *(_plain(block) for block in blocks)]
    if footer:
        parts += [
            "-- ",
            *(
                "\n".join([*_wrapped(f"{line.text} {line.label}:" if line.url else line.text), *_url(line)])
                for line in footer
            ),
        ]
    return "\n\n".join(parts).replace("-- \n\n", "-- \n") + "\n"


def _plain(block: Block) -> str:
    if block.kind == "code":
        return f"    {block.text}"
    if block.kind == "button":
        return "\n".join(_lines(f"{block.label}:", block.url))
    if block.kind == "choices":
        return "\n".join(
            [
                block.text,
                *(line for one in block.choices for line in _lines(f"  {one.label}:", f"  {one.url}")),
            ]
        )
    return "\n".join(_wrapped(block.text))


def _url(line: Footer) -> list[str]:
    return [line.url] if line.url else []


def _lines(text: str, url: str) -> list[str]:
    """A link stands on a line of its own: mail programs find it there, and nothing breaks it."""
    return [text, url] if url else [text]


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _FILL:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@cache
def _template() -> Template:
    """MJML is laid out once; what is left to do for a mail is to fill in its words, escaped."""
    html = mjml2html(_TEMPLATE.read_text())
    # Lines short enough to travel as they are.
    html = re.sub(r"(?<=>)(?=<(?:table|tbody|tr|td|div|a |style|!--)|\{%)", "\n", html)
    # Black by its name: six digits in a row are kept for codes that people are asked to type.
    html = html.replace("#000000", "black").replace("#ffffff", "white")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(html)
