"""A course of ours is an nbgrader course folder that a stock nbgrader opens; making it again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Template

from courses.catalog import Catalog
from courses.model import Assignment
from grading.durable import ensure_folder, hold, write_file
from grading.errors import GradingError
from grading.submissions.release_version import read_release
from grading.submissions.opening import open_assignment
from grading.folders import CourseFolders
from grading.gradebook import ensure_gradebook, open_gradebook
from grading.nbgrader_course import CONFIG_FILE, expect_success, open_nbgrader
from grading.records.roster import Roster
from grading.settings import GradingSettings
from grading.source import build_source

_CONFIG = Template((Path(__file__).parent / "nbgrader_config.py.txt").read_text("utf-8"))


class AssignmentChanged(GradingError):
    """The content's questions are others than those that learners have already answered; nbgrader keeps the old ones."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What making the course folder changed, in words for the log."""

    folders: CourseFolders
    done: tuple[str, ...]
    problems: tuple[str, ...]


def ensure_course(
    site: Path, course: str, catalog: Catalog, roster: Roster, *, content: Path, settings: GradingSettings | None = None
) -> Prepared:
    """Make the course's nbgrader folder, gradebook, assignments and students, or bring them up to date.

    Args:
        content: the folder that `catalog` was read from; marking reads the items there.

    An assignment that learners have handed in keeps its questions; a change is reported, not made.
    """
    folders = CourseFolders(site, course)
    for folder in (folders.nbgrader, folders.inbound, folders.outbound, folders.feedback):
        ensure_folder(folder)
    with hold(folders.marking_lock):
        ensure_gradebook(folders)
        done = _ensure_config(folders, content, settings or GradingSettings()) + ensure_students(folders, roster)
        problems: list[str] = []
        for assignment in list_assignments(catalog, course):
            try:
                done += _ensure_assignment(folders, assignment)
            except GradingError as error:
                problems.append(str(error))
    return Prepared(folders, tuple(done), tuple(problems))


def list_assignments(catalog: Catalog, course: str) -> list[Assignment]:
    """Return the course's assignments in the order of its units."""
    return [assignment for unit in catalog.courses[course].units for assignment in unit.assignments]


def ensure_students(folders: CourseFolders, roster: Roster) -> list[str]:
    """Put the course's learners into the gradebook under their Latin and Khmer names; nobody is ever taken out."""
    done = []
    with open_gradebook(folders) as gradebook:
        known = {s.id: (s.first_name, s.last_name) for s in gradebook.students}
        for person in roster.learners():
            names = (person.khmer_name, person.latin_name)
            if folders.course in person.courses and known.get(person.number) != names:
                gradebook.update_or_create_student(person.number, first_name=names[0], last_name=names[1])
                done.append(f"student {person.number}")
    return done


def _ensure_config(folders: CourseFolders, content: Path, settings: GradingSettings) -> list[str]:
    values = {"course": folders.course, "content": str(content.absolute()), "lang": settings.marking_lang}
    text = _CONFIG.substitute({k: repr(v) for k, v in values.items()}, late=repr(settings.late_penalty), timezone=repr(settings.timezone))
    path = folders.nbgrader / CONFIG_FILE
    if path.exists() and path.read_text("utf-8") == text:
        return []
    write_file(path, text.encode())
    return [CONFIG_FILE]


def _ensure_assignment(folders: CourseFolders, assignment: Assignment) -> list[str]:
    source, release = (folders.notebook(step, assignment.name) for step in ("source", "release"))
    text = build_source(assignment).encode()
    if release.exists() and source.exists() and source.read_bytes() == text:
        return []
    first = not release.exists()
    if not first:
        _check_unchanged(folders, assignment)
    ensure_folder(source.parent)
    write_file(source, text)
    expect_success(open_nbgrader(folders).generate_assignment(assignment.name), f"generating {assignment.name}")
    if first:
        open_assignment(folders, assignment.name)
    return [f"assignment {assignment.name}"]


def _check_unchanged(folders: CourseFolders, assignment: Assignment) -> None:
    with open_gradebook(folders) as gradebook:
        answered = bool(gradebook.assignment_submissions(assignment.name))
    fresh = {q.id: "automatic" if q.item else "written" for q in assignment.questions}
    if answered and read_release(folders.notebook("release", assignment.name)).questions != fresh:
        raise AssignmentChanged(f"{assignment.name}: learners have answered other questions; give the changed test a new name")
