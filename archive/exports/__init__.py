"""The register in the formats of other programs."""

from archive.exports.formats import FORMATS, Format, export
from archive.exports.holding import Holding, gather

__all__ = ["FORMATS", "Format", "Holding", "export", "gather"]
