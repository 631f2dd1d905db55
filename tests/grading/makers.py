"""The smallest site in which a learner can hand in and a teacher can mark."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from courses.answers import key_as_typed
from courses.catalog import Catalog, load_catalog
from courses.model import Assignment
from grading.autograde import Summary, collect_and_mark
from grading.course import ensure_course
from grading.exchange import Receipt, submit
from grading.folders import CourseFolders
from grading.gradebook import open_gradebook
from grading.papers import issue_paper
from grading.records.roster import Person, read_roster, write_roster

COURSE = "math1"
TEST = "fractions-test"
ANNA, BORA, CHEA = "0001", "0002", "0003"
NASTY = '<img src=x onerror="window.hurt=1"></pre><script>window.hurt=1</script> $\\frac12$ **b** [a](javascript:alert(1))'
_CONTENT = Path(__file__).parent / "content"


def make_person(number: str, *, courses: tuple[str, ...] = (COURSE,), active: bool = True) -> Person:
    """Return a learner whose names have commas and quotes."""
    return Person(number, f'សុខ, "ដារ៉ា" {number}', f'Sok, "Dara" {number}', courses=courses, active=active)


@dataclass
class World:
    """A site with one course, one test and three learners."""

    site: Path
    content: Path
    catalog: Catalog

    @property
    def folders(self) -> CourseFolders:
        """The course's folders."""
        return CourseFolders(self.site, COURSE)

    @property
    def assignment(self) -> Assignment:
        """The test."""
        return self.catalog.assignment(TEST)

    @property
    def automatic(self) -> list[str]:
        """The questions that the machine marks."""
        return [q.id for q in self.assignment.questions if q.item]

    @property
    def written(self) -> str:
        """The question that the teacher marks."""
        return next(q.id for q in self.assignment.questions if not q.item)

    def right_answers(self, learner: str) -> dict[str, str]:
        """Return what this learner would have to type to get every automatic question right."""
        paper = issue_paper(self.site, COURSE, learner, self.assignment, self.catalog)
        return {q: key_as_typed(paper.variant(q, self.catalog)) for q in self.automatic}

    def hand_in(self, learner: str, attempt: str = "attempt-1", **answers: str) -> Receipt:
        """Hand in right answers, with the ones named put in their places."""
        typed = self.right_answers(learner) | {self.written: "ខ្ញុំគិតដូច្នេះ"} | answers
        return submit(self.site, COURSE, learner, TEST, typed, attempt_id=attempt)

    def mark(self, **options: Any) -> Summary:
        """Press the button."""
        return collect_and_mark(self.site, COURSE, TEST, **options)

    def teacher_gives(self, learner: str, points: float, comment: str = "", question: str | None = None) -> None:
        """Write what formgrader writes when a teacher marks by hand."""
        with open_gradebook(self.folders) as gradebook:
            name = question or self.written
            grade = gradebook.find_grade(name, TEST, TEST, learner)
            grade.manual_score, grade.needs_manual_grade = points, False
            if comment:
                gradebook.find_comment(name, TEST, TEST, learner).manual_comment = comment
            gradebook.db.commit()

    def scores(self, learner: str) -> dict[str, float | None]:
        """Return the machine's points, by question."""
        with open_gradebook(self.folders) as gradebook:
            notebooks = gradebook.find_submission(TEST, learner).notebooks
            return {g.name: g.auto_score for n in notebooks for g in n.grades}

    def inbound(self, learner: str) -> Path:
        """Return the folder of the learner's first attempt."""
        return next(p for p in sorted(self.folders.inbound.iterdir()) if p.name.startswith(f"{learner}+"))

    def audit(self) -> list[str]:
        """Return the acts in the audit log."""
        path = self.site / "audit.jsonl"
        return [json.loads(line)["act"] for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def make_world(folder: Path) -> World:
    """Make a world in an empty folder."""
    site, content = folder / "site", folder / "content"
    shutil.copytree(_CONTENT, content)
    (site / "secrets").mkdir(parents=True)
    (site / "secrets" / "variants.key").write_bytes(b"a key for tests, of 32 bytes ...")
    write_roster(site / "roster.json", [make_person(number) for number in (ANNA, BORA, CHEA)])
    return prepare(World(site, content, load_catalog(content)))


def copy_world(world: World, folder: Path) -> World:
    """Copy a world, which is quicker than making one."""
    shutil.copytree(world.site.parent, folder, dirs_exist_ok=True)
    return prepare(World(folder / "site", folder / "content", world.catalog))


def prepare(world: World) -> World:
    """Bring the course's folder up to date with the content and the roster."""
    roster = read_roster(world.site / "roster.json")
    ensure_course(world.site, COURSE, world.catalog, roster, content=world.content)
    return world
