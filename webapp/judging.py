"""People's decisions from forms: read, checked, kept, and followed by the search index."""

from __future__ import annotations

import logging
import re
import threading
from typing import Any, get_args

from werkzeug.datastructures import MultiDict

from archive.model import Agreement, Judgement, PartialDate
from archive.model.judgement import Verdict
from archive.model.party import Level
from archive.reference import countries, places
from archive.register.checking import JudgementError
from archive.register.desk import Desk
from index.errors import IndexFault
from index.sync import synchronise
from webapp.site import Site
from webapp.wording import gettext

log = logging.getLogger("webapp")

CORRECTABLE = (
    "home",
    "partner",
    "status",
    "instrument",
    "relation",
    "signed",
    "place_signed",
    "valid_from",
    "valid_to",
    "fields",
    "signatories",
)

_lock = threading.Lock()
_desks: dict[int, Desk] = {}


def desk_of(site: Site) -> Desk:
    """The desk of an archive; it remembers the records, so one serves all requests."""
    return _desks.setdefault(id(site), Desk(site.catalogue))


def judge(
    site: Site, who: str, verdict: str, about: list[str], *, why: str = "", slot: str | None = None, value: Any = None
) -> Judgement:
    """Keep a judgement and bring register and index in line. Raises JudgementError where it cannot be taken."""
    if verdict not in get_args(Verdict):
        raise JudgementError(gettext("There is no such decision."))
    with _lock:
        judgement, _ = desk_of(site).judge(verdict, about, who, why=why.strip()[:2000], slot=slot, value=value)  # type: ignore[arg-type]
        try:
            synchronise(site.catalogue, site.engine)
        except IndexFault as error:
            # The judgement is kept; the index follows when it is next brought in line.
            log.warning("the index could not follow judgement %s: %s", judgement.id, error)
    return judgement


def record_of(agreement: Agreement, slot: str) -> str:
    """The record that a correction of a slot is about: one that says what is wrong, or else the first."""
    conclusion = agreement.conclusions.get(slot)
    return conclusion.support[0] if conclusion and conclusion.support else agreement.records[0]


def value_of(slot: str, form: MultiDict[str, str]) -> Any:
    """The JSON value of a slot out of a form, None for "not known". Raises JudgementError with what to do."""
    if slot not in CORRECTABLE:
        raise JudgementError(gettext("This value cannot be corrected."))
    if slot == "fields":
        return [value for value in form.getlist("value") if value]
    given = form.get("value", "").strip()[:2000]
    if slot == "signatories":
        return [line.strip() for line in given.splitlines() if line.strip()]
    if slot in {"home", "partner"}:
        return _party(given, form)
    if not given:
        return None
    if slot in {"signed", "valid_from", "valid_to"}:
        return _date(given)
    return given


def _date(given: str) -> str:
    turned = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", given)
    iso = f"{turned[3]}-{int(turned[2]):02d}-{int(turned[1]):02d}" if turned else given
    try:
        return str.__str__(PartialDate(iso))
    except ValueError:
        raise JudgementError(gettext("Write the date as 2017, 2017-09 or 2017-09-25.")) from None


def _party(name: str, form: MultiDict[str, str]) -> dict[str, Any]:
    country = form.get("country", "").strip().upper()[:2] or None
    level = form.get("level", "")
    if not name or level not in get_args(Level):
        raise JudgementError(gettext("A party needs its name, its level and its country."))
    if country and countries().get(country) is None:
        raise JudgementError(gettext("%(code)s is no country code; write two letters, as in KR.", code=country))
    known = next((p for p in places().named(name) if p.country == country and p.level == level), None)
    if known is not None:
        party = known.party()
        return {
            "name": party.name,
            "level": party.level,
            "country": party.country,
            "code": party.code,
            "latitude": party.latitude,
            "longitude": party.longitude,
        }
    return {"name": name, "level": level, "country": country}
