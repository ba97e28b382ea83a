"""Scans of several sorts through each recogniser: how far the text is from its source.

    python tests/bench/scans.py [--engine tesseract|rapidocr]

The same pages are tilted, noisy, coarse (150 dpi), stamped, or hold a table; none has a text layer. The bar is 3 %.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from rapidfuzz.distance import Levenshtein  # noqa: E402

from archive.model import Original  # noqa: E402
from corpus.making.paper import pdf_page  # noqa: E402
from corpus.making.samples import GOLD  # noqa: E402
from corpus.making.scan import page_images  # noqa: E402
from corpus.making.source import Source, read_source  # noqa: E402
from extractors.parsing import DEFAULT_LIMITS, parse, sniff  # noqa: E402
from extractors.parsing.ocr import engine  # noqa: E402

BAR = 0.03


def tilted(image: Image.Image) -> Image.Image:
    return image.rotate(1.2, resample=Image.Resampling.BICUBIC, fillcolor=250)


def noisy(image: Image.Image) -> Image.Image:
    soft = np.asarray(image.filter(ImageFilter.GaussianBlur(0.7)), dtype=np.float32)
    noise = np.random.default_rng(7).normal(0.0, 16.0, soft.shape)
    return Image.fromarray(np.clip(soft * 0.85 + 28 + noise, 0, 255).astype(np.uint8))


def plain(image: Image.Image) -> Image.Image:
    return image


def stamped(image: Image.Image) -> Image.Image:
    """A round stamp in grey over the lower right of the page."""
    draw = ImageDraw.Draw(image)
    x, y, r = int(image.width * 0.78), int(image.height * 0.84), image.width // 11
    for inner in (0, r // 4):
        draw.ellipse((x - r + inner, y - r + inner, x + r - inner, y + r - inner), outline=120, width=4)
    draw.text((x - r // 2, y - 20), "ARSIP", fill=120, font=ImageFont.load_default(size=r // 3))
    return image


SORTS: tuple[tuple[str, str, str, int, Callable[[Image.Image], Image.Image]], ...] = (
    ("clean, 200 dpi", "letter", "prose", 200, plain),
    ("tilted by 1.2 degrees", "letter", "prose", 200, tilted),
    ("noisy and blurred", "report", "prose", 200, noisy),
    ("coarse, 150 dpi", "report", "prose", 150, plain),
    ("stamped, 300 dpi", "treaty", "prose", 300, stamped),
    ("two columns", "columns", "prose", 200, plain),
    ("table", "report", "table", 200, plain),
)


def sources() -> Iterator[Source]:
    with (GOLD / "gold.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield read_source(GOLD / "texts" / f"{row['source']}.txt", row, wrapped=row["source"] == "d030")


def scanned(source: Source, layout: str, dpi: int, wear: Callable[[Image.Image], Image.Image]) -> bytes:
    first, *others = [wear(image) for image in page_images(pdf_page(source, layout), dpi)]
    out = io.BytesIO()
    first.save(out, "PDF", resolution=float(dpi), save_all=True, append_images=others, quality=60)
    return out.getvalue()


def error(source: Source, body: str, table: bool) -> float:
    """Characters that are wrong, of those of the source; the words of a table have no one order and are paired."""
    wanted = " ".join(re.sub(r"[|]|-{2,}", " ", source.body).split())
    found = " ".join(body.replace("|", " ").split())
    if not table:
        return Levenshtein.distance(wanted, found) / len(wanted)
    left, right = Counter(wanted.split()), Counter(found.split())
    missing, extra = list((left - right).elements()), list((right - left).elements())
    wrong = 0
    for word in missing:
        near = min(extra, key=lambda other: Levenshtein.distance(word, other), default="")
        wrong += min(len(word), Levenshtein.distance(word, near))
        if near and Levenshtein.distance(word, near) < len(word):
            extra.remove(near)
    return (wrong + sum(map(len, extra))) / len(wanted)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--engine", choices=["tesseract", "rapidocr"])
    ask.add_argument("--documents", type=int, default=2, help="documents of each sort")
    args = ask.parse_args()
    every = [source for source in sources() if source.title and source.head]
    prose = [s for s in every if not any(piece.rows for piece in s.pieces)][::5]
    tables = [s for s in every if any(piece.kind == "table" for piece in s.pieces)]
    for name in [args.engine] if args.engine else ["tesseract", "rapidocr"]:
        if engine(name) is None:
            print(f"{name} is not installed")
            continue
        print(f"{name:24} mean error  worst   s/page   (bar {BAR:.0%})")
        for sort, layout, kind, dpi, wear in SORTS:
            errors, seconds, pages = [], 0.0, 0
            for source in (tables if kind == "table" else prose)[: args.documents]:
                data = scanned(source, layout, dpi, wear)
                original = Original(hashlib.sha256(data).hexdigest(), len(data), sniff(data, "x.pdf"), "x.pdf")
                started = time.process_time() if name == "rapidocr" else time.perf_counter()
                text = parse(data, original, DEFAULT_LIMITS, name)
                seconds += (time.process_time() if name == "rapidocr" else time.perf_counter()) - started
                pages += len(text.pages)
                errors.append(error(source, text.body, kind == "table"))
            print(f"{sort:24} {sum(errors) / len(errors):10.4f}  {max(errors):.4f}  {seconds / max(pages, 1):6.1f}")


if __name__ == "__main__":
    main()
