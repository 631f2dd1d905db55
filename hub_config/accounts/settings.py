"""The site's choices about accounts: how numbers look, how wrong PINs slow down, what a hash costs."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class AccountsSettings(BaseModel):
    """The section `[accounts]` of `site.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number_digits: int = Field(
        default=0,
        ge=0,
        le=32,
        description="Numbers made of digits are filled with zeros to this length, since spreadsheets eat them; 0: left as they are.",
    )
    free_tries: int = Field(default=3, ge=1, le=20, description="Wrong PINs in a row before waiting begins.")
    first_wait_seconds: int = Field(
        default=5, ge=1, le=600, description="The first wait; each further wrong PIN doubles it.", json_schema_extra={"unit": "seconds"}
    )
    longest_wait_seconds: int = Field(
        default=120, ge=1, le=3600, description="No single wait is longer than this.", json_schema_extra={"unit": "seconds"}
    )
    lock_after: int = Field(default=8, ge=2, le=100, description="Wrong PINs in a row that lock the account until a teacher or an admin unlocks it.")
    staff_lock_minutes: int = Field(
        default=15,
        ge=1,
        le=1440,
        description="A locked teacher's or admin's account opens by itself after this, so that nobody can shut the staff out.",
        json_schema_extra={"unit": "minutes"},
    )
    hash_memory_mb: int = Field(default=19, ge=8, le=512, description="Memory that one Argon2 hash takes.", json_schema_extra={"unit": "MiB"})
    hash_passes: int = Field(default=2, ge=1, le=20, description="Passes of one Argon2 hash.")
    import_rows: int = Field(default=5_000, ge=1, le=100_000, description="Longest roster file that is taken, in rows.")
