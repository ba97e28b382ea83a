"""The text of an agreement itself: parties of the preamble, scope, duration, testimonium."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.model import Mention, Party, Span
from extractors.records.agreements import lasting, signing
from extractors.records.agreements.recitals import others
from extractors.records.frames import Frame, Value
from extractors.records.parties.actors import Actor
from extractors.records.scene import Scene, Sentence
from extractors.records.seldom import Seldom
from extractors.records.times import dating
from extractors.records.walk.discourse import Walk

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
_PRESENTS = re.compile(
    r"\b(?:(?:di|ter)?sebut (?:sebagai )?[\"“]?pihak|bertindak (?:untuk|atas|dalam|selaku)|hereinafter|hereafter|"
    r"referred to as|acting (?:for|on behalf)|represented (?:herein )?by)\b",
    re.IGNORECASE,
)
"""What presents a party of the preamble, be it numbered as an article is."""
_AS_PARTY = Seldom(
    r"\bdisebut (?:sebagai )?[\"“]?pihak (?:kesatu|kedua|pertama|i{1,2}\b)|"
    r"referred to as [\"“]?the (?:first|second) party"
)
_PARTIES_SAID = re.compile(
    r"\b(?:para pihak|the parties|(?:each a|a) [\"“]?party|the (?:two )?sides|kedua (?:belah )?pihak|"
    r"pihak (?:pertama|kesatu))\b",
    re.IGNORECASE,
)
_SIDES = 2
_PREAMBLE = 8000
_RECITAL = re.compile(r"\s*(?:\(?[a-z\d]{1,2}[.)]\s+)?(?:bahwa|whereas)\b", re.IGNORECASE)
_BASIS = re.compile(
    r"\s*(?:(?:pasal|article|bab|section)\s+[\dIVX]+\W*|[\dIVX]{1,5}[.)]\s*)?(?:dasar(?: hukum)?|landasan(?: hukum)?|"
    r"mandate?|latar belakang|konsiderans?|background|preamble|basis|legal basis|references?|antecedents)\W*",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"\b(?:stichting|yayasan|fundaci[oó]n|fonda[tz]ion\w*|stiftung|verein|asociaci[oó]n|association|perkumpulan|society)\b",
    re.IGNORECASE,
)
"""The legal form before the name of a body."""
_NAME = 6
_SCOPE = re.compile(
    r"\b(?:ruang lingkup|bidang|lingkup|scope|areas?|fields?|sectors?|matters|hal-hal|cooperat(?:e|ion) in|"
    r"kerja sama (?:dalam|di|pada)|work together on|melalui|following)\b",
    re.IGNORECASE,
)
_AIM = re.compile(r"\b(?:objek(?! wisata)|tujuan|objectives?|purpose|aims?|subject|maksud|sisterhood)\b", re.IGNORECASE)
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
_RECALLING = re.compile(
    r"\b(?:recalling|referring|pursuant|following|whereas|noting|mengingat|merujuk|menindaklanjuti|memperhatikan|berpedoman|"
    r"sesuai dengan|sebagai tindak lanjut)\b",
    re.IGNORECASE,
)
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
_OUT = re.compile(r"\b(?:dicoret|dihapus|ditiadakan|deleted|struck out|removed|dropped)\b", re.IGNORECASE)
_AIMS = 8
_HINT = 0.45
"""Below it a field is an everyday word that only hints at one."""
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
    if scene.text.kind == "agreement":
        return True
    if scene.text.kind != "regulation" and _AS_PARTY.count(body[:_HEAD].lower(), body, 0, _HEAD) >= _SIDES:
        return True
    return (
        _BETWEEN.search(body, 0, _TITLE) is not None
        and _PARTIES_SAID.search(body, 0, _PREAMBLE) is not None
        and signing.closed(body)
        and _ARTICLE_HEAD.search(body) is not None
    )


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
    operative = basis = False
    for sentence, cast in zip(scene.sentences, walk.cast, strict=True):
        start, end = sentence.span.start, sentence.span.end
        opening = not articles and (_recites(scene.body, sentence) or not (operative or _decides(scene.body, sentence)))
        if home is None or partner is None:
            head.append(sentence)
            taking = [actor for actor in cast if actor.takes_part]
            home = home or next((actor for actor in taking if actor.home), None)
            partner = partner or next((actor for actor in taking if actor.foreign), None)
        elif opening or (basis := _names_basis(scene.body, sentence, basis)):
            recitals.append(sentence)
        else:
            if not articles and _RECALLING.search(scene.body, start, end):
                recitals.append(sentence)
            articles.append(sentence)
        operative = operative or bool(_OPERATIVE.search(scene.body, start, end))
    named = _named_in_title(scene, walk, partner)
    partner = named or partner
    if home is None or partner is None:
        return None
    partner = partner if named else _in_full(scene, partner)
    return Treaty(home, partner, head, recitals, articles)


def _recites(body: str, sentence: Sentence) -> bool:
    """True for a recital ("a. bahwa ...") and for the lines that say who the parties are and who acts for them."""
    start, end = sentence.span.start, sentence.span.end
    return bool(_RECITAL.match(body, start, end) or _PRESENTS.search(body, start, sentence.block.span.end))


def _names_basis(body: str, sentence: Sentence, before: bool) -> bool:
    """True for an article on what the text rests on ("Pasal 3 Dasar"), from its heading to the next article."""
    start, end = sentence.span.start, sentence.span.end
    if _BASIS.fullmatch(body, start, end):
        return True
    return before and not _ARTICLE.match(body, start, end)


def _decides(body: str, sentence: Sentence) -> bool:
    """True where the operative part begins: "have agreed as follows", "Pasal 1"."""
    start, end = sentence.span.start, sentence.span.end
    return bool(_OPERATIVE.search(body, start, end) or _ARTICLE.match(body, start, end))


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


def _in_full(scene: Scene, partner: Actor) -> Actor:
    """The partner under the full name that the title gives it, legal form and all ("STICHTING SOLIDARIDAD")."""
    title = next((text for text in scene.sentences[:_TITLES] if text.span.contains(partner.mention.span)), None)
    if title is None or partner.party.level != "institution":
        return partner
    found = _PARTIES.search(scene.body, title.span.start, title.span.end)
    start, end = found.span("name") if found is not None else (title.span.start, title.span.end)
    full = scene.body[start:end].strip()
    inside = start <= partner.start and partner.end <= end and (start, end) != (partner.start, partner.end)
    if not inside or len(full.split()) > _NAME or not _FORM.search(scene.body[start : partner.start]):
        return partner
    name = named_again(scene.body, full, end)
    party = replace(partner.party, name=name)
    return replace(partner, party=party, mention=replace(partner.mention, party=party))


def named_again(body: str, name: str, start: int) -> str:
    """A name in capitals as the text writes it further on."""
    again = re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE)
    forms = (" ".join(found[0].split()) for found in again.finditer(body, start))
    return next((form for form in forms if not form.isupper()), " ".join(name.split()))


def _own(scene: Scene, treaty: Treaty, walk: Walk) -> Frame:
    body = scene.body
    sentences = scene.sentences
    done = signing.testimonium(body, sentences)
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
    if frame.signed is None and not signing.stamped(body):
        frame.signed = (
            signing.opened(body, sentences) or signing.beside_names(body, scene, walk) or signing.headed(body, scene)
        )
    if frame.signed is None or (done is not None and signing.blank(body, done)):
        frame.status = "planned" if signing.unsigned(body, done) else "signed"
        if frame.status == "planned":
            frame.signed = None
        frame.evidence = done.span if done is not None else sentences[0].span
    frame.home_trust, frame.partner_trust = treaty.home.mention.score, treaty.partner.mention.score
    if done is not None:
        names = [mention for sentence in sentences[done.index :] for mention in sentence.of("person")]
        frame.signatories = names[:_SIGNATORIES]
    lasting.run(body, treaty.articles, frame)
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
