"""`naskah add`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.errors import NaskahError
from archive.home import HomeChoice

if TYPE_CHECKING:
    from corpus.ingest.summary import Summary

UNREADABLE_EXIT = 3
"""Exit code of a run that went through but could not read every file."""

LISTED = 20
"""How many faults the summary lists before it refers to `naskah status`."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--again", metavar="STEP", type=click.Choice(["parse", "ocr", "extract"]), help="Do a step again.")
@click.option("--failed", is_flag=True, help="With --again: only where the step failed or left a fault.")
@click.option("--workers", type=click.IntRange(1), help="Worker processes [default: one for each core].")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object, and no progress.")
@click.pass_obj
def add(
    choice: HomeChoice, paths: tuple[Path, ...], again: str | None, failed: bool, workers: int | None, as_json: bool
) -> None:
    """Read files, folders and web archives into the archive, and bring everything up to date.

    What is known already is not read twice; an interrupted run goes on where it stopped. Without PATHS only what is
    due is done: after an interruption, or since a new version reads better.

    Exit code 3 says that everything went through but some files could not be read; they are listed at the end and by
    `naskah status`.
    """
    if failed and again is None:
        raise click.UsageError("--failed goes with --again STEP.")
    if not paths and not (choice.path / "naskah.toml").is_file():
        raise NaskahError(f"There is no archive in {choice.path} yet. Name the files to begin with: naskah add FOLDER")
    from corpus.ingest.lock import one_run
    from corpus.ingest.progress import progress
    from corpus.ingest.run import Again, Run
    from corpus.ingest.sources import find_sources

    home = choice.create()
    with one_run(home), progress(quiet=as_json) as listener:
        run = Run(home, listener, Again(again, failed) if again else None, workers)
        try:
            summary = run.bring_in(find_sources(paths, run.summary.leave_out))
        except KeyboardInterrupt as stopped:
            raise NaskahError("Stopped. What was read is kept; `naskah add` goes on from there.") from stopped
    if as_json:
        click.echo(json.dumps(summary.plain(), ensure_ascii=False, indent=2))
    else:
        _print(summary)
    if not summary.clean:
        raise click.exceptions.Exit(UNREADABLE_EXIT)


def _print(summary: Summary) -> None:
    if summary.documents:
        rate = summary.documents / summary.seconds if summary.seconds else 0
        click.echo(f"Read {summary.documents} documents in {summary.seconds:.1f} s ({rate:.1f} a second).")
        for label, counts in (("kind", summary.kinds), ("language", summary.languages)):
            if counts:
                click.echo(f"  by {label}: " + ", ".join(f"{number} {name}" for name, number in counts.most_common()))
        click.echo(f"  found: {summary.records} records of agreements")
    elif not summary.refused:
        click.echo("Nothing new: the archive is up to date.")
    if summary.known:
        click.echo(f"  known already: {summary.known}")
    if summary.left_out:
        click.echo(f"  left out: {summary.left_out} files that are no documents (parts of saved web pages, thumbnails)")
    for title, faults in (
        ("Not taken in", summary.refused),
        ("Not readable", summary.unreadable),
        ("Read with faults", summary.warnings),
    ):
        if not faults:
            continue
        codes = Counter(fault.code for _, fault in faults)
        click.echo(f"{title} ({', '.join(f'{number} {code}' for code, number in codes.most_common())}):")
        for name, fault in faults[:LISTED]:
            click.echo(f"  {name}: {fault.message}")
        if len(faults) > LISTED:
            click.echo(f"  and {len(faults) - LISTED} more; see naskah status")
    click.echo(f"The archive holds {summary.archive_documents} documents and {summary.archive_agreements} agreements.")
