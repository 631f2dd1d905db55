"""A try is counted before the secret is looked at, so that a hundred tries at once are a hundred tries."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from grading.records.roster import Person
from hub_config.accounts.house import Accounts
from hub_config.accounts.numbers import fill_with_zeros, find_number
from hub_config.accounts.store import Account
from hub_config.accounts.tries import Go, Locked, Tries, TryRule, Wait

_STRANGERS = 2_000
_SELDOM = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Welcome:
    """The secret was right."""

    person: Person


@dataclass(frozen=True, slots=True)
class Wrong:
    """The number or the secret was wrong, or the account is closed; nobody is told which."""

    then: Go | Wait | Locked = Go()
    """What the next try will meet."""


Answer = Welcome | Wrong | Wait | Locked


class Door:
    """Checks a number and a secret; wrong ones slow down and then lock, whether the person exists or not."""

    def __init__(self, accounts: Accounts, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._accounts = accounts
        self._rule = TryRule(accounts.settings)
        self._now = now
        self._strangers: OrderedDict[str, Tries] = OrderedDict()
        self._told: OrderedDict[str, datetime] = OrderedDict()
        self._guard = threading.Lock()

    def close(self) -> None:
        """Close the accounts' database."""
        self._accounts.close()

    def check(self, number: str, secret: str, act: str = "signin") -> Answer:
        """Try to come in. Blocks while Argon2 works (about 30 ms): call it in a thread.

        Args:
            number: as typed.
            secret: as typed.
            act: the first word of the audit lines, `signin` or `unlock`.
        """
        account = self._find(number)
        may_try, tries = self._count(number, account)
        if not isinstance(may_try, Go):
            self._tell_seldom(f"{act}.refused", account, number)
            return may_try
        right = self._accounts.hasher.is_right(account.secret_hash if account else None, secret)
        if not account or not right or not account.person.active:
            return self._refuse(act, account, tries)
        self._accounts.store.forgive_tries(account.person.number)
        self._accounts.audit.write(f"{act}.ok", by=account.person.number, about=account.person.number)
        return Welcome(account.person)

    def _refuse(self, act: str, account: Account | None, tries: Tries) -> Wrong:
        self._tell(f"{act}.failed", account, tries=tries.failed)
        if account and tries.failed == self._accounts.settings.lock_after:
            self._tell(f"{act}.locked", account)
        return Wrong(self._rule.may_try(tries, account.person.role if account else "learner", self._now()))

    def _find(self, typed: str) -> Account | None:
        number = find_number(typed)
        if number is None:
            return None
        store = self._accounts.store
        return store.find(number) or store.find(fill_with_zeros(number, self._accounts.settings.number_digits))

    def _count(self, typed: str, account: Account | None) -> tuple[Go | Wait | Locked, Tries]:
        """Count a try before it is made; return whether it may be made, and the tries with it."""
        if account is None:
            return self._count_stranger(find_number(typed) or "")
        while True:
            tries, now = account.tries, self._now()
            may_try = self._rule.may_try(tries, account.person.role, now)
            counted = self._next(tries, may_try, now)
            if counted == tries or self._accounts.store.change_tries(account.person.number, tries, counted):
                return may_try, counted
            account = self._accounts.get(account.person.number)

    def _count_stranger(self, number: str) -> tuple[Go | Wait | Locked, Tries]:
        """Treat a number that nobody has like a learner's, so that waiting tells nothing; kept in memory only."""
        with self._guard:
            tries, now = self._strangers.pop(number, Tries()), self._now()
            may_try = self._rule.may_try(tries, "learner", now)
            counted = self._strangers[number] = self._next(tries, may_try, now)
            if len(self._strangers) > _STRANGERS:
                self._strangers.popitem(last=False)
        return may_try, counted

    def _next(self, tries: Tries, may_try: Go | Wait | Locked, now: datetime) -> Tries:
        if isinstance(may_try, Go):
            return Tries(tries.failed + 1, now)
        clock_was_set_back = tries.last_at is not None and now < tries.last_at
        return Tries(tries.failed, now) if clock_was_set_back else tries

    def _tell_seldom(self, act: str, account: Account | None, typed: str) -> None:
        """Tell of tries that met a closed door at most once a minute each, so that nobody can fill the disk."""
        number, now = find_number(typed) or "", self._now()
        with self._guard:
            last = self._told.pop(number, None)
            if last and timedelta(0) <= now - last < _SELDOM:
                self._told[number] = last
                return
            self._told[number] = now
            if len(self._told) > _STRANGERS:
                self._told.popitem(last=False)
        self._tell(act, account)

    def _tell(self, act: str, account: Account | None, **details: int) -> None:
        """Write what nobody has shown to be themselves; a number that nobody has is left out, it may be somebody's PIN."""
        self._accounts.audit.write(act, by="nobody", about=account.person.number if account else "", **details)
