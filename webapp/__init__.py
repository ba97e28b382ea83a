"""The site and its API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

    from archive.home import Home


def create_app(home: Home, **config: Any) -> Flask:
    """The site over the archive in `home`; `config` overrides Flask's settings."""
    # Imported here because the commands of this package are listed without Flask.
    from webapp.factory import create_app as create

    return create(home, **config)


__all__ = ["create_app"]
