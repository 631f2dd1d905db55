"""What a teacher sees below a question: the question as this learner got it, what was typed, and what the machine says."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output

from courses.answers import draw_sheet, read_back, show, solution
from courses.languages import Lang, load_catalogue
from courses.model import Variant, Verdict
from grading.submissions.files import for_teacher
from grading.submissions.inert import as_inert_html, as_typed_block

_TEXTS = Path(__file__).parents[1]
_SAID_BY_ANSWER = ("choice", "ordering")
"""Kinds whose answer shows all there is to know of the question."""
_NAMED = ("right", "wrong", "ask_again", "unreadable")


def describe_answer(variant: Variant, typed: str, verdict: Verdict, score: float, points: float, lang: Lang) -> list[NotebookNode]:
    """Return the outputs of one marked question; the last is the score as nbgrader reads partial credit."""
    html = _question(variant, lang) + _answer(variant, typed, lang) + (_verdict(verdict, lang) if typed.strip() else "")
    shown = new_output("display_data", data={"text/html": f'<div class="rean-answered">{html}</div>', "text/plain": _plain(typed)})
    return [shown, _key(variant, lang), _score(score, points, lang)]


def _question(variant: Variant, lang: Lang) -> str:
    shown = show(variant, lang)
    return f'<div class="rean-ask">{shown.ask_html}{draw_sheet(shown) if shown.kind not in _SAID_BY_ANSWER else ""}</div>'


def _answer(variant: Variant, typed: str, lang: Lang) -> str:
    text = load_catalogue(_TEXTS, lang)
    if not typed.strip():
        return f'<p class="rean-label">{escape(text("answer.none"))}</p>'
    return f'<p class="rean-label">{escape(text("answer.typed"))}</p>{_as_read(variant, typed, lang)}'


def _as_read(variant: Variant, typed: str, lang: Lang) -> str:
    """Return the typed answer; ids of what was chosen are led by what the learner read beside them."""
    rows = read_back(variant, typed, lang)
    if not any(said for said, _ in rows):
        return as_typed_block(typed)
    lines = (f"<li>{said} {f'<code>{as_inert_html(raw)}</code>' if raw else ''}</li>" for said, raw in rows)
    return f'<ol class="rean-chosen">{"".join(lines)}</ol>'


def _verdict(verdict: Verdict, lang: Lang) -> str:
    text = load_catalogue(_TEXTS, lang)
    known = verdict.name if verdict.name in _NAMED else "misconception"
    say = f'<div class="rean-say">{verdict.say.in_lang(lang)}</div>' if verdict.say else ""
    return f'<p class="rean-verdict rean-{known}">{escape(text(f"verdict.{known}", name=verdict.name))}</p>{say}'


def _key(variant: Variant, lang: Lang) -> NotebookNode:
    label = load_catalogue(_TEXTS, lang)("answer.key")
    html = f'<div class="rean-key"><p class="rean-label">{escape(label)}</p><p>{solution(variant, lang)}</p></div>'
    return new_output("display_data", data={"text/html": html, "text/plain": ""}, metadata=for_teacher())


def _score(score: float, points: float, lang: Lang) -> NotebookNode:
    say = load_catalogue(_TEXTS, lang)("answer.score", score=f"{score:g}", points=f"{points:g}")
    data: dict[str, Any] = {"text/html": f'<p class="rean-score">{escape(say)}</p>', "text/plain": repr(float(score))}
    return new_output("execute_result", data=data, execution_count=None)


def _plain(typed: str) -> str:
    return typed if len(typed) <= 200 else typed[:200] + "…"
