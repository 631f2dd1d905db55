"""In a real browser: what a learner typed stays text, and the teacher marks."""

import mimetypes
import re
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import expect

from grading.marks import find_marks
from tests.grading.formgrader.house import TEACHER, serve_formgrader
from tests.grading.makers import ANNA, BORA, CHEA, NASTY, TEST, copy_world

STATIC = "/services/tutor/static/1"
FILES = Path(__file__).parents[3] / "tutor" / "web" / "static"
MORE = [
    '<svg onload="window.hurt=1"><a href="javascript:window.hurt=1">x</a></svg>',
    "<iframe srcdoc=\"<script>parent.hurt=1</script>\"></iframe> <b data-press='toggle_name(true);'>x</b>",
    "\\(\\href{javascript:window.hurt=1}{x}\\) $\\unicode{x}$ [x](javascript:window.hurt=1) ![x](x)",
    '"><img src=x onerror=window.hurt=1> {{constructor.constructor("window.hurt=1")()}}',
]


@pytest.fixture(scope="module")
def served(first_world, tmp_path_factory):
    """Every field of every learner holds an attack."""
    world = copy_world(first_world, tmp_path_factory.mktemp("served"))
    world.hand_in(ANNA, q1=NASTY, q2=MORE[0], q3=MORE[1], q4=NASTY + "\n\nបន្ទាត់ពីរ 😀")
    world.hand_in(BORA, q1=MORE[2], q2=MORE[3], q3=NASTY, q4="\n".join(MORE))
    world.hand_in(CHEA)
    world.mark()
    world.teacher_gives(CHEA, 1, NASTY)
    with serve_formgrader(world, tmp_path_factory.mktemp("run"), static=STATIC) as url:
        yield world, url


@pytest.fixture
def troubles():
    """What went wrong in the page."""
    return []


@pytest.fixture
def page(served, browser, troubles):
    """A page of the signed-in teacher; a request to another address, a script that was hurt and an error of the page fail the test."""
    context = browser.new_context(base_url=served[1], extra_http_headers=TEACHER)
    context.route(f"**{STATIC}/**", _fulfil)
    page = context.new_page()
    host = urlparse(served[1]).netloc
    page.on("request", lambda request: troubles.append(request.url) if urlparse(request.url).netloc not in ("", host) else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
    yield page
    assert not page.evaluate("window.hurt")
    context.close()
    assert troubles == []


def _fulfil(route):
    path = FILES / urlparse(route.request.url).path.removeprefix(f"{STATIC}/")
    route.fulfill(body=path.read_bytes(), content_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream")


def open_submission(page, name):
    """Go from the list of tests to a learner's submission, as a teacher does."""
    page.goto("formgrader/gradebook")
    page.get_by_role("link", name=TEST).click()
    page.locator("#main-table").get_by_role("link", name=TEST).click()
    expect(page.get_by_role("link", name="Submission #1")).to_be_visible()
    page.get_by_role("button", name="Show All Names").click()
    page.locator(f"a.name-shown:has-text('{name}')").click()
    wait_until_loaded(page)


def wait_until_loaded(page):
    """formgrader fetches scores and comments, and says so by a placeholder."""
    expect(page.locator("#q1")).to_have_attribute("placeholder", re.compile("."), timeout=20_000)
    expect(page.locator("#q4-comment")).to_have_attribute("placeholder", re.compile("."), timeout=20_000)


@pytest.mark.parametrize("learner", [ANNA, BORA])
def test_every_attack_stays_text(served, page, learner):
    """The teacher reads exactly what was typed; no tag of it is in the page, and none of it ran."""
    open_submission(page, learner)
    typed = [q.typed for q in served_marks(served, learner)]
    assert typed == [block.text_content() for block in page.locator("pre.rean-typed").all()]
    assert page.locator("#notebook-container").locator("img, script, svg, iframe, a, [onload], [onerror], [data-press]").count() == 0


def served_marks(served, learner):
    return find_marks(served[0].site, "math1", TEST, learner).questions


def test_points_and_a_comment_are_saved_when_the_field_is_left(served, page):
    """The teacher types, goes on, and finds it again."""
    open_submission(page, ANNA)
    page.locator("#q4").fill("3")
    page.locator("#q4-comment").fill(f"ល្អ {NASTY}")
    with page.expect_response("**/formgrader/api/comment/**"):
        page.keyboard.press("Tab")
    page.reload()
    wait_until_loaded(page)
    assert ("3", f"ល្អ {NASTY}") == (page.locator("#q4").input_value(), page.locator("#q4-comment").input_value())
    assert served_marks(served, ANNA)[3].score == 3.0


def test_buttons_keys_and_names_of_formgrader_work(page):
    """Full credit, the way to the next learner, hiding a name: what nbgrader's handlers did."""
    open_submission(page, CHEA)
    with page.expect_response("**/formgrader/api/grade/**"):
        page.locator(".nbgrader_cell", has=page.locator("#q1")).get_by_role("button", name="Full credit").click()
    expect(page.locator("#q1")).to_have_value("2")
    page.locator("span.glyphicon-eye-open").click()
    expect(page.locator("a.name-shown").first).to_be_visible()
    page.locator("span.glyphicon-eye-close").click()
    expect(page.locator("a.name-hidden").first).to_be_visible()
    page.get_by_role("link", name="Next").or_(page.get_by_role("link", name="Prev")).first.click()
    page.wait_for_url("**/formgrader/**")


def test_formulas_are_set_by_the_houses_own_katex(page):
    """In questions and keys; never in what a learner typed."""
    open_submission(page, ANNA)
    expect(page.locator(".rean-ask .katex").first).to_be_visible()
    expect(page.locator(".rean-key .katex").first).to_be_visible()
    assert page.locator("pre.rean-typed .katex").count() == 0


def test_the_teacher_reads_how_to_mark_and_finds_the_way_back(page):
    """The rubric is above the answer; the class page is one press away."""
    open_submission(page, ANNA)
    expect(page.get_by_text("២ ពិន្ទុសម្រាប់រូប")).to_be_visible()
    assert page.get_by_role("link", name="ថ្នាក់រៀនរបស់ខ្ញុំ").get_attribute("href") == "/services/tutor/class"


@pytest.mark.parametrize(
    "path",
    ["manage_assignments", f"manage_submissions/{TEST}", "manage_students", f"manage_students/{ANNA}", f"manage_students/{ANNA}/{TEST}"],
)
def test_the_other_pages_open_without_an_error(page, path):
    """Their tables fill; people and tests cannot be made there."""
    page.goto(f"formgrader/{path}")
    expect(page.locator("#main-table")).not_to_contain_text("Loading")
    assert page.get_by_text("Add new").filter(visible=True).count() == 0


def test_khmer_is_set_in_the_houses_own_font(page):
    """A seat without Khmer fonts shows Khmer: names, the way back, and what the teacher writes."""
    page.goto(f"formgrader/gradebook/{TEST}/{TEST}")
    expect(page.get_by_role("link", name="Submission #1")).to_be_visible()
    assert page.evaluate("document.fonts.load('16px \"Noto Sans Khmer\"', 'ក').then(fonts => fonts.length)") == 1
    assert "Noto Sans Khmer" in font_of(page, "a[href='/services/tutor/class']")
    page.goto("formgrader/manage_students")
    expect(page.locator("#main-table")).to_contain_text("ដារ៉ា")
    assert "Noto Sans Khmer" in font_of(page, "#main-table td")
    open_submission(page, ANNA)
    assert "Noto Sans Khmer" in font_of(page, "textarea.comment")


def font_of(page, selector):
    """Return the fonts in which an element's text is set."""
    return page.locator(selector).first.evaluate("element => getComputedStyle(element).fontFamily")


def test_a_score_that_was_not_saved_is_told(page, troubles):
    """nbgrader would say nothing when the teacher was signed out or the disk is full."""
    open_submission(page, BORA)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.route("**/formgrader/api/grade/**", lambda route: route.fulfill(status=403, body="{}"))
    page.locator("#q4").fill("2")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert")).to_contain_text("មិនទាន់រក្សាទុក")
    page.unroute("**/formgrader/api/grade/**")
    page.locator("#q4").fill("3")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert")).to_have_count(0)
    troubles.clear()  # the browser notes the refused request as an error
