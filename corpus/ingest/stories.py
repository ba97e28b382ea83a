"""Near-identical documents grouped into stories in the catalogue."""

from __future__ import annotations

from archive.catalogue import Catalogue, DocumentRow
from extractors.parsing.fingerprint import Signed
from extractors.parsing.fingerprint import Stories as Groups

_GROUPED = "grouped"
"""The fact that says up to which revision of the documents stories were made."""


class Stories:
    """Keeps the story of each document in the catalogue up to date."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._groups: Groups | None = None
        self._signatures: dict[str, bytes] = {}

    def update(self) -> None:
        """Group what has come in since the last time."""
        revision = self._catalogue.document_revision()
        grouped = int(self._catalogue.fact(_GROUPED) or 0)
        if grouped == revision:
            return
        changed = self._catalogue.changed_since(grouped)
        signatures = self._catalogue.fingerprints()
        known = self._groups is not None
        if not known or any(
            self._signatures.get(row.id, signatures.get(row.id)) != signatures.get(row.id) for row in changed
        ):
            # From nothing: a signature that changed may split a story.
            self._groups, changed = Groups(), self._catalogue.documents()
        self._signatures = signatures
        stories = self._add(self._groups or Groups(), changed)
        with self._catalogue.transaction():
            self._catalogue.put_stories(stories)
            self._catalogue.put_fact(_GROUPED, str(self._catalogue.document_revision()))

    def _add(self, groups: Groups, rows: list[DocumentRow]) -> dict[str, str | None]:
        """The story of each of the documents and of all that share one with them; None for a document alone."""
        found: dict[str, str | None] = {}
        for row in rows:
            signature = self._signatures.get(row.id, b"")
            groups.add(Signed(row.id, signature, row.published or "", row.added))
        for row in rows:
            members = groups.members(row.id)
            found |= dict.fromkeys(members, members[0] if len(members) > 1 else None)
        return found
