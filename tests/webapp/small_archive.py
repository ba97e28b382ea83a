"""A small real archive: catalogue, store and register made through their own interfaces."""

from __future__ import annotations

import hashlib
import re

from archive.catalogue import User
from archive.home import Home
from archive.model import (
    Block,
    Capture,
    Claim,
    Fault,
    Maker,
    Mention,
    Original,
    Outcome,
    PartialDate,
    Party,
    Record,
    Span,
    Text,
)
from archive.model.total import ClaimedTotal
from archive.register.desk import Desk
from archive.register.keys import record_key
from index.sync import open_index
from webapp.people import hashed

JABAR = Party("Jawa Barat", "province", "ID", "ID-32", -6.9, 107.6)
INCHEON = Party("Incheon", "city", "KR", "KR-28", 37.45, 126.7)
JATENG = Party("Jawa Tengah", "province", "ID", "ID-33", -7.0, 110.4)
QUEENSLAND = Party("Queensland", "province", "AU", "AU-QLD", -22.5, 144.4)
PASSWORD = "a long enough password"
HASH = hashed(PASSWORD)

NEWS = """Jabar dan Incheon teken LoI

BANDUNG. Pemerintah Provinsi Jawa Barat dan Kota Incheon menandatangani Letter of Intent pada 25 September 2017. \
Kerja sama itu mencakup lingkungan hidup dan perhubungan. LoI berlaku sampai 2022.

Gubernur Ahmad Heryawan mengatakan kedua daerah akan menyusun MoU tahun depan."""

REPORT = """Laporan kerja sama luar negeri

Pemerintah Provinsi Jawa Barat telah menjalin kerja sama dengan Incheon sejak 25 September 2017 dan berlaku sampai 2020.

Pemerintah Provinsi Jawa Tengah menandatangani MoU sister province dengan Queensland pada 6 Agustus 2019, \
berlaku sampai 6 Agustus 2024, di bidang pendidikan."""

HOSTILE = """<script>alert("x")</script> & <b>tebal</b>

Dokumen ini ditulis untuk merusak halaman: <img src=x onerror=alert(1)> "Incheon"."""

PAGE = b"<!doctype html><html><body><h1>Jabar dan Incheon teken LoI</h1><script>alert(1)</script></body></html>"


def claim(body: str, value: object, words: str, start: int = 0) -> Claim:
    at = body.index(words, start)
    return Claim(value, (Span(at, at + len(words)),), 0.9)


def sentence(body: str, words: str) -> Span:
    at = body.index(words)
    start = max(body.rfind(". ", 0, at) + 2 if ". " in body[:at] else 0, body.rfind("\n", 0, at) + 1)
    return Span(start, body.index(".", at) + 1)


def blocks(body: str) -> tuple[Block, ...]:
    found = [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", body)]
    return tuple(Block(span, "title" if number == 0 else "paragraph") for number, span in enumerate(found))


def add(home: Home, data: bytes, name: str, media_type: str, body: str, **about: object) -> str:
    """Enter one document with its text."""
    sha256 = home.store.put(data)
    assert sha256 == hashlib.sha256(data).hexdigest()
    capture = Capture("2026-11-01T10:00:00Z", "url", name, "https://berita.example/" + name)
    original = Original(sha256, len(data), media_type, name, (capture,))
    home.catalogue.add_original(original)
    home.catalogue.put_text(Text(original.id, body, blocks(body), **about))  # type: ignore[arg-type]
    home.catalogue.put_outcome(
        Outcome(
            original.id, "parse", sha256, Maker("parser", "1"), "done" if body else "empty", at="2026-11-01T10:00:00Z"
        )
    )
    return original.id


def fill(home: Home) -> dict[str, str]:
    """The documents of the small archive by a short name."""
    catalogue = home.catalogue
    news = add(
        home,
        PAGE,
        "jabar-incheon.html",
        "text/html",
        NEWS,
        title="Jabar dan Incheon teken LoI",
        kind="news",
        language="id",
        published=PartialDate("2017-09-26"),
        site="Pikiran Rakyat",
        url="https://berita.example/jabar",
    )
    report = add(
        home,
        REPORT.encode(),
        "laporan.txt",
        "text/plain",
        REPORT,
        title="Laporan kerja sama luar negeri",
        kind="report",
        language="id",
        published=PartialDate("2020"),
    )
    hostile = add(
        home,
        HOSTILE.encode(),
        "<i>jahat</i>.txt",
        "text/plain",
        HOSTILE,
        title='<script>alert("title")</script>',
        kind="other",
        language="en",
        site="<u>site</u>",
    )
    empty = add(
        home,
        b"\x00\x01",
        "rusak.pdf",
        "application/pdf",
        "",
        faults=(Fault("encrypted", "The file is encrypted; store it without a password and add it again."),),
    )
    catalogue.put_mentions(
        news,
        [
            Mention(Span(at := NEWS.index("Jawa Barat"), at + 10), "place", "Jawa Barat", "Jawa Barat", 1.0, JABAR),
            Mention(Span(at := NEWS.index("Kota Incheon"), at + 12), "place", "Kota Incheon", "Incheon", 1.0, INCHEON),
            Mention(Span(at := NEWS.index("Letter of Intent"), at + 16), "instrument", "Letter of Intent", "LoI"),
            Mention(Span(at := NEWS.index("25 September 2017"), at + 17), "date", "25 September 2017", "2017-09-25"),
        ],
    )
    catalogue.put_records(
        news,
        [
            Record(
                key=record_key(news, "Jawa Barat", "Incheon", "LoI", [PartialDate("2017-09-25")]),
                document=news,
                home=claim(NEWS, JABAR, "Jawa Barat"),
                partner=claim(NEWS, INCHEON, "Kota Incheon"),
                status=claim(NEWS, "signed", "menandatangani"),
                instrument=claim(NEWS, "LoI", "Letter of Intent"),
                signed=claim(NEWS, PartialDate("2017-09-25"), "25 September 2017"),
                valid_to=claim(NEWS, PartialDate("2022"), "2022"),
                fields=(claim(NEWS, "environment", "lingkungan hidup"), claim(NEWS, "transport", "perhubungan")),
                evidence=(sentence(NEWS, "menandatangani"),),
            )
        ],
    )
    catalogue.put_records(
        report,
        [
            Record(
                key=record_key(report, "Jawa Barat", "Incheon", None, [PartialDate("2017-09-25")]),
                document=report,
                home=claim(REPORT, JABAR, "Jawa Barat"),
                partner=claim(REPORT, INCHEON, "Incheon"),
                status=claim(REPORT, "signed", "telah menjalin"),
                signed=claim(REPORT, PartialDate("2017-09-25"), "25 September 2017"),
                valid_to=claim(REPORT, PartialDate("2020"), "2020"),
                evidence=(sentence(REPORT, "telah menjalin"),),
            ),
            Record(
                key=record_key(report, "Jawa Tengah", "Queensland", "MoU", [PartialDate("2019-08-06")]),
                document=report,
                home=claim(REPORT, JATENG, "Jawa Tengah"),
                partner=claim(REPORT, QUEENSLAND, "Queensland"),
                status=claim(REPORT, "signed", "menandatangani"),
                instrument=claim(REPORT, "MoU", "MoU"),
                relation=claim(REPORT, "sister_province", "sister province"),
                signed=claim(REPORT, PartialDate("2019-08-06"), "6 Agustus 2019"),
                valid_to=claim(REPORT, PartialDate("2024-08-06"), "6 Agustus 2024"),
                fields=(claim(REPORT, "education", "pendidikan"),),
                evidence=(sentence(REPORT, "sister province"),),
            ),
        ],
    )
    at = REPORT.index("sister province")
    claimed = Span(at, at + 15)
    catalogue.put_totals(
        report,
        [
            ClaimedTotal(report, "sister", 22, claimed, JATENG, PartialDate("2020"), least=True),
            ClaimedTotal(report, "MoU", 1, claimed, JATENG),
            ClaimedTotal(report, "institution", 17, claimed),
        ],
    )
    Desk(catalogue).rebuild()
    for name, role in (("rini", "reader"), ("edi", "editor"), ("ani", "administrator")):
        catalogue.put_user(User(name, HASH, role))  # type: ignore[arg-type]
    with open_index(home):
        pass
    return {"news": news, "report": report, "hostile": hostile, "empty": empty}
