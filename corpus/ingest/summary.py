"""What a run did, for the person who started it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.catalogue import Catalogue
from archive.model import Fault, Original
from archive.model.codec import plain
from corpus.ingest.work import Read


@dataclass(slots=True)
class Summary:
    """Counts of a run, and each file that was refused or could not be read, with the reason."""

    new: int = 0
    known: int = 0
    left_out: int = 0
    documents: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    records: int = 0
    refused: list[tuple[str, Fault]] = field(default_factory=list)
    unreadable: list[tuple[str, Fault]] = field(default_factory=list)
    warnings: list[tuple[str, Fault]] = field(default_factory=list)
    seconds: float = 0.0
    archive_documents: int = 0
    archive_agreements: int = 0

    def read(self, original: Original, read: Read) -> None:
        """Count a document."""
        self.documents += 1
        self.records += len(read.records or ())
        if read.text is not None and read.text.body.strip():
            self.kinds[read.text.about["kind"]] += 1
            self.languages[read.text.about["language"]] += 1
        for outcome in read.outcomes[:1]:
            target = self.unreadable if outcome.state == "failed" else self.warnings
            target.extend((original.name, fault) for fault in outcome.faults)

    def leave_out(self, path: Path) -> None:
        """Count a file that is no document of its own."""
        self.left_out += 1

    def complete(self, catalogue: Catalogue) -> Summary:
        """Add what the archive holds now."""
        self.archive_documents = catalogue.count_documents()
        self.archive_agreements = catalogue.count_agreements()
        return self

    @property
    def clean(self) -> bool:
        """True where every file could be read."""
        return not self.refused and not self.unreadable

    def plain(self) -> dict[str, Any]:
        """The summary for scripts."""

        def listed(faults: list[tuple[str, Fault]]) -> list[dict[str, Any]]:
            return [{"file": name} | plain(fault) for name, fault in faults]

        return {
            "new": self.new,
            "known": self.known,
            "left_out": self.left_out,
            "read": self.documents,
            "kinds": dict(self.kinds),
            "languages": dict(self.languages),
            "records": self.records,
            "refused": listed(self.refused),
            "unreadable": listed(self.unreadable),
            "warnings": listed(self.warnings),
            "seconds": round(self.seconds, 2),
            "archive": {"documents": self.archive_documents, "agreements": self.archive_agreements},
        }
