"""schema.org in JSON-LD: a data set of agreements, each with its parties and reports."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from archive.exports.holding import Holding
from archive.exports.wording import body, country, kind, title
from archive.model import Agreement, Party

CONTEXT = {"@vocab": "https://schema.org/"}


def write(holding: Holding, out: BinaryIO) -> None:
    """One graph: the data set and its agreements."""
    graph = [dataset(holding), *[agreement_node(holding, agreement) for agreement in holding.agreements]]
    out.write(json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1).encode() + b"\n")


def dataset(holding: Holding) -> dict[str, Any]:
    """The register as a data set."""
    return _node(
        "Dataset",
        holding.site + "/agreements" if holding.site else "urn:naskah:register",
        name="Naskah: international cooperation of Indonesian regional governments",
        description="Agreements between Indonesian regional governments and foreign regions and institutions.",
        dateModified=holding.on,
        hasPart=[{"@id": _address(holding, agreement)} for agreement in holding.agreements],
    )


def agreement_node(holding: Holding, agreement: Agreement) -> dict[str, Any]:
    """One agreement."""
    return _node(
        "Legislation",
        _address(holding, agreement),
        name=title(agreement),
        legislationIdentifier=agreement.id,
        legislationType=kind(agreement),
        legislationDate=agreement.signed,
        temporalCoverage=_interval(agreement),
        creativeWorkStatus=agreement.status,
        keywords=list(agreement.fields),
        locationCreated=_node("Place", None, name=agreement.place_signed) if agreement.place_signed else None,
        legislationPassedBy=[_party(agreement.home), _party(agreement.partner)],
        abstract=holding.evidence(agreement),
        subjectOf=[
            _node(
                "NewsArticle" if source.facts.kind == "news" else "DigitalDocument",
                holding.document_address(source.facts) if source.facts.url or holding.site else _urn(source.facts.id),
                name=source.facts.title,
                datePublished=source.facts.published,
                publisher=_node("Organization", None, name=source.facts.source) if source.facts.source else None,
                inLanguage=source.facts.language if source.facts.language in ("id", "en") else None,
            )
            for source in holding.sources(agreement)
        ],
    )


def _party(party: Party) -> dict[str, Any]:
    institution = party.level == "institution"
    area = _node(
        "AdministrativeArea",
        None,
        name=party.name,
        identifier=party.code,
        containedInPlace=_node("Country", None, name=country(party.country), identifier=party.country),
        geo=_node("GeoCoordinates", None, latitude=party.latitude, longitude=party.longitude)
        if party.latitude is not None
        else None,
    )
    return _node(
        "Organization" if institution else "GovernmentOrganization",
        None,
        name=body(party),
        areaServed=None if institution else area,
    )


def _interval(agreement: Agreement) -> str | None:
    start = agreement.valid_from or agreement.signed
    if start is None and agreement.valid_to is None:
        return None
    return f"{start or '..'}/{agreement.valid_to or '..'}"


def _address(holding: Holding, agreement: Agreement) -> str:
    return holding.address(agreement) if holding.site else _urn(agreement.id)


def _urn(id: str) -> str:
    return f"urn:naskah:{id}"


def _node(type: str, id: str | None, **values: Any) -> dict[str, Any]:
    head = {"@type": type} | ({"@id": id} if id else {})
    return head | {name: value for name, value in values.items() if value not in (None, "", [])}
