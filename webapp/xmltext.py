"""XML that is well formed whatever a document holds."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Tree

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub(" ", text)


def put(parent: Tree.Element, tag: str, text: str | None = None, **attributes: str) -> Tree.Element:
    """A new child with text and attributes."""
    child = Tree.SubElement(parent, tag, {name: clean(value) for name, value in attributes.items()})
    if text is not None:
        child.text = clean(text)
    return child


def written(root: Tree.Element) -> bytes:
    """The document in UTF-8 with its declaration."""
    return bytes(Tree.tostring(root, encoding="utf-8", xml_declaration=True))
