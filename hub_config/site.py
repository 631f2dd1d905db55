"""A site is one folder; every path in it follows from that folder."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hub_config.errors import NotASite, NotReady

_LONGEST_RUN_DIR = 60
_FOLDERS = ("secrets", "hub", "built", "built/lessons", "nbgrader", "papers", "exchange", "learners", "log")
SECRETS = ("cookie_secret", "proxy_token", "variants.key", "tutor.key")


@dataclass(frozen=True, slots=True)
class Site:
    """The folder of one house: its settings, its people, everything they did."""

    root: Path

    @property
    def settings_file(self) -> Path:
        """Where the operator writes."""
        return self.root / "site.toml"

    @property
    def hub_database(self) -> Path:
        """The hub's own SQLite file."""
        return self.root / "hub" / "jupyterhub.sqlite"

    @property
    def lessons(self) -> Path:
        """The built lessons, the one thing of the courses that a learner's server may read."""
        return self.root / "built" / "lessons"

    @property
    def courses(self) -> Path:
        """The site's own courses, where it has some; `courses.library` knows what lies there."""
        return self.root / "courses"

    @property
    def log(self) -> Path:
        """The folder of log files."""
        return self.root / "log"

    @property
    def audit_file(self) -> Path:
        """Sign-ins and administrative acts."""
        return self.root / "audit.jsonl"

    @property
    def roster_file(self) -> Path:
        """Who everybody is."""
        return self.root / "roster.json"

    def home(self, number: str) -> Path:
        """The home of one learner."""
        return self.root / "learners" / number

    @property
    def run(self) -> Path:
        """Where the sockets lie while the house runs."""
        return run_dir(self.root)


def run_dir(root: Path) -> Path:
    """Return the folder for sockets: in the site, or below the temporary folder where that path is too long for a socket.

    A socket's path ends at 107 bytes, and the hub makes paths lower-case.
    """
    inside = root.absolute() / "run"
    if len(os.fsencode(inside)) < _LONGEST_RUN_DIR and str(inside) == str(inside).lower() and " " not in str(inside):
        return inside
    return Path(tempfile.gettempdir().lower()) / f"rean-{hashlib.sha256(os.fsencode(root.absolute())).hexdigest()[:8]}"


def init_site(root: Path, settings: str = "") -> Site:
    """Make a site's folder, secrets and `site.toml`; what is there already stays as it is.

    Args:
        settings: the text of `site.toml`; empty: the one with comments for a centre.

    Raises:
        NotASite: the folder holds other things, or cannot be written.
    """
    site = Site(root.absolute())
    if site.root.exists() and not site.settings_file.exists() and any(site.root.iterdir()):
        raise NotASite(f"{root} holds other things. Name a new or an empty folder.")
    try:
        _make_folders(site)
        _check_writable(site.root)
        for name in SECRETS:
            ensure_secret(site, name)
        if not site.settings_file.exists():
            site.settings_file.write_text(settings or (Path(__file__).parent / "site.toml").read_text("utf-8"), "utf-8")
    except OSError as error:
        raise NotASite(f"{root} cannot be written: {error.strerror}.") from None
    return site


def _make_folders(site: Site) -> None:
    site.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in _FOLDERS:
        (site.root / name).mkdir(mode=0o700, exist_ok=True)


def open_site(root: Path) -> Site:
    """Return the site in a folder.

    Raises:
        NotASite: there is none, or this account may not write in it.
    """
    site = Site(root.absolute())
    if not site.settings_file.is_file():
        raise NotASite(f"{root} holds no site. `rean init {root}` makes one.")
    for folder in (site.root, site.root / "secrets"):
        _check_writable(folder)
    _make_folders(site)
    return site


def _check_writable(folder: Path) -> None:
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise NotASite(f"{folder} cannot be written: {error.strerror}.") from None


def ensure_secret(site: Site, name: str) -> str:
    """Return a secret of the site, made the first time it is asked for; only the house's account may read the file."""
    path = site.root / "secrets" / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return path.read_text().strip()


def ensure_run_dir(site: Site) -> Path:
    """Make the folder for sockets, which only the house's account may enter.

    Raises:
        NotReady: a folder of that name belongs to somebody else.
    """
    run = site.run
    run.mkdir(mode=0o700, exist_ok=True)
    if run.is_symlink() or run.stat().st_uid != os.getuid():
        raise NotReady(f"{run} belongs to another account. Remove it, or move the site to a shorter path.")
    run.chmod(0o700)
    return run
