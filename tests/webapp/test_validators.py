"""Validators and programs that others wrote accept what leaves the site: feeds, OAI-PMH, JSON-LD, site maps."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import pytest
import waitress
from flask.testing import FlaskClient
from linked_terms import complaints
from lxml import etree
from oaipmh_scythe import Scythe
from small_archive import fill

from archive.home import Home
from archive.register.desk import Desk
from webapp import create_app

SCHEMAS = Path(__file__).with_name("schemas")
AGREEMENT = "jawa-barat--incheon--loi--2017"
GONE = "jawa-tengah--queensland--mou--2019"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
LIST = "verb=ListRecords&metadataPrefix=oai_dc"

ANSWERS = [
    ("atom", "/feed"),
    ("atom", "/feed?q=Incheon"),
    ("atom", "/feed?q=%3Cb%3E%22&kind=news&page=2"),
    ("atom", "/feed?q=xyzzyqwert"),
    ("oai-pmh", "/oai?verb=Identify"),
    ("oai-pmh", "/oai?verb=ListMetadataFormats"),
    ("oai-pmh", "/oai?verb=ListSets"),
    ("oai-pmh", f"/oai?{LIST}"),
    ("oai-pmh", f"/oai?{LIST}&from=2000-01-01&until=2100-01-01&set=agreements"),
    ("oai-pmh", "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"),
    ("oai-pmh", f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:agreements/{AGREEMENT}"),
    ("oai-pmh", f"/oai?verb=GetRecord&metadataPrefix=marc&identifier=oai:localhost:agreements/{AGREEMENT}"),
    ("oai-pmh", "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=nope"),
    ("oai-pmh", f"/oai?{LIST}&until=1999-01-01"),
    ("oai-pmh", "/oai"),
    ("oai-pmh", "/oai?verb=ListRecords&resumptionToken=nope"),
    ("opensearch", "/opensearch.xml"),
    ("sitemap", "/sitemap.xml"),
    ("sitemap", "/sitemap-1.xml"),
]


def problems(schema: str, data: bytes) -> list[str]:
    """What a schema finds wrong."""
    validator = etree.RelaxNG(etree.parse(SCHEMAS / f"{schema}.rng"))
    validator.validate(etree.fromstring(data))
    return [f"line {one.line}: {one.message}" for one in validator.error_log]


@pytest.mark.parametrize(("schema", "path"), ANSWERS)
@pytest.mark.parametrize("language", ["en", "id"])
def test_schemas_accept_every_answer(client: FlaskClient, schema: str, path: str, language: str) -> None:
    assert problems(schema, client.get(path, headers={"Accept-Language": language}).data) == []


@pytest.mark.parametrize(
    ("schema", "path", "right", "wrong"),
    [
        ("atom", "/feed", b"</updated>", b"0</updated>"),
        ("atom", "/feed", b"<entry>", b"<entry><content>x</content>"),
        ("oai-pmh", "/oai?verb=Identify", b"persistent", b"sometimes"),
        ("oai-pmh", f"/oai?{LIST}", b"<metadata>", b"<metadata><more/>"),
        ("opensearch", "/opensearch.xml", b"{searchTerms}", b"{words}"),
        ("sitemap", "/sitemap-1.xml", b"<loc>", b"<loc>x"),
    ],
)
def test_schemas_refuse_what_is_wrong(client: FlaskClient, schema: str, path: str, right: bytes, wrong: bytes) -> None:
    data = client.get(path).data
    assert right in data
    assert problems(schema, data.replace(right, wrong)) != []


@pytest.mark.parametrize("path", ["/feed", "/feed?q=Incheon", "/feed?q=xyzzyqwert"])
def test_a_feed_reader_understands_the_feed(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    feed = feedparser.parse(answer.data, response_headers={"content-type": answer.headers["Content-Type"]})
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10"
    assert feed.feed.updated_parsed
    for entry in feed.entries:
        assert entry.id.startswith("tag:localhost,2026:")
        assert entry.title
        assert entry.updated_parsed
        assert entry.link.startswith("http://localhost/")


def test_no_two_entries_share_an_id_or_page(client: FlaskClient) -> None:
    root = etree.fromstring(client.get("/feed").data)
    for path in ("a:entry/a:id/text()", "a:entry/a:link[@rel='alternate']/@href"):
        found = root.xpath(path, namespaces=ATOM)
        assert len(set(found)) == len(found) >= 5
    assert len(root.xpath("a:link[@rel='self']", namespaces=ATOM)) == 1


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An archive from whose register one agreement has departed."""
    home = Home.create(tmp_path_factory.mktemp("changed") / "home")
    fill(home)
    desk = Desk(home.catalogue)
    desk.judge(
        "reject",
        [record.key for record in home.catalogue.records() if record.partner.value.name == "Queensland"],
        "edi",
    )
    assert home.catalogue.agreement(GONE) is None
    return home


@pytest.fixture(scope="module")
def oai(changed: Home) -> Iterator[str]:
    """The address of OAI-PMH on a site that runs."""
    server = waitress.create_server(create_app(changed), host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/oai"
    server.close()
    thread.join(5)


def test_what_departed_is_a_deleted_record(changed: Home) -> None:
    client = create_app(changed).test_client()
    record = client.get(f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:agreements/{GONE}").data
    for data in (
        record,
        client.get(f"/oai?{LIST}").data,
        client.get(f"/oai?{LIST.replace('Records', 'Identifiers')}").data,
    ):
        assert problems("oai-pmh", data) == []
        assert data.count(b'<header status="deleted">') == 1
    assert b"<metadata>" not in record
    assert GONE.encode() not in client.get("/sitemap-1.xml").data


@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_a_harvester_takes_everything(oai: str, changed: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.pages.harvest.PORTION", 2)
    with Scythe(oai) as scythe:
        assert scythe.identify().deletedRecord == "persistent"
        assert [one.metadataPrefix for one in scythe.list_metadata_formats()] == ["oai_dc"]
        assert [one.setSpec for one in scythe.list_sets()] == ["documents", "agreements"]
        records = list(scythe.list_records(metadata_prefix="oai_dc"))
        living = list(scythe.list_records(metadata_prefix="oai_dc", ignore_deleted=True))
        headers = list(scythe.list_identifiers(metadata_prefix="oai_dc"))
        one = scythe.get_record(identifier=f"oai:127.0.0.1:agreements/{AGREEMENT}", metadata_prefix="oai_dc")
    catalogue = changed.catalogue
    assert len(living) == catalogue.count_documents() + catalogue.count_agreements()
    assert [record.header.identifier for record in records] == [header.identifier for header in headers]
    assert [record.header.identifier for record in records if record.deleted] == [f"oai:127.0.0.1:agreements/{GONE}"]
    assert one.metadata["date"] == ["2017-09-25"]


def linked(client: FlaskClient, path: str) -> Any:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).text, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_linked_data_keeps_to_schema_org(client: FlaskClient, ids: dict[str, str]) -> None:
    paths = [f"/documents/{id}" for id in ids.values()] + [f"/agreements/{AGREEMENT}", f"/agreements/{GONE}"]
    assert {path: found for path in paths if (found := complaints(linked(client, path)))} == {}


def test_the_register_as_linked_data_keeps_to_schema_org(client: FlaskClient) -> None:
    assert complaints(client.get("/agreements.jsonld").json) == []
    assert complaints(client.get(f"/agreements/{AGREEMENT}.jsonld").json) == []


@pytest.mark.parametrize(
    ("node", "complaint"),
    [
        ({"@type": "Agreement", "name": "x"}, "no such type"),
        ({"@type": "Report", "nom": "x"}, "no such property"),
        ({"@type": "Report", "legislationDate": "2017"}, "has no property"),
        ({"@type": "Report", "datePublished": "kemarin"}, "is no date"),
        ({"@type": "Report", "author": {"@type": "Place", "name": "x"}}, "is no"),
        ({"@type": "Report", "author": "somebody"}, "must be a thing"),
        ({"@type": "Report", "author": {"name": "somebody"}}, "has no type"),
    ],
)
def test_wrong_linked_data_is_noticed(node: dict[str, Any], complaint: str) -> None:
    found = complaints({"@context": "https://schema.org", **node})
    assert len(found) == 1
    assert complaint in found[0]
