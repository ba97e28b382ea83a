"""Reading data files inside downloaded packages (wheels and npm archives)."""

from __future__ import annotations

import gzip
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any


class Packages:
    """The packages that lie in one directory, by the beginning of their file names."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def _file(self, package: str) -> Path:
        found = sorted(self._directory.glob(f"{package}-*.whl")) + sorted(self._directory.glob(f"{package}-*.tgz"))
        if not found:
            raise FileNotFoundError(f"{package} is not in {self._directory}; see archive/reference/build/__init__.py")
        return found[-1]

    def read(self, package: str, path: str) -> bytes:
        """The bytes of one file of a package; a `.gz` file is unpacked."""
        file = self._file(package)
        if file.suffix == ".whl":
            with zipfile.ZipFile(file) as archive:
                data = archive.read(path)
        else:
            with tarfile.open(file) as tar:
                member = tar.extractfile(path)
                if member is None:
                    raise FileNotFoundError(f"{path} is not in {file.name}")
                data = member.read()
        return gzip.decompress(data) if path.endswith(".gz") else data

    def json(self, package: str, path: str) -> Any:
        """One JSON file of a package."""
        return json.loads(self.read(package, path))

    def rows(self, package: str, path: str) -> list[list[str]]:
        """The cells of one tab-separated file of a package."""
        text = self.read(package, path).decode("utf-8")
        return [line.split("\t") for line in text.split("\n") if line]
