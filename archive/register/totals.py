"""Totals that documents claim ("22 sister cities"), set against what the register knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.model import Agreement
from archive.model.total import ClaimedTotal, Counted

__all__ = ["ClaimedTotal", "Counted", "TotalCheck", "check_total", "check_totals"]


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A claimed total beside the agreements that the register knows for it at that time; `missing` is what it lacks."""

    claim: ClaimedTotal
    known: tuple[str, ...]

    @property
    def missing(self) -> int:
        return max(0, self.claim.number - len(self.known))


def check_total(claim: ClaimedTotal, agreements: Iterable[Agreement]) -> TotalCheck:
    """The claim beside what the register knows; of several agreements with one partner, one counts for partners."""
    chosen = [agreement for agreement in agreements if _meant(claim, agreement)]
    if claim.counted in ("LoI", "MoU"):
        return TotalCheck(claim, tuple(sorted(agreement.id for agreement in chosen)))
    first: dict[str, str] = {}
    for agreement in sorted(chosen, key=lambda agreement: (agreement.signed or "9999", agreement.id)):
        first.setdefault(agreement.partner.key, agreement.id)
    return TotalCheck(claim, tuple(sorted(first.values())))


def check_totals(claims: Iterable[ClaimedTotal], agreements: Iterable[Agreement]) -> list[TotalCheck]:
    """All claims with a home beside the register, the largest gap first."""
    known = list(agreements)
    found = [check_total(claim, known) for claim in claims if claim.home is not None]
    return sorted(found, key=lambda check: (-check.missing, check.claim.document, check.claim.span))


def _meant(claim: ClaimedTotal, agreement: Agreement) -> bool:
    if claim.home is None or agreement.home.key != claim.home.key or agreement.status == "planned":
        return False
    if claim.at is not None and agreement.signed is not None and agreement.signed.earliest() > claim.at.latest():
        return False
    institution = agreement.partner.level == "institution"
    if claim.counted == "institution":
        return institution
    if claim.counted == "foreign":
        return True
    if claim.counted == "sister":
        return not institution
    return agreement.instrument == claim.counted or (claim.counted == "MoU" and agreement.instrument == "MSP")
