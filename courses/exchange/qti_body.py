"""What a learner sees of a question in QTI 3.0: our HTML as strict XML, with interactions at their places."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from bs4 import BeautifulSoup, NavigableString, Tag

from courses.exchange.tex import FIELD_CLOSE, FIELD_OPEN

_BLOCKS = {"p", "div", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "pre", "hr", *(f"h{i}" for i in range(1, 7))}
_INLINE = {"em", "strong", "code", "sub", "sup", "br", "span"}
_DATA = re.compile(r"data:image/(\w+);base64,(.*)", re.DOTALL)
_TOKEN = re.compile(f"{FIELD_OPEN}(\\d+){FIELD_CLOSE}")


@dataclass
class Media:
    """The pictures of a package, by their place in it."""

    files: dict[str, bytes] = field(default_factory=dict)

    def put(self, address: str) -> str:
        """Keep a picture and return its place, seen from an item."""
        match = _DATA.fullmatch(address)
        data = base64.b64decode(match[2]) if match else b""
        ending = match[1].replace("jpeg", "jpg") if match else "png"
        name = f"media/{hashlib.sha256(data).hexdigest()[:16]}.{ending}"
        self.files[name] = data
        return f"../{name}"


class Body:
    """Writes HTML into an element.

    Args:
        fields: the interaction for each token, in their order.
    """

    def __init__(self, media: Media, fields: list[Element] | None = None) -> None:
        self.media, self.fields = media, fields or []
        self.used: set[str] = set()

    def put(self, parent: Element, html: str, *, block: bool) -> None:
        """Add HTML to an element; a block holds no loose text, so that it stands in paragraphs."""
        soup = BeautifulSoup(html, "html.parser")
        loose: Element | None = None
        for node in soup.contents:
            is_block = isinstance(node, Tag) and node.name in _BLOCKS
            if not block or is_block:
                loose = None
                self._add(parent, node)
            elif isinstance(node, Tag) or str(node).strip():
                loose = SubElement(parent, "p") if loose is None else loose
                self._add(loose, node)

    def _add(self, parent: Element, node: Any) -> None:
        if isinstance(node, NavigableString):
            self._text(parent, str(node))
        elif node.name == "img":
            SubElement(parent, "img", {"src": self.media.put(str(node.get("src", ""))), "alt": str(node.get("alt", ""))})
        else:
            name = node.name if node.name in _BLOCKS | _INLINE else "span"
            element = SubElement(parent, name)
            for child in node.contents:
                self._add(element, child)

    def _text(self, parent: Element, text: str) -> None:
        at = 0
        for match in _TOKEN.finditer(text):
            _append(parent, text[at : match.start()])
            parent.append(self.fields[int(match[1])])
            at = match.end()
        _append(parent, text[at:])


def _append(parent: Element, text: str) -> None:
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
