"""`naskah evaluate`: how well documents are read and found, against the gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archive.home import HomeChoice
    from corpus.evaluation.predicting import Readings
    from corpus.evaluation.ranking import SearchScores
    from corpus.evaluation.scoring import Scores

_GOLD = Path(__file__).parent.parent / "gold"

UNSEEN = "heldout"
"""The folder of the gold whose texts no rule was made with, and the table of its figures."""


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=_GOLD / "gold.jsonl")
@click.option(
    "--docs",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=_GOLD / "texts",
    show_default="corpus/gold/texts",
    help="Folder of the documents to read; corpus/samples holds the same documents as they come in real life.",
)
@click.option(
    "--predicted",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Score this file, as `naskah extract --link` prints it, instead of reading documents.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Also print the first N mistakes.")
@click.option("--only", metavar="KIND", help="Score only documents of this kind (news, report, agreement ...).")
@click.option("--by", type=click.Choice(["kind", "language"]), multiple=True, help="Also print figures by group.")
@click.option("--floors/--no-floors", default=True, show_default=True, help="Fail where a figure is below its floor.")
@click.option("--raise-floors", is_flag=True, help="Raise the floors to today's figures; none is ever lowered.")
@click.option("--search", is_flag=True, help="Also judge the search on the queries of the gold.")
@click.option(
    "--among",
    metavar="PATTERN",
    multiple=True,
    help="Search only documents whose base names fit (d0[0-3]*); for queries judged on part of the gold. "
    "May be given again.",
)
@click.option(
    "--history",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of the last run, for gains and losses.  [default: figures.json in the archive home, if there is one]",
)
@click.pass_context
def evaluate(
    ctx: click.Context,
    gold: Path,
    docs: Path,
    predicted: Path | None,
    as_json: bool,
    errors: int,
    only: str | None,
    by: tuple[str, ...],
    floors: bool,
    raise_floors: bool,
    search: bool,
    among: tuple[str, ...],
    history: Path | None,
) -> None:
    """Measure extraction and search against the gold.

    Reads the documents of the gold, compares what was found with GOLD, and prints precision, recall and F1, what the
    scores of the records are worth, and gains and losses since the last run. The exit code is 1 where a figure is
    below its floor.
    """
    from corpus.evaluation.rows import named_as_gold, read_rows

    if predicted is not None and search:
        raise click.UsageError("--search reads the documents itself; leave --predicted out.")
    rows = read_rows(gold)
    wanted = {name: row for name, row in rows.items() if only is None or row.get("kind") == only}
    if not wanted:
        raise click.UsageError(f"{gold} holds no document of the kind {only!r}.")
    read = None if predicted is not None else _read(docs, wanted, quiet=as_json)
    found = read_rows(predicted) if predicted is not None else read.rows if read else {}
    judged = _judge(gold, wanted, read, among) if search and read else None
    run = _Run(gold, docs, wanted, named_as_gold(found, wanted), read, judged)
    own = gold.resolve() == (_GOLD / "gold.jsonl").resolve()
    path = history or (_home_file(ctx.obj) if own or run.table == UNSEEN else None)
    changes = run.changes_since(path)
    if as_json:
        run.print_json()
    else:
        run.print_tables(by, changes, errors)
    if path is not None and only is None:
        run.keep(path)
    if only is None and own:
        # Floors belong to the gold of the project; another gold has none.
        run.hold_floors(ctx, floors=floors, raise_floors=raise_floors)


class _Run:
    """One evaluation: its figures, and what is done with them."""

    def __init__(
        self,
        gold: Path,
        docs: Path,
        wanted: Mapping[str, Mapping[str, Any]],
        found: Mapping[str, Mapping[str, Any]],
        read: Readings | None,
        search: SearchScores | None,
    ) -> None:
        from corpus.evaluation.scoring import score

        self.wanted = wanted
        self.found = found
        self.unread = dict(read.unread) if read else {}
        self.table = "samples" if docs.name == "samples" and read else "texts"
        if gold.resolve() == (_GOLD / UNSEEN / "gold.jsonl").resolve():
            self.table = UNSEEN
        self.scores: Scores = score(wanted, found)
        self.search = search

    def figures(self) -> dict[str, Any]:
        """Everything measured, for JSON and for the site."""
        from corpus.evaluation.calibration import calibrate, confident

        figures: dict[str, Any] = self.scores.figures()
        figures["documents"] = len(self.wanted)
        figures["unread"] = self.unread
        figures["ends"] = {slot: rate.figures() for slot, rate in self.scores.slots.items()}
        figures["calibration"] = [
            {
                "low": band.low,
                "high": band.high,
                "records": band.records,
                "right": band.right,
                "mean": round(band.mean, 4),
            }
            for band in calibrate(self.scores.matchings)
        ]
        sure = confident(self.scores.matchings)
        figures["confident"] = {"records": sure.records, "right": sure.right}
        for slot in ("kind", "lang"):
            figures[f"by_{slot}"] = {value: scores.figures() for value, scores in self._groups(slot).items()}
        if self.search:
            figures["search"] = self.search.figures()
        return figures

    def changes_since(self, path: Path | None) -> list[Any] | None:
        """Gains and losses against the run kept in `path`; None where none is kept of the same documents."""
        from corpus.evaluation.history import changes, marks, read_run

        last = read_run(path, self.table) if path else None
        return changes(last["marks"], marks(self.scores)) if last else None

    def keep(self, path: Path) -> None:
        """Keeps the run for the next one and for the site."""
        import datetime

        from corpus.evaluation.history import keep_run, marks

        at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        keep_run(path, self.table, {"at": at, "figures": self.figures(), "marks": marks(self.scores)})

    def print_json(self) -> None:
        import json

        click.echo(json.dumps(self.figures(), ensure_ascii=False, indent=1))

    def print_tables(self, by: tuple[str, ...], changes: list[Any] | None, errors: int) -> None:
        from rich.console import Console

        from corpus.evaluation import report

        console = Console(highlight=False)
        for name, why in self.unread.items():
            console.print(f"Not read: {name} ({why})", markup=False)
        report.print_scores(console, self.scores)
        for group in by:
            slot = "lang" if group == "language" else group
            report.print_groups(console, slot, self._groups(slot))
        report.print_calibration(console, self.scores)
        if self.search:
            report.print_search(console, self.search)
        if changes is not None:
            report.print_changes(console, changes)
        if errors:
            report.print_mistakes(console, self.scores.mistakes, errors)

    def hold_floors(self, ctx: click.Context, *, floors: bool, raise_floors: bool) -> None:
        """Ends with exit code 1 below the floors; raises them where that is asked for."""
        from rich.console import Console

        from corpus.evaluation import report
        from corpus.evaluation.floors import flat, raised, read_floors, shortfalls, write_floors

        held = read_floors()
        tables = {self.table: flat(self.scores.figures())}
        if self.search:
            tables["search"] = self.search.figures()
        short = [s for table, figures in tables.items() for s in shortfalls(table, figures, held)]
        if floors and short:
            report.print_shortfalls(Console(stderr=True, highlight=False), short)
            ctx.exit(1)
        if raise_floors:
            for table, figures in tables.items():
                held = raised(table, figures, held)
            write_floors(held)
            click.echo("The floors are raised to today's figures.", err=True)

    def _groups(self, slot: str) -> dict[str, Scores]:
        from corpus.evaluation.rows import of_group
        from corpus.evaluation.scoring import score

        return {value: score(rows, self.found) for value, rows in of_group(self.wanted, slot).items()}


def _read(docs: Path, wanted: Mapping[str, Mapping[str, Any]], quiet: bool) -> Readings:
    """Reads the documents that the gold names, with a progress bar."""
    from rich.console import Console
    from rich.progress import Progress

    from archive.errors import NaskahError
    from corpus.evaluation.predicting import documents_in, read_all

    names = set(wanted) | {f"{row['source']}.txt" for row in wanted.values() if "source" in row}
    with Progress(console=Console(stderr=True), transient=True, disable=quiet) as progress:
        bar = progress.add_task("Reading", total=len(wanted))
        readings = read_all(documents_in(docs, names.__contains__), lambda name: progress.advance(bar))
    if not readings.rows:
        raise NaskahError(f"{docs} holds none of the documents of the gold; name their folder with --docs.")
    return readings


def _judge(gold: Path, wanted: Mapping[str, Mapping[str, Any]], read: Readings, among: Sequence[str]) -> SearchScores:
    from fnmatch import fnmatch

    from archive.errors import NaskahError
    from corpus.evaluation.ranking import read_queries, search_scores

    queries = gold.parent / "queries.jsonl"
    if not queries.is_file():
        raise NaskahError(f"There are no queries beside {gold}; --search needs a queries.jsonl there.")
    sources = {
        name: str(row.get("source", name))
        for name, row in wanted.items()
        if not among or any(fnmatch(name, pattern) for pattern in among)
    }
    sources |= {f"{source}.txt": source for source in list(sources.values())}
    return search_scores(read.readings, sources, read_queries(queries))


def _home_file(choice: HomeChoice | None) -> Path | None:
    """The file of figures in the archive home; None where there is no archive."""
    from archive.errors import NaskahError

    if choice is None:
        return None
    try:
        return choice.open().figures
    except NaskahError:
        return None
