"""One learner as a teacher sees them: why each skill stands where it stands, what was decided, how long they worked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from courses.languages import Lang
from courses.model import Unit
from grading.records.roster import Person
from tutor.answered import say_answer, say_question
from tutor.curriculum import unit_of
from tutor.needs import find_left
from tutor.pacing.standing import Standing
from tutor.sentences import say_number, say_reason, texts_in
from tutor.store import decisions, events, overrides, shown
from tutor.store.decisions import Decision
from tutor.store.overrides import Override
from tutor.store.talks import Talk
from tutor.web.class_view import ClassFacts, read_class, see_row
from tutor.web.curves import Curve, draw_curves
from tutor.web.heat import see_cell
from tutor.web.house import House

_ANSWERS, _DECISIONS, _DAYS = 40, 100, 14


def view_learner(house: House, person: Person, lang: Lang) -> dict[str, Any]:
    """Return what the learner's page shows."""
    with house.store.reading() as connection:
        facts = read_class(house, connection, [person], _DAYS)
        words = overrides.list_standing(connection, [person.number])[person.number]
        said = overrides.list_all(connection, person.number)
        made = decisions.list_newest(connection, person.number, _DECISIONS)
        answers = events.list_newest(connection, person.number, _ANSWERS)
        in_words = {a.id: say_answer(connection, house.catalog, a, lang) for a in answers}
        written = [course for course in house.catalog.courses.values() if house.curriculum.course_skills(course)]
        wishes = [(talk, _say_skipped(house, connection, talk, lang)) for talk in facts.situations[person.number].talks]
        placements = [(course, house.placing.view(connection, person.number, course).state) for course in written]
        curves = _curves(house, connection, person)
    units = [_see_unit(house, unit, facts, person, words, curves, lang) for unit in house.curriculum.units() if unit.skills]
    return {
        "units": units,
        "open_units": _find_open(units, {*curves, *(word.skill for word in said)}),
        "decisions": [_see_decision(house, decision, lang) for decision in made],
        "row": see_row(house, facts, person, list(house.curriculum.skills), lang),
        "work": facts.work[person.number],
        "said": said,
        "answers": answers,
        "in_words": in_words,
        "title_of": lambda skill: house.curriculum.title(skill, lang),
        "placements": placements,
        "wishes": wishes,
    }


def _say_skipped(house: House, connection: Connection, talk: Talk, lang: Lang) -> str:
    """Return the question that was skipped, empty where it is no longer in the courses."""
    seen = shown.find(connection, talk.learner, talk.shown_id)
    variant = seen and house.curriculum.drawings.find(seen.item, seen.drawn)
    return say_question(variant, lang) if variant else ""


def _curves(house: House, connection: Connection, person: Person) -> dict[str, Curve]:
    attempts = list(events.list_attempts(connection, person.number, moves=house.curriculum.moves))
    return draw_curves(house.session.models(), attempts, house.settings.mastery_chance)


def _see_unit(
    house: House, unit: Unit, facts: ClassFacts, person: Person, words: dict[str, Override], curves: dict[str, Curve], lang: Lang
) -> dict[str, Any]:
    standing, left = facts.standings[person.number], find_left(facts.situations[person.number])
    skills = [_see_skill(house, standing, skill, words.get(skill), curves.get(skill), lang) for skill in house.curriculum.skills_of(unit.id)]
    return {
        "unit": unit,
        "skills": [skill | {"left": skill["id"] in left} for skill in skills],
        "mastered": sum(s["cell"].look == "done" for s in skills),
    }


def _find_open(units: list[dict[str, Any]], touched: set[str]) -> set[str]:
    """Return the units that are unfolded: those where something happened, the first where nothing did anywhere."""
    ids = [part["unit"].id for part in units]
    return {unit_of(skill) for skill in touched} & set(ids) or set(ids[:1])


def _see_skill(house: House, standing: Standing, skill: str, word: Override | None, curve: Curve | None, lang: Lang) -> dict[str, Any]:
    why = standing.model.explain(standing.profile.state, skill)
    return {
        "id": skill,
        "title": house.curriculum.title(skill, lang),
        "cell": see_cell(standing, skill),
        "why": say_reason(why, house.curriculum, lang),
        "word": word,
        "curve": curve,
    }


def _see_decision(house: House, decision: Decision, lang: Lang) -> dict[str, Any]:
    course = house.catalog.courses.get(decision.course)
    about = house.curriculum.title(decision.skill, lang) if decision.skill else course.title.in_lang(lang) if course else decision.course
    return {
        "decision": decision,
        "about": about,
        "why": say_reason(decision.why, house.curriculum, lang),
        "numbers": say_numbers(decision.numbers, lang),
    }


def say_numbers(numbers: dict[str, Any], lang: Lang) -> str:
    """Return a decision's numbers in a line: a part of one as percent, whole numbers as they are, everything else left out."""
    texts, said = texts_in(lang), []
    for name, value in numbers.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        shown = f"{round(100 * value)} %" if isinstance(value, float) and 0 <= value <= 1 else f"{value:g}"
        said.append(f"{texts.texts.get(f'number.{name}', name)} {say_number(shown, lang)}")
    return " · ".join(said)
