"""What in a document speaks for a record or against it, as figures between 0 and 1.

The figures are of no document and no place: where parties, cue and paper stand to one another, how the parties were
found, what else the sentence speaks of, what other records compete with this one, and what kind of text it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from archive.model import Mention
from extractors.records.drafts import Draft
from extractors.records.frames import Frame
from extractors.records.parties.actors import Actor
from extractors.records.scene import Scene, Sentence
from extractors.records.walk.discourse import Walk

Figures = dict[str, float]
_MARKS = (
    "named", "homed", "act", "strong", "papered", "related", "dated", "table", "treaty", "topic", "weak", "support",
    "title", "renewed", "founding", "listed", "awaited", "old", "new", "both", "kin", "ever", "derived",
)  # fmt: skip
_AROUND = (
    "sign", "exist", "tie", "since", "explore", "talk", "offer", "draft", "future", "renew", "expire", "terminate",
    "refuse", "negate", "conclude", "noun", "visit", "speak", "outside", "outsider", "national", "ministry", "mere",
    "event", "modal", "progress", "ask", "kin",
)  # fmt: skip
_BESIDE = ("negate", "refuse", "conclude", "outsider", "visit", "mere", "outside", "sign", "noun")
_CUES_HERE = {name: f"here_{name}" for name in _AROUND}
_CUES_BESIDE = {name: f"beside_{name}" for name in _BESIDE}
_ROLES = [
    (role, f"partner_{role}", f"home_{role}")
    for role in ("government", "link", "plain", "source", "location", "holder")
]
_LEAD = 4
_MANY = 12
_OFTEN = 6
_CLOSE, _FAR = 60.0, 400.0
_TIERS = {"province": 2, "city": 1, "regency": 1, "district": 1}


@dataclass(slots=True)
class Setting:
    """What is counted once for a document and used for each of its records."""

    scene: Scene
    walk: Walk
    named: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    top: set[str] = field(default_factory=set)
    lead: set[str] = field(default_factory=set)
    actors: dict[int, tuple[Actor, Sentence]] = field(default_factory=dict)
    homes: list[tuple[int, str]] = field(default_factory=list)
    of_home: Counter[str] = field(default_factory=Counter)
    of_partner: dict[str, set[str]] = field(default_factory=dict)
    of_pair: Counter[tuple[str, str]] = field(default_factory=Counter)
    general: Figures = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)


def survey(scene: Scene, walk: Walk, found: Sequence[Draft]) -> Setting:
    """The setting of the records of a document."""
    setting = Setting(scene, walk)
    for mention in scene.mentions:
        if mention.party is not None:
            setting.named[mention.party.key] += 1
        elif mention.kind == "country":
            setting.countries[mention.value] += 1
    for sentence, cast in zip(scene.sentences, walk.cast, strict=True):
        setting.starts.append(sentence.span.start)
        for actor in cast:
            start, key = actor.start, actor.party.key
            setting.actors[start] = (actor, sentence)
            if sentence.heading:
                setting.top.add(key)
            if sentence.index < _LEAD:
                setting.lead.add(key)
            if actor.home:
                setting.homes.append((start, key))
    for draft in found:
        home, partner = draft.frames[0].pair
        setting.of_home[home] += 1
        setting.of_pair[home, partner] += 1
        setting.of_partner.setdefault(partner, set()).add(home)
    setting.general = _general(setting, found) if found else {}
    return setting


def _general(setting: Setting, found: Sequence[Draft]) -> Figures:
    """Of the document as a whole."""
    text, sentences = setting.scene.text, setting.scene.sentences
    count = max(len(sentences), 1)
    weights = setting.walk.homes.weights
    general = {
        f"kind_{kind}": float(text.kind == kind) for kind in ("news", "report", "agreement", "regulation", "other")
    }
    general["english"] = float(text.language == "en")
    general["mixed"] = float(text.language == "mixed")
    general["many"] = min(len(found) - 1, _MANY) / _MANY
    general["long"] = min(count, 100) / 100
    general["homes"] = min(len(weights), 8) / 8
    general["home_share"] = setting.walk.homes.share
    general["owned"] = float(setting.walk.owner is not None)
    said = Counter(chain.from_iterable([sentence.names for sentence in sentences]))
    for name in ("outsider", "visit", "sign", "noun", "explore", "mere"):
        general[f"share_{name}"] = min(2 * said[name] / count, 1.0)
    papers = sum(bool(sentence.of("instrument") or sentence.of("relation")) for sentence in sentences)
    general["share_papers"] = min(2 * papers / count, 1.0)
    return general


def figures(draft: Draft, setting: Setting) -> Figures:
    """What speaks for a record or against it."""
    frames = draft.frames
    found = dict(setting.general)
    marks = frozenset[str]().union(*(frame.marks for frame in frames))
    for mark in _MARKS:
        found[mark] = float(mark in marks)
    found["one_clause"] = float(any({"named", "homed"} <= frame.marks for frame in frames))
    found["act_named"] = float(any({"named", "act"} <= frame.marks for frame in frames))
    found["frames"] = min(len(frames), 4) / 4
    _slots(found, draft)
    _parties(found, draft, setting)
    _rivals(found, draft, setting)
    _places(found, draft, setting)
    _surroundings(found, draft, setting)
    return found


def _slots(found: Figures, draft: Draft) -> None:
    found["planned"] = float(not draft.exists)
    found["ended"] = float(draft.status in {"expired", "terminated"})
    found["renewal"] = float(draft.status == "renewal_planned")
    instrument, relation, signed = known = draft.instrument, draft.value("relation"), draft.signed
    found["instrument"] = float(instrument is not None)
    found["vague"] = float(instrument is not None and instrument.value in {"agreement", ""})
    found["relation"] = float(relation is not None)
    found["signed"] = float(signed is not None)
    found["signed_day"] = float(signed is not None and len(signed.value) > 7)
    found["valid"] = float(draft.value("valid_to") is not None or draft.value("valid_from") is not None)
    found["signatories"] = float(any(frame.signatories for frame in draft.frames))
    found["fields"] = min(sum(len(frame.fields) for frame in draft.frames), 3) / 3
    found["bare"] = float(draft.exists and not any(known))
    found["bare_plan"] = float(not draft.exists and instrument is None and relation is None)
    found["told"] = sum(value is not None for value in known) / len(known)


def _parties(found: Figures, draft: Draft, setting: Setting) -> None:
    first = draft.frames[0]
    home, partner = first.home, first.partner
    found["institution"] = float(partner.level == "institution")
    found["unknown"] = float(partner.code is None)
    found["countryless"] = float(partner.country is None)
    found["country_named"] = float(partner.country is not None and setting.countries[partner.country] > 0)
    found["partner_sure"] = max(frame.partner_trust for frame in draft.frames)
    found["home_sure"] = max(frame.home_trust for frame in draft.frames)
    found["tier_same"] = float(_TIERS.get(home.level) == _TIERS.get(partner.level))
    found["tier_below"] = float(_TIERS.get(home.level, 0) < _TIERS.get(partner.level, 0))
    for side, party in (("home", home), ("partner", partner)):
        found[f"{side}_named"] = min(setting.named[party.key], _OFTEN) / _OFTEN
        found[f"{side}_once"] = float(setting.named[party.key] <= 1)
        found[f"{side}_top"] = float(party.key in setting.top)
        found[f"{side}_lead"] = float(party.key in setting.lead)
    weights = setting.walk.homes.weights
    total = sum(weights.values())
    found["home_weight"] = weights.get(home.key, 0.0) / total if total else 0.0
    main = setting.walk.homes.main()
    found["home_main"] = float(main is not None and main.party.key == home.key)


def _rivals(found: Figures, draft: Draft, setting: Setting) -> None:
    home, partner = draft.frames[0].pair
    found["pair_again"] = min(setting.of_pair[home, partner] - 1, 3) / 3
    found["home_again"] = min(setting.of_home[home] - 1, _MANY) / _MANY
    found["partner_shared"] = min(len(setting.of_partner[partner]) - 1, 3) / 3


def _places(found: Figures, draft: Draft, setting: Setting) -> None:
    """Where the parties stand to each other and to the sentence that tells of them; the best frame counts."""
    gaps, same, owned, crossed, near = [], [], [], [], []
    for frame in draft.frames:
        gaps.append(_distance(frame))
        same.append(float(frame.evidence.contains(frame.home_span)))
        owned.append(float(frame.evidence.contains(frame.partner_span)))
        crossed.append(float(_other_home_nearer(frame, setting)))
        near.append(min(abs(frame.evidence.start - frame.home_span.end) / 1500, 1.0))
    structural = bool({"table", "treaty"} & draft.frames[0].marks)
    found["parties_close"] = float(min(gaps) <= _CLOSE) if not structural else 0.0
    found["parties_far"] = float(min(gaps) > _FAR) if not structural else 0.0
    found["home_here"] = max(same)
    found["partner_here"] = max(owned)
    found["both_here"] = max(one * other for one, other in zip(same, owned, strict=True))
    found["home_crossed"] = min(crossed)
    found["home_away"] = min(near) if not max(same) else 0.0
    first = min(frame.evidence.start for frame in draft.frames)
    found["place"] = first / max(len(setting.scene.body), 1)
    partners = {_role(frame.partner_span.start, setting) for frame in draft.frames}
    homes = {_role(frame.home_span.start, setting) for frame in draft.frames}
    for role, of_partner, of_home in _ROLES:
        found[of_partner] = float(role in partners)
        found[of_home] = float(role in homes)


def _distance(frame: Frame) -> float:
    home, partner = frame.home_span, frame.partner_span
    return float(max(home.start - partner.end, partner.start - home.end, 0))


def _other_home_nearer(frame: Frame, setting: Setting) -> bool:
    """True where another Indonesian region is named between the home and the partner or its sentence."""
    low, high = sorted((frame.home_span.start, max(frame.partner_span.start, frame.evidence.start)))
    at = bisect_right(setting.homes, (low, "\uffff"))
    return any(key != frame.home.key for start, key in setting.homes[at : at + 40] if start < high)


def _role(start: int, setting: Setting) -> str | None:
    held = setting.actors.get(start)
    return held[0].role if held is not None else None


def _surroundings(found: Figures, draft: Draft, setting: Setting) -> None:
    """What the sentences that tell of the record, and those beside them, also speak of."""
    own = [_sentence(frame, setting) for frame in draft.frames]
    here = [sentence for sentence in own if sentence is not None]
    sentences = setting.scene.sentences
    beside = [
        sentences[at]
        for sentence in here
        for at in (sentence.index - 1, sentence.index + 1)
        if 0 <= at < len(sentences) and sentences[at].paragraph == sentence.paragraph
    ]
    _cue_shares(found, _CUES_HERE, here)
    _cue_shares(found, _CUES_BESIDE, beside)
    found["here_paper"] = _share([bool(sentence.of("instrument")) for sentence in here])
    found["here_relation"] = _share([bool(sentence.of("relation")) for sentence in here])
    found["here_law"] = _share([bool(sentence.of("law")) for sentence in here])
    found["here_person"] = _share([bool(sentence.of("person")) for sentence in here])
    found["here_body"] = _share([bool(_bodies(sentence.of("organisation"))) for sentence in here])
    found["here_item"] = _share([sentence.block.kind == "list_item" for sentence in here])
    found["here_heading"] = _share([sentence.heading for sentence in here])
    home, partner = draft.frames[0].pair
    casts = [setting.walk.cast[sentence.index] for sentence in here]
    others = [{actor.party.key for actor in cast if actor.foreign} - {partner} for cast in casts]
    found["here_abroad"] = min(min((len(keys) for keys in others), default=0), 4) / 4
    at_home = [[actor for actor in cast if actor.home] for cast in casts]
    found["here_homes"] = _share(
        [any(actor.party.key != home and actor.role != "holder" for actor in cast) for cast in at_home]
    )
    found["here_homeless"] = _share([not cast for cast in at_home])
    found["here_question"] = _share([setting.scene.body[sentence.span.end - 1] == "?" for sentence in here])
    found["here_long"] = _share([len(sentence.span) > 350 for sentence in here])


def _cue_shares(found: Figures, names: Mapping[str, str], sentences: Sequence[Sentence]) -> None:
    """How many of the sentences have a cue of each class, as a share; `names` are those of the figures."""
    found.update(dict.fromkeys(names.values(), 0.0))
    said: dict[str, int] = {}
    for sentence in sentences:
        for name in names.keys() & sentence.names:
            said[name] = said.get(name, 0) + 1
    for name, times in said.items():
        found[names[name]] = times / len(sentences)


def _bodies(found: Sequence[Mention]) -> list[Mention]:
    return [mention for mention in found if mention.party is None]


def _share(holds: Sequence[bool]) -> float:
    return sum(holds) / len(holds) if holds else 0.0


def _sentence(frame: Frame, setting: Setting) -> Sentence | None:
    """The sentence of the running text that a frame was read from; None for rows of tables."""
    sentences = setting.scene.sentences
    if 0 <= frame.sentence < len(sentences):
        return sentences[frame.sentence]
    at = bisect_right(setting.starts, frame.evidence.start) - 1
    if at >= 0 and sentences[at].span.contains(frame.evidence):
        return sentences[at]
    return None
