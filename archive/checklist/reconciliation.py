"""The OpenRefine reconciliation service as functions: requests in, answers out; the site mounts them.

Columns of names are reconciled with partners, homes, or agreements. For agreements the properties `home`, `country`,
`date` and `instrument` narrow the search. Follows version 0.2 of the Reconciliation Service API.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.checklist.matching import Finder
from archive.checklist.reading import Line
from archive.checklist.values import read_date, read_instrument
from archive.exports.wording import country, title
from archive.model import Party

TYPES = {"agreement": "Agreement", "partner": "Foreign partner", "home": "Indonesian regional government"}
PROPERTIES = {"home": "Home", "country": "Country", "date": "Date of signing", "instrument": "Instrument"}
MOST_QUERIES = 200
_SURE = 0.95


def manifest(site: str, name: str = "Naskah") -> dict[str, Any]:
    """What the service offers; `site` is the address of the site without a slash at the end."""
    suggest = {"service_url": site, "service_path": "/reconcile/suggest"}
    return {
        "versions": ["0.2"],
        "name": name,
        "identifierSpace": f"{site}/agreements/",
        "schemaSpace": f"{site}/about/",
        "defaultTypes": _types(*TYPES),
        "view": {"url": f"{site}/agreements/{{{{id}}}}"},
        "suggest": {
            "entity": suggest | {"service_path": "/reconcile/suggest/entity"},
            "property": suggest | {"service_path": "/reconcile/suggest/property"},
            "type": suggest | {"service_path": "/reconcile/suggest/type"},
        },
    }


def reconcile(queries: Mapping[str, Any], finder: Finder) -> dict[str, Any]:
    """The answer to a batch of queries by their ids; a query that is broken gets an empty result and a message."""
    if len(queries) > MOST_QUERIES:
        raise ValueError(f"more than {MOST_QUERIES} queries at once")
    return {str(id): _answer(query, finder) for id, query in queries.items()}


def _answer(query: Any, finder: Finder) -> dict[str, Any]:
    if not isinstance(query, Mapping) or not isinstance(query.get("query"), str) or not query["query"].strip():
        return {"result": [], "error": "a query needs a text"}
    text = " ".join(query["query"].split())[:500]
    asked = query.get("type")
    kind = asked[0] if isinstance(asked, list) and asked else asked
    limit = query.get("limit")
    most = limit if isinstance(limit, int) and 0 < limit <= 100 else 5
    if kind in ("partner", "home"):
        found = finder.parties(text, home=kind == "home", limit=most)
        alone = len(found) == 1 or (len(found) > 1 and found[0][1] > found[1][1])
        return {
            "result": [
                _candidate(party.key, _named(party), kind, sure * 100, number == 0 and alone and sure >= _SURE)
                for number, (party, sure) in enumerate(found)
            ]
        }
    candidates = finder.candidates(_line(text, query.get("properties")))[:most]
    alone = len(candidates) == 1 or (len(candidates) > 1 and candidates[0].score > candidates[1].score)
    return {
        "result": [
            _candidate(
                candidate.agreement.id,
                title(candidate.agreement),
                "agreement",
                candidate.score * 100,
                number == 0 and alone and not candidate.conflicts and candidate.why == "the same name",
            )
            for number, candidate in enumerate(candidates)
        ]
    }


def _line(text: str, properties: Any) -> Line:
    """The query as a line of a list; a property that cannot be read is left out."""
    values: dict[str, Any] = {}
    for entry in properties if isinstance(properties, list) else ():
        if isinstance(entry, Mapping) and entry.get("pid") in PROPERTIES:
            value = entry.get("v")
            value = value[0] if isinstance(value, list) and value else value
            values[entry["pid"]] = value.get("name") if isinstance(value, Mapping) else value
    for name, read in (("date", read_date), ("instrument", read_instrument)):
        try:
            values[name] = read(values.get(name))
        except ValueError:
            values[name] = None
    return Line(
        1, text, str(values.get("home") or ""), str(values.get("country") or ""), values["date"], values["instrument"]
    )


def suggest_entity(prefix: str, finder: Finder) -> dict[str, Any]:
    """Partners and homes whose names are like what was typed."""
    found = [("partner", party) for party, _ in finder.parties(prefix)]
    found += [("home", party) for party, _ in finder.parties(prefix, home=True)]
    return {"result": [{"id": p.key, "name": _named(p), "notable": _types(kind)} for kind, p in found]}


def suggest_property(prefix: str) -> dict[str, Any]:
    """The properties that can be given with a query."""
    return {"result": _beginning(PROPERTIES, prefix)}


def suggest_type(prefix: str) -> dict[str, Any]:
    """The types that can be reconciled with."""
    return {"result": _beginning(TYPES, prefix)}


def _beginning(names: Mapping[str, str], prefix: str) -> list[dict[str, str]]:
    start = prefix.casefold()
    return [{"id": id, "name": name} for id, name in names.items() if start in name.casefold() or id.startswith(start)]


def _candidate(id: str, name: str, kind: str, score: float, match: bool) -> dict[str, Any]:
    return {"id": id, "name": name, "type": _types(kind), "score": round(score, 1), "match": match}


def _types(*kinds: str) -> list[dict[str, str]]:
    return [{"id": kind, "name": TYPES[kind]} for kind in kinds]


def _named(party: Party) -> str:
    place = country(party.country)
    return f"{party.name} ({place})" if place else party.name
