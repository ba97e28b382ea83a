"""In which role a document speaks of an agreement."""

from __future__ import annotations

from collections.abc import Sequence

from archive.model import Agreement, Link, PartialDate
from archive.model.agreement import Role
from archive.register.consolidate import Member
from archive.register.features import gap

_FRESH_DAYS = 45
"""A document that appears so soon after the signing announces it; a later one reports on it."""

_ARRANGEMENTS = frozenset({"plan_of_action", "agreement"})
_FRAMES = frozenset({"LoI", "MoU", "MSP", "MoA", None})


def links(agreement: Agreement, members: Sequence[Member], texts: dict[str, Member]) -> tuple[Link, ...]:
    """One link for each record of the agreement, by date of the document.

    `texts` holds, for each document that is a signed text, the member that is its own agreement.
    """
    ordered = sorted(members, key=_published)
    roles = [role_of(agreement, member, texts.get(member.record.document)) for member in ordered]
    return tuple(
        Link(member.record.document, role, member.record.key) for member, role in zip(ordered, roles, strict=True)
    )


def _published(member: Member) -> tuple[str, str]:
    """Sorts by date of publication, documents without one first."""
    return (str(member.facts.published or "") if member.facts else "", member.record.key)


def role_of(agreement: Agreement, member: Member, own: Member | None) -> Role:
    """The role of one record's document; `own` is the record of which the document is the signed text, if it is one."""
    record = member.record
    if member.own_text:
        return "is_text"
    if own is not None:
        return _cited(agreement, own)
    if record.status.value == "terminated":
        return "terminates"
    if record.status.value == "renewal_planned":
        return "renews"
    if record.status.value == "planned":
        return "announces"
    published = member.facts.published if member.facts else None
    if published is not None and agreement.signed is not None and _fresh(published, agreement.signed):
        return "announces"
    said = (record.signed, record.instrument, record.valid_from, record.valid_to, record.place_signed)
    if not any(said) and not record.fields and not record.signatories:
        return "mentions"
    return "reports"


def _fresh(published: PartialDate, signed: PartialDate) -> bool:
    if published.latest() < signed.earliest():
        return True
    return signed.precision != "year" and gap(signed, published) <= _FRESH_DAYS


def _cited(agreement: Agreement, own: Member) -> Role:
    """What the signed text of one agreement does to another that it names."""
    kind = own.record.instrument.value if own.record.instrument else None
    if agreement.status == "planned":
        return "announces"
    if kind in _ARRANGEMENTS and agreement.instrument in _FRAMES and agreement.instrument != kind:
        return "implements"
    if kind is not None and (kind == agreement.instrument or {kind, agreement.instrument} == {"MoU", "MSP"}):
        return "renews"
    return "mentions"
