"""The API keeps to its own description."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

AGREEMENT = "jawa-barat--incheon--loi--2017"


def get(client: FlaskClient, path: str, status: int = 200) -> Any:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/json"
    return answer.json


def test_every_address_is_described(client: FlaskClient, app: Flask) -> None:
    description = get(client, "/api/v1/openapi.json")
    assert description["openapi"].startswith("3.1")
    rules = {
        rule.rule.removeprefix("/api/v1").replace("<", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
    }
    assert rules == set(description["paths"])


def test_references_in_the_description_lead_somewhere(client: FlaskClient) -> None:
    description = get(client, "/api/v1/openapi.json")

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if "$ref" in node:
                target: Any = description
                for part in node["$ref"].removeprefix("#/").split("/"):
                    target = target[part]
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(description)


def fits(schema: dict[str, Any], value: Any, schemas: dict[str, Any], where: str = "answer") -> None:
    """A small reading of JSON Schema: references, types, required properties, items."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[-1]]
    for part in schema.get("allOf", ()):
        fits(part, value, schemas, where)
    if "enum" in schema:
        assert value in schema["enum"], where
    types = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "number": (int, float),
        "boolean": bool,
        "null": type(None),
    }
    if "type" in schema:
        names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        assert any(isinstance(value, types[name]) for name in names), f"{where}: {value!r} is no {names}"
    if isinstance(value, dict):
        for name in schema.get("required", ()):
            assert name in value, f"{where} lacks {name}"
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                fits(inner, value[name], schemas, f"{where}.{name}")
    if isinstance(value, list) and "items" in schema:
        for item in value:
            fits(schema["items"], item, schemas, f"{where}[]")


def test_answers_fit_the_description(client: FlaskClient, ids: dict[str, str]) -> None:
    description = get(client, "/api/v1/openapi.json")
    values = {"id": ids["news"], "key": "KR-28"}
    for path, operations in description["paths"].items():
        real = path.format(**(values | ({"id": AGREEMENT} if path.startswith("/agreements") else {})))
        schema = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        fits(schema, get(client, "/api/v1" + real), description["components"]["schemas"], path)


@pytest.mark.parametrize("path", ["/api/v1/search?", "/api/v1/documents?", "/api/v1/agreements?"])
def test_paging_reaches_the_end(client: FlaskClient, path: str) -> None:
    whole = [item["id"] for item in get(client, path + "limit=200")["items"]]
    seen: list[str] = []
    address: str | None = path + "limit=1"
    while address:
        page = get(client, address)
        seen += [item["id"] for item in page["items"]]
        address = page["next"].removeprefix("http://localhost") if page["next"] else None
    assert seen == whole
    assert len(whole) >= 2


BAD = [
    ("/api/v1/nope", 404),
    ("/api/v1/documents/nope", 404),
    ("/api/v1/documents/nope/text", 404),
    ("/api/v1/agreements/nope", 404),
    ("/api/v1/places/nope", 404),
    ("/api/v1/search?limit=0", 400),
    ("/api/v1/search?limit=201", 400),
    ("/api/v1/search?limit=%F0%9F%92%A9", 400),
    ("/api/v1/search?sort=nope", 400),
    ("/api/v1/search?exact=1", 400),
    ("/api/v1/search?qq=typo", 400),
    ("/api/v1/search?cursor=nonsense", 400),
    ("/api/v1/suggest?q=" + "a" * 201, 400),
    ("/api/v1/documents?kind=nope", 400),
    ("/api/v1/agreements?year=17", 400),
    ("/api/v1/agreements?sort=%27", 400),
    ("/api/v1/openapi.json?x=1", 400),
]


@pytest.mark.parametrize(("path", "status"), BAD)
def test_errors_have_one_shape(client: FlaskClient, path: str, status: int) -> None:
    error = get(client, path, status)["error"]
    assert error["status"] == status
    assert set(error) == {"status", "code", "message"}
    assert error["message"]


def test_api_is_for_reading(client: FlaskClient) -> None:
    answer = client.post("/api/v1/search")
    assert answer.status_code in {400, 405}
    assert answer.json is not None
    assert "error" in answer.json
