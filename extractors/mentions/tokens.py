"""The tokenizer of the pipelines: one regular expression, in time linear in the text.

spaCy's own tokenizer takes affixes off one by one, which is quadratic on a long string without white space, and splits
"25/9/2017" and "Gyeongsangbuk-do".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.mentions.spacy_core import Doc, registry
from extractors.tables import either, rows

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab


@functools.cache
def _token() -> re.Pattern[str]:
    forms = [row["form"] for row in rows("abbreviations")]
    # Few words have a full stop near enough: without the look ahead every word is tried as each abbreviation.
    near = rf"(?=[{re.escape(''.join(sorted(set(''.join(forms)))))}]{{1,{max(map(len, forms))}}}\.)"
    return re.compile(
        rf"((?<![^\W_]){near}{either(forms)}\."  # "Prov.", "S.Sos."
        r"|\d++(?:[./:,-]\d++)*+"  # "25/9/2017", "1.500.000"
        r"|[^\W\d_]++(?:[-'’][^\W\d_]++)*+"  # "Gyeongsangbuk-do", "kota-kota"
        r"|\S)( ?)"  # One blank belongs to the token before it, what is more is a token of its own.
        r"|(\s++)"
    )


class Tokenizer:
    """Makes a Doc whose text is the string, character for character."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = _token().findall(text)
        words = [word or white for word, _, white in found]
        return Doc(self.vocab, words=words, spaces=[bool(space) for _, space, _ in found])

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing: the tokenizer has no state."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> Tokenizer:
        """The tokenizer itself."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Writes nothing: the tokenizer has no state."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> Tokenizer:
        """The tokenizer itself."""
        return self


@registry.tokenizers("naskah.Tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """What spaCy's configuration calls to make the tokenizer of a language."""
    return lambda nlp: Tokenizer(nlp.vocab)
