"""Whatever happens, what is believed of a learner is exactly what follows from the events."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tutor.makers import UNIT, Clock, answer, find_key, find_wrong, make_model, make_practice
from tutor.learner.profile import recompute
from tutor.place import Place
from tutor.session import Typed
from tutor.store import events, overrides, profiles
from tutor.store.tables import profiles as profile_table

LEARNER = "101"
OTHER = make_model("2", 0.4)
PLACES = [Place(UNIT, "01-meaning"), Place(UNIT, "04-adding"), Place(UNIT, "06-problems", ("fraction_word_problems",))]
ACTS = ("right", "wrong", "unreadable", "unreduced", "hint", "draft", "retry", "preview", "override", "switch", "lag", "restart")
JUMPS = {"1970": -57 * 365 * 86_400, "back": -7_200, "none": 0, "minute": 60, "night": 43_200, "2099": 72 * 365 * 86_400}
steps = st.tuples(st.sampled_from(ACTS), st.sampled_from(PLACES), st.sampled_from(sorted(JUMPS)))


class Day:
    """One learner's history, acted out over the real session."""

    def __init__(self, folder):
        self.folder, self.clock, self.number = folder, Clock(), itertools.count()
        self.model, self.start = make_model(), self.clock.time
        self.session, self.sent = self.open(), None

    def open(self):
        return make_practice(self.folder, self.clock, models=lambda: self.model)

    def act(self, act, place, jump):
        self.clock.time = self.start if jump == "none" else self.clock.time
        if abs(self.clock.time.year - 2027) < 20:
            self.clock.move(seconds=JUMPS[jump])
        shown = self.session.next(LEARNER, place, "en")
        if not shown.get("done"):
            getattr(self, act)(place, shown)

    def send(self, shown, typed, learner=LEARNER, purpose="practice"):
        self.sent = Typed(shown["shown_id"], f"attempt-{next(self.number)}", typed, "en")
        return self.session.check(learner, self.sent, purpose)

    def right(self, place, shown):
        self.send(shown, find_key(self.session, LEARNER, shown["shown_id"]))

    def wrong(self, place, shown):
        self.send(shown, find_wrong(shown))

    def unreadable(self, place, shown):
        self.send(shown, "😀")

    def unreduced(self, place, shown):
        top, _, bottom = find_key(self.session, LEARNER, shown["shown_id"]).partition("/")
        self.send(shown, f"{int(top) * 3}/{int(bottom) * 3}" if bottom.isdigit() and top.isdigit() else "?")

    def hint(self, place, shown):
        self.session.hint(LEARNER, shown["shown_id"], "km")

    def draft(self, place, shown):
        self.session.draft(LEARNER, shown["shown_id"], "1/")

    def retry(self, place, shown):
        if self.sent:
            assert self.session.check(LEARNER, self.sent) == self.session.check(LEARNER, self.sent)

    def preview(self, place, shown):
        theirs = self.session.next("t1", place, "en", "preview")
        if not theirs.get("done"):
            self.session.check("t1", Typed(theirs["shown_id"], f"attempt-{next(self.number)}", find_wrong(theirs), "en"), "preview")

    def override(self, place, shown):
        with self.session.store.writing() as connection:
            overrides.add(connection, LEARNER, shown["skill"]["id"], next(self.number) % 2 == 0, reason="saw it", by="t1", at=self.clock())

    def switch(self, place, shown):
        self.model = OTHER if self.model.version == "1" else make_model()

    def lag(self, place, shown):
        """Answer, and lose what was computed of it, as if the power failed between the two."""
        with self.session.store.reading() as connection:
            before = connection.execute(profile_table.select()).all()
        self.right(place, shown)
        with self.session.store.writing() as connection:
            connection.execute(profile_table.delete())
            for row in before:
                connection.execute(profile_table.insert().values(**row._mapping))

    def restart(self, place, shown):
        self.session.store.engine.dispose()
        self.session = self.open()

    def believed(self, learner, model):
        with self.session.store.reading() as connection:
            stored = profiles.load_profile(connection, learner, model, self.session.curriculum.moves)
            return stored, recompute(model, events.list_attempts(connection, learner))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=st.lists(steps, max_size=25))
def test_recomputing_from_events_gives_exactly_the_stored_state(tmp_path_factory, history):
    """Retries, hints, answers that cost nothing, previews, overrides, clock jumps, switches of the model, lost profiles, restarts."""
    day = Day(tmp_path_factory.mktemp("store"))
    for step in history:
        day.act(*step)
    for learner in (LEARNER, "t1"):
        for model in (make_model(), OTHER):
            stored, computed = day.believed(learner, model)
            assert stored == computed


def test_a_learner_is_told_from_another(tmp_path):
    """The same attempt id from two learners is two attempts, and each profile holds its own."""
    session = make_practice(tmp_path)
    for learner in ("101", "102"):
        answer(session, learner, right=True, attempt_id="attempt-1")
    with session.store.reading() as connection:
        assert [len(list(events.list_attempts(connection, learner))) for learner in ("101", "102")] == [1, 1]


def test_an_answer_that_was_not_told_is_asked_again_and_counts_once(tmp_path, monkeypatch):
    """The power fails after the event and before the profile: both are undone, the same attempt is sent again and counts once."""
    session = make_practice(tmp_path)
    shown = session.next(LEARNER, PLACES[0], "en")
    typed = Typed(shown["shown_id"], "attempt-1", find_key(session, LEARNER, shown["shown_id"]), "en")
    with monkeypatch.context() as patch:
        patch.setattr(profiles, "save_profile", _fail)
        with pytest.raises(ZeroDivisionError):
            session.check(LEARNER, typed)
    assert session.check(LEARNER, typed)["verdict"] == "right"
    with session.store.reading() as connection:
        assert len(list(events.list_attempts(connection, LEARNER))) == 1


def _fail(*_arguments):
    raise ZeroDivisionError


def test_events_that_came_from_elsewhere_may_say_anything(tmp_path):
    """Times of 1970 and 2099, seconds and parts of points that cannot be: the model stays sane, and recomputing agrees."""
    session = make_practice(tmp_path)
    answer(session, LEARNER, right=True)
    with session.store.reading() as connection:
        good = next(events.list_attempts(connection, LEARNER))
    odd = [{"seconds": float("nan")}, {"seconds": -1e300}, {"seconds": float("inf")}, {"partial": float("nan")}, {"partial": -3.0}]
    years = (1970, 2099, 2027, 1970, 2027)
    names = "learner, at, shown_id, item, skills, level, kind, choices, purpose, lesson, typed, try_number, hints, hints_total, lang, reply"
    with session.store.writing() as connection:
        for number, (year, values) in enumerate(zip(years, odd, strict=True)):
            told = replace(good, attempt_id=f"odd-{number}", at=good.at.replace(year=year), verdict="wrong", **values)
            events.append(connection, told, {})
        more = f"SELECT {names}, 'raw-1', 'wrong', -7.5, 9e999 FROM events WHERE id = 1"  # noqa: S608
        connection.exec_driver_sql(f"INSERT INTO events ({names}, attempt_id, verdict, partial, seconds) {more}")
    with session.store.reading() as connection:
        attempts = list(events.list_attempts(connection, LEARNER))
        assert [one.seconds for one in attempts[1:4]] == [None] * 3
        assert [one.partial for one in attempts] == [0.0] * 7
        assert attempts[-1].seconds is None
        standing = session.standing(connection, LEARNER)
        assert standing.profile == recompute(session.model, attempts)
    assert 0 <= standing.mastery(good.task.skills[0]) <= 1
    assert not session.next(LEARNER, PLACES[1], "km").get("done")
