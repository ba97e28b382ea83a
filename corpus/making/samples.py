"""All samples: each source text through its form, into its file or container."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from corpus.making.containers import mail, web_archive, zipped
from corpus.making.paper import pdf_page
from corpus.making.plan import Plan, Sample, read_plan
from corpus.making.scan import scanned
from corpus.making.source import Source, read_source
from corpus.making.web import page_url, web_page
from corpus.making.word import word_file

CORPUS = Path(__file__).parent.parent
GOLD = CORPUS / "gold"
SAMPLES = CORPUS / "samples"


def sources(plan: Plan) -> dict[str, Source]:
    """The source texts that the plan names, by id."""
    with (GOLD / "gold.jsonl").open(encoding="utf-8") as lines:
        rows = {row["source"]: row for row in map(json.loads, lines)}
    return {
        sample.source: read_source(GOLD / "texts" / f"{sample.source}.txt", rows[sample.source], sample.wrapped)
        for sample in plan.samples
    }


def documents(plan: Plan) -> Iterator[tuple[Sample, bytes]]:
    """Each sample of the plan with its bytes, before it goes into its container."""
    texts = sources(plan)
    for sample in plan.samples:
        yield sample, _document(texts[sample.source], sample, plan)


def files(plan: Plan) -> Iterator[tuple[str, bytes]]:
    """The files of corpus/samples as (relative path, bytes): single documents, then containers."""
    members: dict[str, list[tuple[Sample, bytes]]] = defaultdict(list)
    for sample, data in documents(plan):
        if sample.member_of is None:
            yield sample.name, data
        else:
            members[sample.member_of].append((sample, data))
    for container, inside in members.items():
        if container.endswith(".zip"):
            yield container, zipped([(sample.name, data) for sample, data in inside])
        else:
            pages = [(_url(sample, plan), _content_type(sample, plan), data) for sample, data in inside]
            yield container, web_archive(pages, container, compressed=container.endswith(".gz"))


def write_samples(directory: Path) -> list[Path]:
    """Writes all sample files below `directory` and returns their paths; the README there is left alone."""
    written = []
    for name, data in files(read_plan()):
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written.append(path)
    return written


def _document(source: Source, sample: Sample, plan: Plan) -> bytes:
    match sample.form:
        case "web":
            return web_page(source, sample, plan.sites[sample.site])
        case "pdf":
            return pdf_page(source, sample.layout)
        case "scan":
            return scanned(pdf_page(source, sample.layout))
        case "docx":
            return word_file(source, sample.footnotes)
        case "mail":
            return mail(sample.subject, sample.to, source.body)
        case "text":
            return source.body.encode(sample.charset)


def _url(sample: Sample, plan: Plan) -> str:
    return page_url(sample, plan.sites[sample.site])


def _content_type(sample: Sample, plan: Plan) -> str:
    return f"text/html; charset={plan.sites[sample.site].charset}"
