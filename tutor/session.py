"""An item and a seed become a variant, a variant is shown, an answer is typed and judged, and the event is on disk before the verdict is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from courses import answers
from courses.languages import Lang
from courses.model import Variant, Verdict
from tutor.choosing import choose_next
from tutor.curriculum import Curriculum, unit_of
from tutor.deciding import keep_left, keep_mastered
from tutor.drawings import draw_anew
from tutor.errors import NothingToPractise, NotShown, TutorError
from tutor.events.records import LONGEST_SECONDS, Attempt, Purpose, Task
from tutor.learner.profile import learn_one
from tutor.learner.tracing import Tracing
from tutor.pacing.from_settings import make_rule
from tutor.pacing.pacer import Next, Pacer
from tutor.pacing.standing import Standing
from tutor.place import Place
from tutor.recordings import Recordings
from tutor.sentences import say_reason, texts_in
from tutor.settings import TutorSettings
from tutor.store import events, overrides, profiles, reports, shown
from tutor.store.database import Store
from tutor.store.shown import ShownVariant
from tutor.telling import tell_exercise, tell_hints, tell_sound, tell_verdict

NOT_LEARNED = Verdict("not_learned")
"""Said instead of an answer in a placement: not known, and no mistake."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One answer, as it came from the learner."""

    shown_id: str
    attempt_id: str
    typed: str
    lang: Lang
    not_learned: bool = False
    """The learner says that this was never learned; taken in a placement only."""


@dataclass(frozen=True, slots=True)
class PracticeSession:
    """Practice of all learners; keeps nothing in memory, so that it may end at any moment.

    Args:
        models: gives the learner model in use; asked once for each request, since it may change between two.
        now: the clock.
        draw_seed: gives a fresh number below 2**63 for every exercise.
    """

    curriculum: Curriculum
    store: Store
    models: Callable[[], Tracing]
    pacer: Pacer
    settings: TutorSettings
    now: Callable[[], datetime]
    draw_seed: Callable[[], int]
    recordings: Recordings | None = None
    """Where what is heard is kept; None where nothing can be heard."""

    @property
    def model(self) -> Tracing:
        """The learner model in use at this moment."""
        return self.models()

    def next(self, learner: str, place: Place, lang: Lang, purpose: Purpose = "practice") -> dict[str, Any]:
        """Return the exercise that is open at this place, or else the next one; `{"done": True, "say": ...}` when there is none.

        Raises:
            NothingToPractise: the unit, the skill or the fixed item is not there.
        """
        with self.store.reading() as connection:
            open_one = self._find_open(connection, learner, place.slot)
            if open_one and self._find_variant(open_one):
                return self.describe(connection, open_one, lang)
        with self.store.writing() as connection:
            variant = self.find_open(connection, learner, place.slot) or self._draw_next(connection, learner, place, purpose)
            return self.describe(connection, variant, lang) if variant else self._done(connection, learner, lang, place)

    def check(self, learner: str, answer: Typed, purpose: Purpose = "practice") -> dict[str, Any]:
        """Judge an answer, record it, and return what to say; the same attempt again gets the same answer and counts once.

        Raises:
            NotShown: the learner has no such open exercise.
            AttemptReused: the attempt's id belongs to another answer.
            StoreUnavailable: nothing was recorded; the same attempt may be sent again.
        """
        with self.store.reading() as connection:
            if known := self._find_reply(connection, learner, answer):
                return known
            seen = self._get_open(connection, learner, answer.shown_id)
        variant = self._variant(seen)
        verdict = NOT_LEARNED if answer.not_learned and seen.places else answers.check(variant, answer.typed)
        with self.store.writing() as connection:
            if known := self._find_reply(connection, learner, answer):
                return known
            seen = self._get_open(connection, learner, answer.shown_id)
            return self._record(connection, seen, variant, verdict, answer, purpose)

    def hint(self, learner: str, shown_id: str, lang: Lang) -> list[str]:
        """Show one more hint, and return all that were shown."""
        with self.store.writing() as connection:
            seen = self._get_open(connection, learner, shown_id)
            variant = self._variant(seen)
            seen = replace(seen, hints=min(seen.hints + 1, len(variant.item.hints)))
            shown.change(connection, shown_id, hints=seen.hints)
        return tell_hints(variant, seen, lang)

    def draft(self, learner: str, shown_id: str, typed: str) -> None:
        """Keep what is typed so far."""
        with self.store.writing() as connection:
            self._get_open(connection, learner, shown_id)
            shown.change(connection, shown_id, draft=typed)

    def report(self, learner: str, shown_id: str, text: str, lang: Lang) -> None:
        """Tell the teacher that something is wrong with an exercise."""
        with self.store.writing() as connection:
            seen = shown.find(connection, learner, shown_id)
            if seen is None:
                raise NotShown(f"{learner} was not shown {shown_id}")
            reports.add(connection, seen, text, lang, self.now())

    def standing(self, connection: Connection, learner: str) -> Standing:
        """Return where a learner stands now."""
        model = self.models()
        words = overrides.list_standing(connection, [learner])[learner]
        profile = profiles.load_profile(connection, learner, model, self.curriculum.moves)
        said, placed = overrides.split_words(words, profile)
        return Standing(model, profile, said, make_rule(self.settings), self.now(), placed)

    def standings(self, connection: Connection, learners: Sequence[str]) -> dict[str, Standing]:
        """Return where several learners stand now, by learner, in a few queries however many there are."""
        model, rule, now = self.models(), make_rule(self.settings), self.now()
        words, found = overrides.list_standing(connection, learners), profiles.load_profiles(connection, learners, model, self.curriculum.moves)
        parts = {learner: overrides.split_words(words[learner], found[learner]) for learner in learners}
        return {learner: Standing(model, found[learner], said, rule, now, placed) for learner, (said, placed) in parts.items()}

    def find_open(self, connection: Connection, learner: str, slot: str) -> ShownVariant | None:
        """Return what is open in a slot; what an update of the courses has made impossible is left, and no longer in the way."""
        open_one = self._find_open(connection, learner, slot)
        if open_one is None or self._find_variant(open_one):
            return open_one
        shown.change(connection, open_one.shown_id, outcome="left")
        return None

    def _find_reply(self, connection: Connection, learner: str, answer: Typed) -> dict[str, Any] | None:
        return events.find_reply(connection, learner, answer.attempt_id, answer.shown_id, answer.typed)

    def _find_open(self, connection: Connection, learner: str, slot: str) -> ShownVariant | None:
        newest = shown.find_newest(connection, learner, slot)
        return newest if newest and not newest.finished else None

    def _get_open(self, connection: Connection, learner: str, shown_id: str) -> ShownVariant:
        seen = shown.find(connection, learner, shown_id)
        if seen is None or seen.finished:
            raise NotShown(f"{learner} has no open exercise {shown_id}")
        return seen

    def _draw_next(self, connection: Connection, learner: str, place: Place, purpose: Purpose) -> ShownVariant | None:
        chosen = self._fixed(connection, learner, place) if place.item else self._choose(connection, learner, place)
        return self.show_new(connection, learner, place.slot, place.lesson_id, purpose, chosen) if chosen else None

    def show_new(self, connection: Connection, learner: str, slot: str, lesson: str, purpose: Purpose, chosen: Next) -> ShownVariant:
        """Draw the numbers of what was chosen, others than the learner had lately, and keep what is about to be shown."""
        had = shown.list_drawn(connection, learner, chosen.item.id) if chosen.item.draw else []
        seed, drawn = draw_anew(chosen.item, had, self.draw_seed)
        reason = chosen.reason.to_plain()
        about: dict[str, Any] = {"lesson": lesson, "purpose": purpose, "item": chosen.item.id, "skill": chosen.skill}
        variant = ShownVariant(shown.new_shown_id(), learner, self.now(), slot, **about, seed=str(seed), drawn=drawn, reason=reason)
        shown.add(connection, variant)
        return variant

    def _choose(self, connection: Connection, learner: str, place: Place) -> Next | None:
        asked = self._asked(place)
        standing = self.standing(connection, learner)
        chosen = choose_next(connection, self.pacer, learner, asked, standing)
        if chosen:
            keep_left(connection, learner, standing, chosen, self.now())
        return chosen

    def _asked(self, place: Place) -> list[str]:
        lesson = self.curriculum.lessons.get(place.lesson_id)
        names = place.skills or (lesson.skills if lesson else ())
        asked = self.curriculum.skills_of(place.unit, names)
        if not asked:
            raise NothingToPractise(f"{place.unit} teaches no {', '.join(place.skills) or 'skill'}")
        return asked

    def _fixed(self, connection: Connection, learner: str, place: Place) -> Next | None:
        """Return the item that the lesson asks at this place, until it was answered right there."""
        newest = shown.find_newest(connection, learner, place.slot)
        if newest and newest.outcome in ("right", "taken", "skipped"):
            return None
        item = self.curriculum.catalog.find_item(place.item or "")
        if item is None:
            raise NothingToPractise(f"there is no item {place.item}")
        return Next(item, self.curriculum.task_skills(item)[0])

    def _variant(self, seen: ShownVariant) -> Variant:
        variant = self._find_variant(seen)
        if variant is None:
            raise NotShown(f"{seen.item} is no longer in the courses as it was shown")
        return variant

    def _find_variant(self, seen: ShownVariant) -> Variant | None:
        return self.curriculum.drawings.find(seen.item, seen.drawn)

    def _record(
        self, connection: Connection, seen: ShownVariant, variant: Variant, verdict: Verdict, answer: Typed, purpose: Purpose
    ) -> dict[str, Any]:
        attempt, before = self._attempt(seen, variant, verdict, answer, purpose), self.standing(connection, seen.learner)
        profile = learn_one(before.model, before.profile, attempt)
        after = replace(seen, draft="", wrong_tries=seen.wrong_tries + (attempt.try_number > 0 and not attempt.right))
        after = replace(after, outcome=self._outcome(after, attempt))
        stands = replace(before, profile=profile)
        why = self._why_next(connection, after, stands, answer.lang) if after.finished else None
        reply = tell_verdict(after, variant, verdict, stands, answer.lang, why)
        written = events.append(connection, attempt, reply)
        keep_mastered(connection, written, before, stands, self.now())
        profiles.save_profile(connection, seen.learner, replace(profile, through_event=written.id), self.curriculum.moves)
        shown.change(connection, seen.shown_id, wrong_tries=after.wrong_tries, outcome=after.outcome, draft=after.draft)
        return reply

    def _attempt(self, seen: ShownVariant, variant: Variant, verdict: Verdict, answer: Typed, purpose: Purpose) -> Attempt:
        kind = answers.show(variant, answer.lang)
        task = Task(seen.item, self.curriculum.task_skills(variant.item), variant.item.level, kind.kind, len(kind.options.get("choices", ())))
        return Attempt(
            attempt_id=answer.attempt_id,
            learner=seen.learner,
            at=self.now(),
            shown_id=seen.shown_id,
            task=task,
            purpose=purpose if purpose == "preview" else seen.purpose,
            lesson=seen.lesson,
            typed=answer.typed,
            verdict=verdict.name,
            try_number=0 if verdict.costs_nothing or verdict.taken else seen.wrong_tries + 1,
            hints=seen.hints,
            hints_total=len(variant.item.hints),
            lang=answer.lang,
            partial=0.0 if verdict.right or verdict.costs_nothing else verdict.score,
            seconds=self._seconds(seen),
        )

    def _seconds(self, seen: ShownVariant) -> float | None:
        seconds = (self.now() - seen.at).total_seconds()
        return seconds if 0 <= seconds <= LONGEST_SECONDS else None

    def _outcome(self, seen: ShownVariant, attempt: Attempt) -> shown.Outcome:
        if attempt.right:
            return "right"
        if attempt.verdict == "taken":
            return "taken"
        if seen.places:
            return "solved" if attempt.counts else ""
        choices = attempt.task.choices if attempt.task.kind == "choice" else 0
        tries = min(self.settings.tries, choices - 1) if choices > 1 else self.settings.tries
        return "solved" if seen.wrong_tries >= tries else ""

    def _why_next(self, connection: Connection, seen: ShownVariant, standing: Standing, lang: Lang) -> str | None:
        if seen.slot.startswith("@"):
            return None
        lesson_id, _, asked = seen.slot.partition("|")
        unit = unit_of(lesson_id)
        if "/" in asked:
            return None
        place = Place(unit, lesson_id.removeprefix(f"{unit}/"), tuple(filter(None, asked.split(","))))
        try:
            skills = self._asked(place)
            chosen = choose_next(connection, self.pacer, seen.learner, skills, standing)
        except TutorError:
            return None
        reason = chosen.reason if chosen else self.pacer.finish(skills, standing).reason
        return say_reason(reason, self.curriculum, lang)

    def describe(self, connection: Connection, seen: ShownVariant, lang: Lang) -> dict[str, Any]:
        """Return what a browser may know of an exercise."""
        exercise = tell_exercise(self.curriculum, seen, self._variant(seen), self.standing(connection, seen.learner), lang)
        item = self.curriculum.catalog.item(seen.item)
        return exercise | {"sound": tell_sound(item.sound, self.recordings)} if item.sound else exercise

    def _done(self, connection: Connection, learner: str, lang: Lang, place: Place) -> dict[str, Any]:
        if place.item:
            return {"done": True, "say": texts_in(lang)("exercise.answered")}
        why = self.pacer.finish(self._asked(place), self.standing(connection, learner)).reason
        return {"done": True, "say": say_reason(why, self.curriculum, lang)}
