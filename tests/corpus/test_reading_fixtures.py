"""Every fixture is read or refused with its reason: none is lost, none raises, the texts are those of their sources."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import Levenshtein

from archive.model import Original, Text
from corpus.making.samples import GOLD
from extractors.parsing import DEFAULT_LIMITS, is_container, parse, sniff, unpack

FIXTURES = Path(__file__).parents[1] / "fixtures"
ROWS = [json.loads(line) for line in (FIXTURES / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
DEPTH = 4


def read(name: str, data: bytes, depth: int = DEPTH) -> tuple[list[Text], list[str]]:
    """The texts of a file and its members, and the codes of all faults; pictures are not recognised here."""
    media_type = sniff(data, name)
    if not is_container(media_type):
        original = Original(hashlib.sha256(data).hexdigest(), len(data), media_type, name)
        text = parse(data, original, DEFAULT_LIMITS, "off")
        return [text], [fault.code for fault in text.faults]
    if not depth:
        return [], ["too_deep"]
    texts: list[Text] = []
    codes: list[str] = []
    for member in unpack(data, media_type, DEFAULT_LIMITS):
        if member.fault is not None:
            codes.append(member.fault.code)
        if member.data:
            inner, faults = read(member.name, member.data, depth - 1)
            texts += inner
            codes += faults
    return texts, codes


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_reading(row: dict[str, Any]) -> None:
    data = (FIXTURES / "documents" / row["file"]).read_bytes()
    if row["media_type"]:
        assert sniff(data, row["file"]) == row["media_type"]
    texts, codes = read(row["file"], data)
    if "ocr_off" in codes:
        # It is a picture of text, which is as much as can be said without recognising it.
        assert row["faults"] or "scan" in row["file"]
        return
    if row["faults"]:
        assert set(codes) & set(row["faults"]) or (row["clean"] and not codes), codes
    else:
        assert codes == []
    found = any(text.body.strip() for text in texts)
    assert row["text"] in {None, found}
    if row["members"] is not None:
        assert len(texts) == row["members"]
    if row["error"] is not None:
        source = squeezed((GOLD / "texts" / f"{row['source']}.txt").read_text(encoding="utf-8"))
        error = Levenshtein.distance(source, squeezed(texts[0].body)) / len(source)
        assert error <= row["error"]
