"""The file that `rean model fit` writes goes into the running house, or is refused in words."""

import json
from dataclasses import replace

import pytest

from tests.tutor.makers import answer, make_practice
from tutor.learner.model_file import SHIPPED, as_text, load_shipped
from tutor.learner.profile import recompute
from tutor.site_model import MODEL_FILE, judge_model_file, make_models, make_shipped
from tutor.store import events


def make_live(folder):
    """Return a session whose model follows the site's file."""
    plain = make_practice(folder)
    live = make_models(plain.curriculum, plain.store, folder)
    live._catching_up.rest.times = 0
    return replace(plain, models=live), live


def test_a_fitted_file_takes_over_beside_the_tracer(tmp_path):
    """Mastery stays the tracer's, the profile is the pair's, and it follows from the events alone."""
    session, live = make_live(tmp_path)
    for right in (True, False, True, True):
        answer(session, "101", right)
    live.look()
    before, alone = live(), standing_of(session)
    shipped = load_shipped()
    fitted = replace(shipped, parameters=replace(shipped.parameters, ease=replace(shipped.parameters.ease, base=0.5)), version="")
    (tmp_path / MODEL_FILE).write_text(as_text(fitted.parameters, {}), "utf-8")
    live.look()
    after = standing_of(session)
    assert live().version == before.version.replace(shipped.version, fitted.version) != before.version
    assert [after.mastery(skill) for skill in session.curriculum.skills] == [alone.mastery(skill) for skill in session.curriculum.skills]
    assert answer(session, "101", right=True)["verdict"] == "right"
    with session.store.reading() as connection:
        assert session.standing(connection, "101").profile == recompute(live(), events.list_attempts(connection, "101"))


def standing_of(session):
    """Return where the learner stands."""
    with session.store.reading() as connection:
        return session.standing(connection, "101")


def spoil(text, **changes):
    """Return a model file's text with other values at its top."""
    return json.dumps(json.loads(text) | changes)


BAD = {
    "cut short": lambda text: text[: len(text) // 2],
    "of another version": lambda text: spoil(text, version=99),
    "no model": lambda text: "{}",
    "not a number": lambda text: text.replace("0.", "NaN, 0.", 1),
    "changed by hand": lambda text: text.replace("1", "2", 40),
}


@pytest.mark.parametrize("change", BAD.values(), ids=list(BAD))
def test_a_bad_file_is_refused_by_the_house_and_told_by_the_doctor(tmp_path, change):
    """Practice goes on; `rean doctor` and the class page say why the file is not used."""
    session, live = make_live(tmp_path)
    (tmp_path / MODEL_FILE).write_text(change(SHIPPED.read_text("utf-8")), "utf-8")
    live.look()
    assert (live().version, bool(live.news.refused)) == (make_shipped(session.curriculum).version, True)
    assert not judge_model_file(tmp_path)[0]
    assert answer(session, "101", right=True)["finished"]


def test_the_doctor_praises_a_good_file_and_a_house_without_one(tmp_path):
    """No file is no fault."""
    assert judge_model_file(tmp_path)[0]
    (tmp_path / MODEL_FILE).write_bytes(SHIPPED.read_bytes())
    assert judge_model_file(tmp_path)[0]
