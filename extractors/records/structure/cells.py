"""Cells of tables, and the parties that stand in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.model import HOME, Block, Mention, Party, Span
from archive.model.party import Level
from archive.reference.places import places
from extractors.records.frames import Value
from extractors.records.parties.actors import Actor, actors
from extractors.records.scene import Scene, Sentence
from extractors.records.states import cues
from extractors.records.words import words

_NOTHING = re.compile(r"[\s\-–—.…_/]*|n\.?/?a\.?|nihil|none|null", re.IGNORECASE)
_NAME = re.compile(r"(?:the\s)?(?P<name>[A-Z][^,;(/|\n]{1,70}?)\s*(?P<stop>[,;(/|]|$)", re.MULTILINE)
_KIND = re.compile(
    r"(?:(?P<city>kota|city of|town of|municipality of|munisipalitas|distrik|district of)|"
    r"(?P<province>prov(?:insi|\.)|pref(?:ektur|\.)|province of|state of|negara bagian))\s+",
    re.IGNORECASE,
)
_TIER = re.compile(
    r"kota|kab(?:upaten|\.)?|prov(?:insi|\.|ince)?|pref(?:ektur|\.|ecture)?|negara bagian|distrik|munisipalitas|"
    r"city|town|region|state|county|district|municipality|governorate|oblast|departemen|wilayah|daerah|negeri",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[;&+]|\b(?:dan|and|serta)\b", re.IGNORECASE)
_LOWER = frozenset({"city", "district"})
_BODY = re.compile(
    r"\b(?:\w*stichting|foundation|fund|fondation|yayasan|institut\w*|society|association|organi[sz]ation|lembaga|badan|"
    r"agency|council|centre|center|trust|alliance|network|international|programme?|initiative|charity|bund|gesellschaft|"
    r"stiftung|fundaci[oó]n|federation|union|committee|bank|partnership|conservancy|corps|services?)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z]{3,}[\w-]*")
_STRANGE = frozenset({"outsider", "ministry", "negate", "national", "outside", "sign"})
_WORDS, _LEAD = 8, 12

Grid = list[tuple[Block, "list[Cell]"]]
"""A table as its rows, each with its block and its cells."""


@dataclass(slots=True)
class Cell:
    """A cell: its text, what is found in it, and its column."""

    text: str
    span: Span
    column: int
    sentence: Sentence
    actors: list[Actor]
    parts: list[Span]

    def before(self, body: str, position: int) -> str:
        """The text of the cell up to a position in it."""
        said = [body[span.start : min(span.end, position)] for span in self.parts if span.start < position]
        return " ".join(part.strip() for part in said if part.strip()) + " "

    @property
    def blank(self) -> bool:
        return _NOTHING.fullmatch(self.text) is not None


def cell_of(scene: Scene, parts: Sequence[Block]) -> Cell:
    """The cell that consists of these blocks (a long cell goes on in the lines below)."""
    body, first = scene.text.body, parts[0]
    line = [word for part in parts for word in words(body, part.span.start, part.span.end)]
    inside = [mention for part in parts for mention in scene.between(part.span.start, part.span.end)]
    found = cues.find(line)
    sentence = Sentence(-1, first.span, first, -1, line, inside, found, frozenset(cue.name for cue in found))
    text = " ".join(part.span.of(body).strip() for part in parts)
    return Cell(text, first.span, first.column or 0, sentence, actors(body, sentence), [part.span for part in parts])


def partners_in(body: str, cell: Cell) -> list[Actor]:
    """The partners that a cell for partners names; a name that no list knows is one where it opens the cell."""
    named = [actor for actor in cell.actors if actor.foreign]
    stranger = None if any(actor.home for actor in cell.actors) else _stranger(body, cell, named)
    if stranger is not None:
        return [stranger]
    if not cell.actors and not cell.blank and (listed := _bare_place(body, cell)) is not None:
        return [listed]
    taking = [actor for actor in named if actor.role != "holder"] or named
    return [actor for last, actor in zip([None, *taking], taking, strict=False) if not _holds(body, last, actor)]


def _bare_place(body: str, cell: Cell) -> Actor | None:
    """The place abroad of which a cell says no more than the name: in running text that would not be enough."""
    found = _NAME.match(body, cell.parts[0].start, cell.parts[0].end)
    if found is None or found["stop"] or cell.sentence.has(*_STRANGE) or cell.sentence.of("organisation"):
        return None
    kind = _KIND.match(body, found.start(), found.end("name"))
    first = kind.end() if kind else found.start("name")
    name = body[first : found.end("name")]
    known = places().named(name)
    if not known or any(place.country == HOME for place in known):
        return None
    party = known[0].party()
    return Actor(Mention(Span(first, found.end("name")), "place", name, party.key, 0.6, party), party, "plain")


def _holds(body: str, last: Actor | None, actor: Actor) -> bool:
    """True for the province or state that a city named before it lies in."""
    if last is None or actor.party.level != "province" or last.party.country != actor.party.country:
        return False
    return last.party.level in _LOWER and not _JOINED.search(body, last.end, max(last.end, actor.start))


def _stranger(body: str, cell: Cell, named: Sequence[Actor]) -> Actor | None:
    """A place or body unknown to the lists ("Orangutan Foundation (Inggris)", "Niihama, Pref. Ehime")."""
    start = cell.parts[0].start
    found = _NAME.match(body, start, cell.parts[0].end)
    if found is None or any(actor.start < found.end("name") for actor in named) or cell.sentence.has(*_STRANGE):
        return None
    if named and not found["stop"] and not _line_above(cell, named[0], found["name"]):
        return None
    if any(mention.kind == "organisation" and mention.span.start < found.end() for mention in cell.sentence.mentions):
        return None
    kind = _KIND.match(body, start, found.end("name"))
    first = kind.end() if kind else found.start("name")
    name = " ".join(body[first : found.end("name")].split())
    countries = [mention for mention in cell.sentence.of("country") if mention.span.start >= found.end("name")]
    if len(name.split()) > _WORDS or any(sign.isdigit() for sign in name):
        return None
    if not (named or countries or _BODY.search(name) or _ACRONYM.fullmatch(name)):
        return None
    country = named[0].party.country if named else countries[0].value if countries else None
    level: Level = "institution"
    if kind is not None or (named and not _BODY.search(name)):
        level = "province" if kind is not None and kind["province"] else "city"
    party = Party(name, level, country)
    mention = Mention(Span(first, found.end("name")), "organisation", name, name, 0.6, party)
    return Actor(mention, party, "plain")


def _line_above(cell: Cell, holder: Actor, name: str) -> bool:
    """True for a name with its province or state on the line below."""
    below = len(cell.parts) > 1 and 0 <= holder.start - cell.parts[1].start < _LEAD
    return below and holder.party.level == "province" and not _TIER.fullmatch(name)


def memo(sentence: Sentence) -> Value | None:
    """The memorandum that a cell or an item calls by its short name."""
    cue = next((cue for cue in sentence.cues if cue.name == "memo"), None)
    return Value("MoU", Span(cue.start, cue.end)) if cue is not None else None
