"""The run that brings an archive up to date: one writer here, the work in worker processes.

What is due is decided from the catalogue, and each document's results are written in one transaction, so an
interrupted run goes on where it stopped. Where the writer falls behind, it writes several documents in one.
"""

from __future__ import annotations

import dataclasses
import os
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Future
from typing import Any, Protocol

from archive.catalogue import Arrival
from archive.catalogue.clock import now
from archive.catalogue.readings import maker_key
from archive.home import Home
from archive.model import Capture, Fault, Original, Outcome, Text
from corpus.ingest import work
from corpus.ingest.conclude import Conclusions
from corpus.ingest.makers import EXTRACT, PARSE, extract_input, extractor, parse_input, parser
from corpus.ingest.pool import Pool
from corpus.ingest.schedule import Schedule
from corpus.ingest.sources import Source
from corpus.ingest.summary import Summary
from extractors.parsing.limits import Limits

FRESH_SECONDS = 2.0
"""How long documents wait before they can be searched while a run goes on; longer where that takes much of the time."""


class Listener(Protocol):
    """Who wants to know how far the run is."""

    def found(self, files: int) -> None:
        """So many more files are to be done."""

    def finished(self, name: str) -> None:
        """One file is done."""


@dataclasses.dataclass(frozen=True, slots=True)
class Again:
    """A step to be done again: for all documents, or only where it failed or left a fault."""

    step: str
    failed: bool = False


class Run:
    """One run over an archive."""

    def __init__(self, home: Home, listener: Listener, again: Again | None = None, workers: int | None = None) -> None:
        self.home = home
        self.catalogue = home.catalogue
        self.listener = listener
        self.summary = Summary()
        settings = home.settings
        self.ocr = settings.ocr
        self.limits = Limits(
            bytes=settings.max_file_mb * 2**20,
            unpacked=settings.max_unpacked_mb * 2**20,
            pages=settings.max_pages,
            seconds=settings.max_seconds,
            memory=settings.max_memory_mb * 2**20,
        )
        self._done = {step: self.catalogue.done_with(step) for step in (PARSE, EXTRACT)}
        self._forced = self._documents_again(again)
        self._planned: set[str] = set()
        self._conclusions = Conclusions(home)
        workers = workers or settings.workers or os.cpu_count() or 1
        self._pool = Pool(workers, self.limits)
        self._schedule = Schedule(workers)

    def bring_in(self, sources: Iterable[Source]) -> Summary:
        """Take in `sources`, then do everything that is due for them and for documents left over from before."""
        started = time.perf_counter()
        try:
            for source in sources:
                self.listener.found(1)
                self._receive(source)
            self._plan_leftovers()
            self._schedule.run(self._conclusions.update, FRESH_SECONDS, self.catalogue.transaction)
            self._conclusions.update()
        finally:
            self._pool.close()
            self._conclusions.close()
        self.summary.seconds = time.perf_counter() - started
        return self.summary.complete(self.catalogue)

    # What is to be done -------------------------------------------------------------------------------------------

    def _receive(self, source: Source) -> None:
        """Take a file in, unless the catalogue knows it unchanged."""
        arrival = self.catalogue.arrival(source.id)
        unchanged = (
            arrival is not None
            and arrival.code is None
            and (arrival.size, arrival.modified) == (source.size, source.modified)
        )
        if arrival is not None and unchanged:
            self.summary.known += 1
            self._known(arrival, depth=0)
            self.listener.finished(source.name)
            return
        self._schedule.plan(
            lambda: self._pool.submit(work.take, source.id, self.home.store_url, self.limits),
            lambda taken: self._entered_file(source, taken),
        )

    def _known(self, arrival: Arrival, depth: int) -> None:
        """Go on with something taken in before: a container without members was left half done."""
        if arrival.document is None and arrival.sha256 is not None:
            members = self.catalogue.arrivals(container=arrival.source)
            for member in members:
                self._known(member, depth + 1)
            if not members:
                self._plan_unpacking(arrival, arrival.sha256, "", depth)

    def _plan_leftovers(self) -> None:
        """Documents of earlier runs for which a step is due: after a crash, or since a step has a new maker."""
        for row in self.catalogue.documents():
            self._plan_steps(row.sha256, row.name)

    def _plan_steps(self, sha256: str, name: str, original: Original | None = None) -> None:
        """Plan what is due for a document, once a run; without `original` it is looked up."""
        parse_due = self._is_due(PARSE, sha256)
        if sha256 in self._planned or not (parse_due or self._is_due(EXTRACT, sha256)):
            return
        original = original or self.catalogue.original(sha256)
        if original is None:
            return
        self._planned.add(sha256)
        self.listener.found(1)
        if parse_due:
            self._schedule.plan(lambda: self._read(original), lambda result: self._write(original, result, name))
        else:
            self._schedule.plan(lambda: self._extract(original), lambda result: self._write(original, result, name))

    def _read(self, original: Original) -> Future[Any]:
        return self._pool.submit(work.read, original, self.home.store_url, self.limits, self.ocr)

    def _extract(self, original: Original) -> Future[Any]:
        # Where a worker was stopped there is no text, and so nothing in it.
        text = self.catalogue.text(original.id) or Text(original.id, "")
        return self._pool.submit(work.extract, text, original.sha256, self.ocr)

    def _is_due(self, step: str, sha256: str) -> bool:
        id = sha256[:16]
        if (step, id) in self._forced:
            return True
        today = (
            (parse_input(sha256, self.ocr), maker_key(parser()))
            if step == PARSE
            else (extract_input(sha256, self.ocr), maker_key(extractor()))
        )
        return self._done[step].get(id) != today

    def _documents_again(self, again: Again | None) -> set[tuple[str, str]]:
        if again is None:
            return set()
        # Text recognition is part of parsing: to do it again is to parse the documents that it concerns again.
        step = PARSE if again.step == "ocr" else again.step
        return {
            (step, outcome.document)
            for outcome in self.catalogue.outcomes(step=step)
            if (not again.failed or outcome.state == "failed" or outcome.faults)
            and (again.step != "ocr" or any(fault.code.startswith(("ocr", "no_unicode")) for fault in outcome.faults))
        }

    # What was done ------------------------------------------------------------------------------------------------

    def _entered_file(self, source: Source, taken: work.Taken | Fault) -> None:
        if isinstance(taken, Fault):
            taken = work.Taken(source.name, fault=taken)
        arrival = Arrival(source=source.id, size=source.size, modified=source.modified)
        capture = Capture(at=now(), via="file", name=source.name)
        self._enter(arrival, dataclasses.replace(taken, name=source.name), capture, depth=0)
        self.listener.finished(source.name)

    def _enter(self, arrival: Arrival, taken: work.Taken, capture: Capture, depth: int) -> None:
        """Note what became of a file or member, and plan what follows."""
        if taken.fault is not None:
            self._refuse(arrival, taken.fault)
        elif taken.container and depth >= self.limits.depth:
            self._refuse(arrival, Fault("too_deep", "Containers are nested too deep; unpack the inner ones by hand."))
        elif taken.container:
            entered = dataclasses.replace(arrival, sha256=taken.sha256)
            self.catalogue.put_arrival(entered)
            self._plan_unpacking(entered, taken.sha256, taken.media_type, depth)
        else:
            original = Original(taken.sha256, taken.size, taken.media_type, taken.name, (capture,))
            with self.catalogue.transaction():
                new = self.catalogue.add_original(original)
                self.catalogue.put_arrival(
                    dataclasses.replace(arrival, sha256=taken.sha256, document=original.id, code=None, message=None)
                )
            self.summary.new += new
            self.summary.known += not new
            self._plan_steps(taken.sha256, taken.name, original if new else None)

    def _plan_unpacking(self, arrival: Arrival, sha256: str, media_type: str, depth: int) -> None:
        self.listener.found(1)
        self._schedule.plan(
            lambda: self._pool.submit(work.unpack, sha256, media_type, self.home.store_url, self.limits),
            lambda members: self._entered_members(arrival, sha256, members, depth),
        )

    def _entered_members(self, arrival: Arrival, sha256: str, result: list[work.Taken] | Fault, depth: int) -> None:
        """Enter the members of a container, all of them or none."""
        self.listener.finished(arrival.source)
        if isinstance(result, Fault):
            self._refuse(arrival, result)
            return
        with self.catalogue.transaction():
            names: Counter[str] = Counter()
            for member in result:
                member = _named(member, arrival)
                name = member.url or member.name
                names[name] += 1
                # A page captured twice, or two members of one name: none takes the other's place.
                place = f"{arrival.source}!{name}" + (f" ({names[name]})" if names[name] > 1 else "")
                inner = Arrival(source=place, container=arrival.source)
                via = "warc" if member.url else "container"
                capture = Capture(member.at or now(), via, member.name, member.url, sha256, member.charset)
                self._enter(inner, member, capture, depth + 1)

    def _refuse(self, arrival: Arrival, fault: Fault) -> None:
        self.catalogue.put_arrival(dataclasses.replace(arrival, document=None, code=fault.code, message=fault.message))
        self.summary.refused.append((arrival.source, fault))

    def _write(self, original: Original, result: work.Read | Fault, name: str) -> None:
        """Write everything that was read from one document, in one transaction.

        Where the worker had to be stopped, what an earlier reading found stays: only the outcome says that it failed.
        """
        read = self._stopped(original, result) if isinstance(result, Fault) else result
        with self.catalogue.transaction():
            if read.text is not None:
                self.catalogue.put_text_row(read.text)
            if read.mentions is not None:
                self.catalogue.put_packed_mentions(original.id, read.mentions)
            if read.records is not None:
                self.catalogue.put_record_rows(original.id, read.records)
            if read.totals is not None:
                self.catalogue.put_totals(original.id, read.totals)
            for outcome in read.outcomes:
                self.catalogue.put_outcome(outcome)
        self.summary.read(original, read)
        self.listener.finished(name)

    def _stopped(self, original: Original, fault: Fault) -> work.Read:
        """The reading of a document whose worker was stopped: nothing but the fault."""
        outcomes = tuple(
            Outcome(original.id, step, input, maker, "failed", (fault,))
            for step, input, maker in (
                (PARSE, parse_input(original.sha256, self.ocr), parser()),
                (EXTRACT, extract_input(original.sha256, self.ocr), extractor()),
            )
        )
        return work.Read(None, None, None, outcomes)


def _named(member: work.Taken, container: Arrival) -> work.Taken:
    """The text of a mail and the one file in a GZIP have no name of their own and get that of their container."""
    name = container.source.rpartition("!")[2].rpartition("/")[2]
    if member.name == "content":
        return dataclasses.replace(member, name=name.removesuffix(".gz"))
    return dataclasses.replace(member, name=name) if member.name in {"message.txt", "message.html"} else member
