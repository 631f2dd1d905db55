"""The site's choices about practice and pages."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class TutorSettings(BaseModel):
    """The section `[tutor]` of `site.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    database_url: str = Field(default="", description="SQLAlchemy address of the tutor's database; empty: `tutor.sqlite` in the site's folder.")
    mastery_chance: float = Field(default=0.95, ge=0.5, le=0.999, description="A skill counts as mastered from this chance of knowing it on.")
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
