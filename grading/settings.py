"""The site's choices about marking."""

from __future__ import annotations

from typing import Literal
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator


class GradingSettings(BaseModel):
    """The section `[grading]` of `site.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answer_chars: int = Field(
        default=10_000, ge=100, le=100_000, description="Longest answer that is taken.", json_schema_extra={"unit": "characters"}
    )
    marking_lang: Literal["km", "en"] = Field(
        default="km", description="Language in which the teacher's marking page shows questions and verdicts: km or en."
    )
    late_penalty: Literal["none", "zero"] = Field(
        default="none", description="What a submission after the due date loses: none (it is only shown as late) or zero (all its points)."
    )
    timezone: str = Field(default="Asia/Phnom_Penh", description="Time zone in which times are shown.")

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"timezone must be a name such as Asia/Phnom_Penh. Got {value!r}")
        return value
