"""New secrets are printed once, to files that only the admin who asked can read."""

from __future__ import annotations

import base64
import csv
import io
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from hub_config.accounts.house import NewSecret
from hub_config.accounts.roster_out import guard
from hub_config.accounts.texts import texts

_FONT = Path(__file__).parents[2] / "tutor" / "web" / "static" / "vendor" / "noto-sans-khmer" / "khmer.woff2"
_TEMPLATES = Environment(loader=FileSystemLoader(Path(__file__).parent / "web" / "templates"), autoescape=True)


def print_secrets(site: Path, secrets: Sequence[NewSecret], now: datetime) -> list[Path]:
    """Write new secrets as a table and as cards to cut out, and return the two files."""
    folder = site / "new-secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    stem = now.strftime("%Y-%m-%d-%H%M%S-%f")
    return [_write(folder / f"{stem}.csv", as_table(secrets)), _write(folder / f"{stem}.html", as_cards(secrets))]


def as_table(secrets: Sequence[NewSecret]) -> str:
    """Return the secrets as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["number", "khmer name", "latin name", "class", "role", "secret"])
    for new in secrets:
        p = new.person
        writer.writerow([guard(cell) for cell in (p.number, p.khmer_name, p.latin_name, p.class_name, p.role)] + [new.secret])
    return "\ufeff" + out.getvalue()


def as_cards(secrets: Sequence[NewSecret]) -> str:
    """Return the secrets as one page of cards to print and cut out; it carries its Khmer font, which the printing machine may lack."""
    font = base64.b64encode(_FONT.read_bytes()).decode()
    return _TEMPLATES.get_template("cards.html").render(secrets=secrets, km=texts("km"), en=texts("en"), font=font)


def _write(path: Path, text: str) -> Path:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return path
