"""Images of the pages of originals: made when asked for, kept in the archive home, limited in size and number."""

from __future__ import annotations

import io
import logging
import os
import tempfile
import threading
from pathlib import Path

from archive.catalogue import DocumentRow
from webapp.site import Site

WIDTH = 1200
LARGEST_ORIGINAL = 100 * 1024 * 1024
CACHE_BYTES = 500 * 1024 * 1024

log = logging.getLogger("webapp")
# The renderer is not safe for use from several threads at once.
_rendering = threading.Lock()


def possible(media_type: str) -> bool:
    """True for originals whose pages can be shown as images."""
    return media_type == "application/pdf" or media_type in {"image/png", "image/jpeg", "image/tiff"}


def page(site: Site, document: DocumentRow, number: int) -> bytes | None:
    """The image of one page as PNG, None where there is no such page or it cannot be drawn."""
    if not possible(document.media_type) or not 0 < number < 100_000 or document.size > LARGEST_ORIGINAL:
        return None
    folder = site.home.path / "page-images"
    path = folder / f"{document.id}-{number}.png"
    if path.is_file():
        return path.read_bytes()
    try:
        data = site.store.get(document.sha256)
    except KeyError:
        return None
    try:
        with _rendering:
            image = _pdf(data, number) if document.media_type == "application/pdf" else _picture(data, number)
    except Exception as error:  # noqa: BLE001  a broken file may break the renderer in any way
        log.warning("page %s of %s cannot be drawn: %s", number, document.id, error)
        return None
    if image is not None:
        _keep(folder, path, image)
    return image


def _pdf(data: bytes, number: int) -> bytes | None:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        if number > len(document):
            return None
        sheet = document[number - 1]
        try:
            width, height = sheet.get_size()
            # A page of absurd proportions must not become a huge bitmap.
            scale = min(WIDTH / max(width, 1), 3 * WIDTH / max(height, 1), 6)
            picture = sheet.render(scale=scale).to_pil()
        finally:
            sheet.close()
    finally:
        document.close()
    return _png(picture)


def _picture(data: bytes, number: int) -> bytes | None:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = 100_000_000
    with Image.open(io.BytesIO(data)) as picture:
        if number > getattr(picture, "n_frames", 1):
            return None
        picture.seek(number - 1)
        copy = picture.convert("RGB")
    copy.thumbnail((WIDTH, 3 * WIDTH))
    return _png(copy)


def _png(picture: object) -> bytes:
    out = io.BytesIO()
    # Scanned and printed pages lose nothing that a reader sees with 64 colours, and shrink to a quarter.
    picture.convert("P", palette=1, colors=64).save(out, "PNG", optimize=True)  # type: ignore[attr-defined]
    return out.getvalue()


def _keep(folder: Path, path: Path, image: bytes) -> None:
    try:
        folder.mkdir(exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as out:
            out.write(image)
        os.replace(aside, path)
        kept = sorted(folder.glob("*.png"), key=lambda file: file.stat().st_mtime)
        total = sum(file.stat().st_size for file in kept)
        for file in kept:
            if total <= CACHE_BYTES:
                break
            total -= file.stat().st_size
            file.unlink(missing_ok=True)
    except OSError as error:
        log.warning("page images cannot be kept: %s", error)
