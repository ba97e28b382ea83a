"""Helpers that make files."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from archive.model import Original, Text
from extractors.parsing import DEFAULT_LIMITS, Limits, parse, sniff

Read = Callable[..., Text]


@pytest.fixture
def read() -> Read:
    """Reads bytes as a file of the given name."""

    def reader(data: bytes, name: str = "", ocr: str = "off", limits: Limits = DEFAULT_LIMITS) -> Text:
        original = Original(hashlib.sha256(data).hexdigest(), len(data), sniff(data, name), name)
        return parse(data, original, limits, ocr)

    return reader


@pytest.fixture
def pack() -> Callable[[Mapping[str, bytes | str]], bytes]:
    """Makes a ZIP of members by name."""

    def packer(members: Mapping[str, bytes | str]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in members.items():
                package.writestr(name, content)
        return out.getvalue()

    return packer
