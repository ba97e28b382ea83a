"""OpenDocument texts: paragraphs, headings, lists, tables and notes in document order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from extractors.parsing.draft import Draft, Writer
from extractors.parsing.faults import fault
from extractors.parsing.limits import Limits
from extractors.parsing.packed import Hostile, entity_bomb, member, open_zip
from extractors.parsing.plain import unwrapped

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SKIPPED = {_TEXT + "tracked-changes", _TEXT + "note", _OFFICE + "annotation", _OFFICE + "forms"}
_MOST_SPACES = 1_000


def read_odt(data: bytes, limits: Limits, ocr: str = "off") -> Draft:
    """The draft of an ODT; locked, broken and hostile ones become faults."""
    from lxml import etree

    draft = Draft()
    try:
        with open_zip(data, limits) as package:
            if "META-INF/manifest.xml" in package.namelist() and b"encryption-data" in member(
                package, "META-INF/manifest.xml", limits
            ):
                raise Hostile(fault("encrypted"))
            content = member(package, "content.xml", limits)
        if entity_bomb(content):
            raise Hostile(fault("entity_bomb"))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        body = etree.fromstring(content, parser).find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise ValueError("no text")
        return _Walker(limits).read(body)
    except Hostile as error:
        draft.faults.append(error.fault)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, SyntaxError):
        draft.faults.append(fault("broken", what="an OpenDocument text"))
    return draft


class _Walker:
    def __init__(self, limits: Limits) -> None:
        self._writer = Writer()
        self._limits = limits
        self._notes: list[str] = []
        self._rows = 0

    def read(self, body: Any) -> Draft:
        self._container(body)
        for note in self._notes:
            self._writer.block(note, "footnote")
        return self._writer.done()

    def _container(self, element: Any, level: int = 0) -> None:
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _SKIPPED:
                continue
            if child.tag == _TEXT + "h":
                depth = child.get(_TEXT + "outline-level", "1")
                self._block(child, "heading", int(depth) if depth.isdigit() else 1)
            elif child.tag == _TEXT + "p":
                self._block(child, "list_item" if level else "paragraph", level)
            elif child.tag == _TEXT + "list":
                for item in child:
                    self._container(item, level + 1)
            elif child.tag == _TABLE + "table":
                self._table(child)
            else:
                self._container(child, level)

    def _block(self, element: Any, kind: Any, level: int) -> None:
        if kind == "paragraph":
            for line in unwrapped(_text(element)):
                self._writer.paragraph(line)
        else:
            self._writer.block(_text(element), kind, level=level)
        for note in element.iter(_TEXT + "note"):
            self._notes.append(" ".join(_text(p) for p in note.iter(_TEXT + "p")))
        for box in element.iter(_DRAW + "text-box"):
            self._container(box)

    def _table(self, table: Any) -> None:
        rows: list[list[str]] = []
        for row in table.iter(_TABLE + "table-row"):
            if self._rows >= self._limits.rows:
                self._writer.draft.faults.append(fault("too_many_rows", limit=f"{self._limits.rows:,}"))
                break
            self._rows += 1
            cells = [c for c in row if c.tag in {_TABLE + "table-cell", _TABLE + "covered-table-cell"}]
            rows.append(["\n".join(_text(p) for p in cell.iter(_TEXT + "p", _TEXT + "h")) for cell in cells])
        self._writer.table(rows)


def _text(element: Any) -> str:
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        tag = child.tag
        if tag == _TEXT + "s":
            count = child.get(_TEXT + "c", "1")
            yield " " * min(int(count) if count.isdigit() else 1, _MOST_SPACES)
        elif tag == _TEXT + "tab":
            yield "\t"
        elif tag == _TEXT + "line-break":
            yield "\n"
        elif isinstance(tag, str) and tag not in _SKIPPED and tag != _DRAW + "frame":
            yield from _pieces(child)
        yield child.tail or ""
