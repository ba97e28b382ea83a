"""Mail: the message itself as a text or page, and its attachments."""

from __future__ import annotations

import datetime
import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from extractors.parsing import media
from extractors.parsing.faults import amount, fault
from extractors.parsing.members import Budget, Member
from extractors.parsing.webhead import folded

_ENOUGH = 200
"""Characters from which on the plain version of a message is taken; shorter ones often only point to the other."""


def parts(data: bytes, budget: Budget) -> Iterator[Member]:
    """The message (subject and text) and then every attachment."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    at = _sent(message)
    body = _body(message, at)
    if body is not None:
        budget.take(len(body.data), body.name)
        yield body
    found = 0
    for part in message.walk():
        if part.is_multipart() or not _is_attachment(part):
            continue
        found += 1
        yield _attachment(part, found, at, budget)
    for number, inner in enumerate(_forwarded(message), 1):
        content = inner.as_bytes()
        budget.take(len(content), "message")
        yield Member(f"forwarded-{number}.eml", content, at=at, media_type=media.EML)
    if body is None and not found:
        yield Member("message", b"", fault=fault("no_text"))


def _sent(message: EmailMessage) -> str | None:
    try:
        sent = parsedate_to_datetime(str(message["date"]))
    except (TypeError, ValueError):
        return None
    if sent.tzinfo is None:
        sent = sent.replace(tzinfo=datetime.UTC)
    return sent.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _body(message: EmailMessage, at: str | None) -> Member | None:
    plain = _content(message.get_body(("plain",)))
    page = _content(message.get_body(("html",)))
    subject = " ".join(str(message["subject"] or "").split())
    if page and len(plain.strip()) < _ENOUGH:
        if "<title" not in page[:4000].lower() and subject:
            page = f"<title>{_escaped(subject)}</title>\n{page}"
        document = f'<!DOCTYPE html>\n<meta charset="utf-8">\n{page}'
        return Member("message.html", document.encode("utf-8", "replace"), at=at, media_type=media.HTML)
    if not plain.strip():
        return None
    # The day of sending is that of the capture; the day of publication is for the text to say.
    shown = folded(subject) in folded(plain[:1000])
    text = f"{subject}\n\n{plain.strip()}\n" if subject and not shown else f"{plain.strip()}\n"
    return Member("message.txt", text.encode("utf-8", "replace"), at=at, media_type=media.TEXT)


def _content(part: object) -> str:
    if not isinstance(part, EmailMessage):
        return ""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _is_attachment(part: EmailMessage) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    main = part.get_content_maintype()
    if main == "image":
        return False
    return part.get_filename() is not None or (main == "application" and "signature" not in part.get_content_type())


def _attachment(part: EmailMessage, number: int, at: str | None, budget: Budget) -> Member:
    name = (part.get_filename() or f"attachment-{number}").replace("\\", "/").rsplit("/", 1)[-1][:120]
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload:
        return Member(name, b"", at=at, fault=fault("empty"))
    if len(payload) > budget.limits.bytes:
        return Member(name, b"", at=at, fault=fault("too_large", limit=amount(budget.limits.bytes)))
    budget.take(len(payload), name)
    return Member(name, payload, at=at, charset=part.get_content_charset())


def _forwarded(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.walk():
        if part.get_content_type() == "message/rfc822" and part is not message:
            for inner in part.iter_parts():
                if isinstance(inner, EmailMessage):
                    yield inner


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
