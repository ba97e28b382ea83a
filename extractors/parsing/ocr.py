"""Text recognition on pictures of pages: Tesseract where it is installed, else RapidOCR, one thread each."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from archive.model import Fault
from extractors.parsing.draft import Word
from extractors.parsing.faults import fault
from extractors.parsing.tilt import tilt_of

LANGUAGES = ("ind", "eng")
SECONDS = 60.0
_LARGEST = 40_000_000
"""Pixels above which a picture is made smaller first."""
_SURE = 30.0
_BICUBIC = 3
"""Pillow's number for smooth turning."""


def engine(wanted: str = "auto") -> str | None:
    """The engine that would read a page: "tesseract", "rapidocr" or None."""
    names = ("tesseract", "rapidocr") if wanted == "auto" else (wanted,)
    for name in names:
        if (name == "tesseract" and _tesseract()) or (name == "rapidocr" and _has_rapidocr()):
            return name
    return None


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words on a picture, as they stand when it is turned upright by `tilt` degrees; and what went wrong."""

    words: list[Word] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    tilt: float = 0.0


def recognise(image: Any, wanted: str, page: int, scale: float = 1.0) -> Recognised:
    """The words on a picture (a PIL image), in points where `scale` is points per pixel."""
    if wanted == "off":
        return Recognised(faults=[fault("ocr_off", page=page)])
    name = engine(wanted)
    if name is None:
        return Recognised(faults=[fault("ocr_missing", page=page)])
    image, shrunk = _handy(image)
    try:
        tilt = tilt_of(image)
        if tilt:
            image = image.rotate(tilt, resample=_BICUBIC, fillcolor=255 if image.mode == "L" else (255, 255, 255))
        words = (_by_tesseract if name == "tesseract" else _by_rapidocr)(image, scale * shrunk)
    except (OSError, subprocess.SubprocessError, RuntimeError, ValueError):
        return Recognised(faults=[fault("ocr_failed", page=page)])
    return Recognised(words, [] if words else [fault("ocr_empty", page=page)], tilt)


@cache
def _tesseract() -> str | None:
    """The languages that the installed Tesseract has of those we need ("ind+eng"), None where it is missing."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        found = subprocess.run([path, "--list-langs"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    known = set(found.stdout.split()) | set(found.stderr.split())
    return "+".join(name for name in LANGUAGES if name in known) or None


@cache
def _has_rapidocr() -> bool:
    from importlib.util import find_spec

    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def _handy(image: Any) -> tuple[Any, float]:
    """The picture in grey and of a size that can be read; and how many of its old pixels a new one covers."""
    if image.mode not in {"L", "RGB"}:
        image = image.convert("RGB" if image.mode in {"P", "RGBA", "CMYK", "LA"} else "L")
    pixels = image.width * image.height
    if pixels <= _LARGEST:
        return image, 1.0
    factor = (pixels / _LARGEST) ** 0.5
    return image.resize((int(image.width / factor), int(image.height / factor))), factor


def _by_tesseract(image: Any, scale: float) -> list[Word]:
    """Words in Tesseract's own reading order, which keeps columns apart (page segmentation mode 3)."""
    buffer = io.BytesIO()
    image.convert("L").save(buffer, "PNG", compress_level=1)
    command = [
        "tesseract",
        "stdin",
        "stdout",
        "-l",
        _tesseract() or "eng",
        "--psm",
        "3",
        "--oem",
        "1",
        "--dpi",
        "200",
        "tsv",
    ]
    # With its default of several threads Tesseract is slower and starves the other workers.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(
        command, input=buffer.getvalue(), capture_output=True, timeout=SECONDS, check=True, env=environment
    )
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = []
    for row in rows:
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text or float(row["conf"]) < _SURE:
            continue
        left, top, width, height = (int(row[key]) * scale for key in ("left", "top", "width", "height"))
        words.append(Word(text, left, top, left + width, top + height))
    return words


@cache
def _rapidocr() -> Any:
    import logging

    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Global.log_level": "error",
            # Pages are upright; the check of each line turns long ones upside down.
            "Global.use_cls": False,
        }
    )


def _by_rapidocr(image: Any, scale: float) -> list[Word]:
    import numpy

    found = _rapidocr()(numpy.asarray(image.convert("RGB")))
    words: list[Word] = []
    if found is None or found.boxes is None:
        return words
    for box, text in zip(found.boxes, found.txts, strict=True):
        xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
        words.extend(_spread(text, min(xs) * scale, min(ys) * scale, max(xs) * scale, max(ys) * scale))
    return words


def _spread(text: str, x0: float, top: float, x1: float, bottom: float) -> list[Word]:
    """The words of a recognised line, which comes with one box; each gets its share of it by its letters."""
    step = (x1 - x0) / max(len(text), 1)
    words = []
    at = 0
    for part in text.split():
        start = text.index(part, at)
        at = start + len(part)
        words.append(Word(part, x0 + start * step, top, x0 + at * step, bottom))
    return words
