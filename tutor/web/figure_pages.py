"""One page with every figure, for those who write lessons; nothing done there is kept."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from courses.figures import FIGURES, Figure
from courses.languages import Lang
from tutor.web.house import House, lang_of
from tutor.web.identity import check_need
from tutor.web.pages import render


class FigurePages:
    """The gallery of the figures."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def gallery(self, request: Request) -> Response:
        """Every figure as its example shows it, with what an author writes."""
        viewer = await self.house.identity.who(request)
        check_need(viewer, "teacher")
        lang = lang_of(request)
        return render(self.house, request, "figures.html", viewer, figures=[_view(figure, lang) for figure in FIGURES.values()])


def _view(figure: Figure, lang: Lang) -> dict[str, Any]:
    texts = figure.texts_of_example(lang)
    options = figure.read(texts)
    written = "\n".join([f":::{{figure-widget}} {figure.name}", *(f"{name}: {text}" for name, text in texts.items()), ":::"])
    state = json.dumps({"name": figure.name, "options": options, "values": figure.start(options), "lang": lang})
    return {"name": figure.name, "about": figure.about, "written": written, "state": state, "kinds": ", ".join(figure.answers_with(options))}
