"""The figures as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table

from corpus.evaluation.calibration import Band, calibrate, confident
from corpus.evaluation.floors import Shortfall
from corpus.evaluation.history import Change
from corpus.evaluation.ranking import SearchScores
from corpus.evaluation.rates import Rate
from corpus.evaluation.scoring import Mistake, Scores, share

_GROUPS = {"kind": "Kind", "lang": "Language"}


def print_scores(console: Console, scores: Scores) -> None:
    """The headline rates, the mentions, the slots from end to end and their accuracy."""
    rates = {name: scores.rates[name] for name in ("register", "planned", "strict", "fields")}
    if scores.same is not None:
        rates["same"] = scores.same
    console.print(_rate_table("Agreements", rates))
    console.print(_rate_table("Named in the documents", scores.mentions))
    slots = dict(scores.slots) | {"fields": scores.rates["fields"]}
    console.print(_rate_table("Slots of the agreements, from end to end", slots))
    right = "  ".join(f"{slot} {share(counts):.3f}" for slot, counts in scores.accuracy.items())
    console.print(f"Right in matched agreements, and language and kind of documents: {right}\n")


def print_groups(console: Console, slot: str, groups: Mapping[str, Scores]) -> None:
    """One line a kind or language: documents, the headline rates, and each slot from end to end."""
    table = Table(title=f"By {_GROUPS[slot].lower()} (precision, recall, F1 in percent)", title_justify="left")
    table.add_column("", no_wrap=True)
    for value, scores in groups.items():
        table.add_column(f"{value}\n{len(scores.matchings)} docs", justify="right", no_wrap=True)
    for name in ("register", "planned", "strict", "fields"):
        table.add_row(name, *(_short(scores.rates[name]) for scores in groups.values()))
    for name in next(iter(groups.values())).slots if groups else ():
        table.add_row(name, *(_short(scores.slots[name]) for scores in groups.values()))
    for name in dict.fromkeys(name for scores in groups.values() for name in scores.mentions):
        table.add_row(name, *(_short(scores.mentions.get(name, Rate())) for scores in groups.values()))
    console.print(table)


def print_calibration(console: Console, scores: Scores) -> None:
    """How many records are right, by their scores."""
    bands = calibrate(scores.matchings)
    if not any(band.records for band in bands):
        return
    table = Table(title="Scores and what they are worth", title_justify="left")
    for head in ("score", "records", "right", "share", "mean score"):
        table.add_column(head, justify="right")
    for band in reversed(bands):
        name = f"{band.low:.1f} to {band.high:.1f}"
        table.add_row(
            name, str(band.records), str(band.right), _share(band), f"{band.mean:.2f}" if band.records else "-"
        )
    console.print(table)
    sure = confident(scores.matchings)
    console.print(
        f"Of {sure.records} records scored {sure.low:.1f} and above, {sure.right} are right ({_share(sure)}).\n"
    )


def print_search(console: Console, scores: SearchScores) -> None:
    """How good the ranking is, and the queries that fare worst."""
    console.print(
        f"Search, {len(scores.queries)} queries: nDCG@10 {scores.ndcg:.3f}, recall@20 {scores.recall:.3f}, "
        f"{scores.milliseconds:.0f} ms a query."
    )
    table = Table(title="By sort of query", title_justify="left")
    for head in ("", "queries", "nDCG@10", "recall@20"):
        table.add_column(head, justify="right" if head else "left")
    for sort, (count, ndcg, recall) in scores.by_sort().items():
        table.add_row(sort, str(count), f"{ndcg:.3f}", f"{recall:.3f}")
    console.print(table)
    for query in sorted(scores.queries, key=lambda query: query.ndcg)[:5]:
        console.print(f"  {query.ndcg:.2f}  {query.text}", markup=False)


def print_changes(console: Console, changes: Iterable[Change]) -> None:
    """Gains and losses since the last run, by document."""
    changes = list(changes)
    gains = sum(change.better for change in changes)
    console.print(f"Since the last run: {gains} gains, {len(changes) - gains} losses.")
    last = None
    for change in changes:
        if change.document != last:
            console.print(f"  {change.document}", markup=False)
            last = change.document
        console.print(f"    {'+' if change.better else '-'} {change.message}", markup=False, soft_wrap=True)


def print_mistakes(console: Console, mistakes: Iterable[Mistake], limit: int) -> None:
    """The first mistakes, by document."""
    for mistake in sorted(mistakes)[:limit]:
        console.print(f"  {mistake.document}  {mistake.slot}: {mistake.message}", markup=False, soft_wrap=True)


def print_shortfalls(console: Console, shortfalls: Iterable[Shortfall]) -> None:
    """One sentence for each figure below its floor."""
    for shortfall in shortfalls:
        console.print(str(shortfall), style="bold red", soft_wrap=True)


def _rate_table(title: str, rates: Mapping[str, Rate]) -> Table:
    table = Table(title=title, title_justify="left")
    for head in ("", "F1", "precision", "recall", "right", "gold", "found"):
        table.add_column(head, justify="right" if head else "left")
    for name, rate in rates.items():
        figures = (f"{rate.f1:.3f}", f"{rate.precision:.3f}", f"{rate.recall:.3f}")
        table.add_row(name, *figures, str(rate.hit), str(rate.gold), str(rate.found))
    return table


def _short(rate: Rate) -> str:
    return "-" if rate.empty else f"{100 * rate.precision:.0f} {100 * rate.recall:.0f} {100 * rate.f1:.0f}"


def _share(band: Band) -> str:
    return "-" if band.share is None else f"{band.share:.0%}"
