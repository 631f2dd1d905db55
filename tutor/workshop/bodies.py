"""What a page of the workshop may ask for when an answer is tried."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tutor.web.bodies import NextBody, Path_


class AskBody(NextBody):
    """Which exercise comes now? An item with the numbers of a variant or of one of its tests, or the next of a lesson's skills."""

    unit: Path_ = ""
    lesson: Path_ = ""
    variant: Annotated[int, Field(ge=0, le=100_000)] | None = None
    test: Annotated[int, Field(ge=0, le=1_000)] | None = None
