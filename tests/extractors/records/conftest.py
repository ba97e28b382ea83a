"""What the rules read, without the network: the tables say what each rule does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.model import Record
from extractors.mentions import find
from extractors.parsing import parse_plain
from extractors.records import assemble
from extractors.records.ties import weighing

Read = Callable[[str], tuple[Record, ...]]


@pytest.fixture(scope="session")
def read_by_rules() -> Read:
    """A function from a plain text to its records."""

    def read(body: str) -> tuple[Record, ...]:
        text = parse_plain(body, "case")
        return assemble(text, find(text), weighing.by_rules)

    return read
