"""A class day on a real house: learner, teacher, admin, in a real browser; all data is made through the pages."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import TABLET, find_barriers, sign_in, sit_down
from tests.journeys.lesson import count_events, find_figure, open_lesson, wait_for_exercises

pytestmark = [pytest.mark.house, pytest.mark.timeout(240)]
TEST = "/services/tutor/test/fractions-test"
ATTACK = "<img src=x onerror=\"document.title='owned'\"> 1/2 + 1/3 = 5/6"


def test_a_learner_comes_in_by_the_big_keys(house, browser):
    """Number and PIN are tapped on the screen; the home shows the name, seven courses and one button to go on."""
    with sit_down(browser, house.url, TABLET) as seat:
        page = seat.open("/")
        expect(page.locator("h1")).to_contain_text("ចូលរៀន")
        assert [] == find_barriers(page)
        for key in "101":
            page.click(f"[data-key='{key}']")
        page.click("[data-key=enter]")
        for key in house.secret("101"):
            page.click(f"[data-key='{key}']")
        page.click("[data-key=enter]")
        page.wait_for_selector("[data-continue]")
        expect(page.locator(".who")).to_contain_text("សុខ សុភា")
        assert page.locator(".tile").count() == 7
        assert [] == find_barriers(page)


def test_a_wrong_pin_is_said_calmly_and_logged(house, browser):
    """The door does not say which of the two was wrong, and the log has a line."""
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        page.fill("input[name=username]", "109")
        page.fill("input[name=password]", "111111")
        page.press("input[name=password]", "Enter")
        expect(page.locator("[data-refusal]")).to_be_visible()
    assert "signin.failed" in (house.site / "audit.jsonl").read_text("utf-8")


def test_a_lesson_answers_through_a_live_kernel(house, browser):
    """No code and no menu on the page; the answer travels by a comm message to the kernel and from there to the tutor's socket."""
    with sit_down(browser, house.url) as seat:
        frames = []
        page = seat.open("/hub/login")
        page.on("websocket", lambda ws: ws.on("framesent", lambda frame: frames.append(frame)))
        sign_in(page, "102", house.secret("102"))
        open_lesson(page, house)
        assert page.locator(".figure").count() >= 2
        assert page.locator("text=from tutor.widgets").count() == 0
        before = count_events(house, "102")
        exercise = page.locator("rean-exercise").first
        exercise.locator("input[type=radio], math-field, .answer-line").first.click()
        if exercise.locator("input[type=radio]").count():
            exercise.locator("input[type=radio]").first.check()
        else:
            page.keyboard.type("1/97")
        exercise.locator("[data-check]").click()
        expect(exercise.locator("[data-verdict]")).to_be_visible()
        assert count_events(house, "102") == before + 1
        assert any("comm_msg" in str(frame) and "practice/check" in str(frame) for frame in frames)
        assert not any("execute_request" in str(frame) for frame in frames)
        assert [] == find_barriers(page)


def test_the_browser_cannot_make_a_kernel_run_code(house, browser):
    """An execute request on the lesson's own websocket is not run, and the REST pages of Jupyter are closed."""
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "103", house.secret("103"))
        open_lesson(page, house)
        answers = page.evaluate(
            """async () => {
              const {base} = document.body.dataset; const id = document.querySelector('[data-kernel]').dataset.kernel;
              const socket = new WebSocket(`ws://${location.host}${base}api/kernels/${id}/channels`);
              const heard = [];
              await new Promise((open) => { socket.onopen = open; });
              socket.onmessage = (event) => heard.push(JSON.parse(event.data).msg_type);
              const header = (type) => ({msg_id: type, msg_type: type, session: 's', username: '', version: '5.3'});
              const send = (type, content) =>
                socket.send(JSON.stringify({channel: 'shell', header: header(type), parent_header: {}, metadata: {}, content, buffers: []}));
              send('execute_request', {code: 'open("/rean/home/owned", "w")', silent: false});
              send('kernel_info_request', {});
              await new Promise((done) => {
                const timer = setInterval(() => heard.includes('kernel_info_reply') && (clearInterval(timer), done()), 20);
              });
              return heard;
            }"""
        )
        assert "execute_reply" not in answers
        assert "execute_input" not in answers
        closed = page.evaluate(
            """async (paths) => Promise.all(paths
              .map((path) => fetch(document.body.dataset.base + path).then((reply) => reply.status, () => 'refused')))""",
            ["api/contents", "api/sessions", "api/terminals", "api/kernels", "files/x", "nbconvert/html/x", "tree", "lab", "voila/files/x"],
        )
        assert {403, 404, "refused"} >= set(closed)
        assert not (house.site / "learners" / "103" / "owned").exists()
        seat.errors.clear()


def test_a_figure_obeys_the_keyboard_and_its_state_is_an_answer(house, browser):
    """Arrow keys move the point; the question of the lesson is answered by where it stands."""
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        sign_in(page, "104", house.secret("104"))
        open_lesson(page, house)
        figure = find_figure(page)
        figure.board.focus()
        page.keyboard.press("ArrowRight")
        expect(figure.board).to_have_attribute("data-values", '{"top":1}')
        figure.step(figure.asked_step() - 1)
        figure.question.locator("[data-check]").click()
        expect(figure.question.locator("[data-verdict]")).to_have_attribute("data-verdict", "right", timeout=30_000)


def test_the_lesson_comes_back_after_its_server_was_killed(house, browser):
    """The learner's server is killed; the page opens the lesson again by itself, and the exercise is the same."""
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "105", house.secret("105"))
        open_lesson(page, house)
        before = page.locator("rean-exercise").first.locator(".exercise-ask").inner_text()
        page.evaluate("document.body.dataset.first = 'yes'")
        house.kill_server("105")
        page.wait_for_selector("body[data-ready]:not([data-first])", timeout=90_000)
        wait_for_exercises(page)
        assert page.locator("rean-exercise").first.locator(".exercise-ask").inner_text() == before
        seat.errors.clear()


def test_a_second_seat_takes_over_after_a_question(house, browser):
    """The second computer asks; the first says that the learner went on elsewhere."""
    with sit_down(browser, house.url) as first, sit_down(browser, house.url) as second:
        page = first.open("/hub/login")
        sign_in(page, "106", house.secret("106"))
        page.wait_for_selector("[data-continue]")
        other = second.open("/hub/login")
        sign_in(other, "106", house.secret("106"))
        other.click("[data-take]")
        other.wait_for_selector("[data-continue]")
        page.reload()
        expect(page.locator("[data-moved]")).to_be_visible()


def test_signing_out_ends_the_session_and_the_server(house, browser):
    """After the button, going back shows the door and the server is gone."""
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "107", house.secret("107"))
        open_lesson(page, house)
        page.click("[data-sign-out]")
        page.click("[data-sign-out-now]")
        page.wait_for_url("**/hub/login**")
        page.goto(f"{house.url}/services/tutor/")
        page.wait_for_url("**/hub/login**")
        house.wait_until_stopped("107")
        seat.errors.clear()


def test_from_the_test_to_the_mark(house, browser):
    """A learner writes and hands in; the teacher collects, marks the written answer in formgrader and gives back; the learner reads the mark."""
    write_the_test(house, browser)
    mark_it(house, browser)
    read_the_mark(house, browser)


def write_the_test(house, browser):
    """The learner's part: drafts are kept over a reload, and handing in is asked once."""
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "108", house.secret("108"))
        page.goto(house.url + TEST)
        page.wait_for_selector("body[data-ready]")
        assert [] == find_barriers(page)
        questions = page.locator("[data-question]")
        assert questions.count() >= 7
        for index in range(questions.count()):
            answer(page, questions.nth(index))
        page.reload()
        page.wait_for_selector("body[data-ready]")
        assert page.locator("textarea").input_value() == ATTACK
        page.click("[data-hand-in]")
        page.click("[data-yes]")
        page.wait_for_selector("[data-handed-in]")
        assert page.locator("[data-hand-in]").count() == 0


def answer(page, question):
    """Type something in one question and wait until it is saved."""
    kind = question.get_attribute("data-kind")
    if kind == "choice":
        question.locator("input[type=radio]").first.check()
    elif kind == "ordering":
        question.locator("[data-way=down]:not([disabled])").first.click()
    elif kind == "long_text":
        question.locator("textarea").fill(ATTACK)
    else:
        field = question.locator("math-field" if kind == "fraction" else ".answer-line")
        field.click()
        expect(field).to_be_focused()
        page.keyboard.type("1/2" if kind == "fraction" else "12")
    expect(question).to_have_attribute("data-saved-typed", re.compile("."))


def mark_it(house, browser):
    """The teacher's part."""
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        page.check("[data-is-staff]")
        sign_in(page, "teacher1", house.secret("teacher1"))
        page.wait_for_selector("[data-needs]")
        assert [] == find_barriers(page)
        page.goto(f"{house.url}/services/tutor/class/assignment/fractions-test")
        page.click("[data-mark]")
        page.wait_for_selector("[data-state=finished]", timeout=90_000)
        assert [] == find_barriers(page)
        row = page.locator("[data-learner-row='108']")
        expect(row.locator(".badge")).to_contain_text("Waits for you")
        mark_written(house, page)
        page.goto(f"{house.url}/services/tutor/class/assignment/fractions-test")
        page.click("[data-release]")
        expect(page.locator("[data-learner-row='108'] td").nth(2)).not_to_be_empty()
        seat.errors.clear()


def mark_written(house, page):
    """Give points and a comment in nbgrader's formgrader; what the learner wrote stays text."""
    page.goto(f"{house.url}/services/math1/formgrader/gradebook/fractions-test/fractions-test")
    page.wait_for_selector("a[href*='/formgrader/submissions/']")
    page.locator("a[href*='/formgrader/submissions/']").first.click()
    page.wait_for_selector("input.score")
    page.wait_for_function("() => formgrader.grades?.loaded && formgrader.comments?.loaded")
    assert page.title() != "owned"
    assert "<img src=x" in page.locator("body").inner_text()
    waiting = page.locator("input.score").last
    waiting.fill("3")
    with page.expect_response(lambda reply: "/api/grade/" in reply.url and reply.request.method in ("PUT", "PATCH")):
        waiting.press("Tab")
    comment = page.locator("textarea.comment").last
    comment.fill("ល្អណាស់ សូមសរសេរវែងជាងនេះ")
    with page.expect_response(lambda reply: "/api/comment/" in reply.url and reply.request.method in ("PUT", "PATCH")):
        comment.press("Tab")


def read_the_mark(house, browser):
    """The learner reads mark, comment, and what to practise next."""
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "108", house.secret("108"))
        page.locator("[data-take]").count() and page.click("[data-take]")
        page.goto(f"{house.url}/services/tutor/marks")
        expect(page.locator("[data-mark]")).to_be_visible()
        expect(page.locator("[data-mark]")).to_contain_text("ល្អណាស់ សូមសរសេរវែងជាងនេះ")
        assert [] == find_barriers(page)


def test_a_teacher_overrules_and_resets_a_pin(house, browser):
    """A reason is asked for, the word stands and is taken back; a new PIN is shown once and opens the door."""
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        sign_in(page, "teacher1", house.secret("teacher1"))
        house.ensure_learner("902")
        page.goto(f"{house.url}/services/tutor/class/learner/902")
        row = page.locator("[data-skill='math1/fractions#fraction_meaning']")
        page.locator("details.unit-heat").filter(has=row).locator("summary").first.click()
        row.locator("summary").click()
        row.locator("input[name=reason]").fill("showed it on paper")
        row.locator("button[value=mastered]").click()
        expect(row).to_contain_text("showed it on paper")
        assert [] == find_barriers(page)
        row.locator("button[value=undo]").click()
        expect(row.locator("summary")).to_be_visible()
        page.goto(f"{house.url}/services/accounts/learner/902")
        page.click("button[value=reset]")
        secret = page.locator("[data-secret]").inner_text()
        assert [] == find_barriers(page)
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "902", secret)
        page.wait_for_selector("[data-continue]")


def test_an_admin_takes_a_list_in(house, browser, tmp_path):
    """A file is looked at first, then taken in; the new learner comes in with the PIN from the printed file; a bad file changes nothing."""
    roster = tmp_path / "roster.csv"
    roster.write_text('\ufeffលេខ,ឈ្មោះ,latin name,sex,role,class,courses\n0301,"ម៉ី, ស្រី\u200bណា","Mey ""Na""",f,learner,A,all\n', "utf-8")
    bad = tmp_path / "bad.csv"
    bad.write_text("number,khmer name,role\n0302,ដារា,boss\n", "utf-8")
    with sit_down(browser, house.url, lang="en") as seat:
        page = seat.open("/hub/login")
        sign_in(page, "admin", house.secret("admin"))
        page.wait_for_url("**/services/accounts/**")
        assert [] == find_barriers(page)
        page.goto(f"{house.url}/services/accounts/import")
        page.set_input_files("#file", bad)
        page.click("[data-preview]")
        expect(page.locator("[data-problems]")).to_contain_text("boss")
        page.set_input_files("#file", roster)
        page.click("[data-preview]")
        expect(page.locator("[data-plan]")).to_contain_text("1 new")
        assert [] == find_barriers(page)
        page.click("[data-confirm]")
        expect(page.locator("[data-done]")).to_be_visible()
    printed = next((house.site / "new-secrets").glob("*.csv")).read_text("utf-8")
    secret = printed.strip().splitlines()[-1].split(",")[-1]
    with sit_down(browser, house.url) as seat:
        page = seat.open("/hub/login")
        sign_in(page, "0301", secret)
        expect(page.locator(".who")).to_contain_text("0301")
