"""Pages of a long list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list is shown."""

    page: int
    total: int
    size: int

    @classmethod
    def of(cls, page: str | int | None, total: int, size: int) -> Paging:
        """The page of that number, or the nearest there is."""
        text = str(page or 1)
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
        last = max(1, -(-total // size))
        return cls(min(max(number, 1), last), total, size)

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    def numbers(self) -> list[int | None]:
        """Page numbers to offer: first, last and those near the current one; None stands for a gap."""
        wanted = sorted({1, self.last, *range(max(1, self.page - 2), min(self.last, self.page + 2) + 1)})
        numbers: list[int | None] = []
        for number in wanted:
            if numbers and number - (numbers[-1] or 0) > 1:
                numbers.append(None)
            numbers.append(number)
        return numbers
