"""What says that mentions were found by this code with these data."""

from __future__ import annotations

from pathlib import Path

from archive import reference
from archive.model import Maker
from extractors import sentences, tables

_HERE = Path(__file__).parent
_REFERENCE = Path(str(reference.__file__)).parent

_FILES = (_HERE, tables.DATA, Path(sentences.__file__), Path(tables.__file__), _REFERENCE, _REFERENCE / "data")

FINDER = Maker("finder", "1", tables.digest(*_FILES))
