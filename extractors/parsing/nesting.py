"""How deep a list item lies, from its indent and its marker."""

from __future__ import annotations


class Nesting:
    """The open list levels; `tolerance` is how far indents of one level may differ."""

    def __init__(self, tolerance: float = 1.0) -> None:
        self._open: list[tuple[float, str]] = []
        self._tolerance = tolerance

    @property
    def depth(self) -> int:
        return len(self._open)

    @property
    def indent(self) -> float:
        """The indent of the innermost open level (0 where there is none)."""
        return self._open[-1][0] if self._open else 0.0

    @property
    def styles(self) -> frozenset[str]:
        return frozenset(style for _, style in self._open)

    def is_deeper(self, indent: float, than: float) -> bool:
        """True for an indent beyond another of the same level."""
        return indent > than + self._tolerance - 1

    def level(self, style: str, indent: float) -> int:
        """The depth from 1 of an item with this style of marker at this indent."""
        while self._open and self._open[-1][0] > indent + self._tolerance:
            self._open.pop()
        same = [
            depth
            for depth, (at, known) in enumerate(self._open)
            if known == style and abs(at - indent) <= self._tolerance
        ]
        if same:
            del self._open[same[-1] + 1 :]
        else:
            self._open.append((indent, style))
        return len(self._open)

    def close(self) -> None:
        self._open.clear()

    def leave(self, indent: float) -> None:
        """Close all levels where text begins that is not indented deeper than the outermost of them."""
        if self._open and indent <= self._open[0][0] + 0.01:
            self._open.clear()
