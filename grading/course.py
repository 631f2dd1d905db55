"""A course of ours is an nbgrader course folder that a stock nbgrader opens; making it again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Template

from courses.catalog import Catalog, load_catalog
from courses.model import Assignment
from grading.durable import ensure_folder, hold, write_file
from grading.errors import GradingError
from grading.folders import CourseFolders
from grading.gradebook import ensure_gradebook, open_gradebook
from grading.nbgrader_course import CONFIG_FILE, expect_success, open_nbgrader
from grading.records.roster import Roster, read_roster
from grading.settings import GradingSettings
from grading.source import build_source
from grading.students import ensure_students
from grading.submissions.opening import open_assignment
from grading.submissions.release_version import read_release

_CONFIG = Template((Path(__file__).parent / "nbgrader_config.py.txt").read_text("utf-8"))


class AssignmentChanged(GradingError):
    """The content's questions are others than those that learners have already answered; nbgrader keeps the old ones."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What making the course folder changed, in words for the log."""

    folders: CourseFolders
    done: tuple[str, ...]
    problems: tuple[str, ...]


def ensure_courses(site: Path, content: Path, settings: GradingSettings | None = None) -> list[Prepared]:
    """Make, or bring up to date, every course that has an assignment; the house calls this when it starts.

    Raises:
        ContentErrors: the content folder does not pass `rean courses check`.
    """
    catalog, roster = load_catalog(content), read_roster(site / "roster.json")
    chosen = [course for course in catalog.courses if list_assignments(catalog, course)]
    return [ensure_course(site, course, catalog, roster, content=content, settings=settings) for course in chosen]


def ensure_course(site: Path, course: str, catalog: Catalog, roster: Roster, *, content: Path, settings: GradingSettings | None = None) -> Prepared:
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
                done += _ensure_assignment(folders, assignment) + _ensure_opened_once(folders, assignment.name)
            except GradingError as error:
                problems.append(str(error))
    return Prepared(folders, tuple(done), tuple(problems))


def list_assignments(catalog: Catalog, course: str) -> list[Assignment]:
    """Return the course's assignments in the order of its units."""
    return [assignment for unit in catalog.courses[course].units for assignment in unit.assignments]


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
    if release.exists():
        _check_unchanged(folders, assignment)
    ensure_folder(source.parent)
    write_file(source, text)
    expect_success(open_nbgrader(folders).generate_assignment(assignment.name), f"generating {assignment.name}")
    return [f"assignment {assignment.name}"]


def _ensure_opened_once(folders: CourseFolders, assignment: str) -> list[str]:
    """Open a new assignment; from then on it is the teacher's to close and to open."""
    marker = ensure_folder(folders.exchange / "opened") / assignment
    if marker.exists():
        return []
    open_assignment(folders, assignment)
    write_file(marker, b"")
    return [f"opened {assignment}"]


def _check_unchanged(folders: CourseFolders, assignment: Assignment) -> None:
    with open_gradebook(folders) as gradebook:
        answered = bool(gradebook.assignment_submissions(assignment.name))
    release = read_release(folders.notebook("release", assignment.name))
    fresh = {q.id: ("automatic" if q.item else "written", q.points) for q in assignment.questions}
    if answered and fresh != {name: (kind, release.points[name]) for name, kind in release.questions.items()}:
        raise AssignmentChanged(f"{assignment.name}: learners have answered other questions; give the changed test a new name")
