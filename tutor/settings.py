"""The site's choices about practice and pages."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class TutorSettings(BaseModel):
    """The section `[tutor]` of `site.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    database_url: str = Field(default="", description="SQLAlchemy address of the tutor's database; empty: `tutor.sqlite` in the site's folder.")
    mastery_chance: float = Field(default=0.95, ge=0.5, le=0.999, description="A skill counts as mastered from this chance of knowing it on.")
    probable_chance: float = Field(
        default=0.75,
        ge=0.5,
        le=0.999,
        description="A skill counts as mastered from this chance on, once another exercise would hardly help; below it the skill is left.",
    )
    skip_chance: float = Field(
        default=0.85,
        ge=0.5,
        le=0.999,
        description="A skill of which at most one exercise was done counts as mastered from this chance on: what else is known speaks for it.",
    )
    least_gain: float = Field(
        default=0.01,
        ge=0.0,
        le=0.5,
        description="Chance to learn something by an exercise, below which the exercise is not worth its time.",
    )
    success_chance: float = Field(default=0.75, ge=0.5, le=0.95, description="The chance of a right answer that the next exercise should have.")
    most_tries: int = Field(default=30, ge=5, le=200, description="Exercises on a skill after which it is left to the teacher.")
    return_days: int = Field(
        default=2, ge=1, le=60, description="Days after which a skill that was left is tried again.", json_schema_extra={"unit": "days"}
    )
    rest_exercises: int = Field(default=6, ge=1, le=50, description="Exercises on other skills before a skill that kept going wrong comes back.")
    interleave_after: int = Field(
        default=6, ge=0, le=50, description="Exercises in a row on one skill before another one under way gets a turn; 0: never."
    )
    skip_ahead: bool = Field(
        default=True, description="Whether a skill may count as mastered before its first exercise, by what follows from others."
    )
    placement: bool = Field(default=True, description="Whether a course begins with a few questions that find where to start.")
    placement_fewest: int = Field(default=5, ge=1, le=30, description="Questions of a placement at least.")
    placement_most: int = Field(default=15, ge=1, le=60, description="Questions of a placement at most.")
    review_retention: float = Field(default=0.9, ge=0.7, le=0.97, description="Chance of still knowing a skill at which it comes up for review.")
    reviews_a_day: int = Field(default=10, ge=0, le=50, description="Reviews a learner is given in a day at most.")
    minutes_a_week: int = Field(
        default=200, ge=10, le=3000, description="How long a learner has a seat in a week, by the rota.", json_schema_extra={"unit": "minutes"}
    )
    days_a_week: int = Field(
        default=5, ge=1, le=7, description="On how many days of a week a learner has a seat.", json_schema_extra={"unit": "days"}
    )
    tries: int = Field(default=3, ge=1, le=10, description="Wrong answers to one exercise before its solution is shown.")
    step_back_after: int = Field(
        default=2,
        ge=1,
        le=10,
        description="Wrong exercises in a row on a skill before an unmastered skill that it needs is practised first.",
    )
    leave_after: int = Field(default=4, ge=2, le=20, description="Wrong exercises in a row on a skill before another skill is practised for a while.")
    stuck_after: int = Field(default=4, ge=2, le=20, description="Wrong exercises in a row on a skill before the class page says: stuck.")
    repeats_before_help: int = Field(default=3, ge=2, le=20, description="Times the same misconception shows before the class page says so.")
    wheel_after: int = Field(
        default=12, ge=4, le=100, description="Exercises on a skill without getting near to knowing it before the class page says so."
    )
    easy_after: int = Field(
        default=15, ge=5, le=100, description="Right answers in a row, without a hint, on any skills before the class page says: too easy."
    )
    absent_days: int = Field(
        default=7, ge=1, le=90, description="Days without an answer before the class page says: absent.", json_schema_extra={"unit": "days"}
    )
    lock_minutes: int = Field(
        default=5, ge=1, le=120, description="Idle minutes before a learner's screen locks.", json_schema_extra={"unit": "minutes"}
    )
    seat_minutes: int = Field(
        default=30,
        ge=1,
        le=600,
        description="A seat that nobody has used for so long is taken over without a question.",
        json_schema_extra={"unit": "minutes"},
    )
    recording_kilobytes: int = Field(
        default=3_000, ge=100, le=50_000, description="The largest recording that a teacher may keep.", json_schema_extra={"unit": "kilobytes"}
    )
    recheck_seconds: int = Field(
        default=10,
        ge=0,
        le=300,
        description="How soon a token that the hub has withdrawn is refused.",
        json_schema_extra={"unit": "seconds"},
    )
    wait_for_database_seconds: int = Field(
        default=5, ge=0, le=60, description="How long a request waits for a locked database.", json_schema_extra={"unit": "seconds"}
    )
