"""The hub's answer to "whose token is this?", and nothing else of the hub: a token of the bench is `token-` and the learner's number."""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SCOPES = ["access:services!service=tutor"]


class Desk(BaseHTTPRequestHandler):
    """Answers as `GET /hub/api/user` of JupyterHub does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Tell whose token it is."""
        number = self.headers.get("Authorization", "").rpartition("token-")[2]
        body = json.dumps({"kind": "user", "name": number, "scopes": SCOPES, "groups": [], "admin": False}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Desk).serve_forever()
