"""The site's choices about practice and pages."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class TutorSettings(BaseModel):
    """The section `[tutor]` of `site.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
