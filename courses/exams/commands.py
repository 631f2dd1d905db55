"""`rean courses exam`: look at a blueprint, and at an exam that it draws."""

from __future__ import annotations

import json
from typing import Any

import click

from courses.catalog import Catalog
from courses.errors import ContentError, UnknownContent
from courses.exams.blueprint import Blueprint, has_blueprint, list_levels, read_blueprint
from courses.exams.draw import ExamQuestion, draw_exam


def show_exam(catalog: Catalog, course_id: str, seed: int | None, as_json: bool) -> None:
    """Print a course's blueprint, and the exam that a seed draws from it."""
    try:
        course = catalog.course(course_id)
        if not has_blueprint(catalog.folder, course):
            raise click.ClickException(f"{course_id} has no exam.yaml; docs/items.md shows what stands in one")
        blueprint = read_blueprint(catalog.folder, course)
        questions = () if seed is None else draw_exam(blueprint, course, seed)
    except (UnknownContent, ContentError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    told = describe(blueprint, questions, seed)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"{course_id}: {blueprint.questions} questions, {blueprint.marks:g} marks, {blueprint.minutes} minutes")
    click.echo("marks by level: " + ", ".join(f"{level}: {marks:g}" for level, marks in told["levels"].items()))
    for one in told["questions"]:
        click.echo(f"{one['number']:>3}  {one['marks']:>4g}  {one['item'] or 'written, marked by a teacher'}")


def describe(blueprint: Blueprint, questions: tuple[ExamQuestion, ...], seed: int | None) -> dict[str, Any]:
    """Return what is told of a blueprint and a drawn exam, as plain values."""
    return {
        "course": blueprint.course,
        "minutes": blueprint.minutes,
        "marks": blueprint.marks,
        "levels": list_levels(blueprint.rows),
        "rows": [{"unit": r.unit, "skills": list(r.skills), "level": r.level, "marks": r.marks, "count": r.count} for r in blueprint.rows],
        "seed": seed,
        "questions": [{"number": q.number, "marks": q.marks, "item": q.item.id if q.item else None} for q in questions],
    }
