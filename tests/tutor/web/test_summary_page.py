"""A unit on one page, to be printed."""

from tests.tutor.makers import UNIT, Clock
from tests.tutor.web.test_interface import Web


def test_the_course_leads_to_the_summary(tmp_path):
    """Its button opens a page with the unit's rules, in the reader's language, and a button that prints."""
    web = Web(tmp_path, Clock())
    assert f'href="/services/tutor/summary/{UNIT}"' in web.get("/course/math1").text
    page = web.get(f"/summary/{UNIT}?lang=en").text
    assert "Equivalent fractions and lowest terms" in page
    assert "data-print" in page
    assert "ប្រភាគស្មើគ្នា" in web.get(f"/summary/{UNIT}?lang=km").text


def test_a_unit_without_a_summary_has_no_page(tmp_path):
    """An address that is none is told as such."""
    assert Web(tmp_path, Clock()).get("/summary/math1/nothing").status_code == 404
