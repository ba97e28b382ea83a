"""Whatever stands in an address: a page, a proper status code, nothing unescaped, no trace of the program."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.routing import Rule

HOSTILE = "<x-hostile onclick='x'>"
PARAMETERS = (
    *("q", "page", "sort", "kind", "country", "home", "partner", "field", "status", "instrument", "year", "type"),
    *("column", "exact", "at", "find", "part", "case", "show", "id", "format", "verb", "metadataPrefix", "from"),
    *("until", "set", "identifier", "resumptionToken", "next", "limit", "cursor", "queries", "download", "record"),
)
WORDS = st.one_of(
    st.sampled_from(
        [HOSTILE, '"' + HOSTILE, "'; drop table documents --", "../../etc/passwd", "%00", "\x00", "-1", "9" * 30, "1e9"]
    ),
    st.sampled_from(["Incheon", "KR-28", "ID-32", "jawa-barat--incheon--loi--2017", "2017", "0-5", "5-0", "1-2-3"]),
    st.text(max_size=30),
)


def addresses(app: Flask) -> st.SearchStrategy[str]:
    """Addresses of all pages with any values in their places and any parameters."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.methods and "GET" in rule.methods]

    def filled(rule: Rule) -> st.SearchStrategy[str]:
        values = st.fixed_dictionaries(dict.fromkeys(rule.arguments, WORDS))
        query = st.lists(st.tuples(st.sampled_from(PARAMETERS), WORDS), max_size=4)
        return st.builds(lambda values, query: _address(rule, values, query), values, query)

    return st.sampled_from(rules).flatmap(filled)


def _address(rule: Rule, values: dict[str, str], query: list[tuple[str, str]]) -> str:
    path = re.sub(r"<(?:[^<>]*:)?(\w+)>", lambda found: quote(values[found[1]], safe="", errors="replace"), rule.rule)
    return path + "?" + urlencode(query, errors="replace")


def test_no_input_breaks_a_page(app: Flask) -> None:
    client = app.test_client()
    seen: set[int] = set()

    @settings(max_examples=500, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(address=addresses(app))
    def asked(address: str) -> None:
        answer = client.get(address)
        assert answer.status_code < 500, address
        seen.add(answer.status_code)
        assert "Traceback" not in answer.text
        if answer.mimetype in {"text/html", "application/xml", "text/xml", "application/atom+xml", "image/svg+xml"}:
            assert "<x-hostile" not in answer.text, address

    asked()
    assert {200, 400, 404} <= seen
