"""OAI-PMH 2.0 with Dublin Core, for libraries and portals that collect descriptions."""

from __future__ import annotations

import base64
import binascii
import datetime
import json
import re
from xml.etree import ElementTree as Tree

from flask import Blueprint, Response, request

from webapp.addresses import absolute, host
from webapp.describing import Description, describe_agreement, describe_document
from webapp.site import catalogue, the_site
from webapp.stamps import Stamp, stamps
from webapp.wording import gettext
from webapp.xmltext import clean, put, written

pages = Blueprint("oai", __name__)

OAI = "http://www.openarchives.org/OAI/2.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
Tree.register_namespace("oai_dc", OAI_DC)
Tree.register_namespace("dc", DC)
Tree.register_namespace("xsi", XSI)
PORTION = 100
SETS = ("documents", "agreements")
ARGUMENTS = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), {"resumptionToken"}),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
    "ListIdentifiers": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
    "ListRecords": ({"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}),
}
"""What each verb needs and what it may have."""


class OaiError(Exception):
    """An error of the protocol with its code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@pages.route("/oai", methods=["GET", "POST"])
def oai() -> Response:
    """The one address of the protocol."""
    root = Tree.Element("OAI-PMH", {"xmlns": OAI, f"{{{XSI}}}schemaLocation": f"{OAI} {OAI}OAI-PMH.xsd"})
    put(root, "responseDate", datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    try:
        verb, arguments = _checked()
        put(root, "request", absolute(".oai"), verb=verb, **arguments)
        answer = Tree.Element(verb)
        _VERBS[verb](answer, arguments)
        root.append(answer)
    except OaiError as error:
        if root.find("request") is None:
            put(root, "request", absolute(".oai"))
        put(root, "error", str(error), code=error.code)
    return Response(written(root), content_type="text/xml; charset=utf-8")


def _checked() -> tuple[str, dict[str, str]]:
    verbs = request.values.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
        raise OaiError("badVerb", "Use one of the verbs " + ", ".join(ARGUMENTS) + ".")
    verb = verbs[0]
    needed, allowed = ARGUMENTS[verb]
    arguments: dict[str, str] = {}
    for name in request.values:
        values = request.values.getlist(name)
        if name == "verb":
            continue
        if name not in needed | allowed or len(values) != 1:
            raise OaiError("badArgument", f"{verb} takes no argument {clean(name)!r}, or takes it only once.")
        arguments[name] = values[0]
    if "resumptionToken" in arguments:
        if len(arguments) > 1:
            raise OaiError("badArgument", "resumptionToken stands alone.")
    elif missing := needed - arguments.keys():
        raise OaiError("badArgument", f"{verb} needs {', '.join(sorted(missing))}.")
    return verb, arguments


def _check_format(arguments: dict[str, str]) -> None:
    if arguments.get("metadataPrefix", "oai_dc") != "oai_dc":
        raise OaiError("cannotDisseminateFormat", "The only format is oai_dc.")


def _identify(answer: Tree.Element, arguments: dict[str, str]) -> None:
    settings = the_site().settings
    put(answer, "repositoryName", settings.title)
    put(answer, "baseURL", absolute(".oai"))
    put(answer, "protocolVersion", "2.0")
    put(answer, "adminEmail", settings.contact or f"root@{host()}")
    put(answer, "earliestDatestamp", next((stamp.at for stamp in _stamps()), "2026-01-01T00:00:00Z"))
    put(answer, "deletedRecord", "persistent")
    put(answer, "granularity", "YYYY-MM-DDThh:mm:ssZ")


def _formats(answer: Tree.Element, arguments: dict[str, str]) -> None:
    if "identifier" in arguments:
        _found(arguments["identifier"])
    one = put(answer, "metadataFormat")
    put(one, "metadataPrefix", "oai_dc")
    put(one, "schema", OAI_DC.rstrip("/") + ".xsd")
    put(one, "metadataNamespace", OAI_DC)


def _sets(answer: Tree.Element, arguments: dict[str, str]) -> None:
    if "resumptionToken" in arguments:
        raise OaiError("badResumptionToken", "The list of sets comes in one piece.")
    for name, title in zip(SETS, (gettext("Documents"), gettext("Agreements")), strict=True):
        one = put(answer, "set")
        put(one, "setSpec", name)
        put(one, "setName", title)


def _record(answer: Tree.Element, arguments: dict[str, str]) -> None:
    found = _found(arguments["identifier"])
    _check_format(arguments)
    _write(put(answer, "record"), found)


def _stamps() -> list[Stamp]:
    """Everything that is or was in the archive, the longest unchanged first."""
    return stamps(catalogue(), gone=True)


def _list(answer: Tree.Element, arguments: dict[str, str]) -> None:
    after: Stamp | None = None
    done = 0
    if "resumptionToken" in arguments:
        arguments, after, done = _resumed(arguments["resumptionToken"])
    _check_format(arguments)
    start, end = _moment(arguments.get("from"), "00:00:00"), _moment(arguments.get("until"), "23:59:59")
    if start and end and len(arguments["from"]) != len(arguments["until"]):
        raise OaiError("badArgument", "from and until must have the same precision.")
    if start and end and start > end:
        raise OaiError("badArgument", "from lies after until.")
    wanted = [
        entry
        for entry in _stamps()
        if (not start or entry.at >= start)
        and (not end or entry.at <= end)
        and arguments.get("set", entry.set) == entry.set
    ]
    rest = [entry for entry in wanted if after is None or entry > after]
    if not rest:
        raise OaiError("noRecordsMatch", "Nothing fits.")
    for entry in rest[:PORTION]:
        if answer.tag == "ListRecords":
            _write(put(answer, "record"), entry)
        else:
            _header(answer, entry)
    if len(rest) > PORTION or after is not None:
        token = put(answer, "resumptionToken", completeListSize=str(len(wanted)), cursor=str(done))
        if len(rest) > PORTION:
            token.text = _token(arguments, rest[PORTION - 1], done + PORTION)


def _moment(given: str | None, time: str) -> str | None:
    if given is None:
        return None
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?", given):
        raise OaiError("badArgument", "Dates are written 2026-11-30 or 2026-11-30T12:00:00Z.")
    try:
        datetime.datetime.fromisoformat(given)
    except ValueError:
        raise OaiError("badArgument", "There is no such date.") from None
    return given if len(given) > 10 else f"{given}T{time}Z"


def _token(arguments: dict[str, str], last: Stamp, done: int) -> str:
    state = {name: arguments[name] for name in ("from", "until", "set") if name in arguments}
    data = json.dumps([state, list(last), done], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _resumed(token: str) -> tuple[dict[str, str], Stamp, int]:
    try:
        state, last, done = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        at, set, id, gone = last
        after = Stamp(str(at), str(set), str(id), bool(gone))
        return {str(name): str(value) for name, value in state.items()}, after, int(done)
    except (ValueError, TypeError, AttributeError, binascii.Error):
        raise OaiError("badResumptionToken", "This token is not one of ours; begin the list again.") from None


def _identifier(entry: Stamp) -> str:
    return f"oai:{host()}:{entry.set}/{entry.id}"


def _found(identifier: str) -> Stamp:
    """What bears this identifier, or bore it until it left the register."""
    for entry in _stamps():
        if _identifier(entry) == identifier:
            return entry
    raise OaiError("idDoesNotExist", "There is nothing with this identifier.")


def _description(entry: Stamp) -> Description | None:
    """What the archive has under a stamp, None where it went since the list of stamps was made."""
    archive = catalogue()
    if entry.set == "documents":
        row = archive.document(entry.id)
        return describe_document(row) if row else None
    agreement = archive.agreements_by_id([entry.id]).get(entry.id)
    return describe_agreement(agreement, archive) if agreement else None


def _header(parent: Tree.Element, entry: Stamp) -> None:
    header = put(parent, "header", **({"status": "deleted"} if entry.gone else {}))
    put(header, "identifier", _identifier(entry))
    put(header, "datestamp", entry.at)
    put(header, "setSpec", entry.set)


def _write(record: Tree.Element, entry: Stamp) -> None:
    one = None if entry.gone else _description(entry)
    _header(record, entry if one else entry._replace(gone=True))
    if one is None:
        return
    described = put(put(record, "metadata"), f"{{{OAI_DC}}}dc")
    described.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {OAI_DC.rstrip('/')}.xsd")
    for name, values in (
        ("title", (one.title,)),
        ("creator", one.creators),
        ("subject", one.subjects),
        ("description", (one.summary,)),
        ("publisher", (one.publisher,)),
        ("date", (one.date,)),
        ("type", (one.type,)),
        ("format", (one.format,)),
        ("identifier", (one.url,)),
        ("source", one.sources),
        ("language", (one.language3,)),
        ("coverage", one.coverage),
    ):
        for value in values:
            if value:
                put(described, f"{{{DC}}}{name}", value)


_VERBS = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _record,
    "ListIdentifiers": _list,
    "ListRecords": _list,
}
