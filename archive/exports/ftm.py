"""FollowTheMoney entities, one JSON object a line, for Aleph and its relatives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from archive.exports.holding import Holding
from archive.exports.lines import one_line
from archive.exports.wording import body, kind, title
from archive.model import Agreement, Party

_SCHEMATA = {"news": "Article", "report": "Pages", "agreement": "Pages", "regulation": "Pages"}


def write(holding: Holding, out: BinaryIO) -> None:
    """Every entity once, parties and documents first."""
    for entity in entities(holding):
        out.write(json.dumps(entity, ensure_ascii=False).encode() + b"\n")


def entities(holding: Holding) -> Iterator[dict[str, Any]]:
    """Parties, documents, and for each agreement a project with its participants, evidence, and the pair's link."""
    parties = {party.key: party for agreement in holding.agreements for party in (agreement.home, agreement.partner)}
    for key in sorted(parties):
        yield _party(parties[key])
    for facts in holding.cited():
        yield _entity(
            _SCHEMATA.get(facts.kind, "Document"),
            f"document:{facts.id}",
            title=facts.title,
            fileName=facts.title or facts.id,
            publishedAt=facts.published,
            publisher=facts.source,
            language=_languages(facts.language),
            sourceUrl=holding.document_address(facts) if facts.url or holding.site else None,
        )
    for agreement in holding.agreements:
        yield from _agreement(holding, agreement)


def _party(party: Party) -> dict[str, Any]:
    return _entity(
        "Organization" if party.level == "institution" else "PublicBody",
        f"party:{party.key}",
        name=body(party),
        alias=party.name if party.name != body(party) else None,
        country=_country(party.country),
        jurisdiction=_country(party.country),
        registrationNumber=None,
        notes=f"code {party.code}" if party.code else None,
    )


def _agreement(holding: Holding, agreement: Agreement) -> Iterator[dict[str, Any]]:
    project = f"agreement:{agreement.id}"
    site = holding.address(agreement) if holding.site else None
    yield _entity(
        "Project",
        project,
        name=title(agreement),
        projectId=agreement.id,
        startDate=agreement.signed or agreement.valid_from,
        endDate=agreement.valid_to,
        status=agreement.status,
        summary=holding.evidence(agreement),
        description=kind(agreement),
        keywords=list(agreement.fields),
        sourceUrl=site,
    )
    for party in (agreement.home, agreement.partner):
        yield _entity(
            "ProjectParticipant",
            f"{project}:{party.key}",
            participant=_id(f"party:{party.key}"),
            project=_id(project),
            role="party",
            startDate=agreement.valid_from,
            endDate=agreement.valid_to,
        )
    yield _entity(
        "UnknownLink",
        f"{project}:link",
        subject=_id(f"party:{agreement.home.key}"),
        object=_id(f"party:{agreement.partner.key}"),
        role=(agreement.relation or kind(agreement)).replace("_", " "),
        date=agreement.signed,
        endDate=agreement.valid_to,
        status=agreement.status,
    )
    for source in holding.sources(agreement):
        if source.facts.id in holding.documents:
            yield _entity(
                "Documentation",
                f"{project}:{source.link.record}",
                document=_id(f"document:{source.facts.id}"),
                entity=_id(project),
                role=source.link.role.replace("_", " "),
                summary=source.quote,
                date=source.facts.published,
            )


def _entity(schema: str, key: str, **properties: Any) -> dict[str, Any]:
    kept = {
        name: [one_line(str(item)) for item in (value if isinstance(value, list) else [value])]
        for name, value in properties.items()
        if value not in (None, "", [])
    }
    return {"id": _id(key), "schema": schema, "properties": kept}


def _id(key: str) -> str:
    return "naskah-" + hashlib.sha256(key.encode()).hexdigest()[:24]


def _country(code: str | None) -> str | None:
    return code.lower() if code else None


def _languages(language: str) -> list[str]:
    return {"id": ["ind"], "en": ["eng"], "mixed": ["ind", "eng"]}.get(language, [])
