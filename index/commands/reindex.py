"""`naskah reindex`."""

from __future__ import annotations

import time

import click

from archive.home import HomeChoice


@click.command()
@click.pass_obj
def reindex(choice: HomeChoice) -> None:
    """Build the search index anew from the catalogue.

    Searches go on in the old index until the new one is complete.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from index.sync import open_for, rebuild

    home = choice.open()
    began = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Indexing", total=None)
        engine = open_for(home)
        try:
            written = rebuild(
                home.catalogue, engine, lambda done, all: progress.update(task, completed=done, total=all)
            )
        finally:
            engine.close()
    click.echo(f"{written} entries indexed in {time.monotonic() - began:.1f} s")
