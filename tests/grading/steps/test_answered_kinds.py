"""Whatever kind was answered, the teacher reads the question, the words that were chosen, and what was typed as text."""

import pytest
from bs4 import BeautifulSoup

from courses.answers import KINDS, check, key_as_typed
from courses.variants import draw_variant
from grading.formgrader.inert import make_inert
from grading.steps.answered import describe_answer
from tests.courses.makers import make_item
from tests.courses.samples import KIND_LINES
from tests.grading.makers import NASTY

every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def variants(tmp_path_factory):
    folder = tmp_path_factory.mktemp("items")
    made = {kind: make_item(folder, line) for kind, line in KIND_LINES.items() if kind != "parts"}
    made["parts"] = make_item(folder, None, parts=KIND_LINES["parts"], partial="true")
    return {kind: draw_variant(item, 7) for kind, item in made.items()}


def html_of(variant, typed):
    return "".join(o.data["text/html"] for o in describe_answer(variant, typed, check(variant, typed), 1, 2, "km"))


@every_kind
def test_nothing_is_lost_on_the_way_to_the_page(variants, kind):
    """All tags of the answer are on the page's short list."""
    html = html_of(variants[kind], key_as_typed(variants[kind]) or "អត្ថបទ")
    assert BeautifulSoup(html, "html.parser").find_all() == BeautifulSoup(make_inert(html), "html.parser").find_all()


@every_kind
@pytest.mark.parametrize("typed", [NASTY, f"{NASTY} | {NASTY} || {NASTY}", "<b>x</b>=<i>"])
def test_what_was_typed_is_text(variants, kind, typed):
    """No tag of the learner's, and no TeX outside what is left alone."""
    page = BeautifulSoup(make_inert(html_of(variants[kind], typed)), "html.parser")
    assert page.find_all(["b", "i", "img", "script", "svg", "a"]) == []
    for left_alone in page.find_all(["pre", "code"]):
        left_alone.decompose()
    assert "onerror" not in page.get_text()


WORDS = {"matching": "0.25", "tap_words": "ផ្សារ", "choices": "បី", "gaps": "ភាគបែង", "table": "n²", "parts": "ទីពីរ", "reaction": "rightarrow"}


@pytest.mark.parametrize("kind", WORDS)
def test_the_teacher_reads_words_and_not_ids(variants, kind):
    """What was asked and chosen stands there as the learner read it."""
    assert WORDS[kind] in html_of(variants[kind], key_as_typed(variants[kind]))
