"""What vouches for a name: offices, titles, roles, speech, degrees, descriptions, signatures."""

from __future__ import annotations

import functools
import re

from archive.model import HOME
from archive.reference import squeeze
from extractors.mentions import namewords as lists
from extractors.mentions.namekinds import is_town
from extractors.mentions.nameruns import Run, Runs
from extractors.mentions.passages import BORDER, Piece
from extractors.mentions.places_candidates import look_up

SURE, LIKELY, FAINT, WEAK = 0.95, 0.75, 0.5, 0.3
"""Scores: vouched for; of a shape and company that speak for it; of a shape that needs company; a single word, or a
name in a headline, that only a fuller name elsewhere makes a person."""

_GAP = 14
_HEAD = 250
_LARGE = 100_000
_DWELLERS = 6
_CLAUSE = 7


class Vouching(Runs):
    """Weighs the possible names of one passage by their surroundings."""

    def _vouch(self, run: Run) -> bool:
        words = [lists.plain(self.words[at].text) for at in run.parts if self.kinds[at] in "ND"]
        if all(self.kinds[at] in "DI" for at in run.parts) and self._before(run) not in {
            "office",
            "honorific",
            "label",
            "apposition",
        }:
            return False
        if self._is_place(run) or self._is_thing(run) or self._is_group(run):
            return False
        if run.start in self.signed or self._speaks(run):
            run.score = SURE
            return True
        if self._heading(run) and not (len(run.parts) > 1 and self._before(run) == "honorific"):
            run.score = WEAK
            return True
        known = sum(map(lists.is_name, words))
        cue = self._before(run)
        after = self._after(run)
        whole = self._alone(run)
        several = len(run.parts) > 1
        if self._glued(run.start) and self.words[run.start - 1].text in "-/" and not several:
            return False
        if cue == "byline" and not self._office_follows(run, after):
            return False
        following = self.words[run.end].text if run.end < len(self.words) else ""
        if following in {"ini", "tersebut"}:
            return False  # "jaringan kota Asia Pasifik ini"
        if not several and following[:1].isupper() and after != "description" and following != BORDER:
            return False
        initialed = self.kinds[run.parts[0]] == "I"
        if cue == "office" and run.end < len(self.words) and self.kinds[run.end] == "T":
            return False  # "Manager Corporate Mr Tuiono"
        if run.start in self.joined and several:
            run.score = LIKELY
            return True
        strong = cue in {"office", "honorific", "label"} or after == "degree"
        told = bool(known) or initialed or after in {"speech", "description"} or not self._of_a_place(run)
        strong = strong or (cue == "role" and several and told)
        if cue == "office" and not several and not known and self._title_goes_on(run):
            return False
        if strong or (whole and several) or (cue == "apposition" and several):
            run.score = SURE
        elif several and (cue == "speech" or after == "speech"):
            run.score = SURE if known else LIKELY
        elif several and cue == "link" and (known or initialed):
            run.score = LIKELY
        elif several and after == "description":
            run.score = SURE if known else LIKELY
        elif (
            (several and words and lists.is_given(words[0]) and self._plainly_named(run))
            or (cue == "apposition" and after in {"end", "speech", "description"})
            or (cue == "speech" and after == "description")
        ) or (not several and self.kinds[run.start] == "N" and self._introduced(run, cue, after)):
            run.score = LIKELY
        elif not several and (cue in {"speech", "nickname", "role"} or after == "speech"):
            run.score = WEAK
        elif several and initialed and self._dot(run.parts[0] + 1) and words:
            run.score = LIKELY  # "B.J. Habibie"
        elif not several and words and words[0] in lists.single("famous"):
            run.score = LIKELY
        elif several and known and words and (lists.is_given(words[0]) or lists.is_name(words[-1])):
            run.score = FAINT
        else:
            return False
        return True

    def _speaks(self, run: Run) -> bool:
        """True for the speaker in minutes: `ANGGOTA (ARUFAH ARIEF):`."""
        following = self.passage.texts[run.end : run.end + 13]
        if ")" not in following[:12] or following[following.index(")") + 1 :][:1] != [":"]:
            return False
        before = run.start - 1
        while before >= 0 and (step := self._title_back(before)) is not None:
            before = step[0]
        return before > 0 and self.words[before].text == "(" and bool(self._role_back(before - 1, comma=False))

    def _title_goes_on(self, run: Run) -> bool:
        """True in English where a strange word ends a title: "Group Manager Community Services"."""
        before = run.start - 1
        own = before in self.office_words or before in self.blocked or self.words[before].text.isupper()
        return self.passage.language == "en" and self.kinds[before] == "C" and not own

    def _introduced(self, run: Run, cue: str, after: str) -> bool:
        """True for a single name between what somebody is of a place and a word of speech, or before its office."""
        town = is_town(self.words[run.start].text)
        behind = run.start - 1 in self.towns
        if cue == "role" and not town and (behind or (after == "speech" and self._beside_role(run))):
            return True
        if behind and after == "speech" and lists.is_given(lists.plain(self.words[run.start].text)):
            return True
        if cue == "speech" and not town and self._quoted(run.start - 1):
            return True
        if self.words[run.start].lower in lists.single("adverb"):
            return False
        if cue == "link" and self.words[run.start - 1].lower in {"and", "dan", "with", "dengan"}:
            return self._office_follows(run, after)
        opens = run.start == 0 or self.kinds[run.start - 1] == "B" or self.words[run.start - 1].text in '."“'
        return opens and self._office_follows(run, after) and not is_town(self.words[run.start].text)

    def _quoted(self, at: int) -> bool:
        """True for a word of speech right behind what was said: `", kata`."""
        return self.words[at].lower in lists.single("speech") and bool(
            {'"', "”"} & {w.text for w in self.words[max(0, at - 2) : at]}
        )

    def _beside_role(self, run: Run) -> bool:
        """True right behind what somebody is, or a body of which they are one: "anggota komisi X", "anggota DPRD X"."""
        before = run.start - 1
        inner = self.kinds[before] == "C" or self.words[before].lower in lists.single("body")
        return self._phrase_ends("role", run.start) or inner

    def _office_follows(self, run: Run, after: str) -> bool:
        """True for "X, regent of Kerinci"."""
        return after == "description" and self.words[run.end].text == "," and bool(self._phrase("office", run.end + 1))

    def _plainly_named(self, run: Run) -> bool:
        """True where every word is one of names, but for an everyday word at the end of a long name; not in a place."""
        kinds = [self.kinds[at] for at in run.parts]
        if len(kinds) > 2 and kinds[-1] == "D":
            kinds.pop()
        at = run.start - 1
        while at >= 0 and at in self.towns:
            at -= 1
        inside = at < run.start - 1 and at >= 0 and self.words[at].lower in {"di", "in", "ke", "to", "at"}
        return not inside and all(kind in "NIL" for kind in kinds)

    def _is_place(self, run: Run) -> bool:
        """True for the whole name of an Indonesian region or a large foreign place of several words: "Tana Toraja"."""
        if len(run.parts) < 2:
            return False
        surface = self.passage.body[self.words[run.start].start : self.words[run.end - 1].end]
        key = squeeze(surface)
        known = look_up({key})[key]
        return any(
            place.country == HOME or (place.population >= _LARGE and place.id not in known.weak)
            for place in known.places
        )

    def _is_thing(self, run: Run) -> bool:
        """True where the last of several words is a noun that ends the names of bodies and things: "Toronto Zoo"."""
        return len(run.parts) > 1 and self.words[run.parts[-1]].lower in lists.single("thing")

    def _is_group(self, run: Run) -> bool:
        """True for a single word behind one that the name of a group follows: "Fraksi Golkar", "Suku Maya"."""
        before = self.words[run.start - 1] if run.start else None
        return len(run.parts) == 1 and before is not None and before.lower in lists.single("group")

    def _of_a_place(self, run: Run) -> bool:
        """True behind a word for people of a place, whose name may follow as well: "warga Tana Beru"."""
        before = range(max(0, run.start - _DWELLERS), run.start)
        return any(self.words[at].lower in lists.single("dweller") for at in before)

    def _heading(self, run: Run) -> bool:
        return self.passage.piece_at(self.words[run.start].start).start in self._headings

    @functools.cached_property
    def _headings(self) -> frozenset[int]:
        """Where the pieces begin that are headings; each is looked at once, however many names stand in it."""
        return frozenset(
            piece.start
            for piece in self.passage.pieces
            if piece.block.kind in {"title", "heading"} or (piece.block.span.start < _HEAD and self._headline(piece))
        )

    def _headline(self, piece: Piece) -> bool:
        """True for a first line in which every longer word has a capital and no full stop ends it."""
        line = self.passage.body[piece.start : piece.end].strip()
        several = 4 <= len(line.split()) <= 20 and line[-1].isalnum() and "," not in line[-20:] and "|" not in line
        longer = re.findall(r"[^\W\d_]{5,}", line) if several else []
        return len(longer) > 2 and all(word.istitle() for word in longer)

    def _before(self, run: Run) -> str:
        """What stands before: office, honorific, apposition, label, role, speech, link, nickname, byline or ""."""
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
        if word.text in {"di", "in", "ke"}:
            return ""
        if word.text == ":":
            return self._label(at - 1)
        if word.text == ",":
            return "apposition" if self._role_back(at - 1, comma=True) else ""
        if word.text == "(":
            closed = run.end < len(self.words) and self.words[run.end].text == ")"
            return "apposition" if closed and self._role_back(at - 1, comma=False) == "office" else ""
        if self._opens_byline(run):
            return "byline"
        if self.kinds[at] == "B":
            return ""
        role = self._role_back(at, comma=False)
        if role:
            return role
        if word.lower.startswith("di") and len(word.text) > 5 and lists.inflected(word.lower):
            return "speech"  # "dipimpin X", "ditandatangani X"
        return next((use for use in ("speech", "link") if word.lower in lists.single(use)), "")

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
            lower = self.words[end].lower
            if len(lower) > 1 and lower in lists.common() and lists.VOWEL.search(lower):
                return None  # "Ada, Bu. Perjanjiannya"
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

    def _role_back(self, at: int, *, comma: bool) -> str:
        """ "office" or "role" where one opens the words before a name and nothing but its name stands between.

        Between may stand words with capitals, places and what joins them ("Kepala Dinas Perpustakaan dan Kearsipan"),
        and some small words ("direktur teknik sepak bola", "head of the ministry's Cooperation Centre,").
        """
        small, index, low = 0, at, False
        while index >= 0 and at - index < _GAP:
            word, kind = self.words[index], self.kinds[index]
            if kind == "B" or (word.text in '.;!?:"“' and not self._abbreviation(index)):
                return ""
            if low and kind == "N" and lists.is_name(lists.plain(word.text)):
                return ""  # Somebody else holds the office: "Governor Rudy Salahuddin flew to the Mekong delta".
            ended = next((start for start, end, _ in self._offices_by_end().get(index, ())), None)
            if ended is not None:
                if ended in self.facilities and index in self.facilities:
                    return ""  # "Aula Kantor Wali Kota Pekanbaru, Tenayan Raya"
                lower = self.words[ended].text[0].islower()
                return "office" if not small or lower or comma else "office" if small <= 2 else ""
            low = low or kind == "L"
            if self._phrase("role", index) is not None:
                if comma and any(self.words[i].lower in {"di", "in"} for i in range(index + 1, at)):
                    return ""  # "warga di Sota, Naukenjerai"
                return "role" if at - index <= 8 else ""
            if kind == "L" and word.lower not in {"dan", "and", "of", "for", "the", "di", "untuk"}:
                small += 1
                if small > 4 or word.lower in lists.single("speech"):
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
            if following.lower in {"who", "yang", "whose", "a", "an", "selaku", "pensiunan"} or (
                following.text.isdigit() and at + 1 not in self.blocked_offices
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
                or (inside.text.isdigit() and len(inside.text) == 2)
                else "end"
            )
        if word.lower in {"selaku", "who", "sebagai", "alias"} or (
            self._phrase("office", at) and word.text[0].isupper()
        ):
            return "description"
        if self._verb(at):
            return "speech"
        if word.lower in {"of", "from", "dari"} and any(self._verb(index) for index in self._clause(at + 1)):
            return "speech"  # "X of the Sunspirit institute said"
        return "end" if word.text in {".", ")", ";", ":", "*"} else ""

    def _verb(self, at: int) -> bool:
        """True for a word of speech and for an active verb."""
        lower = self.words[at].lower
        return lower in lists.single("speech") or (lower.startswith("me") and lists.inflected(lower))

    def _clause(self, at: int) -> range:
        """The next words up to a mark, few."""
        end = at
        while end < min(at + _CLAUSE, len(self.words)) and self.words[end].text[0].isalpha():
            end += 1
        return range(at, end)

    def _opens_byline(self, run: Run) -> bool:
        """True for "Oleh X" that is a block by itself."""
        piece = self.passage.piece_at(self.words[run.start].start)
        before = self.passage.body[piece.start : self.words[run.start].start].strip().lower()
        after = self.passage.body[self.words[run.end - 1].end : piece.end].strip()
        return before in {"oleh", "by"} and not after

    def _alone(self, run: Run) -> bool:
        """True for a name that is a block by itself, as under a signature."""
        piece = self.passage.piece_at(self.words[run.start].start)
        if piece.block.kind in {"title", "heading", "table_row", "table_cell"}:
            return False
        before = self.passage.body[piece.start : self.words[run.start].start].strip(" ().0123456789\n_-…|")
        after = self.passage.body[self.words[run.end - 1].end : piece.end].strip(" ().\n_-…|")
        return not before and not after and self.kinds[run.start] in "NI"
