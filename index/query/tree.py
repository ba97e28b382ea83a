"""What a person asked, as a tree that no engine has seen yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed; with a hyphen or slash it may hold several."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotes: exactly these, in this order."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word (`inche*`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A word with `*` and `?` in it."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word that may be misspelt by `distance` letters (`inchoen~`)."""

    text: str
    distance: int = 1


@dataclass(frozen=True, slots=True)
class Value:
    """A field with the value it must have (`partner:Incheon`)."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Range:
    """A field with the first and last value it may have, as typed; None leaves that end open.

    `open_first` and `open_last` say that the bound itself is left out (`>` and `<`).
    """

    field: str
    first: str | None
    last: str | None
    open_first: bool = False
    open_last: bool = False


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever the child does not match."""

    child: Node


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty query: it asks for everything."""


Leaf: TypeAlias = Word | Phrase | Prefix | Wildcard | Fuzzy | Value | Range
Node: TypeAlias = Leaf | And | Or | Not | Nothing


def join(kind: type[And] | type[Or], children: list[Node]) -> Node:
    """The children under one node: none makes Nothing, one stands for itself, the same kind is taken apart."""
    flat: list[Node] = []
    for child in children:
        if isinstance(child, kind):
            flat.extend(child.children)
        elif not isinstance(child, Nothing):
            flat.append(child)
    if not flat:
        return Nothing()
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def leaves(node: Node) -> Iterator[Leaf]:
    """The leaves of a tree in order."""
    if isinstance(node, And | Or):
        for child in node.children:
            yield from leaves(child)
    elif isinstance(node, Not):
        yield from leaves(node.child)
    elif not isinstance(node, Nothing):
        yield node
