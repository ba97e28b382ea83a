"""Why an entry was found, and what to mark in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from index.highlight import Target
from index.port import Why
from index.query import plan as plans
from index.query.plan import Plan, leaves
from index.whoosh.snapshot import Snapshot


def targets_of(plan: Plan) -> Iterable[Target]:
    for leaf in leaves(plan):
        match leaf:
            case plans.Term():
                yield Target((leaf.text,), leaf.reason)
            case plans.Phrase():
                yield Target(leaf.words, leaf.reason)
            case plans.Prefix():
                yield Target((f"{leaf.text}*",), leaf.reason, form=True)
            case plans.Wildcard():
                if leaf.field == "text":
                    yield Target((leaf.pattern,), leaf.reason, form=True)


def reasons_of(snapshot: Snapshot, plan: Plan, page: Sequence[int]) -> dict[int, list[Why]]:
    """For each shown entry the words and values of the plan that it has."""
    found: dict[int, list[Why]] = {document: [] for document in page}
    wanted = np.array(page, dtype=np.int64)
    for leaf in leaves(plan):
        if isinstance(leaf, plans.Term):
            field, value, label = leaf.field, leaf.text, leaf.text
        elif isinstance(leaf, plans.Tag):
            field, value, label = leaf.field, leaf.value, leaf.label or leaf.value
        else:
            continue
        for part in snapshot.parts:
            number = part.segment.find(field, value) if field in part.segment.fields else None
            if number is None:
                continue
            documents = part.segment.postings(number).documents
            mine = wanted - part.base
            at = np.minimum(np.searchsorted(documents, mine), len(documents) - 1)
            for document in wanted[documents[at] == mine].tolist():
                found[document].append(Why(leaf.reason.kind, leaf.reason.query, label))
    return found
