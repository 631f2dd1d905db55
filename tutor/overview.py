"""A learner's way through the courses: what is done, what comes next, how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from courses.model import Assignment, Course, Lesson, Unit
from tutor.curriculum import Curriculum
from tutor.pacing.standing import Standing

_NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class LessonView:
    """A lesson on a learner's list."""

    lesson: Lesson
    progress: float
    """How much of its skills is known, in [0, 1]."""
    opened: bool

    @property
    def done(self) -> bool:
        """Tell whether every skill of it is mastered."""
        return self.progress >= 1.0


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit with its lessons and tests."""

    unit: Unit
    lessons: tuple[LessonView, ...]
    progress: float
    assignments: tuple[Assignment, ...]

    @property
    def worked_through(self) -> bool:
        """Tell whether its test may be written: every lesson was opened, or nearly everything is known."""
        return self.progress >= _NEARLY_ALL or all(view.opened for view in self.lessons)


@dataclass(frozen=True, slots=True)
class CourseView:
    """A course as a tile on the learner's home."""

    course: Course
    units: tuple[UnitView, ...]
    progress: float


def view_courses(curriculum: Curriculum, standing: Standing, opened: Sequence[str]) -> list[CourseView]:
    """Return every course with the learner's progress."""
    return [view_course(curriculum, course, standing, opened) for course in curriculum.catalog.courses.values()]


def view_course(curriculum: Curriculum, course: Course, standing: Standing, opened: Sequence[str]) -> CourseView:
    """Return one course; units that are still to be written count as not yet done."""
    units = tuple(_view_unit(curriculum, unit, standing, opened) for unit in course.units)
    whole = len(course.units) + len(course.planned)
    return CourseView(course, units, sum(u.progress for u in units) / whole if whole else 0.0)


def _view_unit(curriculum: Curriculum, unit: Unit, standing: Standing, opened: Sequence[str]) -> UnitView:
    lessons = tuple(LessonView(x, standing.progress(curriculum.lesson_skills(x)), x.id in opened) for x in unit.lessons)
    skills = [skill for skill in curriculum.skills if skill.startswith(f"{unit.id}#")]
    return UnitView(unit, lessons, standing.progress(skills), unit.assignments)


def find_next_lesson(views: Sequence[CourseView], opened: Sequence[str]) -> Lesson | None:
    """Return the lesson to continue with: the one opened last while it is not done, else the first that is not done."""
    lessons = {v.lesson.id: v for course in views for unit in course.units for v in unit.lessons}
    for lesson_id in opened[:1]:
        if lesson_id in lessons and not lessons[lesson_id].done:
            return lessons[lesson_id].lesson
    waiting = (v.lesson for v in lessons.values() if not v.done)
    return next(waiting, next((v.lesson for v in lessons.values()), None))


def find_following(curriculum: Curriculum, lesson_id: str) -> Lesson | None:
    """Return the lesson after this one in its unit, or None after the last."""
    unit = curriculum.catalog.unit(lesson_id.rsplit("/", 1)[0])
    ids = [lesson.id for lesson in unit.lessons]
    place = ids.index(lesson_id) + 1 if lesson_id in ids else len(ids)
    return unit.lessons[place] if place < len(ids) else None
