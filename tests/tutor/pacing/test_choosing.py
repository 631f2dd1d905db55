"""What comes next: needed skills first, nobody kept on a hopeless one, a teacher's word above all; and every choice is a record."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tutor.worlds_of_skills import CHAIN, START, key, make_curriculum, make_standing
from tutor.events.tallies import Tally
from tutor.learner.tracing import Belief
from tutor.pacing.decisions import Decision
from tutor.pacing.from_settings import make_pacer
from tutor.pacing.settling import SettlingRule
from tutor.settings import TutorSettings

CURRICULUM = make_curriculum()
PACER = make_pacer(CURRICULUM, TutorSettings())
COURSE = list(CURRICULUM.skills)
answers_of = st.lists(st.tuples(st.sampled_from(sorted(CHAIN)), st.sampled_from("+-")), max_size=40).map(
    lambda rows: " ".join(skill + mark for skill, mark in rows)
)


def choose(answers="", said=None, recent=(), **about):
    """Return what comes next after these answers."""
    return PACER.choose(COURSE, make_standing(answers, said, **about), recent)


def test_a_course_begins_with_what_needs_nothing():
    """The first skill of the course, at its first level, with a reason."""
    first = choose()
    assert (first.skill, first.item.level, first.reason.text_id) == (key("count"), 1, "why.new")


def test_a_skill_is_practised_until_it_is_settled():
    """No change in the middle of a skill that goes well."""
    assert choose("count+").skill == key("count")


def test_what_is_mastered_is_left_for_what_it_opens():
    """Who can count goes on to adding."""
    assert choose("count++++++").skill == key("add")


def test_two_wrong_lead_back_to_what_is_needed():
    """Adding went wrong, counting was never shown: counting comes first, and the record says why."""
    chosen = choose("add--")
    assert (chosen.skill, chosen.reason.values["other"]) == (key("count"), key("add"))


def test_what_the_placement_found_is_doubted_when_what_needs_it_goes_wrong():
    """Counting was called known by the placement alone: after two wrong on adding it is practised after all."""
    placed = frozenset({key("count")})
    standing = replace(make_standing("add--"), placed=placed)
    chosen = PACER.choose(COURSE, standing, ())
    assert (chosen.skill, chosen.decisions[0].ground) == (key("count"), "step_back")
    assert standing.mastered(key("count"))
    assert PACER.choose(COURSE, replace(make_standing(""), placed=placed), ()).skill == key("add")


def test_four_wrong_in_a_row_bring_a_rest_with_a_worked_example():
    """Another skill comes, the left one is named, and its record says what helps."""
    chosen = choose("count----")
    assert (chosen.skill, chosen.decisions[0].ground) == (key("draw"), "rest")
    left = chosen.decisions[1]
    assert (left.act, left.skill, left.ground) == ("leave", key("count"), "worked_example")


def test_after_many_rounds_the_teacher_is_called():
    """A skill that keeps going wrong is the teacher's."""
    assert choose("count------------").decisions[1].ground == "call_teacher"


@pytest.mark.parametrize(("wrong", "ground"), [(4, "worked_example"), (5, "worked_example"), (6, "call_teacher")])
def test_the_third_time_a_skill_is_left_the_teacher_is_called(wrong, ground):
    """A skill that rested is left again after one more wrong answer; the learner is told what helps, not only that it rests."""
    chosen = choose("count" + "-" * wrong)
    assert (ground, f"why.rest.{ground}") == (chosen.decisions[1].ground, chosen.reason.text_id)


def test_one_right_answer_is_no_row():
    """Nobody is told that they were right one times in a row."""
    assert "why.after_right_once" == choose("count+").reason.text_id


def test_a_left_skill_comes_back():
    """After some exercises elsewhere the skill that rested has its turn again."""
    assert choose("count---- draw++++++").skill == key("count")


def test_a_left_skill_comes_back_another_day():
    """What was given up for now is tried again two days later."""
    rule = SettlingRule(most_tries=5)
    assert make_standing("count-----", rule=rule, at=START).status(key("count")) == "left"
    assert make_standing("count-----", rule=rule, at=START + timedelta(days=3)).status(key("count")) == "open"


def test_a_teachers_word_stands_above_all():
    """Known by the teacher's word is not practised; to be practised by it comes first, however sure the model is."""
    assert choose(said={"count": True}).skill == key("add")
    chosen = choose("count++++++++", said={"count": False})
    assert (chosen.skill, chosen.decisions[0].ground) == (key("count"), "teacher")


@pytest.mark.parametrize(("answers", "skill", "text_id"), [("multiply-", "count", "why.new"), ("add-", "count", "why.needed")])
def test_what_waits_for_something_is_not_promised_for_the_next_turn(answers, skill, text_id):
    """A placement ends with a question far up; what comes then is new, or is needed for it, and no change of two that take turns."""
    chosen = choose(answers)
    assert (key(skill), text_id, 1) == (chosen.skill, chosen.reason.text_id, len(chosen.decisions))


def test_a_change_after_many_of_the_same():
    """Six in a row on one skill, another one under way: that one has its turn."""
    recent = [f"c/u/count-{number % 5}" for number in range(6)]
    chosen = choose("draw+- count+-+-+-", recent=recent)
    assert (chosen.skill, chosen.decisions[0].ground) == (key("draw"), "interleave")


def test_the_newest_exercise_is_not_given_again():
    """Nor one of the two before it, while there is another."""
    shown = ["c/u/count-0"]
    assert choose("count+", recent=shown).item.id not in shown


def test_harder_after_right_and_never_two_steps_at_once():
    """From level 2 up to 3 at most; after two wrong down again."""
    assert choose("count++").item.level <= 3
    assert choose("count--", said={"count": False}).item.level == 1


@settings(deadline=None)
@given(answers_of)
def test_nobody_is_ever_stuck(answers):
    """Either there is a next exercise, of a skill that is not mastered, or all are mastered or left, and it is said which."""
    standing = make_standing(answers)
    chosen = PACER.choose(COURSE, standing, [])
    open_ones = [skill for skill in COURSE if standing.status(skill) == "open"]
    assert (chosen is None) == (not open_ones)
    assert chosen is None or chosen.skill in open_ones
    assert chosen is not None or PACER.finish(COURSE, standing).ground in ("all_known", "some_left")


@settings(deadline=None)
@given(answers_of)
def test_the_same_answers_give_the_same_choice_and_a_record(answers):
    """A decision follows from the events, and comes back as it was written."""
    chosen = choose(answers)
    assert chosen == chosen and (chosen and chosen.decisions) == (choose(answers) and choose(answers).decisions)
    for decision in chosen.decisions if chosen else ():
        assert Decision.from_plain(decision.to_plain()) == decision
        assert len(decision.kind) <= 20


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 40), st.integers(0, 3))
def test_knowing_more_never_opens_a_skill(known, more, tries, needing):
    """With the same chance to learn, a higher chance of knowing never turns mastered into open."""
    rule, tally = SettlingRule(), Tally(tries=tries, last_at=START)
    low, high = sorted((known, more))
    statuses = [rule.judge(Belief(chance, (1 - chance) * 0.2, 1.0), tally, needing) for chance in (low, high)]
    assert statuses[0] != "mastered" or statuses[1] == "mastered"


@pytest.mark.parametrize(
    ("known", "gain", "tries", "status"),
    [(0.96, 0.01, 0, "mastered"), (0.8, 0.005, 5, "mastered"), (0.9, 0.05, 1, "mastered"), (0.9, 0.05, 2, "open"), (0.8, 0.05, 5, "open")],
)
def test_the_rule_in_examples(known, gain, tries, status):
    """Nearly sure; likely, and nothing to gain; likely, and something to gain."""
    assert SettlingRule().judge(Belief(known, gain, 1.0), Tally(tries=tries), 0) == status


def test_without_skipping_ahead_every_skill_is_tried():
    """A site may ask for at least one exercise of each skill."""
    rule = replace(SettlingRule(), skip_ahead=False)
    assert rule.judge(Belief(0.99, 0.0, 1.0), Tally(), 0) == "open"
