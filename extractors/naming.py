"""By which of its names a document calls a partner: "ICRAF" or "World Agroforestry Centre", "Melaka" or "Malacca".

Records and the register hold the usual name, under which what many documents say comes together. Who reads one
document expects the name that stands there. Of institutions that may be any name but a translation, of places one of
several English names of equal standing (`data/doublets.tsv`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence

from archive.model import Mention, Party, Text
from archive.reference import fold, institutions
from extractors.tables import rows


def names_used(text: Text, mentions: Iterable[Mention]) -> Mapping[str, str]:
    """The names that the text uses for what it does not call by the usual name, by the key of the party."""
    forms: dict[str, dict[str, None]] = {}
    parties: dict[str, Party] = {}
    for mention in mentions:
        party = mention.party
        if party is not None and (mention.kind == "organisation" or party.code in _doublets()):
            parties[party.key] = party
            forms.setdefault(party.key, {})[fold(mention.span.of(text.body))] = None
    used = {key: name_used(_names(party), list(forms[key])) for key, party in parties.items()}
    return {key: name for key, name in used.items() if name}


def name_used(names: Sequence[str], forms: Iterable[str]) -> str | None:
    """Which of its names, the usual one first, a text uses for a party; `forms` are the folded ones in the text.

    That is the usual name where the text has it too ("Japan International Cooperation Agency (JICA)"), but for a longer
    one of which the usual name is a part ("Islamic Relief Worldwide"); else the first. None where it has none of them.
    """
    known = {fold(name): name for name in reversed(names)}
    used = [form for form in forms if form in known]
    if not used:
        return None
    usual = fold(names[0])
    return names[0] if usual in used and usual not in used[0] else known[used[0]]


def _names(party: Party) -> tuple[str, ...]:
    """The names that a party may go by, the usual one first; no translations, no offices in this country."""
    institution = institutions().get(party.code) if party.code else None
    if institution is None:
        return _doublets().get(party.code or "", (party.name,))
    others = (
        name for name in institution.aliases if name not in institution.indonesian and not name.endswith(" Indonesia")
    )
    return (institution.name, *others)


@functools.cache
def _doublets() -> Mapping[str, tuple[str, ...]]:
    """The English names of places that have several, by code."""
    return {code: tuple(row["names"].split("|")) for row in rows("doublets") for code in row["codes"].split("|")}
