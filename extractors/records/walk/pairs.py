"""Which home and which partner belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.records.clauses import Clause
from extractors.records.parties import homes
from extractors.records.parties.actors import DASH, Actor, distinct, is_same
from extractors.records.scene import Sentence
from extractors.records.states.status import Verdict
from extractors.records.walk import reach
from extractors.records.walk.partners import chosen_partners

if TYPE_CHECKING:
    from extractors.records.walk.discourse import Walk

_RELATIVE = re.compile(r"(?:\s*\([^()]{0,30}\))?,?\s+(?:yang|which|that|who|whose)\b", re.IGNORECASE)
_JOINT = re.compile(
    r"(?:\s*\([^()]{1,40}\))?(?:\s*,[^,.;]{1,30},)?\s*(?:dan|and|dengan|dgn|dg|with|serta|bersama|[-–—/&])\s+"
    r"(?:the\s+|pemerintah\s+|government\s+of\s+|pemerintahan\s+|(?:provin\w+|kota\w*|kabupaten|distrik|cit\w+|regency|county|"
    r"state|prefektur|region|municipality|town)\s+(?:of\s+)?)*",
    re.IGNORECASE,
)
_AWAY = re.compile(r"\b(?:ke|kepada|menuju|to|towards?)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
"""Before a place to which something goes."""
_EACH = re.compile(r"\b(?:masing-masing|respectively|berturut-turut|secara terpisah)\b", re.IGNORECASE)
_BRIEF = 90
"""Characters of a sentence that only brings somebody up."""
Pair = tuple[Actor, Actor]


def item_home(walk: Walk, sentence: Sentence, cast: Sequence[Actor]) -> list[Actor]:
    """The only home that a sentence of an item about a partner names, even as where somebody comes from."""
    scope = walk.scopes[sentence.index]
    if scope is None or not scope.partners or scope.home() is not None:
        return []
    return [actor for actor in cast if actor.home and actor.role != "holder"]


def scenery(walk: Walk, sentence: Sentence, cast: Sequence[Actor]) -> list[Actor]:
    """The home where a paragraph begins to play ("In Indramayu it ended."), one of the tier of the main one."""
    main = walk.homes.main()
    opens = sentence.index > 0 and walk.scene.sentences[sentence.index - 1].paragraph != sentence.paragraph
    if not opens or len(cast) != 1 or main is None or not cast[0].home:
        return []
    if not walk.leads(sentence, cast[0]):
        # "The second list came from Jambi.": it is brought up and nothing more is said of it yet.
        passing = sentence.has("speak", "visit", "outsider", "event", "negate") or len(sentence.span) > _BRIEF
        return list(cast) if cast[0].role in {"plain", "source"} and not passing else []
    same = (cast[0].party.level == "province") == (main.party.level == "province")
    if _AWAY.search(walk.body, sentence.span.start, cast[0].start):
        return []
    return list(cast) if same and cast[0].role in {"location", "source"} else []


def pairs_of(walk: Walk, clause: Clause, verdict: Verdict, explicit: Sequence[Actor]) -> list[Pair]:
    """Home and partner of each agreement that the clause speaks of."""
    if walk.owner is not None:
        near = homes.named(clause.actors) or homes.named(walk.cast[clause.sentence.index])
        own = near[0] if near else home_of_paragraph(walk, clause, walk.owner)
        own = own or home_on_top(walk, clause)
        topic = walk.on_top(clause.sentence)
        abroad = [actor for actor in topic or explicit if not is_same(actor.party, walk.owner.party)]
        again = told_again(walk, clause)
        if again:
            return again
        if not abroad:
            return [(own, walk.owner)] if own is not None else []
        if not homes.named(clause.actors):
            return []
    dashed = dashed_pairs(walk, clause)
    if dashed:
        walk.last_pairs = dashed
        return dashed
    if not explicit and clause.has("both") and len(walk.last_pairs) > 1 and not walk.on_top(clause.sentence):
        return walk.last_pairs
    walk.last_pairs = []
    partners = chosen_partners(walk, clause, verdict, explicit)
    if not partners:
        return []
    named = homes.named(clause.actors)
    named = distinct([actor for actor in named if actor.role != "plain"] or named)
    sentence = clause.sentence
    if len(named) == len(partners) > 1 and _EACH.search(walk.body, sentence.span.start, sentence.span.end):
        return list(zip(named, partners, strict=True))
    woven = woven_pairs(
        walk, clause, distinct([actor for actor in clause.actors if actor.home and actor.taking_part]), partners
    )
    if woven:
        return woven
    if len(named) > 1 and len(partners) == 1 and len({actor.group for actor in named}) == 1 and verdict.strong:
        return [(actor, partners[0]) for actor in named]
    home = home_of(walk, clause, partners)
    if partners[0].party.level == "institution" and not is_bound(walk, clause, verdict, home):
        return []
    return [(home, partner) for partner in partners] if home is not None else []


def told_again(walk: Walk, clause: Clause) -> list[Pair]:
    """The pairs of the clause before, where this one of the same sentence names nobody."""
    if clause.first or clause.actors or not walk.frames or walk.frames[-1].sentence != clause.sentence.index:
        return []
    return walk.last_told[1]


def woven_pairs(walk: Walk, clause: Clause, named: Sequence[Actor], partners: Sequence[Actor]) -> list[Pair]:
    """Pairs told one after the other: "Denpasar with Mossel Bay since 2016, and West Java with Souss-Massa"."""
    if len(named) < reach.PAIR or len(partners) < len(named):
        return []
    keys = {actor.party.key for actor in partners}
    line = [actor for actor in clause.actors if actor in named or (actor.foreign and actor.party.key in keys)]
    pairs: list[Pair] = []
    home: Actor | None = None
    for actor in line:
        if actor.home:
            if home is not None and (not pairs or pairs[-1][0] is not home):
                return []
            home = actor
        elif home is None:
            return []
        else:
            pairs.append((home, actor))
    return pairs if pairs and pairs[-1][0] is home else []


def is_bound(walk: Walk, clause: Clause, verdict: Verdict, home: Actor | None) -> bool:
    """True where an institution and a home government are tied, by a paper for what is only planned."""
    named = bool(homes.named(clause.actors)) or home_on_top(walk, clause) is not None
    named = named or homes.bare_level(clause.sentence, clause.start, clause.end) is not None
    sure = named or walk.homes.share > reach.MAIN or bool(walk.on_top(clause.sentence)) or bool(walk.frames)
    if verdict.status == "planned":
        return sure and bool(clause.of("instrument") or clause.of("relation") or (named and clause.has("noun", "tie")))
    return sure and home is not None


def home_on_top(walk: Walk, clause: Clause) -> Actor | None:
    """The home that the paragraph begins with, or else the one that an item or heading puts on top."""
    if walk._row is not None and clause.sentence.index in walk.pointed:
        return walk._row.home
    about = walk.about
    if about is not None and about[0] == clause.sentence.paragraph:
        return about[1]
    scope = walk.scopes[clause.sentence.index]
    return scope.home() if scope is not None else None


def dashed_pairs(walk: Walk, clause: Clause) -> list[Pair]:
    """Pairs written with a dash: "Manado-Davao City dan Bitung-Davao City"."""
    dashed = [
        (left, right) for left, right in pairwise(clause.actors) if DASH.fullmatch(walk.body[left.end : right.start])
    ]
    if not all(left.home != right.home and (left.foreign or right.foreign) for left, right in dashed):
        return []
    return [(left, right) if left.home else (right, left) for left, right in dashed]


def home_of(walk: Walk, clause: Clause, partners: Sequence[Actor]) -> Actor | None:
    """The home that a clause means: named in it, put on top of it, or spoken of before."""
    named = homes.named(clause.actors) or homes.named(walk.cast[clause.sentence.index])
    here = [actor for actor in partners if clause.start <= actor.start < clause.end]
    keys = {actor.party.key for actor in partners}
    known = {home for key in keys for home in walk.known.get(key, ())}
    state = home_on_top(walk, clause) or walk.state.home
    beside = home_beside(walk, clause, here) or antecedent(walk, clause, here)
    if beside is not None:
        return beside
    if named:
        linked = any(actor.home and actor.role == "link" for actor in clause.actors)
        if not here and not linked and state is not None and state.party.key in known:
            again = [actor for actor in named if actor.party.key == state.party.key]
            return next(iter([*again, *(actor for actor in named if actor.party.key in known)]), state)
        if len(named) > 1 and here:
            named = sorted(
                named,
                key=lambda actor: (
                    actor.party.key not in known,
                    actor.role != "government",
                    actor.start > here[0].start,
                    abs(actor.start - here[0].start),
                ),
            )
        return named[0]
    held = home_held(walk, clause, partners) if not here else None
    if held is not None:
        return held
    if home_on_top(walk, clause) is not None:
        return state
    opening = opening_home(walk, clause.sentence)
    if opening is not None:
        return opening
    meant = home_of_office(walk, clause, partners, state)
    if meant is not None:
        return meant
    told = walk.paired.get(partners[0].party.key)
    if told is not None and not here and len(known) == 1:
        # Their only tie so far: the text goes back to it.
        return told[1]
    chosen = state or (walk.homes.main() if walk.homes.share > reach.MAIN else None)
    if chosen is None or is_met(walk, chosen, clause.sentence):
        return chosen
    return walk.homes.met(clause.sentence.index + 1)


def home_of_office(walk: Walk, clause: Clause, partners: Sequence[Actor], state: Actor | None) -> Actor | None:
    """The home whose head or office the clause names by its tier alone ("the Regent", "Pemkot")."""
    others = [actor for actor in clause.actors if actor.foreign or not actor.taking_part]
    levels = list(dict.fromkeys(homes.bare_levels(clause.sentence, clause.start, clause.end, others)))
    if len(levels) > 1:
        # Of "Mayor A and Regent B" the one is the partner's.
        levels = [level for level in levels if level != partners[0].party.level] or levels
        levels.sort(key=lambda level: walk.homes.met(clause.sentence.index + 1, level) is None)
    level = levels[0] if levels else None
    if level is None or not (main := walk.homes.met(clause.sentence.index + 1, level) or walk.homes.main(level)):
        return None
    fits = state is not None and homes.of_tier(state.party, level) and is_met(walk, state, clause.sentence)
    return state if fits else main


def home_held(walk: Walk, clause: Clause, partners: Sequence[Actor]) -> Actor | None:
    """The home whose tie with the partner the text has just told of: it goes on about both of them."""
    told, home = walk.paired.get(partners[0].party.key, (-reach.HELD, None))
    return home if clause.sentence.index - told < reach.HELD else None


def home_of_paragraph(walk: Walk, clause: Clause, partner: Actor) -> Actor | None:
    """The home of which the paragraph has just told beside a partner."""
    told, home = walk.paired.get(partner.party.key, (-1, None))
    here = told >= 0 and walk.scene.sentences[told].paragraph == clause.sentence.paragraph
    return home if here and clause.sentence.index - told <= reach.TALE else None


def opening_home(walk: Walk, sentence: Sentence) -> Actor | None:
    """The home that opens a sentence as its stage, where the text speaks of several ("In Jambi, ...")."""
    cast = walk.cast[sentence.index]
    if (
        not cast
        or not cast[0].home
        or walk.homes.share > reach.MAIN
        or cast[0].start - sentence.span.start > reach.SUBJECT
    ):
        return None
    follows = walk.body[cast[0].end : cast[0].end + reach.SUBJECT].lstrip()
    stage = follows[:1] in {",", ".", ":"} or follows.lower().startswith(("regency,", "city,", "province,"))
    stage = stage or (cast[0].role == "source" and not any(actor.home for actor in cast[1:]))
    return cast[0] if stage and cast[0].role in {"location", "source", "plain"} else None


def home_beside(walk: Walk, clause: Clause, here: Sequence[Actor]) -> Actor | None:
    """The home that one conjunction ties to the partner ("between Jambi and Trnava Region")."""
    for partner in here:
        for actor in clause.actors:
            if not actor.home or not actor.takes_part:
                continue
            first, second = (actor, partner) if actor.start < partner.start else (partner, actor)
            if _JOINT.fullmatch(walk.body[first.end : second.start]):
                return actor
    return None


def antecedent(walk: Walk, clause: Clause, here: Sequence[Actor]) -> Actor | None:
    """The home that a relative clause about its ties hangs on ("from Medan, which is twinned with Ichikawa")."""
    before = [actor for actor in walk.cast[clause.sentence.index] if here and actor.start < here[0].start]
    if not before or not before[-1].home or before[-1].role == "holder":
        return None
    gap = walk.body[before[-1].end : here[0].start]
    return before[-1] if _RELATIVE.match(gap) else None


def is_met(walk: Walk, home: Actor, sentence: Sentence) -> bool:
    """True where the text has named the home by now: nobody is meant before being named."""
    return walk.homes.first.get(home.party.key, 0) <= sentence.index + 1
