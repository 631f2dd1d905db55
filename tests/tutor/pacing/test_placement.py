"""A placement asks where an answer says most, and stops when it is sure or has asked enough."""

from tests.tutor.worlds_of_skills import key, make_attempts, make_curriculum, make_standing, make_tracer
from tutor.learner.profile import recompute
from tutor.pacing.placement import Placement
from tutor.pacing.settling import SettlingRule
from tutor.pacing.standing import Standing

NEEDS = {f"s{number:02d}": (f"s{number - 1:02d}",) if number else () for number in range(12)}
CURRICULUM = make_curriculum(NEEDS)
COURSE = list(CURRICULUM.skills)


def place(known_up_to, placement=None):
    """Let a learner who knows the first so many skills of a chain be placed; return the end and what was asked."""
    placement = placement or Placement(CURRICULUM)
    tracer, marks, asked = make_tracer(NEEDS), [], []
    while True:
        standing = Standing(tracer, recompute(tracer, make_attempts(" ".join(marks))), {}, SettlingRule())
        step = placement.next(COURSE, standing, asked)
        if step.finished:
            return step, asked
        name = step.skill.partition("#")[2]
        marks.append(name + ("+" if int(name[1:]) < known_up_to else "-"))
        asked.append(step.skill)


def test_an_answer_is_followed_where_it_says_most():
    """A right answer leads up, where something is still unsure; the record says the number of the question."""
    tracer = make_tracer(NEEDS)
    first = Placement(CURRICULUM).next(COURSE, Standing(tracer, recompute(tracer, []), {}, SettlingRule()), [])
    assert (first.decision.act, first.decision.reason.values["number"]) == ("place", 1)
    after = Standing(tracer, recompute(tracer, make_attempts(first.skill.partition("#")[2] + "+")), {}, SettlingRule())
    assert COURSE.index(Placement(CURRICULUM).next(COURSE, after, [first.skill]).skill) > COURSE.index(first.skill)


def test_it_asks_five_to_fifteen_questions():
    """Whoever the learner is."""
    assert all(5 <= len(place(known)[1]) <= 15 for known in (0, 4, 8, 12))


def test_a_site_sets_how_many():
    """At most so many, and then it says that it has asked enough."""
    step, asked = place(6, Placement(CURRICULUM, fewest=2, most=3, worth=0.0))
    assert (len(asked), step.decision.ground) == (3, "enough_asked")


def test_who_knows_more_begins_later():
    """Skills that are surely known are skipped ahead of, among them such as were never asked."""
    nothing, everything = place(0)[0], place(12)[0]
    assert len(nothing.known) < len(everything.known)
    assert nothing.to_learn[0] == COURSE[0]
    assert ("why.placed_none", "why.placed") == (nothing.decision.reason.text_id, place(6)[0].decision.reason.text_id)
    assert everything.decision.act == "finish"


def test_a_teachers_word_is_not_asked_about():
    """What a teacher has decided needs no question."""
    curriculum = make_curriculum()
    skills = list(curriculum.skills)
    standing = make_standing(said={"count": True, "add": True, "multiply": True})
    assert Placement(curriculum).next(skills, standing, []).skill == key("draw")
