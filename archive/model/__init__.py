"""The nouns of the project: frozen dataclasses without input or output."""

from archive.model.agreement import Agreement, Conclusion, Link
from archive.model.codec import decode, encode
from archive.model.dates import PartialDate
from archive.model.judgement import Judgement
from archive.model.maker import Maker
from archive.model.mention import Mention
from archive.model.original import Capture, Original
from archive.model.outcome import Outcome
from archive.model.party import HOME, Party
from archive.model.record import Claim, Record
from archive.model.span import Span
from archive.model.text import Block, Box, Fault, Page, Text

__all__ = [
    "HOME",
    "Agreement",
    "Block",
    "Box",
    "Capture",
    "Claim",
    "Conclusion",
    "Fault",
    "Judgement",
    "Link",
    "Maker",
    "Mention",
    "Original",
    "Outcome",
    "Page",
    "PartialDate",
    "Party",
    "Record",
    "Span",
    "Text",
    "decode",
    "encode",
]
