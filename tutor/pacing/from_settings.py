"""The site's choices, as the parts of the pacing take them."""

from __future__ import annotations

from tutor.curriculum import Curriculum
from tutor.days import Calendar
from tutor.pacing.items import ItemPacing, Silent, never
from tutor.pacing.pacer import Pacer
from tutor.pacing.placement import Placement
from tutor.pacing.review import Review
from tutor.pacing.settling import SettlingRule
from tutor.pacing.skills import SkillPacing
from tutor.settings import TutorSettings


def make_rule(settings: TutorSettings) -> SettlingRule:
    """Return when a skill is mastered, open or left."""
    return SettlingRule(
        mastery_chance=settings.mastery_chance,
        probable_chance=min(settings.probable_chance, settings.mastery_chance),
        skip_chance=min(settings.skip_chance, settings.mastery_chance),
        least_gain=settings.least_gain,
        most_tries=settings.most_tries,
        return_days=settings.return_days,
        skip_ahead=settings.skip_ahead,
    )


def make_pacer(curriculum: Curriculum, settings: TutorSettings, silent: Silent = never) -> Pacer:
    """Return what chooses the next exercise."""
    skills = SkillPacing(settings.step_back_after, settings.leave_after, settings.rest_exercises, interleave_after=settings.interleave_after)
    return Pacer(curriculum, skills, _items(settings, silent))


def make_placement(curriculum: Curriculum, settings: TutorSettings, silent: Silent = never) -> Placement:
    """Return what asks at the start of a course."""
    most = max(settings.placement_fewest, settings.placement_most)
    return Placement(curriculum, settings.placement_fewest, most, items=_items(settings, silent))


def make_review(settings: TutorSettings, calendar: Calendar) -> Review:
    """Return what brings back what was learned, by the days of a place."""
    return Review(settings.review_retention, settings.reviews_a_day, calendar=calendar)


def _items(settings: TutorSettings, silent: Silent) -> ItemPacing:
    return ItemPacing(success_chance=settings.success_chance, silent=silent)
