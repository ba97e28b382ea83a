"""`naskah status`."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import click

from archive.catalogue import Catalogue
from archive.home import HomeChoice
from archive.model.codec import plain

_LASTING = frozenset({"broken", "container", "empty", "encrypted", "entity_bomb", "no_text", "packed", "unsupported"})
"""Codes of faults that stay as long as the file is what it is."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
@click.option("--all", "every", is_flag=True, help="List every document with its steps, not only those with a fault.")
@click.pass_obj
def status(choice: HomeChoice, as_json: bool, every: bool) -> None:
    """Show what is in the archive, and each file that could not be read, with the reason."""
    catalogue = choice.open().catalogue
    report = state(catalogue, every=every)
    if as_json:
        click.echo(json.dumps(report, indent=2, ensure_ascii=False))
        return
    counts = report["counts"]
    click.echo(
        f"{counts['documents']} documents, {counts['records']} records, {counts['agreements']} agreements, "
        f"{counts['judgements']} judgements"
    )
    for step, states in report["steps"].items():
        click.echo(f"  {step:8} " + ", ".join(f"{number} {name}" for name, number in states.items()))
    if every:
        for entry in report["documents"]:
            steps = " ".join(f"{step}:{name}" for step, name in entry["steps"].items())
            click.echo(f"{entry['id']}  {entry['name']}  {steps}")
    if report["refused"]:
        click.echo(f"\nNot taken in ({len(report['refused'])}):")
        for entry in report["refused"]:
            click.echo(f"  {entry['source']}: {entry['message']}")
    if report["faults"]:
        click.echo(f"\nFaults ({len(report['faults'])}):")
        for entry in report["faults"]:
            place = f", page {entry['page']}" if entry["page"] else ""
            click.echo(f"  {entry['name']} ({entry['document']}, {entry['step']}{place}): {entry['message']}")
        hopeful = Counter(entry["again"] for entry in report["faults"] if _may_pass(entry))
        for step, number in sorted(hopeful.items()):
            click.echo(f"  {number} of them can be tried again: naskah add --again {step} --failed")


def _may_pass(entry: dict[str, Any]) -> bool:
    """True for a fault that a raised limit, an installed tool or a newer version may do away with."""
    return entry["code"] not in _LASTING and (entry["state"] != "done" or entry["again"] == "ocr")


def state(catalogue: Catalogue, *, every: bool = False) -> dict[str, Any]:
    """What the archive holds and what went wrong, as mappings and lists ready for JSON."""
    outcomes = catalogue.outcomes()
    names = {row.id: row.name for row in catalogue.documents()}
    steps: dict[str, Counter[str]] = {}
    by_document: dict[str, dict[str, str]] = {}
    for outcome in outcomes:
        steps.setdefault(outcome.step, Counter())[outcome.state] += 1
        by_document.setdefault(outcome.document, {})[outcome.step] = outcome.state
    report: dict[str, Any] = {
        "counts": {
            "documents": len(names),
            "records": catalogue.count_records(),
            "agreements": catalogue.count_agreements(),
            "judgements": len(catalogue.judgements()),
        },
        "steps": {step: dict(counter) for step, counter in steps.items()},
        "refused": [plain(arrival) for arrival in catalogue.refused()],
        "faults": [
            {
                "document": outcome.document,
                "name": names.get(outcome.document, ""),
                "state": outcome.state,
                **plain(fault),
                "step": outcome.step,
                "again": "ocr" if fault.step == "ocr" else outcome.step,
            }
            for outcome in outcomes
            for fault in outcome.faults
        ],
    }
    if every:
        report["documents"] = [{"id": id, "name": name, "steps": by_document.get(id, {})} for id, name in names.items()]
    return report
