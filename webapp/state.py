"""The state of a search, which is wholly in its address."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from index.port import Request, Sort

FILTERS = (
    "type",
    "kind",
    "language",
    "home",
    "partner",
    "country",
    "field",
    "year",
    "status",
    "instrument",
    "relation",
)
"""The filters of a search, in the order in which their facets are shown."""

PAGE_SIZE = 20
SORTS: tuple[Sort, ...] = get_args(Sort)
LONGEST_QUERY = 1000


@dataclass(frozen=True, slots=True)
class SearchState:
    """What somebody searches for, with every choice made on the page. Wrong values in an address are passed over."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    exact: bool = False
    every: bool = False

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> SearchState:
        """The state that an address holds."""
        filters = {}
        for name in FILTERS:
            values = tuple(dict.fromkeys(value[:200] for value in args.getlist(name) if value))[:50]
            if values:
                filters[name] = values
        sort = args.get("sort", "")
        page = args.get("page", "1")
        return cls(
            text=" ".join(args.get("q", "").replace("\x00", " ").split())[:LONGEST_QUERY],
            filters=filters,
            sort=next((known for known in SORTS if known == sort), "relevance"),
            page=min(max(int(page), 1), 1_000_000) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
            exact=args.get("exact") == "1",
            every=args.get("every") == "1",
        )

    def pairs(self) -> list[tuple[str, str]]:
        """The state as names and values for an address or for hidden fields of a form; defaults are left out."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name in FILTERS for value in self.filters.get(name, ())]
        if self.sort != "relevance":
            pairs.append(("sort", self.sort))
        if self.exact:
            pairs.append(("exact", "1"))
        if self.every:
            pairs.append(("every", "1"))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return pairs

    def query(self) -> str:
        """The query string of the address."""
        return urlencode(self.pairs())

    def has(self, name: str, value: str) -> bool:
        """True where this filter is set to this value."""
        return value in self.filters.get(name, ())

    def toggled(self, name: str, value: str) -> SearchState:
        """The state with one value of one filter added, or taken away where it was there."""
        values = self.filters.get(name, ())
        values = tuple(other for other in values if other != value) if value in values else (*values, value)
        return self._with({**self.filters, name: values})

    def only(self, name: str, *values: str) -> SearchState:
        """The state with one filter set to the given values alone."""
        return self._with({**self.filters, name: values})

    def without_filters(self) -> SearchState:
        """The words alone."""
        return self._with({})

    def ask(self, text: str) -> SearchState:
        """The same choices with other words."""
        return dataclasses.replace(self, text=text, page=1)

    def turned(self, page: int) -> SearchState:
        """Another page of the same results."""
        return dataclasses.replace(self, page=page)

    def loosened(self) -> SearchState:
        """The same with word forms and other spellings allowed."""
        return dataclasses.replace(self, exact=False, page=1)

    def _with(self, filters: Mapping[str, tuple[str, ...]]) -> SearchState:
        return dataclasses.replace(self, filters={name: values for name, values in filters.items() if values}, page=1)

    def request(
        self, *, type: str | None = None, limit: int = PAGE_SIZE, offset: int | None = None, facets: bool = False
    ) -> Request:
        """The question to the engine; `type` narrows it to agreements or documents."""
        return Request(
            text=self.text,
            filters={**self.filters, "type": (type,)} if type else dict(self.filters),
            sort=self.sort,
            offset=(self.page - 1) * limit if offset is None else offset,
            limit=limit,
            snippets=limit > 0,
            facets=facets,
            expand=not self.exact,
            stories=not self.every,
        )

    def __bool__(self) -> bool:
        return bool(self.text or self.filters)
