"""Lists of one's own, and OpenRefine."""

from __future__ import annotations

import io
import json

from flask.testing import FlaskClient

LIST = "Inchon; Jawa Barat; 2017\nQueensland; Jawa Tengah; 2018\nAtlantis\n;;\n"


def test_a_list_comes_back_line_by_line(client: FlaskClient) -> None:
    answer = client.post("/lists", data={"list": LIST})
    assert answer.status_code == 200
    assert "/agreements/jawa-barat--incheon--loi--2017" in answer.text
    assert "/agreements/jawa-tengah--queensland--mou--2019" in answer.text
    assert 'class="status not_found"' in answer.text
    assert "menandatangani" in answer.text


def test_a_list_can_be_a_file_and_leave_as_one(client: FlaskClient) -> None:
    file = (io.BytesIO(b"partner,home\nIncheon,Jawa Barat\n"), "list.csv")
    assert "jawa-barat--incheon" in client.post("/lists", data={"file": file}).text
    answer = client.post("/lists", data={"list": LIST, "format": "csv"})
    assert answer.mimetype == "text/csv"
    assert "jawa-barat--incheon--loi--2017" in answer.data.decode("utf-8-sig")
    assert client.post("/lists", data={"list": LIST, "format": "xlsx"}).data.startswith(b"PK")


def test_what_is_no_list_is_said(client: FlaskClient) -> None:
    for data in ({"list": ""}, {"file": (io.BytesIO(b"PK\x03\x04 broken"), "x.xlsx")}, {}):
        answer = client.post("/lists", data=data)
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text
    hostile = client.post("/lists", data={"list": "<script>alert(1)</script>;x\n"})
    assert "<script>alert" not in hostile.text


def test_open_refine(client: FlaskClient) -> None:
    manifest = client.get("/reconcile").json
    assert manifest is not None
    assert manifest["versions"] == ["0.2"]
    queries = {"q0": {"query": "Inchon", "type": "partner"}, "q1": {"query": "Queensland"}, "q2": 5}
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json is not None
    assert answer.json["q0"]["result"][0]["id"] == "KR-28"
    assert answer.json["q1"]["result"][0]["id"] == "jawa-tengah--queensland--mou--2019"
    assert answer.json["q2"]["result"] == []
    assert client.post("/reconcile", data={"queries": "nonsense"}).status_code == 400
    assert client.get("/reconcile?queries=[]").status_code == 400
    assert client.get("/reconcile/suggest/entity?prefix=Incheon").json["result"]  # type: ignore[index]
    assert client.get("/reconcile/suggest/type?prefix=").status_code == 200
