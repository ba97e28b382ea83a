"""Rich text: the characters of an RTF, then read as plain text."""

from __future__ import annotations

from typing import Any

from extractors.parsing.draft import Draft
from extractors.parsing.encoding import normalise
from extractors.parsing.faults import fault
from extractors.parsing.limits import Limits
from extractors.parsing.plain import read_plain


def read_rtf(data: bytes, limits: Limits, ocr: str = "off") -> Draft:
    """The draft of an RTF; cells of its tables are divided by bars."""
    from striprtf.striprtf import rtf_to_text

    convert: Any = rtf_to_text
    source = data.decode("latin-1")
    try:
        text = convert(source, encoding="cp1252", errors="replace")
    except (ValueError, IndexError, KeyError, UnicodeError, OverflowError):
        draft = Draft()
        draft.faults.append(fault("broken", what="an RTF document"))
        return draft
    draft = read_plain(normalise(text.strip()))
    if source.count("{") - source.count("\\{") > source.count("}") - source.count("\\}"):
        draft.faults.append(fault("truncated"))
    return draft
