"""`naskah check-list`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.home import HomeChoice

if TYPE_CHECKING:
    from archive.checklist import Result
    from archive.exports import Holding

_STYLES = {"found": "green", "conflicting": "yellow", "not_found": "red", "unreadable": "magenta"}


@click.command("check-list")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format", "shape", type=click.Choice(["table", "csv", "xlsx", "json"]), default="table", show_default=True,
    help="How to give the list back.",
)  # fmt: skip
@click.option("-o", "--output", type=click.File("wb"), help="Write to this file instead of the terminal.")
@click.option("--only", type=click.Choice(list(_STYLES)), multiple=True, help="Only lines with this outcome.")
@click.option("--language", type=click.Choice(["en", "id"]), default="en", show_default=True, help="Headings of xlsx.")
@click.pass_obj
def check_list(choice: HomeChoice, file: Path, shape: str, output: Any, only: tuple[str, ...], language: str) -> None:
    """Check a list of agreements of your own against the register.

    FILE is CSV or XLSX with a line for each agreement: the partner, and where you have them the home, the country, the
    date and the instrument. Headings may be English or Indonesian, or missing. Every line comes back as found,
    conflicting, not found or unreadable, with evidence and links.
    """
    from archive.checklist import check_list as check
    from archive.checklist import read_list
    from archive.checklist.answers import as_json, counts, write_csv, write_xlsx
    from archive.exports import gather

    home = choice.open()
    results = check(read_list(file.read_bytes(), file.name), home.catalogue.agreements())
    shown = [result for result in results if not only or result.outcome in only]
    named = {candidate.agreement.id: candidate.agreement for result in shown for candidate in result.candidates[:1]}
    holding = gather(home.catalogue, list(named.values()), home.settings.base_url)
    out = output or sys.stdout.buffer
    if shape == "csv":
        write_csv(shown, holding, out)
    elif shape == "xlsx":
        if output is None and sys.stdout.isatty():
            raise click.UsageError("A workbook cannot be shown in a terminal: name a file with -o.")
        write_xlsx(shown, holding, out, language)
    elif shape == "json":
        out.write(json.dumps(as_json(shown, holding), ensure_ascii=False, indent=2).encode() + b"\n")
    else:
        _table(shown, holding, output)
    tally = ", ".join(f"{number} {outcome.replace('_', ' ')}" for outcome, number in counts(results).items())
    lines = "1 line" if len(results) == 1 else f"{len(results)} lines"
    click.echo(f"{lines}: {tally}.", err=shape != "table" or output is not None)


def _table(results: list[Result], holding: Holding, output: Any) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    if output is not None:
        console = Console(highlight=False, width=200, file=io.TextIOWrapper(output, "utf-8", write_through=True))
    elif not console.is_terminal:
        console = Console(highlight=False, width=200)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Line", "Given", "Outcome", "Agreement", "What else"):
        table.add_column(heading, overflow="fold")
    for result in results:
        line = result.line
        given = " - ".join(part for part in (line.home, line.partner, str(line.date or "")) if part)
        best = result.candidates[0] if result.candidates else None
        more = [*(best.conflicts if best else ()), *result.notes]
        if best is not None and not more:
            more = [holding.evidence(best.agreement)[:160]]
        table.add_row(
            str(line.number),
            Text(given),
            Text(result.outcome.replace("_", " "), style=_STYLES[result.outcome]),
            Text(best.agreement.id if best else ""),
            Text("; ".join(more)),
        )
    console.print(table)
