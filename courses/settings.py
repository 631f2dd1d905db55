"""The site's choices about the courses it offers."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class CoursesSettings(BaseModel):
    """The section `[courses]` of `site.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
