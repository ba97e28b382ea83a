"""Record keys: how a record is named so that judgements about it outlive a better extractor.

A key is `document:home:partner:instrument:year:number`, for example
`3f2a90c1d4e5b6a7:jawa-barat:incheon:loi:2017:1`. It holds no offset and no version. `year` is that of signing, or else
of the start or the end of validity; what the document does not say is `-`. `number` counts records of one document
that are otherwise alike, in the order of the text.

When an extractor changes, a key may change a little: the year is found that was missing, an instrument is read
better. `nearest` finds the record that a key of old most likely means:

1. Only records of the same document count.
2. Those with the same home and partner whose instrument and year contradict nothing: each is equal, or missing on one
   side. More equal parts win. A record that differs in its number alone is another agreement and never meant.
3. Else, where a party was renamed: those with one party equal and the other spelled nearly alike ("inchon",
   "incheon"), and with instrument and year equal.
4. Where two are equally good, nothing is taken: a judgement with two readings is shown as an orphan, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from archive.model import PartialDate
from archive.register.slugs import slug

ABSENT = "-"

# Measured on names of neighbours: "inchon" and "incheon" have 92, "gyeongsangbuk-do" and "gyeongsangnam-do" 81.
_RESPELLED = 90


@dataclass(frozen=True, slots=True)
class RecordKey:
    """A record key taken apart; `instrument` and `year` are `-` where the document does not say."""

    document: str
    home: str
    partner: str
    instrument: str
    year: str
    number: int

    def __str__(self) -> str:
        return ":".join((self.document, self.home, self.partner, self.instrument, self.year, str(self.number)))


def record_key(
    document: str,
    home: str,
    partner: str,
    instrument: str | None = None,
    dates: Iterable[PartialDate | None] = (),
    number: int = 1,
) -> str:
    """The key of a record; `dates` are signed, valid_from and valid_to in that order."""
    year = next((str(date.year) for date in dates if date is not None), ABSENT)
    return str(RecordKey(document, slug(home), slug(partner), slug(instrument) if instrument else ABSENT, year, number))


def read_key(key: str) -> RecordKey | None:
    """The parts of a key, None where it is not of this form."""
    parts = key.rsplit(":", 5)
    if len(parts) != 6 or not parts[5].isdigit() or not all(parts):
        return None
    return RecordKey(parts[0], parts[1], parts[2], parts[3], parts[4], int(parts[5]))


def nearest(key: str, records: Iterable[str]) -> str | None:
    """Which of the record keys the given key means by the rule above; None where none or several fit."""
    wanted = read_key(key)
    if wanted is None:
        return None
    found = [(other, parts) for other in sorted(set(records)) if (parts := read_key(other)) is not None]
    found = [(other, parts) for other, parts in found if parts.document == wanted.document]
    graded = [(grade, other) for other, parts in found if (grade := _likeness(wanted, parts)) is not None]
    if graded:
        best = max(grade for grade, _ in graded)
        winners = [other for grade, other in graded if grade == best]
    else:
        winners = [other for other, parts in found if _one_party_respelled(wanted, parts)]
    return winners[0] if len(winners) == 1 else None


def _likeness(one: RecordKey, other: RecordKey) -> int | None:
    if (one.home, one.partner) != (other.home, other.partner):
        return None
    if (one.instrument, one.year) == (other.instrument, other.year):
        return None
    grades = (_value(one.instrument, other.instrument), _value(one.year, other.year))
    return None if None in grades else sum(grade for grade in grades if grade is not None)


def _value(one: str, other: str) -> int | None:
    if one == other:
        return 2 if one != ABSENT else 1
    return 0 if ABSENT in (one, other) else None


def _one_party_respelled(one: RecordKey, other: RecordKey) -> bool:
    if (one.instrument, one.year) != (other.instrument, other.year):
        return False
    home = fuzz.ratio(one.home, other.home)
    partner = fuzz.ratio(one.partner, other.partner)
    return _RESPELLED <= min(home, partner) < 100 and max(home, partner) == 100
