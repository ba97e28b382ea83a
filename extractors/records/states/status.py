"""What the cues of a clause say of the state of an agreement."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.model.record import Status
from extractors.records.clauses import Clause
from extractors.records.states.cues import Cue
from extractors.records.states.governing import before, denied, first, governed, negated
from extractors.records.states.objects import is_ended_by, is_of_something_else
from extractors.records.states.prospects import (
    WISHED,
    is_advised,
    is_agreed,
    is_announced,
    is_begun_with_a_paper,
    is_to_come,
)

_NEAR = 70
_NEXT = 28
_SMALL = 12
_IDLE = frozenset({"tidak aktif", "nonaktif", "non aktif", "inactive"})
_CLOSING = " \n\t\"'”’»)"
_REACH = 32
_RENEWAL = re.compile(r"perpanjangan|pem(?:bar|bahar)uan|kelanjutan|renewal|extension|prolongation", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:dan|and|lalu|then)\s+(?:telah\s+|sudah\s+|has\s+|have\s+|had\s+)?\Z", re.IGNORECASE)
_BESIDE_REACH = 16
_STILL_OPEN = re.compile(
    r"\b(?:belum|so far|yet|to date|until now|up to now|(?:sampai|hingga) (?:kini|sekarang|saat ini)|sejauh ini)\b",
    re.IGNORECASE,
)
"""Beside a renewal that is denied: it may still come."""
_AFTERWARDS = re.compile(r"\b(?:after|by|upon|since|following|besides|without|in|on)\s+\Z", re.IGNORECASE)
_REQUEST = re.compile(r"\b(?:permintaan|tuntutan|desakan|usul\w*|demand\w*|calls?|request\w*)\b", re.IGNORECASE)
_TO = re.compile(r"\s+to\s+(?=[^\W\d])")
_PARTIES = frozenset({"place", "organisation"})
_PURPOSE = re.compile(
    r"\b(?:untuk|agar|supaya|guna|to|to be|to have (?:it|them|the \w+)|for|kita|kami|we|mau|minta|meminta|setuju|"
    r"sepakat|bersedia|sanggup|menyanggupi|agreed|willing|ready|keen)\s+\Z",
    re.IGNORECASE,
)


class Verdict(NamedTuple):
    """The state an agreement is in by one clause; `dropped` where the clause says that nothing came of it.

    `act` is where the deciding cue stands; `strong` where the clause speaks of an act and not only of a tie; `kept`
    where it says outright that the paper still holds.
    """

    status: Status | None
    dropped: bool = False
    act: Cue | None = None
    strong: bool = False
    awaited: bool = False
    renewed: bool = False
    supersedes: bool = False
    listed: bool = False
    kept: bool = False
    mute: bool = False


NOTHING = Verdict(None)


def judge(clause: Clause) -> Verdict:
    """The state that the clause speaks of; `NOTHING` where it speaks of none."""
    if clause.has("deny"):
        if clause.has("sign", "exist", "tie"):
            return Verdict(None, mute=True)
        if not (clause.of("instrument") or clause.of("relation") or clause.has("noun", "explore", "offer", "draft")):
            # "The mayor denied it.": what was told just before is not so.
            return Verdict(None, dropped=True)
    if _only_asked(clause) or _only_heard(clause):
        return Verdict(None, mute=True)
    if not clause.names:
        return _announced(clause) or NOTHING
    announced = _announced(clause)
    if announced is not None:
        return announced
    for needed, read in _READINGS:
        verdict = None if needed.isdisjoint(clause.names) else read(clause)
        if verdict is not None:
            return verdict
    return NOTHING


def _announced(clause: Clause) -> Verdict | None:
    """What a headline says of the future with a bare infinitive: "Jambi to sign with Oulu"."""
    if clause.sentence.block.kind != "title":
        return None
    for match in _TO.finditer(clause.text):
        at, after = clause.start + match.start(), clause.start + match.end()
        subject = any(mention.span.end == at for mention in clause.mentions if mention.kind in _PARTIES)
        named = any(mention.span.start == after for mention in clause.mentions)
        done = any(cue.name in {"sign", "tie", "exist", "since"} and cue.start < at for cue in clause.cues)
        if subject and not named and not done:
            return Verdict("renewal_planned" if clause.has("renew") else "planned", strong=True)
    return None


def _only_asked(clause: Clause) -> bool:
    """True where somebody asks whether it is so ("Is Lae twinned with Jayapura?", "ditanya soal kota kembar")."""
    query = first(clause, "query")
    if query is not None and not clause.of("date"):
        return not any(cue.name == "sign" and cue.start < query.start for cue in clause.cues)
    return clause.text.rstrip(_CLOSING).endswith("?") and not clause.of("date")


def _only_heard(clause: Clause) -> bool:
    """True for what is told as talk of the town, with neither a day nor a paper to it."""
    return clause.has("rumour") and not clause.of("date")


def _followed(clause: Clause) -> Verdict | None:
    """A paper that is to come after another: "akan disusul rencana aksi", "a memorandum is to follow"."""
    follow = first(clause, "follow")
    if follow is None or clause.has("sign", "negate") or not clause.has("future") or not clause.of("date"):
        return None
    papers = clause.of("instrument")
    return Verdict("planned", act=follow, strong=True, awaited=True) if papers or clause.has("memo") else None


def _stepped(clause: Clause) -> Verdict | None:
    """A paper that another one is still to follow: it is there itself, the other is only hoped for."""
    step = first(clause, "step")
    if step is None or clause.has("awaited", "explore", "talk", "offer", "draft"):
        return None
    if clause.of("date") and clause.of("instrument") and governed(clause, step, "future", _NEXT):
        # "LoI itu hendak ditingkatkan menjadi MoU pada 2019"
        return Verdict("planned", act=step, strong=True, awaited=True)
    there = any(mention.span.end <= step.start for mention in clause.of("instrument"))
    return Verdict("signed", act=step) if there else NOTHING


def _asked(clause: Clause) -> Verdict | None:
    """A region asks another for a tie ("has asked the city for a partnership")."""
    ask = first(clause, "ask", "urge")
    if (
        ask is None
        or clause.has("sign", "renew", "expire", "terminate", "negate")
        or not (clause.of("relation") or clause.has("noun"))
    ):
        return None
    return Verdict(None, mute=True) if _once(clause, ask) else Verdict("planned", act=ask, strong=True)


def _once(clause: Clause, approach: Cue) -> bool:
    """True for an approach that was once made ("pernah menawarkan"): it is told because nothing came of it."""
    return governed(clause, approach, "ever", _SMALL) and not clause.has("draft", "awaited")


def _ended(clause: Clause) -> Verdict | None:
    ending = next((cue for cue in clause.cues if cue.name in {"terminate", "expire"} and not _done(clause, cue)), None)
    if ending is None or is_of_something_else(clause, ending):
        return None
    if clause.has("fruitless") or _of_a_plan(clause, ending):
        return Verdict(None, dropped=True, act=ending)
    meant = clause.has("draft", "ask", "urge", "future")
    if clause.has("condition") or (meant and governed(clause, ending, "before", _NEAR)):
        return None
    if before(clause, ending, "future") and not clause.has("renew"):
        # What is still to end is there ("yang akan habis 31 Desember").
        near = ending.name == "expire" and governed(clause, ending, "future", _NEXT)
        return Verdict("signed", act=ending) if near and clause.of("instrument") else None
    if negated(clause, ending) or before(clause, ending, "modal", _NEXT):
        kept = ending.name == "terminate" and negated(clause, ending) and not clause.has("expire", "renew")
        return Verdict("signed", act=ending, strong=True, kept=True) if kept else None
    if _is_asked(clause, ending):
        return NOTHING
    if ending.name == "terminate" or is_ended_by(clause, ending):
        # Somebody ended it ("the council ended it"), it did not just end.
        return Verdict("terminated", act=ending, strong=True)
    if _idle(clause, ending):
        return Verdict("signed", act=ending, strong=True, kept=True)
    renewal = first(clause, "renew")
    if renewal is not None and not _forsaken(clause, renewal) and not is_advised(clause, renewal):
        if _looking_ahead(clause) or _meant(clause, renewal):
            return Verdict("renewal_planned", act=ending, strong=True)
        if ending.name == "expire" and (clause.of("date") or renewal.start > ending.start):
            return Verdict("signed", act=renewal, strong=True, renewed=True, supersedes=True)
    return Verdict("expired", act=ending, strong=True)


def _done(clause: Clause, ending: Cue) -> bool:
    """True for a signing that is done ("telah selesai ditandatangani", "tuntas tanda tangan")."""
    return ending.name == "expire" and any(
        cue.name == "sign" and 0 <= cue.start - ending.end <= 1 for cue in clause.cues
    )


def _idle(clause: Clause, ending: Cue) -> bool:
    """True for a paper that holds though nobody uses it ("berlaku, tidak aktif")."""
    word = clause.text[ending.start - clause.start : ending.end - clause.start].lower()
    holds = [cue for cue in clause.cues_of("active") if cue.end <= ending.start and not negated(clause, cue)]
    return word in _IDLE and bool(holds)


def _is_asked(clause: Clause, ending: Cue) -> bool:
    """True for an ending that somebody asks for in vain ("permintaan supaya dicabut belum dapat kami penuhi")."""
    lead = clause.text[: ending.start - clause.start]
    asked = clause.has("ask", "urge", "offer") or _REQUEST.search(lead) is not None
    return asked and WISHED.search(lead) is not None and clause.sentence.has("negate", "refuse")


def _of_a_plan(clause: Clause, ending: Cue) -> bool:
    """True where what ended was a plan or talks about one, and no paper."""
    if ending.name == "terminate" and clause.has("talk", "explore", "offer"):
        return True
    if before(clause, ending, "idea") and not clause.has("sign"):
        return True
    return clause.has("explore", "talk") and not clause.of("instrument")


def _renewed(clause: Clause) -> Verdict | None:
    renewal = first(clause, "renew")
    if renewal is None or _merely_possible(clause, renewal) or is_of_something_else(clause, renewal):
        return None
    if _forsaken(clause, renewal):
        if clause.has("condition") or _to_come(clause, renewal):
            return None
        if _STILL_OPEN.search(clause.text):
            return NOTHING
        plan = first(clause, "talk", "explore", "offer", "draft")
        if plan is not None and not before(clause, plan, "negate", _NEXT):
            return Verdict(None, dropped=True, act=renewal)
        return Verdict("expired", act=renewal, strong=True)
    if clause.sentence.has("refuse"):
        return None
    if is_advised(clause, renewal):
        return NOTHING
    if _looking_ahead(clause, renewal) or _meant(clause, renewal):
        return Verdict("renewal_planned", act=renewal, strong=True)
    return Verdict("signed", act=renewal, strong=True, renewed=True)


def _signed(clause: Clause) -> Verdict | None:
    # Initials with a day are how press writes of signing; without one they only close a text.
    signing = first(clause, "sign") or (first(clause, "initial") if clause.of("date") else None)
    if signing is None:
        return None
    failed = governed(clause, signing, "refuse", _NEXT) or (is_announced(clause, signing) and clause.has("refuse"))
    if clause.has("conclude") or failed:
        return Verdict(None, dropped=True, act=signing)
    if is_agreed(clause, signing):
        return Verdict("planned", act=signing, strong=True, awaited=True)
    if denied(clause, "sign"):
        return Verdict("planned", act=signing, strong=True, awaited=False)
    if is_to_come(clause, signing):
        return Verdict("planned", act=signing, strong=True, awaited=clause.has("awaited") or bool(clause.of("date")))
    return Verdict("signed", act=signing, strong=True)


def _planned(clause: Clause) -> Verdict | None:
    plan = first(clause, "explore", "offer", "draft", "initial")
    if plan is None and (clause.of("instrument") or clause.of("relation") or clause.has("noun")):
        plan = first(clause, "talk")
    if clause.has("conclude", "refuse"):
        return Verdict(None, dropped=True)
    if plan is None:
        return None
    if _once(clause, plan) or negated(clause, plan):
        return Verdict(None, mute=True)
    if is_begun_with_a_paper(clause, plan):
        return Verdict("signed", act=plan, strong=True)
    return Verdict("planned", act=plan, strong=True, awaited=clause.has("awaited"))


def _existing(clause: Clause) -> Verdict | None:
    state = first(clause, "tie") or next((cue for cue in clause.cues if _lasts(clause, cue)), None)
    if state is None:
        return None
    if denied(clause, state.name):
        return Verdict(None, dropped=True) if state.name == "tie" or _of_ties(clause) else NOTHING
    if before(clause, state, "future", _NEAR):
        return Verdict("planned", act=state, awaited=clause.has("follow") and clause.has("awaited"))
    if state.name == "tie" and before(clause, state, "modal", _NEXT) and not clause.of("date"):
        # What may be tied is not.
        return None
    return Verdict("signed", act=state, kept=clause.has("kept"))


def _lasts(clause: Clause, cue: Cue) -> bool:
    """True for what says that something is there; "from" does so only before a time ("from 2010", not "from Kyoto")."""
    if cue.name != "since":
        return cue.name in {"exist", "active"}
    word = clause.text[cue.start - clause.start : cue.end - clause.start].lower()
    return word != "from" or any(0 < date.span.start - cue.end <= _SMALL for date in clause.of("date"))


def _of_ties(clause: Clause) -> bool:
    """True where the clause names a paper or a tie, be it as what was spoken of before."""
    return bool(clause.of("instrument") or clause.of("relation")) or clause.has(
        "noun", "anaphor", "paper", "kin", "both"
    )


def _forsaken(clause: Clause, renewal: Cue) -> bool:
    """True where nobody renews: "tidak diperpanjang", "nobody extended it", "tak ada yang mengusulkan sambungannya"."""
    return governed(clause, renewal, "negate", _NEAR)


def _merely_possible(clause: Clause, act: Cue) -> bool:
    """True for what may be done, and is not what anybody hopes for ("berharap bisa diperpanjang")."""
    return before(clause, act, "modal", _NEXT) and not before(clause, act, "future", _NEAR)


def _to_come(clause: Clause, act: Cue) -> bool:
    """True for what is still to be done; not where just that is denied ("tidak hendak diteruskan")."""
    coming = [cue for cue in clause.cues_of("future") if 0 <= act.start - cue.end <= _NEXT]
    return bool(coming) and not any(negated(clause, cue) for cue in coming)


def _meant(clause: Clause, renewal: Cue) -> bool:
    """True where the renewal is what somebody means to do ("untuk diperpanjang", "kita perpanjang")."""
    at = renewal.start - clause.start
    word = clause.text[at : renewal.end - clause.start]
    discussed = clause.has("talk") and not clause.has("negate")
    if _RENEWAL.match(word) and (discussed or clause.has("future", "awaited")):
        return True
    if word.endswith("ing") and not _AFTERWARDS.search(clause.text[max(0, at - _REACH) : at]):
        return True
    return _PURPOSE.search(clause.text[max(0, at - _REACH) : at]) is not None


def _wanted(clause: Clause, act: Cue, name: str) -> bool:
    """True where such a cue bears on an act, and not on one beside it ("bersurat dan memperpanjangnya")."""
    for cue in clause.cues_of(name):
        between = clause.text[max(0, cue.end - clause.start) : max(0, act.start - clause.start)]
        if cue.start >= act.start or not _BESIDE.search(between[-_BESIDE_REACH:]):
            return True
    return False


def _looking_ahead(clause: Clause, act: Cue | None = None) -> bool:
    if any(
        clause.has(name) if act is None else _wanted(clause, act, name)
        for name in ("draft", "explore", "offer", "progress", "ask")
    ):
        return True
    if act is None or clause.sentence.index < 0:
        return clause.has("future")
    return before(clause, act, "future", _NEAR)


_READINGS = (
    (frozenset({"follow"}), _followed),
    (frozenset({"step"}), _stepped),
    (frozenset({"ask", "urge"}), _asked),
    (frozenset({"terminate", "expire"}), _ended),
    (frozenset({"renew"}), _renewed),
    (frozenset({"sign", "initial"}), _signed),
    (frozenset({"explore", "offer", "draft", "initial", "talk", "conclude", "refuse"}), _planned),
    (frozenset({"tie", "exist", "active", "since"}), _existing),
)
"""What may be read out of a clause, in the order in which it counts, each with the cues of which it needs one."""
