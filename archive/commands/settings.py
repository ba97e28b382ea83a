"""`naskah settings`."""

from __future__ import annotations

import dataclasses

import click

from archive import settings as table
from archive.home import HomeChoice


@click.command()
@click.pass_obj
def settings(choice: HomeChoice) -> None:
    """Show the settings, their values in this archive, and what they mean.

    Set one in naskah.toml in the archive home, or by an environment variable: NASKAH_PORT=8080.
    """
    values = table.load(choice.path)
    for setting in dataclasses.fields(table.Settings):
        value = getattr(values, setting.name)
        changed = "" if value == setting.default else f"   (default {setting.default!r})"
        click.echo(f"{setting.name} = {value!r}{changed}\n    {setting.metadata['help']}")
