"""`naskah import`."""

from __future__ import annotations

from pathlib import Path

import click

from archive.home import HomeChoice


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only say whether the file can be read.")
@click.pass_obj
def import_register(choice: HomeChoice, file: Path, check: bool) -> None:
    """Read a register that `naskah export --format jsonl` wrote.

    Documents, records and judgements that this archive does not have yet are taken in; what it has stays as it is. A
    file with a broken line is refused as a whole, with the numbers of its broken lines.
    """
    from archive.exports.jsonl import bring_in, read
    from archive.register.desk import Desk

    with file.open("rb") as lines:
        contents = read(lines)
    found = (
        f"{len(contents.documents)} documents, {len(contents.records)} records, {len(contents.judgements)} judgements"
    )
    if check:
        click.echo(f"{file} can be read: {found}, {len(contents.agreements)} agreements.")
        return
    home = choice.create()
    new = bring_in(contents, home.catalogue)
    changes = Desk(home.catalogue).update()
    click.echo(
        f"Of {found}, new: {new.documents} documents, {new.records} records, {new.judgements} judgements; "
        f"{len(changes.changed)} agreements new or changed."
    )
