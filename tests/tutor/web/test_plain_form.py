"""A unit test can be written and handed in on a computer whose browser runs no scripts."""

from html.parser import HTMLParser

import pytest
from starlette.datastructures import FormData

from courses.answers import KINDS, as_sent, check, key_as_typed, show
from courses.commands import CONTENT
from courses.languages import load_catalogue
from courses.variants import draw_variant
from grading.course import ensure_course
from grading.papers import read_paper
from grading.records.roster import write_roster
from tests.courses.makers import make_item
from tests.courses.samples import KIND_LINES
from tests.tutor.makers import PEOPLE
from tests.tutor.web.inputs_page import TEXTS
from tests.tutor.web.test_interface import Web
from tutor.store import drafts
from tutor.web.pages import PREFIX
from tutor.web.plain_form import draw_form, read_form

TEXT = load_catalogue(TEXTS, "km")
NASTY = '"><script>alert(1)</script>$x$'
every_kind = pytest.mark.parametrize("kind", [k for k in KINDS if KINDS[k].judged_by_machine])


class Filled(HTMLParser):
    """What a browser would send of a form."""

    def __init__(self, html):
        super().__init__()
        self.sent, self.list, self.tags = [], None, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        self.tags.append(tag)
        if tag == "input" and (about["type"] == "text" or "checked" in about):
            self.sent.append((about["name"], about["value"]))
        if tag == "select":
            self.list = about["name"]
        if tag == "option" and "selected" in about:
            self.sent.append((self.list, about["value"]))


@pytest.fixture(scope="module")
def variants(tmp_path_factory):
    folder = tmp_path_factory.mktemp("items")
    made = {kind: make_item(folder, line) for kind, line in KIND_LINES.items() if kind != "parts"}
    made["parts"] = make_item(folder, None, parts=KIND_LINES["parts"], partial="true")
    return {kind: draw_variant(item, 7) for kind, item in made.items()}


@every_kind
def test_what_was_typed_is_drawn_and_read_back(variants, kind):
    """The key, drawn into the form and sent with it, is still right."""
    shown = show(variants[kind], "km")
    form = Filled(draw_form(shown.kind, shown.options, "q1", as_sent(variants[kind], key_as_typed(variants[kind])), TEXT))
    assert "right" == check(variants[kind], read_form(shown.kind, shown.options, "q1", FormData(form.sent))).name


@every_kind
def test_an_empty_form_is_an_empty_answer(variants, kind):
    """Nothing chosen and nothing typed is nothing."""
    shown = show(variants[kind], "km")
    form = Filled(draw_form(shown.kind, shown.options, "q1", "", TEXT))
    assert "" == read_form(shown.kind, shown.options, "q1", FormData(form.sent))


@every_kind
def test_what_was_typed_stays_text(variants, kind):
    """Markup in an answer is no markup in the form."""
    shown = show(variants[kind], "km")
    assert "script" not in Filled(draw_form(shown.kind, shown.options, "q1", f"{NASTY} | {NASTY} || {NASTY}", TEXT)).tags


def test_a_test_is_kept_and_handed_in_by_a_form(tmp_path):
    """Saving keeps the drafts; handing in asks for a tick; afterwards the page can be read and not changed."""
    web = Web(tmp_path)
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "variants.key").write_bytes(b"a key for tests, of 32 bytes ...")
    write_roster(tmp_path / "roster.json", PEOPLE.values())
    ensure_course(tmp_path, "math1", web.house.catalog, web.house.roster(), content=CONTENT)
    name, address = "fractions-test", f"{PREFIX}/test/fractions-test"
    assert "<noscript>" in web.get("/test/fractions-test").text
    paper = read_paper(web.house.site, "math1", "101", name)
    question = next(q for q in paper.questions if show(paper.variant(q, web.house.catalog), "km").kind in ("fraction", "number"))
    send = lambda **more: web.client.post(address, data={question: "3/4", **more}, headers={"X-Number": "101"})  # noqa: E731
    assert 303 == send(act="save").status_code
    with web.house.store.reading() as connection:
        assert "3/4" == drafts.load(connection, "101", name)[question]
    send(act="hand_in")
    assert "data-handed-in" not in web.get("/test/fractions-test").text
    assert 303 == send(act="hand_in", sure="yes", attempt="attempt-1").status_code
    assert "data-handed-in" in web.get("/test/fractions-test").text
    assert 404 == send(act="save").status_code
