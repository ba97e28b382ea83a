"""What the cues of a clause say of the state of an agreement."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.model.record import Status
from extractors.records.clauses import Clause
from extractors.records.cues import Cue
from extractors.records.objects import is_of_something_else

_NEAR = 70
_NEXT = 28
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
_SMALL = 12
_IDLE = frozenset({"tidak aktif", "nonaktif", "non aktif", "inactive"})
_CLOSING = " \n\t\"'”’»)"
_URGED = 45
_REACH = 32
_RENEWAL = re.compile(r"perpanjangan|pem(?:bar|bahar)uan|kelanjutan|renewal|extension|prolongation", re.IGNORECASE)
_NOUN = re.compile(r"penanda ?tangan|signing\b|signature\b", re.IGNORECASE)
_TO = re.compile(r"\s+to\s+(?=[^\W\d])")
_PARTIES = frozenset({"place", "organisation"})
_PURPOSE = re.compile(
    r"\b(?:untuk|agar|supaya|guna|to|to be|to have (?:it|them|the \w+)|for|kita|kami|we|mau|minta|meminta|setuju|"
    r"sepakat|bersedia|sanggup|menyanggupi|agreed|willing|ready|keen)\s+\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
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
            return NOTHING
        if not (clause.of("instrument") or clause.of("relation") or clause.has("noun", "explore", "offer", "draft")):
            # "The mayor denied it.": what was told just before is not so.
            return Verdict(None, dropped=True)
    if _only_asked(clause) or _only_heard(clause):
        return Verdict(None, mute=True)
    for read in (_announced, _followed, _stepped, _asked, _ended, _renewed, _signed, _planned, _existing):
        verdict = read(clause)
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
    query = _first(clause, "query")
    if query is not None and not clause.of("date"):
        return not any(cue.name == "sign" and cue.start < query.start for cue in clause.cues)
    return clause.text.rstrip(_CLOSING).endswith("?") and not clause.of("date")


def _only_heard(clause: Clause) -> bool:
    """True for what is told as talk of the town, with neither a day nor a paper to it."""
    return clause.has("rumour") and not clause.of("date")


def _followed(clause: Clause) -> Verdict | None:
    """A paper that is to come after another: "akan disusul rencana aksi", "a memorandum is to follow"."""
    follow = _first(clause, "follow")
    if follow is None or clause.has("sign", "negate") or not clause.has("future") or not clause.of("date"):
        return None
    papers = clause.of("instrument")
    return Verdict("planned", act=follow, strong=True, awaited=True) if papers or clause.has("memo") else None


def _stepped(clause: Clause) -> Verdict | None:
    """A paper that another one is still to follow: it is there itself, the other is only hoped for."""
    step = _first(clause, "step")
    if step is None or clause.has("awaited"):
        return None
    there = any(mention.span.end <= step.start for mention in clause.of("instrument"))
    return Verdict("signed", act=step) if there else NOTHING


def _asked(clause: Clause) -> Verdict | None:
    """A region asks another for a tie ("has asked the city for a partnership")."""
    ask = _first(clause, "ask", "urge")
    if (
        ask is None
        or clause.has("sign", "renew", "expire", "terminate", "negate")
        or not (clause.of("relation") or clause.has("noun"))
    ):
        return None
    return Verdict(None, mute=True) if _once(clause, ask) else Verdict("planned", act=ask, strong=True)


def _once(clause: Clause, approach: Cue) -> bool:
    """True for an approach that was once made ("pernah menawarkan"): it is told because nothing came of it."""
    return _governed(clause, approach, "ever", _SMALL) and not clause.has("draft", "awaited")


def _ended(clause: Clause) -> Verdict | None:
    ending = next((cue for cue in clause.cues if cue.name in {"terminate", "expire"} and not _done(clause, cue)), None)
    if ending is None or is_of_something_else(clause, ending):
        return None
    if clause.has("fruitless") or _of_a_plan(clause, ending):
        return Verdict(None, dropped=True, act=ending)
    meant = clause.has("draft", "ask", "urge", "future")
    if clause.has("condition") or (meant and _governed(clause, ending, "before", _NEAR)):
        return None
    if _before(clause, ending, "future") and not clause.has("renew"):
        # What is still to end is there ("yang akan habis 31 Desember").
        near = ending.name == "expire" and _governed(clause, ending, "future", _NEXT)
        return Verdict("signed", act=ending) if near and clause.of("instrument") else None
    if _negated(clause, ending) or _before(clause, ending, "modal", _NEXT):
        kept = ending.name == "terminate" and _negated(clause, ending) and not clause.has("expire", "renew")
        return Verdict("signed", act=ending, strong=True, kept=True) if kept else None
    if ending.name == "terminate":
        return Verdict("terminated", act=ending, strong=True)
    if _idle(clause, ending):
        return Verdict("signed", act=ending, strong=True, kept=True)
    renewal = _first(clause, "renew")
    if renewal is not None and not _forsaken(clause, renewal):
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
    holds = [cue for cue in clause.cues_of("active") if cue.end <= ending.start and not _negated(clause, cue)]
    return word in _IDLE and bool(holds)


def _of_a_plan(clause: Clause, ending: Cue) -> bool:
    """True where what ended was a plan or talks about one, and no paper."""
    if ending.name == "terminate" and clause.has("talk", "explore", "offer"):
        return True
    if _before(clause, ending, "idea") and not clause.has("sign"):
        return True
    return clause.has("explore", "talk") and not clause.of("instrument")


def _renewed(clause: Clause) -> Verdict | None:
    renewal = _first(clause, "renew")
    if renewal is None or _before(clause, renewal, "modal", _NEXT) or is_of_something_else(clause, renewal):
        return None
    if _forsaken(clause, renewal):
        if clause.has("condition") or _to_come(clause, renewal):
            return None
        plan = _first(clause, "talk", "explore", "offer", "draft")
        if plan is not None and not _before(clause, plan, "negate", _NEXT):
            return Verdict(None, dropped=True, act=renewal)
        return Verdict("expired", act=renewal, strong=True)
    if clause.sentence.has("refuse"):
        return None
    if _looking_ahead(clause, renewal) or _meant(clause, renewal):
        return Verdict("renewal_planned", act=renewal, strong=True)
    return Verdict("signed", act=renewal, strong=True, renewed=True)


def _signed(clause: Clause) -> Verdict | None:
    # Initials with a day are how press writes of signing; without one they only close a text.
    signing = _first(clause, "sign") or (_first(clause, "initial") if clause.of("date") else None)
    if signing is None:
        return None
    coming = _before(clause, signing, "future", _NEAR)
    failed = _governed(clause, signing, "refuse", _NEXT) or (coming and clause.has("refuse"))
    if clause.has("conclude") or failed:
        return Verdict(None, dropped=True, act=signing)
    if _agreed_to_sign(clause, signing):
        return Verdict("planned", act=signing, strong=True, awaited=True)
    if _denied(clause, "sign"):
        return Verdict("planned", act=signing, strong=True, awaited=False)
    if clause.has("draft") and clause.has("awaited"):
        return Verdict("planned", act=signing, strong=True, awaited=True)
    if (
        _before(clause, signing, "future", _NEAR)
        or any(cue.name == "future" and cue.start < signing.start < cue.end for cue in clause.cues)
        or _governed(clause, signing, "before", 20)
        or _before(clause, signing, "draft", _NEAR)
        or _governed(clause, signing, "urge", _URGED)
        or (_NOUN.match(clause.text, signing.start - clause.start) and _soon(clause, signing))
    ):
        return Verdict("planned", act=signing, strong=True, awaited=clause.has("awaited") or bool(clause.of("date")))
    return Verdict("signed", act=signing, strong=True)


def _soon(clause: Clause, signing: Cue) -> bool:
    """True where what is said of the signing is that it is to come ("penandatanganannya direncanakan")."""
    return any(
        cue.name == "future"
        and 0 <= cue.start - signing.end <= _NEXT
        and "," not in clause.text[signing.end - clause.start : cue.start - clause.start]
        for cue in clause.cues
    )


def _agreed_to_sign(clause: Clause, signing: Cue) -> bool:
    """True for "agreed to sign": the agreeing is done, the paper is not."""
    word = clause.text[signing.start - clause.start : signing.end - clause.start].lower()
    return word.startswith(_AGREEING) and any(
        cue.name == "intent" and cue.start >= signing.start for cue in clause.cues
    )


def _planned(clause: Clause) -> Verdict | None:
    plan = _first(clause, "explore", "offer", "draft", "initial")
    if plan is None and (clause.of("instrument") or clause.of("relation") or clause.has("noun")):
        plan = _first(clause, "talk")
    if clause.has("conclude", "refuse"):
        return Verdict(None, dropped=True)
    if plan is None:
        return None
    if _once(clause, plan):
        return Verdict(None, mute=True)
    return Verdict("planned", act=plan, strong=True, awaited=clause.has("awaited"))


def _existing(clause: Clause) -> Verdict | None:
    state = _first(clause, "tie") or _first(clause, "exist", "active", "since")
    if state is None:
        return None
    if _denied(clause, state.name):
        return Verdict(None, dropped=True) if state.name == "tie" or _of_ties(clause) else NOTHING
    if _before(clause, state, "future", _NEAR):
        return Verdict("planned", act=state)
    if state.name == "tie" and _before(clause, state, "modal", _NEXT) and not clause.of("date"):
        # What may be tied is not.
        return None
    return Verdict("signed", act=state, kept=clause.has("kept"))


def _of_ties(clause: Clause) -> bool:
    """True where the clause names a paper or a tie, be it as what was spoken of before."""
    return bool(clause.of("instrument") or clause.of("relation")) or clause.has(
        "noun", "anaphor", "paper", "kin", "both"
    )


def _first(clause: Clause, *names: str) -> Cue | None:
    return next((cue for cue in clause.cues if cue.name in names), None)


def _before(clause: Clause, cue: Cue, name: str, reach: int = 10_000) -> bool:
    """True where such a cue stands before another; one in brackets says nothing of what is outside them."""
    return any(
        other.name == name
        and 0 <= cue.start - other.end <= reach
        and ")" not in clause.text[other.end - clause.start : cue.start - clause.start].partition("(")[0]
        for other in clause.cues
    )


def _governed(clause: Clause, cue: Cue, name: str, reach: int) -> bool:
    """True where such a cue stands before another with no comma between."""
    return any(
        other.name == name
        and 0 <= cue.start - other.end <= reach
        and "," not in clause.text[other.end - clause.start : cue.start - clause.start]
        for other in clause.cues
    )


def _after(clause: Clause, cue: Cue, name: str) -> bool:
    return any(other.name == name and other.start >= cue.end for other in clause.cues)


def _denied(clause: Clause, name: str) -> bool:
    """True where the nearest such cue is under a negation just before it."""
    acts = clause.cues_of(name)
    return any(_before(clause, act, "negate", _NEXT) for act in acts)


def _negated(clause: Clause, cue: Cue) -> bool:
    """True where a negation stands right before the cue, with nothing but small words between."""
    for other in clause.cues:
        if other.name == "negate" and 0 <= cue.start - other.end <= _SMALL and other.start < cue.start:
            between = clause.text[other.end - clause.start : cue.start - clause.start]
            if not any(sign in between for sign in ",;:."):
                return True
    return False


def _forsaken(clause: Clause, renewal: Cue) -> bool:
    """True where nobody renews: "tidak diperpanjang", "nobody extended it", "tak ada yang mengusulkan sambungannya"."""
    return _governed(clause, renewal, "negate", _NEAR)


def _to_come(clause: Clause, act: Cue) -> bool:
    """True for what is still to be done; not where just that is denied ("tidak hendak diteruskan")."""
    coming = [cue for cue in clause.cues_of("future") if 0 <= act.start - cue.end <= _NEXT]
    return bool(coming) and not any(_negated(clause, cue) for cue in coming)


def _meant(clause: Clause, renewal: Cue) -> bool:
    """True where the renewal is what somebody means to do ("untuk diperpanjang", "kita perpanjang")."""
    at = renewal.start - clause.start
    word = clause.text[at : renewal.end - clause.start]
    if _RENEWAL.match(word) and clause.has("future", "awaited"):
        return True
    return _PURPOSE.search(clause.text[max(0, at - _REACH) : at]) is not None


def _looking_ahead(clause: Clause, act: Cue | None = None) -> bool:
    if clause.has("draft", "explore", "offer", "progress", "ask"):
        return True
    if act is None or clause.sentence.index < 0:
        return clause.has("future")
    return _before(clause, act, "future", _NEAR)
