"""The store's tables are always at the newest step before anybody reads them."""

from __future__ import annotations

import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from grading.records.database import open_database
from hub_config.accounts.site_lock import hold_lock

_MIGRATIONS = Path(__file__).parent / "migrations"


def open_accounts(site: Path) -> Engine:
    """Open the site's accounts, made and brought up to date where that is needed; only the house may read the file."""
    path = site / "accounts.sqlite"
    with hold_lock(site):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        engine = open_database(f"sqlite:///{path}")
        ensure_schema(engine)
    return engine


def ensure_schema(engine: Engine) -> None:
    """Apply the steps that the database has not seen yet."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
