"""PDF documents in the layouts of offices: report, two columns, matrix, treaty, bilingual treaty, letter."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.platypus import (
    BalancedColumns,
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from corpus.making.source import Piece, Source

# An Indonesian syllable begins at a single consonant before a vowel; "ng", "ny", "kh", "sy" are one consonant.
_SYLLABLE = re.compile(r"(?<=[a-z]{2})(?=(?:ng|ny|kh|sy|[bcdfghjklmnprstwyz])[aeiou][a-z]{2})")
_LONG = re.compile(r"\b[a-z]{9,}\b")
_SOFT_HYPHEN = "\u00ad"


def pdf_page(source: Source, layout: str) -> bytes:
    """The document as PDF in one of the layouts; the same bytes each time."""
    page = landscape(A4) if layout == "matrix" else A4
    frame = Frame(2.5 * cm, 2 * cm, page[0] - 5 * cm, page[1] - 4.5 * cm, 0, 0, 0, 0, id="text")
    data = io.BytesIO()
    document = BaseDocTemplate(
        data, pagesize=page, title=source.title or "", author="", invariant=1, pageCompression=1, lang=source.language
    )
    document.addPageTemplates([PageTemplate(id="all", frames=[frame], onPage=_running(source, layout))])
    document.build(list(_flow(source, layout, page[0] - 5 * cm)))
    return data.getvalue()


def _running(source: Source, layout: str) -> Callable[[Any, Any], None]:
    """Draws the running head and foot: what stands on each page and belongs to none of its sentences."""
    head = "DOKUMEN INTERN" if source.language == "id" else "FOR INTERNAL USE"
    page_word = "Halaman" if source.language == "id" else "Page"

    def draw(canvas: Any, document: Any) -> None:
        width, height = document.pagesize
        canvas.saveState()
        canvas.setFont("Helvetica", 8)
        if layout in {"report", "columns", "matrix"}:
            canvas.drawString(2.5 * cm, height - 1.5 * cm, head)
            canvas.line(2.5 * cm, height - 1.7 * cm, width - 2.5 * cm, height - 1.7 * cm)
            canvas.drawRightString(width - 2.5 * cm, 1.2 * cm, f"{page_word} {document.page}")
        else:
            canvas.drawCentredString(width / 2, 1.2 * cm, f"- {document.page} -")
        canvas.restoreState()

    return draw


def _styles(layout: str) -> dict[str, ParagraphStyle]:
    font = "Helvetica" if layout in {"matrix", "letter"} else "Times-Roman"
    bold = "Helvetica-Bold" if layout in {"matrix", "letter"} else "Times-Bold"
    size = {"columns": 9.5, "matrix": 9, "bilingual": 10}.get(layout, 11)
    body = ParagraphStyle(
        "body", fontName=font, fontSize=size, leading=size * 1.3, spaceAfter=size * 0.6, alignment=TA_JUSTIFY
    )
    return {
        "paragraph": body,
        "related": body,
        "cell": ParagraphStyle("cell", body, alignment=0, spaceAfter=0, fontSize=size - 1, leading=(size - 1) * 1.2),
        "centred": ParagraphStyle("centred", body, alignment=TA_CENTER),
        "heading": ParagraphStyle(
            "heading",
            body,
            fontName=bold,
            alignment=TA_CENTER if layout in {"treaty", "bilingual"} else 0,
            spaceBefore=4,
        ),
        "title": ParagraphStyle(
            "title",
            body,
            fontName=bold,
            fontSize=size + 2,
            leading=(size + 2) * 1.25,
            alignment=TA_CENTER,
            spaceAfter=2,
        ),
    }


def _flow(source: Source, layout: str, width: float) -> Iterable[Flowable]:
    styles = _styles(layout)
    for line in source.head:
        yield Paragraph(escape(line), styles["title"])
    if source.byline:
        yield Paragraph(escape(source.byline), styles["centred"])
    yield Spacer(1, 10)
    if layout == "bilingual":
        yield from _bilingual(source.pieces, styles, width)
        return
    pieces = [_piece(piece, styles, layout, width) for piece in source.pieces]
    if layout == "columns":
        yield BalancedColumns(pieces, nCols=2, innerPadding=0.8 * cm)
    else:
        yield from pieces


def _piece(piece: Piece, styles: dict[str, ParagraphStyle], layout: str, width: float) -> Flowable:
    if piece.kind == "table":
        return _ruled(piece.rows, styles["cell"], width)
    if piece.kind == "columns":
        return _pair(piece.rows, styles["centred"], width)
    if piece.kind == "item":
        indent = 14 + 14 * min(piece.level, 4)
        style = ParagraphStyle("item", styles["paragraph"], leftIndent=indent, firstLineIndent=-14)
        return Paragraph(_marked(piece.text, layout), style)
    return Paragraph(_marked(piece.text, layout), styles[piece.kind])


def _marked(text: str, layout: str) -> str:
    """The text as Paragraph markup; the narrow columns get places where long words may break."""
    if layout == "columns":
        text = _LONG.sub(lambda word: _SYLLABLE.sub(_SOFT_HYPHEN, word[0]), text)
    return escape(text)


def _ruled(rows: tuple[tuple[str, ...], ...], style: ParagraphStyle, width: float) -> Table:
    columns = max(map(len, rows))
    filled = [[*row, *[""] * (columns - len(row))] for row in rows]
    longest = [min(40, max(len(row[n]) for row in filled)) + 5 for n in range(columns)]
    widths = [width * length / sum(longest) for length in longest]
    table = Table([[Paragraph(escape(cell), style) for cell in row] for row in filled], colWidths=widths, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    table.spaceAfter = 8
    return table


def _pair(rows: Iterable[tuple[str, ...]], style: ParagraphStyle, width: float) -> Table:
    """Two columns side by side without rules: signatures, and the two languages of a treaty."""
    cells = [[Paragraph(escape(cell), style) for cell in row] for row in rows]
    table = Table(cells, colWidths=[width / 2, width / 2])
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]))
    return table


def _bilingual(pieces: tuple[Piece, ...], styles: dict[str, ParagraphStyle], width: float) -> Iterable[Flowable]:
    """Paragraphs alternate between the two languages in the source; here they stand side by side."""
    waiting: str | None = None
    for piece in pieces:
        if piece.kind != "paragraph" or " / " in piece.text:
            yield _piece(piece, styles, "bilingual", width)
        elif waiting is None:
            waiting = piece.text
        else:
            yield _pair([(waiting, piece.text)], styles["paragraph"], width)
            waiting = None
    if waiting is not None:
        yield Paragraph(escape(waiting), styles["paragraph"])
