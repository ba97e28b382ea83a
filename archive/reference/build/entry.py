"""One place while the gazetteer is made."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.reference.places import squeeze


@dataclass(slots=True)
class Entry:
    """A place with its names; the fields are those of `archive.reference.Place`."""

    code: str
    name: str
    level: str
    country: str
    parent: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    iso: str | None = None
    kemendagri: str | None = None
    geonames: int | None = None
    small: bool = False
    aliases: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)
    curated: set[str] = field(default_factory=set)

    def add(self, *names: str) -> None:
        """Add names by which the place is known."""
        for name in names:
            key = squeeze(name)
            if key and key != squeeze(self.name):
                self.aliases.setdefault(key, name.strip())

    def add_weak(self, name: str) -> None:
        """Add a name that another language uses: by itself it hardly points to this place."""
        key = squeeze(name)
        if key not in self.spellings():
            self.add(name)
            self.weak.add(key)

    def drop(self, *names: str) -> None:
        """Take away names that are those of another place."""
        for key in map(squeeze, names):
            self.aliases.pop(key, None)
            self.weak.discard(key)

    def find_by(self, *names: str, weak: bool = False) -> None:
        """Add spellings under which the place is found but which are not shown."""
        keys = set(filter(None, map(squeeze, names))) - self.spellings()
        self.hidden.update(keys)
        if weak:
            self.weak.update(keys)

    def spellings(self) -> set[str]:
        """All squeezed names."""
        return {squeeze(self.name), *self.aliases, *self.hidden}
