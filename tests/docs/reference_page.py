"""Writes docs/reference.md from the settings table and the commands: `python tests/docs/reference_page.py`."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import click

from archive.main import COMMANDS, main
from archive.settings import Settings

PAGE = Path(__file__).parents[2] / "docs" / "reference.md"

HEAD = """# Reference

This page is written by `python tests/docs/reference_page.py`; a test holds it equal to the code.

## Settings

A value comes from the command line, else from the environment, else from `naskah.toml` in the archive home, else from
the default. `naskah settings` shows the values of an archive.

| setting | default | environment | meaning |
| --- | --- | --- | --- |
"""


def render() -> str:
    """The whole page."""
    settings = "".join(
        f"| `{setting.name}` | `{setting.default!r}` | `NASKAH_{setting.name.upper()}` | {setting.metadata['help']} |\n"
        for setting in dataclasses.fields(Settings)
    )
    commands = "\n".join(_command(name) for name in sorted(COMMANDS))
    codes = "\n".join(
        f"| {code} | {meaning} |"
        for code, meaning in [
            (0, "done"),
            (1, "something is wrong; the sentence on the error stream says what to do"),
            (2, "the command was called wrongly"),
            (3, "`naskah add` or `naskah extract` went through, but some files could not be read"),
        ]
    )
    return (
        f"{HEAD}{settings}\n## Exit codes\n\n| code | meaning |\n| --- | --- |\n{codes}\n\n"
        f"## Commands\n\n`naskah [--home FOLDER] COMMAND`\n\n{commands}"
    )


def _command(name: str) -> str:
    width = {"terminal_width": 100, "max_content_width": 100}
    context = click.Context(main, info_name="naskah", help_option_names=["-h", "--help"], **width)
    command = main.get_command(context, name)
    assert command is not None
    inner = click.Context(command, info_name=name, parent=context, **width)
    return f"### naskah {name}\n\n```\n{command.get_help(inner)}\n```\n"


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.write(render())
    else:
        PAGE.write_text(render(), encoding="utf-8")
