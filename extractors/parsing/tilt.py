"""Scans that lie askew are set upright before their text is recognised."""

from __future__ import annotations

import math
from typing import Any

_WIDTH = 800
_MOST = 4.0
"""Degrees up to which a scan may be askew."""
_LEAST = 0.3
"""Degrees below which lines are straight enough."""
_BETTER = 1.15


def tilt_of(image: Any) -> float:
    """By how many degrees the lines of a page (a PIL image) must be turned counter-clockwise to lie level.

    The right angle is the one at which lines and the blanks between them are most distinct; 0 where none is.
    """
    import numpy

    if min(image.size) < 200:
        return 0.0
    small = image.convert("L").resize((_WIDTH, max(1, round(image.height * _WIDTH / image.width))))
    pixels = numpy.asarray(small)
    dark = pixels.mean() - pixels.std()
    ink = small.point([255 if level < dark else 0 for level in range(256)])

    def distinct(angle: float) -> float:
        turned = numpy.asarray(ink.rotate(angle)) if angle else numpy.asarray(ink)
        rows = turned.sum(axis=1, dtype=numpy.float64)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    level = distinct(0.0)
    best = max((step * 0.5 for step in range(-int(2 * _MOST), int(2 * _MOST) + 1)), key=distinct)
    best = max((best + step * 0.1 for step in range(-4, 5)), key=distinct)
    return round(best, 1) if abs(best) >= _LEAST and distinct(best) > _BETTER * level else 0.0


def turned_back(x: float, y: float, tilt: float, width: float, height: float) -> tuple[float, float]:
    """Where a point of the upright page stands on the page as it was scanned."""
    angle = math.radians(tilt)
    x, y = x - width / 2, y - height / 2
    return (
        x * math.cos(angle) - y * math.sin(angle) + width / 2,
        x * math.sin(angle) + y * math.cos(angle) + height / 2,
    )
