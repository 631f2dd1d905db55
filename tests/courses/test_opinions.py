"""An opinion is taken and replied to; each choice gets its reason, and nobody is called right or wrong for what they think."""

import pytest

from courses.answers import check, key_as_typed
from courses.catalog import load_catalog
from courses.check import check_catalog
from courses.errors import ContentErrors
from courses.variants import draw_variant
from tests.courses.makers import make_content, make_item

HEAD = """\
skills: [add]
level: 1
source: written for this test
review: {km: draft, en: draft}
ask: {km: តើអ្នកគិតដូចម្ដេច?, en: What do you think?}
"""
CHOICES = "[{id: talk, km: និយាយគ្នា, en: Talk}, {id: wait, km: រង់ចាំ, en: Wait}]"
OPINION = (
    HEAD
    + f"""\
scored: no
skip: tell_teacher
answer: {{kind: choice, choices: {CHOICES}}}
replies:
  - {{when: talk, say: {{km: ការនិយាយគ្នាជួយបាន។, en: Talking can help.}}}}
  - {{when: wait, say: {{km: ពេលខ្លះ ការរង់ចាំក៏ល្អ។, en: At times it is good to wait.}}}}
tests:
  - {{typed: talk, verdict: taken}}
  - {{typed: nothing, verdict: unreadable}}
"""
)
SCORED = """\
skills: [add]
level: 1
source: written for this test
review: {km: draft, en: draft}
ask: {km: តើ 1 បូក 1 ស្មើប៉ុន្មាន?, en: What is 1 plus 1?}
answer: {kind: choice, choices: [{id: two, km: ពីរ, en: two}, {id: one, km: មួយ, en: one}], right: two}
"""


def read_opinion(folder, answer=f"{{kind: choice, choices: {CHOICES}}}", **changed):
    lines = {"scored": "no", "replies": "[{say: {km: អរគុណ, en: Thank you}}]"} | changed
    return draw_variant(make_item(folder, answer, **lines), 1)


def list_faults(folder, item):
    """The faults of a unit with this item beside a sound one."""
    content = make_content(folder, item=item)
    (content / "math" / "fractions" / "items" / "sound.yaml").write_text(SCORED, "utf-8")
    try:
        return [str(error) for error in check_catalog(load_catalog(content))]
    except ContentErrors as errors:
        return str(errors).splitlines()


def test_an_opinion_passes_the_check(tmp_path):
    """A question without a key stands, with its own tests."""
    assert list_faults(tmp_path, OPINION) == []


@pytest.mark.parametrize(("typed", "said"), [("talk", "Talking can help."), ("wait", "At times it is good to wait.")])
def test_each_choice_gets_its_own_reply(tmp_path, typed, said):
    """The reasons differ; the verdict does not."""
    replies = "[{when: talk, say: {km: ក, en: Talking can help.}}, {say: {km: ខ, en: At times it is good to wait.}}]"
    verdict = check(read_opinion(tmp_path, replies=replies), typed)
    assert (verdict.name, verdict.right, verdict.score, said in verdict.say.en) == ("taken", False, 0.0, True)


@pytest.mark.parametrize("answer", [f"{{kind: choice, choices: {CHOICES}}}", f"{{kind: choices, choices: {CHOICES}}}", "{kind: long_text}"])
def test_an_opinion_has_no_key(tmp_path, answer):
    """Nothing stands in the item that could be called right."""
    assert key_as_typed(read_opinion(tmp_path, answer)) == ""


def test_what_says_nothing_is_not_taken(tmp_path):
    """An empty field is no opinion; it costs nothing."""
    assert check(read_opinion(tmp_path, "{kind: long_text}"), "  ").name == "unreadable"
    assert check(read_opinion(tmp_path, "{kind: long_text}"), "ខ្ញុំគិតថា ល្អ").name == "taken"


def test_a_reply_explains_a_right_answer_too(tmp_path):
    """A scored scenario gives its reason for every choice, the right one as well."""
    replies = "[{when: talk, say: {km: ព្រោះ, en: because}}, {when: wait, say: {km: តែ, en: but}}]"
    variant = draw_variant(make_item(tmp_path, f"{{kind: choice, choices: {CHOICES}, right: talk}}", replies=replies), 1)
    assert [(v.name, v.say.en) for v in (check(variant, "talk"), check(variant, "wait"))] == [("right", "<p>because</p>"), ("wrong", "<p>but</p>")]


BROKEN = {
    "a key": (OPINION.replace(f"choices: {CHOICES}", f"choices: {CHOICES}, right: talk"), "choice does not know right"),
    "a kind that needs a key": (OPINION.replace(f"kind: choice, choices: {CHOICES}", "kind: whole, value: 2"), "whole needs a key"),
    "a mistake": (OPINION + "misconceptions: [{name: waits, when: wait, say: {km: ខ, en: b}}]\n", "an item that is not scored has no misconceptions"),
    "a hint": (OPINION + "hints: [{km: ខ, en: b}]\n", "an item that is not scored has no hints"),
    "another word": (OPINION.replace("scored: no", "scored: never"), "scored must be yes or no. Got never"),
    "another way out": (OPINION.replace("tell_teacher", "tell_all"), "skip must be tell_teacher. Got tell_all"),
    "a choice without a reply": (OPINION.replace("when: wait", "when: talk"), "no answer gets this reply: talk"),
    "a choice forgotten": (
        OPINION.replace("  - {when: wait, say: {km: ពេលខ្លះ ការរង់ចាំក៏ល្អ។, en: At times it is good to wait.}}\n", ""),
        "replies to every answer: wait gets none",
    ),
    "words without a reply": (HEAD + "scored: no\nanswer: {kind: long_text}\n", "let the last reply be without when"),
    "a reply to all comes first": (
        OPINION.replace("when: talk, say", "say"),
        "only the last one may be without when",
    ),
    "a verdict that nobody gives": (OPINION.replace("verdict: taken", "verdict: right"), "unknown verdict right; known are taken, unreadable"),
    "untranslated reply": (OPINION.replace("ការនិយាយគ្នាជួយបាន។", "Talking can help."), "the Khmer text holds less than half"),
}


@pytest.mark.parametrize(("item", "fault"), BROKEN.values(), ids=BROKEN)
def test_what_does_not_fit_an_opinion_is_told(tmp_path, item, fault):
    """Each fault is told in words."""
    assert any(fault in told for told in list_faults(tmp_path, item)), list_faults(tmp_path / "again", item)


def test_a_skill_needs_something_that_is_scored(tmp_path):
    """Opinions alone tell nothing about a skill."""
    content = make_content(tmp_path, item=OPINION)
    assert any("no item trains the skill add" in str(error) for error in check_catalog(load_catalog(content)))


@pytest.mark.parametrize(("item", "why"), [(OPINION, "nobody scores"), (SCORED + "skip: tell_teacher\n", "a learner may skip")])
def test_a_unit_test_asks_no_opinion(tmp_path, item, why):
    """A mark is given for what can be right, and to questions that must be answered."""
    test = "name: a\ntitle: {km: តេស្ត, en: Test}\nquestions:\n  - {id: q1, item: sum, points: 1}\n"
    content = make_content(tmp_path, item=item, assignment=test)
    assert any(why in str(error) for error in check_catalog(load_catalog(content)))
