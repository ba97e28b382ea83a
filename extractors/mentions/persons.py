"""Persons and the offices they hold.

A name is a run of words with capitals that are no everyday words, places or organisations, and that something vouches
for: an office or title before it, a degree or description after it, a word of speech beside it, a signature, or a list
of persons in which it stands. By-lines are left out. What a name stands for in the whole document (short and by-names)
is settled by `people.settle`.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Mention
from extractors.mentions import namewords as lists
from extractors.mentions.namekinds import is_town
from extractors.mentions.nameruns import Run
from extractors.mentions.passages import Passage
from extractors.mentions.vouching import LIKELY, SURE, WEAK, Vouching


def find_persons(passage: Passage) -> Iterator[Mention]:
    """The persons of a passage, by the fullest form that stands there, and the offices named ("office")."""
    reader = _Reader(passage)
    for start, end, code in reader.offices:
        yield passage.mention(reader.words[start].start, reader.words[end - 1].end, "office", code, 0.9)
    for run in reader.persons():
        yield passage.mention(
            reader.words[run.start].start, reader.words[run.end - 1].end, "person", reader.value(run), run.score
        )


class _Reader(Vouching):
    """The persons of one passage."""

    def persons(self) -> list[Run]:
        """The names that something vouches for."""
        runs = [run for run in self._runs() if self._vouch(run)]
        self._lists(runs)
        return runs

    def _lists(self, runs: list[Run]) -> None:
        """Names in company: joined by commas and "dan" to a person, in one sentence; the others of little weight go."""
        persons = {run.end: run for run in runs if run.score >= LIKELY}
        known = {run.start: run for run in runs}
        for first in sorted(persons.values(), key=lambda run: run.start):
            current = first
            while (following := self._joined(current)) is not None:
                at = following
                run = self._run(at)
                if run is None or len(run.parts) < 2 or not (self._known(run) or self._follows_surely(run, current)):
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

    def _follows_surely(self, run: Run, first: Run) -> bool:
        """True for a strange name that "dan" alone joins to somebody sure: both sign, both speak."""
        joined = (
            run.start - first.end <= 2
            and self.words[run.start - 1].lower in {"dan", "and"}
            and all(self.kinds[at] == "N" for at in run.parts)
        )
        ended = run.end < len(self.words) and not self.words[run.end].text[0].isupper()
        return first.score >= SURE and joined and ended and not is_town(self.words[run.start].text)

    def _known(self, run: Run) -> bool:
        initialed = self.kinds[run.parts[0]] == "I"
        return initialed or any(lists.is_name(lists.plain(self.words[at].text)) for at in run.parts)

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
