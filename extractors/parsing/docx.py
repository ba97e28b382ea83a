"""Word documents: paragraphs, lists, tables, notes, text boxes and tracked insertions in document order."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator
from typing import Any

from extractors.parsing.draft import Draft, Writer
from extractors.parsing.faults import fault
from extractors.parsing.limits import Limits
from extractors.parsing.packed import Hostile, entity_bomb, member, open_zip
from extractors.parsing.plain import unwrapped

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {_MC_FALLBACK, _W + "del", _W + "moveFrom", _W + "instrText", _W + "delText", _W + "fldData"}
_TWIPS, _TAB, _BLANK = 20.0, 36.0, 3.0
"""Twips in a point; points of a tab and of a blank."""
_HEADINGS = ("heading", "judul", "überschrift", "kop")


def read_docx(data: bytes, limits: Limits, ocr: str = "off") -> Draft:
    """The draft of a DOCX; locked, broken and hostile ones become faults."""
    draft = Draft()
    try:
        with open_zip(data, limits) as package:
            return _Document(package, limits).read()
    except Hostile as error:
        draft.faults.append(error.fault)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, SyntaxError):
        draft.faults.append(fault("broken", what="a Word document"))
    return draft


class _Document:
    def __init__(self, package: zipfile.ZipFile, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._writer = Writer()
        self._damaged: list[str] = []
        self._styles = self._read_styles()
        self._lists = self._read_lists()
        self._counters: dict[tuple[str, int], int] = {}
        self._rows = 0
        self._notes = self._read_notes()
        self._noted: set[tuple[str, str]] = set()

    def read(self) -> Draft:
        names = self._package.namelist()
        main = next((n for n in names if n.startswith("word/document") and n.endswith(".xml")), "word/document.xml")
        body = self._xml(main).find(_W + "body")
        if body is not None:
            self._container(body)
        draft = self._writer.done()
        draft.faults += [fault("partly_broken", what=name) for name in dict.fromkeys(self._damaged)]
        self._facts(draft, names)
        return draft

    def _xml(self, name: str) -> Any:
        from lxml import etree

        content = member(self._package, name, self._limits)
        if entity_bomb(content):
            raise Hostile(fault("entity_bomb"))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
        root = etree.fromstring(content, parser)
        if root is None:
            raise ValueError(f"{name} holds no XML")
        if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
            self._damaged.append(name)
        return root

    def _container(self, element: Any) -> None:
        """Everything below an element that holds paragraphs and tables, in order."""
        for child in element:
            if child.tag == _W + "p":
                self._paragraph(child)
            elif child.tag == _W + "tbl":
                self._table(child)
            elif child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            elif child.tag in {_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml", _W + "moveTo"}:
                self._container(child)

    def _paragraph(self, paragraph: Any) -> None:
        text = _text(paragraph)
        properties = paragraph.find(_W + "pPr")
        style = self._style(properties)
        boxes = list(_boxes(paragraph))
        if not text.strip():
            self._writer.blank()
        else:
            level = _heading_level(style, properties)
            if style.startswith(("title", "judul dokumen")):
                self._writer.block(text, "title")
            elif level:
                self._writer.block(text, "heading", level=level)
            elif style.startswith(("caption", "keterangan")):
                self._writer.block(text, "caption")
            else:
                self._item(text, properties, style)
        for box in boxes:
            self._container(box)
        self._write_notes(paragraph)

    def _item(self, text: str, properties: Any, style: str) -> None:
        numbered = self._numbering(properties)
        if numbered is None:
            if style.startswith("list"):
                self._writer.block(text, "list_item", level=1)
                return
            for line in unwrapped(text):
                self._writer.paragraph(line, _indent(properties) + _lead(line))
            return
        number, depth = numbered
        label = self._label(number, depth)
        self._writer.block(f"{label} {text}" if label else text, "list_item", level=depth + 1)

    def _table(self, table: Any) -> None:
        rows: list[list[str]] = []
        for row in table.iterchildren(_W + "tr", _W + "ins", _W + "sdt"):
            for real in [row] if row.tag == _W + "tr" else row.iter(_W + "tr"):
                if self._rows >= self._limits.rows:
                    self._writer.draft.faults.append(fault("too_many_rows", limit=f"{self._limits.rows:,}"))
                    break
                self._rows += 1
                rows.append(self._cells(real))
        if rows and max(map(len, rows)) == 1:
            for cells in rows:
                for part in cells[0].split("\n") if cells else ():
                    self._writer.paragraph(part)
            return
        self._writer.table(rows)
        self._write_notes(table)

    def _cells(self, row: Any) -> list[str]:
        out: list[str] = []
        for cell in row.iter(_W + "tc"):
            if next(cell.iterancestors(_W + "tr")) is not row:
                continue
            properties = cell.find(_W + "tcPr")
            span = _value(properties, "gridSpan")
            merged = properties is not None and properties.find(_W + "vMerge")
            goes_on = merged is not None and merged is not False and merged.get(_W + "val", "continue") == "continue"
            text = "\n".join(t for p in cell.iter(_W + "p") if (t := _text(p).strip()))
            out.append("" if goes_on else text)
            out.extend([""] * (min(int(span), 64) - 1 if span and span.isdigit() else 0))
        return out

    def _read_notes(self) -> dict[tuple[str, str], str]:
        """The texts of footnotes and endnotes by kind and number."""
        notes = {}
        for kind in ("footnote", "endnote"):
            name = f"word/{kind}s.xml"
            if name in self._package.namelist():
                for note in self._xml(name):
                    if not note.get(_W + "type"):
                        text = " ".join(_text(p).strip() for p in note.iter(_W + "p"))
                        notes[kind, note.get(_W + "id", "")] = text
        return notes

    def _write_notes(self, element: Any) -> None:
        """The notes that a paragraph or table points to, right below it."""
        for kind in ("footnote", "endnote"):
            for mark in element.iter(f"{_W}{kind}Reference"):
                key = kind, mark.get(_W + "id", "")
                if key in self._notes and key not in self._noted:
                    self._noted.add(key)
                    self._writer.block(self._notes[key], "footnote")

    def _facts(self, draft: Draft, names: list[str]) -> None:
        """The author from the properties; their title is most often that of the template and is not used."""
        if "docProps/core.xml" in names:
            creator = self._xml("docProps/core.xml").findtext(_DC + "creator")
            draft.author = creator.strip() if creator and creator.strip() else None

    def _style(self, properties: Any) -> str:
        name = _value(properties, "pStyle")
        return self._styles.get(name, name).casefold() if name else ""

    def _read_styles(self) -> dict[str, str]:
        if "word/styles.xml" not in self._package.namelist():
            return {}
        return {
            style.get(_W + "styleId", ""): _value(style, "name") or ""
            for style in self._xml("word/styles.xml").iter(_W + "style")
        }

    def _read_lists(self) -> dict[tuple[str, int], tuple[str, str, int]]:
        """For each list and depth: its kind of number, its pattern ("%1.") and where it starts."""
        if "word/numbering.xml" not in self._package.namelist():
            return {}
        root = self._xml("word/numbering.xml")
        shapes = {shape.get(_W + "abstractNumId"): shape for shape in root.iter(_W + "abstractNum")}
        out = {}
        for number in root.iter(_W + "num"):
            shape = shapes.get(_value(number, "abstractNumId"))
            for level in shape.iter(_W + "lvl") if shape is not None else ():
                depth = int(level.get(_W + "ilvl", "0"))
                start = _value(level, "start") or "1"
                out[number.get(_W + "numId", ""), depth] = (
                    _value(level, "numFmt") or "bullet",
                    _value(level, "lvlText") or "",
                    int(start) if start.isdigit() else 1,
                )
        return out

    def _numbering(self, properties: Any) -> tuple[str, int] | None:
        numbering = properties.find(_W + "numPr") if properties is not None else None
        if numbering is None:
            return None
        number, depth = _value(numbering, "numId"), _value(numbering, "ilvl") or "0"
        return (number, int(depth)) if number and number != "0" and depth.isdigit() else None

    def _label(self, number: str, depth: int) -> str:
        """The number that Word shows before the item; it is not in the file and has to be counted."""
        kind, shape, start = self._lists.get((number, depth), ("bullet", "", 1))
        count = self._counters.get((number, depth), start - 1) + 1
        self._counters[number, depth] = count
        for key in [key for key in self._counters if key[0] == number and key[1] > depth]:
            del self._counters[key]
        if kind in {"bullet", "none"}:
            return "-" if kind == "bullet" else ""
        label = shape
        for level in range(depth + 1):
            level_kind = self._lists.get((number, level), (kind, "", 1))[0]
            label = label.replace(f"%{level + 1}", _number(self._counters.get((number, level), 1), level_kind))
        return label


def _number(count: int, kind: str) -> str:
    if kind.endswith("Letter"):
        letter = chr(ord("a") + (count - 1) % 26) * (1 + (count - 1) // 26)
        return letter.upper() if kind.startswith("upper") else letter
    if kind.endswith("Roman"):
        roman = ""
        for value, sign in (
            (100, "c"),
            (90, "xc"),
            (50, "l"),
            (40, "xl"),
            (10, "x"),
            (9, "ix"),
            (5, "v"),
            (4, "iv"),
            (1, "i"),
        ):
            roman += sign * (count // value)
            count %= value
        return roman.upper() if kind.startswith("upper") else roman
    return str(count)


def _value(element: Any, name: str) -> str | None:
    child = element.find(_W + name) if element is not None else None
    return None if child is None else str(child.get(_W + "val"))


def _heading_level(style: str, properties: Any) -> int:
    outline = _value(properties, "outlineLvl")
    if outline and outline.isdigit() and int(outline) < 9:
        return int(outline) + 1
    if style.startswith(_HEADINGS):
        digits = "".join(c for c in style if c.isdigit())
        return int(digits[:1]) if digits else 1
    return 0


def _indent(properties: Any) -> float:
    """Where the first line of the paragraph begins, in points."""
    place = properties.find(_W + "ind") if properties is not None else None
    if place is None:
        return 0.0
    total = 0.0
    for names, sign in ((("left", "start"), 1), (("firstLine",), 1), (("hanging",), -1)):
        value = next((place.get(_W + name) for name in names if place.get(_W + name)), "0")
        with contextlib.suppress(ValueError):
            total += sign * float(value) / _TWIPS
    return total


def _lead(line: str) -> float:
    """The width of the blanks and tabs with which people indent by hand."""
    lead = line[: len(line) - len(line.lstrip())]
    return sum(_TAB if c == "\t" else _BLANK for c in lead)


def _text(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    """The visible characters of a paragraph, without those of text boxes (they are blocks of their own)."""
    for child in element:
        tag = child.tag
        if tag == _W + "t":
            yield child.text or ""
        elif tag in {_W + "tab", _W + "ptab"}:
            yield "\t"
        elif tag in {_W + "br", _W + "cr"}:
            yield "\n"
        elif tag == _W + "noBreakHyphen":
            yield "-"
        elif tag == _W + "pPr" or tag in _SKIPPED or tag == _W + "txbxContent" or not isinstance(tag, str):
            continue
        else:
            yield from _pieces(child)


def _boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(_W + "txbxContent"):
        if not any(True for _ in box.iterancestors(_MC_FALLBACK)):
            yield box
