"""Boxes inside an article that point to other articles: a heading ("Baca juga") and headlines below it."""

from __future__ import annotations

from typing import Any

from extractors.parsing.cues import pattern

_LONGEST = 160
"""Characters of a headline; anything longer is text of the article."""
_TOTAL = 1_200


def drop_pointers(tree: Any) -> None:
    """Take boxes of related, popular and recommended articles out of a page."""
    for heading in [element for element in tree.iter() if _is_heading(element)]:
        parent = heading.getparent()
        if parent is None:
            continue
        # The heading may be wrapped once or twice before it stands beside its headlines.
        while parent is not None and parent.getparent() is not None and _text(parent) == _text(heading):
            heading, parent = parent, parent.getparent()
        if parent is None:
            continue
        if (
            parent.tag != "body"
            and all(_is_headline(child) for child in parent if child is not heading)
            and _small(parent)
        ):
            _remove(parent)
            continue
        for sibling in list(heading.itersiblings()):
            if not _is_headline(sibling) or not _points(sibling):
                break
            _remove(sibling)
        _remove(heading)


def _is_heading(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in {
        "html",
        "body",
        "script",
        "style",
        "a",
        "head",
        "title",
        "option",
    }:
        return False
    text = element.text or ""
    if len(element) > 2 or (not text.strip() and not len(element)):
        return False
    whole = _text(element)
    return 3 < len(whole) < 40 and pattern("web", "pointers").fullmatch(whole) is not None


def _is_headline(element: Any) -> bool:
    """True for links, pictures and short lines that are no sentence."""
    if not isinstance(element.tag, str):
        return True
    text = _text(element)
    if not text:
        return True
    if element.tag in {"ul", "ol", "div", "section", "li", "nav"} and len(element):
        own = (element.text or "").strip()
        return not own and all(_is_headline(child) and not (child.tail or "").strip() for child in element)
    return len(text) <= _LONGEST and not text.endswith((".", ".”", '."', ":"))


def _points(element: Any) -> bool:
    """True where an element holds links and no text beside them."""
    links = list(element.iter("a"))
    linked = sum(len(_text(link)) for link in links)
    return bool(links) and linked >= 0.7 * len(_text(element))


def _small(element: Any) -> bool:
    return len(_text(element)) <= _TOTAL


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _remove(element: Any) -> None:
    """Take an element out and leave what follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + " " + element.tail
        else:
            parent.text = (parent.text or "") + " " + element.tail
    parent.remove(element)
