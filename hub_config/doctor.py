"""What a house needs of its machine, asked one by one and answered in plain words."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from grading.sandbox.probe import probe
from hub_config.errors import HouseError
from hub_config.proxy import find_node, proxy_command
from hub_config.settings import read_settings
from hub_config.site import SECRETS, Site, run_dir

_LONGEST_SOCKET = 107
_LONGEST_NUMBER = 32
_LEAST_DISK_MB, _LITTLE_DISK_MB = 500, 5_000
_BUILT = datetime(2026, 11, 1, tzinfo=UTC)
_FONTS = Path(__file__).parents[1] / "tutor" / "web" / "static"


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer: `ok`, `warning` (goes on, somebody should look) or `bad` (the house will not start)."""

    what: str
    state: Literal["ok", "warning", "bad"]
    text: str


def examine(site: Site | None = None) -> list[Finding]:
    """Look at the machine, and at a site where one is named."""
    general = [_python, _node, _proxy, _isolation, _fonts, _sqlite, _clock]
    own = [_settings, _permissions, _disk, _sockets, _history] if site else []
    if site and not site.settings_file.is_file():
        own = [_site]
    return [_safely(check) for check in general] + [_safely(check, site) for check in own]


def _safely(check: Callable[..., Finding], *about: Site | None) -> Finding:
    try:
        return check(*about)
    except (HouseError, OSError, subprocess.SubprocessError) as error:
        return Finding(check.__name__.strip("_"), "bad", " ".join(str(error).splitlines()))


def _python() -> Finding:
    new_enough = sys.version_info >= (3, 11)
    return Finding("python", "ok" if new_enough else "bad", f"{sys.version.split()[0]} at {sys.executable}; 3.11 or newer is needed")


def _node() -> Finding:
    version = subprocess.run([str(find_node()), "--version"], capture_output=True, text=True, timeout=20, check=True).stdout.strip()
    return Finding(
        "node",
        "ok" if int(version.lstrip("v").split(".")[0]) >= 22 else "bad",
        f"{version} from the Python environment; 22 or newer is needed",
    )


def _proxy() -> Finding:
    package = Path(proxy_command()[-1]).parents[1] / "package.json"
    return Finding("proxy", "ok", f"configurable-http-proxy {json.loads(package.read_text('utf-8'))['version']}")


def _isolation() -> Finding:
    found = probe()
    return Finding("isolation", "ok" if found.works else "bad", "bubblewrap holds a process without a network" if found.works else found.why)


def _fonts() -> Finding:
    fonts = sorted(path.name for path in _FONTS.rglob("*.woff2") if "khmer" in path.name.lower())
    return Finding("fonts", "ok" if fonts else "bad", f"Khmer fonts shipped: {', '.join(fonts)}" if fonts else "no Khmer font in the static files")


def _sqlite() -> Finding:
    new_enough = sqlite3.sqlite_version_info >= (3, 35)
    return Finding("sqlite", "ok" if new_enough else "bad", f"{sqlite3.sqlite_version}; 3.35 or newer is needed")


def _clock() -> Finding:
    now = datetime.now(UTC)
    text = f"{now.astimezone().isoformat(timespec='seconds')}"
    return Finding("clock", "ok" if now > _BUILT else "warning", text if now > _BUILT else f"{text} is before this software was made: set the clock")


def _site(site: Site) -> Finding:
    return Finding("site", "bad", f"{site.root} holds no site. `rean init {site.root}` makes one")


def _settings(site: Site) -> Finding:
    settings = read_settings(site.settings_file)
    return Finding("settings", "ok", f"{site.settings_file} is understood; profile {settings.hub.profile}, {settings.hub.url}")


def _permissions(site: Site) -> Finding:
    private = [site.root / "secrets", *(site.root / "secrets" / name for name in SECRETS)]
    wrong = [path.name for path in private if path.exists() and (path.stat().st_mode & 0o077 or path.stat().st_uid != os.getuid())]
    wrong += [f"{path.name} is missing" for path in private if not path.exists()]
    wrong += [] if os.access(site.root, os.W_OK) else [f"{site.root} cannot be written"]
    return Finding(
        "permissions",
        "bad" if wrong else "ok",
        f"open to others, of another account, or missing: {', '.join(wrong)}" if wrong else "secrets are the house's alone",
    )


def _disk(site: Site) -> Finding:
    free = shutil.disk_usage(site.root).free >> 20
    state: Literal["ok", "warning", "bad"] = "bad" if free < _LEAST_DISK_MB else "warning" if free < _LITTLE_DISK_MB else "ok"
    return Finding("disk", state, f"{free} MB free where the site lies")


def _sockets(site: Site) -> Finding:
    longest = len(os.fsencode(run_dir(site.root) / "u" / ("9" * _LONGEST_NUMBER) / "s.sock:80"))
    return Finding(
        "sockets",
        "ok" if longest <= _LONGEST_SOCKET else "bad",
        f"in {run_dir(site.root)}; longest path {longest} of {_LONGEST_SOCKET} bytes",
    )


def _history(site: Site) -> Finding:
    newest = max((path.stat().st_mtime for path in site.root.iterdir()), default=0.0)
    ahead = newest - time.time()
    text = (
        "no file of the site is from the future"
        if ahead < 120
        else f"files of the site are {ahead / 3600:.1f} hours ahead of the clock: the clock jumped back"
    )
    return Finding("history", "ok" if ahead < 120 else "warning", text)
