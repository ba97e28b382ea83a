"""The register: records of the same agreement become one agreement, with its evidence, and people's word is kept."""

from archive.register.compare import Comparison, compare
from archive.register.facts import DocumentFacts
from archive.register.keys import record_key
from archive.register.linker import Changes, Linker, Register, link, moved

__all__ = ["Changes", "Comparison", "DocumentFacts", "Linker", "Register", "compare", "link", "moved", "record_key"]
