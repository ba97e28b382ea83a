"""Which of the dates that a text names is the day on which an agreement was signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from archive.model import PartialDate, Span
from extractors.records.frames import Value
from extractors.records.scene import Scene, Sentence
from extractors.records.slots.options import Mentioned, Option, mentioned, none
from extractors.records.slots.standing import CLOSE, Claimant, Traits
from extractors.records.times.today import in_dateline

_DAY = attrgetter("signed")
_RECENT = 31
"""Days."""
_INDEPENDENT = "1945"
"""Before Indonesia was, its regions could have no ties."""
_PRECISION = {4: "year", 7: "month", 10: "day"}
_YEAR = 4
_OTHERWISE = frozenset(
    {
        "earliest", "latest", "today", "recent", "exact_day", "exact_year", "before_sign", "before_since",
        "before_expire", "before_renew",
    }
)  # fmt: skip
"""What speaks otherwise for a date where the paper has ended."""


def dated(scene: Scene, today: PartialDate | None) -> list[Mentioned]:
    """The dates of a text, each with what it is whatever the agreement; `today` is the day of the text."""
    return [
        one._replace(traits=frozenset(_of_itself(scene.body, one) | _age(one.value, today)))
        for one in mentioned(scene, "date")
    ]


def days(claimant: Claimant, found: Sequence[Mentioned]) -> Iterator[Option]:
    """The dates on which an agreement may have been signed; where it has a date, that is one of them."""
    yield none(claimant)
    draft, given = claimant.draft, claimant.signed
    if given is not None and all(one.value != given.value for one in found):
        yield Option(given.value, {"given", "given_elsewhere"}, span=given.span)
    among = _among([one.value for one in found])
    start, end = draft.value("valid_from"), draft.value("valid_to")
    for one in found:
        span = one.mention.span
        made = claimant.standing(span, one.sentence) | one.traits | among[one.value]
        made |= _papers_beside(claimant, span, one.sentence) | _beside_terms(one.value, start, end)
        if "told_here" in made:
            made.add("told_here_named" if "named_here" in made else "told_here_unnamed")
        made |= claimant.claims(one.value, span, _DAY)
        made |= {f"{draft.status}:{trait}" for trait in _OTHERWISE & made}
        if given is not None:
            made |= _beside_given(one.value, span, given)
        yield Option(one.value, made, span=span)


def _of_itself(body: str, one: Mentioned) -> Traits:
    """How exact a date is, and how it is written."""
    start = one.mention.span.start
    given = {
        f"exact_{_PRECISION.get(len(one.value), 'other')}": True,
        "interval": "/" in one.mention.value,
        "bracketed": body[start - 1 : start] == "(",
        "dateline": in_dateline(body, one.sentence, one.mention),
        "colonial": one.value < _INDEPENDENT,
    }
    return {name for name, holds in given.items() if holds}


def _among(values: Sequence[str]) -> dict[str, Traits]:
    """How each date stands among all that the text names."""
    ordered = sorted(set(values))
    found: dict[str, Traits] = {}
    for place, value in enumerate(ordered):
        given = {
            "only": len(ordered) == 1,
            "earliest": place == 0,
            "latest": value == ordered[-1],
            "again": values.count(value) > 1,
            # What begins with a date comes right behind it in order.
            "finer_told": any(finer.startswith(value) for finer in ordered[place + 1 : place + 2]),
        }
        found[value] = {name for name, holds in given.items() if holds}
    return found


def _age(value: str, today: PartialDate | None) -> Traits:
    """How a date stands to the day of the text."""
    if today is None:
        return set()
    given = {
        "today_known": True,
        "today": value == today,
        "later": value > today,
        "recent": 0 <= (today.earliest() - PartialDate(value).earliest()).days <= _RECENT,
        "same_year": value[:_YEAR] == today[:_YEAR],
    }
    return {name for name, holds in given.items() if holds}


def _beside_terms(value: str, start: Value | None, end: Value | None) -> Traits:
    """Whether it is the date on which the agreement begins to hold, or the year in which it ends."""
    made: Traits = set()
    if end is not None and end.value.startswith(value[:_YEAR]):
        made.add("its_end")
    if start is not None and start.value.startswith(value):
        made.add("its_start")
    return made


def _beside_given(value: str, span: Span, given: Value) -> Traits:
    """How a date stands to the one that an agreement has so far."""
    if value == given.value:
        return {"given", "given_here"} if span == given.span else {"given"}
    if value.startswith(given.value):
        return {"within_given"}
    return {"around_given"} if given.value.startswith(value) else set()


def _papers_beside(claimant: Claimant, span: Span, sentence: Sentence) -> Traits:
    """The paper named last before a date in its sentence, and the one named next."""
    own = claimant.paper
    found = sentence.of("instrument")
    if not found:
        return {"no_paper"}
    made: Traits = set()
    before = next((paper for paper in reversed(found) if paper.span.end <= span.start), None)
    after = next((paper for paper in found if paper.span.start >= span.end), None)
    for name, paper in (("paper_before", before), ("paper_after", after)):
        if paper is None:
            continue
        known = own is not None and own.value and paper.value
        kind = "some" if own is None or not known else "own" if paper.value == own.value else "other"
        made.add(f"{name}_{kind}")
        if max(span.start - paper.span.end, paper.span.start - span.end) < CLOSE:
            made.add(f"{name}_{kind}_close")
    return made
