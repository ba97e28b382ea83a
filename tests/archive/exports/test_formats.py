"""Each format is read back by a library of its own."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Any

import pytest

from archive.exports import FORMATS, Holding, export
from archive.exports.bibtex import escape
from archive.exports.csv_table import safe
from archive.exports.quickstatements import write as write_statements
from archive.exports.xlsx import write as write_workbook
from archive.model import Claim, PartialDate, Party, Record
from archive.register import DocumentFacts, link

SITE = "https://naskah.example.org"
JAWA_BARAT = Party("Jawa Barat", "province", "ID", "ID-32", -6.9, 107.6)
INCHEON = Party("Incheon", "city", "KR", "KR-28", 37.5, 126.7)
NASTY = '=HYPERLINK("http://evil.example") {x} & 50% of #1_a\\b, "quoted"\x07 인천'


def make(key: str, document: str, partner: Party, **slots: Any) -> Record:
    claims = {slot: Claim(value, ()) for slot, value in slots.items() if not isinstance(value, tuple)}
    lists = {slot: tuple(Claim(v, ()) for v in value) for slot, value in slots.items() if isinstance(value, tuple)}
    home = Claim(JAWA_BARAT, ())
    return Record(key, document, home, Claim(partner, ()), **{"status": Claim("signed", ())} | claims | lists)  # type: ignore[arg-type]


@pytest.fixture(name="holding", scope="module")
def _holding() -> Holding:
    records = [
        make("k1", "d1", INCHEON, instrument="LoI", relation="sister_province", signed=PartialDate("2017-09-25"),
             fields=("waste", "transport"), signatories=("Yoo Jeong-bok",), place_signed="Bandung"),
        make("k2", "d2", INCHEON, instrument="LoI", relation="sister_province", signed=PartialDate("2017-09-26"),
             valid_to=PartialDate("2022")),
        make("k3", "d1", Party("JICA", "institution", "JP"), status="planned"),
        make("k4", "d1", Party("Xi'an, Shaanxi", "city", "CN"), signed=PartialDate("2019-08"), place_signed=NASTY),
    ]  # fmt: skip
    facts = {
        "d1": DocumentFacts(
            "d1", "news", "id", PartialDate("2017-09-27"), NASTY, "Harian", None, "https://news.example/1?a=1&b={2}"
        ),
        "d2": DocumentFacts("d2", "other", "en", None, "A report", None, None, None),
    }
    quotes = {"k1": "LoI dengan\nIncheon diteken 25 September 2017.", "k4": NASTY}
    register = link(records, (), facts)
    return Holding(register.agreements, facts, quotes, {record.key: record for record in records}, SITE, "2026-01-01")


def written(holding: Holding, name: str) -> bytes:
    out = io.BytesIO()
    export(holding, name, out)
    return out.getvalue()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_an_empty_register_can_be_written(name: str) -> None:
    written(Holding(()), name)


def test_csv(holding: Holding) -> None:
    data = written(holding, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))}
    row = rows["jawa-barat--incheon--loi--2017"]
    assert (row["signed"], row["valid_to"], row["fields"]) == ("2017-09-25", "2022", "transport; waste")
    assert row["conflicts"] == "signed: 2017-09-26 (1)"
    assert row["evidence"] == "LoI dengan Incheon diteken 25 September 2017."
    assert row["link"] == f"{SITE}/agreements/jawa-barat--incheon--loi--2017"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows.values() for cell in row.values())


@pytest.mark.parametrize(
    ("cell", "expected"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-5", "'-5"), ("a=b", "a=b"), (None, ""), (0.5, 0.5)]
)
def test_cells_are_safe_in_a_spreadsheet(cell: Any, expected: Any) -> None:
    assert safe(cell) == expected


def test_xlsx(holding: Holding) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(written(holding, "xlsx")))
    assert book.sheetnames == ["Agreements", "Evidence", "Sources"]
    rows = [
        dict(zip((cell.value for cell in book["Agreements"][1]), row, strict=True))
        for row in book["Agreements"].iter_rows(min_row=2)
    ]
    by_id = {row["Agreement"].value: row for row in rows}
    row = by_id["jawa-barat--incheon--loi--2017"]
    assert row["Signed"].value == datetime.datetime(2017, 9, 25)
    assert row["Valid to"].value == "2022"
    assert row["Link"].hyperlink.target.endswith("jawa-barat--incheon--loi--2017")
    nasty = next(cells["Place of signing"] for id, cells in by_id.items() if "xian" in id)
    assert nasty.data_type == "s"
    assert nasty.value.startswith("=HYPERLINK")
    assert len(list(book["Evidence"].rows)) == 5
    assert len(list(book["Sources"].rows)) == 3


def test_xlsx_in_indonesian(holding: Holding) -> None:
    from openpyxl import load_workbook

    out = io.BytesIO()
    write_workbook(holding, out, "id")
    assert load_workbook(out).sheetnames == ["Naskah", "Bukti", "Sumber"]


def test_bibtex(holding: Holding) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    text = written(holding, "bibtex").decode()
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    entries = {entry.key: entry for entry in library.entries}
    entry = entries["jawa-barat--incheon--loi--2017"]
    assert entry["author"] == "{Pemerintah Provinsi Jawa Barat} and {Incheon (South Korea)}"
    assert entry["date"] == "2017-09-25"
    assert entry["howpublished"] == "Letter of Intent"
    assert entries["document-d1"]["langid"] == "indonesian"
    assert len(entries) == 5


def test_bibtex_escapes() -> None:
    assert escape("50% & {x}_#") == r"50\% \& \{x\}\_\#"


def test_ris(holding: Holding) -> None:
    rispy = pytest.importorskip("rispy")
    data = written(holding, "ris")
    assert b"\r\n" in data
    entries = {entry["id"]: entry for entry in rispy.loads(data.decode())}
    entry = entries["jawa-barat--incheon--loi--2017"]
    assert entry["type_of_reference"] == "STAT"
    assert entry["authors"] == ["Pemerintah Provinsi Jawa Barat", "Incheon (South Korea)"]
    assert entry["date"] == "2017/09/25"
    assert entries["document-d1"]["type_of_reference"] == "NEWS"
    assert all("," not in author for entry in entries.values() for author in entry.get("authors", []))


def test_csl(holding: Holding) -> None:
    citeproc = pytest.importorskip("citeproc")
    from citeproc.source.json import CiteProcJSON

    entries = json.loads(written(holding, "csl"))
    source = CiteProcJSON(entries)
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for entry in entries:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(entry["id"])]))
    shown = [str(item) for item in bibliography.bibliography()]
    assert any("Pemerintah Provinsi Jawa Barat" in item and "2017" in item for item in shown)
    agreement = next(entry for entry in entries if entry["id"] == "jawa-barat--incheon--loi--2017")
    assert agreement["type"] == "treaty"
    assert agreement["issued"] == {"date-parts": [[2017, 9, 25]]}


def test_follow_the_money(holding: Holding) -> None:
    pytest.importorskip("followthemoney")
    from followthemoney import EntityProxy, model

    entities = [EntityProxy.from_dict(json.loads(line)) for line in written(holding, "ftm").splitlines()]
    ids = {entity.id for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        entity.schema.validate(entity.to_dict())
        for prop, value in entity.itervalues():
            assert prop.type.clean(value) == value
            if prop.type.name == "entity":
                assert value in ids
    project = next(e for e in entities if e.first("projectId", quiet=True) == "jawa-barat--incheon--loi--2017")
    assert model.get("Project") == project.schema
    assert project.get("startDate") == ["2017-09-25"]


def test_json_ld(holding: Holding) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=written(holding, "jsonld"), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    subject = rdflib.URIRef(f"{SITE}/agreements/jawa-barat--incheon--loi--2017")
    assert (subject, rdflib.RDF.type, schema.Legislation) in graph
    assert graph.value(subject, schema.legislationDate).value == "2017-09-25"
    names = {str(graph.value(party, schema.name)) for party in graph.objects(subject, schema.legislationPassedBy)}
    assert names == {"Pemerintah Provinsi Jawa Barat", "Incheon (South Korea)"}
    assert len(list(graph.objects(None, schema.hasPart))) == 3


def test_quickstatements(holding: Holding) -> None:
    out = io.BytesIO()
    write_statements(holding, out, {"ID-32": "Q3724", "Incheon": "Q20934"})
    there, back = out.getvalue().decode().splitlines()
    assert there.split("\t") == [
        "Q3724", "P190", "Q20934", "P580", "+2017-09-25T00:00:00Z/11",
        "S854", '"https://news.example/1?a=1&b={2}"', "S813", "+2026-01-01T00:00:00Z/11",
    ]  # fmt: skip
    assert back.split("\t")[:3] == ["Q20934", "P190", "Q3724"]
