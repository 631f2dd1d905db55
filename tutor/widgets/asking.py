"""A widget that asks: the browser's request goes to the tutor, the answer goes back under the same id."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Dict, Unicode

from tutor.widgets.tutor_client import TutorClient

FOLDER = Path(__file__).parent


class AskingWidget(anywidget.AnyWidget):
    """What a practice and a figure with a question have in common."""

    _esm = FOLDER / "mount.js"
    kind = Unicode().tag(sync=True)
    learner = Unicode().tag(sync=True)
    lang = Unicode("km").tag(sync=True)
    static = Unicode().tag(sync=True)
    ask = Dict().tag(sync=True)

    def __init__(self, client: TutorClient | None = None, **traits: Any) -> None:
        self._client = client or TutorClient.from_environment()
        super().__init__(learner=self._client.learner, static=os.environ.get("REAN_STATIC", ""), **traits)
        self.on_msg(self._receive)

    def _receive(self, _widget: Any, message: Any, _buffers: Any) -> None:
        """Carry one request of the browser to the tutor."""
        if not isinstance(message, dict) or not isinstance(message.get("body"), dict):
            return
        status, body = self._client.ask(str(message.get("action")), message["body"])
        self.send({"id": message.get("id"), "status": status, "body": body})
