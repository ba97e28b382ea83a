"""From a draft to a text: languages, kind, title and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from archive.model import Block, Text
from extractors.parsing.draft import Draft
from extractors.parsing.faults import fault
from extractors.parsing.kinds import kind_of
from extractors.parsing.languages import document_language, stretches
from extractors.parsing.limits import Limits
from extractors.parsing.maker import PARSER
from extractors.parsing.marks import is_section, marker
from extractors.parsing.published import published
from extractors.parsing.titles import find_title

_LINE = 600
"""Characters of a line in which a document may speak of itself."""


def finish(draft: Draft, id: str, limits: Limits, web: bool = False) -> Text:
    """The text of a draft, with everything that is concluded from its words."""
    if len(draft.body) > limits.characters:
        _cut(draft, limits.characters)
    if not draft.body.strip():
        if not draft.faults:
            draft.faults.append(fault("no_text"))
        return Text(id=id, body="", pages=(), maker=PARSER, faults=tuple(draft.faults), url=draft.url)
    read = list(stretches(draft.body, draft.blocks))
    languages = {place: stretch.language for stretch in read for place in stretch.places}
    blocks = [
        replace(block, language=languages[place]) if block.language != languages[place] else block
        for place, block in enumerate(draft.blocks)
    ]
    kind = kind_of(draft.body, blocks, web)
    title, at = find_title(draft.body, blocks, kind == "agreement")
    if draft.title:
        title, at = draft.title, _block_of(draft.title, draft.body, blocks)
    if at is not None and blocks[at].kind in {"paragraph", "heading"}:
        blocks[at] = replace(blocks[at], kind="title", level=0)
    return Text(
        id=id,
        body=draft.body,
        blocks=tuple(blocks),
        pages=tuple(draft.pages),
        boxes=tuple(draft.boxes),
        language=document_language([stretch for stretch in read if blocks[stretch.places[0]].kind != "table_row"]),
        kind=kind,
        title=title,
        published=draft.published or published(*_ends(draft.body, blocks), kind, title),
        author=draft.author,
        site=draft.site,
        url=draft.url,
        maker=PARSER,
        faults=tuple(draft.faults),
    )


def _ends(body: str, blocks: Sequence[Block]) -> tuple[list[str], list[str]]:
    """The lines above and with the first paragraph, and the last lines: where a document speaks of itself."""
    head: list[str] = []
    for at, block in enumerate(blocks[:16]):
        if block.kind in {"table_row", "table_cell", "list_item"}:
            break
        line = " ".join(body[block.span.start : min(block.span.end, block.span.start + _LINE)].split())
        if at and block.kind == "heading" and (is_section(line) or marker(line)):
            break
        head.append(line)
        if len(line) > 140:
            break
    plain = [block for block in blocks if block.kind not in {"table_row", "table_cell", "list_item", "heading"}]
    tail = [body[max(block.span.start, block.span.end - _LINE) : block.span.end] for block in plain[-10:]]
    return head, [" ".join(line.split()) for line in tail]


def _block_of(title: str, body: str, blocks: list[Block]) -> int | None:
    """The block near the beginning that carries the title which the file itself declares."""
    wanted = re.sub(r"\W+", " ", title).strip().casefold()
    for at, block in enumerate(blocks[:6]):
        if (
            block.kind in {"paragraph", "heading"}
            and re.sub(r"\W+", " ", block.span.of(body)).strip().casefold() == wanted
        ):
            return at
    return None


def _cut(draft: Draft, most: int) -> None:
    """Keep the first characters, whole blocks only."""
    draft.faults.append(fault("too_much_text", limit=f"{most:,}"))
    kept = [block for block in draft.blocks if block.span.end <= most]
    end = max((block.span.end for block in kept), default=0)
    draft.body = draft.body[:end]
    draft.blocks = kept
    draft.boxes = [box for box in draft.boxes if box.span.end <= end]
    draft.pages = [page for page in draft.pages if page.span.end <= end]
