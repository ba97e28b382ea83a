"""The search engine on Whoosh: postings in its index, text in the catalogue, evaluation with numpy."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from index.analysis.understand import understand
from index.errors import StaleIndex
from index.highlight import Highlighter
from index.port import Answer, Entry, Hit, Marked, Request, Snippet, Suggestion, Texts, Why
from index.query.parse import parse
from index.query.plan import Plan
from index.whoosh.arrays import TornFile
from index.whoosh.commit import Directory
from index.whoosh.counting import facets_of, filtered, mask_of, years_of
from index.whoosh.place import (
    Current,
    new_folder,
    read_pointer,
    read_seal,
    remove_others,
    stamp,
    write_pointer,
    write_seal,
)
from index.whoosh.ranking import FEW, by_story, count_stories, ordered, relaxed
from index.whoosh.reasons import reasons_of, targets_of
from index.whoosh.resolve import Resolver
from index.whoosh.segment import Segment
from index.whoosh.similar import plan_like, without_itself
from index.whoosh.snapshot import Snapshot
from index.whoosh.suggest import Names, better_spelling, complete

CHECKED_EVERY = 0.25
"""Seconds after which a search looks whether another process has committed."""


class WhooshEngine:
    """A search engine in a folder; any number of threads may use one engine, any number of processes one folder."""

    def __init__(self, path: str, texts: Texts, *, create: bool = False) -> None:
        self._root = Path(path)
        self._texts = texts
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._folder = ""
        self._checked = 0.0
        self._names: tuple[Snapshot, Names] | None = None
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
        """Answer a question; where nothing has all words and a better spelling of them has, that one."""
        began = time.perf_counter()
        answer, complete = self._answer(request)
        if not complete and answer.suggestion and request.expand:
            other, complete = self._answer(replace(request, text=answer.suggestion))
            if complete:
                note = f"Nothing has all words of {request.text[:100]!r}; these entries are for {answer.suggestion!r}."
                answer = replace(other, notes=(note, *other.notes), suggestion=answer.suggestion)
        return replace(answer, seconds=time.perf_counter() - began)

    def _answer(self, request: Request) -> tuple[Answer, int]:
        """The answer, and how many entries have all words."""
        snapshot = self._refresh()
        query = parse(request.text)
        understood = understand(query.tree, snapshot, expand=request.expand)
        resolver = Resolver(snapshot)
        plan = resolver.resolve(understood.plan)
        found = snapshot.search(plan)
        notes = [*query.notes, *understood.notes, *resolver.notes]
        complete_matches = len(found.documents)
        if request.expand and complete_matches < FEW and understood.divisible and not resolver.exhausted:
            found, plan = relaxed(snapshot, resolver, understood, found, plan, notes)
        masks = {name: mask_of(snapshot, name, values) for name, values in request.filters.items() if values}
        chosen = filtered(found, masks)
        order = ordered(snapshot, chosen, request)
        shown, others = by_story(snapshot, order, request)
        page = shown[request.offset : request.offset + request.limit]
        scores = chosen.scores_of(page)
        answer = Answer(
            hits=self._hits(snapshot, plan, page, scores, others, snippets=request.snippets),
            total=len(chosen.documents),
            shown=count_stories(snapshot, chosen.documents) if request.stories else len(chosen.documents),
            facets=facets_of(snapshot, found, masks) if request.facets else {},
            years=years_of(snapshot, found, masks) if request.facets else {},
            notes=tuple(dict.fromkeys(notes)),
            suggestion=better_spelling(snapshot, request.text) if complete_matches < FEW else None,
            terms=understood.words,
        )
        return answer, complete_matches

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
        highlighter = Highlighter(targets_of(plan)) if snippets else None
        reasons = reasons_of(snapshot, plan, page)
        hits = []
        for document, id in zip(page, ids, strict=True):
            entry = entries.get(id)
            if entry is None:
                continue
            title, why = Marked(entry.title), dict.fromkeys(reasons[document])
            pieces: tuple[Snippet, ...] = ()
            if highlighter is not None:
                title, in_title = highlighter.marked(entry.title)
                in_body = highlighter.matches(entry.body)
                pieces = tuple(highlighter.snippets(_prose(entry), entry.pages)[0])
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
        snapshot = self._refresh()
        known = self._names
        if known is None or known[0] is not snapshot:
            known = self._names = (snapshot, Names(snapshot))
        return complete(snapshot, known[1], self._texts, prefix, limit)

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """Entries like the given one."""
        snapshot = self._refresh()
        document = snapshot.number(id)
        entry = self._texts([id]).get(id)
        if document is None or entry is None:
            return ()
        plan = plan_like(snapshot, document, entry)
        found = without_itself(snapshot, snapshot.search(plan), document)
        request = Request(limit=limit)
        shown, others = by_story(snapshot, ordered(snapshot, found, request), request)
        return self._hits(snapshot, plan, shown[:limit], found.scores_of(shown[:limit]), others, snippets=False)

    def versions(self) -> Mapping[str, str]:
        """The version of each indexed entry by id."""
        return self._refresh(force=True).versions()

    def count(self) -> int:
        """The number of entries."""
        return self._refresh(force=True).count()

    def sealed(self) -> str | None:
        """The word about the content as it is now."""
        snapshot = self._refresh(force=True)
        return read_seal(self._root / self._folder, snapshot.generation)

    # Writing

    def seal(self, word: str) -> None:
        """Leave a word about the content that was seen last."""
        with self._lock:
            if self._snapshot is not None:
                write_seal(self._root / self._folder, self._snapshot.generation, word)

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


def _prose(entry: Entry) -> str:
    """What snippets are taken from: of an agreement its sentences, without the line of terms that ends its body."""
    return entry.body.rpartition("\n")[0] if entry.type == "agreement" else entry.body
