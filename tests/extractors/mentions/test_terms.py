"""Fields, instruments and relations."""

from __future__ import annotations

import pytest

from archive.model import Text
from extractors.mentions import find

FIELDS = [
    ("bidang ekonomi, pariwisata, dan pendidikan", "id", {"economy", "tourism", "education"}),
    ("ekonomi kreatif", "id", {"creative_economy"}),
    ("pengelolaan air limbah", "id", {"waste", "water"}),
    ("di bidang kebudayaannya", "id", {"culture"}),
    ("Dinas Pariwisata dan Kepala Biro Perekonomian hadir", "id", set()),
    ("Kementerian Luar Negeri serta Asisten Perekonomian dan Pembangunan", "id", set()),
    ("kembali ke Tanah Air", "id", set()),
    ("trade, investment and higher education", "en", {"trade", "investment", "education"}),
    ("the Ministry of Trade and the Tourism Board", "en", set()),
    ("pendidikan dan pelatihan", "id", {"education", "human_resources"}),
    ("smart city dan UMKM", "id", {"smart_city", "sme"}),
    ("jagung, puskesmas, dan terumbu karang", "id", {"agriculture", "health", "environment", "fisheries_marine"}),
    ("dairy, timber and an IT campus; it is", "en", {"agriculture", "forestry", "ict"}),
    # the head of a phrase says it all, what goes with it no more
    ("industri rotan dan magang perajin", "id", {"industry", "human_resources"}),
    ("perdagangan tenun serta desain mebel", "id", {"trade", "creative_economy"}),
    ("penataan ruang kawasan pesisir", "id", {"urban_planning"}),
    ("pengelolaan sampah pasar", "id", {"waste"}),
    ("pendidikan kebencanaan", "id", {"education", "disaster"}),
    ("furniture design, marine tourism", "en", {"creative_economy", "tourism"}),
    # an act beside a thing, whatever their form
    ("menjaga kebersihan telaga dan kelestarian teluk", "id", {"environment"}),
    ("menata ruang tepi kali", "id", {"urban_planning"}),
    ("pesantren serta jalan tembus", "id", {"education", "religion", "infrastructure"}),
    ("protecting seabirds, wetland clean-up", "en", {"environment"}),
    ("young farmers' visits", "en", {"agriculture", "people_exchange", "youth"}),
    # what towns do together, in everyday words
    ("reklamasi bekas tambang dan taman bumi", "id", {"mining", "environment", "tourism"}),
    ("wisata rohani dan pemugaran gereja", "id", {"religion", "culture"}),
    ("small hydro and market gardening", "en", {"energy", "agriculture"}),
    # what a town is known for
    ("kota pelabuhan itu, kota tambang nikel, dan penghasil durian", "id", set()),
    ("a steel town and a port city", "en", set()),
    ("kota kembar di bidang pelabuhan", "id", {"transport"}),
    # words of every day that mean something else
    ("ibu kota provinsi, masih jalan, Datuk Bandar", "id", set()),
    ("kesehatan hewan dan pelatihan bahasa", "id", {"agriculture", "human_resources"}),
    ("penelitian laut", "id", {"fisheries_marine", "science_technology"}),
    ("hunian tetap, imunisasi, dan pos lintas batas", "id", {"housing", "health", "law_security"}),
    (
        "search-and-rescue training, beekeeping and street food",
        "en",
        {"disaster", "human_resources", "agriculture", "creative_economy"},
    ),
]
PAPERS = [
    ("Letter of Intent (LoI)", ["LoI", "LoI"]),
    ("nota kesepahaman", ["MoU"]),
    ("Memorandum of Understading", ["MoU"]),
    ("MoU-nya diteken", ["MoU"]),
    ("Memorandum Saling Pengertian (MSP)", ["MSP", "MSP"]),
    ("Memorandum of Agreement", ["MoA"]),
    ("perjanjian kerja sama", ["agreement"]),
    ("gubernur asal PKS itu", []),
    ("Pernyataan Bersama", ["joint_statement"]),
    ("rencana aksi 2019-2021", ["plan_of_action"]),
    ("implementing arrangement", [""]),
    ("Minutes of Meeting", [""]),
    ("Pernyataan Kehendak", ["LoI"]),
    ("memorandum persefahaman", ["MoU"]),
    ("kenyataan bersama", ["joint_statement"]),
    ("a protocol of intentions", ["LoI"]),
    ("friendship declaration", [""]),
]
RELATIONS = [
    ("sister city", {"sister_city"}),
    ("kota kembar dan kota bersaudara", {"sister_city"}),
    ("provinsi bersaudara", {"sister_province"}),
    ("kabupaten kembar", {"sister_regency"}),
    ("sister states", {"sister_province"}),
    ("kerja sama teknik", {"technical"}),
    ("Friendship Coopertion", {"friendship"}),
]


@pytest.mark.parametrize(("body", "language", "expected"), FIELDS)
def test_fields(body: str, language: str, expected: set[str]) -> None:
    text = Text("", body, language="en" if language == "en" else "id")
    assert {m.value for m in find(text) if m.kind == "field"} == expected


@pytest.mark.parametrize(("body", "expected"), PAPERS)
def test_instruments(body: str, expected: list[str]) -> None:
    assert [m.value for m in find(Text("", body)) if m.kind == "instrument"] == expected


@pytest.mark.parametrize(("body", "expected"), RELATIONS)
def test_relations(body: str, expected: set[str]) -> None:
    assert {m.value for m in find(Text("", body)) if m.kind == "relation"} == expected


def test_weak_terms_score_less() -> None:
    scores = {m.surface: m.score for m in find(Text("", "air dan pendidikan")) if m.kind == "field"}
    assert scores["air"] < 0.5 < scores["pendidikan"]
