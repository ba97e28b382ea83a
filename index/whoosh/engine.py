"""The search engine on Whoosh: postings in its index, text in the catalogue, evaluation with numpy."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from index.analysis.understand import Understood, understand
from index.errors import StaleIndex
from index.highlight import Highlighter, Target
from index.port import FACETS, Answer, Entry, Hit, Marked, Request, Snippet, Suggestion, Texts, Why
from index.query import plan as plans
from index.query.parse import parse
from index.query.plan import Plan, leaves
from index.whoosh.arrays import Array, TornFile
from index.whoosh.commit import Directory
from index.whoosh.evaluate import Matches
from index.whoosh.place import Current, new_folder, read_pointer, remove_others, stamp, write_pointer
from index.whoosh.resolve import Resolver
from index.whoosh.segment import Segment
from index.whoosh.snapshot import Snapshot

CHECKED_EVERY = 0.25
"""Seconds after which a search looks whether another process has committed."""

RECENT = 0.03
"""What the newest entry gains over the oldest: enough to put the newer first among equals."""

FEW = 10
"""Where so few entries have all words of a query, those with most of them follow."""

MOST_WORDS = 0.6
"""The share of a query's weight that such an entry must have."""


class WhooshEngine:
    """A search engine in a folder; any number of threads may use one engine, any number of processes one folder."""

    def __init__(self, path: str, texts: Texts, *, create: bool = False) -> None:
        self._root = Path(path)
        self._texts = texts
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._folder = ""
        self._checked = 0.0
        self._segments: dict[str, Segment] = {}
        try:
            current = read_pointer(self._root)
            if current is not None:
                self._refresh(force=True)
        except StaleIndex:
            if not create:
                raise
            current = None
        if current is None:
            self._start()

    def _start(self) -> None:
        self._root.mkdir(parents=True, exist_ok=True)
        current = stamp(new_folder())
        Directory.create(self._root / current.folder)
        write_pointer(self._root, current)
        remove_others(self._root, current.folder)
        self._refresh(force=True)

    # Reading

    def _directory(self) -> tuple[Current, Directory]:
        current = read_pointer(self._root)
        if current is None:
            raise StaleIndex(f"There is no search index in {self._root}. Run `naskah reindex`.")
        return current, Directory(self._root / current.folder)

    def _refresh(self, *, force: bool = False) -> Snapshot:
        """The snapshot of the last commit, by whichever process."""
        now = time.monotonic()
        snapshot = self._snapshot
        if snapshot is not None and not force and now - self._checked < CHECKED_EVERY:
            return snapshot
        with self._lock:
            for attempt in range(20):
                try:
                    current, directory = self._directory()
                    generation = directory.generation()
                    known = self._snapshot
                    if known is not None and current.folder == self._folder and generation == known.generation:
                        self._checked = now
                        return known
                    fresh = self._load(directory)
                except (FileNotFoundError, TornFile) as error:
                    # Another process has committed and cleaned up while we were reading: look again.
                    if attempt == 19:
                        raise StaleIndex(
                            f"The search index in {self._root} is damaged: {error}. Run `naskah reindex`."
                        ) from error
                    time.sleep(0.01)
                    continue
                self._snapshot, self._folder, self._checked = fresh, current.folder, now
                return fresh
        raise StaleIndex(f"The search index in {self._root} cannot be read. Run `naskah reindex`.")

    def _load(self, directory: Directory) -> Snapshot:
        try:
            generation, entries = directory.contents()
        except (FileNotFoundError, TornFile):
            raise
        except Exception as error:  # a damaged table of contents fails in many ways
            raise TornFile(f"table of contents: {error}") from error
        opened = {}
        for entry in entries:
            name = entry.segment_id()
            opened[name] = self._segments.get(name) or directory.segment(entry)
        self._segments = opened
        return Snapshot(generation, [(opened[entry.segment_id()], sorted(entry.deleted_docs())) for entry in entries])

    def search(self, request: Request) -> Answer:
        """Answer a question."""
        began = time.perf_counter()
        snapshot = self._refresh()
        query = parse(request.text)
        understood = understand(query.tree, snapshot, expand=request.expand)
        resolver = Resolver(snapshot)
        plan = resolver.resolve(understood.plan)
        found = snapshot.search(plan)
        notes = [*query.notes, *understood.notes, *resolver.notes]
        if len(found.documents) < FEW and len(understood.units) > 1:
            found, plan = _relaxed(snapshot, resolver, understood, found, plan, notes)
        masks = {name: _mask(snapshot, name, values) for name, values in request.filters.items() if values}
        chosen = _filtered(found, masks)
        order = _ordered(snapshot, chosen, request)
        shown, others = _stories(snapshot, order, request)
        page = shown[request.offset : request.offset + request.limit]
        scores = dict(zip(chosen.documents.tolist(), chosen.scores.tolist(), strict=True)) if page else {}
        return Answer(
            hits=self._hits(snapshot, plan, page, scores, others, snippets=request.snippets),
            total=len(chosen.documents),
            shown=_count_shown(snapshot, chosen.documents) if request.stories else len(chosen.documents),
            facets=_facets(snapshot, found, masks) if request.facets else {},
            years=_years(snapshot, found, masks) if request.facets else {},
            notes=tuple(dict.fromkeys(notes)),
            terms=understood.words,
            seconds=time.perf_counter() - began,
        )

    def _hits(
        self,
        snapshot: Snapshot,
        plan: Plan,
        page: Sequence[int],
        scores: Mapping[int, float],
        others: Mapping[int, list[int]],
        *,
        snippets: bool,
    ) -> tuple[Hit, ...]:
        ids = [snapshot.id(document) for document in page]
        entries = self._texts(ids) if ids else {}
        highlighter = Highlighter(_targets(plan)) if snippets else None
        reasons = _reasons(snapshot, plan, page)
        hits = []
        for document, id in zip(page, ids, strict=True):
            entry = entries.get(id)
            if entry is None:
                continue
            title, why = Marked(entry.title), dict.fromkeys(reasons[document])
            pieces: tuple[Snippet, ...] = ()
            if highlighter is not None:
                title, in_title = highlighter.marked(entry.title)
                cut, in_body = highlighter.snippets(entry.body, entry.pages)
                pieces = tuple(cut)
                for match in (*in_title, *in_body):
                    reason = match.target.reason
                    why[Why(reason.kind, reason.query, " ".join(match.target.words))] = None
            hits.append(
                Hit(
                    id,
                    entry.type,
                    scores[document],
                    title,
                    pieces,
                    tuple(why),
                    tuple(snapshot.id(other) for other in others.get(document, ())),
                )
            )
        return tuple(hits)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Completions for a query being typed."""
        return ()

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """Entries like the given one."""
        return ()

    def versions(self) -> Mapping[str, str]:
        """The version of each indexed entry by id."""
        return self._refresh(force=True).versions()

    def count(self) -> int:
        """The number of entries."""
        return self._refresh(force=True).count()

    # Writing

    def write(self, entries: Iterable[Entry]) -> None:
        """Add or replace entries."""
        with self._lock:
            self._directory()[1].write(entries)
            self._refresh(force=True)

    def remove(self, ids: Iterable[str]) -> None:
        """Take entries out."""
        with self._lock:
            self._directory()[1].remove(ids)
            self._refresh(force=True)

    def rebuild(self, entries: Iterable[Entry]) -> None:
        """Build a new index beside the old one and swap."""
        self._root.mkdir(parents=True, exist_ok=True)
        current = stamp(new_folder())
        fresh = Directory.create(self._root / current.folder)
        fresh.write(entries, fresh=True)
        with self._lock:
            write_pointer(self._root, current)
            remove_others(self._root, current.folder)
            self._refresh(force=True)

    def close(self) -> None:
        """Release files and memory."""
        with self._lock:
            self._snapshot = None
            self._segments = {}


def _targets(plan: Plan) -> Iterable[Target]:
    for leaf in leaves(plan):
        match leaf:
            case plans.Term():
                yield Target((leaf.text,), leaf.reason)
            case plans.Phrase():
                yield Target(leaf.words, leaf.reason)
            case plans.Words():
                for text in leaf.texts:
                    yield Target((text,), leaf.reason)


def _reasons(snapshot: Snapshot, plan: Plan, page: Sequence[int]) -> dict[int, list[Why]]:
    """For each shown entry the words and values of the plan that it has."""
    found: dict[int, list[Why]] = {document: [] for document in page}
    wanted = np.array(page, dtype=np.int64)
    for leaf in leaves(plan):
        if isinstance(leaf, plans.Term):
            field, value, label = leaf.field, leaf.text, leaf.text
        elif isinstance(leaf, plans.Tag):
            field, value, label = leaf.field, leaf.value, leaf.label or leaf.value
        else:
            continue
        for part in snapshot.parts:
            number = part.segment.find(field, value) if field in part.segment.fields else None
            if number is None:
                continue
            documents = part.segment.postings(number).documents
            mine = wanted - part.base
            at = np.minimum(np.searchsorted(documents, mine), len(documents) - 1)
            for document in wanted[documents[at] == mine].tolist():
                found[document].append(Why(leaf.reason.kind, leaf.reason.query, label))
    return found


def _relaxed(
    snapshot: Snapshot, resolver: Resolver, understood: Understood, found: Matches, plan: Plan, notes: list[str]
) -> tuple[Matches, Plan]:
    """Entries that have most of the words, after those that have all."""
    units = [resolver.resolve(unit) for unit in understood.units]
    parts = [snapshot.search(unit) for unit in units]
    weights = [np.log(1 + snapshot.size / (1 + len(part.documents))) if len(part.documents) else 0.5 for part in parts]
    scores = np.zeros(snapshot.size)
    held = np.zeros(snapshot.size)
    for part, weight in zip(parts, weights, strict=True):
        scores[part.documents] += part.scores
        held[part.documents] += weight
    enough = held >= MOST_WORDS * sum(weights)
    for fixed in understood.fixed:
        mask = np.zeros(snapshot.size, dtype=bool)
        mask[snapshot.search(resolver.resolve(fixed)).documents] = True
        enough &= mask
    enough[found.documents] = False
    more = np.flatnonzero(enough)
    if not more.size:
        return found, plan
    # Those with all words stay before the others.
    ceiling = float(found.scores.min()) if found.scores.size else np.inf
    top = float((scores[more] * held[more]).max())
    factor = min(1.0 / sum(weights), 0.99 * ceiling / top if top > 0 else 1.0)
    notes.append(
        f"{len(found.documents) or 'No'} {'entry has' if len(found.documents) == 1 else 'entries have'} all words; "
        "those with most of them follow."
    )
    documents = np.concatenate([found.documents, more])
    values = np.concatenate([found.scores, scores[more] * held[more] * factor])
    order = np.argsort(documents, kind="stable")
    return Matches(documents[order], values[order]), plans.Some((plan, *units))


def _mask(snapshot: Snapshot, name: str, values: Sequence[str]) -> Array:
    if name == "year":
        return snapshot.in_years(values)
    held = np.zeros(snapshot.size, dtype=bool)
    for value in values:
        held |= snapshot.holding(name, value)
    return held


def _filtered(found: Matches, masks: Mapping[str, Array], besides: str = "") -> Matches:
    """The matches that pass all filters but one."""
    held: Array | None = None
    for name, mask in masks.items():
        if name != besides:
            part = mask[found.documents]
            held = part if held is None else held & part
    return found if held is None else Matches(found.documents[held], found.scores[held])


def _ordered(snapshot: Snapshot, found: Matches, request: Request) -> Array:
    """The documents in the order of the answer, as many as the page can need."""
    documents, days = found.documents, snapshot.days[found.documents]
    if request.sort == "newest":
        return documents[np.lexsort((-found.scores, -days))]
    if request.sort == "oldest":
        return documents[np.lexsort((-found.scores, np.where(days > 0, days, np.iinfo(np.int32).max)))]
    dated = days[days > 0]
    scores = found.scores
    if dated.size:
        first, last = int(dated.min()), int(dated.max())
        scores = scores * (1 + RECENT * np.where(days > 0, (days - first) / max(1, last - first), 0.5))
    # Many matches: only the best can be on the page (and entries of their stories).
    needed = 4 * (request.offset + request.limit) + 50
    if len(documents) > 2 * needed:
        best = np.argpartition(-scores, needed)[:needed]
        documents, days, scores = documents[best], days[best], scores[best]
    return documents[np.lexsort((documents, -days, -scores))]


def _stories(snapshot: Snapshot, order: Array, request: Request) -> tuple[list[int], dict[int, list[int]]]:
    """The documents to show, each story once, and the others of the stories shown."""
    shown: list[int] = []
    others: dict[int, list[int]] = {}
    first: dict[int, int] = {}
    stories = snapshot.stories
    for document in order.tolist():
        story = int(stories[document])
        if request.stories and story >= 0 and story in first:
            others.setdefault(first[story], []).append(document)
            continue
        if story >= 0:
            first[story] = document
        shown.append(document)
    return shown, others


def _count_shown(snapshot: Snapshot, documents: Array) -> int:
    stories = snapshot.stories[documents]
    told = stories[stories >= 0]
    return len(documents) - len(told) + len(np.unique(told))


def _facets(snapshot: Snapshot, found: Matches, masks: Mapping[str, Array]) -> dict[str, tuple[tuple[str, int], ...]]:
    counted = {}
    every = _filtered(found, masks).documents
    held = np.zeros(snapshot.size, dtype=bool)
    held[every] = True
    for name in FACETS:
        documents, mask = every, held
        if name in masks:
            documents = _filtered(found, masks, besides=name).documents
            mask = np.zeros(snapshot.size, dtype=bool)
            mask[documents] = True
        counted[name] = tuple(snapshot.facets[name].count(documents, mask))
    return counted


def _years(snapshot: Snapshot, found: Matches, masks: Mapping[str, Array]) -> dict[int, int]:
    years = snapshot.years[_filtered(found, masks, besides="year").documents]
    counts = np.bincount(years[years > 0]) if years.size else np.zeros(0, dtype=np.int64)
    return {int(year): int(counts[year]) for year in np.flatnonzero(counts)}
