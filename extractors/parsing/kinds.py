"""What kind of document a text is: news, report, agreement, regulation or other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.model import Block
from archive.model.text import DocumentKind
from extractors.parsing.cues import pattern, patterns
from extractors.parsing.marks import is_shouted
from extractors.parsing.published import full_dates

_QUOTE = re.compile(r"[\"“][^\"”]{12,400}[\"”]")
_HEAD_LINES = 8


def kind_of(body: str, blocks: Sequence[Block], web: bool = False) -> DocumentKind:
    """The kind that the wording at the head and in the body speaks for most; `web` says that it was a web page."""
    heads = _heads(body, blocks)
    text = body[:20_000]
    lower = text.lower()
    if _is_agreement(heads, lower):
        return "agreement"
    scores: dict[DocumentKind, float] = {
        "regulation": _regulation(heads, lower),
        "report": _report(heads, lower, blocks),
        "news": _news(text, lower, blocks, heads) + (0.5 if web else 0.0),
        "other": 1.0 + _other(heads, lower),
    }
    return max(scores, key=lambda kind: scores[kind])


def _heads(body: str, blocks: Sequence[Block]) -> list[str]:
    """The first lines, up to and with the first paragraph."""
    out: list[str] = []
    for block in blocks:
        if block.kind in {"table_cell"} or len(out) >= _HEAD_LINES:
            break
        line = re.sub(r"^[\s#>*_]+|[\s#*_]+$", "", " ".join(block.span.of(body)[:1_000].split()))
        if not line:
            continue
        out.append(line)
        if len(line) > 250:
            break
    return out


def _hits(path: tuple[str, ...], lower: str, cap: int = 3) -> float:
    """How many of the expressions occur in a text in lower case, each up to `cap` times with less and less weight."""
    total = 0.0
    for expression in patterns(*path):
        count = 0
        for _ in expression.finditer(lower):
            count += 1
            if count >= cap:
                break
        total += (0.0, 1.0, 1.4, 1.6)[min(count, 3)]
    return total


def _leads(path: tuple[str, ...], heads: Sequence[str], deep: int) -> bool:
    """True where one of the first lines begins with one of the expressions and is a heading, not a sentence."""
    return any(pattern(*path).match(line) and len(line) <= 200 and not line.endswith(".") for line in heads[:deep])


def _is_agreement(heads: Sequence[str], lower: str) -> bool:
    named = [line for line in heads[:6] if pattern("kinds", "agreement", "heads").match(line) and len(line) <= 260]
    if not named:
        return False
    body = _hits(("kinds", "agreement", "body"), lower)
    if is_shouted(named[0]) or len(named[0]) < 60:
        return body >= 2.0
    return body >= 4.5


def _regulation(heads: Sequence[str], lower: str) -> float:
    score = _hits(("kinds", "regulation", "body"), lower, 1) * 1.2
    if _leads(("kinds", "regulation", "heads"), heads, 5):
        score += 4.5
    return score


def _report(heads: Sequence[str], lower: str, blocks: Sequence[Block]) -> float:
    score = min(_hits(("kinds", "report", "body"), lower, 2), 5.0) * 0.7
    if _leads(("kinds", "report", "heads"), heads, 4):
        score += 4.0
    prose = sum(len(block.span) for block in blocks if block.kind == "paragraph")
    total = sum(len(block.span) for block in blocks if block.kind != "table_cell") or 1
    if any(block.kind == "table_row" for block in blocks):
        score += 1.5
    if prose < 0.5 * total:
        score += 1.5
    if heads and is_shouted(heads[0]):
        score += 0.7
    return score


def _news(text: str, lower: str, blocks: Sequence[Block], heads: Sequence[str]) -> float:
    score = min(_hits(("kinds", "news", "body"), lower, 3), 8.0) * 0.8
    score += min(len(_QUOTE.findall(text)), 3) * 0.5
    if any(full_dates(line) for line in heads[:3]):
        score += 0.5
    # Running text under a title, with nothing that speaks for another kind, is most likely a story.
    if sum(len(block.span) > 150 for block in blocks if block.kind == "paragraph") >= 3:
        score += 0.8
    items = sum(block.kind in {"list_item", "table_row"} for block in blocks)
    if items > 0.5 * sum(block.kind != "table_cell" for block in blocks):
        score -= 1.5
    return score


def _other(heads: Sequence[str], lower: str) -> float:
    score = _hits(("kinds", "other", "body"), lower, 3) * 1.6
    if _leads(("kinds", "other", "heads"), heads, 3):
        score += 2.5
    return score
