"""Pages that are pictures."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance import Levenshtein

from extractors.parsing import ocr

LINES = [
    "NOTA KESEPAHAMAN",
    "Pemerintah Kota Surabaya dan Kota Varna",
    "sepakat bekerja sama di bidang pariwisata.",
    "The Parties shall promote tourism.",
]


def scan(lines: list[str] = LINES) -> Image.Image:
    image = Image.new("L", (1240, 700), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=36)
    for at, line in enumerate(lines):
        draw.text((100, 100 + 70 * at), line, fill=0, font=font)
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def scanned_pdf(image: Image.Image) -> bytes:
    return saved(image.convert("RGB"), "PDF", resolution=150.0)


@pytest.mark.parametrize("engine", ["tesseract", "rapidocr"])
def test_a_scanned_page_is_recognised(read: Any, engine: str) -> None:
    if ocr.engine(engine) is None:
        pytest.skip(f"{engine} is not installed")
    text = read(scanned_pdf(scan()), ocr=engine)
    wanted = " ".join(LINES)
    assert Levenshtein.normalized_distance(wanted, " ".join(text.body.split())) <= 0.03
    box = next(box for box in text.boxes if "Surabaya" in box.span.of(text.body))
    assert 100 < box.x0 < box.x1 < 595
    assert not text.faults


def test_pictures_of_several_pages(read: Any) -> None:
    if ocr.engine() is None:
        pytest.skip("no text recognition is installed")
    data = saved(
        scan(), "TIFF", save_all=True, append_images=[scan(["Halaman kedua dari naskah ini."])], dpi=(150, 150)
    )
    text = read(data, ocr="auto")
    assert len(text.pages) == 2
    assert "kedua" in text.body
    assert text.page_of(text.body.index("kedua")) == 2


def test_what_cannot_be_recognised_is_said(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    data = scanned_pdf(scan())
    assert [fault.code for fault in read(data, ocr="off").faults] == ["ocr_off"]
    monkeypatch.setattr(ocr, "engine", lambda wanted="auto": None)
    assert [fault.code for fault in read(data, ocr="auto").faults] == ["ocr_missing"]


def test_an_empty_scan_is_said(read: Any) -> None:
    if ocr.engine("tesseract") is None:
        pytest.skip("tesseract is not installed")
    text = read(scanned_pdf(scan([])), ocr="tesseract")
    assert [(fault.code, fault.page) for fault in text.faults] == [("ocr_empty", 1)]


def test_recognition_stops_before_the_time_is_up(read: Any) -> None:
    from extractors.parsing import Limits

    data = scanned_pdf(scan())
    assert [fault.code for fault in read(data, ocr="auto", limits=Limits(seconds=0.0)).faults] == ["ocr_stopped"]


def test_an_engine_that_dies_is_said(read: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(image: Any, scale: float) -> Any:
        raise RuntimeError("no model")

    monkeypatch.setattr(ocr, "_by_tesseract", die)
    monkeypatch.setattr(ocr, "engine", lambda wanted="auto": "tesseract")
    assert [fault.code for fault in read(scanned_pdf(scan()), ocr="auto").faults] == ["ocr_failed"]


def test_broken_pictures(read: Any) -> None:
    data = saved(scan(), "PNG")
    assert [fault.code for fault in read(data[:200], ocr="auto").faults] == ["broken"]
