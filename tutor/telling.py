"""What a learner is told of an exercise and of an answer: no key, no seed, no test."""

from __future__ import annotations

from typing import Any

from courses import answers
from courses.languages import Lang
from courses.model import Variant, Verdict
from tutor.curriculum import Curriculum
from tutor.pacing.standing import Standing
from tutor.recordings import Recordings
from tutor.sentences import say_reason, texts_in
from tutor.store.shown import ShownVariant


def tell_exercise(curriculum: Curriculum, seen: ShownVariant, variant: Variant, standing: Standing, lang: Lang) -> dict[str, Any]:
    """Return what a browser may know of an exercise before the verdict."""
    view = answers.show(variant, lang)
    return {
        "shown_id": seen.shown_id,
        "item": seen.item,
        "skill": {"id": seen.skill, "title": curriculum.title(seen.skill, lang)},
        "ask_html": view.ask_html,
        "kind": view.kind,
        "options": dict(view.options),
        "hints": tell_hints(variant, seen, lang),
        "hints_total": view.hints_total,
        "draft": seen.draft,
        "why": say_reason(seen.why, curriculum, lang),
        "tries": seen.wrong_tries,
        "scored": variant.item.scored,
        "may_skip": bool(variant.item.skip) and not seen.places,
    } | _how_far(seen, standing)


def tell_sound(sound: str, recordings: Recordings | None) -> dict[str, Any]:
    """Return what a browser needs to let a learner hear a sound; without `version` there is no recording yet."""
    recording = recordings.find(sound) if recordings else None
    return {"id": sound, "version": recording.version if recording else None}


def tell_verdict(seen: ShownVariant, variant: Variant, verdict: Verdict, standing: Standing, lang: Lang, why_next: str | None) -> dict[str, Any]:
    """Return what is said to an answer; a placement says neither right nor wrong: the answer is noted, and the next question comes."""
    if seen.places and seen.finished:
        said: dict[str, Any] = {"verdict": "noted", "say_html": "", "solution_html": None, "parts": []}
    else:
        said = {
            "verdict": _verdict_name(verdict),
            "say_html": verdict.say.in_lang(lang) if verdict.say else _said(seen, verdict, lang),
            "parts": [{"name": p.name, "verdict": p.verdict, "say_html": p.say.in_lang(lang) if p.say else None} for p in verdict.parts],
            "solution_html": answers.solution(variant, lang) + answers.explanation(variant, lang) if seen.outcome == "solved" else None,
        }
    return said | {"finished": seen.finished, "why_next": why_next} | _how_far(seen, standing)


def tell_hints(variant: Variant, seen: ShownVariant, lang: Lang) -> list[str]:
    """Return the hints that were asked for so far."""
    return [answers.hint(variant, number, lang) for number in range(1, seen.hints + 1)]


def _how_far(seen: ShownVariant, standing: Standing) -> dict[str, Any]:
    return {"mastery": round(standing.mastery(seen.skill), 4), "mastered": standing.mastered(seen.skill)}


def _verdict_name(verdict: Verdict) -> str:
    return verdict.name if verdict.name in ("right", "wrong", "ask_again", "unreadable", "taken") else "misconception"


def _said(seen: ShownVariant, verdict: Verdict, lang: Lang) -> str:
    """Return what is added to the verdict's own word; after a right answer it says enough."""
    if verdict.right:
        return ""
    if verdict.costs_nothing:
        return texts_in(lang)("exercise.say_again")
    return texts_in(lang)("exercise.look_at_solution" if seen.finished else "exercise.wrong_try_again")
