"""What the parties are to each other, where the sentence itself does not name it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from archive.model import HOME, Mention, Span
from extractors.records.drafts import Draft
from extractors.records.fields.definite import takes_up
from extractors.records.frames import Frame, Value
from extractors.records.scene import Scene, Sentence

_BY_TIER = {
    "province": "sister_province",
    "city": "sister_city",
    "regency": "sister_regency",
    "district": "sister_city",
}
_SISTERS = frozenset(_BY_TIER.values())
_FIRST_STEPS = frozenset({"LoI", "joint_statement", "plan_of_action"})
"""Papers that come before or after the one that makes two places kin, and are not it."""
_TIES = (
    "hubungan", "jalinan", "ikatan", "tali", "relasi", "pertalian", "saudara", "pasangan", "persahabatan", "kembar",
    "relation", "tie", "link", "pairing", "bond", "twin", "sister", "sibling",
)  # fmt: skip
_ADDRESS = re.compile(r"Saudara[ -](?:[A-Z]|saudar|ketua|pimpinan)")
"""The word by which a speaker addresses somebody."""
_VAGUE = 0.5
_FRONT = 8
_OPENING = 3


def relate(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Gives a draft without a relation the one that another sentence, a heading, or a word like "saudara" tells."""
    if all(draft.value("relation") is not None for draft in drafts):
        return
    told, said = _told(drafts), _said(scene)
    heading = _heading(scene)
    named = _named(scene)
    papers = Counter(draft.frames[0].pair for draft in drafts)
    pairs: dict[tuple[str, str], Value] = {}
    for draft in drafts:
        value = draft.value("relation")
        if value is not None:
            pairs.setdefault(draft.frames[0].pair, value)
    for draft in drafts:
        first = draft.frames[0]
        if draft.value("relation") is not None or first.partner.level == "institution":
            continue
        frame = next((frame for frame in draft.frames if "kin" in frame.marks and _is_kin(scene, frame)), None)
        pact = draft.instrument is None or draft.instrument.value not in _FIRST_STEPS
        other = pairs.get(first.pair)
        if frame is not None:
            frame.relation = Value(_code(frame, told, said), frame.clause if len(frame.clause) else frame.evidence)
        elif pact and other is not None and (draft.exists or draft.instrument is not None):
            first.relation = other
        elif (
            (pact or papers[first.pair] == 1)
            and other is None
            and (value := _between(draft, named, pact=pact)) is not None
        ):
            first.relation = value
        elif heading is not None and scene.text.kind == "report":
            first.relation = heading


def _is_kin(scene: Scene, frame: Frame) -> bool:
    """True where the clause has a word for kin, or tells of a tie among kin and of no paper or plan."""
    sentence = _sentence(scene, frame)
    if sentence is None or not len(frame.clause):
        return True
    inside = [cue for cue in sentence.cues if frame.clause.start <= cue.start and cue.end <= frame.clause.end]
    if any(cue.name == "kin" and not _ADDRESS.match(scene.body, cue.start) for cue in inside):
        return True
    nouns = [scene.body[cue.start : cue.end].lower() for cue in inside if cue.name in {"noun", "memo"}]
    return frame.exists and all(noun.startswith(_TIES) for noun in nouns)


def _sentence(scene: Scene, frame: Frame) -> Sentence | None:
    return scene.sentences[frame.sentence] if 0 <= frame.sentence < len(scene.sentences) else None


def _code(frame: Frame, told: str | None, said: str | None) -> str:
    """The sister relation of most agreements, where it fits one of the two; else what the text says, or their tier.

    A city abroad makes it a tie of cities, whatever the home.
    """
    home, partner = (_BY_TIER.get(party.level, "sister_city") for party in (frame.home, frame.partner))
    if home == "sister_regency" and frame.partner.level == "district":
        return home
    if told is None:
        return said or ("sister_city" if partner == "sister_city" else home)
    fits = told in {home, partner} or (told == "sister_city" and home == "sister_regency")
    return told if fits else home


@dataclass(frozen=True, slots=True)
class _Saying:
    """What a sentence says a partner is, to the homes that it names, and the papers that it names."""

    homes: Set[str]
    papers: Set[str]
    value: Value


def _named(scene: Scene) -> dict[str, list[_Saying]]:
    """What sentences about one place abroad say it is, by the place."""
    found: dict[str, list[_Saying]] = {}
    last: tuple[Set[str], Set[str]] = set(), set()
    saying = [sentence.index for sentence in scene.sentences if sentence.of("relation")]
    for sentence in scene.sentences[: saying[-1] + 1] if saying else ():
        parties = [mention.party for mention in sentence.mentions if mention.party is not None]
        abroad = {party.key for party in parties if party.country != HOME and party.level != "institution"}
        homes = {party.key for party in parties if party.country == HOME}
        if not abroad and last[0] and _takes_up(sentence):
            abroad, homes = set(last[0]), homes | last[1]
        last = abroad, homes
        relations = [mention for mention in sentence.of("relation") if mention.score > _VAGUE]
        if len({mention.value for mention in relations}) != 1 or sentence.has("negate", "deny", "refuse"):
            continue
        if len(abroad) == 1:
            papers = {paper.value for paper in sentence.of("instrument") if paper.value}
            found.setdefault(min(abroad), []).append(_Saying(homes, papers, _value(relations[0])))
    return found


def _takes_up(sentence: Sentence) -> bool:
    """True for "The sister city charter ..." and "Sebutannya kota sahabat": they go on about the last partner."""
    forms = [word.form for word in sentence.words[:_OPENING]]
    return takes_up(sentence.words) or any(form == "the" or form.endswith("nya") for form in forms)


def _between(draft: Draft, named: Mapping[str, Sequence[_Saying]], *, pact: bool) -> Value | None:
    """What such a sentence says of the parties of a draft; of a first step only where it names no other paper."""
    home, partner = draft.frames[0].pair
    own = {draft.instrument.value} if draft.instrument is not None else set[str]()
    return next(
        (
            saying.value
            for saying in named.get(partner, ())
            if (not saying.homes or home in saying.homes) and (pact or saying.papers <= own)
        ),
        None,
    )


def _value(mention: Mention) -> Value:
    return Value(mention.value, Span(mention.span.start, mention.span.end))


def _told(drafts: Sequence[Draft]) -> str | None:
    """The sister relation that the text names most."""
    named = [value.value for draft in drafts if (value := draft.value("relation")) is not None]
    sisters = Counter(code for code in named if code in _SISTERS)
    return sisters.most_common(1)[0][0] if sisters else None


def _said(scene: Scene) -> str | None:
    """The one sister relation that the sentences name."""
    named = {mention.value for sentence in scene.sentences for mention in sentence.of("relation")} & _SISTERS
    return min(named) if len(named) == 1 else None


def _heading(scene: Scene) -> Value | None:
    """The one relation that the headings at the top name."""
    heads = [sentence for sentence in scene.sentences[:_FRONT] if sentence.heading]
    found = [mention for sentence in heads for mention in sentence.of("relation")]
    codes = {mention.value for mention in found}
    return _value(found[0]) if len(codes) == 1 else None
