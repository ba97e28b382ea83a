"""Web pages: the article with its facts, without menus, advertisements, related links and comments."""

from __future__ import annotations

import re
import sys
from typing import Any

from archive.model import PartialDate
from extractors.parsing.cues import pattern
from extractors.parsing.draft import Draft, Writer
from extractors.parsing.encoding import decode, normalise
from extractors.parsing.faults import fault
from extractors.parsing.limits import Limits
from extractors.parsing.webhead import Head, folded, page_head
from extractors.parsing.weblayout import without_layout_tables
from extractors.parsing.weboxes import drop_pointers
from extractors.parsing.webtables import LongTables

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}));?", re.IGNORECASE)
_HEADS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


def read_html(data: bytes, limits: Limits, ocr: str = "off", charset: str | None = None) -> Draft:
    """The draft of a web page; `charset` is what HTTP said of its encoding."""
    source, whole = decode(data, charset, markup=True)
    tree = _tree(_REFERENCE.sub(_visible, _CONTROLS.sub(" ", normalise(source))))
    if tree is None:
        draft = Draft()
        draft.faults.append(fault("broken", what="HTML"))
        return draft
    tables = LongTables(limits.rows)
    tables.set_aside(tree)
    facts = _facts(tree)
    head = page_head(tree, getattr(facts, "title", None))
    drop_pointers(tree)
    article = _article(without_layout_tables(tree))
    writer = Writer()
    if article is not None and any(text.strip() for text in article.itertext()):
        walker = _Walker(writer, limits, head, tables)
        walker.element(article)
    draft = writer.done()
    if tables.dropped:
        draft.faults.append(fault("too_many_rows", limit=f"{limits.rows:,}"))
    _fill(draft, facts, head)
    if not whole:
        draft.faults.append(fault("undecodable"))
    return draft


def _visible(reference: re.Match[str]) -> str:
    """The character reference, or a space where it names a control character: one such would lose the whole page."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return " " if number < sys.maxunicode and _CONTROLS.match(chr(number)) else reference[0]


def _tree(source: str) -> Any:
    from trafilatura.utils import load_html

    return load_html(source)


def _facts(tree: Any) -> Any:
    """Title, author, date, site and canonical address as the page declares them."""
    from trafilatura.metadata import extract_metadata

    return extract_metadata(
        tree, date_config={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    )


def _article(tree: Any) -> Any:
    from trafilatura import bare_extraction

    found = bare_extraction(
        tree,
        favor_recall=False,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        include_links=True,
        with_metadata=False,
    )
    return getattr(found, "body", None)


def _fill(draft: Draft, facts: Any, head: Head) -> None:
    draft.title = head.title
    draft.published = head.published
    if facts is None:
        return
    draft.author = facts.author or None
    draft.site = facts.sitename or facts.hostname or None
    draft.url = facts.url or None
    if facts.date and (head.published is None or not head.published.startswith(facts.date[:7])):
        try:
            draft.published = PartialDate(facts.date)
        except ValueError:
            draft.published = head.published


class _Walker:
    """Turns the cleaned tree of the extractor into blocks."""

    def __init__(self, writer: Writer, limits: Limits, head: Head, tables: LongTables) -> None:
        self._writer = writer
        self._tables = tables
        self._limits = limits
        # The extractor drops title and date line of some pages; they belong to the text as much as the rest.
        self._shown = {folded(line) for line in (head.title, head.dateline) if line}
        if head.title:
            writer.block(head.title, "title")
        if head.dateline:
            writer.block(head.dateline)

    def element(self, element: Any, level: int = 0) -> None:
        for child in element:
            self._child(child, level)

    def _child(self, child: Any, level: int) -> None:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "table":
            self._table(child)
        elif tag == "list":
            for item in child:
                self._item(item, level + 1)
        elif tag == "head":
            self._block(_text(child), "heading", _HEADS.get(child.get("rend", ""), 2))
        elif tag in {"p", "quote", "code", "item", "ab"}:
            self._paragraphs(child, level)
        elif tag in {"lb", "graphic"}:
            pass
        else:
            self._paragraphs(child, level)
        if child.tail and child.tail.strip():
            self._block(child.tail, "paragraph", 0)

    def _paragraphs(self, element: Any, level: int) -> None:
        if any(
            isinstance(child.tag, str) and child.tag in {"p", "list", "table", "head", "quote"} for child in element
        ):
            if element.text and element.text.strip():
                self._block(element.text, "paragraph", 0)
            self.element(element, level)
            return
        if _only_links(element):
            return
        for part in _text(element).split("\n"):
            self._block(part, "paragraph", 0)

    def _item(self, item: Any, level: int) -> None:
        inner = [child for child in item if isinstance(child.tag, str) and child.tag == "list"]
        for child in inner:
            item.remove(child)
        if not _only_links(item):
            self._block(_text(item).replace("\n", " "), "list_item", level)
        for child in inner:
            for sub in child:
                self._item(sub, level + 1)

    def _table(self, table: Any) -> None:
        rows: list[list[str]] = []
        for row in table.iter("row"):
            if len(rows) >= self._limits.rows:
                self._writer.draft.faults.append(fault("too_many_rows", limit=f"{self._limits.rows:,}"))
                break
            rows.append([_text(cell) for cell in row.iter("cell")])
        rows = self._tables.restored(rows)
        if rows and max(map(len, rows)) == 1:
            # A table of one column is layout.
            for row in rows:
                self._block(row[0], "paragraph", 0)
            return
        self._writer.table(rows)

    def _block(self, text: str, kind: Any, level: int) -> None:
        text, rows = self._tables.unmarked(text)
        self._line(" ".join(text.split()), kind, level)
        if rows:
            self._writer.table(rows)

    def _line(self, clean: str, kind: Any, level: int) -> None:
        if not clean or pattern("web", "noise").fullmatch(clean):
            return
        if len(self._writer.draft.blocks) < 6 and folded(clean) in self._shown:
            return
        if kind == "paragraph":
            self._writer.paragraph(clean)
        else:
            self._writer.block(clean, kind, level=level)


def _only_links(element: Any) -> bool:
    """True where a paragraph or list item is a link and nothing else: a pointer to another page."""
    links = [ref for ref in element.iter("ref") if ref.get("target")]
    if not links:
        return False
    linked = sum(len("".join(ref.itertext()).strip()) for ref in links)
    return linked >= 0.85 * len("".join(element.itertext()).strip())


def _text(element: Any) -> str:
    """The text of an element with its inner line breaks."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag == "list":
            parts.extend(" " + _text(item) for item in child)
        elif isinstance(child.tag, str):
            parts.append(_text(child) if child.tag != "p" else " " + _text(child) + " ")
        parts.append(child.tail or "")
    return "".join(parts)
