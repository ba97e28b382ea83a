"""The words of a sentence, as triggers are compared with them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache, partial
from typing import NamedTuple

from extractors.remembered import Remembered
from extractors.splitting import located

_WORD = re.compile(r"([^\W_]++(?:['’][^\W_]++)*+(?:-\n\s*+[^\W\d_]++)?+)")
_BREAK = re.compile(r"-\n\s*")
_MISREAD = re.compile(r"(?<=[^\W\d_])[01](?=[^\W\d_])|(?<=[^\W\d_])[01]+$|^[01](?=[^\W\d_]{2})")
_SHORT_FORMS = {
    "tdk": "tidak",
    "blm": "belum",
    "sdh": "sudah",
    "dgn": "dengan",
    "dg": "dengan",
    "dng": "dengan",
    "ama": "sama",
    "msh": "masih",
    "ttg": "tentang",
    "tntg": "tentang",
    "bhw": "bahwa",
    "kpd": "kepada",
    "thd": "terhadap",
    "sbg": "sebagai",
    "tgl": "tanggal",
    "bln": "bulan",
    "skrg": "sekarang",
    "sdg": "sedang",
    "blum": "belum",
    "bkn": "bukan",
    "jg": "juga",
    "lg": "lagi",
    "tlh": "telah",
    "ditandatngani": "ditandatangani",
    "kerma": "kerjasama",
    "nggak": "tidak",
    "ndak": "tidak",
    "enggak": "tidak",
    "kagak": "tidak",
    "yg": "yang",
    "tsb": "tersebut",
    "utk": "untuk",
    "dlm": "dalam",
    "pd": "pada",
    "krn": "karena",
    "jd": "jadi",
    "bs": "bisa",
    "trs": "terus",
    "kerjasama": "kerjasama",
    "dr": "dari",
    "thn": "tahun",
    "th": "tahun",
    "gak": "tidak",
    "ga": "tidak",
    "ngga": "tidak",
    "tak": "tidak",
    "udah": "sudah",
    "udh": "sudah",
    "tra": "tidak",
    "su": "sudah",
    "ditandatangi": "ditandatangani",
    "menandatangi": "menandatangani",
    "tandatangan": "tandatangan",
}
_CLITICS = ("nya", "lah", "kah", "pun", "'s", "’s")
_SHORTEST_STEM = 3


class Word(NamedTuple):
    """One word in lower case and where it stands in the text."""

    form: str
    start: int
    end: int


# Past the constructor of named tuples, which is a function of Python's for every word of a text.
_make_word = partial(tuple.__new__, Word)


def words(body: str, start: int, end: int) -> list[Word]:
    """The words of `body[start:end]`; hyphens and punctuation part words, apostrophes do not."""
    starts, whole = _all(body)
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    if (first and whole[first - 1].end > start) or (last > first and whole[last - 1].end > end):
        # The stretch begins or ends inside a word.
        return _split(body, start, end)[1]
    return whole[first:last]


@lru_cache(maxsize=2)
def _all(body: str) -> tuple[list[int], list[Word]]:
    """Where the words of a body begin, and the words: sentences, lines and cells ask for the same ones."""
    return _split(body, 0, len(body))


def in_lower_case(text: str) -> str:
    """The text in lower case, sign for sign, so that places in it are the same.

    Expressions are looked for in it twice as fast as with `re.IGNORECASE` in the text, and by far with many choices.
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


@lru_cache(maxsize=2)
def lowered(body: str) -> str:
    """The body in lower case, kept, for many ask."""
    return in_lower_case(body)


def _split(body: str, start: int, end: int) -> tuple[list[int], list[Word]]:
    starts, ends, texts = located(_WORD, body[start:end])
    if start:
        starts, ends = [start + at for at in starts], [start + at for at in ends]
    return starts, list(map(_make_word, zip(map(_known_forms.__getitem__, texts), starts, ends, strict=True)))


def standard(word: str) -> str:
    """The word without line break, misread digits and chat spelling ("ke1ima" -> "kelima", "sdh" -> "sudah")."""
    if "-" in word:
        word = _BREAK.sub("", word)
    if not word.isalpha() and not word.isdigit():
        word = _MISREAD.sub(lambda digit: "l" if digit[0][0] == "1" else "o", word)
    return _SHORT_FORMS.get(word, word)


_known_forms = Remembered(lambda word: standard(word.lower()))


@lru_cache(maxsize=1 << 16)
def bare(form: str) -> str:
    """The word without its last clitic ("bidangnya" -> "bidang"), the word itself where it has none."""
    for clitic in _CLITICS:
        if form.endswith(clitic) and len(form) - len(clitic) >= _SHORTEST_STEM:
            return form[: -len(clitic)]
    return form
