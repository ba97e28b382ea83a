"""The spaCy pipelines: one a language, one component a finder file.

A finder is a plain function over a `Passage`; its component calls it and shows what it found as `doc.spans[FILE]`.
`spacy.blank("id")` takes seconds to start and splits "25/9/2017" and "Gyeongsangbuk-do", so both languages are our own,
with the tokenizer of `tokens`; nothing of `spacy.lang` is loaded.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterable

import numpy

from archive.model import Mention, Text
from extractors.mentions.passages import Passage, PassageLanguage, passages
from extractors.mentions.spacy_core import Doc, Language, registry
from extractors.mentions.tokens import make_tokenizer

Finder = Callable[[Passage], Iterable[Mention]]

FINDERS: tuple[str, ...] = ("laws", "dates", "instruments", "relations", "places", "organisations", "fields", "persons")
"""The finder files in the order in which they run, each with a function find_FILE: persons look at the places before
them, fields at organisations."""


@registry.languages("id_naskah")
class NaskahIndonesian(Language):  # type: ignore[no-untyped-call]
    """Indonesian as this archive reads it."""

    lang = "id_naskah"


@registry.languages("en_naskah")
class NaskahEnglish(Language):  # type: ignore[no-untyped-call]
    """English as this archive reads it."""

    lang = "en_naskah"


_LANGUAGES = {"id": NaskahIndonesian, "en": NaskahEnglish}


class FinderComponent:
    """Runs one finder over a passage and leaves its mentions there; those of a Doc's passage also in `doc.spans`."""

    def __init__(self, group: str, find: Finder) -> None:
        self.group = group
        self.find = find

    def read(self, passage: Passage) -> list[Mention]:
        """What the finder sees in a passage."""
        found = list(self.find(passage))
        passage.mentions += found
        return found

    def __call__(self, doc: Doc) -> Doc:
        passage = passage_of(doc)
        found = self.read(passage)
        spans = (doc.char_span(*passage.within(m), label=m.kind, alignment_mode="expand") for m in found)
        doc.spans[self.group] = [span for span in spans if span is not None]
        return doc


def passage_of(doc: Doc) -> Passage:
    """The passage that a Doc was made from; for a Doc made straight from a string, that string as one paragraph."""
    known = doc.user_data.get("passage")
    if isinstance(known, Passage):
        return known
    body = doc.text
    alone = next(passages(Text("", body, language="en" if doc.lang_.startswith("en") else "id")), None)
    passage = alone or Passage(Text("", body), "id", body, (), ())
    doc.user_data["passage"] = passage
    return passage


@Language.component("naskah_sentences", assigns=["token.is_sent_start"])
def mark_sentences(doc: Doc) -> Doc:
    """Marks the first token of every sentence, so that `doc.sents` follows `extractors.sentences`."""
    if not len(doc):
        return doc
    ends = doc.to_array(["IDX", "LENGTH"]).sum(axis=1)
    starts = [sentence.start for sentence in passage_of(doc).sentences]
    marks = numpy.full(len(doc), -1, dtype="int64")
    marks[numpy.searchsorted(ends, starts, side="right")] = 1
    marks[0] = 1
    doc.from_array("SENT_START", marks.astype("uint64"))  # type: ignore[arg-type]
    return doc


def _register(name: str) -> None:
    @Language.factory(f"naskah_{name}", assigns=["doc.spans"])
    def make(nlp: Language, name: str) -> FinderComponent:
        file = name.removeprefix("naskah_")
        find: Finder = getattr(importlib.import_module(f"extractors.mentions.{file}"), f"find_{file}")
        return FinderComponent(file, find)


for _name in FINDERS:
    _register(_name)


@functools.cache
def pipeline(language: PassageLanguage) -> Language:
    """The pipeline of a language, made once a process."""
    # Not by `spacy.blank`, which fills in and checks a configuration of everything that may be trained.
    nlp = _LANGUAGES[language](create_tokenizer=make_tokenizer(), max_length=1 << 40)
    nlp.add_pipe("naskah_sentences")
    for name in FINDERS:
        nlp.add_pipe(f"naskah_{name}")
    return nlp


@functools.cache
def _components(language: PassageLanguage) -> tuple[FinderComponent, ...]:
    return tuple(component for _, component in pipeline(language).pipeline if isinstance(component, FinderComponent))


def read(passage: Passage) -> list[Mention]:
    """What the finders in the pipeline of the passage's language see in it, without a Doc that nobody looks at."""
    for component in _components(passage.language):
        component.read(passage)
    return passage.mentions
