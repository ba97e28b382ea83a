"""The plan of the samples: which source text becomes which file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent

Form = Literal["web", "pdf", "scan", "docx", "text", "mail"]


@dataclass(frozen=True, slots=True)
class Site:
    """A web site on which articles stand: its name, host, page template and charset."""

    name: str
    host: str
    template: str
    charset: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample document. `member_of` is the container it goes into, None for a file of its own."""

    source: str
    name: str
    form: Form
    member_of: str | None = None
    site: str = ""
    layout: str = ""
    charset: str = "utf-8"
    wrapped: bool = False
    footnotes: bool = False
    subject: str = ""
    to: str = ""

    @property
    def number(self) -> int:
        """A number that is always the same for this sample, for ids and choices."""
        return int(self.source[1:])

    @property
    def path(self) -> str:
        """Where the sample lies below corpus/samples, through its container where it has one."""
        return f"{self.member_of}/{self.name}" if self.member_of else self.name


@dataclass(frozen=True, slots=True)
class Plan:
    """All samples and the web sites they come from."""

    samples: tuple[Sample, ...]
    sites: dict[str, Site] = field(default_factory=dict)


def read_plan(path: Path = HERE / "plan.toml") -> Plan:
    """The plan in the TOML file at `path`."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    samples = tuple(Sample(**row) for row in data["document"])
    return Plan(samples, {key: Site(**row) for key, row in data["sites"].items()})
