"""Files that lie beside documents and are none: what systems and browsers leave behind."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePosixPath

_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._|~\$|\.git/)", re.I)
_PARTS = re.compile(r"(?P<page>.+)(?:_files|\.files|_berkas|-filer)", re.I)
_PAGES = (".html", ".htm", ".xhtml", ".HTML", ".HTM")
_KEPT = (".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".csv")


def is_litter(path: str) -> bool:
    """True for what a system puts into a folder by itself: thumbnails, settings, lock files of an open document."""
    return _LITTER.search(path) is not None


def is_page_part(path: str, others: Collection[str]) -> bool:
    """True for a style, script, frame or picture of a web page that a browser saved in a folder beside it.

    `path` and the `others` around it are relative to the same folder: "a_files/logo.png" is a part where there is an
    "a.html". Documents that a page offers are none of its parts.
    """
    if path.lower().endswith(_KEPT):
        return False
    for folder in PurePosixPath(path).parents:
        match = _PARTS.fullmatch(folder.name)
        if match and any((folder.parent / (match["page"] + ending)).as_posix() in others for ending in _PAGES):
            return True
    return False
