"""A browser knows what it may choose by names that tell nothing: an author's ids, such as `swapped` or `unequal`, say what is right."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from courses.model import Variant

_NAME = re.compile(r"\bn[0-9a-f]{8}\b")
_ID = re.compile(r"[\w-]+")


def with_names(options: Any, variant: Variant, place: str = "") -> Any:
    """Return options in which every `id` is a name; numbers stay, since they only count what is seen."""
    if isinstance(options, Mapping):
        named = {key: with_names(value, variant, f"{place}.{key}") for key, value in options.items()}
        return named | ({"id": _name(options["id"], variant, place)} if "id" in options else {})
    return [with_names(option, variant, place) for option in options] if isinstance(options, list | tuple) else options


def with_ids(typed: str, options: Any, variant: Variant) -> str:
    """Return what was typed with the author's ids in the place of the names; what is no name stays.

    Args:
        options: as the kind gives them, with the author's ids.
    """
    ids = dict(_list_names(options, variant))
    return _NAME.sub(lambda match: ids.get(match[0], match[0]), typed)


def as_sent(written: str, options: Any, variant: Variant) -> str:
    """Return an answer that is written in the author's ids as a browser sends it."""
    names = {own: name for name, own in _list_names(options, variant)}
    return _ID.sub(lambda match: names.get(match[0], match[0]), written)


def _list_names(options: Any, variant: Variant, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(options, Mapping):
        if "id" in options:
            yield _name(options["id"], variant, place), options["id"]
        for key, value in options.items():
            yield from _list_names(value, variant, f"{place}.{key}")
    elif isinstance(options, list | tuple):
        for option in options:
            yield from _list_names(option, variant, place)


def _name(own: str, variant: Variant, place: str) -> str:
    if own.isdigit():
        return own
    drawing = f"{variant.item.id}|{sorted((k, str(v)) for k, v in variant.drawn.items())}|{place}|{own}"
    return f"n{hashlib.sha256(drawing.encode()).hexdigest()[:8]}"
