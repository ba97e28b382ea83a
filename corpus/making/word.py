"""Word documents with tables and footnotes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from corpus.making.containers import repacked
from corpus.making.source import Piece, Source

_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTE = re.compile(r"(\d+)[.)]\s+(.*)")
_ROW_NAMED = re.compile(r"(?i)nomor (\d+)")


def word_file(source: Source, footnotes: bool = False) -> bytes:
    """The document as DOCX; with `footnotes`, the notes under its table become real footnotes."""
    document = docx.Document()
    document.core_properties.title = source.title or ""
    document.core_properties.author = ""
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    pieces = source.pieces
    notes: list[str] = []
    if footnotes:
        pieces, notes = _split_notes(pieces)
    for line in source.head:
        paragraph = document.add_paragraph(style="Title" if line == source.title else "Normal")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True
    if source.byline:
        document.add_paragraph(source.byline)
    for piece in pieces:
        _add(document, piece)
    if notes:
        _add_footnotes(document, notes)
    section = document.sections[0]
    section.footer.paragraphs[0].text = "Arsip Bagian Kerja Sama"
    data = io.BytesIO()
    document.save(data)
    return repacked(data.getvalue())


def _add(document: Any, piece: Piece) -> None:
    if piece.kind in {"table", "columns"}:
        table = document.add_table(rows=0, cols=max(map(len, piece.rows)))
        if piece.kind == "table":
            table.style = "Table Grid"
        for row in piece.rows:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                cell.text = text
        document.add_paragraph()
    elif piece.kind == "heading":
        document.add_heading(piece.text, level=2)
    else:
        paragraph = document.add_paragraph(piece.text)
        paragraph.paragraph_format.left_indent = Cm(0.6 * min(piece.level, 6))


def _split_notes(pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], list[str]]:
    """The pieces without the numbered notes that follow the table, and the notes without their numbers."""
    kept: list[Piece] = []
    notes: list[str] = []
    table_seen = False
    for piece in pieces:
        table_seen = table_seen or piece.kind == "table"
        note = _NOTE.match(piece.text)
        if table_seen and piece.kind == "item" and note:
            notes.append(note[2])
        elif not (table_seen and piece.text == "Catatan:"):
            kept.append(piece)
    return tuple(kept), notes


def _add_footnotes(document: Any, notes: list[str]) -> None:
    rows = document.tables[0].rows
    for number, note in enumerate(notes, 1):
        named = _ROW_NAMED.search(note)
        place = rows[int(named[1])] if named else rows[0] if number == 1 else rows[-1]
        run = place.cells[-1].paragraphs[-1].add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        run._r.append(reference)
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, _footnotes_xml(notes), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _footnotes_xml(notes: list[str]) -> bytes:
    lines = [
        f"<w:footnotes {nsdecls('w')}>",
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>',
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
        "<w:continuationSeparator/></w:r></w:p></w:footnote>",
    ]
    lines += [
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, 1)
    ]
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + "".join(lines) + "</w:footnotes>").encode()
