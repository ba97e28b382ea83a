"""The Equal Earth projection, turned so that Indonesia stands near the middle and the cut lies in the Atlantic."""

from __future__ import annotations

import math

WIDTH, HEIGHT = 1000.0, 465.0
MIDDLE = 152.0
"""The meridian in the middle of the map, in degrees east."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_SCALE = WIDTH / 5.4133
_NORTH, _SOUTH = 83.7, -56.0


def project(latitude: float, longitude: float, turn: float = 0.0) -> tuple[float, float]:
    """The point of the drawing (WIDTH by HEIGHT, from the top left) for a place given in degrees.

    `turn` is added to the longitude beyond the cut, so that an outline which crosses it stays in one piece.
    """
    offset = (longitude - MIDDLE + 180.0) % 360.0 - 180.0 + turn
    x, y = _equal_earth(max(min(latitude, _NORTH), -89.0), offset)
    top = _equal_earth(_NORTH, 0.0)[1]
    return round(WIDTH / 2 + x * _SCALE, 1), round((top - y) * _SCALE, 1)


def _equal_earth(latitude: float, longitude: float) -> tuple[float, float]:
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    a1, a2, a3, a4 = _A
    slope = 9 * a4 * theta**8 + 7 * a3 * theta**6 + 3 * a2 * theta**2 + a1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    return x, a4 * theta**9 + a3 * theta**7 + a2 * theta**3 + a1 * theta
