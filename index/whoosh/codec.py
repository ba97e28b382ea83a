"""The codec through which stock Whoosh opens and searches our segments.

Writing goes through `index.whoosh.commit`; stock writers are refused, because they know neither weights nor columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Segment
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from index.errors import IndexFault
from index.whoosh.segment import EXTENSION, Segment


class NumpyCodec(base.Codec):  # type: ignore[misc]
    """Reads segments that are files of numpy arrays."""

    def per_document_writer(self, storage: Any, segment: Any) -> Any:
        raise IndexFault("this index is written by naskah alone: use naskah reindex")

    def field_writer(self, storage: Any, segment: Any) -> Any:
        raise IndexFault("this index is written by naskah alone: use naskah reindex")

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        raise IndexFault("this index is written by naskah alone: use naskah reindex")

    def terms_reader(self, storage: Any, segment: Any) -> NumpyTerms:
        return NumpyTerms(_open(storage, segment))

    def per_document_reader(self, storage: Any, segment: Any) -> NumpyDocuments:
        return NumpyDocuments(_open(storage, segment), segment)

    def new_segment(self, storage: Any, indexname: str) -> NumpySegment:
        return NumpySegment(indexname)


class NumpySegment(W3Segment):  # type: ignore[misc]
    """What the table of contents keeps of a segment: its name, size and deleted documents."""

    def __init__(self, indexname: str, documents: int = 0) -> None:
        super().__init__(NumpyCodec(), indexname, doccount=documents)

    def should_assemble(self) -> bool:
        return False


def _open(storage: Any, segment: Any) -> Segment:
    return Segment(Path(storage.folder) / segment.make_filename(EXTENSION))


class NumpyTerms(base.TermsReader):  # type: ignore[misc]
    """Terms and postings for stock matchers."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def _number(self, term: tuple[str, bytes]) -> int | None:
        field, text = term
        if field not in self._segment.fields:
            return None
        return self._segment.find(field, text.decode("utf-8", "surrogatepass"))

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(term) is not None

    def indexed_field_names(self) -> Iterable[str]:
        return self._segment.fields.keys()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for field in sorted(self._segment.fields):
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        start = prefix.decode("utf-8", "surrogatepass")
        for term in self._segment.terms(fieldname):
            if term >= start:
                yield fieldname, term.encode("utf-8", "surrogatepass")

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def cursor(self, fieldname: str, fieldobj: Any) -> NumpyCursor:
        return NumpyCursor(self, fieldname, self._segment.terms(fieldname))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        number = self._number((fieldname, text))
        if number is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        found = self._segment.postings(number)
        lengths = [0]
        if f"length.{fieldname}" in self._segment.arrays:
            lengths = self._segment.lengths(fieldname)[found.documents].tolist()
        return TermInfo(
            weight=int(found.weights.sum(dtype="int64")),
            df=len(found.documents),
            minlength=int(min(lengths)),
            maxlength=int(max(lengths)),
            maxweight=int(found.weights.max()),
            minid=int(found.documents[0]),
            maxid=int(found.documents[-1]),
        )

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        number = self._number((fieldname, text))
        # Whoosh reads a KeyError as "in no document".
        if number is None:
            raise KeyError(text)
        return self._segment.frequency(number)

    def frequency(self, fieldname: str, text: bytes) -> float:
        number = self._number((fieldname, text))
        if number is None:
            raise KeyError(text)
        return float(self._segment.postings(number).weights.sum(dtype="int64"))

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        number = self._number((fieldname, text))
        if number is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        found = self._segment.postings(number)
        values = [
            format_.encode(places) if hasattr(format_, "encode") and places else b""
            for places in self._segment.all_positions(number)
        ]
        return ListMatcher(
            found.documents.tolist(),
            found.weights.astype(float).tolist(),
            values,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )


class NumpyCursor(base.FieldCursor):  # type: ignore[misc]
    """Steps through the terms of a field."""

    def __init__(self, terms: NumpyTerms, field: str, texts: list[str]) -> None:
        self._terms = terms
        self._field = field
        self._texts = texts
        self._at = 0

    def first(self) -> str | None:
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        from bisect import bisect_left

        text = string if isinstance(string, str) else string.decode("utf-8", "surrogatepass")
        self._at = bisect_left(self._texts, text)
        return self.text()

    def next(self) -> str | None:
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        return self._texts[self._at] if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        text = self.text()
        return None if text is None else self._terms.term_info(self._field, text.encode("utf-8", "surrogatepass"))

    def is_valid(self) -> bool:
        return self._at < len(self._texts)


class NumpyDocuments(base.PerDocumentReader):  # type: ignore[misc]
    """Lengths and deletions for stock matchers; nothing is stored, the text is in the catalogue."""

    def __init__(self, segment: Segment, entry: NumpySegment) -> None:
        self._segment = segment
        self._entry = entry

    def doc_count(self) -> int:
        return self._segment.size - int(self._entry.deleted_count())

    def doc_count_all(self) -> int:
        return self._segment.size

    def has_deletions(self) -> bool:
        return bool(self._entry.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return bool(self._entry.is_deleted(docnum))

    def deleted_docs(self) -> Iterable[int]:
        deleted: Iterable[int] = self._entry.deleted_docs()
        return deleted

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {"id": self._segment.ids[docnum]}

    def _bytes(self, field: str) -> Any:
        return self._segment.arrays.get(f"length.{field}")

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        lengths = self._bytes(fieldname)
        return default if lengths is None else int(byte_to_length(int(lengths[docnum])))

    def field_length(self, fieldname: str) -> int:
        return self._segment.total_length(fieldname)

    def min_field_length(self, fieldname: str) -> int:
        lengths = self._bytes(fieldname)
        return 0 if lengths is None else int(byte_to_length(int(lengths.min())))

    def max_field_length(self, fieldname: str) -> int:
        lengths = self._bytes(fieldname)
        return 0 if lengths is None else int(byte_to_length(int(lengths.max())))
