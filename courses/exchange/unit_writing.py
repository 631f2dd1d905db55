"""A category becomes a unit's folder; what is there already stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from courses.errors import ContentError
from courses.exchange.bank import BankQuestion, RichText
from courses.exchange.carrying import SKILL, SKILL_TITLE
from courses.exchange.errors import NotCarried
from courses.exchange.item_writing import write_yaml
from courses.exchange.multilang import split_languages
from courses.exchange.shelf import PictureShelf
from courses.exchange.slugs import numbered, slug
from courses.exchange.wording import Said, Wording, settle_languages
from courses.languages import LANGS, Lang
from courses.lesson_text import read_lesson_text
from courses.yaml_nodes import read_yaml

LESSON = "01-imported"
_PRACTICE = ":::{practice}\n:::"
_ADDRESS = re.compile(r"(?:[a-z]+:)?//(?=[\w.-]+\.\w)", re.IGNORECASE)


@dataclass
class UnitBeingMade:
    """One unit's new files, beside the place where they will lie.

    Args:
        folder: where they are made.
        target: where they go.
        is_there: the target is a unit that an import made before.
    """

    category: tuple[str, ...]
    folder: Path
    target: Path
    is_there: bool
    shelf: PictureShelf = field(init=False)
    names: set[str] = field(init=False)
    langs: Counter = field(default_factory=Counter)
    texts: list[Said] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shelf = PictureShelf({p.name for p in (self.target / "pictures").glob("*")} if self.is_there else set())
        self.names = {p.stem for p in (self.target / "items").glob("*.yaml")} if self.is_there else set()
        (self.folder / "items").mkdir(parents=True)

    def item_path(self, name: str) -> Path:
        """Return a free place for an item of this name."""
        stem = slug(name, "question")
        free = next(n for n in numbered(stem) if n not in self.names)
        return self.folder / "items" / f"{free}.yaml"

    def keep_pictures(self) -> None:
        """Write the pictures that came so far."""
        for name, data in self.shelf.kept.items():
            (self.folder / "pictures").mkdir(exist_ok=True)
            (self.folder / "pictures" / name).write_bytes(data)
        self.shelf.kept.clear()

    def add_text(self, question: BankQuestion, lang: Lang | None) -> list[str]:
        """Keep a text without a question for the unit's lesson, and return what of it cannot be carried.

        Raises:
            NotCarried: there is nothing to read, or something that no lesson may hold.
        """
        notes: list[str] = []
        wording = Wording(question, self.shelf, notes, lang)
        said = wording.block(question.ask)
        if not said:
            raise NotCarried("it says nothing")
        heads = wording.line(RichText(question.name, "plain_text"))
        text = {lang: _ADDRESS.sub("", f"## {heads.get(lang) or next(iter(heads.values()))}\n\n{body}") for lang, body in said.items()}
        self._check(text)
        self.texts.append(text)
        self.langs.update(list(text))
        return notes

    def _check(self, text: Said) -> None:
        path = self.folder / "text.md"
        try:
            for lang, body in text.items():
                path.write_text(body, "utf-8")
                read_lesson_text(path, lang, self.target.name, path.name)  # type: ignore[arg-type]
        except ContentError as error:
            raise NotCarried(error.message) from None
        finally:
            path.unlink()

    def finish(self, head: str) -> None:
        """Write the lesson and the unit's own file."""
        if self.is_there:
            return
        name = self.category[-1] if self.category else self.target.name
        title = {lang or self._main_lang(): text.strip() for lang, text in split_languages(name).items()}
        about: dict[str, Any] = {"title": title}
        missing = settle_languages({"title": title, "texts": self.texts}) or (LANGS[1 - LANGS.index(next(iter(title)))] if len(title) < 2 else "")
        self._write_lesson(missing)
        about["review"] = {lang: "missing" if lang == missing else "imported" for lang in LANGS}
        about["skills"] = {SKILL: {"title": dict(SKILL_TITLE)}} if any((self.folder / "items").iterdir()) else {}
        about["lessons"] = {LESSON: {"title": dict(SKILL_TITLE), "skills": list(about["skills"])}}
        (self.folder / "unit.yaml").write_text(write_yaml(about, head), "utf-8")

    def _main_lang(self) -> Lang:
        return "km" if self.langs["km"] > self.langs["en"] else "en"

    def _write_lesson(self, missing: str) -> None:
        """Write the texts, and below them the practice of all questions."""
        practice = [_PRACTICE] if any((self.folder / "items").iterdir()) else []
        for lang in LANGS:
            if lang != missing:
                (self.folder / "lessons").mkdir(exist_ok=True)
                texts = [text.get(lang) or next(iter(text.values())) for text in self.texts]
                body = "\n\n".join([f"# {SKILL_TITLE[lang]}", *texts, *practice])
                (self.folder / "lessons" / f"{LESSON}.{lang}.md").write_text(f"{body}\n", "utf-8")

    def is_empty(self) -> bool:
        """Tell whether nothing was carried into it."""
        return not self.texts and not any((self.folder / "items").iterdir())

    def put_in_place(self, placed: list[Path]) -> None:
        """Move the new files to where they belong, each told to the list; a file that is there is never touched."""
        for path in sorted(p for p in self.folder.rglob("*") if p.is_file()):
            place = self.target / path.relative_to(self.folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as new:
                placed.append(place)
                new.write(path.read_bytes())
            path.unlink()


def find_target(into: Path, category: tuple[str, ...], otherwise: str, taken: set[str], *, lessons: bool) -> tuple[Path, bool]:
    """Return the folder of a category, and whether an import made it before.

    Args:
        otherwise: the name where the bank names no category.
        taken: folders of this import.
        lessons: texts will be added, which a unit that is there cannot take.
    """
    name = category[-1] if category else otherwise
    stems = [slug(name, "unit"), *([slug(" ".join(category[-2:]), "unit")] if len(category) > 1 else [])]
    for stem in stems:
        if stem not in taken and (not (into / stem).exists() or (not lessons and _is_ours(into / stem, name))):
            return into / stem, (into / stem).exists()
    free = next(n for n in numbered(stems[-1]) if n not in taken and (not (into / n).exists() or (not lessons and _is_ours(into / n, name))))
    return into / free, (into / free).exists()


def _is_ours(folder: Path, name: str) -> bool:
    """Tell whether a folder is a unit that an import made for a category of this name."""
    try:
        about = read_yaml(folder / "unit.yaml", "unit.yaml").plain()
        return SKILL in about["skills"] and name.strip() in about["title"].values()
    except (ContentError, KeyError, TypeError, AttributeError, OSError):
        return False
