"""What a learner answered, and what it was worth: beside each answer stands what was asked, in words."""

from __future__ import annotations

from typing import Any

from courses.errors import CoursesError
from courses.languages import Lang
from courses.markdown import as_words, to_html
from courses.model import Assignment, Question
from grading.errors import GradingError
from grading.marks import QuestionMark
from grading.papers import Paper, find_paper
from grading.releases import Release, list_releases
from tutor.answered import say_answer, say_asked, say_question, say_typed
from tutor.curriculum import unit_of
from tutor.sitting import course_of
from tutor.store import events
from tutor.web.house import House

_ANSWERS_A_PAGE = 50


def view_answers(house: House, learner: str, before: int | None, lang: Lang) -> dict[str, Any]:
    """Return one page of a learner's answers, the newest first, and where the next page begins."""
    with house.store.reading() as connection:
        newest = events.list_newest(connection, learner, _ANSWERS_A_PAGE + 1, before=before)
        seen = newest[:_ANSWERS_A_PAGE]
        asked = [say_asked(connection, house.catalog, a, lang) for a in seen]
        typed = [say_answer(connection, house.catalog, a, lang) for a in seen]
    skills = [house.curriculum.title(a.task.skills[0], lang) if a.task.skills else "" for a in seen]
    rows = [dict(zip(("attempt", "asked", "typed", "skill"), row, strict=True)) for row in zip(seen, asked, typed, skills, strict=True)]
    return {"rows": rows, "older": seen[-1].id if len(newest) > len(seen) else None}


def view_marks(house: House, learner: str, lang: Lang) -> list[dict[str, Any]]:
    """Return what teachers gave back to a learner: each question with its answer and comment, and what to practise next."""
    tests = [a for unit in house.catalog.units for a in unit.assignments]
    return [_view_release(house, learner, test, release, lang) for test in tests if (release := find_given_back(house, learner, test))]


def find_given_back(house: House, learner: str, test: Assignment) -> Release | None:
    """Return what the teacher gave back of a test, or None."""
    return next((r for r in list_releases(house.site, course_of(test), learner) if r.marks.assignment == test.name), None)


def lesson_for(house: House, skill: str) -> str:
    """Return the id of a lesson that practises a skill, else its unit's."""
    lessons = house.curriculum.lessons.values()
    return next((x.id for x in lessons if skill in house.curriculum.lesson_skills(x)), unit_of(skill))


def _view_release(house: House, learner: str, test: Assignment, release: Release, lang: Lang) -> dict[str, Any]:
    paper = find_paper(house.site, course_of(test), learner, test.name)
    asked = {question.id: question for question in test.questions}
    rows = [_view_mark(house, paper, asked.get(mark.question), mark, lang) for mark in release.marks.questions]
    return {"test": test, "release": release, "rows": rows, "practise": _practise(house, release, lang)}


def _view_mark(house: House, paper: Paper | None, question: Question | None, mark: QuestionMark, lang: Lang) -> dict[str, Any]:
    if question and question.ask:
        return {"mark": mark, "asked": as_words(to_html(question.ask.in_lang(lang))), "typed": mark.typed}
    try:
        variant = paper.variant(mark.question, house.catalog) if paper else None
    except (CoursesError, GradingError):
        variant = None
    if variant is None:
        return {"mark": mark, "asked": "", "typed": mark.typed}
    return {"mark": mark, "asked": say_question(variant, lang), "typed": say_typed(variant, mark.typed, lang)}


def _practise(house: House, release: Release, lang: Lang) -> list[dict[str, str]]:
    """Return the skills of the questions that were not right, each with a lesson that practises it."""
    found = {}
    for question in release.marks.questions:
        item = house.catalog.find_item(question.item or "")
        if item is None or question.score is None or question.score >= question.points:
            continue
        for skill in house.curriculum.task_skills(item):
            found[skill] = {"title": house.curriculum.title(skill, lang), "lesson": lesson_for(house, skill)}
    return list(found.values())
