"""Where a learner begins in a course: offered once, skipped or stopped at will, opened again by a teacher."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection

from courses.languages import Lang
from courses.model import Course
from tutor.events.records import Purpose, Reason
from tutor.pacing.landmarks import Landmarks
from tutor.pacing.pacer import Next
from tutor.pacing.placement import Placement, PlacementStep
from tutor.sentences import say_number, texts_in
from tutor.session import PracticeSession
from tutor.store import decisions, overrides, shown
from tutor.store.decisions import Decision
from tutor.store.overrides import PLACED
from tutor.store.shown import PLACEMENT_SLOT

State = Literal["offered", "begun", "done", "skipped", "not_offered"]

OPENED, SKIPPED, STOPPED = "placement:opened", "placement:skipped", "placement:stopped"
_ENDS = ("finish:sure", "finish:enough_asked", STOPPED)
KINDS = (OPENED, SKIPPED, *_ENDS)


@dataclass(frozen=True, slots=True)
class PlacementView:
    """How the placement of one learner in one course stands."""

    state: State
    slot: str
    known: tuple[str, ...] = ()
    """At the end: what was known already, in the order of teaching."""
    begin: str = ""
    """At the end: the first skill to learn; empty where all are known."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Placements of all learners; what was asked and found is in the store."""

    session: PracticeSession
    placement: Placement
    offers: bool
    """Whether the site begins with a placement those courses that name landmarks for it."""

    def view(self, connection: Connection, learner: str, course: Course) -> PlacementView:
        """Return how the placement stands."""
        made = [d for d in decisions.list_of_kinds(connection, [learner], KINDS)[learner] if d.course == course.id]
        slot = f"{PLACEMENT_SLOT}{course.id}/{sum(d.kind == OPENED for d in made)}"
        newest = made[0] if made else None
        if newest and newest.kind in _ENDS:
            return PlacementView("done", slot, tuple(newest.numbers.get("known_skills", ())), newest.skill)
        if newest and newest.kind == SKIPPED:
            return PlacementView("skipped", slot)
        if shown.find_newest(connection, learner, slot):
            return PlacementView("begun", slot)
        skills = self.session.curriculum.course_skills(course)
        fresh = not any(self.session.standing(connection, learner).tally(skill).tries for skill in skills)
        offers = self.offers and fresh and bool(course.landmarks)
        return PlacementView("offered" if skills and (newest or offers) else "not_offered", slot)

    def next(self, learner: str, course: Course, lang: Lang, purpose: Purpose) -> dict[str, Any]:
        """Return the open question, or the next one; `{"done": True}` when the placement is at its end."""
        with self.session.store.writing() as connection:
            view = self.view(connection, learner, course)
            if view.state in ("done", "skipped"):
                return {"done": True, "say": ""}
            seen = self.session.find_open(connection, learner, view.slot)
            asked = self._asked(connection, learner, view)
            if seen is None:
                step = self._step(connection, learner, course, asked)
                if step.item is None:
                    self._end(connection, learner, course, step, step.decision.kind)
                    return {"done": True, "say": ""}
                chosen = Next(step.item, step.skill, step.decision.reason, (step.decision,))
                seen = self.session.show_new(connection, learner, view.slot, "", purpose, chosen)
            exercise = self.session.describe(connection, seen, lang)
            return exercise | {"may_pass": True, "hints": [], "hints_total": 0, "step": self._see_step(len(asked), lang)}

    def skip(self, learner: str, course: Course) -> None:
        """Note that the learner wants to begin at the beginning."""
        self._note(learner, course, SKIPPED, "placement.skipped")

    def open_again(self, learner: str, course: Course, by: str) -> None:
        """Offer the placement once more, whatever there was."""
        with self.session.store.writing() as connection:
            overrides.undo_placed(connection, learner, course.id, self.session.now())
            decisions.add(connection, self._decision(learner, course, OPENED, "placement.opened", by=by))

    def stop(self, learner: str, course: Course) -> None:
        """End the placement with what is known so far."""
        with self.session.store.writing() as connection:
            view = self.view(connection, learner, course)
            if view.state == "begun":
                asked = self._asked(connection, learner, view)
                self._end(connection, learner, course, self._stopped(connection, learner, course, len(asked)), STOPPED)

    def _asked(self, connection: Connection, learner: str, view: PlacementView) -> list[str]:
        """Return the skill of each question that was answered; one that an update of the courses took away was not."""
        answered = (one for one in shown.list_finished(connection, learner, view.slot) if one.outcome in ("right", "solved"))
        return [self.session.curriculum.moves.skill(one.skill) for one in answered]

    def _step(self, connection: Connection, learner: str, course: Course, asked: list[str]) -> PlacementStep:
        skills = self.session.curriculum.course_skills(course)
        landmarks = Landmarks.over(self.session.curriculum, course)
        return self.placement.next(skills, self.session.standing(connection, learner), asked, landmarks)

    def _stopped(self, connection: Connection, learner: str, course: Course, asked: int) -> PlacementStep:
        """Return the end as it is where every question was asked that may be."""
        skills = self.session.curriculum.course_skills(course)
        standing = self.session.standing(connection, learner)
        landmarks = Landmarks.over(self.session.curriculum, course)
        step = self.placement.next(skills, standing, [skills[0]] * self.placement.most, landmarks)
        return replace(step, decision=replace(step.decision, numbers=dict(step.decision.numbers) | {"asked": asked}))

    def _end(self, connection: Connection, learner: str, course: Course, step: PlacementStep, kind: str) -> None:
        numbers = dict(step.decision.numbers) | {"known_skills": list(step.known)}
        standing = self.session.standing(connection, learner)
        for skill in step.known:
            if not standing.mastered(skill):
                overrides.add(connection, learner, skill, True, reason="", by=PLACED, at=self.session.now())
        reason = step.decision.reason.to_plain()
        decisions.add(connection, Decision(learner, self.session.now(), kind, course.id, step.decision.skill, reason, numbers))

    def _note(self, learner: str, course: Course, kind: str, text_id: str, **values: Any) -> None:
        with self.session.store.writing() as connection:
            decisions.add(connection, self._decision(learner, course, kind, text_id, **values))

    def _decision(self, learner: str, course: Course, kind: str, text_id: str, **values: Any) -> Decision:
        return Decision(learner, self.session.now(), kind, course.id, "", Reason(text_id, values).to_plain())

    def _see_step(self, done: int, lang: Lang) -> dict[str, Any]:
        most = max(self.placement.fewest, done + 1)
        return {"done": done, "most": most, "say": texts_in(lang)("placement.step", number=say_number(done + 1, lang))}
