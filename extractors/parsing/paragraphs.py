"""Lines with places gathered into paragraphs, headings, list items and footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from archive.model.text import BlockKind
from extractors.parsing.draft import Word, Writer
from extractors.parsing.layout import Region, TextLine
from extractors.parsing.marks import Marker, is_heading, is_section, is_shouted, marker
from extractors.parsing.nesting import Nesting

_SENTENCE_END = re.compile(r"""[.!?:;]["'”’)\]]*$""")
_CAPTION = re.compile(r"(?:tabel|table|gambar|figure|grafik|chart|foto|photo)\s*\d*\s*[.:]\s*\S", re.I)
_GLUED = re.compile(r"\d-$|\w/$")
_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?!\d)")
_LABEL = re.compile(r"[^\W\d_][\w /.()-]{0,30}?\s*:(?:\s|$)")


@dataclass(slots=True)
class Paragraph:
    """Lines that make one block."""

    lines: list[TextLine]
    kind: BlockKind = "paragraph"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Face:
    """What is usual in a document: the size of its type and the distance between its lines, in points."""

    size: float
    pitch: float


def usual_face(regions: Sequence[Region]) -> Face:
    """The most common size and line distance over all regions."""
    lines = [line for region in regions for line in region.lines]
    if not lines:
        return Face(10.0, 12.0)
    size = median(line.size for line in lines)
    steps = [
        below.top - above.top
        for region in regions
        for above, below in zip(region.lines, region.lines[1:], strict=False)
        if 0 < below.top - above.top < 4 * size
    ]
    return Face(size, median(steps) if steps else 1.2 * size)


def paragraphs(region: Region, face: Face, nesting: Nesting) -> list[Paragraph]:
    """The paragraphs of a region in order."""
    out: list[Paragraph] = []
    right = region.x1
    pitch = _pitch(region, face)
    for line in region.lines:
        mark = _marker(line, out[-1].lines[-1] if out else None, nesting)
        if out and mark is None and _joins(out[-1], line, right, pitch, face):
            out[-1].lines.append(line)
            continue
        out.append(_opened(line, mark, face, nesting))
    return out


def join(lines: Sequence[TextLine], known: frozenset[str] = frozenset()) -> tuple[str, list[Word]]:
    """The text of the lines with words divided at line ends made whole, and the words as they stand in that text."""
    parts: list[str] = []
    words: list[Word] = []
    for at, line in enumerate(lines):
        for place, word in enumerate(line.words):
            last = place == len(line.words) - 1
            below = lines[at + 1].words[0].text if last and at + 1 < len(lines) else ""
            if below and (cut := undivided(word.text, below, known)) is not None:
                parts.append(cut)
                words.append(Word(cut, word.x0, word.top, word.x1, word.bottom))
                continue
            parts.append(word.text if below and _is_glued(word.text, below) else word.text + " ")
            words.append(word)
    return "".join(parts).strip(), words


def _is_glued(word: str, below: str) -> bool:
    """True where a line end divides what is one word: after a slash, or inside a date in a narrow table cell."""
    if _GLUED.search(word) and below[0].isalnum():
        return True
    return below[0].isdigit() and _DATE.match(word + below) is not None and not _DATE.match(word)


def undivided(word: str, below: str, known: frozenset[str] = frozenset()) -> str | None:
    """What stays of a word before a line end so that it can be joined to what is below; None where it is whole.

    "pariwi-" + "sata" loses its hyphen, "kota-" + "kota" and "Jeong-" + "bok" (if the document has "Jeong-bok"
    elsewhere) keep it.
    """
    if not re.search(r"[^\W\d_]-$", word) or not (below[0].islower() or below[0].isdigit()):
        # "Asia-" + "Pacific": a compound broken at its own hyphen.
        return word if re.search(r"[^\W\d_]-$", word) and below[0].isupper() and len(word) > 2 else None
    stem, head = word[:-1], below.rstrip(".,;:!?)\"'”’")
    core = re.sub(r"^\W+", "", stem)
    if core.casefold() == head.casefold() or f"{core}-{head}".casefold() in known:
        return word
    if f"{core}{head}".casefold() in known:
        return stem
    if head.casefold().startswith(core.casefold()) and len(core) > 3:
        return word
    return stem


def write(writer: Writer, found: Sequence[Paragraph], known: frozenset[str], goes_on: bool) -> None:
    """Write the paragraphs; with `goes_on` the first may continue the last block, which a break has cut."""
    for at, paragraph in enumerate(found):
        text, words = join(paragraph.lines, known)
        if at == 0 and goes_on and (glue := _seam(writer, paragraph, text)) is not None:
            writer.extend(text, words, glue)
            continue
        writer.block(text, paragraph.kind, level=paragraph.level, words=words)


def _seam(writer: Writer, paragraph: Paragraph, text: str) -> str | None:
    """What joins a paragraph to the one before the break; None where a new one begins."""
    blocks = writer.draft.blocks
    if not blocks or blocks[-1].kind not in {"paragraph", "list_item"} or paragraph.kind != "paragraph" or not text:
        return None
    tail = writer.tail(40)
    if _SENTENCE_END.search(tail) or len(blocks[-1].span) < 40 or not text[0].islower():
        return None
    return " "


def _pitch(region: Region, face: Face) -> float:
    steps = [
        below.top - above.top
        for above, below in zip(region.lines, region.lines[1:], strict=False)
        if 0 < below.top - above.top < 3 * face.size
    ]
    return min(median(steps), 1.6 * face.pitch) if len(steps) >= 4 else face.pitch


def _marker(line: TextLine, before: TextLine | None, nesting: Nesting) -> Marker | None:
    """The list marker of the line; a number or initial that a line break put first is none."""
    mark = marker(line.text)
    if mark is None or not mark.value or mark.style.startswith("("):
        return mark
    if mark.value.lower() in {"1", "a", "i"} or mark.style in nesting.styles or before is None:
        return mark
    ended = _SENTENCE_END.search(before.text) or is_shouted(before.text) or len(before.text) < 60
    return mark if ended else None


def _joins(above: Paragraph, line: TextLine, right: float, pitch: float, face: Face) -> bool:
    last = above.lines[-1]
    if line.top - last.top > 1.3 * pitch + 1 and line.top - last.bottom > 0.45 * line.size:
        return False
    if abs(line.size - last.size) > 0.12 * max(line.size, last.size):
        return False
    text, before = line.text, last.text
    if is_section(text) and len(text) < 80:
        return False
    if above.kind == "heading":
        # A long heading set large goes over several lines.
        return line.size > 1.15 * face.size and not is_section(before) and is_shouted(text) == is_shouted(before)
    if is_shouted(text) != is_shouted(before) and min(len(text), len(before)) > 8:
        return False
    if re.search(r"[^\W\d_]-$", before) and text[0].islower():
        return True
    if _LABEL.match(text) and _LABEL.match(before):
        return False
    if len(above.lines) == 1 and above.kind == "paragraph" and line.x0 - last.x0 > 1.2 * line.size:
        return False
    if len(above.lines) > 1 and line.x0 - last.x0 > 0.9 * line.size:
        return False
    first = line.words[0]
    room = right - last.x1
    return room < (first.x1 - first.x0) + 0.35 * line.size or (text[0].islower() and not _SENTENCE_END.search(before))


def _opened(line: TextLine, mark: Marker | None, face: Face, nesting: Nesting) -> Paragraph:
    text = line.text
    if mark is not None:
        rest = text[mark.length :]
        if is_heading(rest) and len(rest) <= 90 and mark.value and not rest.endswith("."):
            nesting.close()
            return Paragraph([line], "heading", mark.depth)
        return Paragraph([line], "list_item", nesting.level(mark.style, line.x0))
    nesting.leave(line.x0)
    if is_section(text) and len(text) <= 120 and not text.endswith((".", ",", ";")):
        nesting.close()
        return Paragraph([line], "heading", 1)
    large = line.size > 1.15 * face.size and len(text) <= 200
    if large or (is_shouted(text) and len(text.split()) > 1 and len(text) <= 160 and not text.endswith((";", ","))):
        return Paragraph([line], "heading", 1)
    if _CAPTION.match(text) and len(text) <= 200:
        return Paragraph([line], "caption")
    if line.size < 0.87 * face.size and re.match(r"(?:\d{1,3}|\*)\)?\s+\S", text):
        return Paragraph([line], "footnote")
    return Paragraph([line], "paragraph", nesting.depth)
