"""Every scalar is text, and every piece knows its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import yaml

from courses.errors import ContentError
from courses.languages import LANGS, Words

MAX_BYTES = 1_000_000
MISSING = "missing"
"""The review state of a language that is still to be written."""
ACCEPT = "accept_warnings"
"""The key under which an author says why a warning may stand: `accept_warnings: {rule: reason}`."""
_LOADER: Any = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a YAML file with its place, read as what its reader expects or refused."""

    file: str
    inner: yaml.Node
    path: str = ""
    missing: str = ""
    """The language that is declared as still to be written; the other one stands in for it."""

    @property
    def line(self) -> int:
        """The line it begins at, from 1."""
        return self.inner.start_mark.line + 1

    def fail(self, message: str, rule: str = "unreadable") -> NoReturn:
        """Raise a ContentError at this place, under the name of a rule of the check."""
        raise ContentError(self.file, self.line, message, rule)

    def text(self) -> str:
        """Return a scalar as it is written."""
        if not isinstance(self.inner, yaml.ScalarNode):
            self.fail(f"{self.path} must be a text")
        if strange := _CONTROL.search(self.inner.value):
            self.fail(f"{self.path} holds the control sign {strange[0]!r}; write TeX in single quotes")
        return self.inner.value

    def number(self, low: float, high: float) -> float:
        """Return a scalar as a number within bounds."""
        try:
            value = float(self.text())
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            self.fail(f"{self.path} must be {low:g} to {high:g}. Got {self.text()}")
        return value

    def items(self) -> list[Node]:
        """Return the members of a list."""
        if not isinstance(self.inner, yaml.SequenceNode):
            self.fail(f"{self.path} must be a list")
        return [replace(self, inner=n, path=f"{self.path}.{i}") for i, n in enumerate(self.inner.value)]

    def texts(self) -> tuple[str, ...]:
        """Return a list of scalars; a lone scalar is a list of one."""
        if isinstance(self.inner, yaml.ScalarNode):
            return (self.text(),)
        return tuple(n.text() for n in self.items())

    def entries(self) -> Iterator[tuple[str, Node]]:
        """Yield the keys and values of a mapping as they stand, a key twice where it stands twice."""
        if not isinstance(self.inner, yaml.MappingNode):
            self.fail(f"{self.path or 'the file'} must be a mapping of names to values")
        for key, value in self.inner.value:
            name = Node(self.file, key, self.path).text()
            yield name, replace(self, inner=value, path=self._below(name))

    def pairs(self) -> Iterator[tuple[str, Node]]:
        """Yield the keys and values of a mapping; a key twice is an error."""
        seen: set[str] = set()
        for name, node in self.entries():
            if name in seen:
                node.fail(f"{self._below(name)} stands twice")
            seen.add(name)
            yield name, node

    def fields(self, required: Iterable[str] = (), optional: Iterable[str] = ()) -> dict[str, Node]:
        """Return a mapping whose keys are known; an unknown key is refused with the nearest known one.

        Every mapping may hold `accept_warnings`, which the check reads by itself.
        """
        known = [*required, *optional]
        found: dict[str, Node] = {}
        for name, node in self.pairs():
            if name == ACCEPT:
                continue
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                node.fail(f"unknown key {self._below(name)}" + (f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"))
            found[name] = node
        if missing := [name for name in required if name not in found]:
            untold = set(missing) <= set(LANGS) and bool(found.keys() & set(LANGS))
            self.fail(f"{self.path or 'the file'} lacks {', '.join(missing)}", "missing_translation" if untold else "unreadable")
        return found

    def plain(self) -> Any:
        """Return the piece as texts, lists and mappings, without its places."""
        if isinstance(self.inner, yaml.ScalarNode):
            return self.inner.value
        if isinstance(self.inner, yaml.SequenceNode):
            return [n.plain() for n in self.items()]
        return self._with_stand_in({name: n.plain() for name, n in self.pairs()})

    def words(self) -> Words:
        """Return a text in both languages; a language that is missing or empty is refused."""
        fields = self.fields([lang for lang in LANGS if lang != self.missing], [lang for lang in LANGS if lang == self.missing])
        for node in fields.values():
            if not node.text().strip():
                node.fail(f"{node.path} is empty", "missing_translation")
        return Words(**self._with_stand_in({lang: node.text().strip() for lang, node in fields.items()}))

    def _with_stand_in(self, pair: dict[str, Any]) -> dict[str, Any]:
        there = [lang for lang in LANGS if lang in pair and lang != self.missing]
        return {self.missing: pair[there[0]], **pair} if self.missing and there else pair

    def in_review(self) -> Node:
        """Return the mapping for reading where its own `review` says that one language is still to be written."""
        review = next((node for name, node in self.pairs() if name == "review"), None)
        lacking = [lang for lang, state in review.pairs() if state.text() == MISSING] if review else []
        if review and len(lacking) == len(LANGS):
            review.fail("one of the two languages must be there", "missing_translation")
        return replace(self, missing=lacking[0]) if lacking else self

    def _below(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def read_review(node: Node | None) -> dict[str, str]:
    """Return the state of each language, where there is one."""
    return {lang: state.text() for lang, state in node.fields(LANGS).items()} if node else {}


def read_yaml(path: Path, shown_as: str) -> Node:
    """Read a YAML file.

    Args:
        shown_as: the file's name in errors.

    Raises:
        ContentError: the file is missing, too large, empty, not UTF-8 or not YAML.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ContentError(shown_as, 1, f"a file has at most {MAX_BYTES:,} bytes")
        text = path.read_text("utf-8")
        if "&" in text and "*" in text:
            _refuse_repeats(text, shown_as)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        hint = "; inside { } and [ ] a text that holds one of , [ ] { } needs quotes" if "expected ','" in (error.problem or "") else ""
        raise ContentError(shown_as, mark.line + 1 if mark else 1, f"not YAML: {error.problem or error.context}{hint}") from None
    except UnicodeDecodeError as error:
        raise ContentError(shown_as, 1, f"not UTF-8 at byte {error.start}") from None
    except FileNotFoundError:
        raise ContentError(shown_as, 1, "the file is missing") from None
    except yaml.YAMLError as error:
        raise ContentError(shown_as, 1, f"not YAML: {error}") from None
    if root is None:
        raise ContentError(shown_as, 1, "the file is empty")
    return Node(shown_as, root)


def _refuse_repeats(text: str, shown_as: str) -> None:
    """Refuse `*name`, which repeats what stands at `&name`: ten lines of it stand for a thousand million pieces."""
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise ContentError(
                shown_as, (event.start_mark.line if event.start_mark else 0) + 1, f"*{event.anchor} repeats another piece; write it out"
            )


def find_line(path: Path, place: str) -> int:
    """Return the line of a dotted place, such as `hints.1.en`, in a YAML file; the nearest piece around it where it is missing."""
    return line_of(read_yaml(path, path.name), place)


def line_of(node: Node, place: str) -> int:
    """Return the line of a dotted place below a piece, where its name stands; the nearest piece around it where it is missing."""
    line = node.line
    for step in place.split("."):
        inner = node.inner
        if isinstance(inner, yaml.SequenceNode) and step.isdigit() and int(step) < len(inner.value):
            node = Node(node.file, inner.value[int(step)])
            line = node.line
        elif isinstance(inner, yaml.MappingNode) and (found := [(k, v) for k, v in inner.value if k.value == step]):
            line, node = found[0][0].start_mark.line + 1, Node(node.file, found[0][1])
        else:
            break
    return line
