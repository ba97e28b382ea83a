"""What got better and what got worse since the last run, document by document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.evaluation.matching import Row, class_of
from corpus.evaluation.scoring import Scores

Marks = dict[str, list[str]]
"""By document, what a run got right ("+ ...") and what it made up ("- ...")."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that one run got right or wrong and the run before did not."""

    document: str
    better: bool
    message: str


def marks(scores: Scores) -> Marks:
    """What to remember of a run."""
    remembered: Marks = {}
    for document, matching in scores.matchings.items():
        right = [f"+ {_named(pair.gold)}" for pair in matching.pairs if pair.same_class]
        right += [f"+ {_named(pair.gold)}, instrument and date" for pair in matching.pairs if pair.strict]
        right += [
            f"+ {_named(pair.gold)}, fields"
            for pair in matching.pairs
            if set(pair.gold.get("fields") or ()) == set(pair.found.get("fields") or ())
        ]
        remembered[document] = right + [f"- {_named(found)}" for found in matching.spurious]
    for mistake in scores.mistakes:
        if mistake.slot in {"partners", "places_home", "dates", "laws", "persons", "lang", "kind"}:
            remembered[mistake.document].append(f"- {mistake.slot}: {mistake.message}")
    return remembered


def changes(before: Mapping[str, list[str]], now: Mapping[str, list[str]]) -> list[Change]:
    """Gains and losses in the documents that both runs read, gains first within each document."""
    found: list[Change] = []
    for document in sorted(before.keys() & now.keys()):
        appeared = set(now[document]) - set(before[document])
        gone = set(before[document]) - set(now[document])
        gains = [mark[2:] for mark in appeared if mark.startswith("+")]
        gains += [f"no longer: {mark[2:]}" for mark in gone if mark.startswith("-")]
        losses = [f"lost: {mark[2:]}" for mark in gone if mark.startswith("+")]
        losses += [mark[2:] for mark in appeared if mark.startswith("-")]
        found += [Change(document, True, message) for message in sorted(gains)]
        found += [Change(document, False, message) for message in sorted(losses)]
    return found


def read_run(path: Path, table: str) -> dict[str, Any] | None:
    """The last run of a table ("texts", "samples") kept in `path`; None where there is none that can be read.

    A run is a mapping with `at` (UTC), `figures` (as `naskah evaluate --json` prints them) and `marks`.
    """
    run = _runs(path).get(table)
    return run if isinstance(run, dict) and isinstance(run.get("marks"), dict) else None


def keep_run(path: Path, table: str, run: Mapping[str, Any]) -> None:
    """Keeps a run beside those of other tables, renamed into place so that a reader never sees half of it."""
    runs = {**_runs(path), table: run}
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".new")
    aside.write_text(json.dumps(runs, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    aside.replace(path)


def _runs(path: Path) -> dict[str, Any]:
    try:
        runs = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return runs if isinstance(runs, dict) else {}


def _named(agreement: Row) -> str:
    home, partner = (
        value.get("name") if isinstance(value, Mapping) else value
        for value in (agreement.get("home"), agreement.get("partner"))
    )
    told = [str(agreement[slot]) for slot in ("instrument", "signed") if agreement.get(slot)]
    kind = "planned" if class_of(agreement) == "planned" else ""
    return ", ".join(filter(None, [f"{home} - {partner}", kind, *told]))
