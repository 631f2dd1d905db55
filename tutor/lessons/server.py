"""JupyterHub's single-user server with all services off but the kernels' websocket."""

from __future__ import annotations

import os

from jupyter_server.serverapp import ServerApp
from jupyterhub.singleuser.extension import JupyterHubSingleUser

from tutor.lessons.page import add_lesson_pages
from tutor.lessons.settings import LessonSettings, ensure_share_first, make_config


class LessonServer(ServerApp):
    """Jupyter Server without contents, files, terminals, sessions, nbconvert, or any page but the lessons."""

    default_services = ("kernels",)  # type: ignore[assignment]

    def init_webapp(self) -> None:
        """Make the web application, then add the lessons to it."""
        super().init_webapp()
        add_lesson_pages(self)


def main() -> None:
    """Serve one learner until told to end."""
    ensure_share_first(os.environ)
    JupyterHubSingleUser.serverapp_class = LessonServer
    JupyterHubSingleUser.load_other_extensions = False
    settings = LessonSettings.from_environment(os.environ)
    JupyterHubSingleUser.initialize_server(argv=[], config=make_config(settings)).start()
