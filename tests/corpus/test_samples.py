"""The samples carry their source texts unchanged, come out the same each time, and fit the gold."""

from __future__ import annotations

import io
import json
import re
import zipfile
from email import message_from_bytes, policy
from pathlib import Path

import docx
import pdfplumber
import pytest
from lxml import html
from warcio.archiveiterator import ArchiveIterator

from corpus.making.plan import Sample, read_plan
from corpus.making.samples import GOLD, SAMPLES, documents, files

PLAN = read_plan()
ROWS = [json.loads(line) for line in (GOLD / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
BYTES = {sample.source: data for sample, data in documents(PLAN)}


def letters(text: str) -> str:
    """Letters and digits only: what stays the same however lines are broken and words hyphenated."""
    return re.sub(r"[\W_]+", "", text)


def visible(sample: Sample, data: bytes) -> str:
    match sample.form:
        case "web":
            page = html.fromstring(data)
            for element in page.xpath("//script|//style|//head"):
                element.drop_tree()
            return page.text_content()
        case "pdf":
            with pdfplumber.open(io.BytesIO(data)) as pdf:
                return "\n".join(page.extract_text() for page in pdf.pages)
        case "docx":
            parts = zipfile.ZipFile(io.BytesIO(data))
            names = [n for n in ("word/document.xml", "word/footnotes.xml") if n in parts.namelist()]
            return " ".join("".join(html.fromstring(parts.read(n)).itertext()) for n in names)
        case "mail":
            return message_from_bytes(data, policy=policy.default).get_content()
        case _:
            return data.decode(sample.charset)


@pytest.mark.parametrize("sample", [s for s in PLAN.samples if s.form != "scan"], ids=lambda s: s.source)
def test_every_sentence_is_visible(sample: Sample) -> None:
    shown = letters(visible(sample, BYTES[sample.source]))
    text = (GOLD / "texts" / f"{sample.source}.txt").read_text(encoding="utf-8")
    if sample.layout in {"columns", "bilingual", "matrix"} or sample.form == "docx":
        # Here lines of neighbouring columns or cells lie between; the characters themselves must all be there.
        missing = [word for word in set(re.findall(r"\w{3,8}", text)) if word not in shown]
        broken_by_layout = 0.06 * len(set(re.findall(r"\w{3,8}", text)))
        assert len(missing) <= broken_by_layout, missing
    else:
        lines = [line for line in text.splitlines() if line.strip() and not re.search(r"\S {4,}\S", line)]
        assert [line for line in lines if letters(line) not in shown] == []


def test_the_scan_has_no_text_layer_and_is_small() -> None:
    (scan,) = [s for s in PLAN.samples if s.form == "scan"]
    data = BYTES[scan.source]
    assert len(data) < 600_000
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        assert [page.chars for page in pdf.pages] == [[] for _ in pdf.pages]


def test_the_same_bytes_each_time() -> None:
    assert dict(files(PLAN)) == dict(files(PLAN))


def test_the_folder_is_what_the_plan_makes() -> None:
    made = {name for name, _ in files(PLAN)}
    there = {p.relative_to(SAMPLES).as_posix() for p in SAMPLES.rglob("*") if p.is_file()}
    assert there == made
    assert sum(p.stat().st_size for p in SAMPLES.rglob("*") if p.is_file()) < 6_000_000


def test_pages_state_a_date_only_where_the_text_does() -> None:
    published = {row["source"]: row["published"] for row in ROWS}
    stated = re.compile(rb"datePublished|published_time|publishdate|DC.date|<time [^>]*datetime|name=\"date\"")
    for sample in PLAN.samples:
        if sample.form == "web" and published[sample.source] is None:
            assert not stated.search(BYTES[sample.source]), sample.name


def test_gold_and_samples_name_each_other() -> None:
    assert {(row["doc"], row["source"]) for row in ROWS} == {(s.path, s.source) for s in PLAN.samples}
    assert len({Path(row["doc"]).name for row in ROWS}) == len(ROWS)
    assert {p.stem for p in (GOLD / "texts").iterdir()} == {row["source"] for row in ROWS}


def test_containers_hold_their_members() -> None:
    inside = {(s.member_of, s.name) for s in PLAN.samples if s.member_of}
    archive = zipfile.ZipFile(SAMPLES / "berkas-biro.zip")
    found = {("berkas-biro.zip", name) for name in archive.namelist()}
    with (SAMPLES / "crawl-2026.warc.gz").open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response" and record.http_headers.get_statuscode() == "200":
                url = record.rec_headers.get_header("WARC-Target-URI")
                found.add(("crawl-2026.warc.gz", url.rpartition("/")[2]))
    assert found == inside


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["source"])
def test_evidence_stands_in_the_text(row: dict) -> None:
    text = (GOLD / "texts" / f"{row['source']}.txt").read_text(encoding="utf-8")
    for agreement in row["agreements"]:
        assert agreement["evidence"] in text


def test_word_footnotes_open() -> None:
    (sample,) = [s for s in PLAN.samples if s.footnotes]
    document = docx.Document(io.BytesIO(BYTES[sample.source]))
    assert sum("footnotes" in rel.reltype for rel in document.part.rels.values()) == 1
