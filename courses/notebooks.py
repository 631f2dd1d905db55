"""Lessons become notebooks at build time; the same text gives the same notebook, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import jupytext
from nbformat import NotebookNode

from courses.figures import get_figure
from courses.languages import Lang
from courses.lesson_text import Part
from courses.markdown import draw_reading, keep_numbers_whole, to_html, to_html_inline
from courses.model import Lesson
from courses.pictures import with_pictures, with_tags

KERNEL = {"display_name": "Rean", "language": "python", "name": "rean"}


def build_notebook(lesson: Lesson, unit_id: str, lang: Lang, parts: Iterable[Part], pictures: Mapping[str, str] | None = None) -> NotebookNode:
    """Return the notebook of one language of a lesson.

    Args:
        pictures: what the lesson shows, by name, each as a `data:` address.
    """
    text = "\n\n+++\n\n".join(_as_myst(part, lesson, unit_id, lang, pictures or {}) for part in parts)
    notebook = jupytext.reads(text, fmt="md:myst")
    notebook.nbformat_minor = 5
    notebook.metadata = NotebookNode(
        kernelspec=KERNEL, language_info={"name": "python"}, rean={"lesson": lesson.id, "lang": lang, "title": lesson.title.in_lang(lang)}
    )
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"part-{number:02d}"
    return notebook


def with_readings(parts: Iterable[Part], texts: Mapping[str, str]) -> list[Part]:
    """Return the parts of a lesson with the unit's texts in the places that name them."""
    return [replace(part, text=texts[part.name]) if part.kind == "reading" else part for part in parts]


def _as_myst(part: Part, lesson: Lesson, unit_id: str, lang: Lang, pictures: Mapping[str, str]) -> str:
    if part.kind == "text":
        return with_tags(keep_numbers_whole(part.text), pictures)
    if part.kind == "box":
        return with_pictures(box_html(part), pictures)
    if part.kind == "reading":
        return draw_reading(part.text)
    call = _figure_call(part, lesson, lang) if part.kind == "figure" else _practice_call(part, lesson, unit_id, lang)
    return f"```{{code-cell}}\n{call}\n```"


def box_html(part: Part) -> str:
    """Return a box around a text as HTML."""
    title = f'<p class="box-title">{to_html_inline(part.options["title"])}</p>\n' if part.options.get("title") else ""
    return f'<div class="box box-{part.name}">\n{title}{to_html(part.text)}\n</div>'


def _figure_call(part: Part, lesson: Lesson, lang: Lang) -> str:
    known = get_figure(part.name)
    options = known.read(part.figure_options)
    item = part.options.get("item")
    bound = f", item={item!r}" if item else ""
    call = f"figure({part.name!r}, lesson={lesson.id!r}, lang={lang!r}{bound}, options={options!r}, values={known.start(options)!r})"
    return f"from tutor.widgets import figure\n\n{call}"


def _practice_call(part: Part, lesson: Lesson, unit_id: str, lang: Lang) -> str:
    skills = list_practised(part, lesson)
    name = lesson.id.rsplit("/", 1)[1]
    return f"from tutor.widgets import practice\n\npractice(unit={unit_id!r}, lesson={name!r}, skills={skills!r}, lang={lang!r})"


def list_practised(part: Part, lesson: Lesson) -> list[str]:
    """Return the skills of a practice: those it names, or all of the lesson's."""
    return part.options["skills"].replace(",", " ").split() or list(lesson.skills)
