"""The command `naskah`: a table of subcommands that are imported when they are used."""

from __future__ import annotations

import errno
import importlib
import sys
from pathlib import Path
from typing import Any

import click

from archive.errors import NaskahError
from archive.home import HomeChoice

COMMANDS = {
    "add": ("corpus.commands.add:add", "Read files, folders and web archives into the archive."),
    "agreements": ("archive.commands.agreements:agreements", "List the agreements of the register."),
    "backup": ("archive.commands.backup:backup", "Write everything that cannot be rebuilt to one file."),
    "check-list": ("archive.commands.check_list:check_list", "Check a list of agreements of your own."),
    "evaluate": ("corpus.commands.evaluate:evaluate", "Measure extraction and search against the gold."),
    "export": ("archive.commands.export:export", "Write the register in a format of your choice."),
    "extract": ("corpus.commands.extract:extract", "Read files and print what they say, without an archive."),
    "import": ("archive.commands.import_register:import_register", "Read an exported register (jsonl)."),
    "reindex": ("index.commands.reindex:reindex", "Build the search index anew from the catalogue."),
    "restore": ("archive.commands.restore:restore", "Make an archive from a backup."),
    "review": ("archive.commands.review:review", "Accept, reject and correct what was found."),
    "search": ("index.commands.search:search", "Search documents and agreements."),
    "serve": ("webapp.commands.serve:serve", "Serve the site."),
    "settings": ("archive.commands.settings:settings", "Show the settings, their values and their meaning."),
    "show": ("archive.commands.show:show", "Show one agreement or document with its evidence."),
    "status": ("archive.commands.status:status", "Show what is in the archive and what could not be read."),
    "totals": ("archive.commands.totals:totals", "Set totals that documents claim against the register."),
    "user": ("webapp.commands.user:user", "Say who may sign in to the site."),
    "verify": ("archive.commands.verify:verify", "Check originals, catalogue and index against each other."),
}
"""Name of each subcommand, where it stands (module:attribute), and its line in the help."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except NaskahError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            # The reader of our output (`| head`) has gone; nothing is wrong.
            sys.stderr.close()
            ctx.exit(0)
        except OSError as error:
            # What a person can mend; anything else is a fault of the program and shows where.
            if error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT}:
                raise
            where = error.filename or "A file"
            raise click.ClickException(f"{where} cannot be read or written: {error.strerror}.") from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("naskah-home"),
    envvar="NASKAH_HOME",
    show_default=True,
    help="Folder of the archive (or the environment variable NASKAH_HOME).",
)
@click.version_option(package_name="naskah", prog_name="naskah")
@click.pass_context
def main(ctx: click.Context, home: Path) -> None:
    """An archive and register of the international cooperation of Indonesian regional governments."""
    ctx.obj = HomeChoice(home)
