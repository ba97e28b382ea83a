"""Persons and the offices they hold.

A name is a run of words with capitals that are no everyday words, places or organisations, and that something vouches for:
an office or title before it, a degree or description after it, a word of speech beside it, a signature, or a list of
persons in which it stands. By-lines are left out. What a name stands for in the whole document (short and by-names) is
settled by `people.settle`.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.model import Mention
from archive.model.mention import MentionKind
from extractors.mentions import agencies
from extractors.mentions.numberwords import table
from extractors.mentions.passages import BORDER, Passage, Word
from extractors.tables import DATA, column, rows

SURE, LIKELY, WEAK = 0.95, 0.75, 0.3
"""Scores: vouched for; of a shape and company that speak for it; a single word that only a longer name makes a person."""

_PARTICLES = frozenset(
    ["bin", "binti", "van", "den", "der", "de", "da", "dos", "das", "du", "di", "do", "del", "della", "ter", "al", "el", "la", "le", "von", "zu", "y", "ibn", "abu", "ten", "nad", "ap"]
)
_NUMERALS = frozenset(["II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"])
_ABBREVIATED_NAMES = frozenset({"md", "moh", "muh", "mohd", "abd", "st"})
_AFTER_I = frozenset(["gusti", "made", "nyoman", "ketut", "wayan", "putu", "komang", "kadek", "gede", "dewa", "nengah", "wayan", "ngurah", "m"])
_QUOTES = frozenset("\"“”'‘’")
_SUFFIXES = ("", "nya", "kan", "an", "i")  # "-i" only behind a prefix: many names end so
_PREFIXES = (
    ("", ""), ("meng", "k"), ("meng", ""), ("meny", "s"), ("mem", "p"), ("mem", ""), ("men", "t"), ("men", ""), ("me", ""),
    ("peng", "k"), ("peng", ""), ("peny", "s"), ("pem", "p"), ("pem", ""), ("pen", "t"), ("pen", ""), ("per", ""), ("pe", ""),
    ("ber", ""), ("be", ""), ("ter", ""), ("di", ""), ("ke", ""), ("se", ""), ("keber", ""), ("keter", ""), ("pember", ""),
)  # fmt: skip
_ENGLISH = re.compile(r"[a-z]{3,}(?:tion|tional|ment|ing|ship|ness|ities|ity|ally|asi|itas|logi)")
_LONGEST = 6
_ACRONYM = 8
_GAP = 14


def plain(word: str) -> str:
    """The word in lower case without diacritics."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word).casefold()
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


@functools.cache
def _names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Given names, all names, and everyday words that are names as well."""
    given: list[str] = []
    every: list[str] = []
    doubtful: list[str] = []
    for line in (DATA / "names.tsv").read_text(encoding="utf-8").splitlines():
        name, _, use = line.partition("\t")
        (doubtful if use == "x" else every).append(name)
        if "g" in use:
            given.append(name)
    return frozenset(given), frozenset(every), frozenset(doubtful)


@functools.cache
def _common() -> frozenset[str]:
    return frozenset((DATA / "common.txt").read_text(encoding="utf-8").split("\n"))


@functools.lru_cache(maxsize=8192)
def _inflected(word: str) -> bool:
    """True for a form of an everyday Indonesian word ("perpustakaan", "mendampingi") or an English abstract noun."""
    if _ENGLISH.fullmatch(word):
        return True
    for suffix in _SUFFIXES:
        if not word.endswith(suffix):
            continue
        stem = word[: len(word) - len(suffix)]
        for prefix, restored in _PREFIXES:
            if (prefix or suffix not in ("", "i")) and stem.startswith(prefix):
                root = restored + stem[len(prefix) :]
                if len(root) > 3 and root in _common():
                    return True
    return False


@functools.cache
def _phrases(use: str) -> dict[str, dict[tuple[str, ...], str]]:
    """The phrases of one use by their first word, as tuples of words with their code."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for row in rows("titles"):
        if row["use"] == use:
            words = tuple(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]", row["form"].rstrip("*")))
            found.setdefault(words[0], {})[words] = row["code"]
    return found


@functools.cache
def _degrees() -> frozenset[str]:
    forms = {form.replace(".", "") for form in column("abbreviations", "form", use="degree")}
    return frozenset(forms | {form.upper() for form in forms})


@functools.cache
def _titles() -> frozenset[str]:
    """Titles of one word that are no part of a name."""
    return frozenset(form.replace(".", "") for form in _single("honorific") | _single("nickname") if " " not in form)


@functools.cache
def _single(use: str) -> frozenset[str]:
    return frozenset(row["form"] for row in rows("titles") if row["use"] == use)


@dataclass(slots=True)
class Run:
    """A possible name: the words from `start` to `end`, with what vouches for it."""

    start: int
    end: int
    parts: list[int]
    names: int = 0
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)


def find_persons(passage: Passage) -> Iterator[Mention]:
    """The persons of a passage, by the fullest form that stands there, and the offices named ("office")."""
    reader = _Reader(passage)
    for start, end, code in reader.offices:
        yield passage.mention(reader.words[start].start, reader.words[end - 1].end, "office", code, 0.9)
    for run in reader.persons():
        yield passage.mention(
            reader.words[run.start].start, reader.words[run.end - 1].end, "person", reader.value(run), run.score
        )


class _Reader:
    """The words of one passage, what each may be, and the names among them."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.words: Sequence[Word] = passage.words
        self.small = {word.text for word in self.words if word.text.islower()}
        self.blocked = self._within("place", "country", "organisation")
        self.blocked_offices = self._within("law", "date")
        self.facilities = agencies.proper_names(self.words)
        self._free_names()
        self.degrees = {index for at in range(len(self.words)) for index in self._degree_words(at)}
        self.offices = list(self._offices())
        self.office_words = {at for start, end, _ in self.offices for at in range(start, end)}
        self.kinds = [self._kind(at) for at in range(len(self.words))]

    # -- words

    def _within(self, *kinds: MentionKind) -> set[int]:
        """The words that belong to mentions of the given kinds."""
        spans = sorted(self.passage.within(mention) for mention in self.passage.found(*kinds))
        blocked: set[int] = set()
        at = 0
        for index, word in enumerate(self.words):
            while at < len(spans) and spans[at][1] <= word.start:
                at += 1
            if at < len(spans) and spans[at][0] <= word.start < spans[at][1]:
                blocked.add(index)
        return blocked

    def _free_names(self) -> None:
        """Takes names of persons out of the names of places and firms before or around them.

        "PT Research Institute Japan-Jakarta Albertus Prasetyo", "with Yukio Hayashida" where Yukio is a town as well, and
        the town in "Wali Kota Vlissingen Bas van den Tillaar" that is known from elsewhere in the passage.
        """
        given = _names()[0]
        towns = {mention.surface for mention in self.passage.found("place") if " " not in mention.surface}
        for at in range(1, len(self.words) - 1):
            word, before, after = self.words[at], self.words[at - 1], self.words[at + 1]
            if at in self.facilities and at - 1 in self.blocked and plain(word.text) in given:
                while at in self.facilities:
                    self.facilities.discard(at)
                    at += 1
            elif at in self.blocked:
                alone = at - 1 not in self.blocked and at + 1 not in self.blocked
                if alone and plain(word.text) in given and after.text.istitle() and before.text.islower():
                    self.blocked.discard(at)
            elif word.text in towns and after.text.istitle() and self._phrase_ends("office", at):
                self.blocked.add(at)

    def _phrase_ends(self, use: str, end: int) -> bool:
        """True where a phrase of the use ends right before a word."""
        return any(self._spans(use, end - length, end) for length in (1, 2, 3) if end >= length)

    def _phrase(self, use: str, at: int) -> tuple[int, str] | None:
        """The longest phrase of a use at a word: the index behind it and its code."""
        options = _phrases(use).get(self.words[at].lower)
        if options is None:
            return None
        best: tuple[int, str] | None = None
        for words, code in options.items():
            end = at + len(words)
            if end <= len(self.words) and all(w == self.words[at + i].lower for i, w in enumerate(words)):
                if best is None or end > best[0]:
                    best = end, code
        return best

    def _offices(self) -> Iterator[tuple[int, int, str]]:
        """Offices with the place they govern: "Wali Kota Bandung", "Mayor of Surabaya"."""
        at = 0
        while at < len(self.words):
            found = None if at in self.blocked_offices else self._phrase("office", at)
            if found is None:
                at += 1
                continue
            end, code = found
            after = end
            while (
                after < len(self.words)
                and after - end < 3
                and self.words[after].lower in {"of", "the", "city", "kota", "provinsi", "kabupaten"}
            ):
                after += 1
            while after < len(self.words) and after in self.blocked:
                after += 1
                end = after
            yield at, end, code
            at = end

    def _kind(self, at: int) -> str:
        """What a word may be in a name.

        N a word of a name, D an everyday word that is a name as well, C another word with a capital, I an initial, T a
        title, L a small word, P punctuation, B a border.
        """
        word = self.words[at]
        text = word.text
        if text == BORDER:
            return "B"
        if not text[0].isalpha():
            return "P"
        if not text[0].isupper():
            return "L"
        if at in self.office_words or at in self.blocked or at in self.facilities or at in self.blocked_offices:
            return "C"
        lower = plain(text)
        if lower in _ABBREVIATED_NAMES:
            return "N"
        if lower in _titles() and not (len(text) == 1 and not self._dot(at + 1)):
            return "T"
        if at in self.degrees:
            return "C"
        if len(text) == 1:
            if text == "E" and at > 1 and self.words[at - 2].text == "H" and self._glued(at):
                return "T"
            return "I" if self._initial(at) else "C"
        given, names, doubtful = _names()
        followed = at + 1 < len(self.words) and self.words[at + 1].text.istitle()
        if agencies.is_acronym(word) or (
            agencies.is_head(word) and not ((lower in names or lower in doubtful) and followed)
        ):
            return "C"
        if lower in table("weekday") or lower in table("month"):
            return "C"
        abbreviation = text.isupper() and len(text) <= _ACRONYM and not self._in_capitals(at)
        if abbreviation or lower in self.small or (lower not in names and _inflected(lower)):
            return "C"
        if lower in doubtful:
            return "D"
        return "C" if lower in _common() and lower not in names else "N"

    def _initial(self, at: int) -> bool:
        """True for a single letter that may belong to a name; not for the number in "Komisi I"."""
        if self._dot(at + 1) or self.words[at].text not in "IVX":
            return True
        if at > 0 and self.words[at - 1].lower in _titles():
            return True
        return at + 1 < len(self.words) and self.words[at + 1].lower in _AFTER_I

    def _in_capitals(self, at: int) -> bool:
        """True where the words beside are in capitals too, so that capitals say nothing."""
        beside = [self.words[i].text for i in range(max(0, at - 2), min(at + 3, len(self.words))) if i != at]
        if any(len(text) > 3 and text.isupper() for text in beside):
            return True
        piece = self.passage.piece_at(self.words[at].start)
        block = self.passage.body[piece.start : min(piece.end, piece.start + 200)]
        return " " in block.strip() and block.isupper()

    # -- runs

    def persons(self) -> list[Run]:
        """The names that something vouches for."""
        runs = [run for run in self._runs() if self._vouch(run)]
        self._lists(runs)
        return runs

    def _cut(self, run: Run) -> Run:
        """The run without a strange first word that ends the office before it: "Asia Timur dan Pasifik Vivek Pathak"."""
        given, names, _ = _names()
        first, *rest = run.parts
        strange = plain(self.words[first].text) not in names and self.kinds[first] == "N"
        if strange and len(rest) > 1 and first > 0 and plain(self.words[rest[0]].text) in given:
            before = self.words[first - 1]
            if before.lower in {"dan", "and", "/"} and self.kinds[first - 2] in "CD":
                return Run(rest[0], run.end, rest, run.names - 1)
        return run

    def _runs(self) -> Iterator[Run]:
        at = 0
        while at < len(self.words):
            if self._opens(at) and (run := self._run(at)) is not None:
                yield self._cut(run)
                at = run.end
            else:
                at += 1

    def _opens(self, at: int) -> bool:
        """True where a name may begin; with an everyday word only behind an office or title, or before a name."""
        kind = self.kinds[at]
        if kind in "NI":
            return True
        if at + 1 >= len(self.words):
            return False
        if kind == "C" and at - 1 in self.office_words and self.kinds[at + 1] == "N":
            lower = self.words[at].lower
            return self._fits(at) and lower not in _single("complement") and not _inflected(lower)
        if kind != "D":
            return False
        beside = at > 0 and (
            at - 1 in self.office_words or self.kinds[at - 1] == "T" or (self._dot(at - 1) and self.kinds[at - 2] == "T")
        )
        if not beside and at > 0 and self.words[at - 1].text[0].isupper():
            return False
        return (
            (beside and self.kinds[at + 1] in "NDPBL")
            or self.kinds[at + 1] == "N"
            or (self.kinds[at + 1] == "I" and self._dot(at + 2))
        )

    def _run(self, at: int) -> Run | None:
        """The name that begins at a word: names, initials, particles between them, a numeral at the end."""
        parts: list[int] = []
        index, names = at, 0
        while index < len(self.words) and len(parts) < _LONGEST:
            kind, word = self.kinds[index], self.words[index]
            if (
                kind in "ND"
                or (index == at
                and kind == "C")
                or (names and ((kind == "C" and self._fits(index)) or (kind == "T" and not self._dot(index + 1))))
            ):
                parts.append(index)
                names += 1
                index += 1
                if index < len(self.words) and plain(word.text) in _ABBREVIATED_NAMES and self._dot(index):
                    index += 1
            elif kind == "I" and (self._dot(index + 1) or names or self._next_name(index + 1)):
                if word.text in _NUMERALS and names and not self._dot(index + 1):
                    parts.append(index)
                    index += 1
                    break
                parts.append(index)
                index += 1
                if self._dot(index):
                    index += 1
            elif word.text in _NUMERALS and names:
                parts.append(index)
                index += 1
                break
            elif (kind == "L" and names and word.lower in _PARTICLES and self._next_name(index + 1)) or (
                kind == "L"
                and parts
                and word.lower in _PARTICLES
                and self.kinds[parts[-1]] == "I"
                and self._next_name(index + 1)
            ) or (
                kind in "LC"
                and names
                and word.text.isupper()
                and word.lower in _PARTICLES
                and self._next_name(index + 1)
            ):
                parts.append(index)
                index += 1
            elif word.text in "-–" and names and self._syllable(index + 1):
                parts.append(index + 1)
                index += 2
            elif (
                word.text in "-–"
                and names
                and self._glued(index)
                and self._glued(index + 1)
                and self._next_name(index + 1)
            ):
                index += 1
            elif word.text in _QUOTES and names and (close := self._nickname(index)) is not None:
                index = close
            else:
                break
        while parts and self.words[parts[-1]].lower in _PARTICLES and self.kinds[parts[-1]] in "LC":
            parts.pop()
        if not names or not parts:
            return None
        end = parts[-1] + 1
        if self._dot(end) and self.kinds[parts[-1]] == "I":
            end += 1
        return Run(at, end, parts, names)

    def _syllable(self, at: int) -> bool:
        """True for the small second part of "Jeong-bok"."""
        if at >= len(self.words) or not (self._glued(at) and self._glued(at - 1)):
            return False
        return self.words[at].text.islower() and 1 < len(self.words[at].text) <= 6 and self.kinds[at - 2] == "N"

    def _fits(self, at: int) -> bool:
        """True where an everyday word stands inside a name: "Hamenang Wajar Ismoyo"."""
        if at in self.office_words or at in self.blocked or self.words[at].lower in self.small or at in self.degrees:
            return False
        if at in self.facilities or len(self.words[at].text) == 1 or self.words[at].lower in _single("complement"):
            return False
        followed = at + 1 < len(self.words) and self.words[at + 1].text.istitle()
        if agencies.is_head(self.words[at]) and followed:
            return False
        if (
            self._phrase("role", at)
            or self._phrase("honorific", at)
            or (self.words[at].text.isupper() and len(self.words[at].text) <= 4 and not self._in_capitals(at))
        ):
            return False
        return not agencies.is_acronym(self.words[at]) and not _inflected(self.words[at].lower)

    def _dot(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].text == "." and self._glued(at)

    def _glued(self, at: int) -> bool:
        return 0 < at < len(self.words) and self.words[at - 1].end == self.words[at].start

    def _next_name(self, at: int) -> bool:
        if at < len(self.words) and self.words[at].lower in _PARTICLES:
            at += 1
        if at < len(self.words) and self.words[at].text == ".":
            at += 1
        return at < len(self.words) and self.kinds[at] in "NID"

    def _nickname(self, at: int) -> int | None:
        """The index behind a by-name in quotes inside a name: Moh. Ramdhan "Danny" Pomanto."""
        for close in range(at + 2, min(at + 4, len(self.words))):
            if self.words[close].text in _QUOTES:
                return close + 1 if self._next_name(close + 1) else None
        return None

    # -- what vouches for a run

    def _vouch(self, run: Run) -> bool:
        given, names, _ = _names()
        words = [plain(self.words[at].text) for at in run.parts if self.kinds[at] in "ND"]
        if all(self.kinds[at] in "DI" for at in run.parts) and self._before(run) not in {
            "office",
            "honorific",
            "label",
        }:
            return False
        if self._heading(run):
            run.score = WEAK
            return True
        known = sum(word in names for word in words)
        cue = self._before(run)
        after = self._after(run)
        whole = self._alone(run)
        several = len(run.parts) > 1
        if self._glued(run.start) and self.words[run.start - 1].text in "-/" and not several:
            return False
        if cue == "byline":
            return False
        following = self.words[run.end].text if run.end < len(self.words) else ""
        if not several and following[:1].isupper() and after != "description" and following != BORDER:
            return False
        initialed = self.kinds[run.parts[0]] == "I"
        strong = cue in {"office", "honorific", "label"} or after == "degree" or (cue == "role" and several)
        if strong or (whole and several) or (cue == "apposition" and several):
            run.score = SURE
        elif several and (cue == "speech" or after == "speech"):
            run.score = SURE if known else LIKELY
        elif several and cue == "link" and (known or initialed):
            run.score = LIKELY
        elif several and after == "description":
            run.score = SURE if known else LIKELY
        elif (several and words and words[0] in given and all(self.kinds[at] in "NIL" for at in run.parts)) or (cue == "apposition" and after in {"end", "speech"}) or (cue == "speech" and after == "description"):
            run.score = LIKELY
        elif not several and (cue in {"speech", "nickname", "role"} or after == "speech"):
            run.score = WEAK
        elif several and known and words and (words[0] in given or words[-1] in names):
            run.score = 0.5
            run.reasons.append("company")
        else:
            return False
        return True

    def _heading(self, run: Run) -> bool:
        return self.passage.piece_at(self.words[run.start].start).block.kind in {"title", "heading"}

    def _before(self, run: Run) -> str:
        """What stands before a name: office, honorific, apposition, label, role, speech, nickname, byline, or nothing."""
        at = run.start - 1
        cue = ""
        while at >= 0:  # Past "Dr. H.", "(Sgd.)", "Ald."
            step = self._title_back(at)
            if step is None:
                break
            at, use = step
            cue = cue or use
        if cue:
            return cue
        if at < 0:
            return ""
        word = self.words[at]
        if word.text == ":":
            return self._label(at - 1)
        if word.text == "," or word.text == "(":
            return "apposition" if word.text == "," and self._role_back(at - 1, comma=True) else ""
        if self.kinds[at] == "B":
            return ""
        role = self._role_back(at, comma=False)
        if role:
            return role
        if word.lower.startswith("di") and len(word.text) > 5 and _inflected(word.lower):
            return "speech"  # "dipimpin X", "ditandatangani X"
        return next((use for use in ("speech", "link") if word.lower in _single(use)), "")

    def _title_back(self, at: int) -> tuple[int, str] | None:
        """One title that ends at a word, dots and brackets included: the index before it and its use."""
        end = at
        if self.words[end].text == ")" and end >= 2:
            inner = end - 1 - (self.words[end - 1].text == ".")
            if (
                inner >= 1
                and self.words[inner].lower in {"sgd", "purn", "ttd", "ret", "signed", "pj", "plt", "hc", "rtd"}
                and self.words[inner - 1].text == "("
            ):
                use = "label" if self.words[inner].lower in {"sgd", "ttd", "signed"} else "honorific"
                return inner - 2, use
        if self.words[end].text == "." and end >= 1:
            end -= 1
        for length in (3, 2, 1):
            start = end - length + 1
            if start < 0:
                continue
            for use in ("honorific", "nickname"):
                found = self._phrase(use, start)
                if found is not None and found[0] == end + 1 and self.words[start].text[0].isupper():
                    return start - 1, use
        return None

    def _label(self, at: int) -> str:
        """ "Notulis : X" names somebody, "Reporter: X" is a by-line."""
        for length in (2, 1):
            start = at - length + 1
            if start < 0:
                continue
            if self._spans("byline", start, at + 1):
                return "byline"
            if self._spans("label", start, at + 1) or self._spans("office", start, at + 1):
                return "label"
        return ""

    def _spans(self, use: str, start: int, end: int) -> bool:
        found = self._phrase(use, start)
        return found is not None and found[0] == end

    def _role_back(self, at: int, *, comma: bool) -> str:
        """ "office" or "role" where one opens the words before a name and nothing but its name stands between.

        Between may stand words with capitals, places and what joins them ("Kepala Dinas Perpustakaan dan Kearsipan"), and
        some small words ("direktur teknik sepak bola", "head of the ministry's Cooperation Centre,").
        """
        small, index = 0, at
        while index >= 0 and at - index < _GAP:
            word, kind = self.words[index], self.kinds[index]
            if kind == "B" or (word.text in ".;!?" and not self._abbreviation(index)):
                return ""
            ended = next((start for start, end, _ in self._offices_by_end().get(index, ())), None)
            if ended is not None:
                lower = self.words[ended].text[0].islower()
                return "office" if not small or lower or comma else "office" if small <= 2 else ""
            if self._phrase("role", index) is not None:
                return "role" if at - index <= 8 else ""
            if kind == "L" and word.lower not in {"dan", "and", "of", "for", "the", "di", "untuk"}:
                small += 1
                if small > 4 or word.lower in _single("speech"):
                    return ""
            if word.text == "," and not comma:
                return ""
            if word.text in ")" and index >= 2:
                index -= 1
                while index >= 0 and self.words[index].text != "(" and at - index < _GAP:
                    index -= 1
            index -= 1
        return ""

    def _abbreviation(self, dot: int) -> bool:
        return dot > 0 and self._glued(dot) and len(self.words[dot - 1].text) <= 4

    def _offices_by_end(self) -> dict[int, list[tuple[int, int, str]]]:
        if not hasattr(self, "_by_end"):
            self._by_end: dict[int, list[tuple[int, int, str]]] = {}
            for office in self.offices:
                self._by_end.setdefault(office[1] - 1, []).append(office)
        return self._by_end

    def _after(self, run: Run) -> str:
        """What follows a name: degree, description, speech, end, or nothing."""
        at = run.end
        if at >= len(self.words) or self.kinds[at] == "B":
            return "end"
        word = self.words[at]
        if at + (word.text == ",") in self.degrees:
            return "degree"
        if word.text == "," and at + 1 < len(self.words):
            following = self.words[at + 1]
            if (
                following.lower in {"who", "yang", "whose", "a", "an", "selaku", "pensiunan"}
                or following.text.isdigit()
            ):
                return "description"
            if self._phrase("office", at + 1) or self._phrase("role", at + 1):
                return "description"
            return "end"
        if word.text == "(":
            inside = self.words[at + 1] if at + 1 < len(self.words) else word
            return (
                "description"
                if self._phrase("office", at + 1)
                or self._phrase("role", at + 1)
                or (inside.text.isdigit()
                and len(inside.text) == 2)
                else "end"
            )
        if word.lower in {"selaku", "who", "sebagai", "alias"} or (
            self._phrase("office", at) and word.text[0].isupper()
        ):
            return "description"
        if word.lower in _single("speech") or (word.lower.startswith("me") and _inflected(word.lower)):
            return "speech"
        return "end" if word.text in {".", ")", ";", ":", "*"} else ""

    def _degree_words(self, at: int) -> range:
        """The words of the degree that begins here: "SH", "M.Si", "S.Sos."; none where there is none."""
        if not self.words[at].text[0].isupper():
            return range(0)
        text, end = "", at
        while end < min(at + 6, len(self.words)) and (end == at or self._glued(end)):
            part = self.words[end].text
            if not (part.isalpha() or part == "."):
                break
            text += part
            end += 1
        sure = at == 0 or self.words[at - 1].text in ",.)(" or "." in text or (len(text) > 2 and text.isupper())
        known = sure and text.replace(".", "") in _degrees()
        return range(at, end) if known and text[0].isupper() else range(0)

    def _alone(self, run: Run) -> bool:
        """True for a name that is a block by itself, as under a signature, perhaps with a degree or a number before it."""
        piece = self.passage.piece_at(self.words[run.start].start)
        if piece.block.kind in {"title", "heading", "table_row", "table_cell"} and piece.block.kind != "table_cell":
            return False
        before = self.passage.body[piece.start : self.words[run.start].start].strip(" (.0123456789\n_-")
        after = self.passage.body[self.words[run.end - 1].end : piece.end].strip(" ).\n_-")
        return not before and not after and self.kinds[run.start] in "NI" and piece.block.kind != "table_cell"

    # -- lists

    def _lists(self, runs: list[Run]) -> None:
        """Names in company: joined by commas and "dan" to a person, in one sentence; the others of little weight go."""
        persons = {run.end: run for run in runs if run.score >= LIKELY}
        known = {run.start: run for run in runs}
        for first in sorted(persons.values(), key=lambda run: run.start):
            current = first
            while (following := self._joined(current)) is not None:
                at = following
                run = self._run(at)
                if run is None or len(run.parts) < 2 or not self._known(run):
                    break
                if at not in known:
                    run.score = LIKELY
                    runs.append(run)
                    known[at] = run
                else:
                    if known[at].score >= LIKELY:
                        break  # A list is gone through once.
                    run = known[at]
                    run.score = LIKELY
                current = run
        runs[:] = [run for run in runs if run.score >= LIKELY or run.score == WEAK]
        runs.sort(key=lambda run: run.start)

    def _known(self, run: Run) -> bool:
        return any(plain(self.words[at].text) in _names()[1] for at in run.parts)

    def _joined(self, run: Run) -> int | None:
        """The index at which the next name of a list may begin."""
        at = run.end
        if at < len(self.words) and self.words[at].text == "(":
            close = next((i for i in range(at, min(at + 10, len(self.words))) if self.words[i].text == ")"), None)
            at = at if close is None else close + 1
        elif at < len(self.words) and self.words[at].lower in {"dari", "from", "of"}:
            end = next((i for i in range(at, min(at + 6, len(self.words))) if self.words[i].text == ","), None)
            at = at if end is None else end
        joined = False
        while at < len(self.words) and self.words[at].lower in {",", "dan", "and", "serta", "bersama", "&", "maupun"}:
            joined = True
            at += 1
        return at if joined and at < len(self.words) and self.kinds[at] in "NI" else None

    # -- values

    def value(self, run: Run) -> str:
        """The name as it is written elsewhere: capitals only turned into a capital each, by-names in quotes left out."""
        out = ""
        for number, at in enumerate(run.parts):
            word = self.words[at]
            text = word.text
            if text.isupper() and len(text) > 2 and text not in _NUMERALS:
                text = re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), text.lower())
            elif text.isupper() and len(text) == 2 and text not in _NUMERALS and self._capitals(run):
                text = text.capitalize()
            if self._dot(at + 1) and (self.kinds[at] == "I" or word.lower in _ABBREVIATED_NAMES):
                text += "."
            if number:
                previous = run.parts[number - 1]
                gap = self.passage.body[self.words[previous].end : word.start].replace(".", "")
                out += gap if gap in {"-", "–", ""} else " "
            out += text
        return out

    def _capitals(self, run: Run) -> bool:
        return all(self.words[at].text.isupper() for at in run.parts)
