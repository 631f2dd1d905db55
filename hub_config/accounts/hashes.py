"""Only the Argon2 hash of a secret is kept, and checking one costs the same whether the person exists or not."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from hub_config.accounts.new_secrets import as_typed
from hub_config.accounts.settings import AccountsSettings


class SecretHasher:
    """Hashes secrets and checks what was typed against a hash, at the cost that the site chose."""

    def __init__(self, settings: AccountsSettings) -> None:
        self._hasher = PasswordHasher(time_cost=settings.hash_passes, memory_cost=settings.hash_memory_mb * 1024, parallelism=1)
        self._nobodys = self._hasher.hash(os.urandom(16))

    def hash_one(self, secret: str) -> str:
        """Return the hash of a secret."""
        return self._hasher.hash(as_typed(secret))

    def hash_many(self, secrets: Iterable[str]) -> list[str]:
        """Return the hashes of many secrets, worked out on all processors."""
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            return list(pool.map(self.hash_one, secrets))

    def is_right(self, secret_hash: str | None, typed: str) -> bool:
        """Tell whether the secret was typed; for a person who does not exist (None) this takes as long and is False."""
        try:
            return self._hasher.verify(secret_hash or self._nobodys, as_typed(typed)) and secret_hash is not None
        except (Argon2Error, InvalidHashError):
            return False
