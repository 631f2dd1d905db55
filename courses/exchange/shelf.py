"""Pictures that came with a bank: each is checked, cleaned and kept once, under a name of ours."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from urllib.parse import unquote

from courses.exchange.bank import Files
from courses.exchange.slugs import numbered, slug
from courses.picture_files import ENDINGS, MAX_PICTURE_BYTES, BadPicture, check_picture, clean_picture

_PLUGIN = "@@PLUGINFILE@@/"
_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL | re.IGNORECASE)


class PictureShelf:
    """The pictures of one unit."""

    def __init__(self, taken: set[str] | None = None) -> None:
        self.taken = set(taken or ())
        self.kept: dict[str, bytes] = {}
        self._names: dict[str, str] = {}

    def put(self, address: str, files: Files) -> tuple[str, str]:
        """Keep the picture of an address.

        Returns:
            Its name here, and why it is missing; empty where it is there.
        """
        if address.startswith(_PLUGIN):
            name = unquote(address.removeprefix(_PLUGIN).split("?")[0])
            found = files.get(name, files.get(name.rsplit("/", 1)[-1]))
            return self._take(name, found) if found is not None else (self._named(name, ".png"), f"the file does not hold the picture {name[:80]}")
        if match := _DATA.fullmatch(address.strip()):
            return self._take("picture", match[1].encode("ascii", "replace"))
        name = unquote(address.split("?")[0].rstrip("/").rsplit("/", 1)[-1])
        return self._named(name, ".png"), f"a picture lies outside the file, at {address[:120] or 'no address'}"

    def _take(self, name: str, encoded: bytes) -> tuple[str, str]:
        try:
            if len(encoded) > MAX_PICTURE_BYTES * 4:
                raise BadPicture(f"a picture has at most {MAX_PICTURE_BYTES:,} bytes")
            data = clean_picture(base64.b64decode(b"".join(encoded.split()), validate=True))
        except (BadPicture, binascii.Error) as error:
            return self._named(name, ".png"), f"the picture {name[:80]} is not taken over: {error}"
        key = hashlib.sha256(data).hexdigest()
        if key not in self._names:
            self._names[key] = self._named(name, ENDINGS[check_picture(data)])
            self.kept[self._names[key]] = data
        return self._names[key], ""

    def _named(self, name: str, ending: str) -> str:
        """Return a free name of letters, digits and -."""
        stem = slug(name.rsplit(".", 1)[0], "picture")
        free = next(n for n in numbered(stem) if n + ending not in self.taken)
        self.taken.add(free + ending)
        return free + ending
