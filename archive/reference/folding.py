"""The folding under which names are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that NFKD does not take apart.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ə": "a", "ŋ": "ng"}
)
_DROPPED = re.compile("['‘’‚‛ʹʺʻʼʽʾʿˈˊˋ`´′\u0300-\u036f\u064b-\u065f.·]")
_SPACE = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The form of a name that its spellings share: `Gyeongsangbuk-Do` and `gyeongsangbuk do`, `Xi’an` and `Xian`.

    Case, diacritics, apostrophes and full stops are dropped; hyphens and other punctuation become one space. Letters of
    other scripts stay (`인천`). The result is in NFC, and folding it again changes nothing.
    """
    if text.isascii():
        text = text.lower().replace("'", "").replace("`", "").replace(".", "")
    else:
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = unicodedata.normalize("NFC", _DROPPED.sub("", text).translate(_LETTERS))
    return _SPACE.sub(" ", text).strip()
