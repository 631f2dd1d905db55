"""A workshop of a small content folder, asked without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from tests.courses.makers import make_content
from tutor.web.pages import PREFIX
from tutor.workshop.alone import make_alone

PORT = 8499
HOST = f"http://127.0.0.1:{PORT}"
UNIT = "math/fractions"


class Workshop:
    """The workshop on an author's computer."""

    def __init__(self, folder: Path, **changed: str) -> None:
        self.content = make_content(folder / "content", **changed)
        self.client = TestClient(make_alone(self.content, PORT), base_url=HOST, raise_server_exceptions=False, follow_redirects=False)

    def get(self, path: str = "", **headers: str) -> Any:
        """Ask for a page, as a person does."""
        return self.client.get(f"{PREFIX}/workshop{path}", headers=headers)

    def post(self, action: str, body: dict[str, Any], **headers: str) -> Any:
        """Ask as a page's script does."""
        token = {"X-XSRFToken": self.client.cookies.get("rean_xsrf") or "", "Sec-Fetch-Mode": "cors"}
        return self.client.post(f"{PREFIX}/workshop/try/practice/{action}", json=body, headers=token | headers)

    def write(self, name: str, text: str) -> None:
        """Save a file of the unit."""
        (self.content / UNIT / name).write_text(text, "utf-8")
