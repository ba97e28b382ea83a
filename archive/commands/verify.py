"""`naskah verify`."""

from __future__ import annotations

import click

from archive.home import Home, HomeChoice


@click.command()
@click.option("--quick", is_flag=True, help="Only look whether each original is there, without reading it.")
@click.pass_obj
def verify(choice: HomeChoice, quick: bool) -> None:
    """Check that every original is whole and everything in the catalogue has its original.

    Ends with exit code 1 where something is missing or damaged.
    """
    home = choice.open()
    wrong = list(problems(home, quick=quick))
    for problem in wrong:
        click.echo(problem)
    count = home.catalogue.count_documents()
    if wrong:
        raise click.ClickException(f"{len(wrong)} of {count} documents have a problem; restore them from a backup.")
    click.echo(f"{count} originals {'are there' if quick else 'are whole'}.")


def problems(home: Home, *, quick: bool = False) -> list[str]:
    """One sentence for each original that is missing or damaged, and for a damaged database."""
    found: list[str] = []
    with home.catalogue.reading() as connection:
        if home.catalogue.engine.dialect.name == "sqlite":
            verdict = connection.exec_driver_sql("PRAGMA quick_check").scalar_one()
            if verdict != "ok":
                found.append(f"The catalogue is damaged: {verdict}.")
    known = set()
    for row in home.catalogue.documents():
        known.add(row.sha256)
        if row.sha256 not in home.store:
            found.append(f"{row.id} {row.name}: the original is missing.")
        elif not quick and home.store.damaged(row.sha256):
            found.append(f"{row.id} {row.name}: the original has changed since it was stored.")
    return found
