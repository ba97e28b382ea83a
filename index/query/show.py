"""A tree written as a query again."""

from __future__ import annotations

import re

from index.query.tree import And, Fuzzy, Node, Not, Nothing, Or, Phrase, Prefix, Range, Value, Wildcard, Word


def show(node: Node) -> str:
    """The query that reads as this tree."""
    match node:
        case Nothing():
            return ""
        case Word(text) | Wildcard(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text, distance):
            return f"{text}~{distance}"
        case Value(field, text):
            return f'{field}:"{text}"' if re.search(r"\s|[()]", text) else f"{field}:{text}"
        case Range():
            return _range(node)
        case Not(child):
            return f"-{_part(child)}" if not isinstance(child, Word) or child.text[0] != "-" else f"NOT {child.text}"
        case And(children):
            return " ".join(_part(child, outside=Or) for child in children)
        case Or(children):
            return " OR ".join(_part(child, outside=None) for child in children)
    raise TypeError(f"no node: {node!r}")


def _part(node: Node, outside: type[And] | type[Or] | None = And) -> str:
    if isinstance(node, And | Or) and outside is not None and (outside is And or isinstance(node, outside)):
        return f"({show(node)})"
    return show(node)


def _range(node: Range) -> str:
    if node.open_first:
        return f"{node.field}:>{node.first}"
    if node.open_last:
        return f"{node.field}:<{node.last}"
    if node.first == node.last:
        return f"{node.field}:{node.first}"
    return f"{node.field}:{node.first or ''}..{node.last or ''}"
