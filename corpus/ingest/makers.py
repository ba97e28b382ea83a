"""Who does each step today: a step is due again when this differs from who did it last."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from archive.model import Maker

PARSE = "parse"
EXTRACT = "extract"


@cache
def parser() -> Maker:
    """The maker of texts."""
    from extractors.parsing import PARSER

    return PARSER


@cache
def extractor() -> Maker:
    """The maker of mentions, records and claimed totals, which are made together."""
    from extractors import totals
    from extractors.mentions import FINDER
    from extractors.records import ASSEMBLER
    from extractors.tables import digest as digest_of

    parts = [part for maker in (FINDER, ASSEMBLER) for part in (str(maker), maker.digest)]
    digest = _digest(*parts, digest_of(Path(totals.__file__)))
    return Maker(EXTRACT, f"{FINDER.version}/{ASSEMBLER.version}", digest)


def parse_input(sha256: str, ocr: str) -> str:
    """What a text depends on beside its maker."""
    return _digest(sha256, ocr)


def extract_input(sha256: str, ocr: str) -> str:
    """What mentions and records depend on beside their maker: the text, and so its maker."""
    return _digest(sha256, ocr, str(parser()), parser().digest)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
