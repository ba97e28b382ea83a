"""Names that go on in the cell below: "Kab. Hulu" above "Sungai Utara", "Kota" above "Banjarmasin"."""

from __future__ import annotations

import re
from functools import cache

from archive.reference import fold, places

_TIERS = re.compile(
    r"(?:pemerintah|pemprov|pemkot|pemko|pemkab|dinas|kota|kotamadya|kabupaten|kab\b\.?|provinsi|propinsi|prov\b\.?|"
    r"prefektur|pref\b\.?|negara bagian|negeri|distrik|county|regency|district|province|prefecture|state|city|"
    r"municipality|government|the|of)(?:\s+|\Z)",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"(?:pemerintah|government of|the|dinas)", re.IGNORECASE)
_SHORTEST, _LONGEST = 3, 60


def completes(above: str, text: str) -> bool:
    """True where a cell ends the name that the cell above begins: a tier alone, or half of a known name."""
    if not text[:1].isupper() or len(text) < _SHORTEST or len(above) + len(text) > _LONGEST:
        return False
    begun = _bare(above)
    if _TIERS.match(text):
        return not begun and _OFFICE.fullmatch(above) is not None
    if len(begun) < _SHORTEST:
        return bool(above) and not begun and above[-1] not in ":;)"
    whole = f"{begun} {text}"
    if not (places().named(whole) or fold(whole) in _beginnings()):
        return False
    return not (places().named(begun) and places().named(text))


def _bare(text: str) -> str:
    """A name without the words for what kind of region it is."""
    at = 0
    while (tier := _TIERS.match(text, at)) is not None:
        at = tier.end()
    return text[at:].strip()


@cache
def _beginnings() -> frozenset[str]:
    """The names of regions at home without their last word, of three words or more."""
    names = (fold(place.name).split() for place in places().home())
    return frozenset(" ".join(name[:end]) for name in names for end in range(2, len(name)))
