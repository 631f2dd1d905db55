"""What a learner does today: a short list, honest about the date, with what is done already ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tutor.curriculum import Curriculum
from tutor.events.records import Attempt, Reason
from tutor.pacing.plan import DayPlan, count_left, find_pace, plan_day
from tutor.pacing.standing import Standing
from tutor.reviewing import ReviewView
from tutor.settings import TutorSettings
from tutor.worktime import WorkTime


@dataclass(frozen=True, slots=True)
class Today:
    """One learner's day."""

    plan: DayPlan
    work: WorkTime
    review: ReviewView
    target: date | None

    @property
    def share(self) -> float:
        """How much of the day's time is done, in [0, 1]."""
        return min(self.work.today / self.plan.minutes, 1.0) if self.plan.minutes else 1.0

    @property
    def reason(self) -> Reason:
        """The plan in one sentence; where nothing is to be reviewed, it says nothing of reviews."""
        said = self.plan.reason
        return said if self.plan.reviews else Reason(f"{said.text_id}_only", said.values)

    @property
    def practised(self) -> int:
        """Exercises done today beside the reviews."""
        return max(self.work.exercises[-1] - self.review.done, 0)


def list_skills(curriculum: Curriculum, courses: Sequence[str]) -> list[str]:
    """Return the skills that a learner is here to learn: those of their courses, of all where the roster names none."""
    chosen = [course for course in curriculum.catalog.courses.values() if not courses or course.id in courses]
    return [skill for course in chosen for skill in curriculum.course_skills(course)]


def plan_today(
    standing: Standing, skills: Sequence[str], latest: Sequence[Attempt], settings: TutorSettings, today: date, target: date | None, reviews: int = 0
) -> DayPlan:
    """Return the plan of a day from the newest answers and what is left to learn."""
    return plan_day(
        count_left(standing, skills),
        find_pace(latest, standing, skills),
        today,
        minutes_a_week=settings.minutes_a_week,
        days_a_week=settings.days_a_week,
        reviews=reviews,
        target=target,
    )
