"""The text of an agreement itself: parties of the preamble, scope, duration, testimonium."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.model import Mention, Party, Span
from extractors.records import dating, terms
from extractors.records.discourse import Walk
from extractors.records.frames import Frame, Value
from extractors.records.parties import Actor
from extractors.records.recitals import others, whole
from extractors.records.scene import Scene, Sentence

_BETWEEN = re.compile(r"\b(?:between|antara)\b", re.IGNORECASE)
_OPERATIVE = re.compile(
    r"\b(?:have (?:reached|agreed|decided)|has agreed|hereby|agree as follows|agreed as follows|"
    r"telah (?:menyepakati|menyetujui|mencapai|sepakat|menyusun|bersepakat)|menyepakati|"
    r"sepakat (?:untuk|sebagai)|bersepakat|menyatakan kehendak|declare)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\s*(?:pasal|article|bab|section|paragraph|clause|\(?[IVX]{1,5}[.)]|\d{1,2}[.)]|"
    r"(?:first|second|third|fourth|fifth|sixth|kesatu|pertama|kedua|ketiga|keempat|kelima|keenam)(?=\s*[.:]))\s*"
    r"[\dIVX]*\b",
    re.IGNORECASE,
)
_TESTIMONIUM = re.compile(
    r"\b(?:done|dibuat|ditandatangani|signed|executed|issued|dikeluarkan|adopted|concluded|"
    r"set their hands?|witness whereof)\b(?:\W+\w+){0,6}?\W+(?:di|in|at|pada|on|this)\b",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"\b(?:ruang lingkup|bidang|lingkup|scope|areas?|fields?|sectors?|matters|hal-hal|cooperate in|"
    r"work together on|melalui|following)\b",
    re.IGNORECASE,
)
_AIM = re.compile(r"\b(?:objek|tujuan|objectives?|purpose|aims?|subject|maksud|sisterhood)\b", re.IGNORECASE)
_TOP = 160
_SIGNATORIES = 2
_OPENING = 2
_OTHER = re.compile(
    r"\b(?:third part|pihak ketiga|pelaksana|implement|pembiayaan|biaya|funding|financ|expense|"
    r"intellectual|kekayaan intelektual|perselisihan|disput|differences?|amend|perubahan|jangka|"
    r"duration|termin|pengakhiran|berlaku|entry into|working group|kelompok kerja|kerahasiaan|"
    r"confiden|settlement|penyelesaian|force majeure|umum|general|penutup|final|koordinat|coordinat|"
    r"limitation|pembatasan|contact|korespondensi|ketentuan)\w*",
    re.IGNORECASE,
)
_MATTERS = re.compile(r"\b(?:following|berikut|bidang|fields?|areas?|matters|sectors?|hal-hal)\b", re.IGNORECASE)
_COUNTED = (
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"],
)
_NUMBERS = {name: number for names in _COUNTED for number, name in enumerate(names, 1)} | {
    "eighteen": 18,
    "delapan belas": 18,
    "twenty-four": 24,
    "dua puluh empat": 24,
    "thirty-six": 36,
    "tiga puluh enam": 36,
    "dua belas": 12,
    "fifteen": 15,
    "lima belas": 15,
    "twenty": 20,
    "dua puluh": 20,
}
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_TERM = re.compile(
    rf"(?:(?P<digits>\d{{1,2}})\s*(?:\(\s*[\w\s-]+\)\s*)?|(?:\w+[\s-]*){{1,3}}?\(\s*(?P<inner>\d{{1,2}})\s*\)|"
    rf"\b(?P<word>{_WORD}))[\s-]*(?P<unit>tahun|years?|bulan|months?)\b",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:(?:mem)?berlaku\w*|valid\w*|in force|in effect|remain|duration|jangka waktu|period|term|effect|effective|"
    r"runs?|lasts|lasting|masa)\b",
    re.IGNORECASE,
)
_FROM_SIGNING = re.compile(
    r"(?:(?:tanggal|sejak|saat|hari)\b[^.;]{0,40}\b(?:penandatangan\w*|ditandatangan\w*)|(?:date|day|"
    r"upon|time)\b[^.;]{0,30}\b(?:sign\w*)|(?:upon|on|from) (?:its |the )?signature|on signing|takes? effect today|"
    r"(?:from|sejak|mulai) (?:today|this day|hari ini))",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\b(?:renew|extend|perpanjang|prior|notice|sebelumnya|pemberitahuan|advance|terminat|mengakhiri|diperpanjang)\w*",
    re.IGNORECASE,
)
_BLANKS = re.compile(
    r"_{3,}|\.{4,}|…{2,}|\(\s*(?:tanggal|date|day|tgl)\s*\)|\[\s*(?:tanggal|date|day|place|tempat|\.*|_*)\s*\]",
    re.IGNORECASE,
)
_RECALLING = re.compile(
    r"\b(?:recalling|referring|pursuant|following|whereas|noting|mengingat|merujuk|menindaklanjuti|memperhatikan|berpedoman|"
    r"sesuai dengan|sebagai tindak lanjut)\b",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"\b(?:draft|draf|rancangan|konsep|unsigned|not signed|belum ditandatangani)\b", re.IGNORECASE)
_HEAD = 1500
_TITLE = 300
_TITLES = 6
_GOVERNMENT = re.compile(
    r"(?:pem(?:erintah|prov|kot|kab)|kota|kab|prov|pref|dewan|dprd|city|town|municipality|district|county|regency|state|"
    r"government|governor|mayor|bupati|wali|gubernur|pihak|party|the\b)",
    re.IGNORECASE,
)
_PARTIES = re.compile(
    r"\b(?:antara|between)\s[^.;]{5,200}?\s(?:dan|and|dengan|with)\s+(?:the\s+|pihak\s+)?"
    r"(?P<name>[A-Z][^,.;()\n]{2,80}?)(?=\s+(?:tentang|mengenai|on|concerning|in the|dalam|nomor)\b|[,.;()\n]|\Z)",
    re.IGNORECASE,
)
_BLOCK = 16
_TODAY = re.compile(r"\b(?:pada hari ini|on this(?: the)?\b.{0,40}\bday|this day of|today)\b", re.IGNORECASE)
_OUT = re.compile(r"\b(?:dicoret|dihapus|ditiadakan|deleted|struck out|removed|dropped)\b", re.IGNORECASE)
_DAY = 10
_AIMS = 8
_HINT = 0.45
"""Below it a field is an everyday word that only hints at one."""
_DATED = re.compile(r"\b(?:tanggal|date|dated|tgl)\b", re.IGNORECASE)
_ARTICLE_HEAD = re.compile(r"^\s*(?:pasal|article)\s+\d", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class Treaty:
    """The parts of an agreement's text that say what the record needs."""

    home: Actor
    partner: Actor
    head: list[Sentence]
    recitals: list[Sentence]
    articles: list[Sentence]


def is_treaty(scene: Scene) -> bool:
    """True for a text that is an agreement and does not only report on one."""
    body = scene.body
    parties = re.search(
        r"\b(?:para pihak|the parties|(?:each a|a) [\"“]?party|the (?:two )?sides|kedua (?:belah )?pihak|"
        r"pihak (?:pertama|kesatu))\b",
        body[:8000],
        re.IGNORECASE,
    )
    if scene.text.kind == "agreement":
        return True
    early = _BETWEEN.search(body, 0, _TITLE)
    return bool(early and parties and _TESTIMONIUM.search(body) and _ARTICLE_HEAD.search(body))


def read(scene: Scene, walk: Walk) -> list[Frame] | None:
    """The frames of an agreement's text: itself first, then what its recitals refer to; None where it is none."""
    treaty = _take_apart(scene, walk)
    if treaty is None:
        return None
    own = _own(scene, treaty, walk)
    return [own, *others(walk, treaty.home, treaty.partner, own, (treaty.recitals, treaty.articles))]


def _take_apart(scene: Scene, walk: Walk) -> Treaty | None:
    home: Actor | None = None
    partner: Actor | None = None
    head: list[Sentence] = []
    recitals: list[Sentence] = []
    articles: list[Sentence] = []
    operative = False
    for sentence, cast in zip(scene.sentences, walk.cast, strict=True):
        if home is None or partner is None:
            head.append(sentence)
            home = home or next((actor for actor in cast if actor.home and actor.role != "holder"), None)
            partner = partner or next((actor for actor in cast if actor.foreign and actor.role != "holder"), None)
        elif (
            not operative
            and not articles
            and not _OPERATIVE.search(scene.body, sentence.span.start, sentence.span.end)
            and not _ARTICLE.match(scene.body, sentence.span.start, sentence.span.end)
        ):
            recitals.append(sentence)
        else:
            if not articles and _RECALLING.search(scene.body, sentence.span.start, sentence.span.end):
                recitals.append(sentence)
            articles.append(sentence)
        operative = operative or bool(_OPERATIVE.search(scene.body, sentence.span.start, sentence.span.end))
    named = _named_in_title(scene, walk, partner)
    partner = named or partner
    if home is None or partner is None:
        return None
    return Treaty(home, partner, head, recitals, articles)


def _named_in_title(scene: Scene, walk: Walk, partner: Actor | None) -> Actor | None:
    """The other party by the title, where it is a body that no list knows ("ANTARA ... DAN HELVETAS")."""
    for sentence in scene.sentences[:_TITLES]:
        found = _PARTIES.search(scene.body, sentence.span.start, sentence.span.end)
        cast = walk.cast[sentence.index]
        if any(actor.foreign for actor in cast):
            # The title names both sides.
            return None
        if found is None or _GOVERNMENT.match(found["name"]) or not found["name"][0].isupper():
            continue
        start, end = found.span("name")
        if any(start < actor.end and actor.start < end for actor in cast):
            continue
        name = named_again(scene.body, found["name"], end)
        party = Party(name, "institution", partner.party.country if partner is not None else None)
        return Actor(Mention(Span(start, end), "organisation", found["name"], name, 0.6, party), party, "link")
    return None


def named_again(body: str, name: str, start: int) -> str:
    """A name in capitals as the text writes it further on."""
    again = re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE)
    forms = (" ".join(found[0].split()) for found in again.finditer(body, start))
    return next((form for form in forms if not form.isupper()), " ".join(name.split()))


def _own(scene: Scene, treaty: Treaty, walk: Walk) -> Frame:
    body = scene.body
    sentences = scene.sentences
    done = _testimonium(body, sentences)
    top = [sentence for sentence in sentences if sentence.span.start < _HEAD]
    frame = Frame(
        treaty.home.party,
        treaty.home.mention.span,
        treaty.partner.party,
        treaty.partner.mention.span,
        "signed",
        -1,
        done.span if done is not None else treaty.home.mention.span,
        treaty.home.mention.span,
        _first([sentence for sentence in top if sentence.heading], "instrument") or _first(top, "instrument"),
        _tie(body, treaty, top),
    )
    frame.marks |= {"treaty", "named", "homed", "strong", "papered", "act"}
    if (
        frame.instrument is not None
        and frame.instrument.value == "MSP"
        and "MoU" in {m.value for s in top for m in s.of("instrument")}
    ):
        frame.instrument = next(Value(m.value, m.span) for s in top for m in s.of("instrument") if m.value == "MoU")
    if done is not None and done.of("date"):
        date = done.of("date")[0]
        frame.signed = Value(dating.bounds(date.value)[0], date.span)
    if frame.signed is None and (opening := _opened(body, sentences)) is not None and done is None:
        frame.signed = opening
    elif frame.signed is None and (last := _beside_names(body, scene, walk)) is not None:
        frame.signed = last
    elif done is None or frame.signed is None or _blank(body, done):
        frame.status = "planned" if _unsigned(body, done) else "signed"
        if frame.status == "planned":
            frame.signed = None
        frame.evidence = done.span if done is not None else sentences[0].span
    frame.home_trust, frame.partner_trust = treaty.home.mention.score, treaty.partner.mention.score
    if done is not None:
        names = [mention for sentence in sentences[done.index :] for mention in sentence.of("person")]
        frame.signatories = names[:_SIGNATORIES]
    _duration(body, treaty, frame)
    frame.fields = _scope(body, treaty)
    return frame


def _tie(body: str, treaty: Treaty, top: Sequence[Sentence]) -> Value | None:
    """The tie that title, preamble or articles name; that of a recital may be another paper's."""
    further = [*treaty.recitals, *treaty.articles]
    others = {text.index for text in further if text.of("date") or text.of("instrument") or text.has("memo")}
    own = [text for text in [*top, *treaty.articles[:_AIMS]] if text.index not in others]
    return _first(own, "relation")


def _first(sentences: Sequence[Sentence], kind: str) -> Value | None:
    return next((Value(mention.value, mention.span) for sentence in sentences for mention in sentence.of(kind)), None)


def _testimonium(body: str, sentences: Sequence[Sentence]) -> Sentence | None:
    found = [
        sentence
        for sentence in sentences[len(sentences) // 3 :]
        if _TESTIMONIUM.search(body, sentence.span.start, sentence.span.end)
    ]
    dated = [sentence for sentence in found if sentence.of("date")]
    return dated[-1] if dated else found[-1] if found else None


def _opened(body: str, sentences: Sequence[Sentence]) -> Value | None:
    """The day with which the text opens: "Pada hari ini, Senin, tanggal empat belas bulan Maret ..." and its like."""
    for sentence in sentences[: len(sentences) // 2]:
        days = [date for date in sentence.of("date") if len(date.value) == _DAY]
        if days and _TODAY.search(body, sentence.span.start, sentence.span.end):
            return Value(days[0].value, days[0].span)
    return None


def _beside_names(body: str, scene: Scene, walk: Walk) -> Value | None:
    """The last day that the block of signatures gives beside a place ("Palu, 27 September 2019")."""
    days: list[Value] = []
    for sentence in scene.sentences[-_BLOCK:]:
        actors = walk.cast[sentence.index]
        for date in sentence.of("date"):
            before = body[sentence.span.start : date.span.start]
            beside = actors or _DATED.search(before) or _only_dates(body, sentence)
            if len(sentence.span) < _TOP // 2 and beside and len(date.value) == _DAY:
                days.append(Value(date.value, date.span))
    return max(days, key=lambda day: day.value, default=None)


def _only_dates(body: str, sentence: Sentence) -> bool:
    """True for a line of the days on which each side signed ("3 March 2022      29 March 2022")."""
    rest, at = "", sentence.span.start
    for date in sentence.of("date"):
        rest += body[at : date.span.start]
        at = date.span.end
    return not any(map(str.isalpha, rest + body[at : sentence.span.end]))


def _blank(body: str, done: Sentence) -> bool:
    """True where day or month of the testimonium are still to be filled in."""
    date = done.of("date")
    return bool(_BLANKS.search(body, done.span.start, done.span.end)) and all(len(day.value) < _DAY for day in date)


def _unsigned(body: str, done: Sentence | None) -> bool:
    if done is not None and _BLANKS.search(body, done.span.start, done.span.end):
        return True
    return done is None or bool(_DRAFT.search(body, 0, 400)) or not done.of("date")


def _duration(body: str, treaty: Treaty, frame: Frame) -> None:
    """Start and end of validity, where the text gives a term and a start, or an end."""
    for sentence in treaty.articles:
        if not _LASTING.search(body, sentence.span.start, sentence.span.end):
            continue
        stretch, offset = sentence.span.of(body), sentence.span.start
        dates = dating.read(body, whole(body, sentence, ()))
        frame.valid_from = frame.valid_from or dates.valid_from
        frame.valid_to = frame.valid_to or dates.valid_to
        starts = _FROM_SIGNING.search(stretch)
        if starts and frame.signed is not None and frame.valid_from is None:
            frame.valid_from = Value(frame.signed.value, Span(offset + starts.start(), offset + starts.end()))
        term = _TERM.search(stretch)
        if (
            term
            and frame.valid_from is not None
            and frame.valid_to is None
            and not _EXTENSION.search(stretch[: term.start()])
        ):
            end = terms.plus(frame.valid_from.value, _months(term))
            if end:
                frame.valid_to = Value(end, Span(offset + term.start(), offset + term.end()))


def _months(term: re.Match[str]) -> int:
    """The length of a term."""
    text = (term["digits"] or term["inner"] or term["word"]).lower()
    number = int(text) if text.isdigit() else _NUMBERS.get(text, 0)
    return number if term["unit"].lower().startswith(("bulan", "month")) else 12 * number


def _scope(body: str, treaty: Treaty) -> list[Mention]:
    """The fields of the articles on scope, else of the first list of matters, of those on aims, or of the headings."""
    groups: list[list[Sentence]] = []
    for sentence in treaty.articles:
        opens = sentence.span.start == sentence.block.span.start
        if not groups or (opens and _ARTICLE.match(body, sentence.span.start, sentence.span.end)):
            groups.append([])
        groups[-1].append(sentence)
    for chosen in (
        [group for group in groups if _speaks_of(body, group, _SCOPE)],
        [group for group in groups if _lists(body, group)][:1],
        [group for group in groups if _speaks_of(body, group, _AIM)],
    ):
        matters = [sentence for group in chosen for sentence in group if not _struck(body, sentence)]
        items = [sentence for sentence in matters if sentence.block.kind == "list_item"]
        fields = [mention for item in items for mention in item.of("field")] or _fields(matters)
        if fields:
            return fields
    heads = [group[0] for group in groups if not _OTHER.search(group[0].span.of(body)[:_TOP])]
    return [mention for sentence in heads for mention in sentence.of("field")]


def _fields(sentences: Sequence[Sentence]) -> list[Mention]:
    return [mention for sentence in sentences for mention in sentence.of("field") if mention.score >= _HINT]


def _lists(body: str, group: Sequence[Sentence]) -> bool:
    """True for an article that opens a list of items."""
    opens = any(body[sentence.span.end - 1] == ":" for sentence in group[: _OPENING + 1])
    items = sum(sentence.block.kind == "list_item" for sentence in group)
    return opens and items > 1 and not _OTHER.search(group[0].span.of(body)[:_TOP])


def _struck(body: str, sentence: Sentence) -> bool:
    """True for an item that a note takes out again ("d. energi -- DICORET")."""
    block = sentence.block.span
    return bool(_OUT.search(body, block.start, block.end))


def _speaks_of(body: str, group: Sequence[Sentence], wanted: re.Pattern[str]) -> bool:
    """True for an article whose heading or opening speaks of what is wanted and of nothing that rules it out."""
    top = " ".join(
        f"{text[:_TOP]} {text[-_TOP:]}" for text in (sentence.span.of(body) for sentence in group[:_OPENING])
    )
    opens = body[group[0].span.end - 1] == ":" or len(group) > 1
    return bool(wanted.search(top)) and not _OTHER.search(top) and opens
