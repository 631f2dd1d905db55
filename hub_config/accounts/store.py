"""The store keeps and finds accounts; it decides nothing and tells nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update

from grading.records.roster import Person
from hub_config.accounts.tables import accounts
from hub_config.accounts.tries import Tries

_PERSON = tuple(f.name for f in fields(Person))


@dataclass(frozen=True, slots=True)
class Account:
    """One person with what only the door may know."""

    person: Person
    secret_hash: str = field(repr=False)
    tries: Tries = Tries()
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    changed_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    secret_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def with_person(self, person: Person) -> Account:
        """Return the account with another record of the person."""
        return replace(self, person=person, changed_at=datetime.now(UTC))

    def with_secret(self, secret_hash: str) -> Account:
        """Return the account with a new secret and no wrong tries."""
        now = datetime.now(UTC)
        return replace(self, secret_hash=secret_hash, tries=Tries(), changed_at=now, secret_at=now)


class Store:
    """The accounts of one site, in its database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, number: str) -> Account | None:
        """Return the account, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(select(accounts).where(accounts.c.number == number)).mappings().first()
        return _as_account(row) if row else None

    def read_all(self) -> dict[str, Account]:
        """Return every account by its number, in the order of the numbers."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.number)).mappings().all()
        return {row["number"]: _as_account(row) for row in rows}

    def save(self, changed: Iterable[Account]) -> None:
        """Keep accounts, new and changed ones, all or none; only a new secret forgives the wrong tries."""
        with self._engine.begin() as connection:
            for account in changed:
                _save_one(connection, _as_row(account))

    def change_tries(self, number: str, seen: Tries, now: Tries) -> bool:
        """Replace the wrong tries if they still are what was seen; False where another try was faster."""
        mine = (accounts.c.number == number) & (accounts.c.failed_tries == seen.failed) & accounts.c.last_failed_at.is_not_distinct_from(seen.last_at)
        with self._engine.begin() as connection:
            done = connection.execute(update(accounts).where(mine).values(failed_tries=now.failed, last_failed_at=now.last_at))
        return done.rowcount == 1

    def forgive_tries(self, number: str) -> None:
        """Set the wrong tries back to none."""
        with self._engine.begin() as connection:
            connection.execute(update(accounts).where(accounts.c.number == number).values(failed_tries=0, last_failed_at=None))

    def close(self) -> None:
        """Let go of the database; SQLite then folds its log into the file and leaves nothing beside it."""
        self._engine.dispose()


def _save_one(connection: Connection, row: dict[str, Any]) -> None:
    mine = accounts.c.number == row["number"]
    connection.execute(update(accounts).where(mine & (accounts.c.secret_at != row["secret_at"])).values(failed_tries=0, last_failed_at=None))
    kept = {name: value for name, value in row.items() if name not in {"failed_tries", "last_failed_at", "created_at"}}
    if connection.execute(update(accounts).where(mine).values(kept)).rowcount == 0:
        connection.execute(insert(accounts).values(row))


def _as_account(row: RowMapping) -> Account:
    person = Person(**{name: row[name] for name in _PERSON if name != "courses"}, courses=tuple(row["courses"]))
    tries = Tries(row["failed_tries"], row["last_failed_at"])
    return Account(person, row["secret_hash"], tries, row["created_at"], row["changed_at"], row["secret_at"])


def _as_row(account: Account) -> dict[str, Any]:
    return asdict(account.person) | {
        "courses": list(account.person.courses),
        "secret_hash": account.secret_hash,
        "failed_tries": account.tries.failed,
        "last_failed_at": account.tries.last_at,
        "created_at": account.created_at,
        "changed_at": account.changed_at,
        "secret_at": account.secret_at,
    }
