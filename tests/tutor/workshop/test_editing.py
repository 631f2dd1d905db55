"""Teachers edit, learners never; what is saved was checked, and what is published is taught."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from courses.library import Library
from tests.courses.makers import ITEM, make_content
from tests.house import wait_for
from tests.tutor.makers import make_house
from tutor.web.app import make_app
from tutor.web.pages import PREFIX
from tutor.workshop.editing import stamp_of
from tutor.workshop.publishing import Publisher

SUM = "math/fractions/items/sum.yaml"
CHANGED = ITEM.replace("Work out", "Find")
BROKEN = ITEM.replace("level: 2", "level: 9")


class Editor:
    """A house whose site may have courses of its own."""

    def __init__(self, folder):
        self.library = Library(folder / "courses", make_content(folder / "shipped"))
        house = make_house(folder / "site")
        self.house = replace(house, publisher=Publisher(self.library, folder / "site" / "built" / "lessons", house.audit))
        self.client = TestClient(make_app(self.house), base_url="http://rean", raise_server_exceptions=False, follow_redirects=False)

    def get(self, path, number="t1"):
        return self.client.get(f"{PREFIX}/workshop{path}", headers={"X-Number": number} if number else {})

    def post(self, path, number="t1", **form):
        return self.client.post(f"{PREFIX}/workshop{path}", files={name: (None, text) for name, text in form.items()}, headers={"X-Number": number})

    def save(self, text, act="save", name=SUM, stamp=None):
        return self.post(f"/edit/{name}", text=text, act=act, stamp=stamp_of(self.library.read(name)) if stamp is None else stamp)

    def acts(self):
        return [line["act"] for line in self.house.audit.read()]


@pytest.fixture
def editor(tmp_path):
    return Editor(tmp_path)


PAGES = [
    "",
    "/unit/math/fractions",
    "/item/math/fractions/sum",
    f"/edit/{SUM}",
    "/publish",
    "/publish/progress",
    "/changes",
    "/findings/math/fractions",
]


@pytest.mark.parametrize("path", PAGES)
def test_no_learner_sees_a_key(editor, path):
    """Every page of the workshop is refused, and the log has a line."""
    assert 403 == editor.get(path, number="101").status_code
    assert ["request.refused"] == editor.acts()


@pytest.mark.parametrize("path", ["/try/practice/next", f"/edit/{SUM}", "/publish", "/back", "/discard"])
def test_no_learner_changes_anything(editor, path):
    """Nor does somebody who is not signed in."""
    assert (403, []) == (editor.post(path, number="101", text="x", act="anyway", sure="yes").status_code, editor.library.edits())
    assert 401 == editor.client.post(f"{PREFIX}/workshop{path}").status_code


def test_a_sound_text_is_saved_after_the_check(editor):
    """The draft has it, the class does not; the log knows who saved."""
    assert 303 == editor.save(CHANGED).status_code
    assert (CHANGED, ITEM) == (editor.library.read(SUM), (editor.library.live / SUM).read_text("utf-8"))
    assert ["content.saved"] == editor.acts()


def test_a_text_with_a_fault_is_shown_and_not_saved(editor):
    """What was typed is still there, with the line of the fault; it may be saved all the same."""
    answer = editor.save(BROKEN)
    assert (409, []) == (answer.status_code, editor.library.edits())
    assert "level: 9" in answer.text
    assert f"{SUM}:2" in answer.text
    assert 303 == editor.save(BROKEN, act="anyway").status_code
    assert BROKEN == editor.library.read(SUM)


def test_only_checking_saves_nothing(editor):
    """The findings, and the text as it was typed."""
    assert 200 == editor.save(BROKEN, act="check").status_code
    assert [] == editor.library.edits()


def test_two_teachers_do_not_overwrite_each_other(editor):
    """Who opened the file before the other saved is told."""
    opened = stamp_of(ITEM)
    editor.save(CHANGED)
    answer = editor.save(ITEM.replace("level: 2", "level: 3"), stamp=opened)
    assert (409, CHANGED) == (answer.status_code, editor.library.read(SUM))


def test_the_older_text_comes_back(editor):
    """One tap."""
    editor.save(CHANGED)
    assert 303 == editor.post(f"/edit/{SUM}", act="undo").status_code
    assert ITEM == editor.library.read(SUM)


def test_typed_html_stays_text(editor):
    """In the field, in the list of findings, in the line that is shown."""
    answer = editor.save("level: <script>alert(1)</script></textarea><script>alert(2)</script>\n")
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("name", ["../secrets/tutor.key", "math/fractions/items/%2e%2e/x.yaml", "math/fractions/items/run.py", "%2e%2e/site.toml"])
def test_a_name_that_is_no_file_of_a_course_is_missing(editor, name):
    """It can be neither read nor written."""
    assert {404} == {editor.get(f"/edit/{name}").status_code, editor.post(f"/edit/{name}", text="x", act="anyway").status_code}


def test_too_long_a_text_is_refused(editor):
    """A body larger than any lesson does not reach the disk."""
    assert 413 == editor.save("x" * 3_000_000).status_code


def test_a_long_lesson_can_be_saved(editor):
    """A file may be much longer than what a learner types."""
    assert 303 == editor.save(ITEM + "# " + "\u1780" * 60_000 + "\n").status_code


def test_publishing_asks_first(editor):
    """Without the tick nothing is begun."""
    editor.save(CHANGED)
    assert 409 == editor.post("/publish").status_code
    assert editor.get("/publish/progress").json() == {"state": "none"}


def test_a_draft_with_a_fault_is_refused_with_its_line(editor):
    """The page says where; what is taught stays."""
    editor.save(BROKEN, act="anyway")
    editor.post("/publish", sure="yes")
    wait_for(lambda: editor.get("/publish/progress").json()["state"] != "running", 60, "the end of publishing")
    assert f"{SUM}:2" in editor.get("/publish?lang=en").text
    wait_for(lambda: "content.refused" in editor.acts(), 30, "the line in the log")
    assert "" == editor.library.current.version


def test_what_is_published_is_taught_and_can_be_taken_back(editor):
    """The site has a version of its own, and one button brings the shipped courses back."""
    editor.save(CHANGED)
    editor.post("/publish", sure="yes")
    wait_for(lambda: "content.published" in editor.acts(), 60, "publishing")
    assert CHANGED == (editor.library.live / SUM).read_text("utf-8")
    editor.post("/back", sure="yes")
    wait_for(lambda: "content.went_back" in editor.acts(), 60, "going back")
    assert editor.library.shipped == editor.library.live


def test_edits_are_given_up_after_a_question(editor):
    """The draft is what is taught again."""
    editor.save(CHANGED)
    assert 409 == editor.post("/discard").status_code
    assert 303 == editor.post("/discard", sure="yes").status_code
    assert [] == editor.library.edits()
