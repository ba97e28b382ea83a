"""`naskah user`."""

from __future__ import annotations

from typing import get_args

import click

from archive.errors import NaskahError
from archive.home import HomeChoice


@click.group()
def user() -> None:
    """The people who may sign in to the site."""


@user.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(["reader", "editor", "administrator"]),
    default="reader",
    show_default=True,
    help="What they may do: read a closed archive, correct and add, or also manage people.",
)
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for where not given.")
@click.pass_obj
def add(home: HomeChoice, name: str, role: str, password: str) -> None:
    """Add somebody, or change their password and role."""
    import re

    from werkzeug.security import generate_password_hash

    from archive.catalogue import User, UserRole
    from webapp.people import NAME, SHORTEST_PASSWORD

    if not re.fullmatch(NAME, name):
        raise NaskahError(f"{name!r} is no name for signing in: use 2 to 60 letters, digits, dots, hyphens or @.")
    if len(password) < SHORTEST_PASSWORD:
        raise NaskahError(f"A password has at least {SHORTEST_PASSWORD} characters.")
    chosen = next(known for known in get_args(UserRole) if known == role)
    home.open().catalogue.put_user(User(name, generate_password_hash(password, method="scrypt"), chosen))
    click.echo(f"{name} can sign in as {role}.")


@user.command("list")
@click.pass_obj
def show(home: HomeChoice) -> None:
    """List the people who may sign in."""
    people = home.open().catalogue.users()
    for person in people:
        click.echo(f"{person.name}\t{person.role}")
    if not people:
        click.echo("Nobody yet; `naskah user add NAME` adds somebody.", err=True)


@user.command()
@click.argument("name")
@click.pass_obj
def remove(home: HomeChoice, name: str) -> None:
    """Take away somebody's right to sign in; their decisions stay."""
    catalogue = home.open().catalogue
    if catalogue.user(name) is None:
        raise NaskahError(f"There is nobody named {name}; `naskah user list` shows everybody.")
    catalogue.remove_user(name)
    click.echo(f"{name} can no longer sign in.")
