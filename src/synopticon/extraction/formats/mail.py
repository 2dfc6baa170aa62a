"""An e-mail message (EML), and a page saved as MHTML, which is one in form."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage, Message
from email.utils import getaddresses

from synopticon.errors import DamagedInput
from synopticon.extraction.content import Asked, Content
from synopticon.extraction.formats import html
from synopticon.language.dates import to_edtf
from synopticon.language.decoding import decode
from synopticon.language.moments_told import moment_mailed, on_day

_KEPT = ("From", "To", "Cc", "Date", "Message-ID", "In-Reply-To", "Reply-To", "Return-Path")


def read(data: bytes, asked: Asked) -> Content:
    """Read a message's body; headers are metadata, attachments are named. Raises DamagedInput."""
    message = _message(data, asked)
    if message.get_content_subtype() == "related" and message.get("Snapshot-Content-Location"):
        return _page(message, asked)
    text, warnings = _body(message, asked)
    sent = _header(message, "Date") or ""
    attached = [part.get_filename() or part.get_content_type() for part in _attachments(message)]
    if attached:
        warnings.append(f"The message has attachments that were not read: {', '.join(attached)}.")
    return Content(
        text=text,
        title=_header(message, "Subject"),
        authors=tuple(name or address for name, address in getaddresses([_header(message, "From") or ""]) if address),
        published=to_edtf(sent),
        published_at=on_day(moment_mailed(sent), to_edtf(sent)),
        warnings=tuple(warnings),
        metadata={name.lower(): value for name in _KEPT if (value := _header(message, name))},
    )


def _message(data: bytes, asked: Asked) -> EmailMessage:
    try:
        return email.message_from_bytes(data, policy=email.policy.default)
    except (ValueError, LookupError, TypeError, IndexError) as error:
        raise DamagedInput("the message cannot be parsed", where=asked.place, why=str(error)) from error


def _header(message: Message, name: str) -> str | None:
    """A header as text; malformed ones raise all sorts in the standard library and are then left out."""
    try:
        value = message.get(name)
    except (ValueError, TypeError, AttributeError, IndexError):
        return None
    return " ".join(str(value).split()) if value else None


def _page(message: EmailMessage, asked: Asked) -> Content:
    """The root document of a saved page."""
    address = _header(message, "Snapshot-Content-Location")
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            data = part.get_payload(decode=True)
            if isinstance(data, bytes):
                inner = Asked(asked.name, str(part.get("Content-Type")), asked.url or address, asked.max_characters)
                found = html.read(data, inner)
                saved = _header(message, "Date")
                metadata = {**found.metadata, **({"saved": saved} if saved else {})}
                return replace(found, metadata=metadata)
    raise DamagedInput("the saved page holds no page", where=asked.place)


def _body(message: EmailMessage, asked: Asked) -> tuple[str, list[str]]:
    """The plain body, else the text of the HTML one."""
    for kind in ("text/plain", "text/html"):
        for part in message.walk():
            if part.get_content_type() != kind or part.get_content_disposition() == "attachment":
                continue
            data = part.get_payload(decode=True)
            text = decode(data, part.get_content_charset())[0] if isinstance(data, bytes) else ""
            if text.strip():
                return (text if kind == "text/plain" else _seen(text, asked)), []
    return "", ["The message has no readable body."]


def _seen(markup: str, asked: Asked) -> str:
    from synopticon.extraction.pages.region import region_text
    from synopticon.extraction.pages.tree import tree_of

    return region_text(tree_of(markup, asked.place))


def _attachments(message: EmailMessage) -> list[Message]:
    return [
        part
        for part in message.walk()
        if part.get_content_disposition() == "attachment"
        or (part.get_filename() and part.get_content_maintype() != "text")
    ]
