"""Organisations: the foreign and international institutions that make agreements, and bodies that do not.

Institutions of the reference data are parties. Universities, companies, chambers, ministries and the like are
mentioned too, without a party, so that what is signed with them is not taken for an agreement of the region.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from archive.model import Mention
from archive.reference import Institution, fold, institutions
from extractors.mentions.organisations_national import is_society, national_branch
from extractors.mentions.organisations_told import told_institutions, unknown_nouns
from extractors.mentions.organisations_unknown import unknown_closers, unknown_institution, unknown_openers
from extractors.mentions.passages import Passage, Word
from extractors.remembered import Remembered
from extractors.tables import rows

_PIECES = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?|\d+|[^\w\s]")
_NO_PARTY = frozenset({"company", "ministry", "forum"})
_REGION = "region"
"""What is called like a company and governs a region: "Pune Municipal Corporation"."""
_SHORT_WORD = 5
_LONGEST = 8
_LINKS = frozenset({"of", "for", "the", "de", "&", "-", "des", "la", "."})
_JOINTS = _LINKS | {"and", "dan"}


_Phrases = dict[str, dict[tuple[str, ...], str]]


class _Form(NamedTuple):
    words: tuple[str, ...]
    exact: tuple[str, ...] | None
    institution: Institution


@functools.cache
def _forms() -> Mapping[str, tuple[_Form, ...]]:
    """The names of institutions by their first word, the longest first; acronyms with their capitals."""
    forms: dict[str, list[_Form]] = {}
    for institution in institutions():
        for name in (institution.name, *institution.aliases):
            pieces = _PIECES.findall(name)
            words = tuple(_folded(piece) for piece in pieces)
            acronym = len(pieces) <= 2 and pieces[0].isupper()
            exact = tuple(pieces) if acronym or (len(pieces) == 1 and len(name) <= _SHORT_WORD) else None
            forms.setdefault(words[0], []).append(_Form(words, exact, institution))
    return {first: tuple(sorted(found, key=lambda form: -len(form.words))) for first, found in forms.items()}


def _beginning_with(word: str) -> tuple[_Form, ...]:
    """The names of institutions of which a word is the first."""
    return _forms().get(_folded(word), ())


_known_forms = Remembered(_beginning_with)


def _folded(piece: str) -> str:
    return fold(piece) or piece


@functools.cache
def _heads() -> tuple[_Phrases, _Phrases]:
    """The words that open the names of bodies which are no party, and those that close them, with the kind of body.

    They stand by the first word of those that open and by the last of those that close.
    """
    opening: _Phrases = {}
    closing: _Phrases = {}
    for row in rows("bodies"):
        for phrase in row["words"].split("|"):
            words = tuple(phrase.split())
            table, key = (opening, words[0]) if row["side"] == "first" else (closing, words[-1])
            table.setdefault(key, {})[words] = row["kind"]
    return opening, closing


def find_organisations(passage: Passage) -> Iterator[Mention]:
    """The organisations that a passage names, as mentions of kind "organisation".

    `value` is the code of an institution of the reference data ("org:jica"); for other bodies it is the kind of body
    and the name ("university:Universitas Pattimura").
    """
    where = functools.cache(functools.partial(_countries_over, passage))
    found = list(_listed(passage, where))
    yield from found
    if unknown_nouns().isdisjoint(passage.lower):
        return
    taken = {index for mention in found for index in passage.words_of(mention)}
    for first, last, party in told_institutions(passage.words, where(), taken.union(where())):
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            start, end = passage.words[first].start, passage.words[last - 1].end
            yield passage.mention(start, end, "organisation", f"institution:{party.name}", 0.55, party)


def _countries_over(passage: Passage) -> dict[int, str]:
    """The country of each word that is part of the name of a place or a country."""
    where: dict[int, str] = {}
    for mention in passage.found("place", "country"):
        country = mention.value if mention.party is None else mention.party.country
        if country is not None:
            where.update(dict.fromkeys(passage.words_of(mention), country))
    return where


def _listed(passage: Passage, where: Callable[[], Mapping[int, str]]) -> Iterator[Mention]:
    """The bodies known by their names."""
    words = passage.words
    openers, closers = _openers(), _closers()
    # The words soon behind which one stands that closes a name.
    closed = {at - back for at in passage.among(closers) for back in range(1, _LONGEST)}
    free = 0
    for index in passage.capitals:
        if index < free:
            continue
        word = words[index]
        forms = _known_forms[word.text]
        form = next((form for form in forms if _fits(words, index, form)), None) if forms else None
        if form is not None:
            last = index + len(form.words)
            institution = form.institution
            party = None if institution.kind in _NO_PARTY else institution.party()
            first, code = index, institution.code
            branch = national_branch(words, index, last, institution) if party else None
            if branch is not None and branch.first >= free:
                first, last, party = branch
                code = f"institution:{party.name}"
            elif institution.kind == "movement" and is_society(words[index:last]):
                party = None  # "Palang Merah" alone is one of them named before, or the Indonesian one.
            start, end = words[first].start, words[last - 1].end
            yield passage.mention(start, end, "organisation", code, 0.95 if party else 0.4, party)
            free = last
            continue
        if word.lower not in openers and index not in closed:
            continue
        body = _body(words, index)
        unknown = unknown_institution(words, index, where()) if body is None else None
        if unknown is not None and not any(_known_at(words, at) for at in range(index + 1, unknown.last)):
            end = words[unknown.last - 1].end
            value = f"institution:{unknown.party.name}"
            yield passage.mention(word.start, end, "organisation", value, 0.6, unknown.party)
            free = unknown.last
            continue
        if body is None:
            continue
        last, kind = body
        if kind == "ministry" and words[index + 1].lower == "of" and index + 2 in where():
            continue  # "Department of La Guajira": a region.
        start, end = word.start, words[last - 1].end
        name = " ".join(passage.body[start:end].split())
        yield passage.mention(start, end, "organisation", f"{kind}:{name}", 0.4)
        free = last


@functools.cache
def _openers() -> frozenset[str]:
    """The words with which the name of an institution that the reference data lack may open."""
    return unknown_openers().union(_heads()[0])


@functools.cache
def _closers() -> frozenset[str]:
    """The words with which it may close."""
    return unknown_closers().union(_heads()[1])


def _known_at(words: tuple[Word, ...], index: int) -> bool:
    """True where the name of an institution of the reference data begins."""
    return any(_fits(words, index, form) for form in _known_forms[words[index].text])


def _fits(words: tuple[Word, ...], index: int, form: _Form) -> bool:
    own = [word.text for word in words[index : index + len(form.words)]]
    return tuple(own) == form.exact if form.exact is not None else tuple(map(_folded, own)) == form.words


def _body(words: tuple[Word, ...], first: int) -> tuple[int, str] | None:
    """The end and kind of a university, company ... whose name begins at `first`."""
    opening, closing = _heads()
    last = _run_end(words, first, _LINKS)
    options = opening.get(words[first].lower, {})
    for length in (3, 2, 1) if options else ():
        kind = options.get(tuple(word.lower for word in words[first : first + length]))
        if kind is not None:
            end = _run_end(words, first, _JOINTS) if kind == "ministry" else last
            return (end, kind) if end - first > length else None
    for end in range(last, first + 1, -1):
        options = closing.get(words[end - 1].lower, {})
        for length in (4, 3, 2, 1) if options else ():
            if end - length >= first:
                kind = options.get(tuple(word.lower for word in words[end - length : end]))
                if kind == _REGION:
                    return None
                if kind is not None and end - length > first:
                    return end, kind
    return None


def _run_end(words: tuple[Word, ...], first: int, links: frozenset[str]) -> int:
    """The end of the run of capitalised words, with the given words between them."""
    last = first
    while last < len(words) and last - first < _LONGEST:
        word = words[last]
        if last > first and words[last].start - words[last - 1].end > 2:
            break
        if word.text[0].isupper():
            last += 1
        elif word.lower in links and last > first and last + 1 < len(words) and words[last + 1].text[0].isupper():
            # A full stop inside a name stands after an abbreviation only ("PT. Semen Padang").
            if word.text == "." and len(words[last - 1].text) > 3:
                break
            last += 1
        else:
            break
    return last
