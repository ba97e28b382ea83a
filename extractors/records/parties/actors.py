"""Which places of a sentence take part, and which only say where something happens."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Literal

from archive.model import HOME, Mention, Party
from archive.reference.places import places
from extractors.records.parties.bystanders import (
    is_enumerated,
    is_far,
    is_left_for,
    is_likened,
    is_on_the_way,
    is_told,
    lives,
)
from extractors.records.scene import Sentence
from extractors.records.states.cues import Cue

ROLES = Path(__file__).parents[1] / "data" / "roles.toml"
Role = Literal["government", "link", "plain", "source", "location", "holder"]
_BREADTH = {"district": 0, "city": 1, "regency": 1, "province": 2, "country": 3, "institution": 0}
_HOLDING_GAP = re.compile(
    r"(?i:\s+(?:town|city|county|regency|municipality|municipal|district|shire|council|prefecture|borough)){0,2}"
    r"(?:\s*\([^()]{1,24}\))?\s*[,(/–-]\s*(?:[Pp]rov(?:\.|insi)|[Nn]egara [Bb]agian|[Pp]ref(?:ektur|\.)|"
    r"[Ss]tate of|[Kk]ota(?: [Mm]etropolitan)?)?\s*\Z"
)
_DATELINE_GAP = re.compile(r"\s+[-–—]{1,2}\s")
"""From the place of a dateline to what the news begins with."""
_TIER_GAP = re.compile(r"\s*[,(]\s*(?:[Pp]rov(?:\.|insi)|[Nn]egara [Bb]agian|[Pp]ref(?:ektur|\.)|[Ss]tate of)\s*")
_LISTING_GAP = re.compile(
    r"[\s,;&/]*(?:\([^()]{0,80}\)[\s,;&/]*)?(?:(?:dan|and|serta|hingga|sampai|maupun|or|atau|lalu|"
    r"then|plus|as well as|juga|the|juga dengan|dengan|with|in)\s+)*(?:negara bagian|kota|provinsi|"
    r"prefektur|the city of|kabupaten)?\s*",
    re.IGNORECASE,
)
_PAIRED = re.compile(r"\s+(?:dengan|with)\s+(?:(?:the|kota|provinsi|kabupaten|city of)\s+)*", re.IGNORECASE)
"""Between two places abroad that are tied to each other."""
_WITHIN = re.compile(r"\s*,\s*(?:(?:the|kota|kabupaten|kab\.|city of|regency of)\s+)*", re.IGNORECASE)
KINDS = (
    r"(?:(?:the|kota|kabupaten|kab\.|provinsi|propinsi|prov\.|prefektur|negara bagian|negeri|distrik|wilayah|"
    r"munisipalitas|city of|town of|province of|state of|prefecture of|regency of)\s+)*"
)
"""Words of kind before a name."""
DASH = re.compile(rf"\s?[-–—/]\s?{KINDS}", re.IGNORECASE)
_AT_PLACE = re.compile(r"\b(?:di|in|at)\s[^,.;:()]{3,40},\s*(?:(?:Kota|Kabupaten|Provinsi|the city of)\s*)?\Z")
_OWNED = re.compile(
    r"['’]s\s+(?:(?:second|third|fourth|fifth|biggest|second-)\s*)*(?:largest|biggest|capital|main|second|busiest|most|neighbou?rs?|neighbou?ring)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\s*(?:\([^()]{0,40}\)\s*)?,\s+(?:itself\s+)?"
    r"(?:an?|the|one|once|home|seat|where|whose|its|now|part|birthplace|gateway|sebuah|salah satu|yang|tempat|kampung|"
    r"kota|ibu ?kota|pusat|bekas|kabupaten|daerah|wilayah|provinsi|pulau|negeri|pelabuhan|sang)\b"
    r"(?:(?!\b(?:dengan|with|and|dan|bersama|between|antara)\b)[^.;:\"“”])*?"
    r"\b(?:of|in|on|off|near|outside|from|to which|di|dari|dekat|ujung|pesisir|lepas pantai)\s+"
    r"(?:(?:the|kota|provinsi|prefektur|negara bagian|kabupaten|pulau|ujung|utara|selatan|timur|barat|pesisir|"
    r"province|state|city|island|coast|of)\s+)*",
    re.IGNORECASE,
)
"""From a place to another that an apposition or relative clause about it names ("Weipa, a town in Queensland")."""
_OWNS = re.compile(r"['’]s?\s+")
_NOUN_BEFORE = re.compile(r",\s+(?:an?|the|another|one)\s+(?:[a-z-]+\s+){0,2}")
_OF_REGION = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?(?:county|city|town|village|port|district|municipality|regency|capital)\b"
)
_CLOSE = 4
_START = attrgetter("start")
_ASIDE_REACH = 40
_APART = 15
_LONG_NAME = 8
"""Words."""
_DATED = re.compile(r",\s+\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+\d{4}\b|,\s+[A-Z][a-z]+\s+\d{1,2},\s+\d{4}\b")
"""From a place to the date of what happened there (", Daru, 29 November 2023")."""
_PARTED = re.compile(r",\s+\Z")
_POSSESSIVE = re.compile(r"['’]s?\s")
_APOSTROPHES = frozenset("'’")


@cache
def role_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in tomllib.loads(ROLES.read_text(encoding="utf-8")).items()}


def is_title(word: str) -> bool:
    """True for a word for a government, its head or a tier, which is no name."""
    return word in role_words()["government"] or word in role_words()["kind"]


@cache
def _capital_phrases() -> tuple[str, ...]:
    return tuple(role_words()["capital"])


@cache
def _last_words(name: str) -> tuple[str, ...]:
    """The words with which the phrases of a class end: most places have none of them before their names."""
    return tuple(dict.fromkeys(phrase.split()[-1] for phrase in sorted(role_words()[name])))


@dataclass(slots=True)
class Actor:
    """A place or institution named in a sentence and its role there."""

    mention: Mention
    party: Party
    role: Role
    group: int = 0

    @property
    def start(self) -> int:
        return self.mention.span.start

    @property
    def end(self) -> int:
        return self.mention.span.end

    @property
    def home(self) -> bool:
        return self.party.country == HOME and self.party.level in {"province", "city", "regency"}

    @property
    def takes_part(self) -> bool:
        """True for what a sentence may tell of; not for where something happens, nor for the place of an office."""
        return self.role not in {"holder", "location"}

    @property
    def foreign(self) -> bool:
        """True for what may be a partner: a region abroad or an institution."""
        if self.party.level == "institution":
            return self.party.country != HOME
        return self.party.country != HOME and self.party.level != "country"

    @property
    def taking_part(self) -> bool:
        return self.role in {"government", "link", "plain"}


def actors(body: str, sentence: Sentence) -> list[Actor]:
    """The places and institutions of a sentence in order, with their roles; list items share that of the first."""
    found: list[Actor] = []
    for mention in sentence.mentions:
        if mention.party is None or mention.kind not in {"place", "organisation"}:
            continue
        actor = Actor(mention, mention.party, role_of(body, sentence, mention))
        if found:
            _relate(body, found[-1], actor)
        found.append(actor)
    return found


def role_of(body: str, sentence: Sentence, mention: Mention) -> Role:
    """What the words around a name make of it."""
    roles = role_words()
    opening = _place(sentence, mention.span.start)
    if body[mention.span.start - 1 : mention.span.start] == "(":
        opening = _full_name(body, sentence, opening)
    before = [word.form for word in sentence.words[max(0, opening - 6) : opening]]
    following = _place(sentence, mention.span.end)
    after = [word.form for word in sentence.words[following : following + 3]]
    while len(after) > 1 and after[0] in roles["kind"]:
        after.pop(0)
    inside = mention.surface.lower().split()
    if "wali" not in before[-3:] and _after_capital(
        before if roles["kind"].isdisjoint(inside[:1]) else [*before, inside[0]]
    ):
        return "holder"
    if is_told(before):
        return "location"
    near = list(before)
    countries = _country_words(sentence, mention)
    while near and (near[-1] in countries or (near[-1] in roles["kind"] and near[-1] not in roles["government"])):
        near.pop()
    tail = near[-2:]
    possessive = body[mention.span.end : mention.span.end + 1] in _APOSTROPHES
    if _set_against(near) or (possessive and _is_owner(body, mention, after)):
        return "holder"
    if mention.party is not None and mention.party.level == "institution" and not roles["member"].isdisjoint(near[-4:]):
        return "location"
    governing = roles["government"]
    if (
        (not governing.isdisjoint(inside[:2]) or (not governing.isdisjoint(tail[-1:]) and _is_joined(body, mention)))
        and "balai" not in tail
        and "balai" not in before[-2:]
    ):
        return "government"
    if (
        after[:1]
        and after[0] in roles["government_after"]
        and not re.match(r"\s*[,.;:(]", body[mention.span.end : mention.span.end + 2])
    ):
        return "government"
    if after[:1] and after[0] in roles["outsider_after"]:
        return "holder"
    if (
        possessive
        and len(after) > 1
        and after[0] in roles["government_after"]
        and _POSSESSIVE.match(body, mention.span.end)
    ):
        return "government"
    if not (roles["envoy"].isdisjoint(near[-4:]) and roles["venue"].isdisjoint(near[-3:])):
        return "location"
    if lives(near) or is_enumerated(before) or is_likened(before) or _is_at_place(body, mention.span.start):
        return "location"
    if is_far(near) or is_on_the_way(near):
        return "holder"
    if is_left_for(near) and mention.party is not None and mention.party.country == HOME:
        return "location"
    if tail and tail[-1] in roles["source"]:
        return "source"
    if tail and tail[-1] in roles["location"]:
        return "location"
    if possessive and _OWNED.match(body, mention.span.end):
        return "holder"
    if tail and tail[-1] in roles["link"]:
        return "link"
    return "plain"


def _is_joined(body: str, mention: Mention) -> bool:
    """False for a name that a comma parts from what stands before it."""
    return not _PARTED.search(body, max(0, mention.span.start - _CLOSE), mention.span.start)


def _is_at_place(body: str, start: int) -> bool:
    """True for the region behind the place where something happens ("in Sorong, Southwest Papua")."""
    first = max(0, start - 60)
    return body.find(",", first, start) >= 0 and _AT_PLACE.search(body, first, start) is not None


def _full_name(body: str, sentence: Sentence, opening: int) -> int:
    """Where the full name begins whose short form stands in brackets ("the Union for Nature (IUCN)"), by words."""
    first = at = opening
    while at > 0 and opening - at < _LONG_NAME:
        at -= 1
        if body[sentence.words[at].start].isupper():
            first = at
        elif sentence.words[at].form not in role_words()["inside_names"]:
            break
    return first


def is_post(sentence: Sentence, actor: Actor) -> bool:
    """True for a place where a diplomat serves or somebody lives ("the consul in Darwin")."""
    opening = _place(sentence, actor.start)
    return any(word.form in role_words()["envoy"] for word in sentence.words[max(0, opening - 4) : opening])


def _set_against(before: Sequence[str]) -> bool:
    """True for the place that it was not ("bukan Osaka", "rather than with Osaka")."""
    roles, line = role_words(), list(before)
    links, kinds = roles["link"], roles["kind"]
    while line and (line[-1] in links or line[-1] in kinds):
        line.pop()
    if not line or line[-1] not in _last_words("contrast") or (len(line) > 1 and line[-2] in roles["none_but"]):
        return False
    return any(" ".join(line[-count:]) in roles["contrast"] for count in (1, 2, 3))


def drop_contrasts(sentence: Sentence, cast: Sequence[Actor]) -> None:
    """Takes away the "not" that only sets one place against another: it denies no act."""
    if not sentence.has("negate"):
        return
    spoken = [
        cue for cue in sentence.cues if cue.name != "negate" or not any(_denies(sentence, cue, actor) for actor in cast)
    ]
    if len(spoken) < len(sentence.cues):
        sentence.cues = spoken
        sentence.names = frozenset(cue.name for cue in spoken)


def _denies(sentence: Sentence, cue: Cue, actor: Actor) -> bool:
    """True where nothing but a preposition and a word of kind stands between a "not" and a place."""
    if actor.role != "holder" or not 0 < actor.start - cue.end < _ASIDE_REACH:
        return False
    between = [word.form for word in sentence.words[_place(sentence, cue.end) : _place(sentence, actor.start)]]
    return all(word in role_words()["link"] or word in role_words()["kind"] for word in between)


def _is_owner(body: str, mention: Mention, after: Sequence[str]) -> bool:
    """True for the place whose body or firm the text goes on to name ("Ankara's aid agency")."""
    return _POSSESSIVE.match(body, mention.span.end) is not None and not role_words()["owned"].isdisjoint(after)


def _country_words(sentence: Sentence, mention: Mention) -> frozenset[str]:
    """The words of countries named just before a place ("Japan's Chiba")."""
    close = [other for other in sentence.of("country") if 0 <= mention.span.start - other.span.end < _CLOSE]
    if not close:
        return frozenset()
    return frozenset(
        word.form for word in sentence.words for other in close if other.span.start <= word.start < mention.span.start
    )


def _after_capital(before: Sequence[str]) -> bool:
    """True after "ibu kota", "capital of" and their like, with words for kinds of place between."""
    kinds, capitals = role_words()["kind"], _last_words("capital")
    for end in range(len(before), max(len(before) - 4, 0), -1):
        last = before[end - 1]
        if last.endswith(capitals) and " ".join(before[max(end - 3, 0) : end]).endswith(_capital_phrases()):
            return True
        if last not in kinds:
            return False
    return False


def _place(sentence: Sentence, position: int) -> int:
    """Which word of a sentence is the first to begin at a position or after it."""
    return bisect_left(sentence.words, position, key=_START)


def _relate(body: str, last: Actor, actor: Actor) -> None:
    """Let a name share the role of the one before it in a list, or be the region that holds it."""
    gap = body[last.end : actor.start]
    actor.group = last.group + 1
    apart = len(gap) > _APART and gap.endswith(", ")
    if apart and actor.role == "plain" and last.foreign and _DATED.match(body, actor.end):
        actor.role = "location"
        return
    if len(gap) > 90:
        return
    inside = holds(actor.party, last.party) or (_TIER_GAP.fullmatch(gap) and _broader(actor.party, last.party))
    dateline = _DATELINE_GAP.match(gap) is not None
    if inside and _HOLDING_GAP.fullmatch(gap) and actor.role != "government" and not dateline:
        actor.role = "holder"
        actor.group = last.group
        return
    if actor.home == last.home and _OWNS.fullmatch(gap) and holds(last.party, actor.party):
        # "Incheon's Yeonsu District"
        actor.role = last.role if actor.role == "plain" else actor.role
        last.role = "holder"
        return
    if holds(actor.party, last.party) and _NOUN_BEFORE.fullmatch(gap) and _OF_REGION.match(body, actor.end):
        # "Goheung, the South Jeolla county that hosts it"
        actor.role = "holder"
        actor.group = last.group
        return
    if actor.home == last.home and actor.role != "government" and _ASIDE.fullmatch(gap):
        actor.role = "holder"
        actor.group = last.group
        return
    if DASH.fullmatch(gap) and actor.home != last.home:
        actor.role = "link" if actor.role == "plain" else actor.role
        last.role = "link" if last.role == "plain" else last.role
        return
    if holds(last.party, actor.party) and _WITHIN.fullmatch(gap) and actor.role == "location":
        # "in Papua, the regency of Keerom": only the wider region is where it happens.
        actor.role = "plain"
        return
    if actor.foreign and last.foreign and _PAIRED.fullmatch(gap):
        return
    if _LISTING_GAP.fullmatch(gap) and (last.home == actor.home) and not holds(actor.party, last.party):
        actor.group = last.group
        if actor.role in {"plain", "link"}:
            actor.role = last.role if last.role != "holder" else "plain"


def _broader(region: Party, place: Party) -> bool:
    return region.country == place.country and _BREADTH.get(region.level, 0) > _BREADTH.get(place.level, 0)


def holds(region: Party, place: Party) -> bool:
    """True where `place` may lie in `region`: same country and a broader tier."""
    if region.country != place.country or region.key == place.key:
        return False
    around = _around(place.code) if region.code and place.code else ()
    if around:
        return region.code in around
    return _BREADTH.get(region.level, 0) > _BREADTH.get(place.level, 0)


def lies_in(place: Party, region: Party) -> bool:
    """True where the gazetteer knows that a place lies in a region."""
    return bool(place.code and region.code) and region.code in _around(place.code or "")


@lru_cache(maxsize=4096)
def _around(code: str) -> tuple[str, ...]:
    """The codes of the regions around a place of the gazetteer, the nearest first; empty where it knows none."""
    found: list[str] = []
    place = places().get(code)
    while place is not None and place.parent is not None and place.parent not in found:
        found.append(place.parent)
        place = places().get(place.parent)
    return tuple(found)


def is_same(one: Party, other: Party) -> bool:
    """True for one party, or for the longer name and the short one of what a text takes for one ("Greater Lae")."""
    if one.key == other.key:
        return True
    names = sorted((one.name.split(), other.name.split()), key=len)
    return one.country == other.country and set(names[0]) < set(names[1])


def distinct(found: Sequence[Actor]) -> list[Actor]:
    """Each party once, where it is named first."""
    kept: dict[str, Actor] = {}
    for actor in found:
        kept.setdefault(actor.party.key, actor)
    return list(kept.values())
