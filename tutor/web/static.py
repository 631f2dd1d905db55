"""The shared files have an address that changes when they change, so that every computer keeps them for ever."""

from __future__ import annotations

import functools
import gzip
import hashlib
import mimetypes
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from tutor.web.errors import NoSuchPage

STATIC = Path(__file__).parent / "static"
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".woff2": "font/woff2", ".map": "application/json", ".svg": "image/svg+xml"}
_PACKED = {".woff2", ".woff", ".png", ".jpg", ".gz"}
_YEAR = 31_536_000


@functools.cache
def static_version(folder: Path = STATIC) -> str:
    """Return ten hexadecimal digits that stand for the names and contents of all files in a folder; the hub counts them in the same way."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(folder)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:10]


@dataclass(slots=True)
class StaticFiles:
    """Serves a folder to everybody; each file is packed once, when it is first asked for."""

    folder: Path = STATIC
    _packed: dict[Path, bytes] = field(default_factory=dict)

    def serve(self, request: Request) -> Response:
        """Answer with a file.

        Raises:
            NoSuchPage: there is no such file in the folder.
        """
        path = (self.folder / request.path_params["path"]).resolve()
        if not path.is_relative_to(self.folder.resolve()) or not path.is_file():
            raise NoSuchPage(request.url.path)
        newest = request.path_params["version"] == static_version(self.folder)
        headers = {"Cache-Control": f"public, max-age={_YEAR}, immutable" if newest else "no-cache", "Vary": "Accept-Encoding"}
        if path.suffix in _PACKED or "gzip" not in request.headers.get("Accept-Encoding", ""):
            return Response(path.read_bytes(), media_type=_type_of(path), headers=headers)
        return Response(self._pack(path), media_type=_type_of(path), headers=headers | {"Content-Encoding": "gzip"})

    def _pack(self, path: Path) -> bytes:
        if path not in self._packed:
            self._packed[path] = gzip.compress(path.read_bytes(), 9, mtime=0)
        return self._packed[path]


def _type_of(path: Path) -> str:
    return _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
