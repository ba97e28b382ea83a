"""Pages as a scanner delivers them: grey images, a little tilted and noisy, without a text layer."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_DPI = 200
_TILT = (0.6, -0.5, 0.4)
_NOISE = 5.0
_QUALITY = 38


def scanned(pdf: bytes) -> bytes:
    """The pages of `pdf` as images inside a PDF."""
    data = io.BytesIO()
    canvas = Canvas(data, invariant=1, pageCompression=1)
    for number, image in enumerate(page_images(pdf)):
        width, height = (side * 72 / _DPI for side in image.size)
        canvas.setPageSize((width, height))
        jpeg = io.BytesIO()
        _worn(image, number).save(jpeg, "JPEG", quality=_QUALITY)
        canvas.drawImage(ImageReader(jpeg), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def page_images(pdf: bytes, dpi: int = _DPI) -> list[Image.Image]:
    """Grey images of the pages of `pdf`."""
    document = pypdfium2.PdfDocument(pdf)
    images = [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    return images


def _worn(image: Image.Image, number: int) -> Image.Image:
    tilted = image.rotate(_TILT[number % len(_TILT)], resample=Image.Resampling.BICUBIC, fillcolor=250)
    soft = np.asarray(tilted.filter(ImageFilter.GaussianBlur(0.5)), dtype=np.float32)
    noise = np.random.default_rng(number).normal(0.0, _NOISE, soft.shape)
    # Paper is never quite white: the light end is pressed together before the noise is laid on.
    return Image.fromarray(np.clip(soft * 0.92 + 14 + noise, 0, 255).astype(np.uint8))
