"""Lines with places gathered into paragraphs, headings, list items and footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from statistics import median

from archive.model.text import BlockKind
from archive.reference import places
from extractors.parsing.draft import Word, Writer
from extractors.parsing.layout import Region, TextLine
from extractors.parsing.marks import Marker, is_section, is_shouted
from extractors.parsing.openings import SENTENCE_END, Below, Openings

_NOTE = re.compile(r"(?:\d{1,3}|\*)\)?\s+\S")
_BLANK = 2.2
"""Line distances from which on the space between two lines counts as a blank line."""
_SURE = 2
"""Full lines from which on the distance of lines within paragraphs is known."""
_GLUED = re.compile(r"\d-$|\w/$")
_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?!\d)")
_LABEL = re.compile(r"[^\W\d_][\w /.()-]{0,30}?\s*:(?:\s|$)")


@dataclass(slots=True)
class Paragraph:
    """Lines that make one block; `large` ones are headings by nothing but the size of their type."""

    lines: list[TextLine]
    kind: BlockKind = "paragraph"
    level: int = 0
    large: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """What is usual in a document: the size of its type and the distance between its lines, in points.

    The distance is `sure` where it was measured between lines of the same paragraph.
    """

    size: float
    pitch: float
    sure: bool = False


def usual_face(regions: Sequence[Region], before: Face | None = None) -> Face:
    """The most common size and line distance over all regions; `before` is that of the page before."""
    lines = [line for region in regions for line in region.lines]
    if not lines:
        return before or Face(10.0, 12.0)
    size = median(line.size for line in lines)
    every, within = _steps(regions, 4 * size)
    if len(within) >= _SURE:
        return Face(size, median(within), sure=True)
    if before is not None and before.sure and abs(before.size - size) < 0.1 * size:
        return Face(size, before.pitch, sure=True)
    return Face(size, median(every) if every else 1.2 * size)


def _steps(regions: Sequence[Region], most: float) -> tuple[list[float], list[float]]:
    """The distances of lines: from each to the next, and those within paragraphs, as far as full lines tell them."""
    every: list[float] = []
    within: list[float] = []
    for region in regions:
        for above, below in pairwise(region.lines):
            step = below.top - above.top
            if 0 < step < most:
                every.append(step)
                if _is_full(above, below, region):
                    within.append(step)
    return every, within


def paragraphs(region: Region, face: Face, openings: Openings) -> list[Paragraph]:
    """The paragraphs of a region in order."""
    out: list[Paragraph] = []
    pitch = _pitch(region, face)
    for line, after in zip_longest(region.lines, region.lines[1:]):
        mark = _marker(line, out[-1].lines[-1] if out else None, openings)
        if out and mark is None and _joins(out[-1], line, region, pitch, face):
            out[-1].lines.append(line)
            continue
        out.append(_opened(line, mark, _below(line, after, region, pitch), face, openings, line.x0 - region.shift))
    for paragraph in out:
        # Above all text, large lines are letterhead, title and subtitle; a heading stands over a part of the text.
        openings.begun |= not paragraph.large and not is_shouted(paragraph.lines[0].text)
        if paragraph.large and not openings.begun:
            paragraph.kind, paragraph.level = "paragraph", 0
    return out


def join(
    lines: Sequence[TextLine], known: frozenset[str] = frozenset(), torn: frozenset[int] = frozenset()
) -> tuple[str, list[Word]]:
    """The text of the lines with words divided at line ends made whole, and the words as they stand in that text.

    The last words of the lines numbered in `torn` go on in the line below as they are, without a hyphen.
    """
    parts: list[str] = []
    words: list[Word] = []
    for at, line in enumerate(lines):
        for place, word in enumerate(line.words):
            last = place == len(line.words) - 1
            below = lines[at + 1].words[0].text if last and at + 1 < len(lines) else ""
            if below and (cut := undivided(word.text, below, known)) is not None:
                parts.append(cut)
                words.append(replace(word, text=cut))
                continue
            glued = below and (at in torn or _is_glued(word.text, below))
            parts.append(word.text if glued else word.text + " ")
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
    if core.casefold() == head.casefold() or f"{core}-{head}".casefold() in known or _is_place(f"{core}-{head}"):
        return word
    if f"{core}{head}".casefold() in known:
        return stem
    if head.casefold().startswith(core.casefold()) and len(core) > 3:
        return word
    return stem


def _is_place(name: str) -> bool:
    """True for "Jeollanam-do": a place that is written with a hyphen."""
    return name[0].isupper() and any(place.name == name for place in places().named(name))


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
    if SENTENCE_END.search(tail) or len(blocks[-1].span) < 40 or not text[0].islower():
        return None
    return " "


def _pitch(region: Region, face: Face) -> float:
    every, within = _steps([region], 3 * face.size)
    if len(within) >= _SURE:
        return min(median(within), 1.6 * face.pitch)
    return min(median(every), 1.6 * face.pitch) if len(every) >= 4 and not face.sure else face.pitch


def _marker(line: TextLine, before: TextLine | None, openings: Openings) -> Marker | None:
    """The list marker of the line; a number or initial that a line break put first is none."""
    mark = openings.marker(line.text)
    if mark is None or not mark.value or mark.style.startswith("("):
        return mark
    if mark.value.lower() in {"1", "a", "i"} or mark.style in openings.nesting.styles or before is None:
        return mark
    ended = SENTENCE_END.search(before.text) or is_shouted(before.text) or len(before.text) < 60
    return mark if ended else None


def _below(line: TextLine, after: TextLine | None, region: Region, pitch: float) -> Below | None:
    """The line below as one that tells whether this one is a heading; a line that goes on with it tells nothing."""
    if after is None or after.top - line.top > _BLANK * pitch:
        return None
    return Below(after.text, (line.x0 if _is_full(line, after, region) else after.x0) - region.shift)


def _is_far(above: TextLine, below: TextLine, pitch: float) -> bool:
    return below.top - above.top > 1.3 * pitch + 1 and below.top - above.bottom > 0.45 * below.size


def _is_full(above: TextLine, below: TextLine, region: Region) -> bool:
    """True where the first word of the line below would not have fitted on the line above, set left or centred."""
    first = below.words[0]
    left = above.x0 - region.x0
    right = region.x1 - above.x1
    room = left + right if abs(left - right) < above.size else right
    return room < (first.x1 - first.x0) + 0.35 * below.size


def _joins(above: Paragraph, line: TextLine, region: Region, pitch: float, face: Face) -> bool:
    last = above.lines[-1]
    if _is_far(last, line, pitch):
        return False
    if abs(line.size - last.size) > 0.12 * max(line.size, last.size):
        return False
    text, before = line.text, last.text
    if is_section(text) and len(text) < 80:
        return False
    if _LABEL.match(text) and _LABEL.match(before) and not text[0].islower():
        return False
    if above.kind == "heading":
        # A long heading set large goes over several lines.
        goes_on = _is_full(last, line, region) or (text[0].islower() and not SENTENCE_END.search(before))
        if text[0] == "(" or is_section(before) or is_shouted(text) != is_shouted(before):
            return False
        return goes_on and (line.size > 1.15 * face.size or is_shouted(text))
    if is_shouted(text) != is_shouted(before) and min(len(text), len(before)) > 8:
        return False
    if re.search(r"[^\W\d_]-$", before) and text[0].islower():
        return True
    if len(above.lines) == 1 and above.kind == "paragraph" and line.x0 - last.x0 > 1.2 * line.size:
        return False
    if len(above.lines) > 1 and line.x0 - last.x0 > 0.9 * line.size:
        return False
    first = line.words[0]
    room = region.x1 - last.x1
    return room < (first.x1 - first.x0) + 0.35 * line.size or (text[0].islower() and not SENTENCE_END.search(before))


def _opened(
    line: TextLine, mark: Marker | None, below: Below | None, face: Face, openings: Openings, indent: float
) -> Paragraph:
    text = line.text
    if mark is not None:
        opening = openings.item(mark, text, indent, below)
        return Paragraph([line], opening.kind, opening.level)
    opening = openings.other(text, indent)
    if opening.kind in {"paragraph", "footnote"}:
        if line.size > 1.15 * face.size and len(text) <= 200:
            return Paragraph([line], "heading", 1, large=True)
        if line.size < 0.87 * face.size and _NOTE.match(text):
            return Paragraph([line], "footnote")
    return Paragraph([line], opening.kind, opening.level)
