"""Whether a signing that a clause names is done, or is still to come."""

from __future__ import annotations

import re

from extractors.records.clauses import Clause
from extractors.records.states.cues import Cue
from extractors.records.states.governing import before, governed

_AGREEING = (
    "agree",
    "have agreed",
    "has agreed",
    "was agreed",
    "were agreed",
    "sepakat",
    "bersepakat",
    "menyepakati",
    "disepakati",
)
_NEAR, _NEXT, _URGED, _SHORT = 70, 28, 45, 12
_NOUN = re.compile(r"penanda ?tangan|peneken|tanda tangan|signing\b|signature\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:was|were|has been|have been|had been|telah|sudah|akhirnya|baru saja|finally|at last|jadi|usai|setelah|"
    r"after)\s+(?:(?:duly|formally|finally|already|resmi|juga|di|at|the|itu)\s+)*\Z",
    re.IGNORECASE,
)
"""Before a verb that tells what is done, whatever was planned before it."""
_PURPOSE = re.compile(r"\b(?:to|untuk|guna|agar|supaya|bagi|for(?: the)?)\s+\Z", re.IGNORECASE)
_AIM = re.compile(
    r"\b(?:untuk|bagi|guna|buat|demi|menuju|jelang|menjelang|menanti\w*|menunggu|(?:meng)?agenda\w*|jadwal\w*|"
    r"target\w*|(?:per|ke)siap\w*|(?:meny|di)anggup\w*|for|towards?|pending)"
    r"(?:\s+(?:the|its|their|acara|upacara|proses|formal|final|[^\W\d]+nya|is|was|adalah)){0,2}\s+\Z",
    re.IGNORECASE,
)
"""Before a signing that is what something is for ("lampu hijau bagi penandatanganan", "for signature")."""
ADVICE = "saran|rekomendasi|recommendations?|advice|suggestions?"
"""What announces advice, before a colon or as a heading."""
_ADVICE = re.compile(rf"\W*(?:(?:{ADVICE})(?:nya)?|usul(?:an)? (?:tim|penilai))\s*[:–—-]", re.IGNORECASE)
_THROUGH = re.compile(
    r"\b(?:lewat|melalui|dengan|via|berbekal|through|by(?: way of| means of)?|with)\s+"
    r"(?:(?:an?|the|sebuah|sepucuk)\s+)?\Z",
    re.IGNORECASE,
)
_MAY = re.compile(r"\b(?:boleh|(?:baru|belum) (?:bisa|dapat)|may|can(?! be called)|could be)\b", re.IGNORECASE)
_AT_LAST = re.compile(r"\b(?:akhirnya|finally|at last|eventually)\b", re.IGNORECASE)
_HANDING = ("exchang", "swap", "trad", "bertukar", "ditukar", "dipertukar", "saling", "initial", "diparaf")
_DRAFTS = ("draf", "rancangan", "konsep")
WISHED = re.compile(r"\b(?:agar|supaya|that (?:it|they|the \w+(?: \w+)?) (?:should |be )?)\b", re.IGNORECASE)
"""Before what somebody wishes to be done."""
_VERBS = frozenset({"active", "duration", "kept", "expire", "renew", "exist", "tie", "speak", "visit", "event"})
_TURN = re.compile(r"[:;]")


def is_announced(clause: Clause, signing: Cue) -> bool:
    """True where words of intention stand before the signing."""
    return any(
        cue.name == "future"
        and 0 <= signing.start - cue.end <= _NEAR
        and not _TURN.search(clause.text, cue.end - clause.start, signing.start - clause.start)
        for cue in clause.cues
    )


def is_agreed(clause: Clause, signing: Cue) -> bool:
    """True for "agreed to sign", "sepakat membuat", "sepakat menjajaki": the agreeing is done, the paper is not."""
    word = clause.text[signing.start - clause.start : signing.end - clause.start].lower()
    if not word.startswith(_AGREEING):
        return False
    return clause.has("explore", "draft") or any(
        (cue.name == "intent" and cue.start >= signing.start)
        or (cue.name == "sign" and 0 < cue.start - signing.end <= _SHORT)
        for cue in clause.cues
    )


def is_advised(clause: Clause, act: Cue) -> bool:
    """True for what is only thought best ("sebaiknya diperpanjang", "Saran: perpanjang")."""
    return before(clause, act, "advice") or _ADVICE.match(clause.text) is not None


def is_begun_with_a_paper(clause: Clause, plan: Cue) -> bool:
    """True where what was explored was so by a paper with a day ("dirintis lewat LoI pada 11 Mei 2012")."""
    if not clause.of("date") or clause.has("future", "draft", "negate", "offer", "condition", "modal"):
        return False
    return any(
        paper.value
        and paper.span.start >= plan.end
        and _THROUGH.search(clause.text[: paper.span.start - clause.start])
        and any(date.span.start >= paper.span.end for date in clause.of("date"))
        for paper in clause.of("instrument")
    )


def is_to_come(clause: Clause, signing: Cue) -> bool:
    """True for a signing that somebody plans, asks for or awaits."""
    at = signing.start - clause.start
    lead = clause.text[max(0, at - _NEXT) : at]
    if (clause.has("draft") and clause.has("awaited")) or _is_handed_over(clause, signing):
        return True
    if before(clause, signing, "unreal", _NEAR) or may_be(clause, signing):
        return True
    if _DONE.search(lead) and not clause.has("condition") and not governed(clause, signing, "awaited", _NEXT):
        return False
    return bool(
        is_announced(clause, signing)
        or any(cue.name == "future" and cue.start < signing.start < cue.end for cue in clause.cues)
        or governed(clause, signing, "before", 20)
        or governed(clause, signing, "progress", _SHORT)
        or before(clause, signing, "draft", _NEAR)
        or _is_of_a_draft(clause, signing)
        or governed(clause, signing, "urge", _URGED)
        or _is_later(clause, signing)
        or (_NOUN.match(clause.text, at) is not None and (_AIM.search(lead) or _is_awaited(clause, signing)))
        or (_PURPOSE.search(lead) is not None and _is_wanted(clause, signing))
        or (WISHED.search(clause.text, 0, at) is not None and _is_wanted(clause, signing))
    )


def may_be(clause: Clause, act: Cue) -> bool:
    """True for what somebody may do, or can only do once something else is done; a day tells that it has been done."""
    if clause.of("date") or not governed(clause, act, "modal", _SHORT):
        return False
    lead = clause.text[max(0, act.start - clause.start - _NEXT) : act.start - clause.start]
    return _MAY.search(lead) is not None and _AT_LAST.search(lead) is None


def _is_of_a_draft(clause: Clause, signing: Cue) -> bool:
    """True where it is a draft that hands are laid on ("exchanged drafts of a memorandum")."""
    return any(
        (signing.start < cue.start < signing.end or 0 <= cue.start - signing.end <= _SHORT)
        and clause.text[cue.start - clause.start : cue.end - clause.start].lower().startswith(_DRAFTS)
        for cue in clause.cues_of("draft")
    )


def _is_handed_over(clause: Clause, signing: Cue) -> bool:
    """True where a draft only went from hand to hand ("a draft letter was exchanged"), which signs nothing."""
    word = clause.text[signing.start - clause.start : signing.end - clause.start].lower()
    return word.startswith(_HANDING) and governed(clause, signing, "draft", _NEAR)


def _is_wanted(clause: Clause, signing: Cue) -> bool:
    """True where the signing is what somebody asks, chooses or allows another to do."""
    return any(
        cue.name in {"urge", "ask", "offer", "allow", "awaited"} and cue.end <= signing.start for cue in clause.cues
    )


def _is_later(clause: Clause, signing: Cue) -> bool:
    """True where an adverb of the future follows the verb ("kita teken Oktober nanti")."""
    verbs = [cue.start for cue in clause.cues if cue.name in _VERBS and cue.start >= signing.end]
    return any(
        cue.name == "coming"
        and 0 <= cue.start - signing.end <= _NEAR
        and not any(verb <= cue.start for verb in verbs)
        and not _TURN.search(clause.text, signing.end - clause.start, cue.start - clause.start)
        for cue in clause.cues
    )


def _is_awaited(clause: Clause, signing: Cue) -> bool:
    """True where what is said of the signing is that it is to come, or may be ("penandatanganannya direncanakan")."""
    if any(
        cue.name == "future"
        and 0 <= cue.start - signing.end <= _NEAR
        and "," not in clause.text[signing.end - clause.start : cue.start - clause.start]
        for cue in clause.cues
    ):
        return True
    return before(clause, signing, "allow", _NEAR) or governed(clause, signing, "ask", _URGED)
