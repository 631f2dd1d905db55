"""A lesson's page is a notebook that Voilà runs and shows; one learner has few kernels."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from jinja2 import Environment, FileSystemLoader
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, RedirectHandler, authenticated
from voila.configuration import VoilaConfiguration
from voila.handler import VoilaHandler
from voila.paths import collect_template_paths

from tutor.lessons.settings import SHARE

LESSON = r"/voila/render/([a-z0-9_-]+/[a-z0-9_-]+/[a-z0-9_-]+\.(?:km|en)\.ipynb)"
HOME = "/services/tutor/"
LEFT_SECONDS = 30


class LessonPage(VoilaHandler):
    """Shows one lesson to the server's owner."""

    @authenticated
    async def get(self, path: str) -> None:
        """Run the lesson's notebook in a kernel of its own and send it piece by piece."""
        if not await self._exists(path):
            raise HTTPError(404, "no such lesson")
        await self._end_left_kernels()
        async for html in self.get_generator(path=path):
            self.write(html)
            await self.flush()

    def write_error(self, status_code: int, **_: Any) -> None:
        """Lead to the tutor's pages, which have the words; a fault is not led on, it could come round again."""
        page = "404.html" if status_code == 404 else "error.html"
        self.set_status(status_code)
        self.finish((SHARE / "pages" / page).read_text("utf-8"))

    async def _exists(self, path: str) -> bool:
        return bool(await _awaited(self.contents_manager.file_exists(path)))

    async def _end_left_kernels(self) -> None:
        """End the kernels of lessons that no page is open on."""
        limit = datetime.now(UTC) - timedelta(seconds=LEFT_SECONDS)
        for kernel in await _awaited(self.kernel_manager.list_kernels()):
            if not kernel["connections"] and datetime.fromisoformat(kernel["last_activity"].replace("Z", "+00:00")) < limit:
                await _awaited(self.kernel_manager.shutdown_kernel(kernel["id"], now=True))


async def _awaited(value: Any) -> Any:
    return await value if hasattr(value, "__await__") else value


def add_lesson_pages(app: ServerApp) -> None:
    """Give the server its only pages."""
    voila = VoilaConfiguration(parent=app)
    templates = collect_template_paths(["voila"], voila.template)
    environment = Environment(loader=FileSystemLoader(templates), extensions=["jinja2.ext.i18n"], autoescape=True)
    app.web_app.settings["voila_jinja2_env"] = environment
    options = {"config": app.config, "template_paths": templates, "voila_configuration": voila}
    base = app.web_app.settings["base_url"]
    home = (rf"{base}?", RedirectHandler, {"url": HOME, "permanent": False})
    app.web_app.add_handlers(".*$", [home, (url_path_join(base, LESSON), LessonPage, options)])
