"""What an author sees follows from the files; whoever is not at this computer sees nothing."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner

from tests.courses.makers import ITEM, UNIT
from tests.tutor.workshop.makers import HOST, Workshop
from tutor.workshop.commands import preview
from tutor.workshop.findings import run_check
from tutor.workshop.watch import Watch

ASK = {"item": "math/fractions/sum", "variant": 0, "lang": "en"}


def run_aside(answer):
    """Run it in a thread: the browser of this worker may have a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, answer).result()


@pytest.fixture
def workshop(tmp_path):
    made = Workshop(tmp_path)
    made.get()
    return made


@pytest.mark.parametrize("path", ["", "/unit/math/fractions", "/lesson/math/fractions/01-adding", "/item/math/fractions/sum", "/test/math/fractions"])
@pytest.mark.parametrize("lang", ["km", "en"])
def test_every_page_opens_in_both_languages(workshop, path, lang):
    """A page with a text that no catalogue holds would not."""
    assert 200 == workshop.get(f"{path}?lang={lang}").status_code


@pytest.mark.parametrize(
    "path", ["/unit/math/none", "/unit/../etc/passwd", "/lesson/math/fractions/02-none", "/item/math/fractions/none", "/edit/math/course.yaml"]
)
def test_what_is_not_there_is_missing(workshop, path):
    """Nothing is edited in the browser where there is no house; other names lead nowhere."""
    assert 404 == workshop.get(path).status_code


def test_both_languages_of_a_lesson_stand_beside_each_other(workshop):
    """Text, then the practice, in one row each."""
    page = workshop.get("/lesson/math/fractions/01-adding").text
    assert (2, 2) == (page.count('data-widget="practice"'), page.count('class="lesson-text"'))


def test_an_item_shows_each_of_its_drawings(workshop):
    """Two values of a and b each, three of a, and a is never b: eight drawings; the first one's key is shown."""
    page = workshop.get("/item/math/fractions/sum?lang=en").text
    assert "Numbers 1 of 8" in page
    assert "Typed <code>5/6</code>" in page


def test_tests_in_the_file_are_run(workshop):
    """A test that fails says what came instead."""
    workshop.write("items/sum.yaml", ITEM.replace("typed: 5/6, verdict: right", "typed: 5/6, verdict: wrong"))
    page = workshop.get("/item/math/fractions/sum?lang=en").text
    assert (1, 3) == (page.count('data-test-row="failed"'), page.count('data-test-row="passed"'))


def test_a_broken_file_is_shown_in_its_place(workshop):
    """File, line, what is wrong, and the line itself; the last good version below."""
    workshop.get("/item/math/fractions/sum")
    workshop.write("items/sum.yaml", ITEM.replace("level: 2", "levle: <b>2</b>"))
    page = workshop.get("/item/math/fractions/sum?lang=en").text
    assert "math/fractions/items/sum.yaml:2" in page
    assert "levle: &lt;b&gt;2&lt;/b&gt;" in page
    assert "Numbers 1 of 8" in page


def test_an_answer_is_tried_in_both_languages(workshop):
    """The mistake is named and explained; the third wrong answer brings the solution, the right one ends it."""
    shown = workshop.post("next", ASK).json()
    typed = {"shown_id": shown["shown_id"], "attempt_id": "attempt-1", "typed": "2/5"}
    first = workshop.post("check", typed | {"lang": "km"}).json()
    assert ("misconception", "adds_tops_and_bottoms", None) == (first["verdict"], first["name"], first["solution_html"])
    assert "អ្នកបានបូក" in first["say_html"]
    assert workshop.post("check", typed | {"typed": "5/6", "lang": "en"}).json()["finished"]


def test_hints_come_one_by_one(workshop):
    """As in a lesson; after the last there are no more."""
    shown = workshop.post("next", ASK).json()["shown_id"]
    assert [1, 1] == [len(workshop.post("hint", {"shown_id": shown, "lang": "en"}).json()["hints"]) for _ in range(2)]


def test_a_test_of_the_file_is_filled_in(workshop):
    """Its numbers are drawn and its answer is typed already."""
    assert "10/12" == workshop.post("next", {"item": "math/fractions/sum", "test": 2}).json()["draft"]


def test_a_practice_goes_through_the_items_of_its_skills(workshop):
    """The easier ones first, then round again."""
    workshop.write("items/easy.yaml", ITEM.replace("level: 2", "level: 1"))
    ask = {"unit": "math/fractions", "lesson": "01-adding", "skills": ["add"]}
    assert ["easy", "sum", "easy"] == [workshop.post("next", ask).json()["item"].rpartition("/")[2] for _ in range(3)]


OPINION = """\
skills: [add]
level: 2
scored: no
skip: tell_teacher
source: written for this test
review: {km: draft, en: draft}
ask: {km: តើអ្នកគិតយ៉ាងណា?, en: What do you think?}
answer: {kind: long_text}
replies:
  - say: {km: អរគុណ។, en: Thank you for your view.}
"""


def test_an_opinion_is_taken_and_replied_to(workshop):
    """Never right, never wrong, no solution; it may be skipped, and here nobody is told."""
    workshop.write("items/view.yaml", OPINION)
    shown = workshop.post("next", {"item": "math/fractions/view", "lang": "en"}).json()
    assert (False, True) == (shown["scored"], shown["may_skip"])
    typed = {"shown_id": shown["shown_id"], "attempt_id": "attempt-1", "typed": "I think so.", "lang": "en"}
    said = workshop.post("check", typed).json()
    assert ("taken", True, None) == (said["verdict"], said["finished"], said["solution_html"])
    assert "Thank you for your view." in said["say_html"]
    assert "skipped" == workshop.post("skip", {"shown_id": shown["shown_id"], "lang": "en"}).json()["verdict"]
    assert "Thank you for your view." in workshop.get("/item/math/fractions/view?lang=en").text


def test_what_may_not_be_skipped_is_not(workshop):
    """As in a lesson."""
    shown = workshop.post("next", ASK).json()["shown_id"]
    assert 410 == workshop.post("skip", {"shown_id": shown, "lang": "en"}).status_code


def test_an_exercise_of_an_earlier_start_is_gone(workshop):
    """The page then asks for a new one."""
    assert 410 == workshop.post("hint", {"shown_id": "shown-long-ago"}).status_code


def test_what_no_page_sends_is_refused(workshop):
    """An unknown field, a wrong type, no JSON."""
    assert [422, 422] == [workshop.post("next", body).status_code for body in ({"x": 1}, {"item": 5})]


def test_another_page_cannot_ask_in_the_authors_name(workshop):
    """Without the token, from another origin, or by another name of this machine, nothing is shown."""
    refused = [
        workshop.post("next", ASK, **{"X-XSRFToken": "x"}),
        workshop.post("next", ASK, Origin="http://evil.example"),
        workshop.get("", Host="evil.example"),
        workshop.get("", **{"Sec-Fetch-Mode": "cors"}),
    ]
    assert [403] * 4 == [answer.status_code for answer in refused]


def test_the_page_is_closed_to_other_addresses(workshop):
    """Scripts come from this address only, and nothing frames it."""
    policy = workshop.get("").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert HOST not in policy


def test_the_check_speaks_of_the_unit(tmp_path):
    """The same findings as on the command line."""
    workshop = Workshop(
        tmp_path, unit=UNIT.replace("add: {title: {km: បូក, en: Adding}}", "add: {title: {km: បូក, en: Adding}}\n  sub: {title: {km: ដក, en: Taking}}")
    )
    found = run_aside(run_check(workshop.content, "math/fractions"))
    assert ("math/fractions/unit.yaml", 4, False) in [(f.file, f.line, f.warns) for f in found]


def test_the_check_speaks_of_a_course_file(tmp_path):
    """What is wrong with the list of units stands beside the course."""
    workshop = Workshop(tmp_path)
    course = workshop.content / "math" / "course.yaml"
    course.write_text(course.read_text("utf-8") + "colour: red\n", "utf-8")
    workshop.get()
    assert "math/course.yaml:7" in workshop.get("/findings/math", **{"X-XSRFToken": workshop.client.cookies["rean_xsrf"]}).text
    assert 404 == workshop.get("/findings/none").status_code


def test_whoever_looks_is_told_of_a_save(tmp_path):
    """The first message says that somebody is there, the next which unit was saved; afterwards nobody watches."""
    workshop = Workshop(tmp_path)
    watch = Watch(lambda: workshop.content)

    async def look():
        changes = watch.changes()
        assert [] == await anext(changes)
        next_one = asyncio.ensure_future(anext(changes))
        while not next_one.done():
            workshop.write("items/sum.yaml", (workshop.content / "math/fractions/items/sum.yaml").read_text("utf-8") + "\n")
            await asyncio.wait({next_one}, timeout=0.2)
        await changes.aclose()
        return next_one.result()

    assert ["math/fractions"] == run_aside(look())
    assert watch._looking is None


def test_a_port_that_is_taken_is_told():
    """In one line, before an address is."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        told = CliRunner().invoke(preview, ["--port", str(port)])
    assert (1, "", f"Error: port {port} cannot be used: Address already in use; name another with --port\n") == (
        told.exit_code,
        told.stdout,
        told.stderr,
    )
