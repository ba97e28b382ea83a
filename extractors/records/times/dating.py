"""Which date of a clause is the signing, the start or the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from archive.model import Mention, PartialDate, Span
from extractors.records.clauses import Clause
from extractors.records.frames import Value
from extractors.records.states.cues import Cue
from extractors.records.times import apart

_END = re.compile(
    r"\b(?:berakhir\w*|habis\w*|hingga|sampai(?: dengan)?|s\.?\s?d\.?|s/d|lewat|until|till|through|to|"
    r"expir\w+|laps\w+|end(?:s|ed|ing)?|ran out|runs out|kedaluwarsa\w*|kadaluarsa\w*|kadaluwarsa\w*|"
    r"jatuh tempo|valid to|selesai\w*|tamat(?: tempoh)?|gugur|mati|padam|kandas|"
    r"rampung)(?:\s+(?:pada|in|on|at|the|end|of|akhir|awal|tahun|"
    r"bulan|tanggal|masa|berlakunya|nya|since|early|late|mid))*\s*[:(]?\s*\Z",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:hingga|sampai(?: dengan)?|s\.?\s?d\.?|s/d|until|till|through)(?:\s+(?:the|end|of|akhir|"
    r"awal|tahun|bulan|tanggal))*\s*\Z",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:(?:berlaku|efektif|terhitung|berlangsung|berjalan)(?:\s+(?:mulai|sejak|dari|efektif|per))+|"
    r"terhitung|effective(?: from| as of| on)?|in (?:force|effect|operation) (?:since|from|as of)|running from|"
    r"valid from|mulai berlaku|(?:took|takes?|taking) effect(?: on)?|"
    r"(?:enter(?:s|ed|ing)?|c[ao]mes?|coming) into (?:force|effect)(?: on)?|"
    r"counted from|(?:with effect|as) from|"
    r"dihitung (?:dari|sejak|mulai))(?:\s+(?:pada|in|on|tahun|"
    r"bulan|tanggal))*\s*\Z",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:jangka waktu\w*|masa(?: berlaku\w*| kerja ?sama)?|berlaku|periode|untuk tahun|untuk masa|"
    r"for(?: the)?(?: period| years)?|period|term|program\w*|programme|valid|ran|runs|running|"
    r"berjalan|kurun(?: waktu)?|tahun|selama|from|dari)(?:\s+(?:kerja ?sama\w*|of|from|in|tahun|untuk|"
    r"selama|the|pada|dari|years?))*\s*[:(]?\s*\Z",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:sejak|semenjak|berawal|since|dating from|dating back to|terjalin|bermula|"
    r"dimulai)(?:\s+(?:pada|in|on|tahun|bulan|tanggal|awal|akhir|early|late|mid))*\s*\Z",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(?:(?:per|terhitung|efektif|mulai|sejak|semenjak|since|from|effective|as of|as from|with effect from)\s+)+"
    r"(?:on\s+|pada\s+)?(?:(?:the|awal|akhir|pertengahan|tahun|bulan|tanggal|tgl\.?|early|late|mid)[\s-]+)*\Z",
    re.IGNORECASE,
)
"""From when on something is so; beside an ending, from when on it is over."""
_DATED = re.compile(
    r"\b(?:bertahun|(?:ber|ter)tanggal|bertarikh|bertitimangsa|dated|tanggalnya(?: ialah| adalah)?|"
    r"(?:bears?|bearing|carr(?:ies|ying)) the date(?: of)?|its date is)\s+\Z",
    re.IGNORECASE,
)
_OF_DATE = re.compile(
    r"\b(?:dari|of|from|tanggal|tgl\.?|tahun|thn\.?|th\.?)\s+\Z",
    re.IGNORECASE,
)
_PAPERED = re.compile(
    r"(?:[\s,:(\"”’-]|\b(?:nya|itu|tersebut|yang|of|dated|from|in|on|bertahun|(?:ber|ter)tanggal|bertarikh|tanggal|tgl|tahun|thn|th|"
    r"bulan|per|pada|dari)\b\.?)*",
    re.IGNORECASE,
)
_PARTING = re.compile(r",|\b(?:dan|and|tetapi|but)\b", re.IGNORECASE)
_ADVERBIAL = re.compile(r"\b(?:itu|tersebut|ini|pada|per|in|on)\b", re.IGNORECASE)
"""Between a paper and a date that belongs to the verb before them ("mencabut MoU itu pada 2020")."""
_LETTER = re.compile(
    r"\b(?:surat(?! (?:pernyataan|minat|kehendak|niat))|letters?(?! of)|notice|pemberitahuan|surel|e-?mails?|"
    r"nota dinas|disposisi|resolution|resolusi|keputusan|decree|undangan|permohonan|proposal)\b[^.;]*\Z",
    re.IGNORECASE,
)
_MEANS = re.compile(r"\b(?:melalui|lewat|via|dengan|through|by)\s+(?:(?:an?|sebuah|sepucuk)\s+)?\Z", re.IGNORECASE)
_NEAR = 24
_WHEN = re.compile(
    r"\W*(?:(?:lalu|kemarin|malam|siang|pagi|sore)\W+)*(?:tatkala|ketika|kala|saat|sewaktu|waktu|when|as)\b",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"\W*(?:(?:pada|di|on|in|sejak|since|lalu|maka|dan|and|then|(?:\w+ )?(?:tahun|years?) (?:kemudian|later)|"
    r"tanggal|hari|tahun|bulan|akhir|awal|early|late|\w+day|senin|selasa|rabu|kamis|jumat|sabtu|minggu)\W*)*",
    re.IGNORECASE,
)
_FRONT = " \t\n\"'“”‘’(-–—•*"
_RULING = frozenset(
    {"sign", "exist", "tie", "since", "renew", "expire", "terminate", "speak", "refuse", "offer", "explore", "visit"}
)
_SINCE_WHEN = frozenset({"sign", "tie", "active", "expire", "terminate", "renew", "noun", "kin", "negate"})
_TURNING = frozenset({"sign", "renew", "active", "since"})
"""What a date after an ending may belong to instead."""
_SIGNING = frozenset({"paper", "sign", "tie", "exist"})
_ENDS = frozenset({"expire", "terminate", "renew"})
_ASIDE = frozenset({"letter", "terminate", "speak", "refuse"})
"""What is dated beside the paper itself, its news and its undoing."""
_SOON, _ADJACENT = 12, 3
_EVENT = 60
"""No event lasts more days."""
_YEAR = 4
_BACK, _REACH = 60, 140


@dataclass(slots=True)
class Dates:
    """The dates of a clause by what they date; `sure` are the starts of those that a signing or a paper governs."""

    events: list[tuple[Mention, str]]
    since: list[tuple[Mention, str]]
    valid_from: Value | None = None
    valid_to: Value | None = None
    sure: set[int] = field(default_factory=set)


def bounds(value: str) -> tuple[str, str | None]:
    """First and last date of an interval; the last is None for a single date."""
    first, _, last = value.partition("/")
    return first, last or None


def read(body: str, clause: Clause, lookback: Callable[[str, int], str] | None = None) -> Dates:
    """Sorts the dates of a clause into events, foundings and validity.

    `lookback` gives the text before a position where it is not what stands before it in the body (cells).
    """
    dates = Dates([], [])
    mentions = clause.of("date")
    renewals: list[tuple[Mention, str]] = []
    for number, mention in enumerate(mentions):
        before = body[max(clause.start, mention.span.start - _BACK) : mention.span.start]
        if lookback is not None:
            before = lookback(body, mention.span.start)
        first, last = bounds(mention.value)
        if not first:
            continue
        ruler = _ruler(body, clause, mention)
        if last is not None:
            if _PERIOD.search(before) or len(first) == 4 or _long(first, last):
                dates.valid_from = dates.valid_from or Value(first, mention.span)
                dates.valid_to = dates.valid_to or Value(last, mention.span)
                if ruler == "paper" and len(first) > _YEAR:
                    # "PKS 6 Februari 2018 s.d. 31 Desember 2020": it was signed on the day it begins.
                    dates.events.append((mention, first))
            else:
                dates.events.append((mention, first))
        elif ruler == "expire" or _over_from(body, clause, mention, before):
            dates.valid_to = Value(first, mention.span)
        elif _START.search(before):
            dates.valid_from = Value(first, mention.span)
        elif _END.search(before) and (clause.has("expire", "duration", "active") or number or _UNTIL.search(before)):
            dates.valid_to = Value(first, mention.span)
        elif _SINCE.search(before) and _unused(clause, mention):
            continue
        elif _SINCE.search(before):
            dates.since.append((mention, first))
            dates.sure.add(mention.span.start)
        elif ruler == "renew":
            renewals.append((mention, first))
        elif ruler not in _ASIDE:
            dates.events.append((mention, first))
            if ruler in _SIGNING:
                dates.sure.add(mention.span.start)
    if not dates.sure:
        dates.events = sorted([*dates.events, *renewals], key=lambda pair: pair[0].span.start)
    distance = apart.told(clause)
    if distance is not None:
        others = apart.anchor(clause, distance)
        dates.events = [event for event in dates.events if event[0] not in others]
    return dates


def _over_from(body: str, clause: Clause, mention: Mention, before: str) -> bool:
    """True for the day from which on a paper holds no more ("diakhiri per 1 Maret", "sejak 2015 tinggal kenangan")."""
    effect = _EFFECT.search(before)
    endings = clause.cues_of("expire", "terminate")
    if effect is None or not endings:
        return False
    start, end = mention.span.start - len(before) + effect.start(), mention.span.end
    if any(0 <= cue.start - end <= _SOON and not body[end : cue.start].strip() for cue in endings):
        return True
    turns = [cue.start for cue in clause.cues if cue.name in _TURNING]
    return any(
        (cue.end <= start and not any(cue.end < turn < start for turn in turns))
        or (
            cue.name == "expire"
            and cue.start >= end
            and start - clause.start < _SOON
            and not _PARTING.search(body, end, cue.start)
            and not any(end <= turn < cue.start for turn in turns)
        )
        for cue in endings
    )


def _unused(clause: Clause, mention: Mention) -> bool:
    """True for a day since when nothing was done ("nobody has used it since 2011")."""
    before = [cue for cue in clause.cues if cue.end <= mention.span.start and cue.name in _SINCE_WHEN]
    return bool(before) and before[-1].name == "negate"


def _long(first: str, last: str) -> bool:
    """True for an interval that no event lasts: it is the life of a paper."""
    return (PartialDate(last).earliest() - PartialDate(first).earliest()).days > _EVENT


def _ruler(body: str, clause: Clause, mention: Mention) -> str | None:
    """What a date dates: "paper", "letter", or the class of the nearest cue, before it or else after it."""
    start = mention.span.start
    ruling = [cue for cue in clause.cues if cue.name in _RULING and not _bracketed(clause, cue, mention)]
    before = [cue for cue in ruling if cue.end <= start]
    papers = [paper.span for paper in clause.mentions if paper.kind in {"instrument", "relation"}]
    named = [Span(cue.start, cue.end) for cue in clause.cues_of("memo", "noun")]
    ended = clause.has("terminate")
    letters = [span for span in named if _LETTER.match(body, span.start, span.end)]
    letters += [span for span in named if ended and is_means(body, clause, span.start)]
    told = papers + [span for span in named if span not in letters]
    papers += named
    last = before[-1] if before else None
    if last is not None and last.name == "since" and len(before) > 1 and last.start - before[-2].end < _SOON:
        last = before[-2]
    since = last.end if last is not None else clause.start
    stretch = body[max(clause.start, start - _BACK) : start]
    if ended and any(
        span in letters and _PAPERED.fullmatch(body[span.end : start]) for span in named if span.end <= start
    ):
        return "letter"
    letter = _LETTER.search(stretch)
    if letter is not None:
        at = start - len(stretch) + letter.start()
        signed = last is not None and last.name == "sign" and at - last.end < _ADJACENT
        if since <= at and not signed and not any(at - 1 <= paper.start < start for paper in told):
            return "letter"
    near = max((paper.end for paper in papers if paper.end <= start), default=None)
    follows = min((paper.start for paper in papers if paper.start >= mention.span.end), default=None)
    if follows is not None and not body[mention.span.end : follows].strip(" \n,") and len(mention.value) == _YEAR:
        return "paper"
    if near is not None and _PAPERED.fullmatch(body[near:start]):
        undone = last is not None and last.name in _ENDS and last.start < near and _ADVERBIAL.search(body, near, start)
        return last.name if undone and last is not None else "paper"
    if near is not None and (last is None or last.end <= near) and _in_brackets(body, mention):
        # "MoU dengan Toyama (6 Juni 2008)"
        return "paper"
    after = next((cue for cue in ruling if cue.start >= mention.span.end), None)
    if after is not None and _WHEN.match(body, mention.span.end):
        return after.name
    if (
        last is not None
        and after is not None
        and "," in body[last.end : start]
        and "," not in body[start : after.start]
    ):
        return after.name
    if _DATED.search(stretch):
        return "paper"
    if last is not None and start - last.end < _REACH:
        return last.name
    if _OF_DATE.search(stretch):
        return "paper"
    if papers and last is None and near is not None and after is not None and after.name in _ENDS:
        return "paper"
    fronted = not body[clause.start : start].strip(_FRONT) or _FRONTED.fullmatch(body[clause.start : start])
    return after.name if fronted and after is not None else None


def _in_brackets(body: str, mention: Mention) -> bool:
    """True for a date that stands alone in brackets."""
    return (
        body[mention.span.start - 1 : mention.span.start] == "("
        and body[mention.span.end : mention.span.end + 1] == ")"
    )


def is_means(body: str, clause: Clause, start: int) -> bool:
    """True for a note that something was done with ("melalui nota tanggal 4 Februari kota mengakhirinya")."""
    return _MEANS.search(body, max(clause.start, start - _NEAR), start) is not None


def _bracketed(clause: Clause, cue: Cue, mention: Mention) -> bool:
    """True for a cue in brackets that the date is outside of."""
    if "(" not in clause.text and ")" not in clause.text:
        return False
    first, last = sorted((cue.start, mention.span.start))
    between = clause.text[max(0, first - clause.start) : last - clause.start]
    inner, outer = ("(", ")") if cue.start > mention.span.start else (")", "(")
    return inner in between.rpartition(outer)[2]


def dated(body: str, clause: Clause) -> Value | None:
    """The day that a paper bears ("the copy is dated 4 May 2018")."""
    for mention in clause.of("date"):
        if _DATED.search(body, max(clause.start, mention.span.start - _BACK), mention.span.start):
            return Value(bounds(mention.value)[0], mention.span)
    return None


def latest(values: Sequence[Value]) -> Value | None:
    """The value with the latest date."""
    return max(values, key=lambda value: value.value, default=None)
