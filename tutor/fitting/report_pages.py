"""The report as a page for the browser or as PDF, in Khmer or English; it needs nothing from outside."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

import tutor
from courses.catalog import Catalog
from courses.languages import Catalogue, Lang, load_catalogue
from courses.typeset import typeset
from tutor.fitting.answers import Answers
from tutor.fitting.evaluate import predict_online
from tutor.fitting.replacing import replacing
from tutor.fitting.report import ALL_COURSES, HEIGHT, LEAST_LEARNERS, TRIES, WIDTH, Group, keep_apart, list_courses, list_groups, read_sexes
from tutor.learner.base import LearnerModel

_TEMPLATES = Path(__file__).parent / "templates"
_FONT = Path(tutor.__file__).parent / "web" / "static" / "vendor" / "noto-sans-khmer" / "khmer.woff2"
_CURVES = ("calibration", "learning")


def write_report(to: Path, answers: Answers, model: LearnerModel, roster: Path | None, lang: Lang, catalog: Catalog) -> None:
    """Write the report as one file, HTML or PDF by its ending."""
    words = load_catalogue(Path(tutor.__file__).parent, lang)
    chances, _seconds = predict_online(model, answers)
    found, sexes = list_courses(answers), read_sexes(roster)
    apart = keep_apart(answers, found, sexes)
    groups = {course: list_groups(answers, chances, rows, sexes, apart) for course, rows in found.items()}
    courses = [
        {"title": name_course(course, words, catalog), "groups": [describe(group, words) for group in told]} for course, told in groups.items()
    ]
    values = {"lang": lang, "courses": courses, **describe_page(answers, model, words)}
    made = typeset(_TEMPLATES / "report.typ", values) if to.suffix.lower() == ".pdf" else make_page(values).encode()
    with replacing(to) as temporary:
        temporary.write_bytes(made)


def name_course(course: str, words: Catalogue, catalog: Catalog) -> str:
    """Return a course's title where the house has it, else its id."""
    if course == ALL_COURSES:
        return words("model_report.all_courses")
    known = catalog.courses.get(course)
    return known.title.in_lang(words.lang) if known else course


def describe_page(answers: Answers, model: LearnerModel, words: Catalogue) -> dict[str, Any]:
    """Return the words that stand once in the report."""
    return {
        "title": words("model_report.title"),
        "about": words("model_report.about", model=model.name, version=model.version, **answers.counts()),
        "how": [words(f"model_report.how_{part}", least=LEAST_LEARNERS) for part in ("calibration", "learning", "size")],
    }


def describe(group: Group, words: Catalogue) -> dict[str, Any]:
    """Return what is told of a group: its size, and its curves where it is large enough."""
    if not group.shown:
        return {"title": words(f"model_report.{group.who}"), "say": words("model_report.hidden", least=LEAST_LEARNERS), "charts": []}
    say = words(
        "model_report.group", learners=group.learners, answers=group.answers, right=f"{100 * group.right:.0f}", distance=f"{100 * group.ece:.1f}"
    )
    charts = [
        {"svg": draw(curve, group, words), **{part: words(f"model_report.{curve}_{part}") for part in ("axis", "caption")}} for curve in _CURVES
    ]
    return {"title": words(f"model_report.{group.who}"), "say": say, "charts": charts}


def draw(curve: str, group: Group, words: Catalogue) -> Markup:
    """Return one curve as SVG."""
    first, last = (0, 100) if curve == "calibration" else (1, TRIES)
    size = {"width": WIDTH, "height": HEIGHT, "first": first, "last": last}
    points: Sequence[object] = getattr(group, curve)
    label = words(f"model_report.{curve}_label")
    return Markup(_environment().get_template("chart.svg").render(label=label, points=points, diagonal=curve == "calibration", **size))


def make_page(values: Mapping[str, Any]) -> str:
    """Return the report as HTML; Khmer is legible on a computer that has no font for it."""
    font = base64.b64encode(_FONT.read_bytes()).decode()
    return _environment().get_template("report.html").render(font=font, **values)


def _environment() -> Environment:
    return Environment(loader=PackageLoader("tutor.fitting", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
