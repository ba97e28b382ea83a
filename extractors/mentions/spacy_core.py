"""spaCy without its command line, for whoever needs spaCy: import it from here, not directly.

`import spacy` also imports `spacy.cli`, for no more than the function `spacy.info`; with it come weasel, typer,
requests and httpx, some 350 modules and 0.2 s of the 1.5 s that `naskah extract` takes to start. While spaCy is
imported an empty stand-in takes the place of `spacy.cli`; afterwards it is gone, `spacy.info` loads the real one when
it is called, and `import spacy.cli` works as ever.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


def _info(*args: Any, **options: Any) -> Any:
    """What `spacy.info` is: the function of spaCy's command line."""
    from spacy.cli.info import info

    return info(*args, **options)


def _import_without_command_line() -> None:
    if "spacy" in sys.modules or "spacy.cli" in sys.modules:
        return
    command_line, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    command_line.__path__ = []  # Makes it a package.
    info.info = _info  # type: ignore[attr-defined]
    stand_ins = {module.__name__: module for module in (command_line, info)}
    sys.modules.update(stand_ins)
    try:
        import spacy  # noqa: F401
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)


_import_without_command_line()

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402
from spacy.util import registry  # noqa: E402

__all__ = ["Doc", "Language", "registry", "spacy"]
