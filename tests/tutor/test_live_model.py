"""A new model takes over in one moment and loses nothing; a bad file changes nothing and is told."""

import json
import math
from dataclasses import dataclass, replace
from threading import Event

import pytest

from tests.tutor.makers import NEEDS, NamedTracer, answer, make_model, make_practice
from tutor.catching_up import Rest
from tutor.learner.graph import make_graph
from tutor.learner.profile import recompute
from tutor.live_model import LiveModel, watch
from tutor.store import events, profiles


class PowerCut(BaseException):
    """The process ends here."""


def load_bkt(file):
    """Read priors from a file: a loader as small as one can be."""
    plain = json.loads(file.read_text())
    return make_model(plain["version"], plain["known_before"], **plain.get("more", {}))


def make_live(folder, load=load_bkt):
    """Return a session whose model lives, and the model's holder."""
    plain = make_practice(folder)
    live = LiveModel(plain.store, plain.curriculum, make_model(), folder / "model.json", load, Rest(times=0))
    return replace(plain, models=live), live


def write_model(folder, version="2", known_before=0.5, **more):
    """Put a model file in the place of the old one, in one step as `rean model fit` does."""
    new = folder / "model.json.new"
    new.write_text(json.dumps({"version": version, "known_before": known_before, "more": more}))
    new.replace(folder / "model.json")


def rows_of(session):
    """Return which models profiles are kept for."""
    with session.store.reading() as connection:
        return sorted(version for _, version in profiles.list_models(connection))


def is_exact(session, learner="101"):
    """Tell whether the profile in use is the one that follows from the events alone."""
    with session.store.reading() as connection:
        used = session.standing(connection, learner).profile
        return used.to_plain() == recompute(session.model, events.list_attempts(connection, learner)).to_plain()


def test_a_new_file_takes_over_after_it_has_caught_up(tmp_path):
    """The old model serves until everybody's profile is computed for the new one; old profiles go a round later."""
    session, live = make_live(tmp_path)
    for learner in ("101", "102"):
        answer(session, learner, right=True)
    live.look()
    write_model(tmp_path)
    assert live().version == "1"
    live.look()
    assert (live().version, rows_of(session), is_exact(session)) == ("2", ["1", "2"], True)
    live.look()
    assert rows_of(session) == ["2"]


def test_answers_that_come_while_it_catches_up_count(tmp_path):
    """An answer between the computing and the switch is in the new profile too."""
    session, live = make_live(tmp_path)
    answer(session, "101", right=True)
    write_model(tmp_path)
    live._catching_up.rest.wait = lambda _seconds: answer(session, "101", right=True) if live().version == "1" and len(count(session)) < 5 else None
    live.look()
    assert (live().version, is_exact(session)) == ("2", True)
    assert len(count(session)) > 1


def count(session):
    """Return the events of a learner."""
    with session.store.reading() as connection:
        return list(events.list_attempts(connection, "101"))


def test_a_switch_in_the_middle_of_a_request_mixes_no_two_models(tmp_path):
    """A request asks once which model is in use; what it stores is of that one alone."""
    session = make_practice(tmp_path)
    models = iter([make_model(), make_model("2", 0.9)] * 20)
    session = replace(session, models=lambda: next(models))
    for _ in range(4):
        answer(session, "101", right=False)
    for version, known in (("1", 0.25), ("2", 0.9)):
        with session.store.reading() as connection:
            model = make_model(version, known)
            stored = profiles.load_profile(connection, "101", model)
            assert stored.to_plain() == recompute(model, events.list_attempts(connection, "101")).to_plain()


@pytest.mark.parametrize("after", range(4))
def test_a_power_cut_while_it_catches_up_is_harmless(tmp_path, after):
    """Wherever it ends, the old model goes on, and the next start finishes the work."""
    session, live = make_live(tmp_path)
    for learner in ("101", "102", "201"):
        answer(session, learner, right=True)
    live.look()
    write_model(tmp_path)
    rests = iter(range(after))

    def wait(_seconds):
        if next(rests, None) is None:
            raise PowerCut

    live._catching_up.rest.wait = wait
    with pytest.raises(PowerCut):
        live.look()
    again, live = make_live(tmp_path)
    assert all(is_exact(again, learner) for learner in ("101", "102", "201"))
    live.look()
    assert (live().version, is_exact(again)) == ("2", True)


BAD_FILES = {
    "cut short": '{"version": "2", "known_',
    "empty": "",
    "not a number": '{"version": "2", "known_before": NaN}',
    "more than certain": '{"version": "2", "known_before": 1e9}',
    "of another version": '{"format": 99}',
    "with an unknown field": '{"version": "2", "known_before": 0.5, "more": {"surprise": 1}}',
    "a list": "[]",
}


@pytest.mark.parametrize("text", BAD_FILES.values(), ids=list(BAD_FILES))
def test_a_bad_file_changes_nothing_and_is_told(tmp_path, caplog, text):
    """The service goes on with the model it has, says so, and takes the next good file."""
    session, live = make_live(tmp_path)
    write_model(tmp_path)
    live.look()
    (tmp_path / "model.json").write_text(text)
    live.look()
    assert live().version == "2"
    assert live.news.refused.startswith("model.json: ")
    assert "goes on with the model tracer 2" in caplog.text
    assert answer(session, "101", right=True)["finished"]
    write_model(tmp_path, "3")
    live.look()
    assert (live().version, live.news.refused) == ("3", "")


def test_a_start_with_a_bad_file_serves_the_shipped_model(tmp_path):
    """A house with a broken file opens all the same."""
    (tmp_path / "model.json").write_text("{")
    session, live = make_live(tmp_path)
    assert (live().version, bool(live.news.refused)) == ("1", True)
    assert answer(session, "101", right=True)["finished"]


def test_the_shipped_model_serves_at_the_start_until_the_first_file_has_caught_up(tmp_path):
    """Nobody meets a third opinion: what was in use yesterday is in use until the switch."""
    session, _ = make_live(tmp_path)
    answer(session, "101", right=True)
    write_model(tmp_path)
    _, live = make_live(tmp_path)
    assert live().version == "1"
    live.look()
    assert live().version == "2"
    assert make_live(tmp_path)[1]().version == "2"


def test_a_file_that_is_taken_away_brings_the_shipped_model_back(tmp_path):
    """The way back is to remove the file."""
    write_model(tmp_path)
    session, live = make_live(tmp_path)
    answer(session, "101", right=True)
    live.look()
    (tmp_path / "model.json").unlink()
    live.look()
    assert (live().version, is_exact(session)) == ("1", True)


@dataclass(frozen=True)
class Absurd(NamedTracer):
    """A model that is sane as long as nobody has answered."""

    version: str = "absurd"
    raises: bool = False

    def learn_one(self, state, attempt):
        """Learn nonsense, or fail."""
        if self.raises:
            raise ZeroDivisionError("a weight is missing")
        return {"z": [math.nan] * 4, "skills": {}}


@pytest.mark.parametrize("raises", [True, False])
@pytest.mark.parametrize("at_start", [True, False])
def test_a_model_that_fails_on_real_answers_is_refused(tmp_path, raises, at_start):
    """A new model is tried on every answer before it is used; one that served since the start gives way to the shipped one."""
    session, _ = make_live(tmp_path)
    answer(session, "101", right=True)
    with session.store.writing() as connection:
        profiles.forget_others(connection, make_model("none"))
    make = lambda _file: Absurd(graph=make_graph(NEEDS), raises=raises)  # noqa: E731
    if at_start:
        write_model(tmp_path)
    session, live = make_live(tmp_path, make)
    write_model(tmp_path)
    live.look()
    assert (live().version, bool(live.news.refused)) == ("1", True)
    live.look()
    assert answer(session, "101", right=True)["finished"]
    assert is_exact(session)


def test_the_watch_looks_until_it_is_told_to_stop(tmp_path):
    """Beside the requests a thread sees the new file by itself, also after a round that failed."""
    session, live = make_live(tmp_path)
    answer(session, "101", right=True)
    rounds, switched, look = [], Event(), live.look

    def look_and_tell():
        rounds.append(1)
        if len(rounds) == 1:
            raise RuntimeError("a bad moment")
        look()
        if live().version == "2":
            switched.set()

    live.look = look_and_tell
    write_model(tmp_path)
    thread = watch(live, 0.01)
    assert switched.wait(20)
    live.over.set()
    thread.join(20)
    assert not thread.is_alive()
