"""How the learner's server is told to be: from its environment, once, at its start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from traitlets.config import Config

from tutor.lessons.gate import ALLOWED_MESSAGES, LessonAuthorizer

SHARE = Path(__file__).with_name("share")
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Scripts come from the house alone; `blob:` is how anywidget loads the few lines of a widget."""


@dataclass(frozen=True, slots=True)
class LessonSettings:
    """What the spawner says to a learner's server."""

    socket: str
    lessons: str
    static: str
    learner: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> LessonSettings:
        """Read the settings.

        Raises:
            KeyError: names the variable that the spawner did not set.
        """
        address = urlsplit(environment["JUPYTERHUB_SERVICE_URL"])
        socket = unquote(address.netloc) if address.scheme == "http+unix" else ""
        return cls(socket, environment["REAN_LESSONS"], environment["REAN_STATIC"], environment["JUPYTERHUB_USER"])


def make_config(settings: LessonSettings) -> Config:
    """Return the configuration of Jupyter Server, its kernels and Voilà."""
    c = Config()
    c.ServerApp.sock = settings.socket
    c.ServerApp.sock_mode = "0600"
    c.ServerApp.root_dir = settings.lessons
    c.ServerApp.authorizer_class = LessonAuthorizer
    c.ServerApp.allow_root = True
    c.ServerApp.terminals_enabled = False
    c.ServerApp.tornado_settings = {
        "headers": {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
    }
    c.ServerApp.extra_template_paths = [str(SHARE / "pages")]
    c.MappingKernelManager.allowed_message_types = ALLOWED_MESSAGES
    c.MappingKernelManager.default_kernel_name = "rean"
    c.KernelSpecManager.ensure_native_kernel = False
    c.KernelSpecManager.allowed_kernelspecs = {"rean"}
    c.KernelManager.transport = "ipc"
    c.VoilaConfiguration.template = "rean"
    c.VoilaConfiguration.show_tracebacks = False
    c.VoilaConfiguration.http_keep_alive_timeout = 120
    c.VoilaConfiguration.resources = {"rean": {"static": settings.static, "learner": settings.learner}}
    return c


def ensure_share_first(environment: dict[str, str] | os._Environ[str]) -> None:
    """Let Jupyter find our kernel and our template before any others."""
    environment["JUPYTER_PATH"] = str(SHARE)
    environment["JUPYTERHUB_DISABLE_USER_CONFIG"] = "1"
