"""Record keys: how a record is named so that judgements about it outlive a better extractor.

A key is `document:home:partner:instrument:year:number`, for example
`3f2a90c1d4e5b6a7:jawa-barat:incheon:loi:2017:1`. It holds no offset and no version. `year` is that of signing, or else
of the start or the end of validity; what the document does not say is `-`. `number` counts records of one document
that are otherwise alike, in the order of the text.

When an extractor changes, a key may change a little: the year is found that was missing, an instrument is read
better. `nearest` finds the record that a key of old most likely means:

1. Only records of the same document count.
2. First those with the same home and partner. Instrument and year each score 2 where they are equal, 1 where either
   side lacks it, 0 where they differ; a record with 0 for both is out. The single best one is taken.
3. Else those with the same home (or the same partner), the same instrument and the same year, both known.
4. Where two are equally good, nothing is taken: a judgement with two readings is shown as an orphan, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.model import PartialDate
from archive.register.slugs import slug

ABSENT = "-"


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
    """The key of a record; `home` and `partner` are names, `dates` are signed, valid_from and valid_to in that order."""
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
    graded = [(_likeness(wanted, parts), other) for other, parts in found if _same_parties(wanted, parts)]
    graded = [(grade, other) for grade, other in graded if grade > 0]
    if graded:
        best = max(grade for grade, _ in graded)
        winners = [other for grade, other in graded if grade == best]
    else:
        winners = [other for other, parts in found if _one_party_renamed(wanted, parts)]
    return winners[0] if len(winners) == 1 else None


def _same_parties(one: RecordKey, other: RecordKey) -> bool:
    return (one.home, one.partner) == (other.home, other.partner)


def _one_party_renamed(one: RecordKey, other: RecordKey) -> bool:
    known = ABSENT not in (one.instrument, one.year)
    shared = one.home == other.home or one.partner == other.partner
    return known and shared and (one.instrument, one.year) == (other.instrument, other.year)


def _likeness(one: RecordKey, other: RecordKey) -> int:
    return _value(one.instrument, other.instrument) + _value(one.year, other.year)


def _value(one: str, other: str) -> int:
    if one == other:
        return 2
    return 1 if ABSENT in (one, other) else 0
