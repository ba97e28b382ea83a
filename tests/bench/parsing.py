"""Text quality and speed of the parsers beside naive pdfplumber and trafilatura.

    python tests/bench/parsing.py [--errors] [--repeat N] [--no-scans]

Quality is the character error rate against the source texts of the samples (`corpus/gold/texts`), white space and
table rulings aside. Texts that their sample sets in another order (two languages side by side) are compared as bags
of words. Speed is pages a second on one core, best of N runs; a web page or DOCX counts as one page.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import sys
import time
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from archive.model import Original, Text  # noqa: E402
from extractors.parsing import DEFAULT_LIMITS, is_container, parse, sniff, unpack  # noqa: E402

BARS = {"web": 0.01, "docx": 0.01, "pdf": 0.01, "scan": 0.03, "text": 0.0}


@dataclass(frozen=True)
class Sample:
    """A sample file with its form, layout and source text."""

    name: str
    form: str
    layout: str
    data: bytes
    source: str


def samples() -> Iterator[Sample]:
    plan = tomllib.loads((ROOT / "corpus/making/plan.toml").read_text(encoding="utf-8"))
    inside: dict[str, dict[str, bytes]] = {}
    for row in plan["document"]:
        source = ROOT / "corpus/gold/texts" / f"{row['source']}.txt"
        box = row.get("member_of")
        if box:
            members = inside.setdefault(box, _members(ROOT / "corpus/samples" / box))
            data = members.get(row["name"], members.get(row["name"].rsplit("/", 1)[-1], b""))
        else:
            data = (ROOT / "corpus/samples" / row["name"]).read_bytes()
        if not data or not source.exists():
            print(f"missing: {row['name']}")
            continue
        layout = "wrapped" if row.get("wrapped") else row.get("layout", "")
        yield Sample(row["name"], row["form"], layout, data, source.read_text(encoding="utf-8"))


def _members(path: Path) -> dict[str, bytes]:
    data = path.read_bytes()
    return {member.name: member.data for member in unpack(data, sniff(data, path.name))}


def read(sample: Sample) -> Text:
    original = Original(hashlib.sha256(sample.data).hexdigest(), len(sample.data), "", sample.name)
    data = sample.data
    if is_container(sniff(data, sample.name)):
        member = next(unpack(data, sniff(data, sample.name)))
        data, original = member.data, Original(original.sha256, len(member.data), "", member.name)
    return parse(data, original)


def plain(text: str) -> str:
    """Letters and marks in reading order: what a reader of the page would type."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"^[\s|+:=-]*-{2,}[\s|+:=-]*$", " ", text, flags=re.M)
    text = re.sub(r"(?<=[a-z])-\n\s*(?=[a-z])", "", text)
    text = text.replace("|", " ").replace("\t", " ")
    return " ".join(text.split())


def article(text: str) -> str:
    """The source of a web page without its pointers to other articles, which no reader is to keep."""
    return re.sub(r"^\W*BACA(?: JUGA)?\s*:.*$", "", text, flags=re.M | re.I)


def words_missing(source: str, found: str) -> float:
    wanted, had = Counter(plain(source).split()), Counter(plain(found).split())
    lost = (wanted - had) + (had - wanted)
    return sum(len(word) * count for word, count in lost.items()) / max(1, sum(map(len, wanted.elements())))


def error_rate(sample: Sample, found: str) -> float:
    if sample.layout == "bilingual":
        return words_missing(sample.source, found)
    source = plain(article(sample.source) if sample.form == "web" else sample.source)
    return Levenshtein.distance(source, plain(found)) / max(1, len(source))


def naive_pdf(data: bytes) -> str:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() or "" for page in pdf.pages)


def naive_web(data: bytes) -> str:
    import trafilatura

    trafilatura.extract_metadata(data)
    return trafilatura.extract(data, include_comments=False) or ""


def rate(work: Callable[[], int], repeat: int) -> float:
    """Pages a second, the best of the runs."""
    best = 0.0
    for _ in range(repeat):
        began = time.perf_counter()
        pages = work()
        best = max(best, pages / (time.perf_counter() - began))
    return best


def quality(found: list[tuple[Sample, Text]], errors: bool) -> bool:
    rows: dict[tuple[str, str], list[float]] = defaultdict(list)
    naive: dict[tuple[str, str], list[float]] = defaultdict(list)
    for sample, text in found:
        key = sample.form, sample.layout
        value = error_rate(sample, text.body)
        rows[key].append(value)
        if sample.form == "pdf":
            naive[key].append(error_rate(sample, naive_pdf(sample.data)))
        if sample.form == "web":
            naive[key].append(error_rate(sample, naive_web(sample.data)))
        if errors and value > BARS.get(sample.form, 1.0):
            print(f"  {value:.4f} {sample.name}")
            show(sample, text)
    print(f"\n{'form':6} {'layout':10} {'files':>5} {'CER mean':>9} {'worst':>7} {'naive':>7}  bar")
    good = True
    for key in sorted(rows):
        values = rows[key]
        mean = sum(values) / len(values)
        bar = BARS.get(key[0])
        good &= bar is None or mean <= bar
        other = f"{sum(naive[key]) / len(naive[key]):7.4f}" if naive[key] else f"{'-':>7}"
        print(
            f"{key[0]:6} {key[1]:10} {len(values):5} {mean:9.4f} {max(values):7.4f} {other}  "
            f"{bar if bar is not None else '-'}"
        )
    return good


def show(sample: Sample, text: Text) -> None:
    """The first places at which source and reading differ."""
    source, found = plain(sample.source), plain(text.body)
    shown = 0
    for step in Levenshtein.opcodes(source, found):
        if step.tag == "equal":
            continue
        left = source[max(0, step.src_start - 25) : step.src_end + 10]
        print(f"      {step.tag:8} {left[:90]!r} -> {found[step.dest_start : step.dest_end][:60]!r}")
        shown += 1
        if shown >= 6:
            break


def speed(found: list[tuple[Sample, Text]], repeat: int) -> None:
    pdfs = [(sample, text) for sample, text in found if sample.form == "pdf"]
    webs = [sample for sample, _ in found if sample.form == "web"]
    texts = [sample for sample, _ in found if sample.form == "docx"]
    reports = [(sample, text) for sample, text in pdfs if sample.layout != "matrix"]
    print(f"\n{'':28} {'ours':>8} {'naive':>8}  pages/s")
    for label, some in (("PDF, all", pdfs), ("PDF without tables", reports)):
        pages = sum(len(text.pages) for _, text in some)
        ours = rate(lambda some=some, pages=pages: [read(sample) for sample, _ in some] and pages, repeat)
        peer = rate(lambda some=some, pages=pages: [naive_pdf(sample.data) for sample, _ in some] and pages, repeat)
        print(f"{label:28} {ours:8.1f} {peer:8.1f}")
    ours = rate(lambda: len([read(sample) for sample in webs]), repeat)
    peer = rate(lambda: len([naive_web(sample.data) for sample in webs]), repeat)
    print(f"{'HTML':28} {ours:8.1f} {peer:8.1f}   (bar: 60)")
    print(f"{'DOCX':28} {rate(lambda: len([read(sample) for sample in texts]), repeat):8.1f}")
    long = long_report()
    original = Original("0" * 64, len(long), "", "long.pdf")
    pages = len(parse(long, original).pages)
    ours = rate(lambda: bool(parse(long, original)) and pages, repeat)
    print(f"{f'PDF report of {pages} pages':28} {ours:8.1f} {rate(lambda: bool(naive_pdf(long)) and pages, 1):8.1f}")


def long_report() -> bytes:
    """A plain report of some thirty pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    out = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    story: list[object] = []
    for path in sorted((ROOT / "corpus/gold/texts").glob("d0*.txt"))[:40]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                clean = line.replace("&", "&amp;").replace("<", "&lt;")
                story += [Paragraph(clean, style), Spacer(1, 4)]
    SimpleDocTemplate(out, pagesize=A4).build(story)
    return out.getvalue()


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--errors", action="store_true", help="show where readings differ from their sources")
    ask.add_argument("--repeat", type=int, default=3)
    ask.add_argument("--no-scans", action="store_true")
    ask.add_argument("--no-speed", action="store_true")
    options = ask.parse_args()
    chosen = [sample for sample in samples() if not (options.no_scans and sample.form == "scan")]
    found = [(sample, read(sample)) for sample in chosen]
    good = quality(found, options.errors)
    if not options.no_speed:
        speed(found, options.repeat)
    print(f"\nlimits: {DEFAULT_LIMITS.pages} pages, {DEFAULT_LIMITS.seconds:g} s a file")
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
