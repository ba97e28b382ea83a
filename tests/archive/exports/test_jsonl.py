"""The lossless export: there and back again, and broken files refused with their lines."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from archive.catalogue import Catalogue
from archive.exports.jsonl import BrokenExportError, bring_in, read, write
from archive.model import Block, Claim, Original, PartialDate, Party, Record, Span, Text
from archive.register.desk import Desk

BODY = "Jawa Barat meneken LoI dengan Incheon pada 25 September 2017."


def catalogue(path: Path) -> Catalogue:
    return Catalogue.open(f"sqlite:///{path}")


@pytest.fixture(name="full")
def _full(tmp_path: Path) -> Catalogue:
    full = catalogue(tmp_path / "full.sqlite")
    home, partner = Party("Jawa Barat", "province", "ID", "ID-32"), Party("Incheon", "city", "KR", "KR-28")
    for number, day in enumerate(("2017-09-25", "2017-09-26")):
        original = Original(str(number) * 64, 10, "text/plain", f"{number}.txt")
        full.add_original(original)
        span = Span(0, len(BODY))
        full.put_text(
            Text(
                original.id,
                BODY,
                (Block(span, "paragraph"),),
                kind="news",
                published=PartialDate("2017-09-27"),
                title="Jabar",
            )
        )
        key = f"{original.id}:jawa-barat:incheon:loi:2017:1"
        full.put_records(
            original.id,
            [
                Record(key, original.id, Claim(home, (span,)), Claim(partner, (span,)), Claim("signed", ()),
                       signed=Claim(PartialDate(day), (span,), 0.8), evidence=(span,), score=0.9)
            ],
        )  # fmt: skip
    desk = Desk(full)
    desk.update()
    key = full.records()[1].key
    desk.judge("correct", [key], "ida", slot="signed", value="2017-09-25", why="on the paper")
    banten = {"name": "Banten", "level": "province", "country": "ID"}
    zhejiang = {"name": "Zhejiang", "level": "province", "country": "CN"}
    desk.judge("add", [], "ida", value={"home": banten, "partner": zhejiang})
    return full


def exported(source: Catalogue) -> bytes:
    out = io.BytesIO()
    write(source, out)
    return out.getvalue()


def test_there_and_back_again(full: Catalogue, tmp_path: Path) -> None:
    first = exported(full)
    empty = catalogue(tmp_path / "empty.sqlite")
    counts = bring_in(read(first.splitlines()), empty)
    assert (counts.documents, counts.records, counts.judgements) == (2, 2, 2)
    Desk(empty).update()
    assert exported(empty) == first
    assert len(empty.agreements()) == 2


def test_importing_twice_changes_nothing(full: Catalogue) -> None:
    first = exported(full)
    counts = bring_in(read(first.splitlines()), full)
    assert (counts.documents, counts.records, counts.judgements) == (0, 0, 0)
    Desk(full).update()
    assert exported(full) == first


def test_broken_lines_are_all_reported_and_nothing_is_read(full: Catalogue) -> None:
    lines = exported(full).splitlines()
    lines[1] = b"{not json"
    lines[3] = json.dumps({"type": "record", "record": {"key": "x"}}).encode()
    lines.append(b'{"type":"poem"}')
    with pytest.raises(BrokenExportError) as caught:
        read(lines)
    assert [line for line, _ in caught.value.faults if line] == [2, 4, len(lines)]
    assert "line 2: not JSON" in str(caught.value)


@pytest.mark.parametrize(
    "data", [b"", b"id,home,partner\n", b"[1,2]\n", b'{"type":"naskah","version":9}\n', b"\xff\xfe\x00"]
)
def test_what_is_no_export_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenExportError):
        read(data.splitlines(keepends=True))


def test_records_without_their_document_are_refused(full: Catalogue) -> None:
    lines = [line for line in exported(full).splitlines() if b'"type":"document"' not in line]
    with pytest.raises(BrokenExportError, match="no such document"):
        read(lines)
