"""What a search engine is asked and what it answers, the same for every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urlsplit

from archive.model import Span
from index.errors import IndexFault, StaleIndex

EntryType = Literal["document", "agreement"]
Sort = Literal["relevance", "newest", "oldest"]

__all__ = [
    "FACETS",
    "Answer",
    "Entry",
    "EntryType",
    "Hit",
    "IndexFault",
    "Marked",
    "Request",
    "SearchEngine",
    "Snippet",
    "Sort",
    "StaleIndex",
    "Suggestion",
    "Texts",
    "Why",
    "open_engine",
]

FACETS = ("type", "kind", "language", "home", "partner", "country", "field", "instrument", "relation", "status")
"""The facets that an answer counts; each is also the name of a filter, as is "year"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document or agreement as the index sees it.

    `homes` and `partners` hold party keys (place codes where the reference data know the place); `date` is the date
    of publication of a document, of signing of an agreement, as an ISO date or its beginning. `signed` are the dates
    of signing that the entry speaks of. `names` are party names and titles that rank above the running text. Entries
    with the same `story` tell the same news and are shown once. `pages` are the ranges of `body` that make its pages,
    in order. `mentions` are codes of what the text speaks of, with their kind ("place:KR-28", "field:education"); they
    find, and are not counted as facets. `version` changes whenever anything else does.
    """

    id: str
    type: EntryType
    title: str
    body: str
    language: str = "und"
    kind: str = "other"
    date: str | None = None
    homes: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    story: str | None = None
    names: tuple[str, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    mentions: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One question to the engine.

    `filters` maps a facet (or "year") to the values of which one must hold; several facets must all hold. `expand`
    False takes the words as typed: no stems, aliases or terms of the other language, and no entries that lack a word.
    `stories` True shows each story once.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 20
    snippets: bool = True
    facets: bool = True
    expand: bool = True
    stories: bool = True


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the spans that matched."""

    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of an entry's text with the spans that matched; `page` is its page, None where the text has no pages.

    `start` is where the piece begins in the body.
    """

    text: str
    marks: tuple[Span, ...] = ()
    page: int | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for a hit: the word `query` was found as `matched`, by means of `kind`.

    `kind` is one of: word, phrase, stem, alias, term (the same notion, mostly in the other language), abbreviation,
    joined (written as one word or as two), prefix, fuzzy, field.
    """

    kind: str
    query: str
    matched: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found. `others` are the ids of entries of the same story that are not shown themselves."""

    id: str
    type: EntryType
    score: float
    title: Marked
    snippets: tuple[Snippet, ...] = ()
    why: tuple[Why, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine found.

    `total` counts all entries that match, `shown` those left when each story counts once. `facets` holds (value,
    count) pairs, most frequent first, over all matching entries; the counts of a facet with a filter ignore that
    filter, so that another value can be added. `notes` are sentences about what could not be read or was cut short.
    `terms` are the words looked for, `suggestion` a better spelling of the query.
    """

    hits: tuple[Hit, ...]
    total: int
    shown: int = 0
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    years: Mapping[int, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    suggestion: str | None = None
    terms: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One completion of what was typed.

    `kind` is place, agreement, title or word; `query` is what to search for, `key` the place code or entry id.
    """

    text: str
    kind: str
    query: str
    key: str | None = None
    detail: str = ""


Texts = Callable[[Sequence[str]], Mapping[str, Entry]]
"""Looks entries up by id, as far as they are shown (title, body, pages); ids that are gone are left out."""


class SearchEngine(Protocol):
    """What every engine can do. All methods may be called from several threads."""

    def write(self, entries: Iterable[Entry]) -> None:
        """Add the entries, replacing those with the same ids; found by searches that start after the return."""

    def remove(self, ids: Iterable[str]) -> None:
        """Take the entries out; unknown ids are passed over."""

    def search(self, request: Request) -> Answer:
        """Answer a question; no query text is an error."""

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Completions for a query being typed, best first."""

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """Entries like the given one, best first."""

    def versions(self) -> Mapping[str, str]:
        """The version of each indexed entry by id, for comparison with the catalogue."""

    def seal(self, word: str) -> None:
        """Leave a word about the content as it is now; any change of the content breaks the seal."""

    def sealed(self) -> str | None:
        """The word that was left about the content as it is now; None where it has changed since."""

    def rebuild(self, entries: Iterable[Entry]) -> None:
        """Replace the whole content; searches go on in the old one until the new one is complete.

        What others write meanwhile goes to the old one: compare `versions` with the catalogue afterwards.
        """

    def count(self) -> int:
        """The number of entries."""

    def close(self) -> None:
        """Release files and memory."""


def open_engine(url: str, texts: Texts, *, create: bool = False) -> SearchEngine:
    """The engine at `url` ("whoosh:///path/to/directory").

    `texts` gives the engine the entries it shows. With `create` a stale or damaged index is replaced by an empty one
    (which the caller fills by `rebuild`); without it StaleIndex is raised. Raises IndexFault for an unknown scheme.
    """
    scheme = urlsplit(url).scheme
    if scheme == "whoosh":
        from index.whoosh.engine import WhooshEngine

        return WhooshEngine(url.removeprefix("whoosh://"), texts, create=create)
    raise IndexFault(f"no search engine for {url!r}: use whoosh:///path/to/directory")
