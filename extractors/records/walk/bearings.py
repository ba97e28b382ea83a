"""What a text is about before it is read: whose own paper it is, and of what ties it is a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.model import HOME, Mention
from extractors.records.frames import Value
from extractors.records.parties.actors import Actor
from extractors.records.scene import Scene, Sentence, after_marker
from extractors.records.states.prospects import ADVICE
from extractors.records.walk import reach

if TYPE_CHECKING:
    from extractors.records.walk.discourse import Walk

_LIST_OF = re.compile(r"\b(?:list|lists|daftar|berikut|deretan|following|rekap\w*|senarai|inilah)\b", re.IGNORECASE)
_HEADING = 90
_CHAPTER = re.compile(r"\s*\(?(?:\d{1,2}|[IVX]{1,5}|[A-Z])[.)]\s")
_ADVICE = re.compile(
    rf"(?:{ADVICE}|usul|usulan|way forward)"
    r"(?:\s+(?:dan|and|&)\s+[\w-]+(?: [\w-]+)?)?\s*:?\s*",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"”]{0,600}[\"”]")
_FIRST_PERSON = re.compile(r"\b(?:we|us|our)\b", re.IGNORECASE)
_HAS_SISTERS = re.compile(
    r"\b(?:has|have|had|maintains?|keeps?|enjoys?|counts?|memiliki|mempunyai|punya|menjalin|membina)\b[^.;]{0,60}\b"
    r"(?:(?:sister|twin|partner|friendship)[- ](?:cit(?:y|ies)|towns?|states?|provinces?|regions?|relation\w*|ties)|"
    r"sisters|twins|(?:kota|daerah|provinsi|kabupaten)\s+(?:kembar|bersaudara|mitra|sahabat))\b",
    re.IGNORECASE,
)
_OFTEN = 2
_OPENING = 6000
"""Characters."""


def advice_in(scene: Scene) -> frozenset[int]:
    """The sentences under a heading that announces advice ("4. Saran"): what they speak of, nobody has resolved yet."""
    found: list[int] = []
    under = False
    for sentence in scene.sentences:
        first = after_marker(scene.body, sentence.span)
        if _ADVICE.fullmatch(scene.body, first, sentence.span.end):
            under = True
        elif sentence.heading or _CHAPTER.match(scene.body, sentence.span.start, first):
            under = False
        elif under:
            found.append(sentence.index)
    return frozenset(found)


def owner_of(walk: Walk) -> Actor | None:
    """The foreign government whose own paper this is (the minutes or the web page of a town abroad)."""
    if walk.scene.text.language == "id" and walk.scene.text.kind not in {"other", "report"}:
        return None
    front = [actor for cast in walk.cast[: reach.FRONT] for actor in cast]
    title = [
        actor
        for sentence, cast in zip(walk.scene.sentences, walk.cast, strict=True)
        if sentence.index < reach.FRONT and (sentence.heading or _heads(sentence))
        for actor in cast
    ]
    if any(actor.home for actor in title) or not any(map(_is_home, walk.scene.mentions)) or _is_of_envoys(walk):
        return None
    governments = [
        actor
        for actor in [*title, *front]
        if actor.foreign and actor.role == "government" and actor.party.level != "institution"
    ]
    aside = {"location", "source", "holder"}
    headed = [
        actor for actor in title if actor.foreign and actor.party.level != "institution" and actor.role not in aside
    ]
    if any(actor.home for actor in front[:1]):
        return None
    if not headed:
        return _tells_its_ties(walk)
    in_rows = not any(actor.home for cast in walk.cast for actor in cast)
    topics = [actor for scope in walk.scopes if scope is not None and scope.topical for actor in scope.homes]
    lead = [actor for cast in walk.cast[: reach.LEAD] for actor in cast]
    if any(actor.home and actor.role == "government" for actor in lead):
        topics = []
    named = [
        actor
        for sentence, cast in zip(walk.scene.sentences[: reach.FRONT], walk.cast, strict=False)
        if sentence.block.kind == "title"
        for actor in cast
        if actor in headed
    ]
    return next(
        (actor for actor in governments if actor in headed),
        named[0] if named and (topics or in_rows or _speaks_for_itself(walk)) else None,
    )


def _is_of_envoys(walk: Walk) -> bool:
    """True for a paper of an embassy or consulate, which the place of its office does not make that of the place."""
    return any(
        mention.kind == "organisation" and mention.value.startswith("embassy:")
        for sentence in walk.scene.sentences[: reach.FRONT]
        if sentence.heading or _heads(sentence)
        for mention in sentence.mentions
    )


def _tells_its_ties(walk: Walk) -> Actor | None:
    """The place abroad that opens a page by saying that it has sisters, and names none of them yet."""
    if walk.scene.text.kind == "news" and not _speaks_for_itself(walk):
        return None
    for sentence, cast in zip(walk.scene.sentences[: reach.FRONT], walk.cast, strict=False):
        if sentence.heading or not cast:
            continue
        first = cast[0]
        alone = all(actor.role == "holder" for actor in cast[1:])
        if not (first.foreign and first.taking_part and alone and walk.leads(sentence, first)):
            return None
        return first if _HAS_SISTERS.search(walk.body, first.end, sentence.span.end) else None
    return None


def _is_home(mention: Mention) -> bool:
    return mention.party is not None and mention.party.country == HOME and mention.party.level != "country"


def _speaks_for_itself(walk: Walk) -> bool:
    """True for a text in which a town says "we" and "our", outside what it quotes."""
    said = _QUOTED.sub("", walk.body[:_OPENING])
    return len(_FIRST_PERSON.findall(said)) >= _OFTEN


def listed_tie(walk: Walk) -> Value | None:
    """The tie that the title or the opening says the text is a list of."""
    for sentence in walk.scene.sentences[: reach.FRONT]:
        found = sentence.of("relation")
        if found and (_LIST_OF.search(walk.body, sentence.span.start, sentence.span.end) or sentence.heading):
            return Value(found[0].value, found[0].span)
    return None


def has_theme(walk: Walk) -> bool:
    """True where the title or the lead speaks of ties of regions: a bare list of places then lists partners."""
    return any(
        sentence.of("relation") or sentence.has("tie") for sentence in walk.scene.sentences[: reach.FRONT]
    ) or any(sentence.heading and sentence.has("noun") for sentence in walk.scene.sentences[: reach.FRONT])


def _heads(sentence: Sentence) -> bool:
    """True for a short first line without an end, which is a heading even where the parser sees a paragraph."""
    return sentence.index == 0 and len(sentence.span) < _HEADING and sentence.span == sentence.block.span
