"""Pages of the old web that are laid out with tables: the cell with the article is found, the rest is dropped."""

from __future__ import annotations

import copy
from typing import Any

_FRAME = {"table": "div", "tbody": "div", "thead": "div", "tr": "div", "td": "div", "th": "div", "center": "div"}
_LONG = 400
"""Characters without links that make a cell one of running text."""


def without_layout_tables(tree: Any) -> Any:
    """The page with its layout tables turned into plain divisions and their side columns dropped.

    The same tree comes back where the page has none, a changed copy otherwise.
    """
    if not any(_is_layout(table) for table in tree.iter("table")):
        return tree
    tree = copy.deepcopy(tree)
    tables = [table for table in tree.iter("table") if _is_layout(table)]
    cells = [cell for table in tables for cell in _own(table, "td", "th")]
    weights = {cell: _weight(cell) for cell in cells}
    best = max(weights.values(), default=0)
    # The innermost cell that still holds most of the running text is the article's.
    article = min(
        (cell for cell, weight in weights.items() if weight >= 0.8 * best),
        key=lambda c: len(list(c.iter())),
        default=None,
    )
    if article is not None and best >= _LONG:
        keep = {article, *article.iterancestors(), *article.iter()}
        for cell in cells:
            if cell not in keep and cell.getparent() is not None:
                cell.getparent().remove(cell)
    for table in tables:
        for element in (table, *_own(table, "tbody", "thead", "tr", "td", "th")):
            element.tag = _FRAME[element.tag]
    _break_paragraphs(tree)
    return tree


def _is_layout(table: Any) -> bool:
    """True for a table that holds tables, has one cell, or has an article in its fullest cell."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    cells = _own(table, "td", "th")
    return len(cells) == 1 or any(_weight(cell) > 3 * _LONG for cell in cells)


def _own(table: Any, *tags: str) -> list[Any]:
    """Parts of a table that do not belong to a table inside it."""
    return [part for part in table.iter(*tags) if next(part.iterancestors("table"), None) is table]


def _weight(element: Any) -> int:
    """Characters of an element outside links, scripts and forms."""
    total = 0
    stack = [element]
    while stack:
        node = stack.pop()
        if not isinstance(node.tag, str) or node.tag in {"a", "script", "style", "form", "select", "option"}:
            continue
        total += len((node.text or "").strip())
        for child in node:
            total += len((child.tail or "").strip())
            stack.append(child)
    return total


def _break_paragraphs(tree: Any) -> None:
    """Line breaks that come in pairs end a paragraph; a single one stays a line break."""
    for parent in [p for p in tree.iter("font", "div", "span") if _pairs(p)]:
        children = list(parent)
        groups: list[Any] = [_paragraph(parent.text)]
        parent.text = None
        for at, child in enumerate(children):
            parent.remove(child)
            if child.tag == "hr" or (child.tag == "br" and _follows_break(children, at)):
                groups.append(_paragraph(child.tail))
            else:
                groups[-1].append(child)
        parent.extend(group for group in groups if len(group) or (group.text or "").strip())
        parent.tag = "div"


def _pairs(parent: Any) -> bool:
    children = list(parent)
    return any(child.tag == "br" and _follows_break(children, at) for at, child in enumerate(children))


def _follows_break(children: list[Any], at: int) -> bool:
    before = children[at - 1] if at else None
    return before is not None and before.tag == "br" and not (before.tail or "").strip()


def _paragraph(text: str | None) -> Any:
    from lxml import etree

    paragraph = etree.Element("p")
    paragraph.text = text
    return paragraph
