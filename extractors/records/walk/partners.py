"""Which places and institutions abroad a clause speaks of, named there or pointed back to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.records.clauses import Clause
from extractors.records.parties import homes
from extractors.records.parties.actors import Actor, distinct, holds, is_post, is_title, lies_in
from extractors.records.states.status import Verdict
from extractors.records.walk import reach
from extractors.records.walk.relevance import is_anchored

if TYPE_CHECKING:
    from extractors.records.walk.discourse import Walk

_GROUP = re.compile(
    r"\b(?:dengan|dgn|bareng|with)\s+(?:both|the two|the three|dua|kedua|ketiga|keempat)\s+(?:kota|"
    r"daerah|provinsi|kabupaten|mitra|cities|towns|regions|partners|places)\b",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\b(?:there(?! (?:is|are|was|were|has|have|had|will|would|may|can|could|should|must|being)\b)|"
    r"di sana|disana|di situ|disitu)\b",
    re.IGNORECASE,
)
_TIES = (
    r"(?:(?:sister|twin|partner|friendship|foreign|overseas|international|kota|daerah)[\s-]*)*"
    r"(?:cities|towns|sisters|partners|twins|friends|relationships|partnerships|agreements|ties|links|mitra|kembar\w*|(?:ber)?saudara\w*)"
)
_SISTERS_OF = re.compile(
    rf"\b{_TIES}\s+(?:of|dari|milik|for)?\s*(?:(?:the|city|kota|town|municipality|of)\s+)*\Z", re.IGNORECASE
)
_OWN_SISTERS = re.compile(rf"['’]s?\s+(?:\w+\s+){{0,2}}{_TIES}\b", re.IGNORECASE)
_OTHER_TIES = re.compile(
    rf"\b(?:other|further|remaining|earlier|existing|lain\w*)\s+(?:\w+\s+)?{_TIES}\b", re.IGNORECASE
)
_TOWARDS = re.compile(r"\b(?:ke|kepada|to)\s+(?:the\s+|kota\s+|provinsi\s+|kabupaten\s+|city of\s+)?\Z", re.IGNORECASE)
_OURS = re.compile(r"\b(?:kami|kita|we|our)\b", re.IGNORECASE)
_SENT = re.compile(
    r"\b(?:(?:me|di|ber)?kirim\w*|mengirim\w*|(?:me|di)layangkan|melayangkan|sen[dt]|sending|(?:ber|me)?surat\w*|wr(?:ote|itten|ites?)|letters?|proposal)\b[^.;]{0,90}\b(?:ke|kepada|to)\s+"
    r"(?:the\s+|kota\s+|provinsi\s+|city\s+of\s+|pemerintah\s+)*\Z",
    re.IGNORECASE,
)
_STRANGER = re.compile(
    r"\b(?:dengan|dgn|bersama|with)\s+"
    r"(?:(?:the|kota|kabupaten|provinsi|prefektur|distrik|city of|town of|pemerintah)\s+){0,3}"
    r"(?-i:(?P<name>[A-Z][\w'’-]{2,}(?:\s+[A-Z][\w'’-]+){0,3}))",
    re.IGNORECASE,
)
_MEMORY = 5


def is_headed_for(walk: Walk, actor: Actor) -> bool:
    """True for a place to which somebody goes or writes."""
    return _TOWARDS.search(walk.body, max(0, actor.start - reach.TIED), actor.start) is not None


def partners_in(walk: Walk, clause: Clause) -> list[Actor]:
    """The partners that a clause names: regions before institutions, those with a tie before those in passing."""
    abroad = [actor for actor in clause.actors if actor.foreign]
    if not abroad:
        return []
    sought = clause.has("offer", "explore", "talk") or bool(clause.of("instrument"))
    found = [
        actor
        for actor in abroad
        if actor.taking_part or (sought and actor.role == "source") or is_addressed(walk, clause, actor)
    ]
    named = [actor for actor in found if actor.role != "source"]
    found = named or found
    institutions = [actor for actor in found if actor.party.level == "institution"]
    places = [actor for actor in found if actor.party.level != "institution"]
    places = [place for place in places if not is_beside_the_tie(clause, place)]
    if places:
        sure = any(place.role in {"link", "government"} for place in places)
        linked = [actor for actor in institutions if actor.role == "link" and not sure]
        return distinct(linked or places)
    return distinct([actor for actor in institutions if is_party(walk, clause, actor)])


def is_beside_the_tie(clause: Clause, place: Actor) -> bool:
    """True for a place told of before a home and the one abroad that it is tied to ("Lae asked, Blitar joined")."""
    if place.role != "plain":
        return False
    after = [actor for actor in clause.actors if actor.start > place.end]
    home = next((actor for actor in after if actor.home and actor.role in {"plain", "government"}), None)
    return home is not None and any(
        actor.foreign and actor.role in {"link", "government"} and actor.start > home.end for actor in after
    )


def is_addressed(walk: Walk, clause: Clause, actor: Actor) -> bool:
    """True for the place to which a draft or an offer is sent."""
    if actor.role != "location" or not clause.has("draft", "offer", "ask"):
        return False
    return _SENT.search(walk.body, clause.start, actor.start) is not None


def is_party(walk: Walk, clause: Clause, institution: Actor) -> bool:
    """True for an institution that stands in the clause as a party, and not as a donor or an example."""
    if clause.has("national", "ministry") and not homes.named(clause.actors):
        return False
    if institution.role in {"link", "government"}:
        return True
    papered = bool(clause.of("instrument")) or clause.has("sign", "tie")
    return papered and (institution.start - clause.start < reach.SUBJECT or bool(homes.named(clause.actors)))


def chosen_partners(walk: Walk, clause: Clause, verdict: Verdict, explicit: Sequence[Actor]) -> list[Actor]:
    """The partners that the clause names, or those it points back to."""
    on_top = walk.on_top(clause.sentence)
    if explicit and on_top:
        keys = {actor.party.key for actor in on_top}
        ours = homes.named(clause.actors) or _OURS.search(walk.body, clause.start, clause.end)
        roles = {"government", "link"} if ours else {"government"}
        tied = [actor for actor in explicit if actor.role in roles and is_anchored(walk, clause)]
        again = [actor for actor in explicit if actor.party.key in keys]
        if again:
            return distinct(again)
        whole = bool(homes.named(clause.actors)) and bool(clause.of("instrument") or clause.of("relation"))
        if not (tied and (verdict.strong or whole)):
            others = clause.has("tie", "kin") and not any(actor.home for actor in walk.cast[clause.sentence.index])
            return [] if others and not clause.of("instrument") else list(on_top)
        return distinct(tied)
    if explicit:
        return [] if is_foreign_pair(walk, clause, explicit) else distinct(for_their_regions(walk, clause, explicit))
    return implied_partners(walk, clause, verdict)


def looks_on(walk: Walk, actor: Actor) -> bool:
    """True for the region around the partner spoken of: its governor is there, and the talk goes on without him."""
    return actor.party.key not in walk.known and any(
        other.party.key in walk.known and holds(actor.party, other.party) for other in walk.state.partners
    )


def for_their_regions(walk: Walk, clause: Clause, named: Sequence[Actor]) -> list[Actor]:
    """The partners named, the region in place of its seat where the text goes on about their tie ("Daru agrees")."""
    if not clause.has("paper", "anaphor", "both", "renew"):
        return list(named)
    return [
        next(
            (
                held
                for held in walk.state.partners
                if held.party.key in walk.known
                and actor.role == "plain"
                and actor.party.key not in walk.known
                and lies_in(actor.party, held.party)
            ),
            actor,
        )
        for actor in named
    ]


def implied_partners(walk: Walk, clause: Clause, verdict: Verdict) -> list[Actor]:
    """The partners spoken of before, where the clause points back to them."""
    on_top = walk.on_top(clause.sentence)
    if on_top:
        return list(on_top)
    told = verdict.strong or bool(clause.of("instrument"))
    if told and not clause.first and not clause.actors and walk.last_told[0] == clause.sentence.index:
        return walk.partners_told()
    if names_stranger(walk, clause):
        walk.stranger = clause.sentence
    if is_of_stranger(walk, clause):
        return []
    beside = [
        actor
        for actor in walk.cast[clause.sentence.index]
        if actor.foreign and actor.taking_part and (actor.start < clause.end or actor.role != "plain")
    ]
    beside = [actor for actor in beside if actor.party.level != "institution"] or beside
    if beside and (verdict.strong or clause.of("instrument")):
        return distinct(beside)
    if any(actor.foreign for actor in clause.actors if actor.taking_part) or is_domestic(walk, clause):
        return []
    host = host_of(walk, clause)
    if host is not None and verdict.strong:
        return [host]
    if of_other_homes(walk, clause) or home_came_between(walk, clause):
        return []
    return held_partners(walk, clause, verdict) or place_in_play(walk, clause, verdict)


def held_partners(walk: Walk, clause: Clause, verdict: Verdict) -> list[Actor]:
    """The partners that the text has led its reader to think of."""
    there = last_abroad(walk, clause.sentence.index) if _THERE.search(clause.text) else None
    if there is not None:
        return [there]
    if walk.group and _GROUP.search(walk.body, clause.start, clause.end):
        return walk.group
    regions = regions_meant(walk, clause)
    if regions:
        return regions
    if verdict.strong and walk.last_told[0] == clause.sentence.index - 1 and verdict.status != "planned":
        return walk.partners_told()
    if clause.sentence.index - walk.state.partner_sentence > _MEMORY:
        homed = any(actor.home for actor in clause.actors)
        wanted = bool(clause.of("instrument")) or (verdict.status == "planned" and homed and clause.has("noun"))
        return only_partner(walk) if verdict.strong and wanted else []
    papered = bool(clause.of("instrument") or clause.of("relation"))
    if verdict.status == "planned":
        points = (verdict.strong or clause.has("awaited")) and (papered or clause.has("noun", "paper", "anaphor"))
        return walk.state.partners if len(walk.state.partners) == 1 and points else []
    kin = clause.has("kin") and bool(homes.named(clause.actors))
    points = papered or kin or clause.has("both", "anaphor", "paper", "tie", "memo") or verdict.strong
    if verdict.status in {"expired", "terminated", "renewal_planned"}:
        last = walk.frames[-1].sentence if walk.frames else -9
        same = last >= 0 and walk.scene.sentences[last].paragraph == clause.sentence.paragraph
        followed = last >= clause.sentence.index - 1 or (same and clause.sentence.index - last < _MEMORY)
        points = (
            papered
            or clause.has("both", "anaphor", "paper", "memo")
            or followed
            or (clause.has("noun", "anaphor") and clause.has("old"))
        )
    if walk.group and _GROUP.search(walk.body, clause.start, clause.end):
        return walk.group
    if len(walk.state.partners) > 1 and not clause.has("both", "anaphor", "paper"):
        return []
    return walk.state.partners if points else []


def place_in_play(walk: Walk, clause: Clause, verdict: Verdict) -> list[Actor]:
    """The one region abroad that the paragraph has named at all, be it as where somebody went or wrote from."""
    papered = clause.of("instrument") or clause.of("relation") or clause.has("both", "anaphor", "paper", "memo")
    if walk.known or not papered or not (verdict.strong or clause.of("instrument")):
        return []
    found: list[Actor] = []
    for sentence in walk.scene.sentences[max(0, clause.sentence.index - reach.TALE + 1) : clause.sentence.index + 1]:
        if sentence.paragraph == clause.sentence.paragraph:
            cast = [actor for actor in walk.cast[sentence.index] if actor.foreign and actor.role != "holder"]
            found += [actor for actor in cast if not is_post(sentence, actor)]
    found = distinct([actor for actor in found if actor.party.level != "institution"])
    return found if len(found) == 1 else []


def is_of_stranger(walk: Walk, clause: Clause) -> bool:
    """True where the paragraph has last told of a paper with somebody whose name is known to nobody."""
    told, sentence = walk.stranger, clause.sentence
    if told is None or told.paragraph != sentence.paragraph or sentence.index - told.index > reach.TALE:
        return False
    since = walk.cast[told.index + 1 : sentence.index + 1]
    return not any(actor.foreign and actor.role in {"link", "government"} for cast in since for actor in cast)


def names_stranger(walk: Walk, clause: Clause) -> bool:
    """True where a paper or a tie is with somebody whose name is known to nobody ("MoU dengan Prato")."""
    mentions = clause.sentence.mentions
    for match in _STRANGER.finditer(walk.body, clause.start, clause.end):
        start, end = match.span("name")
        if any(mention.span.start < end and start < mention.span.end for mention in mentions):
            continue
        if is_title(match["name"].split()[0].lower()):
            continue
        if any(0 <= match.start() - cue.end <= 1 for cue in clause.cues_of("noun", "memo", "kin", "tie")) or any(
            0 <= match.start() - mention.span.end <= 1
            for mention in mentions
            if mention.kind in {"instrument", "relation"}
        ):
            return True
    return False


def last_abroad(walk: Walk, index: int) -> Actor | None:
    """The place abroad named last in the sentences just before one, be it only where something happened."""
    for cast in reversed(walk.cast[max(0, index - reach.NEAR) : index]):
        named = [actor for actor in cast if actor.foreign and actor.role != "holder"]
        places = [actor for actor in named if actor.party.level != "institution"]
        if places:
            return places[-1]
    return None


def host_of(walk: Walk, clause: Clause) -> Actor | None:
    """The place abroad where those at home who act have just arrived, later than any partner was named."""
    if walk.stage is None or not clause.of("instrument"):
        return None
    arrived, place = walk.stage
    visited = not clause.actors and walk.scene.sentences[arrived].has("visit") and place.party.key in walk.known
    if not visited and not homes.named(clause.actors):
        return None
    same = walk.scene.sentences[arrived].paragraph == clause.sentence.paragraph
    new = walk.state.partner_sentence < arrived < clause.sentence.index <= arrived + reach.NEAR
    return place if same and new else None


def of_other_homes(walk: Walk, clause: Clause) -> bool:
    """True where the clause names a home of which the partners spoken of before are known not to be partners."""
    named = {
        actor.party.key
        for actor in clause.actors
        if actor.home
        and (actor.role == "government" or walk.leads(clause.sentence, actor))
        and walk.body[actor.end : actor.end + 2] not in {"'s", "’s"}
    }
    theirs = {home for actor in walk.state.partners for home in walk.known.get(actor.party.key, ())}
    return bool(named and theirs) and not named & theirs and not clause.has("both", "also")


def home_came_between(walk: Walk, clause: Clause) -> bool:
    """True where the paragraph has turned to another region at home since a partner was last named: the two sign."""
    sentence, main = clause.sentence, walk.homes.main()
    last = walk.state.partner_sentence
    if clause.actors or main is None or not 0 <= last < sentence.index:
        return False
    if walk.scene.sentences[last].paragraph == sentence.paragraph or clause.has("outsider"):
        return False
    theirs = {home for actor in walk.state.partners for home in walk.known.get(actor.party.key, ())}
    near = walk.scene.sentences[max(last + 1, sentence.index - reach.NEAR) : sentence.index]
    return any(
        actor.home and actor.taking_part and actor.party.key not in {main.party.key, *theirs}
        for before in near
        if before.paragraph == sentence.paragraph
        for actor in walk.cast[before.index]
    )


def regions_meant(walk: Walk, clause: Clause) -> list[Actor]:
    """The region abroad that "the two cities" means where the last partner named is an institution."""
    held = walk.state.partners
    if not clause.has("both") or not held or any(actor.party.level != "institution" for actor in held):
        return []
    regions = [actor for actor in walk.titled if actor.party.level != "institution"]
    return regions if len(regions) == 1 else []


def is_domestic(walk: Walk, clause: Clause) -> bool:
    """True where the clause ties the home to another Indonesian region and to no one abroad."""
    linked = [actor for actor in clause.actors if actor.home and actor.role == "link"]
    main = walk.homes.main()
    subject = walk.subject
    if subject is not None and subject[1].foreign and clause.sentence.index - subject[0] == 1:
        # "It signed with Jeneponto": the one that signs is the party abroad of the sentence before.
        return False
    if walk.opener is not None and walk.opener.foreign and len({a.party.key for a in clause.actors if a.home}) == 1:
        # A text told from abroad: the one at home is the other side.
        return False
    own = {home.party.key for home in (walk.state.home, main) if home is not None}
    if linked and _OURS.search(walk.body, clause.start, linked[0].start):
        own = {main.party.key} if main is not None else set()
    return any(actor.party.key not in own for actor in linked) and not clause.has("both")


def only_partner(walk: Walk) -> list[Actor]:
    """The partner where the text has spoken of the agreements of one alone."""
    keys = walk.known.keys() | {actor.party.key for actor in walk.titled}
    if not keys and len(walk.state.partners) == 1:
        return walk.state.partners
    return [actor for actor in [*walk.state.partners, *walk.titled] if keys == {actor.party.key}][:1]


def is_foreign_pair(walk: Walk, clause: Clause, partners: Sequence[Actor]) -> bool:
    """True for a twinning of two places abroad: two groups of them around the verb and no home in sight."""
    if any(actor.home and actor.role != "location" for actor in walk.cast[clause.sentence.index]):
        return False
    if tells_own_sisters(walk, clause, partners) or is_set_abroad(walk, clause, partners):
        return True
    groups = {actor.group for actor in partners}
    if len(groups) < reach.PAIR or clause.sentence.has("both"):
        return False
    first = max(actor.end for actor in partners if actor.group == partners[0].group)
    second = next(actor for actor in partners if actor.group != partners[0].group)
    if any(first <= cue.start < second.start and cue.name in {"exist", "sign", "tie"} for cue in clause.cues):
        return True
    return (
        len(partners) == reach.PAIR
        and reach.WITH.search(walk.body, first, second.start) is not None
        and partners[0].role == "plain"
    )


def is_set_abroad(walk: Walk, clause: Clause, partners: Sequence[Actor]) -> bool:
    """True where a clause begins in one country abroad and tells of ties there ("In Lae there is a pact with")."""
    stage = clause.actors[0]
    if stage.role != "location" or not stage.foreign or not walk.leads(clause.sentence, stage) or clause.has("sign"):
        return False
    office = homes.bare_level(clause.sentence, clause.start, clause.end, clause.actors) is not None
    return not office and all(partner.party.country != stage.party.country for partner in partners)


def tells_own_sisters(walk: Walk, clause: Clause, partners: Sequence[Actor]) -> bool:
    """True where a place abroad tells of its own ties ("The other sister cities of Bursa include Oulu")."""
    first = partners[0]
    before, after = walk.body[clause.start : first.start], walk.body[first.end : first.end + reach.TIED]
    if len(partners) > 1 and (_SISTERS_OF.search(before) or _OWN_SISTERS.match(after)):
        return True
    told_abroad = walk.opener is not None and walk.opener.foreign
    return told_abroad and _OTHER_TIES.search(before) is not None
