"""From mentions to records: which of them belong together, and what they say of an agreement."""

from pathlib import Path

from archive.model import Maker
from extractors.records.assembling import assemble
from extractors.tables import digest

ASSEMBLER = Maker("assembler", "1", digest(Path(__file__).parent))

__all__ = ["ASSEMBLER", "assemble"]
