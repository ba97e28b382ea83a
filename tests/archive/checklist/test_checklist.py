"""People's lists: read whatever they look like, and set against the register."""

from __future__ import annotations

import datetime
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.checklist import Finder, Line, ListError, check_list, read_list
from archive.checklist.answers import as_json, counts, write_csv, write_xlsx
from archive.checklist.reconciliation import manifest, reconcile, suggest_entity, suggest_property, suggest_type
from archive.checklist.values import read_date, read_instrument
from archive.exports import Holding
from archive.model import Agreement, Claim, PartialDate, Party, Record
from archive.register import DocumentFacts, link


def make(key: str, home: Party, partner: Party, **slots: Any) -> Record:
    claims = {slot: Claim(value, ()) for slot, value in slots.items()}
    return Record(key, "d1", Claim(home, ()), Claim(partner, ()), **({"status": Claim("signed", ())} | claims))  # type: ignore[arg-type]


JAWA_BARAT, BANTEN = Party("Jawa Barat", "province", "ID", "ID-32"), Party("Banten", "province", "ID", "ID-36")
INCHEON, VILLAGE = Party("Incheon", "city", "KR", "KR-28"), Party("Mossel Bay", "city", "ZA")


@pytest.fixture(name="agreements", scope="module")
def _agreements() -> tuple[Agreement, ...]:
    return link(
        [
            make("a", JAWA_BARAT, INCHEON, instrument="LoI", signed=PartialDate("2017-09-25")),
            make("b", BANTEN, INCHEON, instrument="LoI", signed=PartialDate("2007-02-06")),
            make("c", JAWA_BARAT, VILLAGE, instrument="MoU", signed=PartialDate("2016-11-16")),
            make("d", JAWA_BARAT, Party("Perth", "city", "AU"), status="planned"),
        ]
    ).agreements


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2017-09-25", "2017-09-25"),
        ("2017-09-25 00:00:00", "2017-09-25"),
        ("25/9/2017", "2017-09-25"),
        ("9/25/2017", "2017-09-25"),
        ("6-2-07", "2007-02-06"),
        ("25 September 2017", "2017-09-25"),
        ("25 Agustus 2017", "2017-08-25"),
        ("September 25, 2017", "2017-09-25"),
        ("Sept 2017", "2017-09"),
        ("Mei 2017", "2017-05"),
        ("05/2017", "2017-05"),
        ("2017", "2017"),
        (2017, "2017"),
        (2017.0, "2017"),
        (datetime.datetime(2017, 9, 25), "2017-09-25"),
        ("-", None),
        (None, None),
    ],
)
def test_dates(cell: object, expected: str | None) -> None:
    assert read_date(cell) == expected


@pytest.mark.parametrize("cell", ["soon", "31/02/2017", "32 Mei 2017", "tahun lalu", "99999"])
def test_what_is_no_date(cell: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_date(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("MoU", "MoU"),
        ("Letter of Intent (LoI)", "LoI"),
        ("nota kesepahaman", "MoU"),
        ("memorandum saling pengertian", "MSP"),
        ("", None),
    ],
)
def test_instruments(cell: str, expected: str | None) -> None:
    assert read_instrument(cell) == expected


LISTS = [
    "Mitra,Pemda,Tanggal,Jenis\nIncheon,Jawa Barat,25/9/2017,LoI\n",
    "No;Partner City;Home;Signed on;Instrument\n1;Incheon;Jawa Barat;2017-09-25;Letter of Intent\n",
    "Daftar mitra\n\nno\tnama mitra\tdaerah\ttahun\tnaskah\n1\tIncheon\tJawa Barat\t25 September 2017\tLoI\n",
    "Incheon,Jawa Barat,25 September 2017,LoI\nMossel Bay,Jawa Barat,2016,MoU\n",
    "\ufeffpartner|home|date|instrument\nIncheon|Jawa Barat|2017-09-25|loi\n",
]


@pytest.mark.parametrize("text", LISTS)
def test_lists_of_many_looks(text: str) -> None:
    line = read_list(text.encode())[0]
    assert (line.partner, line.home, line.date, line.instrument) == ("Incheon", "Jawa Barat", "2017-09-25", "LoI")


def test_a_bare_list_of_names() -> None:
    assert [line.partner for line in read_list("Incheon\nMossel Bay\n".encode("utf-16"))] == ["Incheon", "Mossel Bay"]
    assert [line.partner for line in read_list("Partner\nCádiz\n".encode("cp1252"))] == ["Cádiz"]


def test_a_workbook() -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet("list")
    sheet.append(["Mitra", "Tanggal"])
    sheet.append(["Incheon", datetime.date(2017, 9, 25)])
    out = io.BytesIO()
    book.save(out)
    assert read_list(out.getvalue()) == (Line(2, "Incheon", date=PartialDate("2017-09-25")),)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"PK\x03\x04broken", b"%PDF-1.4\x00\x00"])
def test_what_is_no_list(data: bytes) -> None:
    with pytest.raises(ListError):
        read_list(data, "list.csv")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        lines = read_list(data)
    except ListError:
        return
    assert all(line.partner or line.faults for line in lines)


@pytest.mark.parametrize(
    ("line", "outcome", "id"),
    [
        (Line(1, "Incheon", "Jawa Barat"), "found", "jawa-barat--incheon--loi--2017"),
        (Line(1, "Inchon", "Jawa Barat"), "found", "jawa-barat--incheon--loi--2017"),
        (Line(1, "인천", "West Java"), "found", "jawa-barat--incheon--loi--2017"),
        (Line(1, "Kota Incheon, Korea Selatan", "Provinsi Banten"), "found", "banten--incheon--loi--2007"),
        (Line(1, "Incheon", date=PartialDate("2007")), "found", "banten--incheon--loi--2007"),
        (Line(1, "Mosel Bay"), "found", "jawa-barat--mossel-bay--mou--2016"),
        (
            Line(1, "Incheon", "Jawa Barat", date=PartialDate("2017-09-26")),
            "conflicting",
            "jawa-barat--incheon--loi--2017",
        ),
        (Line(1, "Mossel Bay", instrument="LoI"), "conflicting", "jawa-barat--mossel-bay--mou--2016"),
        (Line(1, "Perth", date=PartialDate("2019")), "conflicting", "jawa-barat--perth--cooperation"),
        (Line(1, "Incheon", country="Jepang"), "not_found", None),
        (Line(1, "Mossel Bay", "Banten"), "not_found", None),
        (Line(1, "Reykjavik"), "not_found", None),
        (Line(1, faults=("no partner in this line",)), "unreadable", None),
    ],
)
def test_matching(agreements: tuple[Agreement, ...], line: Line, outcome: str, id: str | None) -> None:
    (result,) = check_list([line], agreements)
    assert result.outcome == outcome
    assert (result.candidates[0].agreement.id if result.candidates else None) == id


def test_the_conflict_is_said(agreements: tuple[Agreement, ...]) -> None:
    (result,) = check_list([Line(1, "Incheon", "Jawa Barat", date=PartialDate("2017-09-26"))], agreements)
    assert result.candidates[0].conflicts == ("date: the list says 2017-09-26, the register 2017-09-25",)
    (result,) = check_list([Line(1, "Mossel Bay", "Banten")], agreements)
    assert result.notes == ("Mossel Bay is a partner of Jawa Barat",)


def test_a_bad_line_stops_nothing(agreements: tuple[Agreement, ...]) -> None:
    lines = read_list(b'partner,date\nIncheon,2017-09-25\n,2017\nIncheon,someday\n"Mossel\nBay",2016\n')
    results = check_list(lines, agreements)
    assert counts(results) == {"found": 3, "conflicting": 0, "not_found": 0, "unreadable": 1}
    assert [result.line.number for result in results] == [2, 3, 4, 5]
    assert results[2].notes == ("date: 'someday' is not a date",)


def test_answers_in_all_forms(agreements: tuple[Agreement, ...]) -> None:
    results = check_list(read_list(b"partner,date\nIncheon,2017-09-25\n=cmd(),2017\n"), agreements)
    holding = Holding(
        agreements,
        {"d1": DocumentFacts("d1", url="https://news.example/1")},
        {"a": "LoI diteken."},
        site="https://n.example",
    )
    table = io.BytesIO()
    write_csv(results, holding, table)
    assert "'=cmd()" in table.getvalue().decode("utf-8-sig")
    book = io.BytesIO()
    write_xlsx(results, holding, book, "id")
    assert book.getvalue().startswith(b"PK")
    found = json.loads(json.dumps(as_json(results, holding)))
    assert found["counts"]["found"] == 1
    assert found["lines"][0]["evidence"] == "LoI diteken."
    assert found["lines"][0]["sources"] == "https://news.example/1"


def test_reconciliation(agreements: tuple[Agreement, ...]) -> None:
    finder = Finder(agreements)
    queries = {
        "q0": {"query": "Inchon", "type": "partner"},
        "q1": {"query": "Incheon", "type": "agreement", "properties": [{"pid": "home", "v": "Banten"}]},
        "q2": {"query": ""},
        "q3": {"query": "Incheon", "type": ["home"], "limit": 1},
        "q4": "nonsense",
        "q5": {"query": "Incheon", "properties": [{"pid": "date", "v": "never"}], "limit": -1},
    }
    answer = reconcile(queries, finder)
    (partner,) = answer["q0"]["result"]
    assert (partner["id"], partner["name"], partner["match"]) == ("KR-28", "Incheon (South Korea)", True)
    assert partner["type"] == [{"id": "partner", "name": "Foreign partner"}]
    assert [found["id"] for found in answer["q1"]["result"]] == ["banten--incheon--loi--2007"]
    assert answer["q1"]["result"][0]["match"]
    assert answer["q2"]["result"] == answer["q4"]["result"] == answer["q3"]["result"] == []
    assert len(answer["q5"]["result"]) == 2
    assert not any(found["match"] for found in answer["q5"]["result"])
    with pytest.raises(ValueError, match="queries at once"):
        reconcile({str(n): {} for n in range(300)}, finder)


def test_suggestions_and_manifest(agreements: tuple[Agreement, ...]) -> None:
    assert suggest_entity("incheon", Finder(agreements))["result"][0]["id"] == "KR-28"
    assert suggest_property("da")["result"] == [{"id": "date", "name": "Date of signing"}]
    assert [found["id"] for found in suggest_type("")["result"]] == ["agreement", "partner", "home"]
    assert manifest("https://n.example")["view"]["url"] == "https://n.example/agreements/{{id}}"
