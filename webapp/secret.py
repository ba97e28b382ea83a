"""The key that signs the session cookies."""

from __future__ import annotations

import os
import secrets

from archive.home import Home

FILE_NAME = "session-key"


def secret_of(home: Home) -> str:
    """The key of this archive, made at the first start; readable by its owner alone.

    Several web servers before one archive may share a key through the environment variable NASKAH_SESSION_KEY.
    """
    if given := os.environ.get("NASKAH_SESSION_KEY"):
        return given
    path = home.path / FILE_NAME
    if not path.exists():
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(32))
        except FileExistsError:
            pass
        except OSError:
            # A read-only home can be read; sign-in then lasts until the next start.
            return secrets.token_hex(32)
    return path.read_text(encoding="ascii")
