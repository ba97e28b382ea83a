"""The one table of settings: name, type, default, help.

A value comes from the command line, else from the environment (`NASKAH_PORT`), else from `naskah.toml` in the archive
home, else from the default here.
"""

from __future__ import annotations

import dataclasses
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.errors import NaskahError

FILE_NAME = "naskah.toml"
PREFIX = "NASKAH_"


def _setting(default: Any, help: str) -> Any:
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one archive; each field carries its help text as metadata."""

    database: str = _setting(
        "sqlite:///", "Catalogue, as an SQLAlchemy address; without a path the file catalogue.sqlite in the home."
    )
    index: str = _setting("whoosh:///", "Search engine and its place; without a path the folder index in the home.")
    store: str = _setting("file:///", "Where originals are kept; without a path the folder store in the home.")
    workers: int = _setting(0, "Processes that read documents; 0 means one for each core.")
    max_file_mb: int = _setting(200, "Largest file that is read, in megabytes.")
    max_unpacked_mb: int = _setting(2000, "Most that one ZIP, WARC or mail may unpack to, in megabytes.")
    max_pages: int = _setting(2000, "Most pages that are read of one document.")
    max_seconds: int = _setting(300, "Longest time for one document, in seconds.")
    max_memory_mb: int = _setting(2000, "Most memory that reading one document may take, in megabytes.")
    ocr: str = _setting("auto", "Engine for scanned pages: auto, tesseract, rapidocr or off.")
    host: str = _setting("127.0.0.1", "Address on which the site is served.")
    port: int = _setting(8000, "Port on which the site is served.")
    threads: int = _setting(4, "Threads of the web server.")
    base_url: str = _setting("", "Public address of the site, used in feeds and links (https://archive.example.org).")
    title: str = _setting("Naskah", "Name of the archive, shown on every page.")
    contact: str = _setting("", "Mail address of the people who keep the archive; shown in feeds and OAI-PMH.")
    language: str = _setting("", "Language of the site: en or id; empty follows the browser.")
    reading: str = _setting("open", "Who may read: open (everybody) or closed (people who signed in).")
    notice: str = _setting("", "A sentence shown on every page, such as where the documents come from.")


def load(home: Path | None = None, environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """The settings of the archive in `home`; `given` are values from the command line (None means not given).

    Raises NaskahError for an unknown name or a value of the wrong type, naming where it stands.
    """
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    if home is not None and (path := home / FILE_NAME).is_file():
        values.update(_from_file(path))
    for setting in dataclasses.fields(Settings):
        if (name := PREFIX + setting.name.upper()) in environment:
            values[setting.name] = _typed(setting.name, environment[name], f"the environment variable {name}")
    values.update({name: value for name, value in given.items() if value is not None})
    return Settings(**values)


def _from_file(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NaskahError(f"{path} is not valid TOML: {error}. Mend the file and try again.") from error
    return {name: _typed(name, value, str(path)) for name, value in table.items()}


def _typed(name: str, value: Any, where: str) -> Any:
    defaults = {setting.name: setting.default for setting in dataclasses.fields(Settings)}
    if name not in defaults:
        known = ", ".join(sorted(defaults))
        raise NaskahError(f"{where} names an unknown setting {name!r}. Known settings: {known}.")
    kind: Any = type(defaults[name])
    try:
        return kind(value)
    except (TypeError, ValueError) as error:
        raise NaskahError(f"The setting {name} in {where} is {value!r}, which is no {kind.__name__}.") from error
