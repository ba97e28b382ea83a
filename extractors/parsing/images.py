"""Pictures of documents: photographs and scans, one page or a stack of pages."""

from __future__ import annotations

import io
import time

from extractors.parsing.draft import Draft, Writer
from extractors.parsing.faults import fault
from extractors.parsing.layout import Layout, stretches
from extractors.parsing.limits import Limits
from extractors.parsing.nesting import Nesting
from extractors.parsing.ocr import recognise
from extractors.parsing.openings import Openings
from extractors.parsing.paragraphs import paragraphs, usual_face, write

_PIXELS = 200_000_000


def read_image(data: bytes, limits: Limits, ocr: str = "auto") -> Draft:
    """The draft of a picture; a TIFF may hold several pages."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    writer = Writer()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            frames = getattr(picture, "n_frames", 1)
            if picture.format == "GIF":
                frames = 1
            nesting = Nesting(tolerance=4.0)
            layout = Layout()
            deadline = time.monotonic() + 0.7 * limits.seconds
            for number in range(1, min(frames, limits.pages) + 1):
                if time.monotonic() > deadline:
                    writer.draft.faults.append(fault("ocr_stopped", page=number))
                    break
                picture.seek(number - 1)
                if picture.width * picture.height > _PIXELS:
                    writer.draft.faults.append(fault("too_large", limit=f"{_PIXELS:,} pixels"))
                    continue
                page = ImageOps.exif_transpose(picture.copy())
                resolution = _resolution(picture.info.get("dpi"), page.width)
                scale = 72 / resolution
                found = recognise(page, ocr, page=number, scale=scale)
                writer.page(number, page.width * scale, page.height * scale, found.tilt)
                writer.draft.faults.extend(found.faults)
                regions = layout.regions(found.words)
                face = usual_face(regions)
                openings = Openings(stretches(found.words), nesting)
                for region in regions:
                    write(writer, paragraphs(region, face, openings), frozenset(), goes_on=True)
            if frames > limits.pages:
                writer.draft.faults.append(fault("too_many_pages", limit=f"{limits.pages:,}"))
    except Image.DecompressionBombError:
        writer.draft.faults.append(fault("bomb", what="picture"))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        writer.draft.faults.append(fault("broken", what="a picture"))
    return writer.done()


def _resolution(declared: object, width: int) -> float:
    """Pixels per inch: what the file declares, if that makes a page of a possible size, else that of A4."""
    if isinstance(declared, tuple) and declared and float(declared[0]) > 1:
        inches = width / float(declared[0])
        if 3 <= inches <= 24:
            return float(declared[0])
    return max(width / 8.27, 1.0)
