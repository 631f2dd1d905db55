"""`rean courses`: check, build and count what is taught."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from courses.catalog import load_catalog
from courses.checks import printing
from courses.checks.report import check_content
from courses.checks.rules import FAMILIES, RULES
from courses.errors import ContentError, ContentErrors
from courses.exams.commands import show_exam
from courses.languages import Words
from courses.publish import build
from courses.starting import CannotStart, start_course, start_unit
from courses.statistics import count_content

CONTENT = Path(__file__).with_name("content")
_content = click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=CONTENT,
    show_default="the courses of Rean",
    help="Folder of courses.",
)
_workers = click.option(
    "--workers", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default="processors", help="Processes that check beside each other."
)
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object; progress goes to standard error.")


@click.group("courses", epilog="Example: rean courses check --content my-courses")
def commands() -> None:
    """Check, build and count what is taught."""


@commands.command("check", epilog="Example: rean courses check --only math1/fractions --rule long_sentence")
@_content
@_json
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Also write the report as one page to print.")
@click.option("--rule", "rules", multiple=True, type=click.Choice(list(RULES)), metavar="RULE", help="Tell only what breaks this rule.")
@click.option("--only", "paths", multiple=True, metavar="PATH", help="Tell only what is in this course, unit or file.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@_workers
def check_command(
    content: Path, as_json: bool, html: Path | None, rules: tuple[str, ...], paths: tuple[str, ...], strict: bool, workers: int
) -> None:
    """Check every item in all its variants, every lesson in both languages, every text.

    Errors stop a build; a warning may stand with a reason: accept_warnings: {RULE: reason}. All rules: rean courses rules.
    """
    if missing := [path for path in paths if not set("*?[") & set(path) and not (content / path).exists()]:
        raise click.BadParameter(f"{', '.join(missing)}: not in {content}", param_hint="--only")
    report = check_content(content, workers=workers, progress=_say, only=paths).narrowed(rules, paths)
    if html:
        html.write_text(printing.as_html(report), "utf-8")
    click.echo(printing.as_json(report) if as_json else printing.as_text(report))
    if report.errors or (strict and report.warnings):
        raise click.exceptions.Exit(1)


@commands.command("rules", epilog="Example: rean courses rules")
@_json
def rules_command(as_json: bool) -> None:
    """List what is checked, family by family."""
    if as_json:
        rows = [{"name": r.name, "family": name, "severity": r.severity, "about": r.about} for name, rules in FAMILIES.items() for r in rules]
        click.echo(json.dumps({"rules": rows}, ensure_ascii=False))
        return
    for family, rules in FAMILIES.items():
        click.echo(f"\n{family}")
        for rule in rules:
            click.echo(f"  {rule.name:22} {rule.severity:8} {rule.about}")


@commands.command("new", epilog="Example: rean courses new math1/integers --title-km ចំនួនគត់រ៉ឺឡាទីប --title-en Integers")
@click.argument("path", metavar="COURSE[/UNIT]")
@click.option("--title-km", default="", help="The Khmer title; without it that of the planned unit.")
@click.option("--title-en", default="", help="The English title; without it that of the planned unit, or the folder's name.")
@_content
@_json
def new_command(path: str, title_km: str, title_en: str, content: Path, as_json: bool) -> None:
    """Make a unit that passes the check, to be written over; or a course without units.

    The unit takes the place of a planned one with the same title in course.yaml. Nothing is overwritten.
    """
    course, _, unit = path.strip("/").partition("/")
    try:
        if not unit:
            made = [start_course(content, course, Words(title_km or "វគ្គសិក្សាថ្មី", title_en or course.capitalize()))]
        else:
            made = start_unit(content, course, unit, km=title_km, en=title_en)
    except CannotStart as error:
        raise click.ClickException(str(error)) from None
    except ContentError as error:
        _end([error])
        return
    click.echo(json.dumps({"made": [str(file) for file in made]}, ensure_ascii=False) if as_json else "\n".join(map(str, made)))
    _say(f"Next: write over these files, and look after each with rean courses check --only {course}")


@commands.command("build", epilog="Example: rean courses build --out /tmp/lessons")
@_content
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder that is replaced by the built lessons.")
@_json
@_workers
def build_command(content: Path, out: Path, as_json: bool, workers: int) -> None:
    """Check everything and turn the lessons into notebooks."""
    try:
        built = build(content, out, _say, workers=workers)
    except ContentErrors as errors:
        _end(errors.errors)
        return
    for warning in built.warnings:
        _say(f"warning: {warning}")
    numbers = {"lessons": built.lessons, "notebooks": built.notebooks}
    click.echo(json.dumps(numbers) if as_json else f"{built.notebooks} notebooks of {built.lessons} lessons in {out}")


@commands.command("stats", epilog="Example: rean courses stats --json")
@_content
@_json
@_workers
def stats_command(content: Path, as_json: bool, workers: int) -> None:
    """Count what was built and passed the check: units, lessons, skills, items, figures, tests; words and answer kinds."""
    counted = count_content(check_content(content, workers=workers, progress=_say), content)
    if as_json:
        click.echo(json.dumps(counted))
        return
    for course, numbers in counted["courses"].items():
        click.echo(f"{course:10} " + "  ".join(f"{n} {noun}" for noun, n in numbers.items()))
    click.echo(f"{counted['words']} words of the glossary, {len(counted['answer_kinds'])} answer kinds")


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


def _say(what: str) -> None:
    click.echo(what, err=True)


def _end(faults: list[ContentError]) -> None:
    for fault in faults:
        click.echo(str(fault), err=True)
    if faults:
        raise click.exceptions.Exit(1)
