"""`rean courses`: check, build and count what is taught."""

from __future__ import annotations

import json
from pathlib import Path

import click

from courses.catalog import Catalog, load_catalog
from courses.check import check_catalog
from courses.errors import ContentError, ContentErrors
from courses.exams.commands import show_exam
from courses.publish import build

CONTENT = Path(__file__).with_name("content")
_content = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT,
    show_default="the courses of Rean",
    help="Folder of courses.",
)
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object; progress goes to standard error.")


@click.group("courses", epilog="Example: rean courses check --content my-courses")
def commands() -> None:
    """Check, build and count what is taught."""


@commands.command("check", epilog="Example: rean courses check --json")
@_content
@_json
def check_command(content: Path, as_json: bool) -> None:
    """Check every item in all its variants, every lesson in both languages."""
    try:
        catalog = load_catalog(content)
        faults = check_catalog(catalog, _say)
    except ContentErrors as errors:
        faults = errors.errors
    if as_json:
        findings = [{"file": f.file, "line": f.line, "message": f.message} for f in faults]
        click.echo(json.dumps({"errors": len(faults), "warnings": 0, "findings": findings}, ensure_ascii=False))
    _end(faults)


@commands.command("build", epilog="Example: rean courses build --out /tmp/lessons")
@_content
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder that is replaced by the built lessons.")
@_json
def build_command(content: Path, out: Path, as_json: bool) -> None:
    """Check everything and turn the lessons into notebooks."""
    try:
        built = build(content, out, _say)
    except ContentErrors as errors:
        _end(errors.errors)
        return
    numbers = {"lessons": built.lessons, "notebooks": built.notebooks}
    click.echo(json.dumps(numbers) if as_json else f"{built.notebooks} notebooks of {built.lessons} lessons in {out}")


@commands.command("stats", epilog="Example: rean courses stats --json")
@_content
@_json
def stats_command(content: Path, as_json: bool) -> None:
    """Count units, lessons, skills, items and tests of each course."""
    try:
        counted = count_content(load_catalog(content))
    except ContentErrors as errors:
        _end(errors.errors)
        return
    if as_json:
        click.echo(json.dumps({"courses": counted}))
        return
    for course, numbers in counted.items():
        click.echo(f"{course:10} " + "  ".join(f"{n} {noun}" for noun, n in numbers.items()))


@commands.command("exam", epilog="Example: rean courses exam math1 --seed 7")
@click.argument("course")
@click.option("--seed", type=click.IntRange(0), help="Draw the exam of this seed; without it only the blueprint is shown.")
@_content
@_json
def exam_command(course: str, seed: int | None, content: Path, as_json: bool) -> None:
    """Show the blueprint of a course's final exam, and an exam drawn from it."""
    try:
        show_exam(load_catalog(content), course, seed, as_json)
    except ContentErrors as errors:
        _end(errors.errors)


def count_content(catalog: Catalog) -> dict[str, dict[str, int]]:
    """Return for each course how many units, lessons, skills, items and assignments are written."""
    return {
        course.id: {
            "units": len(course.units),
            "lessons": sum(len(u.lessons) for u in course.units),
            "skills": sum(len(u.skills) for u in course.units),
            "items": sum(len(u.items) for u in course.units),
            "assignments": sum(len(u.assignments) for u in course.units),
        }
        for course in catalog.courses.values()
    }


def _say(what: str) -> None:
    click.echo(what, err=True)


def _end(faults: list[ContentError]) -> None:
    for fault in faults:
        click.echo(str(fault), err=True)
    if faults:
        raise click.exceptions.Exit(1)
