"""A query tree understood: words become notions with all their spellings, values become codes.

Every spelling beside the literal one weighs less than it. Words in quotes stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from archive.model import HOME, PartialDate
from archive.reference.countries import countries
from archive.reference.folding import fold
from archive.reference.institutions import institutions
from archive.reference.places import places
from archive.reference.vocabulary import Term as Code
from archive.reference.vocabulary import fields, instruments, kinds, relations, statuses
from index.analysis.lexicon import LONGEST_NAME, Sense, law_names, senses, stopwords
from index.analysis.stemming import is_root
from index.analysis.tokens import words
from index.query import plan as plans
from index.query import tree as trees
from index.query.names import word_fields
from index.query.plan import All, Concept, Everything, Phrase, Plan, Reason, Related, Some, Tag, Term, Without
from index.query.show import show

ALIAS, ABBREVIATION, TERM, STEM, JOINED, APART = 0.9, 0.9, 0.6, 0.75, 0.9, 0.4
"""Weights of the other spellings against the literal word."""

TAG = {"home": 0.5, "partner": 0.5, "country": 0.6, "field": 0.7, "instrument": 0.3, "relation": 0.2, "status": 0.3}
"""What it adds to the score that an entry bears the value as one of its own."""

ORDINARY = ("status", "signed")
"""The state that goes without saying: its words ("ditandatangani") ask for a text, not for all that is in force."""

NAME = 0.5
"""What it adds that the words are in the name of one of the entry's parties."""

MENTION = 0.15
"""What it adds that the entry names it at all, in whatever spelling."""

VALUE = 0.1
"""The score of a value that was asked for by its field: it chooses entries and hardly ranks them."""

LANGUAGE_NAMES = {
    "id": ("id", "indonesian", "indonesia", "bahasa indonesia"),
    "en": ("en", "english", "inggris", "bahasa inggris"),
    "mixed": ("mixed", "campuran"),
    "und": ("und", "unknown"),
}
TYPE_NAMES = {
    "document": ("document", "documents", "dokumen"),
    "agreement": ("agreement", "agreements", "naskah", "perjanjian"),
}


class Vocabulary(Protocol):
    """What understanding asks of the index: how often a word or value occurs in it."""

    def frequency(self, field: str, term: str) -> int:
        """In how many entries."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a query; `words` are the words of a term of several, of which some say a part of what all say."""

    plan: Plan
    words: tuple[Plan, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """A query ready for an engine.

    `units` are the parts of which each entry must have all: where none has, those with most of them may be offered.
    They are empty where the person said exactly what is wanted (groups, OR, exclusions). `fixed` must hold in any case.
    """

    plan: Plan
    units: tuple[Unit, ...] = ()
    fixed: tuple[Plan, ...] = ()
    words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def divisible(self) -> bool:
        """True where an entry can have some of the query and not all."""
        return len(self.units) > 1 or any(unit.words for unit in self.units)


def understand(tree: trees.Node, vocabulary: Vocabulary, *, expand: bool = True) -> Understood:
    """The plan for a query tree; without `expand` words stand for themselves only."""
    reading = _Reading(vocabulary, expand)
    plan = reading.plan(tree)
    units, fixed = reading.parts(tree)
    typed = tuple(
        word
        for leaf in trees.leaves(tree)
        if isinstance(leaf, trees.Word | trees.Phrase | trees.Fuzzy)
        for word in words(leaf.text)
    )
    return Understood(plan, units, fixed, typed, tuple(reading.notes))


class _Reading:
    def __init__(self, vocabulary: Vocabulary, expand: bool) -> None:
        self.vocabulary = vocabulary
        self.expand = expand
        self.notes: dict[str, None] = {}

    def plan(self, node: trees.Node) -> Plan:
        match node:
            case trees.Nothing():
                return Everything(VALUE)
            case trees.And(children):
                return self.every(children)
            case trees.Or(children):
                return Some(tuple(self.plan(child) for child in children))
            case trees.Not():
                return self.every((node,))
            case trees.Word():
                return self.every((node,))
            case trees.Phrase(text):
                return self.phrase(text)
            case trees.Prefix(text):
                return plans.Prefix(text, reason=Reason("prefix", f"{text}*"))
            case trees.Wildcard(pattern):
                return plans.Wildcard(pattern, reason=Reason("prefix", pattern))
            case trees.Fuzzy(text, distance):
                return plans.Fuzzy(text, distance, reason=Reason("fuzzy", text))
            case trees.Value():
                return self.value(node)
            case trees.Range():
                return self.days(node)
        raise TypeError(f"no node: {node!r}")

    def parts(self, node: trees.Node) -> tuple[tuple[Unit, ...], tuple[Plan, ...]]:
        """The units and the fixed parts of a plain query; no units where the query is not plain."""
        children = node.children if isinstance(node, trees.And) else (node,)
        free = [child for child in children if isinstance(child, trees.Word)]
        rest = [child for child in children if not isinstance(child, trees.Word)]
        if not all(isinstance(child, trees.Value | trees.Range) for child in rest):
            return (), ()
        return tuple(self.units(free)), tuple(self.plan(child) for child in rest)

    def units(self, run: Sequence[trees.Word]) -> list[Unit]:
        """The notions of a run of words, each with its words one by one where they are no proper name."""
        return [Unit(plan, self.single(name)) for name, plan in self.notions(run)]

    def single(self, name: tuple[str, ...]) -> tuple[Plan, ...]:
        """The words of a term one by one; none of a name or a statute, which are nothing without all their words."""
        proper = len(name) == 1 or self.law(name, 0) or any(sense.kind != "term" for sense in self.meant(name))
        if proper or not self.expand:
            return ()
        return tuple(self.concept((word,), self.meant((word,))) for word in name if word not in stopwords())

    def every(self, children: Sequence[trees.Node]) -> Plan:
        wanted: list[Plan] = []
        denied: list[Plan] = []
        run: list[trees.Word] = []
        for child in children:
            if isinstance(child, trees.Word):
                run.append(child)
                continue
            wanted += self.words(run)
            run = []
            if isinstance(child, trees.Not):
                denied.append(self.denied(child.child))
            else:
                wanted.append(self.plan(child))
        wanted += self.words(run)
        kept: Plan = wanted[0] if len(wanted) == 1 else All(tuple(wanted)) if wanted else Everything(VALUE)
        return Without(kept, Some(tuple(denied))) if denied else kept

    def denied(self, node: trees.Node) -> Plan:
        """What must not match: taken literally, so that no more is lost than was named."""
        literal = _Reading(self.vocabulary, expand=False)
        return literal.plan(node)

    def phrase(self, text: str) -> Plan:
        spelling = tuple(words(text))
        reason = Reason("phrase", text)
        return Term(spelling[0], reason=reason) if len(spelling) == 1 else Phrase(spelling, reason=reason)

    # Words

    def words(self, run: Sequence[trees.Word]) -> list[Plan]:
        """The notions of words typed one after the other."""
        return [plan for _, plan in self.notions(run)]

    def notions(self, run: Sequence[trees.Word]) -> Iterator[tuple[tuple[str, ...], Plan]]:
        """The notions of words typed one after the other, each with its words."""
        groups = [group for word in run if (group := tuple(words(word.text)))]
        if not self.expand:
            yield from ((group, _literal(group)) for group in groups)
            return
        tokens = [token for group in groups for token in group]
        # Where a word with a hyphen or slash begins, and how long it is.
        compounds: dict[int, int] = {}
        at = 0
        for group in groups:
            if len(group) > 1:
                compounds[at] = len(group)
            at += len(group)
        optional = stopwords() if any(token not in stopwords() for token in tokens) else frozenset()
        at = 0
        while at < len(tokens):
            length, plan = self.notion(tokens, at, compounds.get(at, 1), optional)
            if plan is not None:
                yield tuple(tokens[at : at + length]), plan
            at += length

    def notion(self, tokens: Sequence[str], at: int, least: int, optional: frozenset[str]) -> tuple[int, Plan | None]:
        """The notion that begins at a word, and how many words it takes: the longest name that is known."""
        law = self.law(tokens, at)
        if law is not None:
            return law
        for length in range(min(LONGEST_NAME, len(tokens) - at), 0, -1):
            name = tuple(tokens[at : at + length])
            if length > 1 and (name[0] in optional or name[-1] in optional):
                continue
            known = self.meant(name) if name[0] not in optional else []
            joined = "".join(name)
            written_as_one = 1 < length < 4 and self.vocabulary.frequency("text", joined) > 0
            if known or written_as_one:
                return length, self.concept(name, known)
        if least > 1:
            return least, self.concept(tuple(tokens[at : at + least]), [])
        return 1, None if tokens[at] in optional else self.concept((tokens[at],), [])

    def meant(self, name: tuple[str, ...]) -> list[Sense]:
        """The senses of a name that are likely: a far place of the same name as a word is not."""
        literal = min(self.vocabulary.frequency("text", word) for word in name)
        return [
            sense
            for sense in senses(name)
            if sense.kind != "alias"
            or sense.common
            or literal == 0
            or (sense.large and not (len(name) == 1 and is_root(name[0])))
            or any(self.vocabulary.frequency("mention", f"place:{code}") for _, code in sense.codes)
            or any(self.vocabulary.frequency(facet, code) for facet, code in sense.codes)
        ]

    def concept(self, name: tuple[str, ...], known: Sequence[Sense]) -> Plan:
        """A name with all its spellings."""
        shown = " ".join(name)
        forms: dict[Plan, None] = {_literal(name): None}
        literal = min(self.vocabulary.frequency("text", word) for word in name)
        party = _spelled(name, NAME, Reason("word", shown), "names")
        tags: dict[tuple[str, str], Tag | Term | Phrase] = {("names", shown): party}
        for sense in known:
            weight = {"alias": ALIAS, "abbreviation": ABBREVIATION}.get(sense.kind, TERM)
            for spelling in sense.spellings:
                if spelling == name or self._too_common(spelling, literal):
                    continue
                reason = Reason(sense.kind, shown)
                text = _spelled(spelling, weight, reason)
                forms[text] = None
            for facet, code in sense.codes:
                if (facet, code) == ORDINARY:
                    continue
                tags[facet, code] = Tag(facet, code, TAG[facet], Reason(sense.kind, shown), sense.label)
                spoken = f"{'place' if facet in ('home', 'partner') else facet}:{code}"
                tags["mention", spoken] = Tag("mention", spoken, MENTION, Reason(sense.kind, shown), sense.label)
        if len(name) == 1:
            forms[Related(name[0], STEM, Reason("stem", shown))] = None
            for apart in self._apart(name[0]):
                forms[Phrase(apart, JOINED, Reason("joined", shown))] = None
        else:
            if len(name) < 4:
                forms[Term("".join(name), JOINED, Reason("joined", shown))] = None
            if all(sense.kind == "term" for sense in known):
                each = tuple(
                    Concept(
                        (Term(word, APART, Reason("word", shown)), Related(word, APART * STEM, Reason("stem", shown)))
                    )
                    for word in name
                    if word not in stopwords()
                )
                if each:
                    forms[All(each)] = None
        return Concept(tuple(forms), tuple(tags.values()))

    def _too_common(self, spelling: tuple[str, ...], literal: int) -> bool:
        """True for one-word spellings that the texts mostly use for something else."""
        if len(spelling) > 1:
            return False
        if spelling[0] in stopwords():
            return True
        return self.vocabulary.frequency("text", spelling[0]) > max(200, 50 * literal) and literal > 0

    def _apart(self, word: str) -> list[tuple[str, str]]:
        """The word as two words that the texts have, the most frequent pair."""
        frequency = self.vocabulary.frequency
        pairs = [
            (min(frequency("text", word[:at]), frequency("text", word[at:])), (word[:at], word[at:]))
            for at in range(3, len(word) - 2)
        ]
        return [pair for common, pair in sorted(pairs, reverse=True)[:1] if common > 0]

    def law(self, tokens: Sequence[str], at: int) -> tuple[int, Plan] | None:
        """A statute by kind, number and year ("PP 28/2018", "Peraturan Pemerintah Nomor 28 Tahun 2018")."""
        for length in range(4, 0, -1):
            names = law_names().get(tuple(tokens[at : at + length]))
            if names is None:
                continue
            rest = [
                token for token in tokens[at + length :][:4] if token not in ("nomor", "no", "number", "tahun", "year")
            ]
            if len(rest) < 2 or not rest[0].isdecimal() or not re.fullmatch(r"(?:19|20)\d\d", rest[1]):
                return None
            end = at + length
            while tokens[end] != rest[1] or end == at + length:
                end += 1
            short, number, year = names[0], rest[0], rest[1]
            shown = " ".join(tokens[at : end + 1])
            forms = [Phrase(tuple(tokens[at : end + 1]), reason=Reason("word", shown))]
            for name in names:
                for middle in ((), ("nomor",), ("no",)):
                    for last in ((), ("tahun",)):
                        spelling = (*words(name), *middle, number, *last, year)
                        if spelling != forms[0].words:
                            forms.append(Phrase(spelling, ALIAS, Reason("alias", shown)))
            tag = Tag("law", fold(f"{short} {number}/{year}"), 0.5, Reason("alias", shown), f"{short} {number}/{year}")
            return end + 1 - at, Concept(tuple(forms), (tag,))
        return None

    # Values of fields

    def value(self, node: trees.Value) -> Plan:
        reason = Reason("field", f"{node.field}:{node.text}")
        if node.field in word_fields():
            spelling = tuple(words(node.text))
            if len(spelling) == 1:
                return Term(spelling[0], 1.0, reason, node.field)
            return Phrase(spelling, 1.0, reason, node.field)
        codes = _codes(node.field, node.text)
        if node.field == "law":
            codes = [(_law_code(node.text), node.text)]
        tags: list[Plan] = [Tag(node.field, code, VALUE, reason, label) for code, label in codes]
        if node.field in ("partner", "home"):
            # Parties that the reference data do not know are kept by country and name.
            tags.append(plans.Wildcard(f"*:{node.text.casefold()}", VALUE, reason, node.field))
            tags.append(Tag(node.field, node.text, VALUE, reason, node.text))
        if not tags:
            self.notes[f"There is no {node.field} called {node.text[:40]}; it was taken as words."] = None
            return self.every((trees.Word(node.text),))
        return tags[0] if len(tags) == 1 else plans.Best(tuple(tags))

    def days(self, node: trees.Range) -> Plan:
        first = PartialDate(node.first) if node.first else None
        last = PartialDate(node.last) if node.last else None
        begin = 0 if first is None else first.earliest().toordinal()
        end = plans.NEVER if last is None else last.latest().toordinal()
        if node.open_first and first is not None:
            begin = first.latest().toordinal() + 1
        if node.open_last and last is not None:
            end = last.earliest().toordinal() - 1
        field = "signed" if node.field == "signed" else "date"
        return plans.Days(field, begin, end, VALUE, Reason("field", show(node)))


def _literal(name: tuple[str, ...]) -> Term | Phrase:
    return _spelled(name, 1.0, Reason("word", " ".join(name)))


def _spelled(name: tuple[str, ...], weight: float, reason: Reason, field: str = "text") -> Term | Phrase:
    return Term(name[0], weight, reason, field) if len(name) == 1 else Phrase(name, weight, reason, field)


def _law_code(text: str) -> str:
    """The short form of a statute under folding."""
    tokens = [token for token in words(text) if token not in ("nomor", "no", "number", "tahun", "year")]
    for length in range(len(tokens), 0, -1):
        names = law_names().get(tuple(tokens[:length]))
        if names:
            return fold(" ".join((names[0], *tokens[length:])))
    return fold(" ".join(tokens))


def _codes(field: str, text: str) -> list[tuple[str, str]]:
    """The codes of a facet that a value may mean, each with its name."""
    if field in ("partner", "home"):
        found = [
            (place.code, place.name) for place in places().named(text) if (place.country == HOME) == (field == "home")
        ]
        institution = institutions().named(text) if field == "partner" else None
        return [*found, *([(institution.code, institution.name)] if institution else [])]
    if field == "country":
        code = text.upper() if countries().get(text.upper()) else countries().named(text)
        country = countries().get(code) if code else None
        return [(country.code, country.name_en)] if country else []
    if field in ("language", "type"):
        table = LANGUAGE_NAMES if field == "language" else TYPE_NAMES
        return [(code, code) for code, names in table.items() if fold(text) in names]
    tables: dict[str, Iterable[Code]] = {
        "field": fields(),
        "instrument": instruments(),
        "relation": relations().values(),
        "status": statuses().values(),
        "kind": kinds().values(),
    }
    return _named(tables.get(field, ()), fold(text))


def _named(codes: Iterable[Code], name: str) -> list[tuple[str, str]]:
    every = list(codes)
    exact = [code for code in every if name in (fold(code.code), fold(code.name_en), fold(code.name_id))]
    found = exact or [code for code in every if name in {fold(term) for term in (*code.terms_en, *code.terms_id)}]
    return [(code.code, code.name_en) for code in found]
