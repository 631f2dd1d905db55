"""What a learner's server may touch, and where it finds it: this is the whole list."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grading.sandbox.description import Bind, Limits, Sandbox, read_only, writable
from grading.sandbox.runtime import find_our_folders, python_binds
from hub_config.addresses import unix_url
from hub_config.site import Site

_ROOT = Path("/rean")
_PROJECT = Path(__file__).parents[1]
_TUTOR = _PROJECT / "tutor"
SERVER_CODE = ("__init__.py", "widgets", "lessons")
"""The parts of `tutor` that run in the sandbox."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the server of one learner finds what it may use, as the server sees it."""

    app: Path
    lessons: Path
    home: Path
    doors: Path
    socket: Path
    temporary: Path

    def as_environment(self) -> dict[str, str]:
        """Return the places as environment of the server."""
        return {
            "PYTHONPATH": str(self.app),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "JUPYTER_RUNTIME_DIR": str(self.temporary / "jupyter"),
            "JUPYTERHUB_API_URL": unix_url(self.doors / "hub.sock", "/hub/api"),
            "REAN_TUTOR_SOCKET": str(self.doors / "tutor.sock"),
            "REAN_LESSONS": str(self.lessons),
        }


def inside_places() -> Places:
    """Return the places of a sandboxed server: the same for every learner."""
    return Places(_ROOT / "app", _ROOT / "built" / "lessons", _ROOT / "home", _ROOT / "doors", _ROOT / "run" / "s.sock", Path("/tmp"))


def outside_places(site: Site, number: str) -> Places:
    """Return the places of a server that nothing holds: a demo's, on a machine without namespaces."""
    folder = site.run / "u" / number
    return Places(_PROJECT, site.lessons, site.home(number), site.run / "doors", folder / "s.sock", folder)


def server_sandbox(site: Site, home: Path, socket_folder: Path, limits: Limits) -> Sandbox:
    """Describe the sandbox of one learner's server."""
    inside = inside_places()
    binds = (
        *python_binds(),
        *(read_only(_TUTOR / name, inside.app / "tutor" / name) for name in SERVER_CODE if (_TUTOR / name).exists()),
        read_only(site.lessons.parent, inside.lessons.parent),  # the folder around them: new lessons take the old ones' place while servers run
        read_only(site.run / "doors", inside.doors),
        writable(home, inside.home),
        writable(socket_folder, inside.socket.parent),
    )
    return Sandbox(binds, inside.home, hidden=_never_seen(site, binds), limits=limits)


def _never_seen(site: Site, binds: tuple[Bind, ...]) -> tuple[Path, ...]:
    """Our own folders and the site, in case that a bound folder (`/usr`, the environment) holds them."""
    bound = {bind.source for bind in binds}
    return tuple(folder for folder in (*find_our_folders(), site.root) if folder not in bound)
