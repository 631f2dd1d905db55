"""Each wrong secret makes the next try wait longer, and enough of them lock the account; right ones forgive all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from grading.records.roster import Role
from hub_config.accounts.settings import AccountsSettings


@dataclass(frozen=True, slots=True)
class Tries:
    """The wrong tries of one account since the last right one."""

    failed: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Go:
    """The secret may be tried."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Come back after so many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Locked:
    """Somebody has to unlock the account."""


class TryRule:
    """When a secret may be tried again. Decides only; keeps nothing."""

    def __init__(self, settings: AccountsSettings) -> None:
        self._settings = settings

    def may_try(self, tries: Tries, role: Role, now: datetime) -> Go | Wait | Locked:
        """Say whether a try is let through now.

        A clock that was set back counts as standing still: the wait begins anew and never grows beyond its full length.
        """
        left = self._wait_after(tries, role) - self._passed(tries, now)
        if left <= timedelta(0):
            return Go()
        if self.is_locked(tries):
            return Locked()
        return Wait(max(1, round(left.total_seconds() + 0.49)))

    def is_locked(self, tries: Tries) -> bool:
        """Tell whether so many tries lock an account."""
        return tries.failed >= self._settings.lock_after

    def _passed(self, tries: Tries, now: datetime) -> timedelta:
        return max(now - (tries.last_at or now), timedelta(0))

    def _wait_after(self, tries: Tries, role: Role) -> timedelta:
        s = self._settings
        if self.is_locked(tries):
            return timedelta.max if role == "learner" else timedelta(minutes=s.staff_lock_minutes)
        if tries.failed < s.free_tries:
            return timedelta(0)
        doubled = s.first_wait_seconds * 2 ** min(tries.failed - s.free_tries, 32)
        return timedelta(seconds=min(doubled, s.longest_wait_seconds))
