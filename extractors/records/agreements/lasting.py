"""From when until when the text of an agreement says that it runs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.model import Span
from extractors.records.agreements.recitals import whole
from extractors.records.frames import Frame, Value
from extractors.records.scene import Sentence
from extractors.records.times import dating, terms

_LASTING = re.compile(
    r"\b(?:(?:mem)?berlaku\w*|valid\w*|in force|in effect|remain|duration|jangka waktu|period|term|effect|effective|"
    r"runs?|lasts|lasting|masa|laps\w+|expir\w+|ceases?|berakhir|gugur|ends?|operative)\b",
    re.IGNORECASE,
)
_FROM_SIGNING = re.compile(
    r"(?:(?:tanggal|sejak|saat|hari|ketika|begitu|setelah)\b[^.;]{0,40}\b(?:penandatangan\w*|ditandatangan\w*|"
    r"diteken\w*)|(?:date|day|upon|time|moment|when|once|as soon as|after)\b[^.;]{0,30}\bsign(?:ed|ing|ature|s)?\b|"
    r"(?:upon|on|from|with|by) (?:its |the )?sign(?:ature|ing)\b|takes? effect today|"
    r"(?:from|sejak|mulai) (?:today|this day|hari ini))",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\b(?:renew|extend|perpanjang|prior|notice|sebelumnya|pemberitahuan|advance|terminat|mengakhiri|diperpanjang)\w*",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"\W*(?:'s?\s|’s?\s)?\W*(?:(?:of|after|from|written|prior)\s+)*(?:notice|notif\w+)", re.IGNORECASE)


def run(body: str, articles: Sequence[Sentence], frame: Frame) -> None:
    """Start and end of validity, where the articles give a term and a start, or an end."""
    lasts: tuple[int, Span] | None = None
    for sentence in articles:
        if not _LASTING.search(body, sentence.span.start, sentence.span.end):
            continue
        stretch, offset = sentence.span.of(body), sentence.span.start
        dates = dating.read(body, whole(body, sentence, ()))
        frame.valid_from = frame.valid_from or dates.valid_from
        frame.valid_to = frame.valid_to or dates.valid_to
        starts = _FROM_SIGNING.search(stretch)
        if starts and frame.signed is not None and frame.valid_from is None:
            frame.valid_from = Value(frame.signed.value, Span(offset + starts.start(), offset + starts.end()))
        term = terms.length(stretch)
        if lasts is None and term is not None and not _of_notice(stretch, term[1]):
            lasts = term[0], Span(offset + term[1].start, offset + term[1].end)
    if lasts is not None and frame.valid_from is not None and frame.valid_to is None:
        end = terms.plus(frame.valid_from.value, lasts[0])
        frame.valid_to = Value(end, lasts[1]) if end else None


def _of_notice(stretch: str, term: Span) -> bool:
    """True for a time that is not how long the text runs but how far ahead one gives notice, or an extension."""
    return bool(_EXTENSION.search(stretch, 0, term.start) or _NOTICE.match(stretch, term.end))
