"""One document: its text with marks, the image of its pages, its original."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import get_args

from flask import Blueprint, Response, abort, render_template, request

from archive.catalogue import AgreementFilter, DocumentRow, OutcomeRow
from archive.model import Fault, Mention, Span, Text
from archive.model.mention import MentionKind
from index.errors import IndexFault
from webapp import downloads, images, names
from webapp.describing import describe_document
from webapp.marking import Mark, mention_marks, pieces
from webapp.site import catalogue, the_site
from webapp.within import matches
from webapp.wording import gettext

pages = Blueprint("documents", __name__)

WINDOW = 60_000
"""Most characters of a text on one page; longer documents are shown in parts."""

ALIKE = 5
"""Entries like a document that are looked for; its page shows the documents among them."""

KINDS: tuple[MentionKind, ...] = get_args(MentionKind)
SHOWN_INLINE = {"application/pdf", "image/png", "image/jpeg"}
"""Media types that a browser may show by itself; all others, web pages above all, are only handed out as files."""


@pages.get("/documents/<id>")
def document(id: str) -> str | Response:
    """The page of a document."""
    row = known(id)
    archive = catalogue()
    text = archive.text(row.id)
    original = archive.original(row.id)
    outcomes = archive.outcomes(document=row.id)
    common = {
        "document": row,
        "original": original,
        "outcomes": outcomes,
        "agreements": archive.agreements(AgreementFilter(document=row.id)),
        "others": [other for other in archive.documents(story=row.story, limit=50) if other.id != row.id]
        if row.story
        else [],
        "alike": alike(row.id),
        "described": describe_document(row, text.author if text else None),
        "formats": downloads.DOCUMENT_CITATIONS,
        "has_images": images.possible(row.media_type),
    }
    if text is None or not text.body:
        return render_template("document.html", text=None, faults=_faults(text, outcomes), **common)
    mentions = archive.mentions(row.id)
    at = _span(request.args.get("at"), len(text.body))
    wanted = " ".join(request.args.get("find", "").split())[:200]
    found = matches(text.body, wanted)
    parts = _parts(text)
    part = _part(parts, at, request.args.get("part"), text, request.args.get("page"), found)
    window = parts[part]
    marks = _marks(mentions, at, found)
    page = text.page_of(at.start if at else window.start)
    return render_template(
        "document.html",
        text=text,
        faults=_faults(text, outcomes),
        pieces=pieces(text, window, [mark for mark in marks if mark.span.overlaps(window)]),
        counts=[(kind, count) for kind in KINDS if (count := Counter(m.kind for m in mentions)[kind])],
        at=at,
        find=wanted,
        found=[(span, _which(parts, span)) for span in found],
        part=part,
        parts_of_text=[
            (number, text.page_of(span.start), text.page_of(max(span.start, span.end - 1)))
            for number, span in enumerate(parts)
        ],
        page=page,
        boxes=_boxes(text, at, page),
        **common,
    )


def alike(id: str) -> list[DocumentRow]:
    """Documents like this one, best first."""
    try:
        hits = the_site().engine.similar(id, ALIKE)
    except IndexFault:
        # The page of a document needs no index.
        return []
    return catalogue().documents([hit.id for hit in hits if hit.type == "document"])


def known(id: str) -> DocumentRow:
    """The document with this id; 404 where there is none."""
    row = catalogue().document(id[:16]) if re.fullmatch(r"[0-9a-f]{16}|[0-9a-f]{64}", id) else None
    if row is None or (len(id) == 64 and row.sha256 != id):
        abort(404, gettext("There is no document with this number. A search may find what you look for."))
    return row


@pages.get("/documents/<id>/original")
def original(id: str) -> Response:
    """The bytes as they came in; a web page is handed out as a file, never run inside the site."""
    row = known(id)
    try:
        data = the_site().store.get(row.sha256)
    except KeyError:
        abort(404, gettext("The original of this document is missing from the store."))
    response = Response(data, mimetype=row.media_type if row.media_type in SHOWN_INLINE else "application/octet-stream")
    inline = row.media_type in SHOWN_INLINE and request.args.get("show") == "1"
    name = re.sub(r"[^\w.\- ]", "_", row.name.rsplit("/", 1)[-1]) or row.id
    response.headers.set("Content-Disposition", "inline" if inline else "attachment", filename=name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    response.set_etag(row.sha256)
    response.make_conditional(request)
    return response


@pages.get("/documents/<id>.<suffix>")
def citation(id: str, suffix: str) -> Response:
    """The document as an item of a bibliography."""
    return downloads.document_citation(suffix, known(id))


@pages.get("/documents/<id>/text.txt")
def plain(id: str) -> Response:
    """The text that was read, as plain text."""
    row = known(id)
    body = catalogue().bodies([row.id]).get(row.id)
    if body is None:
        abort(404, gettext("This document has no text."))
    return Response(body, mimetype="text/plain")


@pages.get("/documents/<id>/pages/<int:number>.png")
def image(id: str, number: int) -> Response:
    """The image of a page of the original."""
    row = known(id)
    data = images.page(the_site(), row, number)
    if data is None:
        abort(404, gettext("There is no image of this page."))
    response = Response(data, mimetype="image/png")
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return response


def _faults(text: Text | None, outcomes: Sequence[OutcomeRow]) -> list[Fault]:
    faults = list(text.faults) if text else []
    for outcome in outcomes:
        faults += [fault for fault in outcome.faults if fault not in faults]
    return faults


def _span(given: str | None, length: int) -> Span | None:
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", given or "")
    if not found:
        return None
    start, end = int(found[1]), min(int(found[2]), length)
    return Span(start, end) if start < end else None


def _parts(text: Text) -> list[Span]:
    """The text in parts of readable length, cut between pages or else between blocks."""
    if len(text.body) <= WINDOW * 1.25:
        return [Span(0, len(text.body))]
    units = [page.span for page in text.pages] if len(text.pages) > 1 else [block.span for block in text.blocks]
    parts: list[Span] = []
    start = 0
    for unit in units:
        if unit.end - start > WINDOW and unit.start > start:
            parts.append(Span(start, unit.start))
            start = unit.start
    parts.append(Span(start, len(text.body)))
    return parts


def _part(
    parts: list[Span], at: Span | None, given: str | None, text: Text, page: str | None, found: list[Span]
) -> int:
    if at is not None:
        return _which(parts, at)
    if given and given.isascii() and given.isdigit() and 0 < len(given) < 6:
        return min(max(int(given) - 1, 0), len(parts) - 1)
    if page and page.isascii() and page.isdigit() and len(page) < 6:
        start = next((p.span.start for p in text.pages if p.number == int(page)), 0)
        return _which(parts, Span(start, start + 1))
    return _which(parts, found[0]) if found else 0


def _which(parts: list[Span], span: Span) -> int:
    return next((number for number, part in enumerate(parts) if part.start <= span.start < part.end), 0)


def _marks(mentions: tuple[Mention, ...], at: Span | None, found: list[Span]) -> list[Mark]:
    marks = mention_marks(mentions, {kind: names.mention_kind(kind) for kind in KINDS})
    marks += [Mark(span, "found", id=f"found-{number}") for number, span in enumerate(found, 1)]
    if at is not None:
        marks.append(Mark(at, "at", id="at"))
    return marks


def _boxes(text: Text, at: Span | None, page: int) -> dict[str, object] | None:
    """The boxes of the chosen words on their page, with the size of the page."""
    sheet = next((p for p in text.pages if p.number == page), None)
    if sheet is None or not sheet.width or not sheet.height:
        return None
    boxes = [box for box in text.boxes if at is not None and box.page == page and box.span.overlaps(at)]
    return {"width": sheet.width, "height": sheet.height, "boxes": boxes, "pages": len(text.pages)}
