"""The drafts of the rules weighed again by the network, and what the network alone sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from archive.model import Party, Span
from archive.model.record import Status
from extractors.records.drafts import Draft, are_two_kinds, is_apart
from extractors.records.fields import subjects
from extractors.records.scene import Scene
from extractors.records.scores import scoring
from extractors.records.slots import filling
from extractors.records.ties import rivals
from extractors.records.ties.adding import frame_of
from extractors.records.ties.another import another
from extractors.records.ties.candidates import Scored
from extractors.records.ties.deciding import THOUGHT_OF, Chance, Chances, Decision, Pair, Seen, decision, firsts
from extractors.records.ties.inputs import document_input
from extractors.records.ties.lists import lists, told_in_lists
from extractors.records.ties.network import Network, network
from extractors.records.ties.reading import Prepared, prepare
from extractors.records.walk.discourse import Walk

_SURE = 0.9
"""From this chance on a paper is surely there, and a plan of such a paper told beside it has come true."""
_LIKELY_SEVERAL = 0.4
"""From this chance on that there are several papers, which is mostly right then, a second one is looked for."""
_PERHAPS_SEVERAL, _WELL_READ = 0.1, 0.85
"""From this chance on, a second paper of another kind and year that the rules are so sure of is mostly there."""
_SEVERAL = 2
"""More partners than these are a list of a sentence."""


def weigh(scene: Scene, walk: Walk, scored: Sequence[Scored]) -> list[tuple[Draft, float]]:
    """What is likely an agreement, with all that the text tells of it; each with its score, as the text has them."""
    kept = chosen(scene, walk, scored)
    filling.fill(scene, walk, [draft for draft, _ in kept])
    return list(rivals.without_told_twice(kept))


def chosen(scene: Scene, walk: Walk, scored: Sequence[Scored]) -> list[tuple[Draft, float]]:
    """What is likely an agreement, each with its score, in the order of the text."""
    prepared = prepare(scene, walk, scored)
    seen = Seen(chances_of(prepared, network()))
    kept, turned_down = _kept(scored, seen, decision())
    many = Counter(_statement(draft) for draft, _ in kept)
    # What a sentence says of several partners is so of each, whatever the network sees of one of them.
    settled = {draft.frames[0].pair for draft, _ in kept if many[_statement(draft)] > _SEVERAL}
    added = list(_added(walk, prepared, kept, turned_down, seen, decision(), settled))
    added = list(rivals.without(walk, list(rivals.of_owner(walk, added)), kept))
    added = list(rivals.without_places_in(added, kept))
    kept = list(rivals.without(walk, kept, added))
    kept = [*_not_gainsaid(kept, added), *added]
    found = list(lists(walk, prepared, scored, kept, seen))
    kept += list(told_in_lists(walk, prepared, kept, _left(turned_down, kept), found))
    kept += list(_further(walk, kept, _left(turned_down, kept), seen))
    kept = list(rivals.without_namesakes(kept))
    known = {id(one.draft) for one in scored}
    new = [draft.frames[0] for draft, _ in kept if id(draft) not in known]
    if new:
        subjects.attach(walk, new)
    kept.sort(key=lambda one: min((frame.evidence.start, frame.partner_span.start) for frame in one[0].frames))
    return kept


def by_rules(scene: Scene, walk: Walk, scored: Sequence[Scored]) -> list[tuple[Draft, float]]:
    """What the rules alone take for an agreement."""
    rules = scoring.model()
    return [(one.draft, one.score) for one in scored if one.score >= rules.least(one.draft.exists)]


def chances_of(prepared: Prepared, reader: Network) -> Chances:
    """The chances of all pairs that the network has looked at."""
    if not prepared.views:
        return {}
    chances = reader.weigh(reader.read(document_input(prepared.tokens, reader.vocabulary)), prepared.views)
    return {
        (home, view.partner): Chance(*chance)
        for view, own in zip(prepared.views, chances, strict=True)
        for home, chance in zip(prepared.found.homes, own.tolist(), strict=True)
    }


def _kept(
    scored: Sequence[Scored], seen: Seen, model: Decision
) -> tuple[list[tuple[Draft, float]], list[tuple[Draft, float]]]:
    """The drafts that are likely right, and those that are not; pairs unknown to the network keep their score."""
    rules = scoring.model()
    kept: list[tuple[Draft, float]] = []
    turned_down: list[tuple[Draft, float]] = []
    best = firsts([(one.draft.frames[0].pair, one.draft.exists, one.score) for one in scored])
    found = zip(scored, best, strict=True)
    leading = {one.draft.frames[0].pair: one.draft for one, first in found if first and one.draft.exists}
    for one, first in zip(scored, best, strict=True):
        draft, score = one.draft, one.score
        planned = not draft.exists
        level = rules.least(draft.exists)
        pair = draft.frames[0].pair
        if pair in seen.chances:
            speaking = seen.of_draft(pair, planned, score, not first, one.structural)
            score, level = model.drafts[planned].score(speaking), model.kept[planned]
        certain = _promised(draft) if planned else not first and _is_of_its_own(draft)
        likely = not (planned or first) and _is_likely_second(one, leading[pair], seen)
        if (certain or likely) and score < level and one.score >= rules.least(draft.exists):
            score = level
        (kept if score >= level else turned_down).append((draft, score))
    return kept, turned_down


def _is_of_its_own(second: Draft) -> bool:
    """True for a second paper with a sentence of its own that tells its kind and its day of signing."""
    own = any("further" in frame.marks for frame in second.frames)
    return own and second.instrument is not None and second.signed is not None


def _is_likely_second(second: Scored, first: Draft, seen: Seen) -> bool:
    """True for a paper of another kind and year than the first, of which the rules are sure, the network dimly."""
    draft = second.draft
    chance = seen.chances.get(draft.frames[0].pair)
    if second.score < _WELL_READ or chance is None or chance.several < _PERHAPS_SEVERAL:
        return False
    years = {day.value[:4] for day in (first.signed, draft.signed) if day is not None}
    return len(years) > 1 and are_two_kinds(first.instrument, draft.instrument)


def _promised(plan: Draft) -> bool:
    """True for a paper that the two have bound themselves, in an agreement's own text, to sign by some day."""
    return any({"treaty", "dated"} <= frame.marks for frame in plan.frames)


def _is_of_treaty(draft: Draft) -> bool:
    """True for what the text of an agreement itself is or says: what it leaves out it does not mean."""
    return any("treaty" in frame.marks for frame in draft.frames)


def _left(turned_down: Sequence[tuple[Draft, float]], kept: Sequence[tuple[Draft, float]]) -> list[tuple[Draft, float]]:
    """The drafts turned down that have not been kept after all."""
    taken = {id(draft) for draft, _ in kept}
    return [one for one in turned_down if id(one[0]) not in taken]


def _statement(draft: Draft) -> tuple[str, int, bool]:
    """The home, the sentence and the state that a draft has from the rules."""
    frame = draft.frames[0]
    return frame.home.key, frame.evidence.start, draft.exists


def _added(
    walk: Walk,
    prepared: Prepared,
    kept: Sequence[tuple[Draft, float]],
    turned_down: Sequence[tuple[Draft, float]],
    seen: Seen,
    model: Decision,
    settled: Collection[Pair],
) -> Iterator[tuple[Draft, float]]:
    """What the network is sure of and no draft of the rules tells, of pairs that are not settled."""
    told = {(draft.frames[0].pair, draft.exists) for draft, _ in kept}
    told |= {(draft.frames[0].pair, draft.exists) for draft, _ in turned_down}
    in_treaties = {draft.frames[0].pair for draft, _ in (*kept, *turned_down) if _is_of_treaty(draft)}
    rows = {frame.evidence for draft, _ in (*kept, *turned_down) for frame in draft.frames if "table" in frame.marks}
    for pair, chance in seen.chances.items():
        for exists in (True, False) if pair not in settled else ():
            planned = not exists
            if (pair, exists) in told or chance[planned] < THOUGHT_OF or (planned and pair in in_treaties):
                continue
            score = model.alone[planned].score(seen.of_pair(pair, planned))
            if score < model.added[planned]:
                continue
            draft = _restated(pair, exists, turned_down) or _new(walk, prepared, pair, exists, rows)
            if draft is not None and not (planned and chance.exists >= _SURE and _came_true(draft, kept)):
                yield draft, score


def _further(
    walk: Walk, kept: Sequence[tuple[Draft, float]], turned_down: Sequence[tuple[Draft, float]], seen: Seen
) -> Iterator[tuple[Draft, float]]:
    """The second papers of pairs of which one was kept and the network sees several."""
    papers = [draft for draft, _ in kept if draft.exists]
    counts = Counter(draft.frames[0].pair for draft in papers)
    for draft in papers:
        pair = draft.frames[0].pair
        chance = seen.chances.get(pair)
        if chance is None or chance.several < _LIKELY_SEVERAL or counts[pair] > 1:
            continue
        other = _read_apart(draft, turned_down)
        if other is None and not _is_of_treaty(draft) and (frame := another(walk, draft)) is not None:
            other = Draft([frame], frame.status)
        if other is not None:
            yield other, round(chance.several, 3)


def _read_apart(told: Draft, turned_down: Sequence[tuple[Draft, float]]) -> Draft | None:
    """Another paper of the same two that a rule has read, and that was not believed."""
    pair = told.frames[0].pair
    others = (draft for draft, _ in turned_down if draft.exists and draft.frames[0].pair == pair and draft is not told)
    return next((draft for draft in others if is_apart(told, draft.frames[0])), None)


def _not_gainsaid(
    kept: Sequence[tuple[Draft, float]], added: Sequence[tuple[Draft, float]]
) -> Iterator[tuple[Draft, float]]:
    """The drafts without the sentences of which the network, and surer, reads the other state of the same two.

    A draft that rests on nothing else goes.
    """
    for draft, score in kept:
        gainsaid = {
            other.frames[0].evidence
            for other, surer in added
            if surer > score and other.exists != draft.exists and other.frames[0].pair == draft.frames[0].pair
        }
        left = [frame for frame in draft.frames if frame.evidence not in gainsaid]
        if left:
            # Not of a draft that goes: others look at it still, as one that the rules have read.
            draft.frames = left
            yield draft, score


def _came_true(plan: Draft, kept: Sequence[tuple[Draft, float]]) -> bool:
    """True for the plan of a paper that the text tells was signed: of one kind, between the same two."""
    paper = plan.instrument
    return paper is not None and any(
        draft.exists
        and draft.frames[0].pair == plan.frames[0].pair
        and draft.instrument is not None
        and draft.instrument.value == paper.value
        for draft, _ in kept
    )


def _restated(pair: tuple[str, str], exists: bool, turned_down: Sequence[tuple[Draft, float]]) -> Draft | None:
    """A draft of the same parties whose state the rules have mistaken."""
    draft = next((draft for draft, _ in turned_down if draft.frames[0].pair == pair), None)
    if draft is not None:
        draft.status = _state(exists)
        for frame in draft.frames:
            frame.status = draft.status
    return draft


def _new(walk: Walk, prepared: Prepared, pair: tuple[str, str], exists: bool, rows: Collection[Span]) -> Draft | None:
    """What the text says of a pair; none where it stands in one of the rows that the rules have read otherwise."""
    parties: dict[str, Party] = prepared.found.parties
    frame = frame_of(walk, parties[pair[0]], parties[pair[1]], _state(exists))
    if frame is None or frame.evidence in rows:
        # A row tells of the partner that was read in it, and not of the province behind its name.
        return None
    return Draft([frame], frame.status)


def _state(exists: bool) -> Status:
    return "signed" if exists else "planned"
