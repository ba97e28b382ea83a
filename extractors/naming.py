"""By which of its names a document calls an institution: "ICRAF", or "World Agroforestry Centre".

Records and the register hold the usual name, under which what many documents say comes together. Who reads one
document expects the name that stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archive.model import Mention, Text
from archive.reference import Institution, fold, institutions


def names_used(text: Text, mentions: Iterable[Mention]) -> Mapping[str, str]:
    """The name by which the text calls each institution that it names, by the key of the party."""
    forms: dict[str, dict[str, None]] = {}
    for mention in mentions:
        if mention.kind == "organisation" and mention.party is not None:
            forms.setdefault(mention.party.key, {})[fold(mention.span.of(text.body))] = None
    known = {key: institutions().get(key) for key in forms}
    return {key: name_used(body, list(forms[key])) for key, body in known.items() if body is not None}


def name_used(institution: Institution, forms: Iterable[str]) -> str:
    """The name that a text uses which has an institution in these forms, folded, in order of the text.

    That is the usual name where the text has it too ("Japan International Cooperation Agency (JICA)"), but for a longer
    one of which the usual name is a part ("Islamic Relief Worldwide"); else the first that is no translation and no
    office in this country.
    """
    own = {
        fold(name): name
        for name in (institution.name, *institution.aliases)
        if name not in institution.indonesian and not name.endswith(" Indonesia")
    }
    used = [form for form in forms if form in own]
    usual = fold(institution.name)
    if not used or (usual in used and usual not in used[0]):
        return institution.name
    return own[used[0]]
