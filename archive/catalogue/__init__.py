"""The catalogue: what is in the archive, what was read from it, and what people decided."""

from __future__ import annotations

from archive.catalogue.accounts import Accounts, SavedSearch, User, UserRole
from archive.catalogue.agreements import AgreementFilter, Sort
from archive.catalogue.connection import connect
from archive.catalogue.documents import Arrival, DocumentRow
from archive.catalogue.migrate import migrate
from archive.catalogue.readings import OutcomeRow


class Catalogue(Accounts):
    """Everything the archive knows, in one database; safe to use from several threads and processes.

    Methods that write are atomic; `transaction()` makes several of them one.
    """

    @classmethod
    def open(cls, url: str) -> Catalogue:
        """The catalogue at an SQLAlchemy address, made where there is none and brought to today's schema."""
        engine = connect(url)
        migrate(engine)
        return cls(engine)


__all__ = [
    "AgreementFilter",
    "Arrival",
    "Catalogue",
    "DocumentRow",
    "OutcomeRow",
    "SavedSearch",
    "Sort",
    "User",
    "UserRole",
]
