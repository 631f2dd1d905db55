"""Finding work: a curriculum vitae that prints on one page, and the site's list of job centres."""

import re

import pytest

from tests.journeys.browser import find_barriers
from tests.tutor.web.test_interface import Web
from tutor.cv import ROWS, SINGLE
from tutor.job_centres import FILE
from tutor.sentences import texts_in
from tutor.web.pages import PREFIX

FIELDS = [*SINGLE, *(field for rows in ROWS for row in rows.fields() for field in row)]
FULL = {f.name: ("បន្ទាត់មួយដែលវែងគួរសម និងពេញ " * 20)[: f.most] for f in FIELDS} | {"skills": "ដេរសម្លៀកបំពាក់\n" * 30}
SHORT = {f.name: "ដេរអាវ ២០" for f in FIELDS} | {"skills": "ដេរអាវ\n" * 8, "about": "ដេរអាវ\n" * 4}


@pytest.fixture
def web(tmp_path):
    return Web(tmp_path)


def write(web, fields, number="101"):
    return web.post("cv", {"fields": fields}, number)


def test_what_is_typed_is_kept_and_the_teacher_may_read_it(web):
    """The page says so; another class's teacher and other learners may not."""
    assert {"saved": True, "named": []} == write(web, {"work": "ជាងដេរ"}).json()
    assert "ជាងដេរ" in web.get("/cv").text
    assert "data-seen" in web.get("/cv").text
    assert "ជាងដេរ" in web.get("/class/learner/101/cv", number="t1").text
    assert [403, 403] == [web.get("/class/learner/201/cv", number="t1").status_code, web.get("/class/learner/101/cv", number="102").status_code]
    assert 'href="/services/tutor/class/learner/101/cv"' in web.get("/class/learner/101", number="t1").text


def test_it_can_be_written_without_scripts(web):
    """A form, a button, and the page to print."""
    sent = web.client.post(f"{PREFIX}/cv", data={"skills": "ដេរ\nជួសជុល", "act": "print"}, headers={"X-Number": "101"})
    assert f"{PREFIX}/cv/print" == sent.headers["Location"]
    paper = web.get("/cv/print").text
    assert ["<li>ដេរ</li>", "<li>ជួសជុល</li>"] == re.findall(r"<li>.*?</li>", paper)


def test_it_warns_where_a_field_tells_too_much(web):
    """While it is typed, and on the page; it is kept as written: the learner decides."""
    assert ["about"] == write(web, {"about": "I learned this in prison."}).json()["named"]
    assert "in prison" in web.get("/cv").text
    assert "data-named hidden" not in web.get("/cv").text
    assert "data-named hidden" in web.get("/cv", number="102").text


def test_markup_stays_text(web):
    """What a learner types is not run in the teacher's browser."""
    write(web, {"about": "<script>alert(1)</script>", "skills": "<b>x</b>"})
    assert [] == [mark for mark in ("<script>alert", "<b>x") if mark in web.get("/class/learner/101/cv", number="t1").text]


def open_page(browser, web, path, number="101", lang="en", **size):
    """Open a page of the service in a real browser; every request is answered by the service itself."""
    context = browser.new_context(viewport={"width": size.get("width", 1366), "height": 768})
    page = context.new_page()

    def answer(route):
        request = route.request
        address = request.url.removeprefix("http://rean")
        headers = {"X-Number": number, "Cookie": f"rean_lang={lang}", "Content-Type": request.headers.get("content-type", "")}
        got = web.client.request(request.method, address, content=request.post_data_buffer, headers=headers)
        route.fulfill(status=got.status_code, body=got.content, headers={"Content-Type": got.headers.get("Content-Type", "")})

    context.route("**/*", answer)
    page.goto(f"http://rean{PREFIX}{path}")
    page.wait_for_selector("body[data-ready]")
    return page


@pytest.mark.parametrize(("fields", "lang"), [(FULL, "km"), (SHORT, "en")], ids=["full", "large letters"])
def test_the_fullest_one_prints_on_one_page(browser, web, fields, lang):
    """Every field as long as it may be, in Khmer, on A4; no picture, no number, no name of a place of ours."""
    write(web, fields)
    page = open_page(browser, web, "/cv/print", lang=lang)
    assert [] == find_barriers(page)
    assert (0, fields is SHORT) == (page.locator("[data-paper] img").count(), page.locator(".cv-short").count() == 1)
    assert "101" not in page.locator("[data-paper]").inner_text()
    printed = page.pdf(prefer_css_page_size=True)
    page.context.close()
    assert 1 == len(re.findall(rb"/Type\s*/Page\b", printed))


def test_a_field_is_kept_while_it_is_typed(browser, web):
    """Without a button; the page after it has it."""
    page = open_page(browser, web, "/cv")
    page.fill("[name='experience.1.what']", "ជួសជុលម៉ូតូ")
    page.wait_for_function("() => document.querySelector('[data-saved]').textContent === 'Saved'")
    page.fill("[name=about]", "I was in prison.")
    page.wait_for_selector("[data-field=about].field-named")
    assert page.locator("[data-named]").is_visible()
    assert [] == find_barriers(page)
    page.context.close()
    assert "ជួសជុលម៉ូតូ" in web.get("/cv").text


def test_job_centres_are_filled_in_by_staff(web):
    """A sign while the list is empty; a teacher's rows; learners read and cannot change."""
    assert "data-no-centres" in web.get("/job-centres").text
    for number, said in (("101", "jobs.none"), ("t1", "jobs.none_to_fill")):
        assert texts_in("en")(said) in web.get("/job-centres?lang=en", number=number).text
    rows = {"place": ["ពោធិ៍សាត់", ""], "name": ["NEA", ""], "address": ["", ""], "phone": ["012 345 678", ""], "note": ["", ""]}
    assert 403 == web.client.post(f"{PREFIX}/job-centres", data=rows, headers={"X-Number": "101"}).status_code
    assert 303 == web.client.post(f"{PREFIX}/job-centres", data=rows, headers={"X-Number": "t1"}).status_code
    page = web.get("/job-centres").text
    assert ("012 345 678" in page, "data-no-centres" in page, '<form class="card' in page) == (True, False, False)
    assert ["job_centres.kept"] == [line["act"] for line in web.house.audit.read() if line["act"].startswith("job")]


def test_a_file_of_the_site_that_cannot_be_read_is_told_to_staff(web):
    """Learners see the sign for an empty list, not a fault."""
    (web.house.site / FILE).write_text("a,b\n1,2\n")
    assert "data-no-centres" in web.get("/job-centres").text
    assert "data-trouble" not in web.get("/job-centres").text
    assert "data-trouble" in web.get("/job-centres", number="t1").text
