"""A landmark speaks for all that it is built on: right twice, and the rest is skipped ahead of."""

from tests.tutor.worlds_of_skills import make_attempts, make_curriculum, make_tracer
from tutor.learner.profile import recompute
from tutor.pacing.landmarks import Landmarks
from tutor.pacing.placement import Placement
from tutor.pacing.settling import SettlingRule
from tutor.pacing.standing import Standing

NEEDS = {f"s{number:02d}": (f"s{number - 1:02d}",) if number else () for number in range(24)}
CURRICULUM = make_curriculum(NEEDS)
COURSE = list(CURRICULUM.skills)
MARKS = Landmarks({COURSE[at]: frozenset(COURSE[: at + 1]) for at in (5, 11, 17, 23)})


def stand(marks, said=()):
    """Return where a learner stands after answers such as `s05+ s05-`."""
    tracer = make_tracer(NEEDS)
    return Standing(tracer, recompute(tracer, make_attempts(" ".join(marks))), dict(said), SettlingRule())


def place(known_up_to, said=()):
    """Let a learner who knows the first so many skills of the chain be placed; return the end and what was asked."""
    marks, asked = [], []
    while True:
        step = Placement(CURRICULUM).next(COURSE, stand(marks, said), asked, MARKS)
        if step.finished:
            return step, asked
        name = step.skill.partition("#")[2]
        marks.append(name + ("+" if int(name[1:]) < known_up_to else "-"))
        asked.append(step.skill)


def test_what_a_landmark_is_built_on_is_known_with_it():
    """Who knows three quarters of the course begins there, and was asked about few of its skills."""
    end, asked = place(18)
    assert set(end.known) >= set(COURSE[:18])
    assert end.to_learn[0] in COURSE[18:20]
    assert 5 <= len(asked) <= 15


def test_who_knows_nothing_is_called_nothing():
    """One wrong answer decides a landmark, and those above it are not asked."""
    end, asked = place(0)
    assert end.known == ()
    assert 5 <= len(asked) <= 15
    assert len([skill for skill in asked if skill in MARKS.covers]) == len(set(asked) & set(MARKS.covers))


def test_one_right_answer_is_not_enough():
    """It may be luck: the landmark is asked again before it speaks for the others."""
    assert MARKS.covered(stand(["s11+"])) == frozenset()
    assert MARKS.covered(stand(["s11+", "s11+", "s11+"])) == MARKS.covers[COURSE[11]]


def test_what_went_wrong_itself_is_not_covered():
    """Evidence about a skill stands above what others say of it."""
    assert COURSE[3] not in MARKS.covered(stand(["s03-", "s11+", "s11+", "s11+"]))


def test_a_teachers_word_is_not_asked_about():
    """A landmark that a teacher decided needs no question."""
    assert COURSE[11] not in MARKS.worths(stand([], {COURSE[11]: True}), [])
    assert COURSE[11] not in place(24, {COURSE[11]: False})[1]
