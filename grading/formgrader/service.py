"""Of a Jupyter server only formgrader is left: no contents, no kernels, no terminals, no files, no other extension."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from jupyter_server.auth import Authorizer, User
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from jupyterhub.singleuser.extension import JupyterHubSingleUser
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from tornado.web import Application
from traitlets.config import Config

from courses.languages import as_lang, load_catalogue
from grading.formgrader.guard import list_routes
from grading.formgrader.inert import InertHTML
from grading.formgrader.trusted import trust

_TEXTS = Path(__file__).parents[1]


class NothingElse(Authorizer):
    """Refuses everything that asks for leave: formgrader's own pages are opened by the hub's scopes alone."""

    def is_authorized(self, handler: JupyterHandler, user: User, action: str, resource: str) -> bool:
        """Say no."""
        return False


class ClosedServer(ServerApp):
    """A Jupyter server without its services."""

    name = "rean-formgrader"
    default_services: tuple[str, ...] = ()  # type: ignore[assignment]


class Formgrader(FormgradeExtension):
    """nbgrader's extension with our routes, our exporter and templates whose scripts carry nonces."""

    def init_tornado_settings(self, webapp: Application) -> None:
        """Set up formgrader, then put our exporter in the place of nbconvert's."""
        super().init_tornado_settings(webapp)
        webapp.settings["nbgrader_exporter"] = exporter = InertHTML(config=self.config)
        webapp.settings["rean_site"] = Path(self.coursedir.root).parents[1]
        pages = trust(webapp.settings["nbgrader_jinja2_env"])
        for environment in (pages, exporter.environment):
            environment.globals.update(self._words(), house_static=exporter.static)

    def _words(self) -> dict[str, str]:
        text = load_catalogue(_TEXTS, as_lang(self.config.MarkAnswers.lang))
        back = f"{os.environ.get('JUPYTERHUB_BASE_URL', '/')}services/tutor/class"
        return {"back_url": back, "back_text": text("formgrader.back"), "not_saved_text": text("formgrader.not_saved")}

    def init_handlers(self, webapp: Application) -> None:
        """Add our routes in the place of nbgrader's."""
        base = webapp.settings["base_url"]
        webapp.add_handlers(".*$", [(url_path_join(base, pattern), *rest) for pattern, *rest in list_routes()])

    def build_extra_config(self) -> Config:
        """Return nbgrader's settings for its own templates; the page with the whole configuration is not shown."""
        config = super().build_extra_config()
        config.FormgradeExtension.debug = False
        return config


class FormgraderService(JupyterHubSingleUser):
    """`jupyterhub-singleuser` with formgrader in it, for the teachers of one course."""

    load_other_extensions = False
    serverapp_class = ClosedServer

    @classmethod
    def get_extension_package(cls) -> str:
        """Return where jupyter_server finds this class."""
        return "grading.formgrader"

    def initialize(self, args: Any = None) -> None:
        """Set up the hub's sign-in, then formgrader."""
        super().initialize(args)
        formgrader = Formgrader(parent=self.serverapp)
        formgrader.root_dir = self.serverapp.root_dir
        formgrader.log = self.serverapp.log
        formgrader.initialize([])
        formgrader.init_tornado_settings(self.serverapp.web_app)
        formgrader.init_handlers(self.serverapp.web_app)


def make_config(course_folder: Path, *, static: str = "", recheck_seconds: int = 10) -> Config:
    """Return the configuration of the server.

    Args:
        static: where browsers find the shared static files with KaTeX and fonts; empty: formulas stay as they are written.
        recheck_seconds: for how long the hub's word about who may come in is believed.
    """
    config, socket = Config(), _find_socket()
    server = config.ServerApp
    server.root_dir = str(course_folder)
    server.default_url = "/formgrader"
    server.authorizer_class = NothingElse
    server.cookie_secret = os.urandom(32)
    server.allow_unauthenticated_access = False
    server.terminals_enabled = False
    server.allow_root = True  # a demo may run as root: nothing that a learner made is executed here
    if socket:
        server.sock, server.sock_mode = socket, "0600"
    config.HubOAuth.cache_max_age = recheck_seconds
    config.InertHTML.static = static
    return config


def _find_socket() -> str:
    """Return the socket that the hub tells the service to listen on, or nothing where it names a port."""
    url = urlparse(os.environ.get("JUPYTERHUB_SERVICE_URL", ""))
    return unquote(url.netloc) if url.scheme == "http+unix" else ""
