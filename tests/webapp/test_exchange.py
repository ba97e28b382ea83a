"""What leaves the site for other programs: feeds, OAI-PMH, unAPI, linked data, site map, files."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree as Tree

import pytest
from flask.testing import FlaskClient

AGREEMENT = "jawa-barat--incheon--loi--2017"
BODIES = ["Pemerintah Provinsi Jawa Barat", "Incheon (South Korea)"]
ATOM = "{http://www.w3.org/2005/Atom}"
OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
FOAF = "{http://xmlns.com/foaf/0.1/}"


def xml(client: FlaskClient, path: str) -> Tree.Element:
    answer = client.get(path)
    assert answer.status_code in {200, 300}, answer.text
    return Tree.fromstring(answer.data)


def test_atom_feed_has_what_the_standard_asks(client: FlaskClient, ids: dict[str, str]) -> None:
    feed = xml(client, "/feed?q=Incheon")
    assert feed.tag == ATOM + "feed"
    for name in ("id", "title", "updated", "author"):
        assert feed.find(ATOM + name) is not None, name
    assert [link.get("rel") for link in feed.findall(ATOM + "link")][:2] == ["self", "alternate"]
    assert feed.findtext("{http://a9.com/-/spec/opensearch/1.1/}totalResults") == "4"
    entries = feed.findall(ATOM + "entry")
    assert len({entry.findtext(ATOM + "id") for entry in entries}) == len(entries) == 4
    for entry in entries:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.findtext(ATOM + "updated") or "")
        assert (entry.find(ATOM + "link").get("href") or "").startswith("http://localhost/")  # type: ignore[union-attr]
    assert any(ids["news"] in (entry.findtext(ATOM + "id") or "") for entry in entries)


def test_a_feed_without_words_holds_everything(client: FlaskClient) -> None:
    assert len(xml(client, "/feed").findall(ATOM + "entry")) >= 5


def test_opensearch_description(client: FlaskClient) -> None:
    answer = client.get("/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    assert "{searchTerms}" in answer.text
    root = Tree.fromstring(answer.data)
    assert len(root[0].text or "") <= 16
    suggestions = client.get("/opensearch/suggest?q=inc").json
    assert suggestions is not None
    assert suggestions[0] == "inc"


OAI_ANSWERS = [
    ("verb=Identify", "Identify"),
    ("verb=ListMetadataFormats", "ListMetadataFormats"),
    ("verb=ListSets", "ListSets"),
    ("verb=ListIdentifiers&metadataPrefix=oai_dc", "ListIdentifiers"),
    ("verb=ListRecords&metadataPrefix=oai_dc&set=agreements", "ListRecords"),
    (f"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:agreements/{AGREEMENT}", "GetRecord"),
]


@pytest.mark.parametrize(("query", "verb"), OAI_ANSWERS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_oai_answers(client: FlaskClient, query: str, verb: str, method: str) -> None:
    if method == "GET":
        answer = client.get(f"/oai?{query}")
    else:
        answer = client.post("/oai", data=dict(pair.split("=", 1) for pair in query.split("&")))
    root = Tree.fromstring(answer.data)
    assert answer.mimetype == "text/xml"
    assert [child.tag for child in root] == [OAI + "responseDate", OAI + "request", OAI + verb]
    assert root[1].get("verb") == verb


OAI_ERRORS = [
    ("", "badVerb"),
    ("verb=Nope", "badVerb"),
    ("verb=Identify&verb=Identify", "badVerb"),
    ("verb=Identify&x=1", "badArgument"),
    ("verb=ListRecords", "badArgument"),
    ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2026", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-13-01", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2027-01-01&until=2026-01-01", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-01T00:00:00Z", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01", "noRecordsMatch"),
    ("verb=ListRecords&metadataPrefix=oai_dc&set=nope", "noRecordsMatch"),
    ("verb=ListRecords&resumptionToken=nonsense", "badResumptionToken"),
    ("verb=ListRecords&resumptionToken=W10", "badResumptionToken"),
    ("verb=GetRecord&metadataPrefix=oai_dc&identifier=nope", "idDoesNotExist"),
    ("verb=ListMetadataFormats&identifier=oai:localhost:documents/0000", "idDoesNotExist"),
]


@pytest.mark.parametrize(("query", "code"), OAI_ERRORS)
def test_oai_errors(client: FlaskClient, query: str, code: str) -> None:
    root = xml(client, f"/oai?{query}")
    assert root[-1].tag == OAI + "error"
    assert root[-1].get("code") == code


def test_oai_goes_on_where_it_stopped(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.pages.harvest.PORTION", 4)
    seen: list[str] = []
    query = "verb=ListIdentifiers&metadataPrefix=oai_dc"
    for _ in range(5):
        root = xml(client, f"/oai?{query}")
        seen += [header.findtext(OAI + "identifier") or "" for header in root.iter(OAI + "header")]
        token = root.find(f".//{OAI}resumptionToken")
        if token is None or not token.text:
            break
        query = f"verb=ListIdentifiers&resumptionToken={token.text}"
    assert len(seen) == len(set(seen)) == 6


def test_dublin_core_names_the_parties(client: FlaskClient) -> None:
    root = xml(client, f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:agreements/{AGREEMENT}")
    assert [one.text for one in root.iter(DC + "creator")] == [
        "Pemerintah Provinsi Jawa Barat",
        "Incheon (South Korea)",
    ]
    assert root.findtext(f".//{DC}date") == "2017-09-25"
    assert "menandatangani" in (root.findtext(f".//{DC}description") or "")


def test_unapi_offers_and_gives(client: FlaskClient, ids: dict[str, str]) -> None:
    assert xml(client, "/unapi").tag == "formats"
    for id in (AGREEMENT, ids["news"]):
        formats = [format.get("name") for format in xml(client, f"/unapi?id={id}")]
        assert formats[0] == "rdf_zotero"
        assert "ris" in formats
        for format in formats:
            assert client.get(f"/unapi?id={id}&format={format}").status_code == 200
    assert client.get(f"/unapi?id={AGREEMENT}&format=nope").status_code == 406


def test_bodies_are_authors_of_one_name(client: FlaskClient) -> None:
    root = xml(client, f"/unapi?id={AGREEMENT}&format=rdf_zotero")
    people = list(root.iter(FOAF + "Person"))
    assert [person.findtext(FOAF + "surname") for person in people] == BODIES
    assert not list(root.iter(FOAF + "givenName"))


def test_pages_offer_their_items_to_zotero(client: FlaskClient, ids: dict[str, str]) -> None:
    found = re.findall(r'class="unapi-id" title="([^"]+)"', client.get("/search?q=Incheon").text)
    assert len(found) == 4
    page = client.get(f"/documents/{ids['news']}").text
    assert '<meta name="DC.type" content="newspaperArticle">' in page
    assert '<link rel="unapi-server"' in page


def linked(client: FlaskClient, path: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).text, re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def test_linked_data(client: FlaskClient, ids: dict[str, str]) -> None:
    agreement = linked(client, f"/agreements/{AGREEMENT}")
    assert agreement["@type"] == "Legislation"
    assert agreement["legislationDate"] == "2017-09-25"
    assert linked(client, f"/documents/{ids['news']}")["@type"] == "NewsArticle"
    hostile = client.get(f"/documents/{ids['hostile']}").text
    assert linked(client, f"/documents/{ids['hostile']}")["name"] == '<script>alert("title")</script>'
    assert "alert(\\u0022" in hostile or "\\u003cscript" in hostile
    assert client.get(f"/agreements/{AGREEMENT}/linked-data").mimetype == "application/ld+json"
    assert client.get(f"/documents/{AGREEMENT}/linked-data").status_code == 404


def test_site_map_and_robots(client: FlaskClient, ids: dict[str, str]) -> None:
    assert "/sitemap-1.xml" in client.get("/sitemap.xml").text
    part = client.get("/sitemap-1.xml").text
    assert f"http://localhost/documents/{ids['news']}" in part
    assert f"http://localhost/agreements/{AGREEMENT}" in part
    assert "Disallow: /review" in client.get("/robots.txt").text


def test_the_table_can_be_taken_away(client: FlaskClient) -> None:
    answer = client.get("/agreements.csv?country=KR")
    assert answer.headers["Content-Disposition"] == "attachment; filename=agreements.csv"
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert "Incheon" in rows[1]
    for ending in ("xlsx", "ris", "bib", "json", "jsonld", "ftm.json", "qs"):
        assert client.get(f"/agreements.{ending}").status_code == 200
    assert client.get("/agreements.exe").status_code == 404


def test_one_thing_can_be_cited(client: FlaskClient, ids: dict[str, str]) -> None:
    assert client.get(f"/agreements/{AGREEMENT}.ris").text.startswith("TY  - STAT\r\n")
    assert client.get(f"/documents/{ids['news']}.ris").text.startswith("TY  - NEWS\r\n")
    assert client.get(f"/documents/{ids['news']}.bib").text.startswith("@")
    assert client.get(f"/documents/{ids['news']}.json").json[0]["type"] == "article-newspaper"  # type: ignore[index]
    assert client.get(f"/documents/{ids['news']}.exe").status_code == 404
