"""A row of a table, an item or a form as a statement: who, with whom, what, when, in which state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from archive.model import Mention
from archive.model.record import Status
from extractors.records.clauses import Clause
from extractors.records.frames import Frame, Value
from extractors.records.parties.actors import Actor
from extractors.records.parties.homes import Homes, bare_home, bare_level
from extractors.records.scene import Scene, Sentence
from extractors.records.states.cues import Cue
from extractors.records.states.status import judge
from extractors.records.structure import further
from extractors.records.structure.cells import Cell, memo, partners_in
from extractors.records.structure.headers import is_ditto
from extractors.records.structure.row import Row, Top
from extractors.records.structure.rowdates import dates_of, is_dated, term_of
from extractors.records.times import dating

_POINTER = re.compile(
    r"\b(?:idem|sda|ditto|same as|(?<!kerja )sama dengan|seperti|lihat|see|as)\b\W*"
    r"(?:(?:mitra|pihak|naskah|bidang|partner|party|the one in)\s+)?(?:(?:pada|in)\s+)?"
    r"(?:no(?:mor|\.)?|number|row|item|baris|butir)?\W*((?:[A-Z]\.)?\d{1,3}(?:\.\d{1,3})*)\b",
    re.IGNORECASE,
)
_SAME = re.compile(r"(?<![\w.])(?:idem|sda|s\.d\.a|ditto|ibid|same as above|sama dengan di atas)\b", re.IGNORECASE)

_DRAFT = re.compile(
    r"\b(?:konsep|dra[fv]t?|rancangan|rencana|calon|usulan|proposed|planned|tentative|in preparation|"
    r"(?:dalam )?proses|process|pending|menunggu|inisiasi|persiapan|awaiting)\b",
    re.IGNORECASE,
)
_UNTOLD = re.compile(
    r"\b(?:tidak (?:ter(?:cantum|baca|catat)|diketahui|disebut\w*|ada tanggal)|not (?:stated|known|given|legible)|"
    r"unknown)\b",
    re.IGNORECASE,
)
_TIERS = {
    tier: level
    for level, tiers in {
        "province": ("provinsi", "prov.", "pemprov", "province", "pemerintah provinsi", "provincial government"),
        "city": ("kota", "pemkot", "pemko", "city", "pemerintah kota", "city government"),
        "regency": ("kabupaten", "kab.", "pemkab", "regency", "pemerintah kabupaten", "regency government"),
    }.items()
    for tier in tiers
}
"""What a cell for the home may say instead of its name, where the document is about one of that tier."""
_STOP = re.compile(r"[.!?;]\s+(?=[A-Z])")
_AHEAD = ("talk", "draft", "explore", "offer", "future", "progress", "ask")
_TIES = frozenset({"tie", "exist", "kin", "since"})
"""What a cell for the paper says of the tie ("MoU Kota Bersaudara") does not tell its state."""


def said_again(
    text: str, above: Row | None, by_number: Mapping[str, Row], whole: bool = False
) -> tuple[bool, Row | None]:
    """Whether a text takes over what another row says ("idem no. 3", "sda"), and the row, else the one above.

    In a `whole` cell only a number is looked for; a mark that says no more than "the same" is the whole cell.
    """
    pointer = _POINTER.search(text)
    if pointer and pointer[1] in by_number:
        return True, by_number[pointer[1]]
    if whole:
        return False, None if pointer else above
    return bool(_SAME.search(text)), above


def points(text: str) -> bool:
    """True for a text that points to a row by its number."""
    return _POINTER.search(text) is not None


def fill(body: str, row: Row, above: Row | None, by_number: dict[str, Row], top: Top, homes: Homes) -> None:
    """What the row says itself, or takes from the row above or the one it points to."""
    for role, cell in row.cells.items():
        pointer, source = said_again(cell.text, above, by_number, whole=True)
        same = cell.blank or is_ditto(cell.text)
        if source is not None and (
            pointer
            or (same and ((role in {"home", "partner"} and cell.text.strip() in {"", '"', "''"}) or not cell.blank))
        ):
            _inherit(row, source, role)
    for role in ("home", "partner"):
        if role in row.columns and role not in row.cells and above is not None:
            _inherit(row, above, role)
    _set_right(row)
    homes_named = [
        actor for role in ("home", "number") if role in row.cells for actor in row.cells[role].actors if actor.home
    ]
    if not homes_named and "home" in row.cells:
        homes_named = [actor for actor in [_plain_home(body, row.cells["home"])] if actor is not None]
    if homes_named:
        row.home = next((actor for actor in homes_named if actor.role != "holder"), homes_named[0])
    place = row.cells.get("partner")
    if row.home is None and place is not None:
        row.home = next((actor for actor in place.actors if actor.home and actor.taking_part), None)
    row.home = row.home or _other_home(row, top, homes)
    if place is not None:
        row.partners = partners_in(body, place) or row.partners
    if homes.owner is not None:
        _turn(row, homes.owner, homes_named)
    for role in ("instrument", "relation", "status", "date", "partner", "fields", "valid"):
        if role not in row.cells:
            continue
        cell = row.cells[role]
        if (
            row.instrument is None
            and role not in {"fields", "relation"}
            and (found := cell.sentence.of("instrument"))
            and not (role == "status" and not _names_paper_too(row, cell.sentence))
        ):
            row.instrument = Value(found[0].value, found[0].span)
        elif row.instrument is None and role == "instrument":
            row.instrument = memo(cell.sentence)
        if row.relation is None and (found := cell.sentence.of("relation")):
            row.relation = Value(found[0].value, found[0].span)
    row.relation = row.relation or top.relation


def _names_paper_too(row: Row, state: Sentence) -> bool:
    """True where the cell for the state may name the paper: no other does, or one says only that it is to come."""
    paper = row.cells.get("instrument")
    if paper is not None and _DRAFT.fullmatch(paper.text.strip(" ()[]-.")) is not None:
        return not state.has("negate")
    return "instrument" not in row.columns and not state.has("negate", "future")


def _set_right(row: Row) -> None:
    """Lets the cells of the two sides change places where the first party is the one abroad."""
    home, partner = row.cells.get("home"), row.cells.get("partner")
    if home is None or partner is None:
        return
    abroad = any(actor.foreign for actor in home.actors) and not any(actor.home for actor in home.actors)
    if abroad and any(actor.home for actor in partner.actors) and not any(actor.foreign for actor in partner.actors):
        row.cells["home"], row.cells["partner"] = partner, home


def _turn(row: Row, owner: Actor, named: Sequence[Actor]) -> None:
    """Reads a row of a government abroad the other way round: its partner is the home, and others are left out.

    A row that names both sides by itself is read as it stands: the list is of a whole country or region.
    """
    if _names_both(row):
        return
    cells = [row.cells[role] for role in ("partner", "home") if role in row.cells]
    theirs = [actor for cell in cells for actor in cell.actors if actor.home and actor.role != "location"] or list(
        named
    )
    cities = [actor for actor in theirs if actor.role != "holder"]
    row.home = next(iter(cities or theirs), None)
    others = [actor for actor in row.partners if actor.party.key != owner.party.key]
    row.partners = [] if row.home is None or others else [owner]


def _names_both(row: Row) -> bool:
    """True for a row with one side in each of two cells, or with both joined in one ("Los Angeles - Jakarta")."""
    home, partner = row.cells.get("home"), row.cells.get("partner")
    if partner is None:
        return False
    abroad = [actor for actor in partner.actors if actor.foreign]
    at_home = [actor for actor in (partner if home is None else home).actors if actor.home]
    if home is None:
        return any(actor.role == "link" for actor in abroad) and any(actor.role == "link" for actor in at_home)
    return bool(abroad) and bool(at_home)


def _plain_home(body: str, cell: Cell) -> Actor | None:
    """The home that a cell names by a word that means something else in running text ("Kota Batu")."""
    return bare_home(body, cell.parts[0]) if len(cell.parts) == 1 and not cell.blank else None


def _other_home(row: Row, top: Top, homes: Homes) -> Actor | None:
    """The home that stands above the row, or that its cell calls by its tier; none where the cell names one unknown."""
    cell = row.cells.get("home")
    if cell is None or cell.blank or is_ditto(cell.text):
        return top.home or homes.main()
    level = _TIERS.get(cell.text.lower()) or bare_level(cell.sentence, cell.span.start, cell.parts[-1].end)
    return homes.main(level) if level is not None else None


def _inherit(row: Row, source: Row, role: str) -> None:
    if role == "home":
        row.home = source.home
    elif role == "partner":
        row.partners = list(source.partners)
    elif role in {"instrument", "status"}:
        row.instrument, row.relation = source.instrument, source.relation
        cell = source.cells.get(role)
        if cell is not None and role == "instrument":
            row.cells[role] = cell
    elif role in source.cells:
        row.cells[role] = source.cells[role]


def frames_of(scene: Scene, row: Row, hint: Status | None = None) -> Iterator[Frame]:
    """What a row says of each of its partners; `hint` is the state that a heading tells of all rows under it."""
    if row.home is None or not row.partners:
        return
    others = _set_apart(scene.text.body, row)
    clause = _clause(row)
    speaking = [row.cells[role] for role in ("partner", "instrument", "status") if role in row.cells]
    if any(cell.sentence.has("outside", "outsider") for cell in speaking):
        return
    verdict = judge(clause)
    dates = dates_of(scene.text.body, row)
    status = verdict.status
    if status == "planned" and not row.columns and dates.events and _told_apart(scene.text.body, row, dates):
        status = "signed"
    lapsed = status == "expired" or (status == "signed" and clause.has("expire"))
    if lapsed and clause.has("renew") and not clause.has("negate"):
        status = "renewal_planned"
    if status in {"signed", "expired"} and dates.events and _renewal_ahead(row):
        status = "renewal_planned"
    if status in {None, "signed"} and not verdict.strong and _coming(row, clause, bool(dates.events)):
        status = "planned"
    paper = row.cells.get("instrument")
    bare = row.instrument is None and not dates.events and dates.valid_to is None
    if verdict.dropped or (status is None and bare and row.relation is None and (paper is None or paper.blank)):
        return
    sought = _is_to_come(row, dates) if row.columns else clause.has("awaited")
    undated = scene.text.published is None
    if hint is not None and (status is None or (status == "signed" and not verdict.strong)):
        status = hint
    elif status is None or (
        status == "planned" and (row.columns or dates.sure) and not (sought and undated) and is_dated(scene, dates)
    ):
        status = "signed"
    for partner in row.partners:
        frame = Frame(
            row.home.party,
            row.home.mention.span,
            partner.party,
            partner.mention.span,
            status,
            -1,
            row.span,
            row.span,
            row.instrument,
            row.relation,
        )
        if dates.events and status != "planned":
            frame.signed = Value(dates.events[0][1], dates.events[0][0].span)
        frame.valid_from, frame.valid_to = dates.valid_from, dates.valid_to
        frame.term = term_of(row)
        frame.fields = row.cells["fields"].sentence.of("field") if "fields" in row.cells else []
        frame.marks |= {"table", "named", "strong"}
        if row.instrument:
            frame.marks.add("papered")
        if dates.events:
            frame.marks.add("dated")
        yield frame
        yield from (_further(frame, other) for other in others)


def _is_to_come(row: Row, dates: dating.Dates) -> bool:
    """True where the cell that holds the day of the paper says that it is to come; in another, it may be the next's."""
    days = [mention.span for mention, _ in dates.events[:1]]
    return any(cell.span.contains(day) and cell.sentence.has("future") for cell in row.cells.values() for day in days)


def _set_apart(body: str, row: Row) -> list[further.Paper]:
    """The other papers that history and remarks of a row, or an item, tell of; the row itself goes without them."""
    found: list[further.Paper] = []
    for role in ("history", "status") if row.columns else ("instrument",):
        cell = row.cells.get(role)
        if cell is not None:
            others = list(further.papers(body, cell, row.instrument, role == "history", bool(row.columns)))
            row.cells[role] = further.without(cell, [other.span for other in others])
            found += others
    return found


def _further(frame: Frame, other: further.Paper) -> Frame:
    """Another paper of the two sides of a frame."""
    made = Frame(
        frame.home, frame.home_span, frame.partner, frame.partner_span, other.status, -1, other.span, other.span
    )
    made.instrument = other.instrument
    if other.dates.events and other.status != "planned":
        made.signed = Value(other.dates.events[0][1], other.dates.events[0][0].span)
        made.marks.add("dated")
    made.valid_from, made.valid_to = other.dates.valid_from, other.dates.valid_to
    made.marks |= {"table", "named", "strong", "papered"}
    return made


def _told_apart(body: str, row: Row, dates: dating.Dates) -> bool:
    """True where the sentence of an item that dates the paper looks back, and only another one looks ahead."""
    cell, at = row.cells["instrument"], dates.events[0][0].span
    start, end = cell.span.start, cell.span.end
    for stop in _STOP.finditer(body, start, end):
        if stop.end() <= at.start:
            start = stop.end()
        elif stop.start() >= at.end:
            end = stop.end()
            break
    if (start, end) == (cell.span.start, cell.span.end):
        return False
    cues = [cue for cue in cell.sentence.cues if start <= cue.start < end]
    mentions = [mention for mention in cell.sentence.mentions if start <= mention.span.start < end]
    names = frozenset(cue.name for cue in cues)
    papers = any(mention.kind == "instrument" for mention in mentions)
    part = Clause(cell.sentence, start, end, cues, mentions, [], names, True, body[start:end])
    return papers and judge(part).status in {None, "signed"} and not part.has("future", "draft", "awaited")


def _coming(row: Row, clause: Clause, dated: bool) -> bool:
    """True where the paper is a draft or awaited, or its date is said not to be there yet ("(belum)")."""
    date, paper, state = (row.cells.get(role) for role in ("date", "instrument", _state_role(row)))
    if dated and not row.columns:
        return clause.has("awaited") and not clause.has("sign", "expire", "since")
    if dated:
        return (date is not None and date.sentence.has("future", "awaited")) or (state is not None and _to_sign(state))
    return (
        clause.has("future", "progress", "draft")
        or (date is not None and date.sentence.has("negate") and not _UNTOLD.search(date.text))
        or (paper is not None and _drafted(row, paper))
        or (state is not None and _DRAFT.match(state.text) is not None)
    )


def _to_sign(state: Cell) -> bool:
    """True where what is said of the state is that the paper will be signed; one that will be renewed is there."""
    said = state.sentence
    return said.has("future") and said.has("sign") and not said.has("renew", "negate")


def _drafted(row: Row, paper: Cell) -> bool:
    """True for a draft of a paper; a plan of action ("rencana aksi") is a paper."""
    found = _DRAFT.search(paper.text)
    plan = row.instrument is not None and row.instrument.value == "plan_of_action"
    return found is not None and not (plan and found[0].lower() == "rencana")


def _clause(row: Row) -> Clause:
    """The cells that speak of the state of the agreement, as one clause."""
    parts = [row.cells[role] for role in (_state_role(row), "valid", "date", "instrument") if role in row.cells]
    paper = row.cells.get("instrument") if row.columns else None
    found = [
        cue
        for cell in parts
        for cue in cell.sentence.cues
        if (cell is not paper or cue.name not in _TIES) and not _names_paper(cell, cue)
    ]
    names = frozenset(cue.name for cue in found)
    mentions: list[Mention] = [mention for cell in parts for mention in cell.sentence.mentions]
    sentence = Sentence(-1, row.span, row.block, -1, [], mentions, found, names)
    return Clause(sentence, row.span.start, row.span.end, found, mentions, [], names, True)


def _renewal_ahead(row: Row) -> bool:
    """True where the cell on the state tells of a renewal that is talked about ("perpanjangan dalam pembahasan")."""
    state = row.cells.get(_state_role(row))
    said = state.sentence if state is not None else None
    return said is not None and said.has("renew") and said.has(*_AHEAD) and not said.has("negate", "refuse")


def _state_role(row: Row) -> str:
    """Where a row tells its state: without a column of its own, behind the fields ("shrimp; in force")."""
    return "fields" if "status" not in row.cells and "fields" in row.columns else "status"


def _names_paper(cell: Cell, cue: Cue) -> bool:
    """True for a word that is part of the name of a paper ("rencana aksi")."""
    return any(paper.span.start <= cue.start and cue.end <= paper.span.end for paper in cell.sentence.of("instrument"))
