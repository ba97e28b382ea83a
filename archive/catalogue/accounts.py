"""People who may write, and the searches they follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from archive.catalogue import schema
from archive.catalogue.clock import now
from archive.catalogue.judgements import Judgements

UserRole = Literal["reader", "editor", "administrator"]


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in; `password` is a salted hash."""

    name: str
    password: str
    role: UserRole


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that somebody follows; `query` is the query string of its address."""

    id: int
    user: str
    name: str
    query: str


class Accounts(Judgements):
    """The part of the catalogue that knows its users."""

    def put_user(self, user: User) -> None:
        """Add a user, or change the password and role of one."""
        values = {"name": user.name, "password": user.password, "role": user.role, "added": now()}
        with self.transaction() as connection:
            connection.execute(
                insert(schema.users).values(values).on_conflict_do_update(index_elements=["name"], set_=values)
            )

    def user(self, name: str) -> User | None:
        """The user of that name."""
        return next((user for user in self.users() if user.name == name), None)

    def users(self) -> list[User]:
        """All users by name."""
        with self.reading() as connection:
            rows = connection.execute(select(schema.users).order_by(schema.users.c.name))
            return [User(name=row.name, password=row.password, role=row.role) for row in rows]

    def remove_user(self, name: str) -> None:
        """Take away a user's right to sign in; their judgements stay."""
        with self.transaction() as connection:
            connection.execute(delete(schema.users).where(schema.users.c.name == name))

    def save_search(self, user: str, name: str, query: str) -> int:
        """Keep a search for a user; its number."""
        with self.transaction() as connection:
            result = connection.execute(
                insert(schema.searches)
                .values(user=user, name=name, query=query, added=now())
                .returning(schema.searches.c.id)
            )
            return int(result.scalar_one())

    def saved_searches(self, user: str) -> list[SavedSearch]:
        """The searches that a user keeps, in the order they were saved."""
        table = schema.searches
        with self.reading() as connection:
            rows = connection.execute(select(table).where(table.c.user == user).order_by(table.c.id))
            return [SavedSearch(id=row.id, user=row.user, name=row.name, query=row.query) for row in rows]

    def forget_search(self, user: str, id: int) -> None:
        """Drop one of a user's searches."""
        with self.transaction() as connection:
            connection.execute(
                delete(schema.searches).where(schema.searches.c.user == user, schema.searches.c.id == id)
            )
