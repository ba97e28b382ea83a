"""Institutions that are parties, and bodies that are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.model import Mention, Text
from extractors.mentions.find import find
from extractors.mentions.organisations import find_organisations
from extractors.mentions.passages import passages
from extractors.parsing import parse_plain

UNKNOWN = [
    ("kerja sama dengan Blue Lagoon Foundation, yayasan dari Belanda, soal terumbu", "Blue Lagoon Foundation", "NL"),
    ("an MoU with the Hartmann Society (Germany) was signed", "Hartmann Society", "DE"),
    ("MoU dengan Lembaga Kelautan Sejati (LKS), sebuah badan pemerintah Malaysia", "LKS", "MY"),
    ("signed with the Korea Seaweed Institute", "Korea Seaweed Institute", "KR"),
    ("MoU dengan Japan International Coperation Agency diteken", "JICA", "JP"),
    ("Pihak II: Global Lagoon Fund (Jerman)", "Global Lagoon Fund", "DE"),
    ("kerja sama dengan Stichting Whales Europe (Belanda) diteken", "Stichting Whales Europe", "NL"),
    ("kerja sama dengan Korea Seaweed Enterprise diteken", "Korea Seaweed Enterprise", "KR"),
]


@pytest.mark.parametrize(("body", "name", "country"), UNKNOWN)
def test_foreign_institutions_that_nobody_listed(body: str, name: str, country: str) -> None:
    parties = [(m.party.name, m.party.country) for m in read(body) if m.party is not None]
    assert parties == [(name, country)]


@pytest.mark.parametrize(
    "body",
    ["kerja sama dengan Yayasan Alam Nusantara.", "TUGAS NEWS AGENCY JAPAN"],
)
def test_no_foreign_institution_without_a_country(body: str) -> None:
    assert [m for m in read(body) if m.party is not None] == []


TOLD = [
    ("MoU dengan Tanah Biru, badan nirlaba asal Arnhem, diteken.", "Tanah Biru", None),
    ("MoU dengan Agrivista, badan nirlaba asal Arnhem, diteken.", "Agrivista", "NL"),
    ("MoU dengan Blue Domes for the World, lembaga sosial dari Texas.", "Blue Domes for the World", "US"),
    ("Lalu Global Whales, yayasan dari San Francisco, datang.", "Global Whales", "US"),
    ("MoU dengan Whales Ships, yayasan Kristen dari Townsville, Australia.", "Whales Ships", "AU"),
    ("The Wageningen-based foundation Agrivista signed.", "Agrivista", "NL"),
    ("Lalu sebuah yayasan Jerman bernama Kinderwal meneken nota.", "Kinderwal", "DE"),
    ("The Kuwaiti charity Al-Nur and the governor signed an agreement.", "Al-Nur", "KW"),
    ("MoU dengan Yayasan Hanns Seidel dari Jerman diteken.", "Hanns Seidel Foundation", "DE"),
    ("tim Yayasan Wings of Whales dari Basel tiba", "Wings of Whales", "CH"),
    ("Kepala perwakilan, Dr. Nidal Salim, organisasi nirlaba di Jenewa, Swiss", "", None),
    ("MoU dengan Agrivista, badan nirlaba asal Bandung, diteken.", "", None),
    ("Yang menggandeng Siena ialah Yayasan Alam Lestari, lembaga swasta.", "", None),
    ("MoU dengan Agrivista, perusahaan asal Arnhem, diteken.", "", None),
    ("the Basel Whales Network of Seattle signed", "Basel Whales Network", "US"),
    ("MoU dengan Grindel Zoo dari Inggris.", "Grindel Zoo", "GB"),
    ("Mereka titipan Nogekawa Zoo, Yokohama.", "Nogekawa Zoo", "JP"),
    (
        "an agreement with the Helmlach Centre for Marine Research in Leipzig since 2011",
        "Helmlach Centre for Marine Research",
        "DE",
    ),
    (
        "the Sailors Institute for Polar and Marine Studies, Norway, signed",
        "Sailors Institute for Polar and Marine Studies",
        "NO",
    ),
    ("ikatan dengan Royal Museums of Art di Brussel", "Royal Museums", "BE"),
    ("kerja sama dengan Waterschap Grindel in Rotterdam", "Waterschap Grindel", "NL"),
    ("The Sarawak Seaweed Centre, a state agency, and the regency signed.", "Sarawak Seaweed Centre", "MY"),
    ("an agreement with the Grindel Seaweed Museum in Leipzig", "Grindel Seaweed Museum", "DE"),
    ("Stadt Leipzig - International relations", "", None),
    (
        "Demak dan Hoogheemraadschap van Grindel en de Lage Polder",
        "Hoogheemraadschap van Grindel en de Lage Polder",
        "NL",
    ),
    ("MoU dengan Grindel Seaweed Library dari Inggris dan Pemerintah Kota Padang", "Grindel Seaweed Library", "GB"),
    ("MoU dengan Perpustakaan Umum Kota Bandung", "", None),
]


@pytest.mark.parametrize(("body", "name", "country"), TOLD)
def test_institutions_that_the_text_tells_to_be_such(body: str, name: str, country: str | None) -> None:
    text = parse_plain(body, "t")
    found = [(m.party.name, m.party.country) for m in find(text) if m.kind == "organisation" and m.party is not None]
    assert found == ([(name, country)] if name and country else [])


@pytest.mark.parametrize(
    ("body", "name", "country"),
    [
        ("MoU dengan World Vision Australia soal posyandu", "World Vision Australia", "AU"),
        ("surat kepada WWF Jerman", "WWF Germany", "DE"),
        ("bulletin AMREF cabang Italia", "AMREF Italy", "IT"),
        ("Rainforest Trust UK signed", "Rainforest Trust UK", "GB"),
        ("The Danish Red Cross agreed", "Danish Red Cross", "DK"),
        ("MoU dengan Palang Merah Denmark", "Danish Red Cross", "DK"),
        ("MoU dengan JICA Jepang", "JICA", "JP"),
        ("UNICEF Indonesia", "UNICEF", None),
        ("Oxfam Inggris", "Oxfam", "GB"),
    ],
)
def test_national_branches_are_parties(body: str, name: str, country: str | None) -> None:
    assert [(m.party.name, m.party.country) for m in read(body) if m.party] == [(name, country)]


def test_a_movement_alone_is_no_party() -> None:
    assert [m for m in read("Palang Merah Indonesia dan Palang Merah hadir.") if m.party] == []


def read(body: str) -> list[Mention]:
    return [m for p in passages(Text("t", body, language="id")) for m in find_organisations(p)]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("Pemkot bekerja sama dengan JICA dan UNICEF.", ["org:jica", "org:unicef"]),
        ("MoU dengan Korea International Cooperation Agency (KOICA)", ["org:koica", "org:koica"]),
        ("Bank Dunia dan Asian Development Bank hadir.", ["org:world-bank", "org:asian-development-bank"]),
        ("Signed with The Asia Foundation and Mercy Corps.", ["org:the-asia-foundation", "org:mercy-corps"]),
        ("giz adalah kata kecil; care dan path juga.", []),
        ("UCLG ASPAC meeting", ["org:uclg-aspac"]),
    ],
)
def test_institutions_are_parties(body: str, codes: list[str]) -> None:
    assert [m.party.code for m in read(body) if m.party] == codes


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("Rektor Universitas Pattimura hadir.", "university:Universitas Pattimura"),
        ("MoU with HZ University of Applied Sciences was signed.", "university:HZ University of Applied Sciences"),
        ("PT Semen Padang ikut serta.", "company:PT Semen Padang"),
        ("PT. Utama Karya ikut serta.", "company:PT. Utama Karya"),
        ("Rapat di Kementerian Lingkungan Hidup dan Kehutanan.", "ministry:Kementerian Lingkungan Hidup dan Kehutanan"),
        ("Kadin Jatim hadir.", "chamber:Kadin Jatim"),
    ],
)
def test_other_bodies_are_no_party(body: str, value: str) -> None:
    mentions = read(body)
    assert [(m.value, m.party) for m in mentions] == [(value, None)]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(body: str) -> None:
    for mention in read(body):
        assert mention.span.of(body) == mention.surface
