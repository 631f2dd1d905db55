"""What a request of the interface may say; anything else is refused."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from courses.languages import Lang

TYPED_CHARS = 10_000
"""Longest answer that is judged at all."""

BODY_BYTES = 12 * TYPED_CHARS + 8_192
"""Largest body: an answer of the longest kind as escaped JSON, and the fields around it."""

_PATH = r"^[A-Za-z0-9_/-]*$"
Path_ = Annotated[str, Field(max_length=200, pattern=_PATH)]
Id = Annotated[str, Field(min_length=6, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]
SeatId = Annotated[str, Field(min_length=6, max_length=64, pattern=r"^[A-Za-z0-9-]+$")]
TypedText = Annotated[str, Field(max_length=TYPED_CHARS)]


class Body(BaseModel):
    """A request body that refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NextBody(Body):
    """Which exercise comes now, at this place of a lesson?"""

    unit: Path_
    lesson: Path_
    skills: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=40)] = []
    lang: Lang = "km"
    item: Path_ | None = None
    seat: SeatId | None = None


class CourseBody(Body):
    """Which exercise comes now, in this course?"""

    course: Path_
    lang: Lang = "km"
    seat: SeatId | None = None


class ReviewBody(Body):
    """Which exercise of today's review comes now?"""

    lang: Lang = "km"
    seat: SeatId | None = None


class CheckBody(Body):
    """One answer."""

    shown_id: Id
    attempt_id: Id
    typed: TypedText
    not_learned: bool = False
    lang: Lang = "km"
    seat: SeatId | None = None


class HintBody(Body):
    """One more hint."""

    shown_id: Id
    lang: Lang = "km"
    seat: SeatId | None = None


class DraftBody(Body):
    """What is typed so far."""

    shown_id: Id
    typed: TypedText
    seat: SeatId | None = None


class ReportBody(Body):
    """Something is wrong with an exercise."""

    shown_id: Id
    text: Annotated[str, Field(max_length=2_000)]
    lang: Lang = "km"
    seat: SeatId | None = None


class SkipBody(Body):
    """A question that the learner does not want to answer."""

    shown_id: Id
    lang: Lang = "km"
    seat: SeatId | None = None


class SeatBody(Body):
    """Which seat?"""

    seat: SeatId | None = None


class UnlockBody(Body):
    """The PIN of a locked screen."""

    pin: Annotated[str, Field(min_length=1, max_length=200)]
    seat: SeatId | None = None


class TestDraftBody(Body):
    """What is typed so far in one question of a unit test."""

    typed: TypedText
    seat: SeatId | None = None


class CvBody(Body):
    """Fields of a curriculum vitae, by their names."""

    fields: Annotated[dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=600)]], Field(max_length=60)]
    seat: SeatId | None = None


class SubmitBody(Body):
    """Hand in."""

    attempt_id: Id
    seat: SeatId | None = None


Json = dict[str, Any]
