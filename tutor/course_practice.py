"""The practice of a whole course: what helps most comes next, whichever lesson teaches it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from courses.languages import Lang
from courses.model import Course
from tutor.choosing import choose_next
from tutor.deciding import keep_left
from tutor.events.records import Purpose
from tutor.sentences import say_reason
from tutor.session import PracticeSession


@dataclass(frozen=True, slots=True)
class CoursePractice:
    """Practice of all learners outside lessons."""

    session: PracticeSession

    def next(self, learner: str, course: Course, lang: Lang, purpose: Purpose) -> dict[str, Any]:
        """Return the open exercise of the course, or the next one; `{"done": True, "say": ...}` when there is none."""
        slot, skills = f"@course/{course.id}", self.session.curriculum.course_skills(course)
        with self.session.store.writing() as connection:
            seen = self.session.find_open(connection, learner, slot)
            if seen is None:
                standing = self.session.standing(connection, learner)
                chosen = choose_next(connection, self.session.pacer, learner, skills, standing)
                if chosen is None:
                    return {"done": True, "say": say_reason(self.session.pacer.finish(skills, standing).reason, self.session.curriculum, lang)}
                keep_left(connection, learner, standing, chosen, self.session.now())
                seen = self.session.show_new(connection, learner, slot, "", purpose, chosen)
            return self.session.describe(connection, seen, lang)
