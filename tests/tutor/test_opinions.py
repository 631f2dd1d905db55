"""What a learner thinks counts nowhere, comes once, and may be left; the teacher hears of the wish to talk, and of nothing else."""

import pytest

from tests.tutor.makers import CATALOG, UNIT, answer, make_practice
from tests.tutor.opinions import PLACE, SKILL, all_skippable, make_opinion, with_items
from tutor.curriculum import Curriculum
from tutor.errors import NotShown
from tutor.needs import Situation, find_needs
from tutor.place import Place
from tutor.session import Typed
from tutor.settings import TutorSettings
from tutor.skipping import skip_question
from tutor.store import events, shown, talks

KEY = f"{UNIT}#{SKILL}"
WHOLE_UNIT = Place(UNIT, "")


def make_session(folder, *items):
    return make_practice(folder, catalog=with_items(*(items or [make_opinion(folder)])))


def ask_opinion(session, learner="101", place=PLACE, answers=2):
    """Answer so many exercises; what comes then is the opinion."""
    for _ in range(answers):
        answer(session, learner, right=True, place=place)
    return session.next(learner, place, "en")


def take(session, exercise, typed="", learner="101"):
    sent = typed or exercise["options"]["choices"][0]["id"]
    return session.check(learner, Typed(exercise["shown_id"], f"attempt-{exercise['shown_id']}", sent, "en"))


def list_talks(session, learner="101"):
    with session.store.reading() as connection:
        return talks.list_open(connection, [learner])[learner]


def test_an_opinion_comes_after_two_answers(tmp_path):
    """First comes what is practised; the opinion says that nothing is right or wrong."""
    session = make_session(tmp_path)
    assert session.next("101", PLACE, "en")["scored"]
    exercise = ask_opinion(session)
    assert (exercise["item"], exercise["scored"], exercise["may_skip"]) == (f"{UNIT}/view", False, True)
    assert "Nothing is right or wrong here" in exercise["why"]


def test_an_opinion_is_taken_with_a_reply(tmp_path):
    """No right, no wrong, no solution; the next exercise may come."""
    session = make_session(tmp_path)
    reply = take(session, ask_opinion(session))
    assert (reply["verdict"], reply["say_html"], reply["solution_html"], reply["finished"]) == ("taken", "<p>Thank you for thinking.</p>", None, True)


def test_an_opinion_counts_nowhere(tmp_path):
    """Neither the model nor the tallies move; the answer itself is kept as an event that costs nothing."""
    session = make_session(tmp_path)
    exercise = ask_opinion(session)
    with session.store.reading() as connection:
        before = session.standing(connection, "101").profile
    take(session, exercise)
    with session.store.reading() as connection:
        after, newest = session.standing(connection, "101").profile, events.list_newest(connection, "101", 1)[0]
    assert (after.state, after.tallies, after.answers) == (before.state, before.tallies, before.answers)
    assert (newest.verdict, newest.counts, newest.right, newest.misconception) == ("taken", False, False, None)


def test_an_opinion_comes_once(tmp_path):
    """Nobody is asked again what they think, in this lesson or in the practice of the course."""
    session = make_session(tmp_path)
    take(session, ask_opinion(session))
    later = []
    for _ in range(6):
        later.append(session.next("101", WHOLE_UNIT, "en").get("item"))
        answer(session, "101", right=True, place=WHOLE_UNIT)
    assert f"{UNIT}/view" not in later


def test_when_all_is_mastered_the_opinions_that_wait_are_asked(tmp_path):
    """A learner who is quick is asked too, before the practice ends."""
    session = make_session(tmp_path, make_opinion(tmp_path), make_opinion(tmp_path, "second", "{kind: long_text}"))
    asked = []
    for number in range(30):
        exercise = session.next("101", PLACE, "en")
        if exercise.get("done"):
            break
        asked.append(exercise["item"])
        if exercise["scored"]:
            answer(session, "101", right=True, attempt_id=f"attempt-{number}", place=PLACE)
        else:
            take(session, exercise, "I think so." if exercise["kind"] == "long_text" else "")
    assert [asked.count(f"{UNIT}/{name}") for name in ("view", "second")] == [1, 1]
    assert exercise["done"]


def test_no_placement_and_no_review_asks_for_an_opinion(tmp_path):
    """What is chosen from there is what can be right."""
    node = Curriculum(with_items(make_opinion(tmp_path))).skills[KEY]
    assert [item.id for item in node.opinions] == [f"{UNIT}/view"]
    assert node.items == Curriculum(CATALOG).skills[KEY].items


def test_skipping_costs_nothing_and_tells_the_teacher(tmp_path):
    """No event, no reason, no draft; the wish to talk waits with the question."""
    session = make_session(tmp_path)
    exercise = ask_opinion(session)
    session.draft("101", exercise["shown_id"], "something of my own life")
    reply = skip_question(session, "101", exercise["shown_id"], "en")
    assert (reply["verdict"], reply["finished"], reply["solution_html"]) == ("skipped", True, None)
    with session.store.reading() as connection:
        assert len(list(events.list_attempts(connection, "101"))) == 2
        assert shown.find(connection, "101", exercise["shown_id"]).draft == ""
    assert [(talk.item, talk.skill) for talk in list_talks(session)] == [(f"{UNIT}/view", KEY)]
    assert session.next("101", PLACE, "en")["shown_id"] != exercise["shown_id"]


def test_skipping_twice_is_one_wish(tmp_path):
    """A second tap, or a line that broke, changes nothing."""
    session = make_session(tmp_path)
    exercise = ask_opinion(session)
    replies = [skip_question(session, "101", exercise["shown_id"], "en") for _ in range(2)]
    assert replies[0] == replies[1]
    assert len(list_talks(session)) == 1


def test_a_teachers_own_skip_tells_nobody(tmp_path):
    """Who looks at a lesson as a teacher wishes for no talk."""
    session = make_session(tmp_path)
    skip_question(session, "101", ask_opinion(session)["shown_id"], "en", "preview")
    assert list_talks(session) == []


def test_what_was_skipped_does_not_come_again(tmp_path):
    """A scored question may be skipped too; while there is another one of its skill, it stays away."""
    session = make_practice(tmp_path, catalog=all_skippable())
    skipped = session.next("101", PLACE, "en")
    skip_question(session, "101", skipped["shown_id"], "en")
    later = []
    while "item" in (exercise := session.next("101", PLACE, "en")):
        later.append(exercise["item"])
        answer(session, "101", right=True, place=PLACE)
    assert later
    assert skipped["item"] not in later


@pytest.mark.parametrize("learner", ["101", "102"])
def test_only_ones_own_open_question_that_allows_it_is_skipped(tmp_path, learner):
    """An exercise without the button, and another learner's, are as unknown as an invented one."""
    session = make_session(tmp_path)
    exercise = session.next("101", PLACE, "en")
    with pytest.raises(NotShown):
        skip_question(session, learner, exercise["shown_id"], "en")


def test_a_wish_to_talk_is_the_weightiest_need(tmp_path):
    """It stands above everything that a machine believes, until a teacher has talked."""
    session = make_session(tmp_path)
    skip_question(session, "101", ask_opinion(session)["shown_id"], "en")
    with session.store.writing() as connection:
        standing, wishes = session.standing(connection, "101"), talks.list_open(connection, ["101"])["101"]
        needs = find_needs(Situation(standing, [], [], wishes), [KEY], TutorSettings(), session.now())
        talks.close(connection, "102", wishes[0].id, by="t1", at=session.now())
        talks.close(connection, "101", wishes[0].id, by="t1", at=session.now())
    assert (needs[0].reason.text_id, needs[0].skill) == ("need.talk", "")
    assert list_talks(session) == []
